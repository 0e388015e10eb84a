"""Whom a paper is for: ticks in a list that can be narrowed; it knows names and ids only."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.ui.build import STRETCH, button, row, words
from desktop.ui.entries import line
from desktop.ui.notices import empty_state
from desktop.ui.paint import Light
from desktop.ui.table.cells import Cell, Column, Query, Source, person, state
from desktop.ui.table.model import TableModel
from desktop.ui.table.view import ListView
from desktop.workspace.lines import MenteeLine
from desktop.workspace.lists import Lists

WAIT_MS = 150


class WhoFor(QWidget):
    """Young people to choose from; the rows chosen are whom the paper is for."""

    chosen = Signal()
    choosing = Signal()

    def __init__(self, lists: Lists, *, pairs: bool = False) -> None:
        """With `pairs` only those who have a mentor are shown, who stands where else the form's state does."""
        super().__init__()
        self._lists, self.pairs = lists, pairs
        self._languages: Mapping[str, str] = {}
        self._find = line(hint=_("Find"))
        self._find.setAccessibleName(_("Find a young person"))
        columns: list[Column[MenteeLine]] = [
            Column("name", _("Name"), lambda one: person(one.given, one.family), "Daniel|Osei-Bonsu", keep=10),
            Column("form", _("Form"), lambda one: Cell(one.form, muted=True), "10A", keep=8),
            Column(
                "language",
                _("Language"),
                lambda one: Cell(self._languages.get(one.language, one.language), muted=one.language == "en"),
                "Romanian",
                keep=6,
            ),
            Column("mentor", _("Mentor"), lambda one: Cell(one.mentor), "Hannah Goldstein", keep=7)
            if pairs
            else Column("consent", _("Consent form"), _consent, _("light:No form yet"), keep=5),
        ]
        source: Source[MenteeLine] = Source(
            lambda query: lists.takers(query.search, paired=pairs),
            lists.mentee_lines,
            called=lists.called,
        )
        self._model: TableModel[MenteeLine] = TableModel(columns, source)
        self.view = ListView(self._model, _("Who it is for"), row_height=36)
        self._count = words("", "small")
        everyone = button(
            _("All of them"), self.view.selectAll, "link", tip=_("Chooses everybody in the list (Ctrl+A).")
        )
        waiting = button(
            _("Only those not back"),
            self.choose_not_back,
            "link",
            tip=_("Chooses those whose consent form is not back."),
        )
        layout = QVBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        above = row(self._find, everyone, waiting, STRETCH, self._count, gap=14)
        above.setStretch(0, 1)
        layout.addLayout(above)
        self._list = QStackedWidget()
        self._list.addWidget(self.view)
        self._list.addWidget(empty_state(*_nobody(pairs=pairs)))
        layout.addWidget(self._list, 1)
        self.setLayout(layout)
        self._model.modelReset.connect(self._on_reset)
        waiting.setVisible(not pairs)  # not before it lies in here: it would be shown as a window of its own
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.chosen)
        self._find.textChanged.connect(lambda text: self._model.ask(Query(search=text)))
        self.view.chosen_changed.connect(self._on_chosen)
        laid_out = self.view.verticalScrollBar().rangeChanged
        laid_out.connect(lambda *_range: QTimer.singleShot(0, self, self._keep_in_sight))

    @property
    def ids(self) -> list[str]:
        """Who is chosen, in the order shown."""
        return self.view.chosen

    def re_read(self, languages: Mapping[str, str]) -> None:
        """Read again who there is, naming languages by code so; who was chosen stays chosen."""
        chosen, self._languages = self.ids, languages
        self._model.re_read()
        self._on_reset()  # a list that was empty and stays so resets nothing
        if chosen != self.ids:
            self.choose(chosen)

    def _on_reset(self) -> None:
        """Say so where there is nobody the paper could be for."""
        nobody = not self._model.ids and not self._find.text()
        self._list.setCurrentIndex(1 if nobody else 0)

    def choose(self, ids: Collection[str]) -> None:
        """Choose some people."""
        self.view.choose_rows(ids)

    def choose_not_back(self) -> None:
        """Choose those whose form isn't back or never went out."""
        self.choose(self._lists.not_back(paired=self.pairs))

    def _keep_in_sight(self) -> None:
        """Whoever the preview shows stays in sight, however low the list became."""
        if spans := self.view.spans:
            self.view.scrollTo(self._model.index(spans[0][0], 0))

    def _on_chosen(self, count: int) -> None:
        self._count.setText(ngettext("{n} chosen", "{n} chosen", count))
        self.choosing.emit()
        self._wait.start()

    def focus(self) -> None:
        """Give the keys to the list."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _nobody(*, pairs: bool) -> tuple[str, str]:
    if pairs:
        return _("No pair runs yet."), _("Find matches and publish them: agreements and letters are made for pairs.")
    return _("No young people yet."), _("Import the school’s list, or add somebody: papers are made for them.")


def _consent(one: MenteeLine) -> Cell:
    return state(Light(one.consent.kind.value), one.consent.words)
