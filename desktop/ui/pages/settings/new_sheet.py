"""A new recovery sheet: the old one opens the file until the new one was kept and three of its groups typed back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from shiboken6 import isValid

from desktop.errors import Trouble
from desktop.i18n import _
from desktop.ui.build import words
from desktop.ui.dialogs import Dialog, ask
from desktop.ui.notices import ProgressStrip
from desktop.ui.recovery_sheet import RecoverySheet
from desktop.ui.tasks import Job

if TYPE_CHECKING:
    from desktop.store.vault import Vault
    from desktop.ui.page import Page


def ask_recovery(page: "Page") -> Dialog:
    """Ask before the recovery sheet in the safe is replaced."""
    text = _(
        "The sheet in the safe opens the file until the new one is printed or saved and three of its groups are typed. "
        "Then destroy the old one and put the new one in its place."
    )
    verb = _("Make a new sheet")
    return ask(page, _("Make a new recovery sheet?"), text, verb, lambda: keep_sheet(page))


class SheetDialog(Dialog):
    """Shows a new recovery key, only here; leaving changes nothing."""

    def __init__(self, page: "Page", key: str) -> None:
        self._page, self._key = page, key
        self.sheet = RecoverySheet(key, self._keep)
        stays = words(_("Until then the old sheet opens the file."), "small", wrap=True)
        under = (stays, ProgressStrip(page.board.tasks))
        super().__init__(page, _("The new recovery key"), self.sheet, *under, width=760)
        self.leave_verb(_("Keep the old sheet"))
        self.sheet.finish_by(self.verb(_("The sheet is safe"), self.sheet.check, primary=True))
        self.sheet.confirmed.connect(self._change)

    def _keep(self, how: str) -> None:
        """Print or save the sheet at a worker."""
        from desktop.ui.pages.papers.printing import with_sheet_job

        def go_on(job: Callable[[], object], said: str) -> None:
            self._work(_("Recovery sheet"), job, lambda _nothing: self._on_kept(said))

        with_sheet_job(self, self._page.workspace.previews.recovery_sheet(self._key), how, go_on)

    def _on_kept(self, said: str) -> None:
        self._page.board.say(said)
        if isValid(self):
            self.sheet.say_kept(said)

    def _change(self) -> None:
        """Have a worker put the new key in place of the old one, in the backups too; once, however often pressed."""
        if not self.isVisible():
            return
        job = self._page.workspace.safekeeping.recovery_changer(self._key)
        self._work(_("Making a new recovery key"), job, self._on_changed)

    def _on_changed(self, made: "Vault") -> None:
        board = self._page.board
        if board.do(lambda: board.workspace.safekeeping.adopt_recovery_key(made)):
            board.say(_("The new recovery sheet is the one that counts; the old one opens nothing any more"))
            if isValid(self):
                self.accept()

    def _work(self, title: str, job: Callable[[], object], then: Callable[..., None]) -> None:
        self.trouble.hide()
        if not self._page.board.tasks.start(Job(title, lambda _run: job(), then, self._refuse)):
            self.trouble.tell(Trouble(_("Another job is under way."), _("Wait until it is done, or stop it.")))

    def _refuse(self, met: BaseException) -> None:
        if isinstance(met, Trouble) and isValid(self):
            self.trouble.tell(met)
        else:
            self._page.board.failed(met)


def keep_sheet(page: "Page") -> SheetDialog:
    """Show a new key until its sheet is safe, or somebody leaves it and the old one goes on to count."""
    dialog = SheetDialog(page, page.workspace.safekeeping.new_recovery_key())
    dialog.open()
    return dialog
