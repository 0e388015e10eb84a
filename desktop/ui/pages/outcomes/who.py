"""Which survey, when, and who answered: the column at the left of the outcomes page; it keeps nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.i18n import _, pgettext
from desktop.models.outcomes import Wave
from desktop.models.searching import is_found
from desktop.models.surveys import Survey, surveys
from desktop.ui.build import box, card, col, hairline, row, words
from desktop.ui.choices import Choice
from desktop.ui.entries import line
from desktop.ui.page import turn_by_room
from desktop.ui.paint import Light
from desktop.ui.table.cells import Cell, Column, Query, Source, person, state
from desktop.ui.table.model import TableModel
from desktop.ui.table.view import ListView
from desktop.workspace.outcomes import SurveyLine


def waves() -> list[tuple[str, str]]:
    """Return when a survey can be taken."""
    return [(Wave.BEFORE.value, _("Before")), (Wave.MIDWAY.value, _("Midway")), (Wave.AFTER.value, _("After"))]


class WhoAnswered(QWidget):
    """`survey_changed` and `wave_changed` ask for other people; `person_changed` carries an id, `entered` Enter."""

    survey_changed = Signal()
    wave_changed = Signal()
    person_changed = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, SurveyLine] = {}
        self.surveys = Choice([(one.code, pgettext("survey", one.label)) for one in surveys().values()], _("Survey"))
        self.waves = Choice(waves(), _("When"))
        self.surveys.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.surveys.setMinimumContentsLength(14)
        self.surveys.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.surveys.currentIndexChanged.connect(lambda _at: self.survey_changed.emit())
        self.waves.currentIndexChanged.connect(lambda _at: self.wave_changed.emit())
        self.search = line(hint=_("Find a person"))
        self.search.setAccessibleName(_("Find a person"))
        self.search.textChanged.connect(lambda _text: self._on_search())
        self.search.returnPressed.connect(self.entered)
        source = Source(self._ids, lambda ids: [self.lines[one] for one in ids], lambda one: one.given)
        self.model: TableModel[SurveyLine] = TableModel(_columns(), source)
        self.view = ListView(self.model, _("Who answered"), row_height=34)
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.row_changed.connect(self.person_changed)
        self.view.opened.connect(lambda _mentee: self.entered.emit())
        self._nobody = words("", "muted", wrap=True)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nobody.setContentsMargins(16, 16, 16, 16)
        self._rows = QStackedWidget()
        for part in (self.view, self._nobody):
            self._rows.addWidget(part)
        people = card(box(row(self.search, margins=(10, 10, 10, 8))), hairline(), self._rows, gap=0, inside=1)
        layout = people.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretch(2, 1)
        self._way = col(self.surveys, self.waves)
        self._choices = box(self._way)
        self._own = col(self._choices, people, gap=8)
        self.setLayout(self._own)

    @property
    def survey(self) -> Survey:
        """The survey chosen."""
        return surveys()[self.surveys.code]

    @property
    def wave(self) -> Wave:
        """When it was taken."""
        return Wave(self.waves.code)

    @property
    def person(self) -> SurveyLine | None:
        """Who the keys are on."""
        return self.lines.get(self.view.current)

    def lend_choices(self, beside: QBoxLayout | None) -> None:
        """Stand survey and wave elsewhere, beside each other, where the window has no height for them here."""
        turn_by_room(self._way, narrow=beside is None)
        if beside is not None and beside.indexOf(self._choices) < 0:
            beside.addWidget(self._choices)
        elif beside is None and self._own.indexOf(self._choices) < 0:
            self._own.insertWidget(0, self._choices)

    def show_lines(self, lines: Sequence[SurveyLine]) -> None:
        """Show who takes part, the keys staying on their person."""
        current = self.view.current
        self.lines = {one.mentee: one for one in lines}
        self.view.blockSignals(True)  # nobody is chosen in between: that would take the keys from who types
        self._ask()
        if not (current and self.view.show_row(current)):
            self._first()
        self.view.blockSignals(False)
        if self.view.current != current:
            self.person_changed.emit(self.view.current)

    def following(self, mentee: str) -> str:
        """Return the next person still to answer, from the top again after the last, else the next at all."""
        ids = list(self.model.ids)
        at = ids.index(mentee) + 1 if mentee in ids else 0
        others = [*ids[at:], *ids[: max(at - 1, 0)]]
        open_ = (one for one in others if self.lines[one].asked and not self.lines[one].answered)
        return next(open_, ids[at] if at < len(ids) else mentee)

    def focus_list(self) -> None:
        """Give the keys to the list."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_search(self) -> None:
        self._ask()
        self._first()

    def _ask(self) -> None:
        self.model.ask(Query(search=self.search.text()))
        wanted = self.search.text().strip()
        found = _("Nobody here is called “{name}”.").format(name=wanted)
        self._nobody.setText(found if wanted else _("Nobody takes part yet."))
        self._rows.setCurrentWidget(self.view if self.model.ids else self._nobody)

    def _first(self) -> None:
        if self.model.ids:
            self.view.show_row(self.model.ids[0])

    def _ids(self, query: Query) -> Sequence[str]:
        return [one.mentee for one in self.lines.values() if is_found(query.search, f"{one.given} {one.family}")]


def _columns() -> list[Column[SurveyLine]]:
    return [
        Column("name", _("Name"), lambda one: person(one.given, one.family), "Hamza|Siddiqui", keep=10),
        Column("state", _("Answers"), _standing, _("light:Not asked"), keep=10),
        Column("form", _("Form"), lambda one: Cell(one.form or "–", muted=True), "10A", keep=5),
    ]


def _standing(one: SurveyLine) -> Cell:
    if one.answered:
        return state(Light.GOOD, _("Answered"))
    return state(Light.WAIT, _("To do")) if one.asked else state(Light.NONE, _("Not asked"))
