"""A form that came back: scan or type its code, say what the family ticked, and it is marked."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from desktop.errors import Trouble
from desktop.i18n import _
from desktop.models.consent import ConsentChoices, ConsentResponse, ConsentRoute
from desktop.ui import theme
from desktop.ui.build import STRETCH, button, col, restyle, row, words
from desktop.ui.choices import Choice, Tick
from desktop.ui.entries import line
from desktop.workspace.consents import ReturnedForm


class ReturnedCard(QFrame):
    """A scanner types the code and Enter; a person types eight letters."""

    def __init__(self, record: Callable[[str], bool], find: Callable[[str], str]) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._record = record
        self._find = find
        self._code = line(hint="K7QD 2MX4")
        self._code.setProperty("kind", "code")
        self._code.setFont(theme.current().code_font(18, 500))
        self._code.setAccessibleName(_("Code of a form that came back"))
        self._code.setFixedWidth(theme.current().px(170))
        self._said = words(_("Scan the square code, or type the letters under it."), "small", wrap=True)
        self._answer = Choice([("given", _("They agree")), ("refused", _("They refuse"))], _("Answer"))
        self._signed = line(hint=_("Who signed"))
        self._signed.setAccessibleName(_("Who signed"))
        self._ticks = {
            "surveys": Tick(_("Surveys")),
            "share_anonymised": Tick(_("Share results")),
            "photo": Tick(_("Photo")),
            "virtual_sessions": Tick(_("Online")),
        }
        self._mark = button(_("Mark returned"), self._on_pressed, drawing="check")
        first = row(self._code, self._answer, self._signed, gap=8)
        first.setStretch(2, 1)
        second = row(*self._ticks.values(), STRETCH, self._mark, gap=10)
        title = row(words(_("A form came back"), "section"), self._said, gap=14)
        title.setStretch(1, 1)
        self.setLayout(col(title, first, second, gap=8, margins=(16, 10, 16, 10)))
        self._code.textEdited.connect(lambda _text: self._look())
        self._code.returnPressed.connect(self._on_pressed)

    @property
    def answer(self) -> ReturnedForm:
        """What stands on the form."""
        given = self._answer.code == "given"
        ticked = {name: tick.isChecked() for name, tick in self._ticks.items()}
        return ReturnedForm(
            response=ConsentResponse.GIVEN if given else ConsentResponse.REFUSED,
            choices=ConsentChoices(take_part=given, **ticked) if given else ConsentChoices(),
            route=ConsentRoute.PAPER,
            signed_by=self._signed.text().strip(),
            relationship=_("parent or carer"),
            parental_responsibility=True,
        )

    def show_code(self, code: str) -> None:
        """Put a code in, as when it was typed into the search."""
        self._code.setText(code.upper())
        self._look()
        self._code.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _look(self) -> None:
        text = self._code.text().strip()
        if len("".join(text.split())) < 8:
            self._tell(_("Scan the square code, or type the letters under it."), wrong=False)
            return
        try:
            self._tell(_("This is {name}’s form.").format(name=self._find(text)), wrong=False)
        except Trouble as trouble:
            self._tell(str(trouble), wrong=True)

    def _tell(self, said: str, *, wrong: bool) -> None:
        self._said.setText(said)
        restyle(self._said, tone="stop" if wrong else "")
        restyle(self._code, state="stop" if wrong else "")

    def _on_pressed(self) -> None:
        code = self._code.text().strip()
        if self._answer.code == "given" and not self._signed.text().strip():
            self._tell(_("Write who signed: an unsigned form doesn’t count."), wrong=False)
            self._signed.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            done = self._record(code)
        except Trouble as trouble:
            self._tell(str(trouble), wrong=True)
            return
        if done:
            self._code.clear()
            self._signed.clear()
            self._tell(_("Marked. Scan the next one."), wrong=False)
            self._code.setFocus(Qt.FocusReason.OtherFocusReason)
