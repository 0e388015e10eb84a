"""How people's own words are shown: in one line, cut at their own end, never read as markup or as keys."""

import html
import re
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

LINE = 60  # signs of a tooltip that stand in one line
_BREAKS = re.compile(r"\s*[\t-\r\x1c-\x1f\x85\u2028\u2029]\s*")
_ISOLATE, _POP = "\u2068", "\u2069"  # the text between runs its own way, and its dots stay at its own end


def one_line(text: str) -> str:
    """Return a text whose line breaks and tabs are a space each, as older files still hold them in names."""
    return text if text.isprintable() else _BREAKS.sub(" ", text).strip()


def runs_right_to_left(text: str) -> bool:
    """Return whether all letters of a text run from right to left; one with Latin letters keeps its place in a list."""
    if text.isascii():
        return False
    kinds = {unicodedata.bidirectional(mark) for mark in text}
    return "L" not in kinds and bool(kinds & {"R", "AL"})


def cut(metrics: QFontMetricsF, text: str, width: float) -> str:
    """Return as much of a text as there is room for; dots stand where it goes on, at the left of Arabic or Urdu."""
    shown = metrics.elidedText(one_line(text), Qt.TextElideMode.ElideRight, max(width, 0))
    return f"{_ISOLATE}{shown}{_POP}" if runs_right_to_left(text) else shown


def tip(text: str) -> str:
    """Return a text as a tooltip that is read as it stands, a long one in lines: Qt breaks lines of markup alone.

    It also takes whatever looks like a tag for markup.
    """
    marked = len(text) > LINE or "<" in text or "&" in text
    return f"<qt>{html.escape(text)}</qt>" if marked else text


def on_button(text: str) -> str:
    """Return a text for a button's face, where a lone & would underline a letter instead."""
    return text.replace("&", "&&")
