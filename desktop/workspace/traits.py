"""What can be changed for many people at once, and how each change is made and read; it writes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from desktop.errors import Trouble
from desktop.i18n import _, day_words
from desktop.models.people import Gate, GateKind, Mentee, Mentor, Modality, PersonState, Sen
from desktop.models.record import Record
from desktop.models.vocabulary import vocabulary
from desktop.rules.readiness import state_words
from desktop.workspace.typed import postcode_area, postcode_problem

Person = Mentee | Mentor
How = Literal["set", "add", "take", "raise"]
Entry = Literal["choice", "codes", "number", "day", "words"]
NEEDS = (
    "pupil_premium", "free_school_meals", "eal", "looked_after", "young_carer", "neet_risk", "low_attendance",
    "first_in_family",
)  # fmt: skip
SCHEMES = ("DBS", "PVG", "AccessNI")  # England and Wales, Scotland, Northern Ireland
PAPER_LANGUAGES = ("en", "cy", "ur", "bn", "pl", "ar", "so", "ro", "pa")


class Trait(Record):
    """One thing about people: how it is entered, in which ways it changes, and what there is to choose from."""

    code: str
    name: str
    entry: Entry
    ways: tuple[How, ...] = ("set",)
    options: tuple[tuple[str, str], ...] = ()
    low: int = 0
    high: int = 0
    clearable: bool = False


class Change(Record):
    """One trait changed for many: codes, one code, a number, an ISO day or words; nothing empties the trait."""

    trait: str
    how: How = "set"
    value: tuple[str, ...] = ()

    @property
    def one(self) -> str:
        """The single value, empty where there is none."""
        return self.value[0] if self.value else ""


@dataclass(frozen=True)
class Hand:
    """A trait with the hands that change and read it; `by` is the initials of who sits at the desk."""

    trait: Trait
    changed: Callable[[Any, Change, str], Any]
    words: Callable[[Any], str]


def hands_for_mentees() -> dict[str, Hand]:
    """Return what can be changed of young people, in the order in which it is offered."""
    return _by_code(
        _number("year", _("Year"), 1, 14, ways=("set", "raise")),
        _words("form", _("Form"), nothing=None),
        _codes("sectors", _("Career interests")),
        _codes("availability", _("Free times"), "slots"),
        _codes("languages", _("Speaks")),
        _needs(),
        _sen(),
        _codes("experiences", _("Been through")),
        *_backgrounds(),
        _area(_("Lives near")),
        _words("siblings", _("Brothers and sisters"), nothing=None),
        _modality(),
        _choice("form_language", _("Language of the family’s papers"), paper_languages(), nothing="en"),
        _choice("needs_language", _("Needs a mentor who speaks"), (("", _("No need")), *offered("languages"))),
        _yes_or_no("same_gender", _("Wishes for a mentor of the same gender")),
        _yes_or_no("pioneer", _("Brings others in")),
        _day("waiting_since", _("Waiting since")),
        _state(),
    )


def hands_for_mentors() -> dict[str, Hand]:
    """Return what can be changed of mentors, in the order in which it is offered."""
    return _by_code(
        _words("employer", _("Employer"), nothing=""),
        _codes("sectors", _("Works in")),
        _codes("availability", _("Free times"), "slots"),
        _codes("languages", _("Speaks")),
        _codes("experiences", _("Been through")),
        *_backgrounds(),
        _area(_("Lives or works near")),
        _modality(),
        _number("capacity", _("Young people at most"), 0, 20),
        _number("travel_km", _("Travels at most (km)"), 0, 500),
        *(_gate(kind, name) for kind, name in gate_names().items()),
        *_check(),
        _words("training_status", _("How far training is"), nothing=""),
        _number("training_hours", _("Hours of training"), 0, 200),
        _yes_or_no("pioneer", _("Brings others in")),
        _state(),
    )


def gate_names() -> dict[GateKind, str]:
    """Return the gates in words, in their usual order."""
    return {
        GateKind.APPLICATION: _("Application"),
        GateKind.INTERVIEW: _("Interview"),
        GateKind.REFERENCES: _("References"),
        GateKind.DBS: _("DBS check"),
        GateKind.RISK_ASSESSMENT: _("Risk assessment"),
        GateKind.TRAINING: _("Training"),
        GateKind.APPROVAL: _("Second approval"),
    }


def sen_names() -> dict[str, str]:
    """Return the special educational needs of the school census in words, by code."""
    return {
        Sen.NONE.value: _("None"),
        Sen.SUPPORT.value: _("SEN support"),
        Sen.PLAN.value: _("Plan (EHCP)"),
        Sen.STATEMENT.value: _("Statement"),
    }


def _by_code(*hands: Hand) -> dict[str, Hand]:
    return {hand.trait.code: hand for hand in hands}


def offered(name: str) -> tuple[tuple[str, str], ...]:
    """Return a vocabulary as what a list offers: codes and words."""
    return tuple((entry.code, entry.label) for entry in vocabulary(name).entries)


def paper_languages() -> tuple[tuple[str, str], ...]:
    """Return the languages in which a family can have its papers."""
    known = vocabulary("languages")
    return tuple((code, known.label(code)) for code in PAPER_LANGUAGES)


def _put(person: Person, **changed: object) -> Person:
    return person.model_copy(update=changed)


def _codes(field: str, name: str, words: str = "") -> Hand:
    known = vocabulary(words or field)
    options = offered(words or field)
    trait = Trait(code=field, name=name, entry="codes", ways=("add", "take", "set"), options=options, clearable=True)

    def changed(person: Person, change: Change, _by: str) -> Person:
        return _put(person, **{field: _together(getattr(person, field), change)})

    return Hand(trait, changed, lambda person: ", ".join(known.label(code) for code in getattr(person, field)))


def _together(before: Sequence[str], change: Change) -> tuple[str, ...]:
    if change.how == "add":
        return tuple(dict.fromkeys((*before, *change.value)))
    if change.how == "take":
        return tuple(code for code in before if code not in change.value)
    return change.value


def _needs() -> Hand:
    known = vocabulary("needs")
    options = tuple((code, label) for code, label in offered("needs") if code in NEEDS)
    trait = Trait(code="needs", name=_("Unmet need"), entry="codes", ways=("add", "take"), options=options)

    def changed(mentee: Mentee, change: Change, _by: str) -> Person:
        marks = dict.fromkeys((code for code in change.value if code in NEEDS), change.how == "add")
        return _put(mentee, needs=mentee.needs.model_copy(update=marks))

    return Hand(trait, changed, lambda mentee: ", ".join(known.label(code) for code in mentee.needs.named))


def _number(field: str, name: str, low: int, high: int, ways: tuple[How, ...] = ("set",)) -> Hand:
    def changed(person: Person, change: Change, _by: str) -> Person:
        before = getattr(person, field)
        if change.how == "raise":
            return person if before is None else _put(person, **{field: min(before + 1, high)})
        if not change.one and field != "capacity":
            return _put(person, **{field: None})
        return _put(person, **{field: _whole(change.one, low, high)})

    def words(person: Person) -> str:
        value = getattr(person, field)
        return "" if value is None else f"{value:g}"

    trait = Trait(code=field, name=name, entry="number", ways=ways, low=low, high=high, clearable=field != "capacity")
    return Hand(trait, changed, words)


def _whole(text: str, low: int, high: int) -> int:
    if text.isascii() and text.isdigit() and low <= int(text) <= high:
        return int(text)
    raise Trouble(
        _("This is not a number that fits."),
        _("Write a whole number from {low} to {high}.").format(low=low, high=high),
    )


def _words(field: str, name: str, *, nothing: str | None) -> Hand:
    def changed(person: Person, change: Change, _by: str) -> Person:
        return _put(person, **{field: change.one.strip()[:200] or nothing})

    return Hand(
        Trait(code=field, name=name, entry="words", clearable=True),
        changed,
        lambda person: getattr(person, field) or "",
    )


def _choice(field: str, name: str, options: tuple[tuple[str, str], ...], nothing: str | None = None) -> Hand:
    named = dict(options)

    def changed(person: Person, change: Change, _by: str) -> Person:
        return _put(person, **{field: change.one or nothing})

    def words(person: Person) -> str:
        return named.get(getattr(person, field) or "", getattr(person, field) or "")

    return Hand(Trait(code=field, name=name, entry="choice", options=options), changed, words)


def _sen() -> Hand:
    options = (("", _("Not known")), *sen_names().items())

    def changed(mentee: Mentee, change: Change, _by: str) -> Person:
        code = Sen(change.one) if change.one else None
        return _put(mentee, needs=mentee.needs.model_copy(update={"sen": code}))

    trait = Trait(code="sen", name=_("Special educational needs"), entry="choice", options=options)
    return Hand(trait, changed, lambda mentee: dict(options)[mentee.needs.sen or ""])


def _backgrounds() -> tuple[Hand, Hand]:
    return _background("ethnic", _("Ethnic background")), _background("social", _("Social background"))


def _background(field: str, name: str) -> Hand:
    words = f"{field}_backgrounds"

    def changed(person: Person, change: Change, _by: str) -> Person:
        return _put(person, background=person.background.model_copy(update={field: change.one or None}))

    def said(person: Person) -> str:
        code = getattr(person.background, field)
        return vocabulary(words).label(code) if code else ""

    trait = Trait(code=field, name=name, entry="choice", options=(("", _("Not known")), *offered(words)))
    return Hand(trait, changed, said)


def _area(name: str) -> Hand:
    def changed(person: Person, change: Change, _by: str) -> Person:
        if wrong := postcode_problem(change.one):
            raise Trouble(_("This is not a postcode."), wrong)
        return _put(person, postcode_area=postcode_area(change.one))

    trait = Trait(code="postcode_area", name=name, entry="words", clearable=True)
    return Hand(trait, changed, lambda person: person.postcode_area or "")


def _check() -> tuple[Hand, ...]:
    """Return what a check has that one day or one decision settles for many: never a certificate's own facts."""
    known = (("", _("Not known")), ("yes", _("Yes")), ("no", _("No")))

    def update_service(mentor: Mentor, change: Change, _by: str) -> Person:
        said = {"yes": True, "no": False}.get(change.one)
        return _put(mentor, dbs=mentor.dbs.model_copy(update={"update_service": said}))

    service = Trait(code="update_service", name=_("With the Update Service"), entry="choice", options=known)
    codes = {None: "", True: "yes", False: "no"}
    return (
        Hand(service, update_service, lambda mentor: dict(known)[codes[mentor.dbs.update_service]]),
        _check_day("status_checked_on", _("Status last checked on")),
        _check_day("next_due", _("Check due again on")),
    )


def _check_day(field: str, name: str) -> Hand:
    def changed(mentor: Mentor, change: Change, _by: str) -> Person:
        day = date.fromisoformat(change.one) if change.one else None
        return _put(mentor, dbs=mentor.dbs.model_copy(update={field: day}))

    trait = Trait(code=field, name=name, entry="day", clearable=True)
    return Hand(trait, changed, lambda mentor: day_words(getattr(mentor.dbs, field)))


def _yes_or_no(field: str, name: str) -> Hand:
    options = (("yes", _("Yes")), ("no", _("No")))

    def changed(person: Person, change: Change, _by: str) -> Person:
        return _put(person, **{field: change.one == "yes"})

    def words(person: Person) -> str:
        return _("Yes") if getattr(person, field) else _("No")

    return Hand(Trait(code=field, name=name, entry="choice", options=options), changed, words)


def meets() -> dict[Modality | None, str]:
    """Return how a pair can meet, in words; nothing for no wish."""
    return {
        None: "",
        Modality.FACE_TO_FACE: _("Face to face"),
        Modality.HYBRID: _("Face to face or online"),
        Modality.VIRTUAL: _("Online"),
    }


def modality_options() -> tuple[tuple[str, str], ...]:
    """Return how a pair can meet as what a list offers, with no wish first."""
    return tuple((way.value if way else "", words or _("No wish")) for way, words in meets().items())


def _modality() -> Hand:
    options = modality_options()

    def changed(person: Person, change: Change, _by: str) -> Person:
        return _put(person, modality=Modality(change.one) if change.one else None)

    trait = Trait(code="modality", name=_("Wants to meet"), entry="choice", options=options)
    return Hand(trait, changed, lambda person: dict(options)[person.modality or ""])


def _day(field: str, name: str) -> Hand:
    def changed(person: Person, change: Change, _by: str) -> Person:
        return _put(person, **{field: date.fromisoformat(change.one) if change.one else None})

    trait = Trait(code=field, name=name, entry="day", clearable=True)
    return Hand(trait, changed, lambda person: day_words(getattr(person, field)))


def _gate(kind: GateKind, name: str) -> Hand:
    def changed(mentor: Mentor, change: Change, by: str) -> Person:
        day = date.fromisoformat(change.one) if change.one else None
        before = mentor.gate(kind)
        if (before.passed_on if before else None) == day:
            return mentor
        kept = tuple(gate for gate in mentor.gates if gate.kind is not kind)
        passed = (Gate(kind=kind, passed_on=day, by=by),) if day else ()
        return _put(mentor, gates=(*kept, *passed))

    def words(mentor: Mentor) -> str:
        gate = mentor.gate(kind)
        return day_words(gate.passed_on) if gate else ""

    said = _("{gate}: passed on").format(gate=name)
    return Hand(Trait(code=f"gate:{kind.value}", name=said, entry="day", clearable=True), changed, words)


def _state() -> Hand:
    options = (
        (PersonState.ACTIVE.value, _("Takes part")),
        (PersonState.PAUSED.value, _("Paused")),
        (PersonState.LEFT.value, _("No longer takes part")),
    )

    def changed(person: Person, change: Change, _by: str) -> Person:
        barred = person.state is PersonState.BARRED  # ending that takes a reason, so it is done one by one
        return person if barred or not change.one else _put(person, state=PersonState(change.one))

    trait = Trait(code="state", name=_("Takes part"), entry="choice", options=options)
    return Hand(trait, changed, lambda person: dict(options).get(person.state.value, state_words(person.state)))
