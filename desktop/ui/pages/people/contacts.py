"""The contacts of a young person as a form holds them: a card each, any number, checked as one types."""

import json
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.i18n import _
from desktop.models.people import Contact
from desktop.ui.build import STRETCH, button, col, row, words
from desktop.ui.choices import Choice, Tick
from desktop.ui.forms import Compound, Field, columns, line
from desktop.workspace.traits import offered
from desktop.workspace.typed import email, email_problem, phone_problem

YES, NO = "yes", "no"


def yes_no_unknown() -> list[tuple[str, str]]:
    """Return the answers to what may not be known, which is not no."""
    return [("", _("Not known")), (YES, _("Yes")), (NO, _("No"))]


def as_yes_no(known: bool | None) -> str:
    """Return what may not be known as a choice's code."""
    return "" if known is None else YES if known else NO


def from_yes_no(code: str) -> bool | None:
    """Return what a choice's code says."""
    return {YES: True, NO: False}.get(code)


def contacts_text(contacts: Sequence[Contact]) -> str:
    """Return contacts as the text of their field."""
    return _joined([
        {
            "name": one.name, "relationship": one.relationship, "phone": one.phone, "email": one.email,
            "language": one.language, "responsibility": as_yes_no(one.parental_responsibility),
            "emergency": YES if one.emergency else "",
        }
        for one in contacts
    ])  # fmt: skip


def contacts_from(text: str) -> tuple[Contact, ...]:
    """Return the contacts of such a text."""
    return tuple(
        Contact(
            name=one.get("name", ""),
            relationship=one.get("relationship", ""),
            phone=one.get("phone", ""),
            email=email(one.get("email", "")),
            language=one.get("language", ""),
            parental_responsibility=from_yes_no(one.get("responsibility", "")),
            emergency=one.get("emergency") == YES,
        )
        for one in _parted(text)
    )


def _joined(contacts: Sequence[Mapping[str, str]]) -> str:
    said = [one for one in contacts if any(one.values())]
    return json.dumps(said, ensure_ascii=False) if said else ""


def _parted(text: str) -> list[dict[str, str]]:
    return [dict(one) for one in json.loads(text)] if text else []


class ContactCard(QFrame):
    """One contact's fields."""

    def __init__(self, number: int, said: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("card", "sunken")
        self.fields = {field.key: field for field in _fields()}
        for key, text in said.items():
            if key in self.fields:
                self.fields[key].put(text)
        self._title = words("", "strong")
        self.remove = button(_("Remove"), kind="row")
        grid = columns(list(self.fields.values()), 2)
        self.setLayout(col(row(self._title, STRETCH, self.remove), grid, gap=8, margins=(14, 10, 14, 12)))
        self.number(number)

    def number(self, number: int) -> None:
        """Say the how manieth contact it is, to ears too: each has the same fields."""
        title = _("Contact {n}").format(n=number)
        self._title.setText(title)
        for field in self.fields.values():
            field.name(f"{title}: {field.label}")
        self.remove.setAccessibleName(_("Remove contact {n}").format(n=number))

    @property
    def said(self) -> dict[str, str]:
        """What stands in the fields."""
        return {key: field.text for key, field in self.fields.items()}

    @property
    def wrong(self) -> list[Field]:
        """The fields something is wrong in; a contact about whom something is said needs a name or a way to reach."""
        said = self.said
        nobody = any(said.values()) and not (said["name"] or said["phone"] or said["email"])
        return [one for one in self.fields.values() if one.problem or (nobody and one.key == "name")]


def _fields() -> list[Field]:
    tongues = [("", _("As the family’s papers")), *offered("languages")]
    return [
        Field("name", _("Name"), line()),
        Field("relationship", _("Relationship"), line(hint=_("Mother, foster carer, …"))),
        Field("phone", _("Telephone"), line(), phone_problem),
        Field("email", _("E-mail"), line(), email_problem),
        Field("language", _("Speaks with us in"), Choice(tongues)),
        Field("responsibility", _("Parental responsibility"), Choice(yes_no_unknown())),
        Field("emergency", "", Tick(_("To call in an emergency"))),
    ]


class ContactsEntry(Compound):
    """All contacts, and the button that adds one."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[ContactCard] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        self.add = button(_("Add a contact"), self._on_add, drawing="plus")
        self.setLayout(col(self._cards, row(self.add, STRETCH), gap=10))

    @property
    def text(self) -> str:
        return _joined([one.said for one in self.cards])

    def put(self, text: str) -> None:
        if text == self.text and self.cards:
            return
        while self.cards:
            self._drop(self.cards[-1])
        for said in _parted(text):
            self._card(said)

    @property
    def problem(self) -> str:
        return _("Something here needs to be put right.") if any(one.wrong for one in self.cards) else ""

    def show_problems(self) -> None:
        for one in self.cards:
            wrong = one.wrong
            for field in one.fields.values():
                field.show_problem()
            if wrong and not wrong[0].problem:
                wrong[0].show_problem(_("Write a name, a number or an address."))

    def take_keys(self) -> None:
        wrong = next((field for one in self.cards for field in one.wrong), None)
        first = wrong or (self.cards[0].fields["name"] if self.cards else None)
        if first is not None:
            first.take_keys()
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, said: Mapping[str, str]) -> ContactCard:
        made = ContactCard(len(self.cards) + 1, said)
        for field in made.fields.values():
            field.changed.connect(self.edited)
        made.remove.clicked.connect(partial(self._on_remove, made))
        self.cards.append(made)
        self._cards.addWidget(made)
        made.show()
        return made

    def _drop(self, gone: ContactCard) -> None:
        self.cards.remove(gone)
        self._cards.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _on_add(self) -> None:
        self._card({}).fields["name"].take_keys()
        self.edited.emit()

    def _on_remove(self, gone: ContactCard) -> None:
        self._drop(gone)
        for at, one in enumerate(self.cards, start=1):
            one.number(at)
        self.take_keys()
        self.edited.emit()
