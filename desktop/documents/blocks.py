"""Blocks down a page and over to the next, such as a letter's paragraphs or lines to sign on; it knows no paper."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from desktop.documents.sheet import Column, Sheet, Style


class Block(NamedTuple):
    """What needs some height and draws itself from a top on; `keep` stays on the page of what follows. Points."""

    height: float
    draw: Callable[[float], object]
    keep: bool = False


def text_block(
    sheet: Sheet, text: str, column: tuple[float, float], style: Style, *, after: float = 0.0, align: str = "start"
) -> Block:
    """Return a text set in a column (its start and width) as a block, with space after it."""
    x, width = column
    return Block(
        sheet.measure(text, width, style) + after,
        partial(_write, sheet, text, (x, width), style, align=align),
    )


def kept(block: Block) -> Block:
    """Return a block that stays on the page of what follows, as a heading does."""
    return block._replace(keep=True)


def paged(blocks: Sequence[Block], rooms: tuple[float, float]) -> list[list[Block]]:
    """Return the blocks of each page; `rooms` are the heights of the first page and of all others.

    A block that is higher than a page stands alone and runs over: whoever cares looks before, see `fits`.
    """
    pages: list[list[Block]] = [[]]
    left = rooms[0]
    for place, block in enumerate(blocks):
        if pages[-1] and _together(blocks[place:]) > left and not pages[-1][-1].keep:
            pages.append([])
            left = rooms[1]
        pages[-1].append(block)
        left -= block.height
    return pages


def fits(blocks: Sequence[Block], rooms: tuple[float, float]) -> bool:
    """Return whether each block has room on a page, with what it must stay with."""
    return all(_together(blocks[place:]) <= min(rooms) for place in range(len(blocks)))


def _together(blocks: Sequence[Block]) -> float:
    """Return the height of the first block and of what it stays with."""
    height = 0.0
    for block in blocks:
        height += block.height
        if not block.keep:
            break
    return height


def _write(sheet: Sheet, text: str, column: tuple[float, float], style: Style, top: float, *, align: str) -> None:
    sheet.write(text, Column(column[0], top, column[1]), style, align=align)
