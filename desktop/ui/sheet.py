"""The one style sheet of the application, written from a theme; set once, never on a widget."""

from desktop.ui.theme import Theme


def sheet(theme: Theme) -> str:
    """Return the whole style sheet for a theme."""
    return "\n".join(part(theme) for part in (_surfaces, _type, _buttons, _fields, _ranges, _lists, _popups))


def _surfaces(t: Theme) -> str:
    c = t.tokens
    return f"""
QMainWindow, QDialog {{ background: {c.paper}; }}
QWidget[surface="paper"] {{ background: {c.paper}; }}
QWidget[surface="sidebar"] {{ background: {c.sidebar}; }}
QWidget[surface="surface"] {{ background: {c.surface}; }}
QWidget[edge="right"] {{ border-right: 1px solid {c.line}; }}
QWidget[edge="left"] {{ border-left: 1px solid {c.line}; }}
QWidget[edge="bottom"] {{ border-bottom: 1px solid {c.line}; }}
QWidget[edge="top"] {{ border-top: 1px solid {c.line}; }}
QFrame[card="plain"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 8px; }}
QFrame[card="sunken"] {{ background: {c.sunken}; border: 1px solid {c.line}; border-radius: 8px; }}
QFrame[card="notice"] {{ background: {c.good_bg}; border: none; border-radius: 6px; }}
QFrame[card="trouble"] {{ background: {c.wait_bg}; border: none; border-radius: 6px; }}
QFrame[card="refused"] {{ background: {c.stop_bg}; border: none; border-radius: 6px; }}
QFrame[card="line"] {{ background: {c.line}; border: none; min-height: 1px; max-height: 1px; }}
QScrollArea, QStackedWidget {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget[clear="true"] {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
"""


def _type(t: Theme) -> str:
    c, px = t.tokens, t.px
    return f"""
QLabel {{ background: transparent; font-size: {px(15)}px; }}
QLabel[role="title"] {{ font-size: {px(25)}px; font-weight: 600; }}
QLabel[role="big"] {{ font-size: {px(32)}px; font-weight: 600; }}
QLabel[role="figure"] {{ font-size: {px(28)}px; font-weight: 600; }}
QLabel[role="section"] {{ font-size: {px(17)}px; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="lead"] {{ font-size: {px(18)}px; color: {c.muted}; }}
QLabel[role="muted"] {{ color: {c.muted}; }}
QLabel[role="small"] {{ font-size: {px(14)}px; color: {c.muted}; }}
QLabel[role="smallink"] {{ font-size: {px(14)}px; }}
QLabel[role="head"] {{ font-size: {px(14)}px; font-weight: 600; color: {c.muted}; }}
QLabel[role="chart"] {{ font-size: {px(13)}px; color: {c.muted}; }}
QLabel[role="code"] {{ font-size: {px(18)}px; font-weight: 500; }}
QLabel[role="keycap"] {{ font-size: {px(13)}px; color: {c.note}; background: {c.surface};
  border: 1px solid {c.line2}; border-radius: 4px; padding: 1px {px(6)}px; }}
QLabel[tone="good"] {{ color: {c.good}; }}
QLabel[tone="wait"] {{ color: {c.wait}; font-weight: 500; }}
QLabel[tone="stop"] {{ color: {c.stop}; font-weight: 500; }}
QLabel[tone="ink"] {{ color: {c.ink}; }}
"""


def _buttons(t: Theme) -> str:
    c, px = t.tokens, t.px
    return f"""
QPushButton {{ font-size: {px(15)}px; font-weight: 500; color: {c.ink}; background: {c.surface};
  border: 1px solid {c.line2}; border-radius: 6px; padding: 0 {px(14)}px; min-height: {px(34)}px; outline: none; }}
QPushButton:hover {{ background: {c.hover}; }}
QPushButton:pressed {{ background: {c.line}; }}
QPushButton:checked {{ background: {c.soft}; border-color: {c.link}; }}
QPushButton:disabled {{ color: {c.disabled}; background: {c.paper}; border-color: {c.line}; }}
QPushButton[kind="primary"] {{ color: {c.on_accent}; background: {c.accent}; border-color: {c.accent};
  font-weight: 600; padding: 0 {px(16)}px; }}
QPushButton[kind="primary"]:hover {{ background: {c.accent_hover}; border-color: {c.accent_hover}; }}
QPushButton[kind="primary"]:pressed {{ background: {c.accent_press}; border-color: {c.accent_press}; }}
QPushButton[kind="primary"]:disabled {{ color: {c.disabled}; background: {c.hover}; border-color: {c.line}; }}
QPushButton[kind="quiet"] {{ color: {c.note}; background: transparent; border-color: transparent;
  padding: 0 {px(8)}px; min-height: {px(32)}px; }}
QPushButton[kind="quiet"]:hover {{ background: {c.hover}; color: {c.ink}; }}
QPushButton[kind="quiet"]:checked {{ background: {c.soft}; color: {c.link}; }}
QPushButton[kind="quiet"]:disabled {{ color: {c.disabled}; background: transparent; }}
QPushButton[small="true"] {{ font-size: {px(14)}px; min-height: {px(26)}px; }}
QPushButton[kind="link"] {{ color: {c.link}; background: transparent; border: none; font-weight: 600; padding: 0;
  min-height: {px(24)}px; text-align: left; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:disabled {{ color: {c.disabled}; }}
QPushButton[kind="row"] {{ min-height: {px(30)}px; }}
QPushButton[kind="icon"] {{ background: transparent; border-color: transparent; padding: 0;
  min-width: {px(30)}px; max-width: {px(34)}px; min-height: {px(30)}px; }}
QPushButton[kind="icon"]:hover {{ background: {c.hover}; }}
QPushButton[kind="icon"]:checked {{ background: {c.soft}; border-color: {c.link}; }}
QPushButton[kind="tab"] {{ color: {c.note}; background: transparent; border: none; border-radius: 0;
  border-bottom: 2px solid transparent; border-top: 2px solid transparent; padding: 0 2px; font-weight: 500;
  min-height: {px(34)}px; }}
QPushButton[kind="tab"]:hover {{ color: {c.ink}; }}
QPushButton[kind="tab"]:checked {{ color: {c.ink}; font-weight: 500; border-bottom: 2px solid {c.link}; }}
QPushButton[kind="suggestion"] {{ text-align: left; border-color: transparent; background: transparent; }}
QPushButton[kind="pick"] {{ text-align: left; font-weight: 400; border-color: {c.control}; padding: 0 {px(8)}px; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
"""


def _fields(t: Theme) -> str:
    c, px = t.tokens, t.px
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit {{
  font-size: {px(15)}px; background: {c.surface}; border: 1px solid {c.control}; border-radius: 6px;
  padding: 0 {px(8)}px; min-height: {px(34)}px; placeholder-text-color: {c.muted};
  selection-background-color: {c.soft2}; selection-color: {c.ink}; }}
QAbstractSpinBox QLineEdit {{ border: none; background: transparent; padding: 0; min-height: 0; }}
QPlainTextEdit, QTextEdit {{ padding: {px(6)}px; }}
QTextBrowser {{ background: transparent; border: none; padding: 0; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled,
QDateEdit:disabled, QTimeEdit:disabled {{ color: {c.disabled}; background: {c.paper}; border-color: {c.line2}; }}
QLineEdit[state="stop"], QPlainTextEdit[state="stop"], QComboBox[state="stop"] {{ border: 1px solid {c.stop}; }}
QLineEdit[kind="search"] {{ padding-left: {px(34)}px; padding-right: {px(70)}px; }}
QLineEdit[kind="code"] {{ font-size: {px(18)}px; font-weight: 500; }}
QComboBox {{ padding-right: {px(28)}px; }}
QComboBox::drop-down {{ border: none; width: {px(28)}px; }}
QComboBox::down-arrow {{ image: none; width: 0; height: 0; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.line2}; padding: 4px; outline: 0;
  selection-background-color: {c.soft}; selection-color: {c.ink}; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button,
QDateEdit::up-button, QDateEdit::down-button, QTimeEdit::up-button, QTimeEdit::down-button {{ width: 0; border: none; }}
QDateEdit::drop-down {{ border: none; width: {px(24)}px; }}
QCheckBox, QRadioButton {{ font-size: {px(15)}px; spacing: {px(8)}px; min-height: {px(32)}px;
  background: transparent; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(18)}px; height: {px(18)}px; image: none; border: none; }}
"""


def _ranges(t: Theme) -> str:
    c = t.tokens
    return f"""
QSlider {{ min-height: 20px; background: transparent; }}
QSlider::groove:horizontal {{ height: 4px; background: {c.chart3}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {c.chart1}; border-radius: 2px; }}
QSlider::handle:horizontal {{ background: {c.surface}; border: 2px solid {c.chart1}; width: 16px; height: 16px;
  margin: -8px 0; border-radius: 10px; }}
QSlider::handle:horizontal:hover {{ background: {c.soft}; }}
QSlider::sub-page:horizontal:disabled {{ background: {c.line2}; }}
QSlider::handle:horizontal:disabled {{ border-color: {c.line2}; }}
QProgressBar {{ border: none; background: {c.chart3}; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {c.chart1}; border-radius: 2px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 3px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 3px; }}
QScrollBar::handle {{ background: {c.line2}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {c.control}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _lists(t: Theme) -> str:
    c, px = t.tokens, t.px
    return f"""
QTableView, QListView {{ background: {c.surface}; border: none; outline: 0; font-size: {px(15)}px;
  selection-background-color: {c.soft}; selection-color: {c.ink}; }}
QTableView[flat="true"], QListView[flat="true"] {{ background: transparent; }}
QHeaderView {{ background: {c.sunken}; border: none; }}
QHeaderView::section {{ background: {c.sunken}; border: none; }}
QTableCornerButton::section {{ background: {c.sunken}; border: none; }}
"""


def _popups(t: Theme) -> str:
    c, px = t.tokens, t.px
    return f"""
QToolTip {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line2}; padding: {px(6)}px;
  font-size: {px(14)}px; }}
QMenu {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line2}; border-radius: 6px; padding: 4px;
  font-size: {px(15)}px; }}
QMenu::item {{ padding: {px(7)}px {px(24)}px {px(7)}px {px(12)}px; border-radius: 4px; background: transparent; }}
QMenu::item:selected {{ background: {c.soft}; }}
QMenu::item:disabled {{ color: {c.disabled}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
QMenu::indicator {{ width: {px(16)}px; height: {px(16)}px; }}
QFrame[card="popup"] {{ background: {c.surface}; border: 1px solid {c.line2}; border-radius: 8px; }}
QCalendarWidget QWidget {{ alternate-background-color: {c.sunken}; }}
"""
