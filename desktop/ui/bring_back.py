"""Bringing a backup back, the one way from the first run, the door and Settings; it changes nothing by itself.

A backup is chosen, its passphrase tried and every page of it looked at by a worker; what it holds and what it replaces
is said; then `brought` hands it to the window, which alone can close the school's file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from desktop.errors import FileDamaged, Stopped, Trouble
from desktop.i18n import _, ngettext
from desktop.ui import crash
from desktop.ui.build import STRETCH, Part, button, row, words
from desktop.ui.choices import Choice
from desktop.ui.dates import ago, sentence
from desktop.ui.dialogs import Dialog
from desktop.ui.forms import Field, Form, line, needed
from desktop.ui.notices import ProgressStrip, announce
from desktop.ui.system_dialogs import go_on_with, with_folder
from desktop.ui.tasks import Job, Running, Tasks
from desktop.workspace import safekeeping

if TYPE_CHECKING:
    from desktop.store import Backup
    from desktop.store.restoring import Inside


@dataclass(frozen=True)
class Here:
    """Where a backup would be brought back to, and who sits there; without a name the person is asked for it."""

    folder: Path
    today: date
    who: str = ""
    present: bool = True  # whether there is a school's file that it replaces

    @property
    def replaces(self) -> str:
        """What becomes of what is there now."""
        if self.present:
            return _("The school’s file that is here now is kept among the backups first, as it is.")
        return _("There is no school’s file here yet, so nothing is replaced.")


class BringBack(Dialog):
    """Chooses a backup and opens it; `brought` tells its path, the secret that opened it, and who sits here."""

    brought = Signal(str, str, str)

    def __init__(
        self, window: QWidget, tasks: Tasks, here: Here, *, chosen: "Backup | None" = None, held: QWidget | None = None
    ) -> None:
        self._which = Choice()
        self._backup = Field("backup", _("Backup"), self._which)
        self._who = Field("who", _("Your name"), line(here.who), needed(_("Write your name.")))
        self._secret = _secret_field()
        self.form = Form([self._backup, self._who, self._secret])
        self._says = words("", wrap=True)
        ways = row(
            button(_("Choose a folder or stick"), self._ask_folder, drawing="folder"),
            button(_("Choose a file"), self._ask_file, "link"),
            STRETCH,
            gap=12,
        )
        shown: list[Part] = [held] if held is not None else []
        body = [ways, self.form, *shown, self._says, ProgressStrip(tasks)]
        super().__init__(window, _("Which backup should be brought back?"), *body, width=560)
        self._tasks, self._here, self._looking = tasks, here, False
        self._found: dict[str, Backup] = {}
        self.leave_verb()
        self._look = self.verb(_("Open the backup"), self._on_look, primary=True)
        self._bring = self.verb(_("Bring it back"), self._on_bring, primary=True)
        self._which.currentIndexChanged.connect(self._begin_again)
        self._secret.changed.connect(self._begin_again)
        self.finished.connect(self._on_left)
        self._offer([chosen] if chosen else _sound_first(safekeeping.own_backups(here.folder)))

    def _offer(self, found: "Sequence[Backup]") -> None:
        self._found = {str(one.path): one for one in found}
        self._which.offer([(key, self._line(one)) for key, one in self._found.items()])
        self._which.setCurrentIndex(0 if found else -1)
        self.form.setVisible(bool(found))
        self._who.setVisible(not self._here.who)
        self._begin_again()
        if found:
            self._secret.take_keys()

    def _line(self, one: "Backup") -> str:
        made = sentence(ago(one.at, self._here.today))
        parts = [
            made,
            people(one.counts) if one.counts else "",
            _(one.reason) if one.reason else "",
            _("damaged") if one.damaged else "",
        ]
        return " · ".join(part for part in parts if part)

    def _begin_again(self) -> None:
        """Ask for the look once more: another backup or another passphrase is chosen."""
        found = self._found.get(self._which.code)
        self._look.setVisible(found is not None)
        self._look.setDefault(True)
        self._bring.hide()
        self._says.setVisible(found is None or found.damaged)
        if found is None:
            self._says.setText(
                _("It is a folder whose name begins with “alongside-”, on a stick, a drive or another PC.")
            )
        elif found.damaged:
            self._says.setText(_("This backup was found damaged. Choose another."))

    def _ask_folder(self) -> None:
        with_folder(self, _("Where is the backup?"), self._read)

    def _ask_file(self) -> None:
        def ask() -> Path | None:
            name, _kind = QFileDialog.getOpenFileName(self, _("Where is the backup?"), "", "Alongside (*.alongside)")
            return Path(name) if name else None

        go_on_with(self, ask, self._read)

    def _read(self, chosen: Path) -> None:
        """Have a worker find the backups there: a stick may take its time."""
        folder = self._here.folder
        self._start(_("Looking for backups"), lambda _run: safekeeping.backups_at(folder, chosen), self._offer)

    def _start(self, title: str, work: Callable[[Running], object], adopt: Callable[..., None]) -> None:
        self.trouble.hide()

        def landed(value: object) -> None:
            self._looking = False
            if isValid(self):
                adopt(value)

        if self._looking:
            return
        self._looking = True  # first: a job may be over before it is known to have started
        if not self._tasks.start(Job(title, work, landed, self._refuse)):
            self._looking = False
            self.trouble.tell(Trouble(_("Another job is under way."), _("Wait until it is done, or stop it.")))

    def _refuse(self, met: BaseException) -> None:
        self._looking = False
        if not isValid(self) or isinstance(met, Stopped):
            return
        if not isinstance(met, Trouble):
            crash.show(self, met)
            return
        self.trouble.tell(met)
        now, mark = self._which.currentText(), _("damaged")
        if isinstance(met, FileDamaged) and not now.endswith(mark):
            self._which.setItemText(self._which.currentIndex(), f"{now} · {mark}")
        self._secret.take_keys()

    def _on_look(self) -> None:
        if self.form.check():
            folder, path, secret = self._here.folder, Path(self._which.code), self._secret.text
            told = partial(self._tell, self._found[self._which.code])
            self._start(_("Opening the backup"), lambda run: safekeeping.look_into(folder, path, secret, run), told)

    def _tell(self, backup: "Backup", inside: "Inside") -> None:
        """Say what the backup holds and what it replaces; the next press brings it back."""
        holds = _("{school}, as of {when}: {people}.").format(
            school=inside.school or _("A school without a name yet"),
            when=ago(backup.at, self._here.today),
            people=people(inside.counts),
        )
        self._look.hide()
        self._bring.show()
        self._bring.setDefault(True)
        self._bring.setFocus(Qt.FocusReason.OtherFocusReason)
        said = f"{holds} {self._here.replaces}"
        self._says.setText(said)
        self._says.show()
        announce(self, said)

    def _on_bring(self) -> None:
        if self.isVisible() and self.form.check():  # a second press comes to a dialog that has gone
            path, secret, who = self._which.code, self._secret.text, self._who.text
            self.accept()
            self.brought.emit(path, secret, who)

    def _on_left(self) -> None:
        if self._looking:
            self._tasks.stop()


def people(counts: Mapping[str, int]) -> str:
    """Return `48 young people, 40 mentors`."""
    young, mentors = counts.get("mentees", 0), counts.get("mentors", 0)
    return _("{young}, {mentors}").format(
        young=ngettext("{n} young person", "{n} young people", young),
        mentors=ngettext("{n} mentor", "{n} mentors", mentors),
    )


def _secret_field() -> Field:
    return Field(
        "secret",
        _("Its passphrase or recovery key"),
        line(secret=True),
        needed(_("Type the passphrase.")),
        hint=_("The one it had on the day it was made."),
    )


def _sound_first(found: "Sequence[Backup]") -> "list[Backup]":
    return sorted(found, key=lambda one: one.damaged)
