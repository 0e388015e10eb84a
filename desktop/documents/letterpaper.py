"""The paper that letters and agreements are written on: the school's head, the hand of a variant, page after page."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from desktop.documents.blocks import Block, fits, paged
from desktop.documents.catalogue import Catalogue
from desktop.documents.draft_note import draw_draft_note
from desktop.documents.reply import MARGIN
from desktop.documents.requests import PaperProblem, Variant
from desktop.documents.sheet import ACCENT, CREAM, MUTED, Box, Sheet, Style
from desktop.documents.typeset import Setting, clearer
from desktop.i18n import _
from desktop.models.programme import School

INDENT = MARGIN + 12
FIRST_TOP = 112.0
_FOOT = 54.0
_SIZES = (11.0, 10.4, 9.8, 9.2)
_LARGE, _CLEAR = 16.0, 12.4


class Hand(NamedTuple):
    """How a variant is set: the setting, the sizes to try in points, the largest first, and the ground's colour.

    `small` is the size of labels as a factor: in large print nothing is small.
    """

    setting: Setting
    sizes: tuple[float, ...]
    cream: bool = False
    small: float = 0.75

    @property
    def grow(self) -> float:
        """The factor on what has a fixed size in ordinary print."""
        return 1.5 if self.sizes[0] >= _LARGE else 1.0


def hand_of(words: Catalogue, variant: Variant) -> Hand:
    """Return how texts are set in a variant."""
    if variant is Variant.LARGE_PRINT:
        return Hand(words.setting, (_LARGE,), small=0.9)
    if variant is Variant.DYSLEXIA_FRIENDLY:
        return Hand(clearer(words.setting), (_CLEAR,), cream=True)
    return Hand(words.setting, _SIZES)


class Letterpaper:
    """One person's letter on its pages."""

    def __init__(self, sheet: Sheet, school: School, words: Catalogue, variant: Variant, foot: float = 0.0) -> None:
        """`foot` is further height that is kept free at the bottom of each page."""
        self.sheet, self.school, self.words = sheet, school, words
        self.hand = hand_of(words, variant)
        self.foot = _FOOT + foot
        sheet.setting, sheet.mirrored = self.hand.setting, words.rtl

    @property
    def width(self) -> float:
        """How wide a text runs."""
        return self.sheet.width - 2 * INDENT

    @property
    def rooms(self) -> tuple[float, float]:
        """The heights for text on the first page and on all others."""
        end = self.sheet.height - self.foot
        return end - FIRST_TOP, end - MARGIN

    def laid_out(self, blocks: Callable[[float], Sequence[Block]]) -> list[list[Block]] | None:
        """Return the blocks of each page: one page at the largest size that fits it, else as many as it needs.

        `blocks` makes them at a size. None where one of them alone is higher than a page.
        """
        for size in self.hand.sizes:
            pages = paged(blocks(size), self.rooms)
            if len(pages) == 1:
                return pages
        largest = blocks(self.hand.sizes[0])
        return paged(largest, self.rooms) if fits(largest, self.rooms) else None

    def draw(self, pages: Sequence[Sequence[Block]]) -> Iterator[tuple[int, float]]:
        """Draw pages; yield each one's number and where its text ends before the page does."""
        for number, blocks in enumerate(pages):
            top = self._begin(number)
            for block in blocks:
                block.draw(top)
                top += block.height
            yield number, top
            draw_draft_note(self.sheet, self.words, self.hand.grow)
            self.sheet.end_page()

    def _begin(self, number: int) -> float:
        sheet = self.sheet
        if self.hand.cream:
            sheet.box(Box(0, 0, sheet.width, sheet.height), fill=CREAM)
        if number:
            return MARGIN
        grow = self.hand.grow
        sheet.fit(self.school.name, Box(INDENT, 38, self.width, 26), Style(15 * grow, bold=True, colour=ACCENT))
        contact = "  ·  ".join(part for part in (self.school.address, self.school.phone, self.school.email) if part)
        sheet.fit(contact, Box(INDENT, 65, self.width, 13 * grow), Style(8.6 * grow, colour=MUTED))
        sheet.rule(INDENT, 86, self.width, ACCENT, 1.2)
        return FIRST_TOP


def too_long(person: str) -> PaperProblem:
    """Return the problem of a letter with a paragraph that no page holds."""
    advice = _("Shorten the letter in the school’s own form texts.")
    return PaperProblem(person=person, reason=_("This letter is too long for its page."), advice=advice)
