"""What can be changed for many people at once, in the order it is offered; how a field is changed, `hands` knows."""

from datetime import date

from desktop.errors import Trouble
from desktop.i18n import _, said_day
from desktop.models.people import Gate, GateKind, Mentee, Mentor, Modality, PersonState, Sen
from desktop.models.vocabulary import vocabulary
from desktop.rules.readiness import state_words
from desktop.workspace.choices import NEEDS, family_languages, gate_names, modality_options, offered, sen_names
from desktop.workspace.hands import (
    Change,
    Hand,
    Person,
    Trait,
    chosen,
    coded,
    dated,
    numbered,
    put,
    worded,
    yes_or_no,
)
from desktop.workspace.typed import postcode_area, postcode_problem


def hands_for_mentees() -> dict[str, Hand]:
    """Return what can be changed of young people, in the order in which it is offered."""
    return _by_code(
        numbered("year", _("Year"), within=(1, 14), ways=("set", "raise")),
        worded("form", _("Form"), nothing=None),
        coded("sectors", _("Career interests")),
        coded("availability", _("Free times"), words="slots"),
        coded("languages", _("Speaks")),
        _needs(),
        _sen(),
        coded("experiences", _("Been through")),
        *_backgrounds(),
        _area(_("Lives near")),
        worded("siblings", _("Brothers and sisters"), nothing=None),
        _modality(),
        chosen("form_language", _("Language of the family’s papers"), family_languages(), nothing=""),
        chosen("needs_language", _("Needs a mentor who speaks"), (("", _("No need")), *offered("languages"))),
        yes_or_no("same_gender", _("Wishes for a mentor of the same gender")),
        yes_or_no("pioneer", _("Pioneer: brings others in")),
        dated("waiting_since", _("Waiting since")),
        _state(),
    )


def hands_for_mentors() -> dict[str, Hand]:
    """Return what can be changed of mentors, in the order in which it is offered."""
    return _by_code(
        worded("employer", _("Employer"), nothing=""),
        coded("sectors", _("Works in")),
        coded("availability", _("Free times"), words="slots"),
        coded("languages", _("Speaks")),
        coded("experiences", _("Been through")),
        *_backgrounds(),
        _area(_("Lives or works near")),
        _modality(),
        numbered("capacity", _("Young people at most"), within=(0, 20), needed=True),
        numbered("travel_km", _("Travels at most (km)"), within=(0, 500)),
        *(_gate(kind, name) for kind, name in gate_names().items()),
        *_check(),
        worded("training_status", _("How far training is"), nothing=""),
        numbered("training_hours", _("Hours of training"), within=(0, 200)),
        yes_or_no("pioneer", _("Pioneer: brings others in")),
        _state(),
    )


def _by_code(*hands: Hand) -> dict[str, Hand]:
    return {hand.trait.code: hand for hand in hands}


def _needs() -> Hand:
    known = vocabulary("needs")
    options = tuple((code, label) for code, label in offered("needs") if code in NEEDS)
    trait = Trait(code="needs", name=_("Unmet need"), entry="codes", ways=("add", "take"), options=options)

    def changed(mentee: Mentee, change: Change, _by: str) -> Person:
        marks = dict.fromkeys((code for code in change.value if code in NEEDS), change.how == "add")
        return put(mentee, needs=mentee.needs.model_copy(update=marks))

    return Hand(trait, changed, lambda mentee: ", ".join(known.label(code) for code in mentee.needs.named))


def _sen() -> Hand:
    options = (("", _("Not known")), *sen_names().items())

    def changed(mentee: Mentee, change: Change, _by: str) -> Person:
        code = Sen(change.one) if change.one else None
        return put(mentee, needs=mentee.needs.model_copy(update={"sen": code}))

    trait = Trait(code="sen", name=_("Special educational needs"), entry="choice", options=options)
    return Hand(trait, changed, lambda mentee: dict(options)[mentee.needs.sen or ""])


def _backgrounds() -> tuple[Hand, Hand]:
    return _background("ethnic", _("Ethnic background")), _background("social", _("Social background"))


def _background(field: str, name: str) -> Hand:
    words = f"{field}_backgrounds"

    def changed(person: Person, change: Change, _by: str) -> Person:
        return put(person, background=person.background.model_copy(update={field: change.one or None}))

    def said(person: Person) -> str:
        code = getattr(person.background, field)
        return vocabulary(words).label(code) if code else ""

    trait = Trait(code=field, name=name, entry="choice", options=(("", _("Not known")), *offered(words)))
    return Hand(trait, changed, said)


def _area(name: str) -> Hand:
    def changed(person: Person, change: Change, _by: str) -> Person:
        if wrong := postcode_problem(change.one):
            raise Trouble(_("This is not a postcode."), wrong)
        return put(person, postcode_area=postcode_area(change.one))

    trait = Trait(code="postcode_area", name=name, entry="words", clearable=True)
    return Hand(trait, changed, lambda person: person.postcode_area or "")


def _check() -> tuple[Hand, ...]:
    """Return what a check has that one day or one decision settles for many: never a certificate's own facts."""
    known = (("", _("Not known")), ("yes", _("Yes")), ("no", _("No")))

    def update_service(mentor: Mentor, change: Change, _by: str) -> Person:
        said = {"yes": True, "no": False}.get(change.one)
        return put(mentor, dbs=mentor.dbs.model_copy(update={"update_service": said}))

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
        return put(mentor, dbs=mentor.dbs.model_copy(update={field: day}))

    trait = Trait(code=field, name=name, entry="day", clearable=True)
    return Hand(trait, changed, lambda mentor: said_day(getattr(mentor.dbs, field)))


def _modality() -> Hand:
    options = modality_options()

    def changed(person: Person, change: Change, _by: str) -> Person:
        return put(person, modality=Modality(change.one) if change.one else None)

    trait = Trait(code="modality", name=_("Wants to meet"), entry="choice", options=options)
    return Hand(trait, changed, lambda person: dict(options)[person.modality or ""])


def _gate(kind: GateKind, name: str) -> Hand:
    def changed(mentor: Mentor, change: Change, by: str) -> Person:
        day = date.fromisoformat(change.one) if change.one else None
        before = mentor.gate(kind)
        if (before.passed_on if before else None) == day:
            return mentor
        kept = tuple(gate for gate in mentor.gates if gate.kind is not kind)
        passed = (Gate(kind=kind, passed_on=day, by=by),) if day else ()
        return put(mentor, gates=(*kept, *passed))

    def words(mentor: Mentor) -> str:
        gate = mentor.gate(kind)
        return said_day(gate.passed_on) if gate else ""

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
        return person if barred or not change.one else put(person, state=PersonState(change.one))

    trait = Trait(code="state", name=_("Takes part"), entry="choice", options=options)
    return Hand(trait, changed, lambda person: dict(options).get(person.state.value, state_words(person.state)))
