"""An entry of any number of cards with the same fields, such as contacts: added, removed, checked as one types."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.ui.build import STRETCH, button, col, row, words
from desktop.ui.forms import Compound, Field, columns

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Kind:
    """What each card is: its title by number, the words of its buttons, its fields, so many beside each other.

    `lacks` names the field that something said must not go without, empty where nothing is lacking; `lacking` says it.
    """

    title: Callable[[int], str]
    add: str
    remove: str
    removing: Callable[[int], str]
    fields: Callable[[], list[Field]]
    lacks: Callable[[Texts], str] = lambda _said: ""
    lacking: str = ""
    wrong: str = ""
    across: int = 2


def joined(cards: Sequence[Texts]) -> str:
    """Return what stands on cards as one text; a card on which nothing stands is none."""
    said = [dict(one) for one in cards if any(one.values())]
    return json.dumps(said, ensure_ascii=False) if said else ""


def parted(text: str) -> list[dict[str, str]]:
    """Return what stands on the cards of such a text."""
    return [dict(one) for one in json.loads(text)] if text else []


class Card(QFrame):
    """The fields of one."""

    def __init__(self, kind: Kind, said: Texts) -> None:
        super().__init__()
        self.setProperty("card", "sunken")
        self._kind = kind
        self.fields = {field.key: field for field in kind.fields()}
        for key, text in said.items():
            if key in self.fields:
                self.fields[key].put(text)
        self._title = words("", "strong")
        self.remove = button(kind.remove, kind="row")
        grid = columns(list(self.fields.values()), kind.across)
        self.setLayout(col(row(self._title, STRETCH, self.remove), grid, gap=8, margins=(14, 10, 14, 12)))

    def number(self, number: int) -> None:
        """Say the how manieth it is, to ears too: each has the same fields."""
        title = self._kind.title(number)
        self._title.setText(title)
        for field in self.fields.values():
            field.name(f"{title}: {field.label}")
        self.remove.setAccessibleName(self._kind.removing(number))

    @property
    def said(self) -> dict[str, str]:
        """What stands in the fields."""
        return {key: field.text for key, field in self.fields.items()}

    @property
    def lacking(self) -> str:
        """The field that lacks, empty for none or where nothing is said at all."""
        said = self.said
        return self._kind.lacks(said) if any(said.values()) else ""

    @property
    def wrong(self) -> list[Field]:
        """The fields something is wrong in."""
        lacking = self.lacking
        return [one for one in self.fields.values() if one.problem or one.key == lacking]

    def show_problems(self) -> None:
        """Say at each field what is wrong with it."""
        lacking = self.lacking
        for one in self.fields.values():
            one.show_problem(self._kind.lacking if one.key == lacking and not one.problem else None)


class Cards(Compound):
    """All of them, and the button that adds one."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._kind = kind
        self.cards: list[Card] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        self.add = button(kind.add, self._on_add, drawing="plus")
        self.setLayout(col(self._cards, row(self.add, STRETCH), gap=10))

    @property
    def text(self) -> str:
        return joined([one.said for one in self.cards])

    def put(self, text: str) -> None:
        if text == self.text and self.cards:
            return
        while self.cards:
            self._drop(self.cards[-1])
        for said in parted(text):
            self._card(said)

    @property
    def problem(self) -> str:
        return self._kind.wrong if any(one.wrong for one in self.cards) else ""

    def show_problems(self) -> None:
        for one in self.cards:
            one.show_problems()

    def take_keys(self) -> None:
        wrong = next((field for one in self.cards for field in one.wrong), None)
        first = wrong or next((field for one in self.cards for field in one.fields.values()), None)
        if first is not None:
            first.take_keys()
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, said: Texts) -> Card:
        made = Card(self._kind, said)
        made.number(len(self.cards) + 1)
        for field in made.fields.values():
            field.changed.connect(self.edited)
        made.remove.clicked.connect(partial(self._on_remove, made))
        self.cards.append(made)
        self._cards.addWidget(made)
        made.show()
        return made

    def _drop(self, gone: Card) -> None:
        self.cards.remove(gone)
        self._cards.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _on_add(self) -> None:
        next(iter(self._card({}).fields.values())).take_keys()
        self.edited.emit()

    def _on_remove(self, gone: Card) -> None:
        self._drop(gone)
        for at, one in enumerate(self.cards, start=1):
            one.number(at)
        self.take_keys()
        self.edited.emit()
