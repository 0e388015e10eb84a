"""The day on which forms came back: today unless a person says another, which a whole batch then keeps."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.i18n import _, day_words
from desktop.ui import theme
from desktop.ui.build import restyle, row, words
from desktop.ui.entries import line
from desktop.ui.forms import read_day


class DayBack(QWidget):
    """A day that stays for the next form, too; one recorded before shows its own day and leaves the batch's alone."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._batch: date | None = None
        self._of_one = False
        self._words = words("", "small")
        self.entry = line()
        self.entry.setFixedWidth(theme.current().px(110))
        self.entry.setAccessibleDescription(_("The next forms keep this day until you change it."))
        self.setToolTip(self.entry.accessibleDescription())
        self._words.setBuddy(self.entry)
        self.setLayout(row(self._words, self.entry, gap=8))
        self.entry.textEdited.connect(self._on_edited)
        self.show_batch()

    @property
    def day(self) -> date | None:
        """The day that stands here, today where nothing does; None where what stands here is no day."""
        text = self.entry.text().strip()
        return read_day(text) if text else self._today()

    def show_batch(self) -> None:
        """Show the day of the batch."""
        self._of_one = False
        self._show(self._batch or self._today())

    def show_one(self, day: date | None) -> None:
        """Show the day of a form that was recorded before, which is no other form's."""
        self._of_one = True
        self._show(day or self._today())

    def mark_wrong(self, *, wrong: bool) -> None:
        """Show at the edge whether the day can't be."""
        restyle(self.entry, state="stop" if wrong else "")

    def _show(self, day: date) -> None:
        self.entry.setText(day_words(day))
        self.mark_wrong(wrong=False)
        self._say()

    def _on_edited(self) -> None:
        if not self._of_one:
            self._batch = None if self.day == self._today() else self.day
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        kept = self._batch is not None and not self._of_one
        said = _("These all came back on") if kept else _("Came back on")
        self._words.setText(said)
        self.entry.setAccessibleName(said)
