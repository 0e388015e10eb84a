"""Headings about parents and carers, taken apart into a role, a number and what the cell holds."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from desktop.i18n import _, pgettext
from desktop.paths import resource

_FIELD = re.compile(
    r"(contact\d|mother|father|emergency)_(name|forename|surname|relationship|email|phone|language|responsibility)"
)
_NUMBERS = {"first": "1", "primary": "1", "main": "1", "one": "1", "second": "2", "secondary": "2", "two": "2"}


@dataclass(frozen=True, slots=True)
class _Words:
    noise: frozenset[str]
    roles: dict[str, str]
    relationships: dict[str, str]
    parts: dict[str, str]


@cache
def _words() -> _Words:
    data = tomllib.loads(resource("aliases/contacts.toml").read_text("utf-8"))
    return _Words(
        noise=frozenset(data["noise"]),
        roles={word: role["name"] for role in data["role"] for word in role["words"]},
        relationships={role["name"]: role["says"] for role in data["role"] if "says" in role},
        parts={word: part["name"] for part in data["part"] for word in part["words"]},
    )


def contact_field(words: tuple[str, ...]) -> str | None:
    """Return the field of a contact's heading, such as `contact1_email` or `mother_phone`; None for any other."""
    known = _words()
    words = tuple(piece for word in words for piece in re.findall(r"\d+|[^\d]+", word))
    roles = [known.roles[word] for word in words if word in known.roles]
    if not roles:
        alone = [word for word in words if word not in known.noise]
        return "contact1_relationship" if alone == ["relationship"] else None
    role = min(roles, key=("mother", "father", "emergency", "contact").index)
    left = [word for word in words if word not in known.roles and word not in known.noise]
    number = next((word for word in left if word.isdigit()), "")
    ordinal = _NUMBERS.get(words[0], "")
    rest = [word for word in left[1 if ordinal else 0 :] if not word.isdigit()]
    part = "responsibility" if {"parental", "responsibility"} <= set(words) else known.parts.get("".join(rest))
    if part is None or (part == "name" and not rest and role == "emergency"):
        return None
    slot = f"contact{(number or ordinal or '1')[-1]}" if role == "contact" else role
    return f"{slot}_{part}"


def contact_label(field: str) -> str:
    """Return the words for one of a contact's fields, such as 'Contact 1: email'; empty for any other field."""
    found = _FIELD.fullmatch(field)
    if found is None:
        return ""
    roles = {
        "mother": pgettext("heading", "Mother"),
        "father": pgettext("heading", "Father"),
        "emergency": pgettext("heading", "Emergency contact"),
    }
    parts = {
        "name": pgettext("contact", "name"), "forename": pgettext("contact", "forename"),
        "surname": pgettext("contact", "surname"), "relationship": pgettext("contact", "relationship"),
        "email": pgettext("contact", "e-mail"), "phone": pgettext("contact", "phone"),
        "language": pgettext("contact", "language"),
        "responsibility": pgettext("contact", "parental responsibility"),
    }  # fmt: skip
    role, part = found.groups()
    who = roles.get(role) or _("Contact {n}").format(n=role[-1])
    return f"{who}: {parts[part]}"


@cache
def is_contact_field(field: str) -> bool:
    """Whether a field is one of a contact's."""
    return _FIELD.fullmatch(field) is not None


def contact_fields() -> list[str]:
    """Return the fields of contacts that a column can be told to fill, those of the first contact first."""
    slots, parts = ("contact1", "contact2", "mother", "father", "emergency"), (
        "name", "relationship", "phone", "email", "language", "responsibility"
    )  # fmt: skip
    implied = {slot for slot in slots if implied_relationship(slot)}
    return [f"{slot}_{part}" for slot in slots for part in parts if not (part == "relationship" and slot in implied)]


def implied_relationship(slot: str) -> str:
    """Return the relationship that a contact's role says, such as Mother."""
    return _words().relationships.get(slot, "")
