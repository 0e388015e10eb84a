"""Scenarios kept under a name, so that ways of matching can be held against each other another day."""

import json

from desktop.errors import MatchingTrouble
from desktop.i18n import _, ngettext
from desktop.models.people import Mentor
from desktop.models.remembered import Remembered
from desktop.models.scenarios import Scenario
from desktop.models.vocabulary import vocabulary
from desktop.workspace.desk import Desk

_PREFIX = "scenario:"
MOST = 6


class Scenarios:
    """Kept in the school's file; each keeping is a step that can be undone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> list[Scenario]:
        """Return the kept scenarios by name."""
        kept = (one for one in self._desk.store.all(Remembered) if one.id.startswith(_PREFIX))
        return sorted((_read(one) for one in kept), key=lambda one: one.name.casefold())

    def named(self, name: str) -> Scenario:
        """Return a kept scenario; Trouble where there is none of that name."""
        found = next((one for one in self.all() if one.name.casefold() == name.strip().casefold()), None)
        if found is None:
            raise MatchingTrouble(_("There is no scenario of this name."), _("Look at the list of scenarios."))
        return found

    @staticmethod
    def rules() -> tuple[tuple[str, str], ...]:
        """Return the rules that a scenario may set aside, as code and name; those that keep people safe are not."""
        from desktop.rules.eligibility import rules

        return tuple((code, _(rule.name)) for code, rule in rules().items() if rule.relaxable)

    def words(self, scenario: Scenario, *, weights: str = "") -> str:
        """Return all that is different in a scenario, in a line; `weights` says so of its weights."""
        rules = dict(self.rules())
        gone = [one.name for one in self._desk.store.page(Mentor, scenario.without_mentors)]
        days = [vocabulary("days").label(day) for day in scenario.without_days]
        parts = [
            *(_("without {name}").format(name=name) for name in gone),
            *(kind.sentence for kind in scenario.newcomers),
            *(_("no {day}").format(day=day) for day in days),
            *(_("“{rule}” set aside").format(rule=rules.get(code, code)) for code in scenario.relaxed),
            _budget(scenario),
            weights,
        ]
        return "; ".join(part for part in parts if part) or _("other weights only")

    def keep(self, scenario: Scenario, *, instead_of: str = "") -> Scenario:
        """Keep a scenario under its name, in place of one of before; Trouble without a name or beyond six scenarios."""
        scenario = scenario.model_copy(update={"name": scenario.name.strip()})
        names = {one.name for one in self.all()} - {instead_of}
        if not scenario.name:
            raise MatchingTrouble(_("A scenario needs a name."), _("Write what is special about it."))
        if scenario.name not in names and len(names) >= MOST:
            raise MatchingTrouble(_("There are six scenarios already."), _("Remove one first."))
        with self._desk.step(_("Keep a scenario")) as step:
            if instead_of and instead_of != scenario.name:
                step.remove(Remembered, f"{_PREFIX}{instead_of}")
            step.put(Remembered(id=f"{_PREFIX}{scenario.name}", value=scenario.model_dump_json(exclude_defaults=True)))
        return scenario

    def drop(self, name: str) -> None:
        """Remove a scenario."""
        with self._desk.step(_("Remove a scenario")) as step:
            step.remove(Remembered, f"{_PREFIX}{name}")


def _read(kept: Remembered) -> Scenario:
    """Read a kept scenario; the first ones were weights alone."""
    found = json.loads(kept.value)
    name = kept.id.removeprefix(_PREFIX)
    return Scenario.model_validate(found if "name" in found else {"name": name, "weights": found})


def _budget(scenario: Scenario) -> str:
    if scenario.change_at_most is not None:
        return ngettext("at most {n} running pair changes", "at most {n} running pairs change", scenario.change_at_most)
    if scenario.give_up_percent is not None:
        return _("running pairs change, giving up at most {n:g}% of the points").format(n=scenario.give_up_percent)
    return ""
