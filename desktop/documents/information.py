"""The page of a consent form that the family keeps: what mentoring is, what is kept and why, and how to withdraw."""

from collections.abc import Mapping

from desktop.documents.catalogue import Catalogue
from desktop.documents.flow import Block, Flow
from desktop.documents.reply import FOOT, MARGIN, Spoken
from desktop.documents.sheet import Sheet

_SIZES = (10.4, 10.0, 9.7, 9.4, 9.2, 9.0, 8.8, 8.6, 8.4, 8.2, 8.0, 7.8, 7.6, 7.4, 7.2, 7.0, 6.8, 6.6)
_PARAGRAPHS = (
    ("about", ("text",)),
    ("arrangements", ("dates", "place", "often", "room", "how")),
    ("safety", ("text",)),
    ("data", ("what", "why", "who", "long", "rights")),
    ("withdraw", ("text",)),
)


def information(spoken: Spoken) -> list[tuple[Block, ...]]:
    """Return the blocks of the page to keep, in each language of the form."""
    if spoken.beside is None:
        return [tuple(_blocks(spoken.main, spoken.facts))]
    both = ((spoken.main, spoken.facts), (spoken.beside, spoken.beside_facts or {}))
    return [tuple(_run_in(block) for block in _blocks(words, facts)) for words, facts in both]


def _run_in(block: Block) -> Block:
    """Return a block with its label before its text on one line: two languages have no room for labels of their own."""
    return block._replace(text=f"{block.label}: {block.text}", label="") if block.label else block


def flows_for(sheet: Sheet, spoken: Spoken, room: float, size: float | None) -> list[Flow]:
    """Return the information at the largest size that fits one page, or at the size asked for."""
    settings = [spoken.setting] + ([spoken.beside.setting] if spoken.beside else [])
    width = column_width(sheet, spoken)
    stacked = size is not None or spoken.beside is not None
    for attempt in (size,) if size else _SIZES:
        flows = [
            Flow(blocks, setting, attempt, stacked)
            for blocks, setting in zip(information(spoken), settings, strict=True)
        ]
        if max(flow.height(sheet, width) for flow in flows) <= room:
            return [flow.aired(sheet, width, room) for flow in flows]
    return flows


def column_width(sheet: Sheet, spoken: Spoken) -> float:
    """Return the width of a column of text: the page, or half of it for each of two languages."""
    width = sheet.width - 2 * MARGIN
    return width if spoken.beside is None else (width - 16) / 2


def bottom(sheet: Sheet) -> float:
    """Return where text has to end, above the page's foot."""
    return sheet.height - FOOT - 6


def _blocks(words: Catalogue, facts: Mapping[str, str]) -> list[Block]:
    blocks = [Block(words.text("consent.lead", facts))]
    for section, paragraphs in _PARAGRAPHS:
        blocks.append(Block(words.text(f"consent.{section}.heading"), heading=True))
        for paragraph in paragraphs:
            label = f"consent.{section}.{paragraph}_label"
            text = words.text(f"consent.{section}.{paragraph}", facts)
            blocks.append(Block(text, words.text(label) if label in words.texts else ""))
    return blocks
