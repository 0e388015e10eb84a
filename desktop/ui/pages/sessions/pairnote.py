"""The card of the pair the keys are on: what they agreed last time, and the note, kept while one types."""

from collections.abc import Callable, MutableMapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.models.record import MatchId, SessionId
from desktop.models.sessions import Session
from desktop.ui.allow import allow
from desktop.ui.build import STRETCH, button, card, col, row, words
from desktop.ui.entries import lines
from desktop.ui.fields import too_long, typed_in
from desktop.ui.pages.sessions.rows import RegisterRow

WAIT_MS = 900
NOTE = "note"  # the one field of its draft


class PairNote(QWidget):
    """`noted` says that a pair's words changed; it fires after a pause and before another pair is shown."""

    noted = Signal(str, str)
    left = Signal()
    details_wanted = Signal()
    checks_wanted = Signal()

    def __init__(self, draft: Callable[[SessionId, MatchId], MutableMapping[str, str]]) -> None:
        """`draft` holds what was typed about a pair until it is kept: a step may fail, and the window be closed."""
        super().__init__()
        self._draft = draft
        self.session = SessionId("")
        self._match = MatchId("")
        self._kept = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.keep)
        self._title = words("", "section", wrap=True)
        self._line = words("", "muted", wrap=True)
        self.note = lines(hint=_("For the pair’s file. Never a concern about safety."), height=64)
        self.note.setAccessibleName(_("Note"))
        self.note.textChanged.connect(self._on_typed)
        self._problem = words("", "small", tone="stop", wrap=True)
        self._problem.hide()
        self._more = button(
            _("Minutes, ratings, cover"),
            self.details_wanted.emit,
            "link",
            tip=_("What else is written down of this pair’s hour (Enter)."),
        )
        self.checks = button("", self.checks_wanted.emit, "row", drawing="eye")
        self.checks.hide()
        sheet = card(
            self._title, self._line, words(_("Agreed next step"), "strong"), self.note, self._problem,
            row(self._more, STRETCH), row(self.checks, STRETCH), STRETCH, gap=4, inside=12,
        )  # fmt: skip
        self.setLayout(col(sheet, gap=0))

    def show_pair(self, one: RegisterRow, *, session: Session, planned: int, last: str) -> None:
        """Show a pair of a session, one of `planned` in the year, with what they agreed `last` time."""
        self._allow(
            _("This session was called off, so nothing is written down. It can be brought back.") if one.off else ""
        )
        self._put_note(session.id, one)
        names = _("{mentee} and {mentor}").format(mentee=one.mentee.split(" ")[0], mentor=one.mentor.split(" ")[0])
        self._title.setText(_("Table {n}: {names}").format(n=one.pair.table or "–", names=names))
        said = _("Session {n} of {all}.").format(n=session.number, all=planned)
        self._line.setText(f"{said} " + (_("Last time they agreed: “{text}”").format(text=last) if last else ""))

    def show_nobody(self) -> None:
        """Show that no pair is chosen; what was typed about the one before is kept."""
        self.keep()
        self.session, self._match, self._kept = SessionId(""), MatchId(""), ""
        self._title.setText(_("No pair"))
        self._line.setText("")
        self.note.blockSignals(True)
        self.note.clear()
        self.note.blockSignals(False)
        self._allow(_("No pair is on this register, so there is nothing to write down."))

    def _allow(self, reason: str = "") -> None:
        for part in (self.note, self._more):
            allow(part, reason)

    def _put_note(self, session: SessionId, one: RegisterRow) -> None:
        """Show a pair's words; those being typed about the very pair stay as they are."""
        same = (session, one.pair.match) == (self.session, self._match)
        if same and self._typed != self._kept:
            return
        self.keep()
        self.session, self._match, self._kept = session, one.pair.match, one.pair.action
        text = self._draft(session, one.pair.match).get(NOTE, one.pair.action)
        if self._typed != text:
            self.note.blockSignals(True)
            self.note.setPlainText(text)
            self.note.blockSignals(False)
        self._judge()

    def _on_typed(self) -> None:
        if self._match:
            draft = self._draft(self.session, self._match)
            if self._typed != self._kept:
                draft[NOTE] = self._typed
            elif NOTE in draft:
                del draft[NOTE]
        self._judge()
        self._wait.start()

    def _judge(self) -> str:
        """Say under the note that it is longer than is kept, and return that; empty where it isn't."""
        said = too_long(self.note, self._typed)
        self._problem.setText(said)
        self._problem.setVisible(bool(said))
        self.note.setAccessibleDescription(said)
        return said

    @property
    def _typed(self) -> str:
        return typed_in(self.note)

    def show_checks(self, session: Session, online: int) -> None:
        """Ask for the three ticks where somebody under 18 meets online."""
        checks = session.virtual_checks
        ticked = sum((checks.approved_platform, checks.staff_present, checks.observable))
        self.checks.setVisible(online > 0)
        self.checks.setText(_("Online checks: {n} of 3").format(n=ticked))
        self.checks.setAccessibleName(self.checks.text())

    def begin(self) -> None:
        """Put the keys in the note."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep(self) -> None:
        """Hand over what was typed about the pair; it is never lost by moving on."""
        self._wait.stop()
        text = self._typed
        if self._match and text != self._kept and not self._judge():  # what is too long stays a draft
            before, self._kept = self._kept, text
            self.noted.emit(self._match, text)
            if NOTE in self._draft(self.session, self._match):  # it could not be kept, and is handed over again later
                self._kept = before

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.keep()
            self.left.emit()
        else:
            super().keyPressEvent(event)
