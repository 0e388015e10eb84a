"""The filters of a list: a name and a few choices; made when somebody first asks for them, it knows no page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import button
from desktop.ui.choices import Choice
from desktop.ui.forms import line

WAIT_MS = 150
ACROSS = 4  # filters beside each other
Filter = tuple[str, str, Callable[[], Sequence[tuple[str, str]]]]


class FilterBar(QWidget):
    """Each choice is a key, a name and what there is to choose now. `changed` says that something else is asked."""

    changed = Signal()

    def __init__(self, filters: Sequence[Filter], clear: Callable[[], object]) -> None:
        super().__init__()
        self._filters = filters
        self.words = line(hint=_("Any part of a name"))
        self.words.setAccessibleName(_("Filter by name"))
        self.words.setMinimumWidth(theme.current().px(170))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._on_changed)
        self.words.textChanged.connect(lambda _text: self._wait.start())
        self.choices: dict[str, Choice] = {key: self._choice(name, options()) for key, name, options in filters}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        last = button(_("Clear"), clear, "quiet", drawing="close")
        for at, part in enumerate((self.words, *self.choices.values(), last)):
            grid.addWidget(part, at // ACROSS, at % ACROSS)
        self.setLayout(grid)

    def _choice(self, name: str, options: Sequence[tuple[str, str]]) -> Choice:
        made = Choice([("", name), *options], name)
        made.setMinimumContentsLength(8)
        made.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.currentIndexChanged.connect(self._on_changed)
        return made

    @property
    def typed(self) -> str:
        """The part of a name that was typed."""
        return self.words.text().strip()

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """What is chosen, as keys and codes."""
        return tuple((key, choice.code) for key, choice in self.choices.items() if choice.code)

    def re_read(self) -> None:
        """Offer what there is to choose now; what was chosen stays chosen."""
        for key, name, options in self._filters:
            self.choices[key].offer([("", name), *options()], self.choices[key].code)

    def clear(self) -> None:
        """Choose nothing, silently but for choices that were made."""
        self.words.clear()
        for choice in self.choices.values():
            choice.setCurrentIndex(0)
        self._wait.stop()

    def _on_changed(self) -> None:
        self._wait.stop()
        self.changed.emit()
