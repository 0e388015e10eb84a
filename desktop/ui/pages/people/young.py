"""The young people: who is ready, who waits, and the whole person beside the list."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from desktop.i18n import _, ngettext
from desktop.models.consent import ConsentResponse
from desktop.models.people import Mentee
from desktop.models.record import MenteeId
from desktop.ui.build import STRETCH, Part, button, row, words
from desktop.ui.dates import days
from desktop.ui.notices import empty_state
from desktop.ui.pages.people import acts
from desktop.ui.pages.people.frame import PeoplePage, Person
from desktop.ui.pages.people.history import latest
from desktop.ui.pages.people.menus import more_button
from desktop.ui.paint import Light
from desktop.ui.panel import LightLine, changes_section, lights_box, told_sections, who
from desktop.ui.table.cells import NOTHING, Cell, Column, Query, Source, person, state
from desktop.ui.table.frame import ListSpec
from desktop.workspace.choices import modality_options, offered
from desktop.workspace.lines import Asked, MenteeLine
from desktop.workspace.telling import told


def asked(query: Query) -> Asked:
    """Return what a query means to the workspace."""
    return Asked(
        search=query.search,
        group=query.chip,
        filters=query.filters,
        only=query.only,
        sort=query.sort or "name",
        descending=query.descending,
    )


def _columns() -> list[Column[MenteeLine]]:
    return [
        Column("name", _("Name"), lambda one: person(one.given, one.family), "Katherine|Featherstone", "name", keep=10),
        Column("form", _("Form"), lambda one: Cell(one.form or "–", muted=True), "10A", "form", keep=8),
        Column("consent", _("Consent"), _consent, _("light:Form not valid"), "consent", keep=9),
        Column(
            "profile",
            _("Profile"),
            lambda one: state(Light(one.profile.kind.value), one.profile.words),
            _("light:Complete"),
            "profile",
            keep=5,
        ),
        Column(
            "survey",
            _("First survey"),
            lambda one: state(Light(one.survey.kind.value), one.survey.words),
            _("light:Not asked"),
            "survey",
            keep=4,
        ),
        Column("mentor", _("Mentor"), _mentor, "Miriam Goldstein", "mentor", keep=7),
        Column("waiting", _("Waiting"), _waiting, "100 days", "waiting", keep=6),
    ]


def _needs() -> list[tuple[str, str]]:
    return [("any", _("With an unmet need")), *offered("needs"), ("none", _("No need known"))]


def _consent(one: MenteeLine) -> Cell:
    good = one.consent.good  # the head says Consent already, so the good word is short
    made = Cell(**{**state(Light(one.consent.kind.value), _("Given") if good else one.consent.words).__dict__,
                   "spoken": one.consent.words})  # fmt: skip
    return made if not one.consent.reasons else Cell(**{**made.__dict__, "tip": " ".join(one.consent.reasons)})


def _mentor(one: MenteeLine) -> Cell:
    if one.group == "proposed":
        return Cell(
            one.mentor, muted=True, spoken=_("{mentor}, proposed").format(mentor=one.mentor), tip=_proposed(one)
        )
    return Cell(one.mentor or NOTHING)


def _proposed(one: MenteeLine) -> str:
    return _("Proposed: {mentor}. A draft, nobody has been told.").format(mentor=one.mentor)


def _waiting(one: MenteeLine) -> Cell:
    return Cell(days(one.waiting) if one.waiting is not None else "–", muted=True)


class YoungPeoplePage(PeoplePage):
    """Lists young people."""

    key = "young-people"
    person_kind = Mentee
    kinds = frozenset({"Mentee", "Consent", "Match", "Outcome", "Programme"})

    def spec(self) -> ListSpec:
        lists = self.workspace.lists
        return ListSpec(
            key="young-people",
            name=_("Young people"),
            columns=_columns(),
            source=Source(
                lambda query: lists.mentee_ids(asked(query)),
                lists.mentee_lines,
                called=lists.called,
                seeking=lambda query: lists.seeking(Mentee, asked(query)),
            ),
            chips=(
                ("", _("All")),
                ("matched", _("Matched")),
                ("proposed", _("Proposed")),
                ("waiting", _("Waiting")),
                ("not_ready", _("Not ready")),
                ("away", _("Away")),
            ),
            counts=lists.mentee_counts,
            count_words=lambda n: ngettext("{n} young person", "{n} young people", n),
            tips={
                "matched": _("Their pair is published: they have a mentor."),
                "proposed": _("A draft names a mentor for them. Nobody has been told."),
                "waiting": _("Ready to be matched, and without a mentor."),
                "not_ready": _("Consent, interests or free times are missing, so no mentor can be proposed yet."),
                "away": _("Paused, or no longer taking part."),
            },
            keys=_("Arrow keys to move, Enter to edit, Space to choose several"),
            choices=(
                ("form", _("Every form"), lambda: [(form, form) for form in lists.forms()]),
                ("year", _("Every year"), lambda: [(str(n), _("Year {n}").format(n=n)) for n in lists.years()]),
                ("need", _("Any need or none"), lambda: _needs()),
                ("sector", _("Any career interest"), lambda: offered("sectors")),
                ("slot", _("Free at any time"), lambda: offered("slots")),
                ("language", _("Any language"), lambda: offered("languages")),
                ("modality", _("Any way to meet"), lambda: modality_options()[1:]),
            ),
        )

    def _add_words(self) -> str:
        return _("Add a young person")

    def _empty(self) -> QWidget:
        return empty_state(
            _("Your young people will be here"),
            _("Import the list you have, in any order of columns. You see every row before anything is kept."),
            button(_("Import a list"), partial(self.board.go, "import"), drawing="import"),
        )

    def person(self, identity: str) -> Mentee:
        return self.workspace.roster.mentee(MenteeId(identity))

    def describe(self) -> None:
        counts = self.workspace.lists.mentee_counts()
        term = self.workspace.desk.term.name
        total = ngettext("{n} in {{term}}", "{n} in {{term}}", counts[""]).format(term=term)
        rest = ngettext("{n} not ready to be matched", "{n} not ready to be matched", counts.get("not_ready", 0))
        self.head(_("Young people"), f"{total}, {rest}")

    def parts_of(self, identity: str) -> Iterator[Part]:
        mentee = self.person(identity)
        (line,) = self.workspace.lists.mentee_lines([identity])
        today = self.workspace.desk.today()
        age = mentee.age_on(today)
        about = ", ".join(
            part
            for part in (
                _("Year {n}").format(n=mentee.year) if mentee.year else "",
                _("form {form}").format(form=mentee.form) if mentee.form else "",
                _("age {n}").format(n=age) if age is not None else "",
            )
            if part
        )
        yield who(_initials(mentee), mentee.full_name, about, more_button(self, mentee))
        yield row(self._form_button(mentee), button(_("Edit"), partial(self.edit, identity)), STRETCH)
        yield _standing(line)
        yield lights_box(self._lights(mentee, line))
        if (meets := self.sittings_section(mentee)) is not None:
            yield meets
        yield from told_sections(told(mentee, today))
        yield changes_section(_("Latest changes"), latest(self.workspace, identity), link=self._all(mentee))

    def _lights(self, mentee: Mentee, line: MenteeLine) -> list[LightLine]:
        """Return how the readiness stands; what matching needs and nobody knows is pressed to fill it in."""
        asked = (
            ("sectors", _("Interests"), mentee.sectors),
            ("availability", _("Free times"), mentee.availability),
        )
        gaps = [
            LightLine(Light.GOOD, name, _("{n} given").format(n=len(known)))
            if known
            else LightLine(Light.WAIT, name, _("None yet"), mend=partial(self.edit, mentee.id, at))
            for at, name, known in asked
        ]
        if mentee.date_of_birth is None:
            born = partial(self.edit, mentee.id, "date_of_birth")
            gaps.append(LightLine(Light.WAIT, _("Date of birth"), _("Missing"), mend=born))
        consent, survey = line.consent, line.survey
        reasons = " ".join(consent.reasons)
        return [
            LightLine(Light(consent.kind.value), _("Consent to take part"), consent.words, reasons),
            *gaps,
            LightLine(Light(survey.kind.value), _("First survey"), survey.words),
        ]

    def _form_button(self, mentee: Mentee) -> QPushButton:
        """Return what the form needs next: to be marked where it is out, else to be printed."""
        form = self.workspace.consents.of(mentee.id)
        if form is not None and form.response is ConsentResponse.NOT_RETURNED:
            ((text, act),) = acts.form_acts(self, mentee)
            return button(
                text, act, drawing="scan", tip=_("For a form that came back: who signed, and what was ticked.")
            )
        printing = partial(self.board.go, "papers", f"consent-forms:{mentee.id}")
        said = _("Shows the form first, in the family’s language.")
        return button(_("Print consent form"), printing, drawing="print", tip=said)

    def fill_menu(self, menu: QMenu, person: Mentee) -> None:
        acts.fill_under(menu, _("Print papers"), acts.paper_acts(self, person))
        menu.addSeparator()
        acts.fill(menu, acts.form_acts(self, person), acts.match_acts(self, person), acts.session_acts(self, person))

    def _all(self, mentee: Mentee) -> QPushButton:
        return button(_("All"), partial(self.show_history, mentee), "link")

    def edit(self, identity: str, at: str = "") -> None:
        from desktop.ui.pages.people.mentee_form import edit_mentee

        edit_mentee(self, self.person(identity) if identity else None, at=at)

    def more_for_many(self, menu: QMenu, people: list[Person]) -> None:
        ids = ",".join(one.id for one in people)
        menu.addSeparator()
        menu.addAction(_("Print their consent forms"), partial(self.board.go, "papers", f"consent-forms:{ids}"))


def _initials(mentee: Mentee) -> str:
    return (mentee.known_as[:1] + mentee.legal_surname[:1]).upper()


def _standing(line: MenteeLine) -> QLabel:
    said, tone = {
        "matched": (_("Meets {mentor}").format(mentor=line.mentor), "good"),
        "proposed": (_proposed(line), "wait"),
        "waiting": (_("Ready, waiting for a mentor"), "wait"),
        "not_ready": (_("Not ready to be matched"), "stop"),
    }.get(line.group, (_("Does not take part now"), ""))
    return words(said, "strong", tone=tone, wrap=True)
