"""What a pair stands up to before it is published: the same rules and points as in matching, asked about one day."""

from collections import Counter
from collections.abc import Collection, Sequence

from desktop.errors import MatchingTrouble
from desktop.i18n import _, ngettext
from desktop.models.consent import Consent
from desktop.models.matches import Block, Match, MatchState
from desktop.models.people import Mentee, Mentor, Modality
from desktop.rules.circumstances import Circumstances, Story, circumstances
from desktop.rules.compatibility import checked_weights, points, reasons
from desktop.rules.eligibility import bars
from desktop.rules.meeting import way_of_meeting
from desktop.workspace.desk import Desk

CONTINUATION = "continuation"  # true of every pair that stands already


def todays(desk: Desk) -> Circumstances:
    """Return what the rules look at today."""
    store = desk.store
    matches = tuple(one for one in store.all(Match) if one.state is not MatchState.VOID)
    story = Story(tuple(store.all(Consent)), tuple(store.all(Block)), matches)
    return circumstances(desk.programme, story, today=desk.today(), meeting_area=desk.school.postcode_area)


def what_speaks_for(desk: Desk, match: Match) -> tuple[str, ...]:
    """Return what speaks for a pair today, a sentence each, the weightiest first; not that it is a pair already."""
    mentee, mentor = desk.known(Mentee, match.mentee, _("young person")), desk.known(Mentor, match.mentor, _("mentor"))
    found = reasons(mentee, mentor, todays(desk), weights=checked_weights({}))
    return tuple(one.words for one in found if one.code != CONTINUATION)


def judged(desk: Desk, mentee: Mentee, mentor: Mentor) -> dict[str, object]:
    """Return the score, criteria and modality of a pair made by hand, as fields of its match.

    Raises MatchingTrouble where a rule keeps the two apart today, saying which.
    """
    c = todays(desk)
    if found := bars(mentee, mentor, c):
        raise MatchingTrouble(
            _("These two can’t be paired today. {reason}").format(reason=found[0].reason),
            _("Choose somebody else, or put that right first."),
        )
    earned = points(mentee, mentor, c, weights=checked_weights({}))
    way = way_of_meeting(mentee, mentor, c) or Modality.FACE_TO_FACE
    return {"score": sum(earned.values()), "criteria": earned, "modality": way}


def refuse_barred(desk: Desk, matches: Sequence[Match]) -> None:
    """Raise MatchingTrouble where a rule keeps one of these pairs apart today, saying the first reason."""
    c = todays(desk)
    mentees = {one.id: one for one in desk.store.all(Mentee)}
    mentors = {one.id: one for one in desk.store.all(Mentor)}
    barred = [found for one in matches if (found := bars(mentees[one.mentee], mentors[one.mentor], c))]
    if barred:
        words = ngettext(
            "{n} of these pairs can’t go ahead today. {{reason}}",
            "{n} of these pairs can’t go ahead today. The first: {{reason}}",
            len(barred),
        )
        raise MatchingTrouble(
            words.format(reason=barred[0][0].reason), _("Find matches again, or put that right first.")
        )


def refuse_doubled(desk: Desk, matches: Sequence[Match], *, ending: Collection[str] = ()) -> None:
    """Raise MatchingTrouble where somebody would have more running matches than they can have, without those ending."""
    all_running = (one for one in desk.store.all(Match) if one.state is MatchState.PUBLISHED)
    running = [one for one in all_running if one.id not in ending]
    had = Counter(one.mentee for one in [*running, *matches])
    twice = next((one.mentee for one in matches if had[one.mentee] > 1), None)
    if twice is not None:
        name = desk.known(Mentee, twice, _("young person")).full_name
        raise MatchingTrouble(
            _("{name} has a running match already.").format(name=name), _("End the running match first.")
        )
    led = Counter(one.mentor for one in [*running, *matches])
    asked = {one.mentor for one in matches}
    full = next((one for one in desk.store.all(Mentor) if one.id in asked and led[one.id] > one.capacity), None)
    if full is not None:
        raise MatchingTrouble(
            _("{name} would have more young people than they take on.").format(name=full.name),
            _("End a running match of theirs first, or find matches again."),
        )
