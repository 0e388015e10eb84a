"""What was typed into forms and not kept, as values: it is nobody's record, leaves no entry and can't be undone."""

import json
from collections.abc import Mapping
from datetime import datetime

from desktop.models.record import Record
from desktop.workspace.desk import Desk


class Draft(Record):
    """What stood in a form's fields that somebody changed, and when (UTC) the last letter was typed."""

    at: datetime
    values: dict[str, str]


class Drafts:
    """The drafts in the school's encrypted file, by the name of their form."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> dict[str, Draft]:
        """Return every draft; one that can't be read any more is left out."""
        found = {}
        for form, text in self._desk.store.drafts.all().items():
            try:
                found[form] = Draft.model_validate(json.loads(text))
            except ValueError:
                continue
        return found

    def keep(self, drafts: Mapping[str, Mapping[str, str]]) -> None:
        """Keep what stands in some forms now; a form with nothing typed has no draft any more."""
        at = self._desk.now().isoformat()
        texts = {
            form: json.dumps({"at": at, "values": dict(values)}, ensure_ascii=False) if values else ""
            for form, values in drafts.items()
        }
        self._desk.store.drafts.keep(texts)
