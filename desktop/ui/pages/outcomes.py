"""Outcomes: answers typed in quickly, and the change they show where enough young people answered twice."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.models.outcomes import Wave
from desktop.models.record import MenteeId
from desktop.models.surveys import Item, Survey, surveys
from desktop.ui import theme
from desktop.ui.build import box, button, card, clear, col, row, scroll, words
from desktop.ui.charts.card import chart_card
from desktop.ui.charts.draw import SpanChart
from desktop.ui.charts.spec import TOO_FEW, Span, Spans
from desktop.ui.choices import Choice
from desktop.ui.entries import line
from desktop.ui.notices import empty_state
from desktop.ui.page import Page
from desktop.ui.switchboard import Switchboard
from desktop.workspace.lists import Asked, MenteeLine


def waves() -> list[tuple[str, str]]:
    """Return when a survey can be taken."""
    return [(Wave.BEFORE.value, _("Before")), (Wave.MIDWAY.value, _("Midway")), (Wave.AFTER.value, _("After"))]


def group_words(group: str) -> str:
    """Return a group of young people in words."""
    named = {
        "all": _("Everybody"),
        "face_to_face": _("Face to face"),
        "hybrid": _("Face to face and online"),
        "virtual": _("Online"),
    }
    return named.get(group, group)


class OutcomesPage(Page):
    """Entering at the left, what it shows at the right."""

    key = "outcomes"
    kinds = frozenset({"Outcome", "Mentee", "Match", "Consent"})

    def __init__(self, board: Switchboard) -> None:
        super().__init__(board)
        self._lines: dict[str, MenteeLine] = {}
        self._entries: dict[str, QLineEdit] = {}
        self.keep = button(_("Keep, next person"), self.enter, "primary", tip="Ctrl+Enter")
        self.act(self.keep)
        self._survey = Choice([(one.code, one.label) for one in surveys().values()], _("Survey"))
        self._wave = Choice(waves(), _("When"))
        self._who = Choice([], _("Young person"))
        self._survey.currentIndexChanged.connect(self._on_survey)
        self._wave.currentIndexChanged.connect(self._on_survey)
        self._who.currentIndexChanged.connect(self._fill_answers)
        self._items = QVBoxLayout()
        self._items.setContentsMargins(0, 0, 8, 0)
        self._items.setSpacing(8)
        self._about = words("", "small", wrap=True)
        top = row(col(words(_("Survey")), self._survey, gap=4), col(words(_("When")), self._wave, gap=4), gap=12)
        top.setStretch(0, 1)
        sheet = card(
            words(_("Type the answers"), "section"), top, words(_("Young person")), self._who, self._about,
            scroll(box(self._items)), gap=8,
        )  # fmt: skip
        sheet.setMinimumWidth(theme.current().px(430))
        layout = sheet.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretch(5, 1)
        self._shown = QVBoxLayout()
        self._shown.setContentsMargins(0, 0, 8, 0)
        self._shown.setSpacing(12)
        right = scroll(box(self._shown))
        across = row(sheet, right, gap=16)
        across.setStretch(0, 2)
        across.setStretch(1, 3)
        self.fill(across)
        self.body.setStretch(0, 1)

    @property
    def survey(self) -> Survey:
        """The survey chosen."""
        return surveys()[self._survey.code]

    def refresh(self) -> None:
        lists = self.workspace.lists
        self._lines = {one.id: one for one in lists.mentee_lines(lists.mentee_ids(Asked()))}
        chosen = self._who.code
        self._who.offer(
            [(one.id, f"{one.given} {one.family}, {one.form}".rstrip(", ")) for one in self._lines.values()], chosen
        )
        self._on_survey()
        done = len({one.mentee for one in self.workspace.outcomes.all()})
        self.head(_("Outcomes"), ngettext("{n} young person has answered.", "{n} young people have answered.", done))

    def open(self, target: str) -> None:
        self._who.choose(target)

    def focus_list(self) -> None:
        self._who.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_survey(self) -> None:
        survey = self.survey
        clear(self._items)
        self._entries = {}
        ends = _("{low} = {low_word}, {high} = {high_word}.")
        first = survey.item[0]
        note = "" if survey.validated else " " + _("Not a validated scale.")
        said = ends.format(low=first.low, low_word=survey.low_word, high=first.high, high_word=survey.high_word)
        self._about.setText(said + note)
        for item in survey.item:
            self._items.addWidget(self._item(item))
        self._items.addStretch(1)
        self._fill_answers()
        self._fill_changes()

    def _item(self, item: Item) -> QWidget:
        entry = line(hint=f"{item.low}–{item.high}")
        entry.setFixedWidth(theme.current().px(64))
        entry.setAccessibleName(item.text)
        entry.returnPressed.connect(partial(self._on_enter, item.code))
        self._entries[item.code] = entry
        made = row(words(item.text, wrap=True), entry, gap=12)
        made.setStretch(0, 1)
        return box(made)

    def _on_enter(self, code: str) -> None:
        """Go to the next field; after the last one keep and go to the next person."""
        codes = list(self._entries)
        at = codes.index(code)
        if at + 1 < len(codes):
            following = self._entries[codes[at + 1]]
            following.setFocus(Qt.FocusReason.TabFocusReason)
            following.selectAll()
        else:
            self.enter()

    def _fill_answers(self) -> None:
        known = next(
            (
                one.answers
                for one in self.workspace.outcomes.all()
                if (one.mentee, one.survey, one.wave.value) == (self._who.code, self.survey.code, self._wave.code)
            ),
            {},
        )
        for code, entry in self._entries.items():
            entry.setText(str(known[code]) if code in known else "")

    def enter(self) -> None:
        """Keep what was typed; an empty field is an answer not given."""
        who = self._who.code
        if not who:
            return
        typed = {code: entry.text().strip() for code, entry in self._entries.items() if entry.text().strip()}
        answers = {code: int(text) if text.lstrip("-").isdigit() else -1 for code, text in typed.items()}
        name = self._lines[who].given
        wave = Wave(self._wave.code)
        done = self.board.do(
            lambda: self.workspace.outcomes.enter(MenteeId(who), self.survey.code, wave, answers),
            _("{name}’s answers kept").format(name=name),
        )
        if done:
            self._who.setCurrentIndex(min(self._who.currentIndex() + 1, self._who.count() - 1))
            next(iter(self._entries.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def _fill_changes(self) -> None:
        clear(self._shown)
        changes = self.workspace.outcomes.changes(self.survey.code)
        groups = list(dict.fromkeys(one.group for one in changes))
        if not changes:
            self._shown.addWidget(
                empty_state(_("No change to show yet"), _("It appears once somebody answered twice."))
            )
        for group in groups:
            self._shown.addWidget(self._chart(group, [one for one in changes if one.group == group]))
        self._shown.addStretch(1)

    def _chart(self, group: str, changes: Sequence[Any]) -> QFrame:
        items = {item.code: item for item in self.survey.item}
        spans = tuple(
            Span(_short(items[one.item]), one.n, one.change, one.low, one.high, _change_words(one)) for one in changes
        )
        far = max([abs(value) for one in spans for value in (one.low, one.high) if value is not None], default=1.0)
        said = [f"{span.label}: {span.words}" for span in spans]
        spec = Spans(group_words(group), ". ".join(said), spans, reach=max(1.0, round(far + 0.5)))
        lead = _("Mean change from before to after, with its 95% interval")
        return chart_card(group_words(group), SpanChart(spec), spec, lead=lead)


def _short(item: Item) -> str:
    return item.text if len(item.text) <= 34 else f"{item.text[:32]}…"


def _change_words(one: Any) -> str:
    if one.change is None:
        return _("{words}, n = {n}").format(words=_(TOO_FEW), n=one.n)
    return _("{change} ({low} to {high}), n = {n}").format(
        change=f"{one.change:+.1f}", low=f"{one.low:+.1f}", high=f"{one.high:+.1f}", n=one.n
    )
