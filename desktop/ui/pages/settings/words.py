"""The lists of words people choose from: a school adds its own, renames, and stops offering what nobody needs."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.ui.allow import allow
from desktop.ui.build import STRETCH, box, button, card, clear, col, hairline, row, words
from desktop.ui.choices import Choice
from desktop.ui.dialogs import Dialog, ask_form
from desktop.ui.forms import Field, Form, line, needed
from desktop.ui.page import Page
from desktop.ui.paint import Light
from desktop.ui.table.cells import NOTHING, Cell, Column, Query, Source, state
from desktop.ui.table.model import TableModel
from desktop.ui.table.view import ListView
from desktop.workspace.vocabularies import OPEN, WordLine

SHOWN_STRANGERS = 4


def list_names() -> list[tuple[str, str]]:
    """Return the lists that can be changed, as (name, words)."""
    return [
        ("sectors", _("Career interests")),
        ("languages", _("Languages")),
        ("experiences", _("Experiences")),
        ("slots", _("Free times")),
        ("needs", _("Unmet needs")),
        ("modalities", _("Ways of meeting")),
    ]


def words_part(page: Page) -> QWidget:
    """Return one list of words at a time, with what can be done to it."""
    return WordsPart(page)


class WordsPart(QWidget):
    """The draft of which list was looked at lives as long as the window."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._lines: dict[str, WordLine] = {}
        self.choice = Choice(list_names(), _("List of words"))
        self.choice.choose(page.board.draft("words").get("list", "sectors"))
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self._lead = words("", "muted", wrap=True)
        source: Source[WordLine] = Source(
            lambda _query: list(self._lines), lambda ids: [self._lines[one] for one in ids], lambda one: one.label
        )
        self._model: TableModel[WordLine] = TableModel(_columns(), source)
        self.view = ListView(self._model, _("Words"), row_height=36)
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.row_changed.connect(lambda _code: self._name_acts())
        self.view.opened.connect(lambda _code: self.ask_rename())
        self.add = button(
            _("Add a word"),
            self.ask_add,
            drawing="plus",
            tip=_("It is offered in every form from then on, and read in every import."),
        )
        self.rename = button(
            _("Rename"),
            self.ask_rename,
            drawing="edit",
            tip=_("Everybody who has it keeps it, under the new name (Enter)."),
        )
        self.turn = button(
            _("Stop offering"),
            self._on_turn,
            tip=_("Everybody who has it keeps it; forms stop offering it, or offer it again."),
        )
        self._strange = QVBoxLayout()
        self._strange.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._laid_out())
        self._on_chosen()

    def _laid_out(self) -> QVBoxLayout:
        acts = row(self.add, self.rename, self.turn, STRETCH, margins=(14, 8, 14, 10))
        sheet = card(self.view, hairline(), box(acts), gap=0, inside=1)
        made = col(row(self.choice, STRETCH), self._lead, sheet, box(self._strange), gap=12)
        made.setStretch(2, 1)
        return made

    @property
    def name(self) -> str:
        """The list that is shown."""
        return self.choice.code

    def _on_chosen(self) -> None:
        self._page.board.draft("words")["list"] = self.name
        self.read()

    def read(self) -> None:
        """Read the list again, the keys staying on their word."""
        current = self.view.current
        found = self._page.board.attempt(lambda: self._page.workspace.vocabularies.words(self.name)) or []
        self._lines = {one.code: one for one in found}
        self._model.ask(Query())
        self.view.show_row(current if current in self._lines else next(iter(self._lines), ""))
        self._lead.setText(
            _("A word added here is offered in every form, read in every import and counts in matching.")
            if self.name in OPEN
            else _("Rules depend on these words, so none can be added or removed; each can be renamed.")
        )
        self.add.setVisible(self.name in OPEN)
        self.turn.setVisible(self.name in OPEN)
        self._name_acts()
        self._show_strangers()

    def _name_acts(self) -> None:
        one = self._lines.get(self.view.current)
        for press in (self.rename, self.turn):
            allow(press, None if one is not None else _("Choose a word in the list first."))
        self.turn.setText(_("Stop offering") if one is None or one.offered else _("Offer again"))
        self.turn.setAccessibleName(self.turn.text())

    def _show_strangers(self) -> None:
        clear(self._strange)
        if self.name not in OPEN:
            return
        found = self._page.workspace.vocabularies.strangers(self.name)
        if found:
            self._strange.addWidget(self._stranger_card(found))

    def _stranger_card(self, found: list[tuple[str, int]]) -> QFrame:
        lines = []
        for word, count in found[:SHOWN_STRANGERS]:
            take = button(
                _("Add it"),
                partial(self._take_in, word),
                "row",
                tip=_("Adds it to the list, so that forms offer it too."),
            )
            take.setAccessibleName(_("Add the word {word}").format(word=word))
            had = ngettext("{n} person has it", "{n} people have it", count)
            lines.append(row(words(word, "strong"), words(had, "muted"), STRETCH, take, gap=12))
        left = len(found) - SHOWN_STRANGERS
        more = [words(ngettext("and {n} more", "and {n} more", left), "small")] if left > 0 else []
        return card(words(_("Words people have that the list lacks"), "section"), *lines, *more, gap=8)

    def ask_add(self) -> Dialog:
        """Ask for a new word and other ways your lists spell it."""
        name = self.name
        form = Form(
            [
                Field("word", _("Word"), line(), needed(_("Write it as people should read it."))),
                Field(
                    "aliases",
                    _("Other spellings in your lists"),
                    line(),
                    hint=_("With commas between, or leave empty."),
                ),
            ],
            self._page.board.draft(f"word:{name}"),
        )
        return ask_form(self, _("Which word is new?"), form, _("Add it"), partial(self._added, form, name))

    def _added(self, form: Form, name: str, values: dict[str, str]) -> bool:
        aliases = [one for one in values["aliases"].split(",") if one.strip()]
        return self._told(form, lambda: self._page.workspace.vocabularies.add(name, values["word"], aliases=aliases))

    def ask_rename(self) -> Dialog | None:
        """Ask for another name of the word the keys are on."""
        one = self._lines.get(self.view.current)
        if one is None:
            return None
        form = Form([Field("word", _("Word"), line(one.label), needed(_("Write it as people should read it.")))])
        verb, name = self._page.workspace.vocabularies.rename, self.name

        def keep(values: dict[str, str]) -> bool:
            return self._told(form, lambda: verb(name, one.code, values["word"]))

        return ask_form(self, _("What should “{word}” be called?").format(word=one.label), form, _("Rename"), keep)

    def _told(self, form: Form, act: Callable[[], object]) -> bool:
        """Do it, or say at the field why not."""
        return self._do(act, refused=lambda trouble: form.fields["word"].show_problem(str(trouble)))

    def _on_turn(self) -> None:
        one, verbs = self._lines.get(self.view.current), self._page.workspace.vocabularies
        if one is not None:
            self._do(lambda: verbs.retire(self.name, one.code) if one.offered else verbs.add(self.name, one.label))

    def _take_in(self, word: str) -> None:
        self._do(lambda: self._page.workspace.vocabularies.add(self.name, word))

    def _do(self, act: Callable[[], object], *, refused: Callable[[Trouble], object] | None = None) -> bool:
        done = self._page.board.do(act, _("The list of words was changed"), refused=refused)
        if done:
            self._page.board.changed.emit(frozenset())  # any page may show the word
            if isValid(self):  # the page may have been read again while the question stood
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return done


def _columns() -> list[Column[WordLine]]:
    return [
        Column("label", _("Word"), lambda one: Cell(one.label, strong=True, muted=not one.offered), "x" * 26, keep=10),
        Column("people", _("People who have it"), lambda one: Cell(str(one.people or NOTHING), muted=True), "1000"),
        Column("state", _("State"), _standing, _("light:Not offered"), keep=9),
    ]


def _standing(one: WordLine) -> Cell:
    if not one.offered:
        return state(Light.NONE, _("Not offered"))
    return state(Light.GOOD, _("Your own") if one.own else _("Offered"))
