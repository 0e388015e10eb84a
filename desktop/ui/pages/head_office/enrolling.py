"""The question for the code of head office's letter; it connects off the GUI thread and keeps nothing itself."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.models.sharing import Enrolment
from desktop.models.wire import BadCode, EnrolmentCode
from desktop.ui.dialogs import Dialog, ask_form
from desktop.ui.forms import Field, Form, line
from desktop.ui.switchboard import Switchboard
from desktop.workspace.sharing import Sharing


def ask_code(window: QWidget, board: Switchboard, enrolled: Callable[[Enrolment], None]) -> Dialog:
    """Ask for the code and the address; what connecting gives is handed on."""
    draft, code = board.draft("enrol"), line(hint="XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
    form = Form(
        [
            Field("code", _("Code of the letter"), code, _a_code),
            Field("office", _("Address of head office"), line("https://"), _an_address),
        ],
        draft,
    )

    def enrol(values: dict[str, str]) -> bool:
        sharing = board.workspace.sharing
        job = board.attempt(lambda: sharing.enroller(values["code"], values["office"]))
        if job is not None and board.work(_("Connecting to head office"), lambda _run: job(), on_answered):
            dialog.accept()
        return False  # nothing is settled yet: where nobody answers, what was typed is there again

    def on_answered(enrolment: Enrolment) -> None:
        draft.clear()
        enrolled(enrolment)

    dialog = ask_form(window, _("What does head office’s letter say?"), form, _("Connect"), enrol)
    return dialog


def ask_moved(window: QWidget, board: Switchboard, office: str) -> Dialog:
    """Ask where head office has moved to; its key stays, so that nobody else can answer from there."""
    draft = board.draft("office-moved")
    form = Form([Field("office", _("New address of head office"), line(office), _an_address)], draft)

    def keep(values: dict[str, str]) -> bool:
        said = _("Head office’s address changed")
        return board.do(lambda: board.workspace.sharing.office_moved(values["office"]), said, undoable=False)

    return ask_form(window, _("Where has head office moved to?"), form, _("Keep the address"), keep)


def _a_code(text: str) -> str:
    if not text.strip():
        return _("Type the code as it is printed.")
    try:
        EnrolmentCode.read(text)
    except BadCode:
        wrong, advice = (
            _("A character of this code is wrong or missing."),
            _("Compare it with the letter: five groups of five letters and digits."),
        )
        return f"{wrong} {advice}"
    return ""


def _an_address(text: str) -> str:
    return "" if Sharing.is_address(text) else _("Write the address as the letter has it: it begins with https://")
