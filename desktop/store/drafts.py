"""What was typed into a form and not kept: encrypted in the file, outside journal and undo, and nobody's record.

It says nothing about anybody until a step makes a record of it, so it leaves no entry; what is forgotten is gone.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from desktop.store.engine import Engine

LONGEST = 100_000  # characters of one draft; a form holds a few hundred
MOST = 500  # drafts at once; the oldest go first


class Drafts:
    """The drafts of an open file, by the name of their form."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def all(self) -> dict[str, str]:
        """Return every draft by its form, the oldest first."""
        return dict(self._engine.rows("SELECT form, value FROM drafts ORDER BY at, row"))

    def keep(self, drafts: Mapping[str, str]) -> None:
        """Keep the text of some forms in place of what was kept of them; an empty text forgets the form's draft."""
        at = self._clock().isoformat()
        rows = [(form, at, text) for form, text in drafts.items() if 0 < len(text) <= LONGEST]
        with self._engine.immediate():
            self._engine.many("DELETE FROM drafts WHERE form = ?", [(form,) for form in drafts])
            self._engine.many("INSERT INTO drafts (form, at, value) VALUES (?, ?, ?)", rows)
            self._engine.run(
                "DELETE FROM drafts WHERE row NOT IN (SELECT row FROM drafts ORDER BY at DESC, row DESC LIMIT ?)",
                (MOST,),
            )


def forget_of(engine: Engine, person: str) -> None:
    """Forget the drafts about a person, and of lists, which name no ids, inside the transaction that erases them."""
    engine.run(
        "DELETE FROM drafts WHERE instr(form, ?) OR instr(value, ?) OR form LIKE 'import:%'",
        (person, person),
    )
