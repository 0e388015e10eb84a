"""A form that came back: scan or type its code, say what the family ticked and who signed, and it is marked.

Nothing is presumed: no tick is on and nobody has signed until a person says so.
"""

from collections.abc import Callable, MutableMapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from desktop.errors import Trouble
from desktop.i18n import _
from desktop.models.consent import Consent, ConsentChoices, ConsentResponse, ConsentRoute
from desktop.ui import theme
from desktop.ui.allow import allow
from desktop.ui.build import STRETCH, box, button, col, restyle, row, words
from desktop.ui.choices import Choice, Tick
from desktop.ui.entries import line
from desktop.ui.forms import no_day, typed_in
from desktop.ui.pages.papers.day_back import DayBack
from desktop.workspace.consents import Consents, ReturnedForm

CODE_LETTERS = 8
Record = Callable[[str, ReturnedForm, bool], bool]
Draft = MutableMapping[str, str]
_SIGNERS = {"parent": ("parent or carer", True), "other": ("other adult", False), "self": ("self", None)}


class ReturnedCard(QFrame):
    """A scanner types the code and Enter; a person types eight letters. The rest is asked once a form is found.

    What was said of a form and not marked is a draft, there again when its code comes again.
    """

    def __init__(self, consents: Consents, record: Record, drafts: Callable[[str], Draft]) -> None:
        super().__init__()
        self._drafts = drafts
        self._draft: Draft | None = None  # of the form whose code stands there, unless it was marked before
        self.setProperty("card", "plain")
        self._consents = consents
        self._record = record
        self._change = False
        self._name = ""
        self.code = line(hint="K7QD 2MX4")
        self.code.setProperty("kind", "code")
        self.code.setFont(theme.current().code_font(18, 500))
        self.code.setAccessibleName(_("Code of a form that came back"))
        self.code.setFixedWidth(theme.current().px(170))
        self.said = words("", "small", wrap=True)
        self.answers = Choice([("given", _("They agree")), ("refused", _("They refuse"))], _("Answer"))
        self.signed = line(hint=_("Who signed"))
        self.signed.setAccessibleName(_("Who signed"))
        self.signer = Choice(_signers(), _("Signed as"))
        self.ticks = {
            "surveys": Tick(_("Surveys")),
            "share_anonymised": Tick(_("Share results")),
            "photo": Tick(_("Photo")),
            "virtual_sessions": Tick(_("Online")),
        }
        self.day = DayBack(lambda: consents.today)
        self.mark = button(
            _("Mark returned"),
            self._on_pressed,
            drawing="check",
            tip=_("Keeps what the family ticked, who signed, and the day it came back (Enter)."),
        )
        self._lay_out()
        self.code.textEdited.connect(lambda _text: self.look())
        self.code.returnPressed.connect(self._on_scanned)
        self.signed.returnPressed.connect(self._on_signed)
        self.signed.textEdited.connect(lambda _text: self._judge())
        self.answers.currentIndexChanged.connect(self._on_answered)
        self.signer.currentIndexChanged.connect(lambda _at: self._judge())
        self.day.changed.connect(self._judge)
        self.signed.textEdited.connect(self._remember)
        for chosen in (self.answers, self.signer):
            chosen.currentIndexChanged.connect(self._remember)
        for tick in self.ticks.values():
            tick.toggled.connect(self._remember)
        self.day.entry.returnPressed.connect(self._on_day)
        self._rest()

    def _lay_out(self) -> None:
        found = row(self.code, self.said, gap=12)
        found.setStretch(1, 1)
        who = row(self.answers, self.signed, self.signer, gap=8)
        who.setStretch(1, 1)
        self._details = box(col(who, row(*self.ticks.values(), STRETCH, self.mark, gap=10), gap=8))
        head = row(words(_("A form came back"), "section"), STRETCH, self.day)
        self.setLayout(col(head, found, self._details, gap=8, margins=(16, 10, 16, 12)))

    @property
    def answer(self) -> ReturnedForm:
        """What stands on the form."""
        given = self.answers.code == "given"
        ticked = {name: tick.isChecked() for name, tick in self.ticks.items()}
        relationship, responsible = _SIGNERS.get(self.signer.code, ("not said", None))
        return ReturnedForm(
            response=ConsentResponse.GIVEN if given else ConsentResponse.REFUSED,
            choices=ConsentChoices(take_part=given, **ticked) if given else ConsentChoices(),
            route=ConsentRoute.PAPER,
            signed_by=typed_in(self.signed),
            relationship=relationship,
            parental_responsibility=responsible,
            received_on=self.day.day,
        )

    def show_code(self, code: str) -> None:
        """Put a code in, as when it was scanned or typed into the search."""
        self.code.setText(code.upper())
        self.look()
        self.code.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take(self, code: str) -> None:
        """Take a code that was scanned, wherever the keys went; a form left half filled in is said to be unmarked."""
        left = self._begun()
        self.show_code(code)
        self._on_scanned()
        if left:
            unmarked = _("{name}’s form was not marked.").format(name=left)
            self._tell(f"{self.said.text()} {unmarked}", wrong=False)

    def knows(self, code: str) -> bool:
        """Return whether a code is of a form of this school that counts."""
        try:
            self._consents.find(code)
        except Trouble:
            return False
        return True

    def _begun(self) -> str:
        """Return whose form something was said about that isn't kept, empty for nobody's."""
        ticked = any(tick.isChecked() for tick in self.ticks.values())
        begun = ticked or self.signer.code or self.answers.code != "given"
        return self._name if begun and not self._details.isHidden() and not self._change else ""

    def look(self) -> None:
        """Say whose form the code is, or what is wrong with it; each form begins without a tick."""
        self._draft = None
        self._forget()
        text = self.code.text().strip()
        if len("".join(text.split())) < CODE_LETTERS:
            self._rest()
            return
        try:
            found = self._consents.look_up(text)
        except Trouble as trouble:
            self._details.hide()
            self._tell(str(trouble), wrong=True)
            return
        self._details.show()
        self._name = found.name
        self._change = bool(found.recorded)
        if found.recorded and found.form.withdrawn_on is None:
            self._fill(found.form)
        began = "" if self._change else self._take_up(self._drafts(f"returned:{found.form.mentee}:{found.form.id}"))
        self._say_mark(_("Change it") if self._change else _("Mark returned"))
        said = (_("This is {name}’s form.").format(name=found.name), found.note, found.recorded, began)
        self._tell(" ".join(part for part in said if part), wrong=found.form.withdrawn_on is not None)

    def _rest(self) -> None:
        self._details.hide()
        self._tell(_("Scan the square code, or type the letters under it."), wrong=False)

    def _forget(self) -> None:
        for tick in self.ticks.values():
            tick.setChecked(False)
        self.signed.clear()
        self.answers.choose("given")
        self.signer.choose("")
        self.day.show_batch()
        self._change = False

    def _fill(self, form: Consent) -> None:
        """Show what was recorded before, to be changed."""
        for name, tick in self.ticks.items():
            tick.setChecked(getattr(form.choices, name))
        self.day.show_one(form.received_on)
        self.signed.setText(form.signed_by)
        self.answers.choose(form.response.value)

    def _take_up(self, draft: Draft) -> str:
        """Put in again what was said of this form and not marked, and say so; empty where there is nothing."""
        kept, self._draft = dict(draft), draft
        if not kept:
            return ""
        self.answers.choose(kept.get("answer", "given"))
        self.signer.choose(kept.get("signer", ""))
        self.signed.setText(kept.get("signed", ""))
        for name, tick in self.ticks.items():
            tick.setChecked(name in kept.get("ticks", "").split(","))
        return _("What you began is there again; it is not marked yet.")

    def _remember(self) -> None:
        if self._draft is None:
            return
        ticked = ",".join(name for name, tick in self.ticks.items() if tick.isChecked())
        now = {"signed": self.signed.text(), "signer": self.signer.code, "ticks": ticked}
        self._draft.clear()
        if any(now.values()) or self.answers.code != "given":
            self._draft.update(now, answer=self.answers.code)

    def _say_mark(self, text: str) -> None:
        self.mark.setText(text)
        self.mark.setAccessibleName(text)

    def _tell(self, said: str, *, wrong: bool) -> None:
        self.said.setText(said)
        restyle(self.said, tone="stop" if wrong else "")
        restyle(self.code, state="stop" if wrong else "")

    def _on_answered(self, _at: int) -> None:
        for one in (*self.ticks.values(), self.signer):
            allow(one, _against_choices() if self.answers.code != "given" else None)
        self._judge()

    def _judge(self) -> None:
        """Say at once where the day can't be, or a signature won't count; the latter can be recorded all the same."""
        if self._details.isHidden():
            return
        wrong = self._wrong_day
        self.day.mark_wrong(wrong=bool(wrong))
        if wrong:
            self._tell(wrong, wrong=False)
        elif self.answers.code == "given" and self.signed.text().strip() and self.signer.code:
            light = self._consents.judged(self.code.text(), self.answer)
            said = _("This signature counts.") if light.good else " ".join(light.reasons)
            self._tell(said, wrong=not light.good)

    @property
    def _wrong_day(self) -> str:
        """Why the form can't have come back on the day given, empty where it can."""
        if self.day.day is None:
            return no_day(self.day.entry.text())
        try:
            self._consents.came_back(self._consents.find(self.code.text()), self.day.day)
        except Trouble as trouble:
            return str(trouble)
        return ""

    def _on_day(self) -> None:
        """Enter after the day goes on to what is asked next."""
        (self.code if self._details.isHidden() else self.signed).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_scanned(self) -> None:
        self.look()
        if not self._details.isHidden():
            self.signed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_signed(self) -> None:
        """Mark the form; a scanner that typed the next code here means that form."""
        typed = self.signed.text()
        if self.knows(typed):
            self.take(typed)
        else:
            self._on_pressed()

    def _on_pressed(self) -> None:
        given = self.answers.code == "given"
        if given and not self.signed.text().strip():
            self._ask(_("Write who signed: an unsigned form doesn’t count."), self.signed)
            return
        if given and not self.signer.code:
            self._ask(_("Choose what they signed as: the form asks for it."), self.signer)
            return
        if wrong := self._wrong_day:
            self._ask(wrong, self.day.entry)
            return
        try:
            done = self._record(self.code.text().strip(), self.answer, self._change)
        except Trouble as trouble:
            self._tell(str(trouble), wrong=True)
            return
        if done:
            if self._draft is not None:
                self._draft.clear()
            self._draft = None
            self.code.clear()
            self._forget()
            self._details.hide()
            self._tell(_("Marked. Scan the next one."), wrong=False)
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, said: str, field: QWidget) -> None:
        self._tell(said, wrong=False)
        field.setFocus(Qt.FocusReason.OtherFocusReason)


def _against_choices() -> str:
    return _("A family that refuses agrees to nothing else. Choose “They agree” to tick it.")


def _signers() -> list[tuple[str, str]]:
    return [
        ("", _("Signed as …")),
        ("parent", _("Parent or carer")),
        ("other", _("Another adult")),
        ("self", _("The young person")),
    ]
