"""The form of a scenario: what would be different, in plain fields; it works nothing out."""

from collections.abc import Callable, Mapping, Sequence

from desktop.i18n import _
from desktop.models.people import Gender, Modality
from desktop.models.record import MentorId
from desktop.models.scenarios import Newcomers, Scenario
from desktop.models.vocabulary import vocabulary
from desktop.ui.cards import Cards, Kind
from desktop.ui.cards import joined as joined_cards
from desktop.ui.cards import parted as parted_cards
from desktop.ui.choices import Choice
from desktop.ui.dialogs import Dialog
from desktop.ui.forms import Field, a_number, line, needed
from desktop.ui.page import Page
from desktop.ui.picks import Picks, joined, parted
from desktop.ui.sections import Section, SectionedForm, ask_sections
from desktop.ui.several_found import SeveralFound
from desktop.ui.taken_up import tell_taken_up
from desktop.workspace.choices import modality_options, offered
from desktop.workspace.typed import postcode_area, postcode_problem

MOST_OF_A_KIND = 50  # the model's own bound
LONGEST = 60  # letters of a name: it is read in a list, in notices and among the steps
STAY, CHANGE, GIVE_UP = "stay", "change", "give_up"
Options = Sequence[tuple[str, str]]


def ask_scenario(
    page: Page, start: Scenario, lists: tuple[Options, Options], then: Callable[[Scenario], bool]
) -> Dialog:
    """Ask what would be different; `lists` are the mentors and the rules that may be set aside, as code and name."""
    draft = page.board.draft(f"scenario:{start.name}")
    form = SectionedForm(_sections(start, *lists), draft)
    tell_taken_up(form, draft, page.workspace.desk.today())

    def on_kept(values: dict[str, str]) -> bool:
        return then(read_scenario(values, start))

    title = _("What if something were different?")
    return ask_sections(page, title, form, _("Keep the scenario"), on_kept)


def _sections(start: Scenario, mentors: Options, rules: Options) -> list[Section]:
    gone = SeveralFound(mentors, hint=_("Any part of a name"), nobody=_("Nobody is gone."))
    days = Picks(offered("days"), _("Days dropped"))
    weights = _("The sliders as they are now are part of it.")
    running = Choice([
        (STAY, _("Stay as they are")), (CHANGE, _("At most this many change")),
        (GIVE_UP, _("Few change, giving up this per cent of points")),
    ])  # fmt: skip
    sections = [
        Section(_("Name"), "note", [
            Field("name", _("Name"), line(hint=_("Three more engineers"), most=LONGEST),
                  needed(_("Write a name.")), hint=weights),
        ], across=1),
        Section(_("Mentors gone"), "remove", [Field("gone", _("Mentors gone"), gone)], across=1),
        Section(_("Further mentors"), "plus", [Field("newcomers", _("Further mentors"), NewcomersEntry())], across=1,
                lead=_("How many, and of what kind. Each kind has a card of its own.")),
        Section(_("Days and rules"), "sessions", [
            Field("days", _("Days dropped"), days),
            Field("rules", _("Rules set aside"), Picks(rules, _("Rules set aside")),
                  hint=_("Rules that keep people safe always hold.")),
        ]),
        Section(_("Running pairs"), "matching", [
            Field("running", _("Pairs that run already"), running),
            Field("budget", _("How many pairs, or per cent"), line(), a_number(0, 1000)),
        ]),
    ]  # fmt: skip
    values = _values(start)
    for field in (field for section in sections for field in section.fields):
        field.put(values[field.key])
    return sections


class NewcomersEntry(Cards):
    """So many mentors of a kind, a card a kind."""

    def __init__(self) -> None:
        super().__init__(
            Kind(
                title=lambda n: _("Kind {n}").format(n=n),
                add=_("Add a kind of mentor"),
                remove=_("Remove"),
                removing=lambda n: _("Remove kind {n}").format(n=n),
                fields=_newcomer_fields,
                lacks=lambda said: "" if said["count"] else "count",
                lacking=_("Write how many."),
                wrong=_("Something here needs to be put right."),
            )
        )


def _newcomer_fields() -> list[Field]:
    return [
        Field("count", _("How many"), line(hint="3"), a_number(1, MOST_OF_A_KIND)),
        Field("sector", _("Their field"), Choice([("", _("Any field")), *offered("sectors")])),
        Field("time", _("Their time"), Choice(_times())),
        Field("modality", _("They meet"), Choice([("", _("Any way to meet")), *modality_options()[1:]])),
        Field("area", _("Their area"), line(hint=_("Near the school")), postcode_problem),
        Field("language", _("They speak"), Choice([("", _("English")), *offered("languages")])),
        Field("gender", _("They are"), Choice(_genders())),
    ]


def _times() -> list[tuple[str, str]]:
    """Return the days, any time of each, and then the times of each; a time's code holds its day."""
    days = [(code, _("{day}, any time").format(day=vocabulary("days").label(code))) for code, _word in offered("days")]
    return [("", _("Any day")), *days, *offered("slots")]


def _genders() -> list[tuple[str, str]]:
    return [("", _("Anyone")), (Gender.FEMALE.value, _("Women")), (Gender.MALE.value, _("Men"))]


def _newcomer_text(kind: Newcomers) -> dict[str, str]:
    return {
        "count": str(kind.count),
        "sector": kind.sector,
        "time": kind.slot or kind.day,
        "modality": kind.modality.value if kind.modality else "",
        "area": kind.area,
        "language": kind.language,
        "gender": kind.gender.value if kind.gender else "",
    }


def _newcomer(said: Mapping[str, str]) -> Newcomers:
    time = said["time"]
    return Newcomers(
        count=int(said["count"]),
        sector=said["sector"],
        day="" if "-" in time else time,
        slot=time if "-" in time else "",
        area=postcode_area(said["area"]) or "",
        language=said["language"],
        gender=Gender(said["gender"]) if said["gender"] else None,
        modality=Modality(said["modality"]) if said["modality"] else None,
    )


def _values(start: Scenario) -> dict[str, str]:
    running = CHANGE if start.change_at_most is not None else GIVE_UP if start.give_up_percent is not None else STAY
    amount = start.change_at_most if start.change_at_most is not None else start.give_up_percent
    return {
        "name": start.name,
        "gone": joined(start.without_mentors),
        "newcomers": joined_cards([_newcomer_text(kind) for kind in start.newcomers]),
        "days": joined(start.without_days),
        "rules": joined(start.relaxed),
        "running": running,
        "budget": "" if amount is None else f"{amount:g}",
    }


def read_scenario(values: dict[str, str], start: Scenario) -> Scenario:
    """Return the scenario that the fields say, with the weights it began with."""
    amount = int(values["budget"] or 0)
    return Scenario(
        name=values["name"].strip(),
        weights=start.weights,
        without_mentors=tuple(MentorId(one) for one in parted(values["gone"])),
        newcomers=tuple(_newcomer(said) for said in parted_cards(values["newcomers"])),
        without_days=parted(values["days"]),
        relaxed=parted(values["rules"]),
        change_at_most=amount if values["running"] == CHANGE else None,
        give_up_percent=min(100, amount) if values["running"] == GIVE_UP else None,
    )
