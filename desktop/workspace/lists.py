"""What the window's lists ask: who is found, filtered and sorted, and how many; it reads and never writes."""

from collections.abc import Collection, Iterable, Sequence

from desktop.i18n import _
from desktop.models.people import Mentee, Mentor
from desktop.models.record import MenteeId, MentorId
from desktop.rules.readiness import Light
from desktop.workspace.desk import Desk
from desktop.workspace.lines import Asked as Asked
from desktop.workspace.lines import ChangeLine as ChangeLine
from desktop.workspace.lines import Facts
from desktop.workspace.lines import Found as Found
from desktop.workspace.lines import MenteeLine as MenteeLine
from desktop.workspace.lines import MentorLine as MentorLine

_MENTEE_ORDER = {"name": "find", "form": "form", "waiting": "waiting_since"}
_MENTOR_ORDER = {"name": "name", "employer": "employer"}


class Lists:
    """The two lists, their counts, and the search."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: Facts | None = None

    @property
    def _facts(self) -> Facts:
        kept = self._kept
        if kept is None or kept.revision != self._desk.store.revision or kept.today != self._desk.today():
            kept = self._kept = Facts(self._desk)
        return kept

    def mentee_ids(self, asked: Asked) -> list[MenteeId]:
        """Return who is shown, in order."""
        facts = self._facts
        order = _MENTEE_ORDER.get(asked.sort)
        sign = "-" if asked.descending else ""
        found = self._desk.store.ids(Mentee, search=asked.search, order_by=f"{sign}{order}" if order else "find")
        shown = [MenteeId(one) for one in found if _group_fits(facts.mentee_groups[MenteeId(one)], asked.group)]
        if asked.form:
            shown = [one for one in shown if facts.mentees[one].form == asked.form]
        if order is None:
            shown.sort(key=lambda one: _rank(facts.mentee_line(one), asked.sort), reverse=asked.descending)
        return shown

    def mentee_lines(self, ids: Sequence[str]) -> list[MenteeLine]:
        """Return the lines of some young people."""
        return [self._facts.mentee_line(MenteeId(one)) for one in ids]

    def mentor_ids(self, asked: Asked) -> list[MentorId]:
        """Return which mentors are shown, in order."""
        facts = self._facts
        order = _MENTOR_ORDER.get(asked.sort)
        sign = "-" if asked.descending else ""
        found = self._desk.store.ids(Mentor, search=asked.search, order_by=f"{sign}{order}" if order else "name")
        shown = [MentorId(one) for one in found if _group_fits(facts.mentor_groups[MentorId(one)], asked.group)]
        if order is None:
            shown.sort(key=lambda one: _mentor_rank(facts.mentor_line(one), asked.sort), reverse=asked.descending)
        return shown

    def mentor_lines(self, ids: Sequence[str]) -> list[MentorLine]:
        """Return the lines of some mentors."""
        return [self._facts.mentor_line(MentorId(one)) for one in ids]

    def free_for_cover(self, busy: Collection[MentorId]) -> list[MentorLine]:
        """Return the mentors who are clear to meet and not in a session already, by name."""
        free = [one for one, group in self._facts.mentor_groups.items() if group in ("free", "matched")]
        return sorted(
            self.mentor_lines([one for one in free if one not in busy]), key=lambda one: (one.given, one.family)
        )

    def mentee_counts(self, search: str = "") -> dict[str, int]:
        """Return how many young people are in each group under a search; the empty group is all who take part."""
        groups = self._facts.mentee_groups
        return _counted(groups[MenteeId(one)] for one in self._desk.store.ids(Mentee, search=search))

    def mentor_counts(self, search: str = "") -> dict[str, int]:
        """Return how many mentors are in each group under a search; the empty group is all who take part."""
        groups = self._facts.mentor_groups
        return _counted(groups[MentorId(one)] for one in self._desk.store.ids(Mentor, search=search))

    def forms(self) -> list[str]:
        """Return the forms (classes) there are, in order."""
        return sorted({one.form for one in self._facts.mentees.values() if one.form})

    def history(self, record_id: str, *, limit: int) -> list[ChangeLine]:
        """Return somebody's latest changes, newest first."""
        entries = self._desk.store.history(limit=limit, record_id=record_id)
        return [ChangeLine(at=entry.at, who=entry.who, label=entry.label) for entry in entries]

    def latest(self, *, limit: int) -> list[ChangeLine]:
        """Return the latest steps of all, newest first."""
        entries = self._desk.store.history(limit=limit)
        return [ChangeLine(at=entry.at, who=entry.who, label=entry.label) for entry in entries]

    def find(self, text: str, *, limit: int = 8) -> list[Found]:
        """Return people by any part of their names, young people first."""
        store = self._desk.store
        mentees = store.page(Mentee, store.ids(Mentee, search=text)[:limit])
        mentors = store.page(Mentor, store.ids(Mentor, search=text)[:limit])
        young = [Found(id=one.id, name=one.full_name, line=_young(one), mentor=False) for one in mentees]
        grown = [Found(id=one.id, name=one.name, line=_grown(one), mentor=True) for one in mentors]
        half = max(limit - len(grown), limit // 2)
        return [*young[:half], *grown][:limit]


def _young(mentee: Mentee) -> str:
    return _("Young person, {form}").format(form=mentee.form) if mentee.form else _("Young person")


def _grown(mentor: Mentor) -> str:
    return _("Mentor, {employer}").format(employer=mentor.employer) if mentor.employer else _("Mentor")


def _group_fits(group: str, wanted: str) -> bool:
    return group == wanted if wanted else group != "away"


def _rank(line: MenteeLine, sort: str) -> tuple[int, str]:
    if sort == "mentor":
        return (not line.mentor, line.mentor)
    light = {"consent": line.consent, "profile": line.profile, "survey": line.survey}.get(sort, line.consent)
    return (list(Light).index(light.kind), light.words)


def _mentor_rank(line: MentorLine, sort: str) -> tuple[int, str]:
    if sort == "due":
        return (line.due is None, line.due.isoformat() if line.due else "")
    if sort == "mentees":
        return (not line.mentees, line.mentees)
    light = line.days if sort == "days" else line.clear
    return (list(Light).index(light.kind), light.words)


def _counted(groups: Iterable[str]) -> dict[str, int]:
    counts = {"": 0}
    for group in groups:
        counts[group] = counts.get(group, 0) + 1
        counts[""] += group != "away"
    return counts
