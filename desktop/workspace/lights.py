"""Everybody's lights, looked at again only for those of whom something changed; it knows no file and no list.

A record is frozen and the store hands out the same one until a step changes it, so that being the same is enough to
know that nothing changed. With 5,000 people a change of one costs 10 ms here and looking at all anew 150.
"""

from collections.abc import Sequence
from datetime import date

from desktop.i18n import _, language, ngettext
from desktop.models.consent import Consent
from desktop.models.people import Mentee, Mentor
from desktop.models.programme import Programme
from desktop.rules.readiness import Light, Readiness, consent_light, mentor_light

About = tuple[Programme, date, str] | None
Consents = dict[str, tuple[Mentee, Sequence[Consent], Readiness]]
Profiles = dict[str, tuple[Mentee, Readiness]]
Clear = dict[str, tuple[Mentor, Readiness]]
Known = tuple[About, Consents, Profiles, Clear]


class Lights:
    """Consent, profile and clearance as they stand under one programme, on one day, in one language."""

    def __init__(self) -> None:
        self._about: About = None
        self._consents: Consents = {}
        self._profiles: Profiles = {}
        self._clear: Clear = {}

    def under(self, programme: Programme, today: date) -> "Lights":
        """Return the lights of a programme on a day; those of another are forgotten."""
        about = (programme, today, language())
        if self._about != about:
            self._about = about
            self._consents, self._profiles, self._clear = {}, {}, {}
        return self

    def copy(self) -> "Lights":
        """Return lights of their own that know the same, for another thread to go on from."""
        other = Lights()
        other.adopt(*self.known)
        return other

    @property
    def known(self) -> Known:
        """What is known, as values that don't change any more."""
        return self._about, dict(self._consents), dict(self._profiles), dict(self._clear)

    def adopt(self, about: About, consents: Consents, profiles: Profiles, clear: Clear) -> None:
        """Know what another thread's lights came to know."""
        self._about, self._consents, self._profiles, self._clear = about, consents, profiles, clear

    @property
    def _now(self) -> tuple[Programme, date, str]:
        assert self._about is not None, "say under which programme first"
        return self._about

    def consent(self, mentee: Mentee, forms: Sequence[Consent]) -> Readiness:
        """Return where a mentee's consent stands; `forms` are their own."""
        kept = self._consents.get(mentee.id)
        if kept is not None and kept[0] is mentee and kept[1] == forms:
            return kept[2]
        light = consent_light(mentee, forms, self._now[0], today=self._now[1])
        self._consents[mentee.id] = (mentee, forms, light)
        return light

    def profile(self, mentee: Mentee) -> Readiness:
        """Return whether a mentee's profile is complete enough to be matched well."""
        kept = self._profiles.get(mentee.id)
        if kept is not None and kept[0] is mentee:
            return kept[1]
        light = profile_light(mentee)
        self._profiles[mentee.id] = (mentee, light)
        return light

    def clear(self, mentor: Mentor) -> Readiness:
        """Return whether a mentor is clear to meet."""
        kept = self._clear.get(mentor.id)
        if kept is not None and kept[0] is mentor:
            return kept[1]
        light = mentor_light(mentor, self._now[0].policy, today=self._now[1])
        self._clear[mentor.id] = (mentor, light)
        return light


def profile_light(mentee: Mentee) -> Readiness:
    """Return whether everything matching asks of a young person is known, and what isn't."""
    gaps = [
        words
        for missing, words in (
            (mentee.date_of_birth is None, _("date of birth")),
            (not mentee.sectors, _("interests")),
            (not mentee.availability, _("free times")),
        )
        if missing
    ]
    if not gaps:
        return Readiness(kind=Light.GOOD, words=_("Complete"))
    return Readiness(kind=Light.WAIT, words=ngettext("{n} gap", "{n} gaps", len(gaps)), reasons=tuple(gaps))
