"""Colours, type and sizes of the window, read from shipped tokens; it knows no page.

As Qt's own palette is, the theme in use is ambient: `current()` answers for the whole application.
"""

import json
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.paths import resource

Choice = Literal["system", "light", "dark"]
FAMILIES = ["Source Sans 3", "Segoe UI", "Noto Sans", "Noto Naskh Arabic", "Noto Sans Bengali"]


@dataclass(frozen=True)
class Tokens:
    """One set of colours by role, each `#RRGGBB`."""

    paper: str
    sidebar: str
    surface: str
    sunken: str
    hover: str
    line: str
    line2: str
    control: str
    ink: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    soft: str
    soft2: str
    link: str
    good: str
    good_bg: str
    wait: str
    wait_bg: str
    stop: str
    stop_bg: str
    note: str
    note_bg: str
    focus: str
    chart1: str
    chart2: str
    chart3: str


@dataclass(frozen=True)
class Theme:
    """Tokens with the text size chosen; sizes are pixels at 96 dpi."""

    tokens: Tokens
    dark: bool = False
    scale: float = 1.0

    def colour(self, role: str) -> QColor:
        """Return the colour of a token role; everybody gets the same one, so nobody changes it."""
        return _colour(getattr(self.tokens, role))

    def px(self, size: float) -> int:
        """Return a size grown with the text."""
        return round(size * self.scale)

    def font(self, size: float = 15, weight: int = 400) -> QFont:
        """Return the interface font at a size of the type scale and a weight of 400, 500 or 600."""
        return QFont(_font(self.px(size), weight))

    def metrics(self, size: float = 15, weight: int = 400) -> QFontMetricsF:
        """Return what measures texts in a font of `font`; lists measure and cut hundreds of texts at a time."""
        return _metrics(self.px(size), weight)

    def code_font(self, size: float = 15, weight: int = 400) -> QFont:
        """Return the font for codes and keys, whose zero is told from the letter O."""
        font = self.font(size, weight)
        font.setFeature(QFont.Tag.fromString("zero"), 1)
        return font


@cache
def _colour(code: str) -> QColor:
    return QColor(code)


@cache
def _font(pixels: int, weight: int) -> QFont:
    """Return a font whose copies share what Qt found for it: a list's screen is painted in hundreds of texts."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    return font


@cache
def _metrics(pixels: int, weight: int) -> QFontMetricsF:
    return QFontMetricsF(_font(pixels, weight))


@cache
def tokens(name: Literal["light", "dark"]) -> Tokens:
    """Return a shipped token set."""
    sets = json.loads(resource("tokens.json").read_text("utf-8"))
    return Tokens(**{field.name: sets[name][field.name] for field in fields(Tokens)})


def raised(calm: Tokens) -> Tokens:
    """Return the set for people who ask their system for more contrast."""
    return replace(calm, muted=calm.ink, line=calm.control, line2=calm.control)


def palette(colours: Tokens) -> QPalette:
    """Return the tokens as Qt's palette, its disabled group included."""
    role = QPalette.ColorRole
    pairs = {
        role.Window: colours.paper, role.WindowText: colours.ink, role.Base: colours.surface,
        role.AlternateBase: colours.sunken, role.Text: colours.ink, role.PlaceholderText: colours.muted,
        role.Button: colours.surface, role.ButtonText: colours.ink, role.BrightText: colours.stop,
        role.Highlight: colours.soft, role.HighlightedText: colours.ink, role.Accent: colours.accent,
        role.Link: colours.link, role.LinkVisited: colours.link, role.Light: colours.surface,
        role.Midlight: colours.line, role.Mid: colours.line2, role.Dark: colours.control, role.Shadow: colours.control,
        role.ToolTipBase: colours.surface, role.ToolTipText: colours.ink,
    }  # fmt: skip
    made = QPalette()
    for which, colour in pairs.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.disabled))
    made.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(colours.paper))
    return made


class _Ambient:
    """The theme in use; replaced whole by `apply`."""

    def __init__(self) -> None:
        self.theme: Theme | None = None


_ambient = _Ambient()


def current() -> Theme:
    """Return the theme in use, light at 100 % before one was applied."""
    return _ambient.theme or Theme(tokens("light"))


def chosen(choice: Choice, text_size: int = 100) -> Theme:
    """Return the theme for a choice in Settings; `system` follows the system's scheme and contrast."""
    hints = QGuiApplication.styleHints()
    dark = choice == "dark" or (choice == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    colours = tokens("dark" if dark else "light")
    accessibility = hints.accessibility()
    if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
        colours = raised(colours)
    return Theme(colours, dark, text_size / 100)


def apply(app: QApplication, theme: Theme) -> None:
    """Put a theme on the application: style, palette, font and the one style sheet."""
    from desktop.ui.sheet import sheet

    _ambient.theme = theme
    _font.cache_clear()  # other fonts may be at hand now
    _metrics.cache_clear()
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette(theme.tokens))
    app.setFont(theme.font())
    app.setStyleSheet(sheet(theme))


def moving() -> bool:
    """Return whether the system lets things move; some people ask it not to."""
    return QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
