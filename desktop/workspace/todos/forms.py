"""Consent forms that need a person: to print, to remind of, not valid; who comes next makes it pressing."""

from collections.abc import Iterator, Sequence

from desktop.i18n import _, ngettext
from desktop.models.consent import ConsentResponse
from desktop.models.people import Mentee
from desktop.rules.readiness import Light, current_consent
from desktop.workspace.todos.picture import Picture, ToDo, ids, names


def consents(picture: Picture) -> Iterator[ToDo]:
    """Yield forms to remind of, forms to print and forms that don't count."""
    never: list[Mentee] = []
    late: list[Mentee] = []
    spoilt: list[Mentee] = []
    for one in picture.mentees:
        light = picture.facts.consent(one)
        if light.kind is Light.NONE:
            never.append(one)
        elif light.kind is Light.WAIT:
            (spoilt if _came_back(picture, one) else late).append(one)
    for people, made in ((late, _not_back), (never, _never_printed), (spoilt, _not_valid)):
        if people:
            yield made(picture, people)


def _came_back(picture: Picture, mentee: Mentee) -> bool:
    form = current_consent(picture.facts.consents.get(mentee.id, ()), picture.facts.programme)
    return form is not None and form.response is not ConsentResponse.NOT_RETURNED


def _of_consent(picture: Picture, people: Sequence[Mentee], code: str, headline: str, act: tuple[str, str]) -> ToDo:
    """Return a thing to do about forms: red where somebody who has a place next can't come without one."""
    barred = [one for one in people if one.id in picture.coming]
    said = _("Without a valid form a young person can’t be matched or meet.")
    if barred:
        said = _("{names} can’t come to the next session without one.").format(names=names(barred))
    words, page = act
    return ToDo(
        code=code,
        light=Light.STOP if barred else Light.WAIT,
        headline=headline,
        consequence=said,
        act=words,
        page=page,
        people=ids(people),
        due=picture.next_day,
    )


def _not_back(picture: Picture, people: Sequence[Mentee]) -> ToDo:
    said = ngettext("{n} consent form is not back", "{n} consent forms are not back", len(people))
    return _of_consent(picture, people, "consent_out", said, (_("Print reminders"), "papers"))


def _never_printed(picture: Picture, people: Sequence[Mentee]) -> ToDo:
    said = ngettext("{n} young person has no consent form", "{n} young people have no consent form", len(people))
    return _of_consent(picture, people, "consent_new", said, (_("Print forms"), "papers"))


def _not_valid(picture: Picture, people: Sequence[Mentee]) -> ToDo:
    said = ngettext("{n} consent form is not valid", "{n} consent forms are not valid", len(people))
    return _of_consent(picture, people, "consent_spoilt", said, (_("See why"), "young-people"))
