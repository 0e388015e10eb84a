"""The status strip: saved, last backup, head office, who, Lock; it says what it is told."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.i18n import _, ngettext, noted
from desktop.models.sharing import ReleaseState
from desktop.ui import theme
from desktop.ui.build import STRETCH, box, button, row, words
from desktop.ui.marks import DrawnIcon, Elided

if TYPE_CHECKING:
    from desktop.workspace.standing import Standing

ROOMY, NARROW, NARROWEST = 32, 1000, 720
_DELETING = {
    ReleaseState.PREPARED: noted("Head office: asked to delete, not sent yet"),
    ReleaseState.WAITING: noted("Head office: asked to delete, waiting for a connection"),
    ReleaseState.SENT: noted("Head office: asked to delete, not confirmed yet"),
}


class _Mark:
    """An icon with its words."""

    def __init__(self, drawing: str, role: str, text: str) -> None:
        self._icon = DrawnIcon(drawing, role, 16)
        self._words = Elided(text, "small")
        self._words.give_way()
        self.widget = box(row(self._icon, self._words, gap=8))

    def show(self, drawing: str, role: str, text: str) -> None:
        self._icon.show_icon(drawing, role)
        self._words.setText(text)

    def say(self, text: str) -> None:
        if self.text != text:
            self._words.setText(text)

    @property
    def text(self) -> str:
        return self._words.text()


class StatusStrip(QWidget):
    """One line across the whole window."""

    lock_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "sidebar")
        self.setProperty("edge", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.current().px(32))
        self.setAccessibleName(_("State"))
        self._saved = _Mark("check", "good", _("All changes saved"))
        self._backup = _Mark("save", "muted", "")  # said once the file has been read
        self._office = _Mark("online", "muted", "")
        self._office.widget.hide()
        self._who = words("", "small")
        lock = button(_("Lock"), self.lock_wanted.emit, "quiet", drawing="lock", tip=_("Lock the window (Ctrl+L)"))
        lock.setProperty("small", "true")
        marks = (self._saved.widget, self._backup.widget, self._office.widget)
        self.setLayout(row(*marks, STRETCH, self._who, lock, gap=ROOMY, margins=(16, 0, 10, 0)))
        self._good = True
        self._long = self._short = self._saved.text

    def say_backup(self, text: str) -> None:
        """Say when the last backup was made."""
        self._backup.show("save", "muted", text)
        self._make_room()

    def say_office(self, text: str, *, waiting: bool) -> None:
        """Say how things stand with head office."""
        self._office.show("offline" if waiting else "online", "wait" if waiting else "muted", text)
        self._office.widget.show()

    def say_saved(self, text: str, *, good: bool, short: str = "", drawing: str = "") -> None:
        """Say whether everything is saved; `short` where the window is narrow. The tick is for what is in the file."""
        self._long, self._short = text, short or text
        self._saved.show(*_sign(drawing, good=good), text)
        self._saved.widget.setToolTip("" if good else text)
        self._good = good
        self._make_room()

    def _make_room(self) -> None:
        """Leave out the backup where what went wrong needs its room, and where the window is narrow, who it is too."""
        px, wide = theme.current().px, self.width()
        for widget, shown in (
            (self._backup.widget, bool(self._backup.text) and self._good and wide >= px(NARROW)),
            (self._who, wide >= px(NARROWEST)),
        ):
            if widget.isHidden() is shown:
                widget.setVisible(shown)
        self._saved.say(self._long if wide >= px(NARROWEST) else self._short)
        if (layout := self.layout()) is not None:
            layout.setSpacing(ROOMY if wide >= px(NARROW) else 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def say_who(self, text: str) -> None:
        """Say who is signed in."""
        self._who.setText(text)

    @property
    def said(self) -> str:
        """All that the strip says."""
        return "; ".join(filter(None, (self._saved.text, self._backup.text, self._office.text, self._who.text())))


def _sign(drawing: str, *, good: bool) -> tuple[str, str]:
    if drawing:
        return drawing, "muted"
    return ("check", "good") if good else ("alert", "wait")


def office_words(now: "Standing") -> str:
    """Say truthfully how things stand with head office."""
    if not now.enrolled:
        return _("Head office: not connected yet")
    if now.taken_over:
        return _("Head office: another computer took over")
    records = ngettext("{n} record", "{n} records", now.office_records)
    said = {
        ReleaseState.PREPARED: _("Head office: {records} prepared"),
        ReleaseState.WAITING: _("Head office: {records} waiting for a connection"),
        ReleaseState.SENT: _("Head office: {records} sent, not confirmed yet"),
        ReleaseState.CONFIRMED: _("Head office: {records} confirmed"),
        ReleaseState.REFUSED: _("Head office: refused, see why"),
    }
    if now.office is None:
        return _("Head office: connected, nothing sent yet")
    state = ReleaseState.WAITING if now.office is ReleaseState.PREPARED and now.offline else now.office
    if now.office_deletes and state in _DELETING:
        return _(_DELETING[state])
    return said.get(state, _("Head office: it keeps nothing now")).format(records=records)
