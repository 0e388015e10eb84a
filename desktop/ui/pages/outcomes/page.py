"""Outcomes: who answered at the left, the answers typed in the middle, and what they show at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext, pgettext
from desktop.models.surveys import Survey
from desktop.ui import theme
from desktop.ui.allow import allow
from desktop.ui.build import STRETCH, KeysLine, box, button, card, clear, hairline, row, scroll
from desktop.ui.latest import Latest
from desktop.ui.marks import Elided
from desktop.ui.page import LOW, NARROW, WIDE, Page, turn_by_room
from desktop.ui.pages.outcomes.entry import Answers
from desktop.ui.pages.outcomes.shown import change_cards
from desktop.ui.pages.outcomes.who import WhoAnswered
from desktop.ui.presses import Presses
from desktop.ui.turns import Pieces
from desktop.workspace.outcomes import Look, SurveyLine


class OutcomesPage(Page):
    """Type, Enter, type: the next person comes by itself; what was typed and not kept is not lost."""

    key = "outcomes"
    kinds = frozenset({"Outcome", "Mentee", "Match", "Consent", "Programme"})

    def build(self) -> Pieces:
        self._looking = Latest(self.board, self)
        self._wanted = ""
        self._presses, self._went_to = Presses(), ""
        self.keep = button(
            _("Keep, next person"),
            self.enter,
            "primary",
            tip=_("Keeps the answers and goes to the next person who hasn’t answered (Ctrl+Enter)."),
        )
        allow(self.keep, _nobody_chosen())
        self.act(self.keep)
        across = row(gap=12)
        self._turns = self._turn_row()
        self.fill(self._turns, across)
        self.body.setStretch(1, 1)
        yield
        self.who = WhoAnswered()
        across.addWidget(self.who)
        yield
        self.who.survey_changed.connect(self._on_survey)
        self.who.wave_changed.connect(self.refresh)
        self.who.person_changed.connect(self._on_person)
        self.answers = Answers()
        self.answers.finished.connect(self.enter)
        self.answers.edited.connect(self._on_edited)
        self.who.entered.connect(self.answers.begin)
        self._entry = self._entry_card()
        across.addWidget(self._entry, 5)
        yield
        self.answers.ask(self.who.survey)
        self._shown = QVBoxLayout()
        self._shown.setContentsMargins(0, 0, 0, 0)
        self._shown.setSpacing(12)
        self._right = scroll(box(self._shown))
        across.addWidget(self._right, 6)
        self.head(_("Outcomes"))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.enter)

    def _turn_row(self) -> QWidget:
        """Make the two halves of the page tabs, for a window with room for one."""
        self._turn = QButtonGroup(self)
        made = []
        tabs = (
            (_("Type the answers"), _("Type in what is on the sheets that came back.")),
            (_("Did it help?"), _("What changed between before and after.")),
        )
        for at, (name, what) in enumerate(tabs):
            one = button(name, self._size, "tab", tip=what)
            one.setCheckable(True)
            one.setChecked(at == 0)
            self._turn.addButton(one)
            self._turn.setId(one, at)
            made.append(one)
        self._beside_tabs = row(gap=8)
        self._tabs_row = row(row(*made, STRETCH, gap=16), self._beside_tabs, gap=12)
        self._tabs_row.setStretch(1, 1)
        return box(self._tabs_row)

    def turn_to(self, at: int) -> None:
        """Turn a narrow page to the typing (0) or to what the answers show (1)."""
        self._turn.button(at).click()

    def _entry_card(self) -> QWidget:
        self._name = Elided("", "section")
        self._keys = KeysLine((_("Enter"), _("Next")), ("↑ ↓", _("Move")), ("Esc", _("List")))
        sheet = card(self._name, hairline(), self.answers, self._keys, gap=6)
        layout = sheet.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretch(2, 1)
        return sheet

    def refresh(self) -> None:
        """Look again, off the GUI thread: with thousands of people the sums take longer than a blink."""
        survey, wave = self.who.survey, self.who.wave
        look = self.workspace.outcomes.looker(survey.code, wave)

        def on_looked(found: Look) -> None:
            if (survey, wave) == (self.who.survey, self.who.wave):  # else what is asked now comes right after
                self.board.turns.take(self, self._showing(found, survey))

        self._looking.ask(lambda run: look(run.asked), on_looked)

    def _showing(self, found: Look, survey: Survey) -> Pieces:
        before = self.who.view.current
        self.who.show_lines(found.people)
        if self._wanted and self.who.view.show_row(self._wanted):
            self.answers.begin()
        self._wanted = ""
        if self.who.view.current == before:
            self._on_person(before)
        yield
        self._describe()
        yield
        clear(self._shown)
        cards = change_cards(survey, found.changes)
        for one in cards:
            self._shown.addWidget(one, int(one is cards[-1]))  # the last ends where the columns beside it end
            yield

    def _describe(self) -> None:
        lines = self.who.lines.values()
        answered, asked = sum(one.answered for one in lines), sum(one.asked or one.answered for one in lines)
        left = asked - answered
        to_do = ngettext("{n} still to type in.", "{n} still to type in.", left)
        if not left:
            to_do = _("Nothing left to type in.")
        if not asked:
            self.head(_("Outcomes"), _nobody_asked())
            return
        said = _("{wave}: {survey}. {a} of {b} answered. {rest}").format(
            survey=pgettext("survey", self.who.survey.label),
            wave=self.who.waves.currentText(),
            a=answered,
            b=asked,
            rest=to_do,
        )
        self.head(_("Outcomes"), said)

    def open(self, target: str) -> None:
        wanted = target.split(",")[0]
        if self.who.view.show_row(wanted):
            self.answers.begin()
        else:
            self._wanted = wanted

    def focus_list(self) -> None:
        self.who.focus_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.focus_list()
        else:
            super().keyPressEvent(event)

    def _on_survey(self) -> None:
        self.answers.ask(self.who.survey)
        self._on_person(self.who.view.current)
        self.refresh()

    def _on_person(self, mentee: str) -> None:
        one = self.who.lines.get(mentee)
        for part in (self.answers, self.keep):
            allow(part, _against_typing(one))
        self._name.setText(f"{one.given} {one.family}, {one.form}".rstrip(", ") if one else _("Nobody chosen"))
        self.answers.about.setText(self._scale_words(one) if self.who.lines else _nobody_asked())
        if one is not None:
            kept = {code: str(value) for code, value in self._kept(one).items()}
            self.answers.show_typed(dict(self.board.draft(self._draft_key(mentee))) or kept)

    def _scale_words(self, one: SurveyLine | None) -> str:
        survey, first = self.who.survey, self.who.survey.item[0]
        low, high = pgettext("survey", survey.low_word), pgettext("survey", survey.high_word)
        said = _("{low} = {low_word}, {high} = {high_word}.").format(
            low=first.low, low_word=low, high=first.high, high_word=high
        )
        if not survey.validated:
            said += " " + _("Not a validated scale.")
        if one is not None and not one.asked and not one.answered:
            said += " " + _("No consent to surveys, or not meant for this age.")
        return said

    def _draft_key(self, mentee: str) -> str:
        return f"survey:{self.who.survey.code}:{self.who.wave.value}:{mentee}"

    def _on_edited(self) -> None:
        draft = self.board.draft(self._draft_key(self.who.view.current))
        draft.clear()
        draft.update(self.answers.typed)

    def enter(self) -> None:
        """Keep what was typed and go to the next person who has not answered."""
        one, answers = self.who.person, self.answers.answers
        reason = _against_typing(one)
        if one is None or reason:
            self.board.say(reason)
            return
        if answers is None:
            self.answers.show_problem()
            return
        if self._presses.again() and one.mentee == self._went_to and answers == self._kept(one):
            return  # a second press of what kept the person before, not meant for this one
        following = self.who.following(one.mentee)
        kept = self._keep(one, answers)
        if kept:
            self.board.draft(self._draft_key(one.mentee)).clear()
            self._go_to(following)

    def _kept(self, one: SurveyLine) -> dict[str, int]:
        """Return what is kept of the questions asked; of one that is asked no longer nothing is shown or removed."""
        return {code: value for code, value in (one.answers or {}).items() if code in self.answers.fields}

    def _keep(self, one: SurveyLine, answers: dict[str, int]) -> bool:
        """Keep the answers as they stand now, and say what that was; nothing typed anew is no step."""
        survey, wave, mentee = self.who.survey.code, self.who.wave, one.mentee
        outcomes = self.workspace.outcomes
        if answers == self._kept(one):
            same = _("{name}’s answers are as they were.").format(name=one.given)
            self.board.say(same if answers else _("Nothing was typed, so nothing was kept."))
            return True
        if not answers:
            gone = _("{name}’s answers removed").format(name=one.given)
            return self.board.do(lambda: outcomes.remove(mentee, survey, wave), gone)
        said = _("{name}’s answers changed") if one.answered else _("{name}’s answers kept")
        return self.board.do(lambda: outcomes.enter(mentee, survey, wave, answers), said.format(name=one.given))

    def _go_to(self, mentee: str) -> None:
        self._went_to = mentee
        if self.who.view.show_row(mentee):
            self.answers.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size()

    def _size(self) -> None:
        """Three columns; on a narrow window typing or reading."""
        px, wide = theme.current().px, self.window().width() >= WIDE
        narrow = self.window().width() < px(NARROW)
        reads = self._turn.checkedId() == 1
        self._turns.setVisible(narrow)
        self._keys.setVisible(self.window().height() >= LOW)  # the fields need a low window's room
        for column in (self.who, self._entry):
            column.setVisible(not (narrow and reads))
        self._right.setVisible(not narrow or reads)
        self.who.lend_choices(self._beside_tabs if narrow else None)
        turn_by_room(self._tabs_row, narrow=self.seen_width() < px(600))
        self.who.setFixedWidth(px(400) if wide else min(px(290), self.width() * 2 // 5))
        self._entry.setMaximumWidth(px(560) if wide else 16777215)


def _against_typing(one: SurveyLine | None) -> str:
    """Return why nothing can be typed of somebody, empty where it can: what was kept before can be put right."""
    if one is None:
        return _nobody_chosen()
    if one.asked or one.answered:
        return ""
    return _("Not asked: no valid consent to surveys, or not meant for this age. Mark the form returned first.")


def _nobody_chosen() -> str:
    return _("Nobody is chosen. Choose somebody in the list first.")


def _nobody_asked() -> str:
    return _("Nobody has said yes to surveys yet, so there is nothing to type in.")
