"""What the window tells: what was done (with Undo), what is in the way (with advice), how far a job is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from desktop.errors import Trouble
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.allow import allow
from desktop.ui.build import STRETCH, button, col, keycap, row, words
from desktop.ui.marks import DrawnIcon, Elided
from desktop.ui.tasks import QUIET_SECONDS, Stage, Tasks
from desktop.ui.written import on_button

NOTICE_SECONDS = 12
OFFERS = 600  # pixels of a window under which an offer, or the key, would cut Undo
WIDEST = 560  # pixels of a notice's words; a longer one is cut, with the whole as its tooltip


def announce(widget: QWidget, said: str) -> None:
    """Let a screen reader say something at once."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, said))


class Notice(QFrame):
    """What was just done, in the past tense, with Undo; stays until the next step or 12 s after the pointer leaves."""

    undo_wanted = Signal()
    faded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "notice")
        self._said = Elided()
        self._said.give_way()
        self._said.setMaximumWidth(theme.current().px(WIDEST))
        self._next = button("", self._on_next, "link")
        self._next.hide()
        self._then: Callable[[], object] = lambda: None
        self._undo = button(_("Undo"), self.undo_wanted.emit, "link")
        self._key = keycap("Ctrl Z")
        mark = DrawnIcon("check", "good")
        self.setLayout(row(mark, self._said, 6, self._next, self._undo, self._key, gap=8, margins=(12, 4, 10, 4)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NOTICE_SECONDS * 1000)
        self._timer.timeout.connect(self._on_time_over)
        self.hide()

    @property
    def said(self) -> str:
        """What the notice says now."""
        return self._said.text()

    def say(self, text: str, *, undoable: bool = True) -> None:
        """Show what was done."""
        self._said.setText(text)
        self._undo.setVisible(undoable)
        self._key.setVisible(undoable and self._roomy)
        self._next.hide()
        self.show()
        self._timer.start()
        announce(self, text)

    @property
    def _roomy(self) -> bool:
        return self.window().width() >= theme.current().px(OFFERS)

    def offer(self, act: str, then: Callable[[], object]) -> None:
        """Offer what usually follows from what the notice says, as long as it is there and there is room for it."""
        if not self._roomy:
            return
        self._next.setText(on_button(act))
        self._next.setAccessibleName(act)
        self._then = then
        self._next.setVisible(self.isVisible())
        self._key.hide()  # its room is the offer's

    def _on_next(self) -> None:
        self._next.hide()
        self._then()

    def _on_time_over(self) -> None:
        self.hide()
        self.faded.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._timer.start()


class TroubleBar(QFrame):
    """One sentence, one piece of advice, one button; it stays until it is dealt with or put away."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "trouble")
        self._sentence = words("", "strong", wrap=True)
        self._advice = words("", wrap=True)
        self._act = button("", self._on_pressed, "row")
        self._away = button(_("Close"), self.hide, "icon", drawing="close")
        self._then: Callable[[], object] | None = None
        self._about = ""
        texts = col(self._sentence, self._advice, gap=0)
        line = row(DrawnIcon("alert", "wait", 20), texts, self._act, self._away, gap=12, margins=(14, 8, 8, 8))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    @property
    def said(self) -> str:
        """What the bar says now, empty when it is hidden."""
        return f"{self._sentence.text()} {self._advice.text()}".strip() if not self.isHidden() else ""

    def tell(self, trouble: Trouble, act: str = "", then: Callable[[], object] | None = None) -> None:
        """Show a Trouble, with one thing to do about it where there is one."""
        self._sentence.setText(trouble.sentence)
        self._advice.setText(trouble.advice)
        self._advice.setVisible(bool(trouble.advice))
        self._act.setText(act)
        self._act.setAccessibleName(act)
        self._act.setVisible(bool(act))
        self._then = then
        self._about = ""
        self.show()
        announce(self, str(trouble))

    def tell_of(self, trouble: Trouble, about: str) -> None:
        """Show a Trouble that is over once what it is `about`, an action or a state, has gone well."""
        self.tell(trouble)
        self._about = about

    def over(self, about: str) -> None:
        """Put itself away where what it tells of is over."""
        if about and about == self._about:
            self.hide()

    def no_longer(self, told: str) -> None:
        """Put itself away where this is what it says."""
        if told == self.said:
            self.hide()

    def _on_pressed(self) -> None:
        self.hide()
        if self._then is not None:
            self._then()


class ProgressStrip(QFrame):
    """How far the job under way is: its stage in words, a count, a thin bar, Stop. Short jobs show nothing."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._stage = Elided("", "small")
        self._count = words("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._stop = button(_("Stop"), self._on_stop_pressed, "row")
        texts = col(row(self._stage, self._count), self._bar, gap=6)
        line = row(texts, self._stop, gap=16, margins=(0, 0, 0, 4))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(int(QUIET_SECONDS * 1000))
        self._quiet.timeout.connect(self.show)
        tasks.started.connect(self._on_started)
        tasks.moved.connect(self._on_moved)
        tasks.ended.connect(self._on_ended)

    def _on_started(self, title: str) -> None:
        self._stage.setText(title)
        self._count.setText("")
        self._bar.setRange(0, 0)
        allow(self._stop)
        self._quiet.start()

    def _on_moved(self, stage: Stage) -> None:
        self._stage.setText(stage.words)
        self._count.setText(_("{done} of {total}").format(done=stage.done, total=stage.total) if stage.total else "")
        self._bar.setRange(0, stage.total)
        self._bar.setValue(stage.done)

    def _on_ended(self) -> None:
        self._quiet.stop()
        self.hide()

    def _on_stop_pressed(self) -> None:
        allow(self._stop, _("It stops as soon as it safely can. You can go on elsewhere meanwhile."))
        self._stage.setText(_("Stopping"))
        self._tasks.stop()


def empty_state(title: str, why: str, *acts: QWidget) -> QWidget:
    """Return what a page says when there is nothing yet: what will be here, why it is worth it, what to press."""
    from desktop.ui.build import box

    head, lead = words(title, "section", wrap=True), words(why, "muted", wrap=True)
    for label in (head, lead):
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    lead.setMaximumWidth(560)
    middle = row(STRETCH, lead, STRETCH)
    middle.setStretch(1, 8)
    return box(col(STRETCH, head, middle, 8, row(STRETCH, *acts, STRETCH), STRETCH, gap=6, margins=(24, 24, 24, 24)))
