"""Outcomes: who answered at the left, the answers typed under it, and what they show at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.models.outcomes import Wave
from desktop.models.record import MenteeId
from desktop.models.surveys import Survey, surveys
from desktop.ui import theme
from desktop.ui.build import STRETCH, KeysLine, box, button, card, clear, col, hairline, row, scroll, words
from desktop.ui.choices import Choice
from desktop.ui.entries import line
from desktop.ui.marks import Elided
from desktop.ui.page import NARROW, WIDE, Page
from desktop.ui.pages.outcomes.entry import Answers
from desktop.ui.pages.outcomes.shown import change_card, reading
from desktop.ui.paint import Light
from desktop.ui.switchboard import Switchboard
from desktop.ui.table.cells import Cell, Column, Query, Source, person, state
from desktop.ui.table.model import TableModel
from desktop.ui.table.view import ListView
from desktop.workspace.outcomes import SurveyLine


def waves() -> list[tuple[str, str]]:
    """Return when a survey can be taken."""
    return [(Wave.BEFORE.value, _("Before")), (Wave.MIDWAY.value, _("Midway")), (Wave.AFTER.value, _("After"))]


def _standing(one: SurveyLine) -> Cell:
    if one.answered:
        return state(Light.GOOD, _("Answered"))
    return state(Light.WAIT, _("To do")) if one.asked else state(Light.NONE, _("Not asked"))


class OutcomesPage(Page):
    """Type, Enter, type: the next person comes by itself; what was typed and not kept is not lost."""

    key = "outcomes"
    kinds = frozenset({"Outcome", "Mentee", "Match", "Consent", "Programme"})

    def __init__(self, board: Switchboard) -> None:
        super().__init__(board)
        self._lines: dict[str, SurveyLine] = {}
        self.keep = button(_("Keep, next person"), self.enter, "primary", tip="Ctrl+Enter")
        self.act(self.keep)
        self.surveys = Choice([(one.code, one.label) for one in surveys().values()], _("Survey"))
        self.wave = Choice(waves(), _("When"))
        self.surveys.currentIndexChanged.connect(self._on_survey)
        self.wave.currentIndexChanged.connect(self._on_wave)
        self.answers = Answers()
        self.answers.finished.connect(self.enter)
        self.answers.edited.connect(self._on_edited)
        self._shown = QVBoxLayout()
        self._shown.setContentsMargins(0, 0, 8, 0)
        self._shown.setSpacing(12)
        self._right = scroll(box(self._shown))
        self._people, self._entry = self._people_column(), self._entry_card()
        across = row(self._people, self._entry, self._right, gap=12)
        across.setStretch(1, 5)
        across.setStretch(2, 6)
        self._turns = self._turn_row()
        self.fill(self._turns, across)
        self.body.setStretch(1, 1)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.enter)

    def _turn_row(self) -> QWidget:
        """Make the two halves of the page tabs, for a window with room for one."""
        self._turn = QButtonGroup(self)
        made = []
        for at, name in enumerate((_("Type the answers"), _("Did it help?"))):
            one = button(name, self._size, "tab")
            one.setCheckable(True)
            one.setChecked(at == 0)
            self._turn.addButton(one)
            self._turn.setId(one, at)
            made.append(one)
        return box(row(*made, STRETCH, gap=18))

    def _people_column(self) -> QWidget:
        source = Source(self._ids, lambda ids: [self._lines[one] for one in ids], lambda one: one.given)
        columns: list[Column[SurveyLine]] = [
            Column("name", _("Name"), lambda one: person(one.given, one.family), "Hamza|Siddiqui", keep=10),
            Column("state", _("Answers"), _standing, _("light:Not asked"), keep=10),
            Column("form", _("Form"), lambda one: Cell(one.form or "–", muted=True), "10A", keep=5),
        ]
        self.model: TableModel[SurveyLine] = TableModel(columns, source)
        self.view = ListView(self.model, _("Who answered"), row_height=34)
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.row_changed.connect(self._on_row)
        self.view.opened.connect(lambda _mentee: self.answers.begin())
        self.search = line(hint=_("Find a person"))
        self.search.setAccessibleName(_("Find a person"))
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self.answers.begin)
        people = card(box(row(self.search, margins=(10, 10, 10, 8))), hairline(), self.view, gap=0, inside=1)
        layout = people.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretch(2, 1)
        return box(col(self.surveys, self.wave, people, gap=8))

    def _entry_card(self) -> QWidget:
        self._who = Elided("", "section")
        self._about = words("", "small", wrap=True)
        keys = KeysLine((_("Enter"), _("Next")), ("↑ ↓", _("Move")), ("Esc", _("List")))
        sheet = card(self._who, self._about, hairline(), self.answers, keys, gap=6)
        layout = sheet.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretch(3, 1)
        return sheet

    @property
    def survey(self) -> Survey:
        """The survey chosen."""
        return surveys()[self.surveys.code]

    def refresh(self) -> None:
        if not self.answers.fields:
            self.answers.ask(self.survey)
        self._read_people()
        self._fill_changes()

    def _read_people(self) -> None:
        """Read who answered, keeping the keys where they are."""
        current = self.view.current
        found = self.workspace.outcomes.people(self.survey.code, Wave(self.wave.code))
        self._lines = {one.mentee: one for one in found}
        self.model.ask(Query(search=self.search.text()))
        if not (current and self.view.show_row(current)) and self.model.ids:
            self.view.show_row(self.model.ids[0])
        answered, asked = sum(one.answered for one in found), sum(one.asked or one.answered for one in found)
        to_do = ngettext("{n} still to type in.", "{n} still to type in.", asked - answered)
        said = _("{survey}, {wave}: {a} of {b} answered. {rest}").format(
            survey=self.survey.label, wave=self.wave.currentText().lower(), a=answered, b=asked, rest=to_do
        )
        self.head(_("Outcomes"), said)

    def _ids(self, query: Query) -> Sequence[str]:
        wanted = query.search.strip().casefold()
        return [one.mentee for one in self._lines.values() if wanted in f"{one.given} {one.family}".casefold()]

    def open(self, target: str) -> None:
        if self.view.show_row(target.split(",")[0]):
            self.answers.begin()

    def focus_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.focus_list()
        else:
            super().keyPressEvent(event)

    def _on_search(self) -> None:
        self.model.ask(Query(search=self.search.text()))
        if self.model.ids:
            self.view.show_row(self.model.ids[0])

    def _on_survey(self) -> None:
        self.answers.ask(self.survey)
        self._on_wave()

    def _on_wave(self) -> None:
        self._read_people()
        self._on_row(self.view.current)
        self._fill_changes()

    def _on_row(self, mentee: str) -> None:
        one = self._lines.get(mentee)
        self.answers.setEnabled(one is not None)
        self.keep.setEnabled(one is not None)
        self._who.setText(f"{one.given} {one.family}, {one.form}".rstrip(", ") if one else _("Nobody chosen"))
        self._about.setText(self._scale_words(one))
        if one is None or not self.answers.fields:
            return
        draft = self.board.draft(self._draft_key(mentee))
        kept = self.workspace.outcomes.answers(MenteeId(mentee), self.survey.code, Wave(self.wave.code))
        self.answers.show_typed(dict(draft) or {code: str(value) for code, value in kept.items()})

    def _scale_words(self, one: SurveyLine | None) -> str:
        survey, first = self.survey, self.survey.item[0]
        said = _("{low} = {low_word}, {high} = {high_word}.").format(
            low=first.low, low_word=survey.low_word, high=first.high, high_word=survey.high_word
        )
        if not survey.validated:
            said += " " + _("Not a validated scale.")
        if one is not None and not one.asked and not one.answered:
            said += " " + _("No consent to surveys, or not meant for this age.")
        return said

    def _draft_key(self, mentee: str) -> str:
        return f"survey:{self.survey.code}:{self.wave.code}:{mentee}"

    def _on_edited(self) -> None:
        draft = self.board.draft(self._draft_key(self.view.current))
        draft.clear()
        draft.update(self.answers.typed)

    def enter(self) -> None:
        """Keep what was typed and go to the next person who has not answered."""
        mentee, answers = self.view.current, self.answers.answers
        if not mentee:
            return
        if answers is None:
            self.answers.show_problem()
            return
        if not answers:
            self.board.say(_("Nothing was typed, so nothing was kept."))
            self._next_after(mentee)
            return
        survey, wave, given = self.survey.code, Wave(self.wave.code), self._lines[mentee].given
        following = self._following(mentee)
        self.board.draft(self._draft_key(mentee)).clear()
        said = _("{name}’s answers kept").format(name=given)
        if self.board.do(lambda: self.workspace.outcomes.enter(MenteeId(mentee), survey, wave, answers), said):
            self._go_to(following)

    def _following(self, mentee: str) -> str:
        """Return the next person in the list who has not answered, else the next at all."""
        ids = list(self.model.ids)
        after = ids[ids.index(mentee) + 1 :] if mentee in ids else []
        return next((one for one in after if not self._lines[one].answered), after[0] if after else mentee)

    def _next_after(self, mentee: str) -> None:
        self._go_to(self._following(mentee))

    def _go_to(self, mentee: str) -> None:
        if self.view.show_row(mentee):
            self.answers.begin()

    def _fill_changes(self) -> None:
        clear(self._shown)
        changes = self.workspace.outcomes.changes(self.survey.code)
        items = {item.code: item for item in self.survey.item}
        groups = list(dict.fromkeys(one.group for one in changes))
        everybody = [one for one in changes if one.group == "all"]
        lead = [words(_("Did it help?"), "section"), words(reading(items, everybody), wrap=True),
                words(self.survey.source, "small", wrap=True)]  # fmt: skip
        self._shown.addWidget(card(*lead, gap=4))
        for group in groups if len(groups) > 2 else groups[:1]:
            self._shown.addWidget(change_card(self.survey, group, [one for one in changes if one.group == group]))
        self._shown.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size()

    def _size(self) -> None:
        """Three columns; on a narrow window typing or reading."""
        px, wide = theme.current().px, self.window().width() >= WIDE
        narrow = self.window().width() < px(NARROW)
        reads = self._turn.checkedId() == 1
        self._turns.setVisible(narrow)
        for column in (self._people, self._entry):
            column.setVisible(not (narrow and reads))
        self._right.setVisible(not narrow or reads)
        self._people.setFixedWidth(px(400) if wide else min(px(290), self.width() * 2 // 5))
        self._entry.setMaximumWidth(px(560) if wide else 16777215)
