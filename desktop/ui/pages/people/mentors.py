"""The mentors: who is clear to meet, whose checks are due, who has room, and the whole person beside the list."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from PySide6.QtWidgets import QLabel, QMenu, QWidget

from desktop.i18n import _, ngettext
from desktop.models.people import GateKind, Mentor
from desktop.models.record import MentorId
from desktop.ui.build import STRETCH, Part, button, row, words
from desktop.ui.dates import short_day
from desktop.ui.notices import empty_state
from desktop.ui.pages.people import acts
from desktop.ui.pages.people.frame import PeoplePage
from desktop.ui.pages.people.history import latest
from desktop.ui.pages.people.menus import more_button
from desktop.ui.pages.people.young import asked
from desktop.ui.paint import Light
from desktop.ui.panel import LightLine, changes_section, facts_section, lights_box, told_sections, who
from desktop.ui.table.cells import NOTHING, Cell, Column, Source, person, state
from desktop.ui.table.frame import ListSpec
from desktop.workspace.choices import gate_names, modality_options, offered
from desktop.workspace.lines import MentorLine
from desktop.workspace.telling import told


def _columns(today: date) -> list[Column[MentorLine]]:
    return [
        Column("name", _("Name"), lambda one: person(one.given, one.family), "Miriam|Goldstein-Ross", "name", keep=10),
        Column("employer", _("Employer"), _employer, "Riverside Health", "employer", keep=3),
        Column("clear", _("Checks"), _clear, _("light:Check not in date"), "clear", keep=9),
        Column("due", _("DBS due"), partial(_due, today), "28 Nov 2028", "due", keep=6),
        Column("days", _("Days in 30"), _days, _("light:3 days in 30"), "days", keep=5),
        Column("mentees", _("Meets"), lambda one: Cell(one.mentees or "–"), "Daniel Osei-Bonsu", "mentees", keep=8),
        Column("places", _("Room for"), lambda one: Cell(str(one.places), muted=not one.places), "2", keep=4),
    ]  # fmt: skip


def _employer(one: MentorLine) -> Cell:
    return Cell(one.employer or NOTHING, muted=True)


def _due(today: date, one: MentorLine) -> Cell:
    return Cell(short_day(one.due, today) if one.due else NOTHING, muted=True)


def _clear(one: MentorLine) -> Cell:
    made = state(Light(one.clear.kind.value), one.clear.words)
    return made if not one.clear.reasons else Cell(**{**made.__dict__, "tip": ", ".join(one.clear.reasons)})


def _days(one: MentorLine) -> Cell:
    return state(Light(one.days.kind.value), one.days.words)


class MentorsPage(PeoplePage):
    """Lists mentors."""

    key = "mentors"
    person_kind = Mentor
    kinds = frozenset({"Mentor", "Match", "Session", "Programme"})

    def spec(self) -> ListSpec:
        lists = self.workspace.lists
        return ListSpec(
            key="mentors",
            name=_("Mentors"),
            columns=_columns(self.workspace.desk.today()),
            source=Source(
                lambda query: lists.mentor_ids(asked(query)),
                lists.mentor_lines,
                called=lists.called,
                seeking=lambda query: lists.seeking(Mentor, asked(query)),
            ),
            chips=(
                ("", _("All")),
                ("free", _("Clear, with room")),
                ("matched", _("Full")),
                ("not_clear", _("Not clear yet")),
                ("away", _("Away")),
            ),
            counts=lists.mentor_counts,
            count_words=lambda n: ngettext("{n} mentor", "{n} mentors", n),
            tips={
                "free": _("Every step is passed and in date, and they can take one more young person."),
                "matched": _("They meet or are proposed for as many young people as they can take."),
                "not_clear": _("A step or the check is missing or due, so they can’t be proposed."),
                "away": _("Paused, barred, or no longer taking part."),
            },
            keys=_("Arrow keys to move, Enter to edit, Space to choose several"),
            choices=(
                ("employer", _("Every employer"), lambda: [(name, name) for name in lists.employers()]),
                ("sector", _("Works in anything"), lambda: offered("sectors")),
                ("slot", _("Free at any time"), lambda: offered("slots")),
                ("language", _("Any language"), lambda: offered("languages")),
                ("modality", _("Any way to meet"), lambda: modality_options()[1:]),
            ),
        )

    def _add_words(self) -> str:
        return _("Add a mentor")

    def _empty(self) -> QWidget:
        return empty_state(
            _("Your mentors will be here"),
            _("Import the volunteers’ list, or add them. Only those whose checks are in date are proposed."),
            button(_("Import a list"), partial(self.board.go, "import"), drawing="import"),
        )

    def person(self, identity: str) -> Mentor:
        return self.workspace.roster.mentor(MentorId(identity))

    def describe(self) -> None:
        counts = self.workspace.lists.mentor_counts()
        total = ngettext("{n} takes part", "{n} take part", counts[""])
        free = ngettext("{n} is clear and has room", "{n} are clear and have room", counts.get("free", 0))
        self.head(_("Mentors"), f"{total}, {free}")

    def parts_of(self, identity: str) -> Iterator[Part]:
        mentor = self.person(identity)
        (line,) = self.workspace.lists.mentor_lines([identity])
        about = mentor.employer or _("Mentor")
        initials = "".join(part[:1] for part in mentor.name.split()[:2]).upper()
        yield who(initials, mentor.name, about, more_button(self, mentor))
        welcome = button(
            _("See matches"),
            partial(self.board.go, "matching", f"mentor:{identity}"),
            drawing="matching",
            tip=_("Shows whom they are proposed for, and why."),
        )
        yield row(welcome, button(_("Edit"), partial(self.edit, identity)), STRETCH)
        yield _standing(line)
        yield lights_box(self._lights(mentor, line))
        yield facts_section(_("Now"), _now(line))
        if (meets := self.sittings_section(mentor)) is not None:
            yield meets
        yield from told_sections(told(mentor, self.workspace.desk.today()))
        all_ = button(_("All"), partial(self.show_history, mentor), "link")
        yield changes_section(_("Latest changes"), latest(self.workspace, identity), link=all_)

    def fill_menu(self, menu: QMenu, person: Mentor) -> None:
        acts.fill_under(menu, _("Record a step or check"), acts.check_acts(self, person))
        acts.fill_under(menu, _("Print papers"), acts.paper_acts(self, person))
        menu.addSeparator()
        acts.fill(menu, acts.match_acts(self, person), acts.session_acts(self, person))

    def _lights(self, mentor: Mentor, line: MentorLine) -> list[LightLine]:
        today = self.workspace.desk.today()
        found = []
        for kind in self.workspace.settings.policy.required_gates:
            gate = mentor.gate(kind)
            known = kind is GateKind.DBS and mentor.dbs.issued_on is not None
            missing = _("Known, not seen yet") if known else _("Not yet")
            said = f"{short_day(gate.passed_on, today)}, {gate.seen_by}" if gate else missing
            mend = None if gate else partial(self.edit, mentor.id, f"gate:{kind.value}")
            found.append(LightLine(Light.GOOD if gate else Light.WAIT, gate_names()[kind], said, mend=mend))
        met, reasons = Light(line.days.kind.value), " ".join(line.days.reasons)
        found.append(LightLine(met, _("With young people"), line.days.words, reasons))
        return found

    def edit(self, identity: str, at: str = "") -> None:
        from desktop.ui.pages.people.mentor_form import edit_mentor

        edit_mentor(self, self.person(identity) if identity else None, at=at)


def _standing(line: MentorLine) -> QLabel:
    tones = {"good": "good", "wait": "wait", "stop": "stop"}
    return words(line.clear.words, "strong", tone=tones.get(line.clear.kind.value, ""))


def _now(line: MentorLine) -> list[tuple[str, str]]:
    return [(_("Still open"), ", ".join(line.clear.reasons)), (_("Meets"), line.mentees)]
