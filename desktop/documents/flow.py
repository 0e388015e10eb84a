"""Running text under headings, down a column and over pages; it knows no form."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.documents.sheet import ACCENT, MUTED, Column, Sheet, Style
from desktop.documents.typeset import Setting

_LABEL_SHARE = 0.2


class Block(NamedTuple):
    """A heading, a paragraph, or a paragraph with a label beside it."""

    text: str
    label: str = ""
    heading: bool = False


class Flow(NamedTuple):
    """Blocks in one language at one size."""

    blocks: tuple[Block, ...]
    setting: Setting
    size: float
    stacked: bool = False  # labels above their text, for narrow columns and large print
    air: float = 0.0  # points of further space above each heading

    def height(self, sheet: Sheet, width: float) -> float:
        """Return the height of all blocks."""
        return sum(_height(sheet, self, block, width) for block in self.blocks)

    def columns(self, sheet: Sheet, width: float, heights: Sequence[float]) -> Iterator["Flow"]:
        """Yield what goes on each page; the last of `heights` holds for all further pages.

        A heading stays with what follows it.
        """
        kept: list[Block] = []
        used, page = 0.0, 0
        for place, block in enumerate(self.blocks):
            tall = _height(sheet, self, block, width)
            ahead = _height(sheet, self, self.blocks[place + 1], width) if block.heading else 0.0
            if kept and used + tall + ahead > heights[min(page, len(heights) - 1)]:
                yield self._replace(blocks=tuple(kept))
                kept, used, page = [], 0.0, page + 1
            kept.append(block)
            used += tall
        yield self._replace(blocks=tuple(kept))

    def aired(self, sheet: Sheet, width: float, room: float) -> "Flow":
        """Return the flow with some of the room that is left shared out above its headings."""
        left = room - self.height(sheet, width)
        headings = sum(block.heading for block in self.blocks)
        return self._replace(air=max(0.0, min(left / (headings + 1), self.size * 0.9)))

    def draw(self, sheet: Sheet, column: Column) -> float:
        """Draw all blocks and return where they end."""
        top = column.top
        for block in self.blocks:
            _draw(sheet, self, block, column._replace(top=top))
            top += _height(sheet, self, block, column.width)
        return top


def _styles(flow: Flow, block: Block) -> tuple[Style, Style]:
    body = Style(flow.size)
    if block.heading:
        body = Style(flow.size * 1.14, bold=True, colour=ACCENT)
    return body, Style(flow.size, bold=True, colour=MUTED)


def _label_width(flow: Flow, width: float) -> float:
    return width if flow.stacked else width * _LABEL_SHARE


def _text_width(flow: Flow, block: Block, width: float) -> float:
    return width if flow.stacked or not block.label else width * (1 - _LABEL_SHARE) - 8


def _gap(flow: Flow, block: Block) -> float:
    return flow.size * 0.62 + flow.air if block.heading else flow.size * 0.26


def _height(sheet: Sheet, flow: Flow, block: Block, width: float) -> float:
    body, label = _styles(flow, block)
    tall = sheet.measure(block.text, _text_width(flow, block, width), body, setting=flow.setting)
    if block.label:
        beside = sheet.measure(block.label, _label_width(flow, width), label, setting=flow.setting)
        tall = tall + beside if flow.stacked else max(tall, beside)
    return tall + _gap(flow, block)


def _draw(sheet: Sheet, flow: Flow, block: Block, column: Column) -> None:
    body, label = _styles(flow, block)
    top = column.top + (_gap(flow, block) if block.heading else 0)
    width = _text_width(flow, block, column.width)
    if block.label:
        beside = Column(column.x, top, _label_width(flow, column.width))
        end = sheet.write(block.label, beside, label, setting=flow.setting)
        top = end if flow.stacked else top
    across = 0 if flow.stacked or not block.label else column.width - width
    sheet.write(block.text, Column(column.x + across, top, width), body, setting=flow.setting)
