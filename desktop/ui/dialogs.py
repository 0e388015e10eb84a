"""The scaffold of every dialog: a question, a body, verbs at the bottom right, a dimmed page; it stores nothing."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from desktop.errors import Trouble
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import STRETCH, Part, box, button, col, row, scroll, words
from desktop.ui.focus import FocusRing
from desktop.ui.forms import Form
from desktop.ui.notices import TroubleBar
from desktop.ui.roomy import Roomy
from desktop.ui.tab_stops import step
from desktop.ui.turns import Pieces, Turns

EDGE = 12  # at least so much of the window stays to be seen round a dialog
LOCKED = "locked"  # a property of the window


def open_dialog() -> "Dialog | None":
    """Return the dialog that has the keys now."""
    found = QApplication.activeModalWidget()
    return found if isinstance(found, Dialog) else None


def is_locked(widget: QWidget) -> bool:
    """Tell whether the door of a widget's window is closed: then nothing may open over it."""
    over: QWidget | None = widget
    while over is not None and not over.window().property(LOCKED):
        over = over.window().parentWidget()
    return over is not None


class _Dim(QWidget):
    """Dims the page behind a dialog."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setGeometry(window.rect())
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor(Qt.GlobalColor.black)
        shade.setAlpha(90)
        QPainter(self).fillRect(self.rect(), shade)


class Dialog(QDialog):
    """Opened over a window with `open()`; it frees itself when it is closed, and Esc leaves."""

    def __init__(self, window: QWidget, title: str, *body: Part, width: int = 480) -> None:
        super().__init__(window.window())
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._over = window.window()
        self.setFixedWidth(min(theme.current().px(width), max(self._over.width() - 2 * EDGE, 320)))
        self.buttons = row(STRETCH, gap=8)
        self._ring = FocusRing(self)
        heading = words(title, "section", wrap=True)
        room = Roomy(box(col(heading, *body, gap=12, margins=(24, 20, 24, 0))), grows=True)
        self.trouble = TroubleBar()
        told = row(self.trouble, margins=(24, 0, 24, 12))
        self.setLayout(col(room, 16, told, row(self.buttons, margins=(24, 0, 24, 20)), gap=0))
        self._untold: Callable[[], object] = lambda: None
        self._waiting = False
        self._dim: _Dim | None = None
        self.finished.connect(self._on_finished)
        self.helps = True
        QShortcut(QKeySequence("F1"), self, self._on_help)
        QShortcut(QKeySequence("Ctrl+L"), self, lambda: self._press_below("Ctrl+L"))

    def open(self) -> None:
        """Open over the page, or wait where the window is locked: behind the door nobody's data may be shown."""
        self._waiting = is_locked(self._over)
        if not self._waiting:
            self._dim = _Dim(self._over)
            super().open()

    def tell(self, trouble: Trouble, about: str, untold: Callable[[], object]) -> None:
        """Say above the buttons what is in the way; where the dialog is left with that unsolved, `untold` is called."""
        self.trouble.tell_of(trouble, about)
        self._untold = untold

    def _on_help(self) -> None:
        """Open the help of the page below: it tells of what opens over it too."""
        if self.helps:
            self._press_below("F1")

    def _press_below(self, keys: str) -> None:
        """Press keys in the window below, such as those that lock it: a dialog is put away and comes back."""
        for shortcut in self._over.findChildren(QShortcut):
            if shortcut.key() == QKeySequence(keys) and not isinstance(shortcut.parent(), Dialog):
                shortcut.activated.emit()

    def put_away(self) -> None:
        """Leave the screen while the window is locked; what was typed stays in it."""
        if self.isVisible():
            self._waiting = True
            self.hide()
            self._undim()

    def bring_back(self) -> None:
        """Open again, or now, what waited behind the door."""
        if self._waiting:
            self.open()

    def _on_finished(self, result: int) -> None:
        self._waiting = False
        self._undim()
        if self.trouble.said and result == QDialog.DialogCode.Rejected:
            self._untold()

    def _undim(self) -> None:
        if self._dim is not None:
            self._dim.deleteLater()
            self._dim = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        answered = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return answered

    def _fit(self) -> None:
        """Be as high as what it says, but never higher than the window it lies over: then the body scrolls."""
        room = max(self._over.height() - 2 * EDGE, 200)
        self.resize(self.width(), min(self.sizeHint().height(), room))
        lowest = self._over.mapToGlobal(QPoint(0, self._over.height() - EDGE)).y() - self.frameGeometry().height()
        if self.y() > lowest:  # it grew downwards from the middle
            self.move(self.x(), lowest)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  Qt's own name
        return step(self, forward=next)

    def verb(self, text: str, act: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """Add a button named by what it does."""
        made = button(text, act, "primary" if primary else "outlined")
        made.setDefault(primary)
        self.buttons.addWidget(made)
        return made

    def leave_verb(self, text: str = "") -> QPushButton:
        """Add the button that leaves without doing anything."""
        return self.verb(text or _("Cancel"), self.reject)


def ask_form(
    window: QWidget,
    title: str,
    form: Form,
    verb: str,
    then: Callable[[dict[str, str]], bool],
) -> Dialog:
    """Open a short form; `then` gets its values and says whether they were taken, else the dialog stays."""
    area = scroll(form)
    area.setMinimumHeight(min(form.sizeHint().height() + 8, 430, max(window.window().height() - 170, 160)))
    form.setContentsMargins(4, 4, 10, 4)
    return keep_form(Dialog(window, title, area), form, verb, then)


def keep_form(
    dialog: Dialog, form: Form, verb: str, then: Callable[[dict[str, str]], bool], *, turns: Turns | None = None
) -> Dialog:
    """Open a dialog that holds a form: its verb hands the values over, and the draft goes once they were taken.

    A long form took a while to make already, so that it opens in one of `turns` of its own.
    """

    def opening() -> Pieces:
        dialog.open()
        form.take_keys()
        yield

    def on_pressed() -> None:
        if form.check() and then(form.values):
            form.settle()
            dialog.accept()

    dialog.leave_verb()
    dialog.verb(verb, on_pressed, primary=True)
    if turns is None:
        deque(opening(), maxlen=0)
    else:
        turns.take(dialog, opening())
    return dialog


def ask(window: QWidget, title: str, text: str, verb: str, then: Callable[[], object]) -> Dialog:
    """Ask before something that can't be undone; everything else is done and offers Undo."""
    dialog = Dialog(window, title, words(text, wrap=True))

    def on_pressed() -> None:
        dialog.accept()
        then()

    dialog.leave_verb()
    dialog.verb(verb, on_pressed)
    dialog.open()
    return dialog
