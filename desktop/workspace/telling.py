"""Every fact of a person in words, in the order in which people read it: for the panel, the history and imports.

A fact that a form can fill has its line here, so that nothing is kept which nobody sees; it reads and never writes.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from desktop.i18n import _, ngettext, said_day
from desktop.models.people import Contact, Gate, GateKind, Mentee, Mentor, Sex
from desktop.models.vocabulary import vocabulary
from desktop.rules.readiness import state_words
from desktop.workspace.choices import NEEDS, gate_names, meets, sen_names

LONGEST = 80  # characters of one side of a difference
Person = Mentee | Mentor


class Fact(NamedTuple):
    """One thing about a person; `head` stands at the top of the panel already, beside the name."""

    name: str
    words: Callable[[Any], str]
    head: bool = False


class Group(NamedTuple):
    """Facts that belong together."""

    title: str
    facts: tuple[Fact, ...]


class Difference(NamedTuple):
    """One fact before and after, in words; empty where nothing was or is known."""

    name: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """What became of the fact, in a line."""
        before, after = _short(self.before), _short(self.after)
        if not before:
            return f"{self.name}: {after}"
        return _("{what}: {before} → {after}").format(what=self.name, before=before, after=after or _("nothing"))


def told(person: Person, today: date | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what is known of a person, group by group, without what stands in the head and what is not known."""
    found = [
        (group.title, [(fact.name, said) for fact in group.facts if not fact.head and (said := fact.words(person))])
        for group in groups(type(person), today)
    ]
    return [(title, facts) for title, facts in found if facts]


def differences(before: Person, after: Person, today: date | None) -> list[Difference]:
    """Return what a change did to a person, fact by fact."""
    facts = [fact for group in groups(type(after), today) for fact in group.facts]
    both = [(fact.name, fact.words(before), fact.words(after)) for fact in facts]
    return [Difference(name, old, new) for name, old, new in both if old != new]


def groups(kind: type[Any], today: date | None) -> tuple[Group, ...]:
    """Return all facts of young people or of mentors; a day bears its year unless it is today's."""
    return _of_mentees(today) if kind is Mentee else _of_mentors(today)


def contact_words(one: Contact) -> str:
    """Return a contact in a line: who, how to reach them, and what they may decide."""
    responsible = {True: _("has parental responsibility"), False: _("has no parental responsibility"), None: ""}
    tongue = vocabulary("languages").label(one.language) if one.language else ""
    parts = (
        one.name,
        one.relationship,
        one.phone,
        one.email,
        _("speaks {language}").format(language=tongue) if tongue else "",
        responsible[one.parental_responsibility],
        _("to call in an emergency") if one.emergency else "",
    )
    return ", ".join(part for part in parts if part)


def _of_mentees(today: date | None) -> tuple[Group, ...]:
    return (
        Group(_("Hopes and times"), (
            Fact(_("Interests"), _codes("sectors", "sectors")),
            Fact(_("Free"), _times),
            Fact(_("Meets"), lambda one: meets()[one.modality]),
            Fact(_("Speaks"), _codes("languages", "languages")),
            Fact(_("Mentor speaks"), _code("needs_language", "languages")),
            Fact(_("Mentor is"), lambda one: _("of the same gender") if one.same_gender else ""),
            Fact(_("Waiting since"), _day("waiting_since", today)),
        )),
        Group(_("Emergency and access"), (Fact(_("Emergency"), _text("emergency_and_access")),)),
        Group(_("Family"), (
            Fact(_("Contacts"), lambda one: ";\n".join(contact_words(contact) for contact in one.contacts)),
            Fact(_("Papers in"), _papers_language),
            Fact(_("Siblings"), _text("siblings")),
        )),
        Group(_("School"), (
            Fact(_("Forename"), _text("legal_forename"), head=True),
            Fact(_("Known as"), _text("preferred_forename"), head=True),
            Fact(_("Surname"), _text("legal_surname"), head=True),
            Fact(_("Legal name"), _legal_name),
            Fact(_("Year"), lambda one: str(one.year or ""), head=True),
            Fact(_("Form"), _text("form"), head=True),
            Fact(_("Born"), _day("date_of_birth", today)),
            Fact(_("Sex"), lambda one: {Sex.FEMALE: _("Female"), Sex.MALE: _("Male"), None: ""}[one.sex]),
            Fact(_("UPN"), _text("upn")),
        )),
        Group(_("Unmet need"), (
            Fact(_("SEN"), lambda one: sen_names()[one.needs.sen] if one.needs.sen else ""),
            Fact(_("Unmet need"), lambda one: _needs(one, known=True)),
            Fact(_("Does not apply"), lambda one: _needs(one, known=False)),
        )),
        Group(_("Background"), _background()),
        Group(_("Programme"), _programme()),
    )  # fmt: skip


def _of_mentors(today: date | None) -> tuple[Group, ...]:
    return (
        Group(_("Offers and times"), (
            Fact(_("Works in"), _codes("sectors", "sectors")),
            Fact(_("Free"), _times),
            Fact(_("Wants"), lambda one: meets()[one.modality]),
            Fact(_("Speaks"), _codes("languages", "languages")),
            Fact(_("Young people"), lambda one: ngettext("at most {n}", "at most {n}", one.capacity)),
            Fact(_("Travels"), lambda one: "" if one.travel_km is None else _("{n} km").format(n=one.travel_km)),
        )),
        Group(_("Contact"), (
            Fact(_("Name"), _text("name"), head=True),
            Fact(_("Phone"), _text("phone")),
            Fact(_("E-mail"), _text("email")),
            Fact(_("Badge"), _text("badge_name")),
            Fact(_("Employer"), _text("employer"), head=True),
            Fact(_("Gender"), _code("gender", "genders")),
        )),
        Group(_("Steps"), tuple(Fact(name, _gate(kind, today)) for kind, name in gate_names().items())),
        Group(_("Check"), (
            Fact(_("Scheme"), lambda one: one.dbs.scheme),
            Fact(_("Certificate"), lambda one: one.dbs.certificate_number),
            Fact(_("Level"), lambda one: ", ".join(part for part in (one.dbs.level, one.dbs.workforce) if part)),
            Fact(_("Level is for"), lambda one: one.dbs.justification),
            Fact(_("Issued on"), lambda one: said_day(one.dbs.issued_on, today)),
            Fact(_("Check seen"), lambda one: _both(said_day(one.dbs.seen_on, today), one.dbs.seen_by)),
            Fact(_("Update Service"), lambda one: _yes_no(one.dbs.update_service)),
            Fact(_("Status seen"), lambda one: said_day(one.dbs.status_checked_on, today)),
            Fact(_("Due again"), lambda one: said_day(one.dbs.next_due, today)),
        )),
        Group(_("Training"), (
            Fact(_("How far trained"), _text("training_status")),
            Fact(_("Hours trained"), lambda one: "" if one.training_hours is None else f"{one.training_hours:g}"),
        )),
        Group(_("Background"), _background()),
        Group(_("Programme"), (*_programme(), Fact(_("Reason"), _text("state_reason")))),
    )  # fmt: skip


def _background() -> tuple[Fact, ...]:
    return (
        Fact(_("Ethnic background"), lambda one: _label("ethnic_backgrounds", one.background.ethnic)),
        Fact(_("Social background"), lambda one: _label("social_backgrounds", one.background.social)),
        Fact(_("Been through"), _codes("experiences", "experiences")),
        Fact(_("Lives near"), _text("postcode_area")),
    )


def _programme() -> tuple[Fact, ...]:
    return (
        Fact(_("Pioneer"), lambda one: _("brings others in") if one.pioneer else ""),
        Fact(_("State"), lambda one: state_words(one.state), head=True),
        Fact(_("Note"), _text("note")),
    )


def _text(field: str) -> Callable[[Any], str]:
    return lambda one: getattr(one, field) or ""


def _day(field: str, today: date | None) -> Callable[[Any], str]:
    return lambda one: said_day(getattr(one, field), today)


def _code(field: str, words: str) -> Callable[[Any], str]:
    return lambda one: _label(words, getattr(one, field))


def _papers_language(one: Mentee) -> str:
    """Say the language of the family's papers, and where it comes from while nobody chose one."""
    said = _label("languages", one.papers_language)
    spoken = not one.form_language and any(contact.language for contact in one.contacts)
    return _("{language}, as the contact speaks").format(language=said) if spoken else said


def _codes(field: str, words: str) -> Callable[[Any], str]:
    return lambda one: ", ".join(vocabulary(words).label(code) for code in getattr(one, field))


def _times(one: Mentee | Mentor) -> str:
    slots = vocabulary("slots")
    return ", ".join(map(slots.label, slots.in_order(one.availability)))


def _label(words: str, code: str | None) -> str:
    return vocabulary(words).label(code) if code else ""


def _yes_no(known: bool | None) -> str:
    return "" if known is None else _("Yes") if known else _("No")


def _both(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _legal_name(mentee: Mentee) -> str:
    """Return the name on the forms where the young person goes by another."""
    return f"{mentee.legal_forename} {mentee.legal_surname}".strip() if mentee.preferred_forename else ""


def _needs(mentee: Mentee, *, known: bool) -> str:
    words = vocabulary("needs")
    return ", ".join(words.label(name) for name in NEEDS if getattr(mentee.needs, name) is known)


def _gate(kind: GateKind, today: date | None) -> Callable[[Any], str]:
    def words(mentor: Mentor) -> str:
        gate: Gate | None = mentor.gate(kind)
        return _both(said_day(gate.passed_on, today), gate.seen_by, gate.detail) if gate else ""

    return words


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def what_changed(changes: Iterable[Any], today: date | None) -> tuple[str, ...]:
    """Return what a step did to people, a line a fact; a change is a record before and after."""
    found: list[str] = []
    for change in changes:
        before, after = change.before, change.after
        if isinstance(before, Mentee | Mentor) and isinstance(after, Mentee | Mentor):
            found += [one.sentence for one in differences(before, after, today)]
    return tuple(found)
