"""The door in the morning and after a pause: who sits here, and the passphrase."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.errors import Trouble, WrongPassphrase
from desktop.i18n import _
from desktop.ui.allow import allow
from desktop.ui.build import STRETCH, box, button, card, col, restyle, row, scroll, words
from desktop.ui.checks import not_the_secret
from desktop.ui.choices import Choice
from desktop.ui.drop import dropped_file
from desktop.ui.forms import Field, line, needed
from desktop.ui.marks import DrawnIcon, Sign
from desktop.ui.notices import ProgressStrip
from desktop.ui.tasks import Tasks

ELSE = ""  # the name is typed


class Door(QWidget):
    """Asks for the passphrase or the recovery key. `knock` finds out; `refuse` or `open` answers."""

    opened = Signal()

    def __init__(self, title: str, names: Sequence[str], knock: "Callable[[Door, str, str], None]") -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setAcceptDrops(True)
        self._knock = knock
        self._entry = line(secret=True)
        self._secret = Field("secret", _("Passphrase"), self._entry, hint=_("The recovery key opens it too."))
        several = len(names) > 1
        self._name_line = line("" if several else next(iter(names), ""))
        self._names = Choice([*((name, name) for name in names), (ELSE, _("Somebody else"))])
        self._chosen = Field("known", _("Who uses this computer"), self._names)
        self._typed = Field("who", _("Your name") if several else _("Who uses this computer"), self._name_line,
                            needed(_("Write your name: it stands beside every change you make.")))  # fmt: skip
        self._chosen.setVisible(several)
        self._typed.setVisible(not several)
        self._names.currentIndexChanged.connect(self._on_name)
        self._open = button(_("Open"), self._on_pressed, "primary")
        head = row(Sign(40), words(title, "title"), STRETCH, gap=16)
        where = row(DrawnIcon("lock", "muted", 16), words(_("Encrypted on this computer"), "small"), STRETCH)
        self._ways = row(self._open, STRETCH, gap=12)
        sheet = card(head, 8, self._chosen, self._typed, self._secret, 4, self._ways, 4, where, gap=10, inside=28)
        sheet.setFixedWidth(440)
        middle = box(col(STRETCH, row(STRETCH, sheet, STRETCH), STRETCH, STRETCH, gap=0))
        self.setLayout(col(scroll(middle), gap=0))
        self._entry.returnPressed.connect(self._on_pressed)
        self._name_line.returnPressed.connect(self._on_name_given)

    def offer_backup(self, ask: Callable[[], object]) -> None:
        """Offer a backup beside opening the file, which may be damaged or not the one that is wanted."""
        self._ways.insertWidget(1, button(_("Bring back a backup"), ask, "link"))

    def _on_name_given(self) -> None:
        if self._entry.text() or not self.who:
            self._on_pressed()
        else:
            self._entry.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def who(self) -> str:
        """The name chosen, or typed where it is none of those offered."""
        return self._typed.text if self._chosen.isHidden() else self._names.code or self._typed.text

    def _on_name(self) -> None:
        self._typed.setVisible(self._names.code == ELSE)
        if self._names.code == ELSE:
            self._name_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_pressed(self) -> None:
        if not self.who:
            self._typed.show_problem()
            self._name_line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.who == self._secret.text:  # a name stands beside every change, for all to read
            self._name_line.clear()
            self._typed.show_problem(not_the_secret())
            self._name_line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._open.isEnabled():
            allow(self._open, _("Trying the passphrase") + ".")
            self._knock(self, self._secret.text, self.who)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say what comes first: the file stays where it is."""
        self._say(_("Open your school first, then drop the file again."))
        self._entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, why: BaseException) -> None:
        """Say why it stays shut; the passphrase is marked as wrong only where it is."""
        allow(self._open)
        self._say(str(why) if isinstance(why, Trouble) else "", wrong=isinstance(why, WrongPassphrase))
        self._entry.selectAll()
        self._entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, said: str, *, wrong: bool = False) -> None:
        """Say something under the passphrase, which is marked as wrong only where it is."""
        self._secret.show_problem(said)
        if not wrong:
            restyle(self._entry, state="")

    def open(self) -> None:
        """Let the person in, and forget what was typed."""
        allow(self._open)
        self._secret.show_problem("")
        self._entry.clear()
        self.opened.emit()

    def began(self) -> None:
        """Put the keys where the passphrase goes."""
        first = self._name_line if not self.who else self._entry
        first.setFocus(Qt.FocusReason.OtherFocusReason)


def waiting_page(tasks: Tasks, title: str) -> QWidget:
    """Return what stands in the window while a worker has the file."""
    sheet = card(row(Sign(40), words(title, "title", wrap=True), gap=16), ProgressStrip(tasks), gap=10, inside=28)
    sheet.setFixedWidth(440)
    made = box(col(STRETCH, row(STRETCH, sheet, STRETCH), STRETCH, STRETCH, gap=0))
    made.setAccessibleName(title)
    return made
