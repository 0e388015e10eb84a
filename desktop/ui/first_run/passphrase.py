"""The first page: what this is, and the passphrase that opens the file each day."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from desktop.i18n import LANGUAGES, _
from desktop.ui import theme
from desktop.ui.build import STRETCH, button, card, col, row, words
from desktop.ui.checks import not_the_secret
from desktop.ui.choices import Choice
from desktop.ui.first_run.steps import StepPage
from desktop.ui.forms import Field, Form, line, needed
from desktop.ui.marks import DrawnIcon
from desktop.ui.turning import Turning

LEAST, LOW = 12, 400


def passphrase_problem(text: str) -> str:
    """Say what is wrong with a new passphrase: shorter than 12 letters, or one letter over and over."""
    if not text:
        return _("Choose a passphrase.")
    if len(text) < LEAST:
        return _("Use at least {n} letters: three or four words you will remember.").format(n=LEAST)
    return _("Use more than a few different letters.") if len(set(text)) < 5 else ""


class WelcomePage(StepPage):
    """Three promises, one thing to press, and a lesser way."""

    language = Signal(str)
    backup_wanted = Signal()

    def __init__(self, look_round: Callable[[], object], language: str = "en") -> None:
        super().__init__(
            _("Welcome to Alongside"),
            _("One-to-one mentoring in your school: lists in, pairs made, papers printed, sessions held."),
        )
        promises = (
            (
                "lock",
                _("Everything stays on this computer"),
                _("The file is encrypted. It works without a connection."),
            ),
            ("undo", _("Everything can be undone"), _("Each change is kept with who made it and when.")),
            ("eye", _("Only anonymised records ever leave"), _("You see each of them before it goes.")),
        )
        self._promises = [
            card(row(DrawnIcon(drawing, "link", 24), _texts(title, text), STRETCH, gap=16))
            for drawing, title, text in promises
        ]
        self.fill(*self._promises)
        self.start = button(_("Set up your school"), self.moved_on.emit, "primary")
        self.back = button(_("Bring back a backup"), self.backup_wanted.emit, drawing="undo")
        look = button(_("Look round a made-up school first"), look_round, "link")
        self.fill(8, Turning(self.start, self.back, look, STRETCH, gap=12))
        self.languages = Choice(list(LANGUAGES.items()))
        self.languages.choose(language)
        self.languages.setAccessibleName(_("Language of the window"))
        self.languages.currentIndexChanged.connect(self._on_language)
        self.fill(8, row(words(_("Language of the window"), "small"), self.languages, STRETCH, gap=10))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the promises out of a very low window: what there is to press is seen without scrolling."""
        for promise in self._promises:
            promise.setVisible(self.height() >= theme.current().px(LOW))
        super().resizeEvent(event)

    def _on_language(self) -> None:
        self.language.emit(self.languages.code)

    def began(self) -> None:
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)


def _texts(title: str, text: str) -> QVBoxLayout:
    return col(words(title, "strong"), words(text, "muted"), gap=2)


class PassphrasePage(StepPage):
    """Asks for the passphrase twice and for the name of who sits here."""

    def __init__(self) -> None:
        super().__init__(
            _("Choose a passphrase"),
            _("It opens the school’s file each day. Three or four ordinary words are strong and easy to keep."),
        )
        self._first = Field("secret", _("Passphrase"), line(secret=True), passphrase_problem)
        again = line(secret=True)
        self._again = Field("again", _("The same again"), again, self._differs)
        self._name = Field(
            "who",
            _("Your name"),
            line(hint=_("Helen Marsh")),
            self._named,
        )
        self.form = Form([self._name, self._first, self._again])
        self.form.setMaximumWidth(420)
        self.fill(self.form, 4, row(button(_("Set the passphrase"), self.go_on, "primary"), STRETCH))

    def _named(self, text: str) -> str:
        if text and text == self._first.text:
            return not_the_secret()
        return needed(_("Write your name: it stands beside every change you make."))(text)

    def _differs(self, text: str) -> str:
        if not text:
            return _("Type it once more.")
        return "" if text == self._first.text else _("The two are not the same.")

    def go_on(self) -> None:
        if self.form.check():
            self.moved_on.emit()

    @property
    def secret(self) -> str:
        """The passphrase chosen."""
        return self._first.text

    @property
    def who(self) -> str:
        """The name of who sits here."""
        return self._name.text

    def began(self) -> None:
        self._name.entry.setFocus(Qt.FocusReason.OtherFocusReason)
