"""The note at the foot of a page whose translation no person has checked yet."""

from desktop.documents.catalogue import Catalogue
from desktop.documents.reply import FOOT, MARGIN
from desktop.documents.sheet import WARN, Box, Sheet, Style


def draw_draft_note(sheet: Sheet, words: Catalogue, grow: float = 1.0) -> None:
    """Say at the foot of the page that no person has checked a translation yet, in its language and in English."""
    if words.draft:
        note = Box(MARGIN, sheet.height - FOOT + 13, sheet.width - 2 * MARGIN, 15)
        said = "  ·  ".join(part for part in (words.draft_note, "Draft translation") if part)
        sheet.fit(said, note, Style(8 * grow, bold=True, colour=WARN))
