"""The contacts of a young person as a form holds them: a card each, and the way to their text and back."""

from collections.abc import Mapping, Sequence

from desktop.i18n import _
from desktop.models.people import Contact
from desktop.ui.cards import Cards, Kind, joined, parted
from desktop.ui.choices import Choice, Tick
from desktop.ui.forms import Field, line
from desktop.workspace.choices import offered
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
    return joined([
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
        for one in parted(text)
    )


class ContactsEntry(Cards):
    """All contacts."""

    def __init__(self) -> None:
        super().__init__(
            Kind(
                title=lambda n: _("Contact {n}").format(n=n),
                add=_("Add a contact"),
                remove=_("Remove"),
                removing=lambda n: _("Remove contact {n}").format(n=n),
                fields=_fields,
                lacks=_out_of_reach,
                lacking=_("Write a name, a number or an address."),
                wrong=_("Something here needs to be put right."),
            )
        )


def _out_of_reach(said: Mapping[str, str]) -> str:
    """Return the field to fill where somebody has neither a name nor a way to be reached."""
    return "" if said["name"] or said["phone"] or said["email"] else "name"


def _fields() -> list[Field]:
    tongues = [("", _("As the family’s papers")), *offered("languages")]
    return [
        Field("name", _("Name"), line()),
        Field("relationship", _("Relationship"), line(hint=_("Mother, foster carer, …"))),
        Field("phone", _("Phone"), line(), phone_problem),
        Field("email", _("E-mail"), line(), email_problem),
        Field("language", _("Speaks with us in"), Choice(tongues)),
        Field("responsibility", _("Parental responsibility"), Choice(yes_no_unknown())),
        Field("emergency", "", Tick(_("To call in an emergency"))),
    ]
