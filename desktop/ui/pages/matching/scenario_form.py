"""The form of a scenario: what would be different, in plain fields; it works nothing out."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.i18n import _, ngettext
from desktop.models.record import MentorId
from desktop.models.scenarios import Newcomers, Scenario
from desktop.models.vocabulary import vocabulary
from desktop.ui.choices import Choice
from desktop.ui.dialogs import Dialog, ask_form
from desktop.ui.forms import Field, Form, a_number, line, needed
from desktop.ui.picks import Picks

MOST_NAMES = 300  # a list of more names is no list to tick in; the command line takes any name
COUNTS = (0, 1, 2, 3, 5, 10)
STAY, CHANGE, GIVE_UP = "stay", "change", "give_up"
Options = Sequence[tuple[str, str]]


def ask_scenario(
    window: QWidget, start: Scenario, lists: tuple[Options, Options], then: Callable[[Scenario], bool]
) -> Dialog:
    """Ask what would be different; `lists` are the mentors and the rules that may be set aside, as code and name."""
    form = Form(_fields(start, *lists))

    def on_kept(values: dict[str, str]) -> bool:
        return then(read_scenario(values, start))

    title = _("What if something were different?")
    return ask_form(window, title, form, _("Keep the scenario"), on_kept)


def _fields(start: Scenario, mentors: Options, rules: Options) -> list[Field]:
    kind = start.newcomers[0] if start.newcomers else None
    anything = [("", _("Any field"))]
    sectors = Choice([*anything, *_words("sectors")])
    days = Choice([("", _("Any day")), *_words("days")])
    running = Choice([
        (STAY, _("Stay as they are")), (CHANGE, _("At most so many change")),
        (GIVE_UP, _("Few change, for so many per cent")),
    ])  # fmt: skip
    weights = _("The sliders as they stand are part of it.")
    fields = [
        Field("name", _("Name"), line(hint=_("Three more engineers")), needed(_("Write a name.")), hint=weights),
        Field("gone", _("Mentors gone"), Picks(mentors[:MOST_NAMES], _("Mentors gone"))),
        Field("more", _("Further mentors"), Choice([(str(n), _more(n)) for n in COUNTS])),
        Field("sector", _("Their field"), sectors),
        Field("day", _("Their day"), days),
        Field("area", _("Their area"), line(hint=_("Near the school"))),
        Field("days", _("Days dropped"), Picks(_words("days"), _("Days dropped"))),
        Field("rules", _("Rules set aside"), Picks(rules, _("Rules set aside")),
              hint=_("Rules that keep people safe always stand.")),
        Field("running", _("Pairs that run already"), running),
        Field("budget", _("How many pairs, or per cent"), line(), a_number(0, 1000)),
    ]  # fmt: skip
    values = _values(start, kind)
    for field in fields:
        field.put(values[field.key])
    return fields


def _words(name: str) -> Options:
    known = vocabulary(name)
    return [(code, known.label(code)) for code in known.codes]


def _more(count: int) -> str:
    return ngettext("{n} more mentor", "{n} more mentors", count) if count else _("None")


def _values(start: Scenario, kind: Newcomers | None) -> dict[str, str]:
    running = CHANGE if start.change_at_most is not None else GIVE_UP if start.give_up_percent is not None else STAY
    amount = start.change_at_most if start.change_at_most is not None else start.give_up_percent
    return {
        "name": start.name,
        "gone": " ".join(start.without_mentors),
        "more": str(kind.count if kind else 0),
        "sector": kind.sector if kind else "",
        "day": kind.day if kind else "",
        "area": kind.area if kind else "",
        "days": " ".join(start.without_days),
        "rules": " ".join(start.relaxed),
        "running": running,
        "budget": "" if amount is None else f"{amount:g}",
    }


def read_scenario(values: dict[str, str], start: Scenario) -> Scenario:
    """Return the scenario that the fields say; kinds of newcomers beyond the first are kept as they were."""
    count, amount = int(values["more"] or 0), int(values["budget"] or 0)
    own = {"sector": values["sector"], "day": values["day"], "area": values["area"].strip().upper()}
    first = (Newcomers(count=count, **own),) if count else ()
    return Scenario(
        name=values["name"].strip(),
        weights=start.weights,
        without_mentors=tuple(MentorId(one) for one in values["gone"].split()),
        newcomers=(*first, *start.newcomers[1:]),
        without_days=tuple(values["days"].split()),
        relaxed=tuple(values["rules"].split()),
        change_at_most=amount if values["running"] == CHANGE else None,
        give_up_percent=min(100, amount) if values["running"] == GIVE_UP else None,
    )
