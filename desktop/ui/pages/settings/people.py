"""This computer: who sits at it, when it locks itself, the passphrase and the recovery sheet."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.ui.build import STRETCH, box, button, card, col, row, scroll, words
from desktop.ui.dialogs import Dialog, ask_form
from desktop.ui.first_run.passphrase import passphrase_problem
from desktop.ui.forms import Field, Form, line, needed
from desktop.ui.pages.settings.new_sheet import ask_recovery
from desktop.ui.pages.settings.sentences import number_sentence
from desktop.ui.tasks import Job
from desktop.ui.turning import Turning

if TYPE_CHECKING:
    from desktop.store.vault import Vault
    from desktop.ui.page import Page


def people_part(page: "Page") -> QWidget:
    """Return who sits here and how the file is opened."""
    liked = page.board.preferences.liked

    def keep_minutes(n: int) -> None:
        page.board.preferences.keep(lock_minutes=n)
        said = ngettext("The window locks itself after {n} minute", "The window locks itself after {n} minutes", n)
        page.board.say(said)

    who = card(
        words(_("Who uses this computer"), "section"),
        *(_seat(page, name) for name in page.workspace.seats.names),
        words(
            _("The name stands beside every change. Lock the window to let somebody else use it."), "small", wrap=True
        ),
        gap=6,
    )
    lock = card(
        words(_("Lock"), "section"),
        number_sentence(
            _("Lock after {n} minutes without a key or the mouse."), liked.lock_minutes, (1, 120), keep_minutes
        ),
        gap=6,
    )
    change = button(
        _("Change the passphrase"),
        lambda: ask_passphrase(page),
        drawing="key",
        tip=_("The old one no longer opens anything; the recovery key stays as it is."),
    )
    recovery = button(
        _("Make a new recovery sheet"),
        lambda: ask_recovery(page),
        drawing="print",
        tip=_("For when the sheet is lost. The old sheet no longer opens anything."),
    )
    keys = card(
        words(_("Passphrase and recovery sheet"), "section"),
        words(_("Whoever knows neither can’t open the file; we can’t either."), "muted", wrap=True),
        Turning(change, recovery, STRETCH),
        gap=8,
    )
    return scroll(box(col(who, lock, keys, STRETCH, gap=16)))


def _seat(page: "Page", name: str) -> QWidget:
    """Return a name with the button that takes it from the door; who sits here now can't be taken away."""
    if name == page.workspace.desk.who:
        return box(row(words(name, "strong"), words(_("you, now"), "muted"), STRETCH, gap=10))

    def remove() -> None:
        page.board.do(
            lambda: page.workspace.seats.remove(name), _("{name} removed from the lock screen").format(name=name)
        )

    away = button(_("Remove"), remove, "row", tip=_("The lock screen no longer offers the name; past changes keep it."))
    away.setAccessibleName(_("Remove {name}").format(name=name))
    return box(row(words(name), STRETCH, away, gap=10))


def ask_passphrase(page: "Page") -> Dialog:
    """Ask for the old passphrase and a new one."""
    old = Field("old", _("Passphrase now, or the recovery key"), line(secret=True), needed(_("Type it first.")))

    def another(text: str) -> str:
        same = _("This is the one you have now. Choose another.") if text == old.text else ""
        return passphrase_problem(text) or same

    new = Field("new", _("New passphrase"), line(secret=True), another)
    form = Form(
        [
            old,
            new,
            Field(
                "again",
                _("The new one again"),
                line(secret=True),
                lambda t: "" if t == new.text else _("Not the same."),
            ),
        ]
    )

    safe = page.workspace.safekeeping

    def keep(values: dict[str, str]) -> bool:
        """Have a worker make the new key, which takes a while by design; the dialog stays until it is in place."""
        job = safe.passphrase_changer(values["old"], values["new"])
        if not page.board.tasks.start(Job(_("Changing the passphrase"), lambda _run: job(), adopt, refuse)):
            form.fields["old"].show_problem(_("Another job is under way. Wait until it is done."))
        return False

    def adopt(made: "Vault") -> None:
        if page.board.do(lambda: safe.adopt_passphrase(made)):
            page.board.say(_("The passphrase was changed; the old one no longer opens anything"))
            if isValid(dialog):
                form.settle()
                dialog.accept()

    def refuse(trouble: BaseException) -> None:
        if isinstance(trouble, Trouble) and isValid(dialog):
            form.fields["old"].show_problem(str(trouble))
        else:
            page.board.failed(trouble)

    dialog = ask_form(page, _("What is the new passphrase?"), form, _("Change it"), keep)
    return dialog
