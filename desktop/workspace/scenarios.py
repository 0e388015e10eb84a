"""Scenarios: sets of weights kept under a name, so that two ways of matching can be held against each other."""

import json

from desktop.errors import MatchingTrouble
from desktop.i18n import _
from desktop.models.record import Record
from desktop.models.remembered import Remembered
from desktop.workspace.desk import Desk

_PREFIX = "scenario:"
MOST = 6


class Scenario(Record):
    """Weights under a name."""

    name: str
    weights: dict[str, int]


class Scenarios:
    """Kept in the school's file; each keeping is a step that can be undone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> list[Scenario]:
        """Return the kept scenarios by name."""
        kept = (one for one in self._desk.store.all(Remembered) if one.id.startswith(_PREFIX))
        found = [Scenario(name=one.id.removeprefix(_PREFIX), weights=json.loads(one.value)) for one in kept]
        return sorted(found, key=lambda one: one.name.casefold())

    def keep(self, name: str, weights: dict[str, int]) -> Scenario:
        """Keep weights under a name, in place of those of before; Trouble without a name or beyond six scenarios."""
        name = name.strip()
        names = {one.name for one in self.all()}
        if not name:
            raise MatchingTrouble(_("A scenario needs a name."), _("Write what is special about it."))
        if name not in names and len(names) >= MOST:
            raise MatchingTrouble(_("There are six scenarios already."), _("Remove one first."))
        with self._desk.step(_("Save a scenario")) as step:
            step.put(Remembered(id=f"{_PREFIX}{name}", value=json.dumps(weights, sort_keys=True)))
        return Scenario(name=name, weights=weights)

    def drop(self, name: str) -> None:
        """Remove a scenario."""
        with self._desk.step(_("Remove a scenario")) as step:
            step.remove(Remembered, f"{_PREFIX}{name}")
