"""What is being typed into forms, kept in the school's encrypted file within half a second; it knows no form."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from desktop.workspace import Workspace

WAIT_MS = 500
FEW = 20  # people or pairs that a draft's name holds


def mark_of(ids: Iterable[str]) -> str:
    """Return a mark of some people or pairs, by which the draft of a form about them is found again.

    Of a few it names them, so that erasing one of them takes the draft along; of many it says nothing of any.
    """
    found = sorted(ids)
    named = ",".join(found)
    return named if len(found) <= FEW else sha256(named.encode()).hexdigest()[:16]


class Draft(MutableMapping[str, str]):
    """What was typed into one form and not kept, by field; every change of it is kept soon."""

    def __init__(self, values: Mapping[str, str], since: datetime | None, touched: Callable[[], object]) -> None:
        self.since = since
        self._values = dict(values)
        self._touched = touched

    def __getitem__(self, key: str) -> str:
        return self._values[key]

    def __setitem__(self, key: str, value: str) -> None:
        if self._values.get(key) != value:
            self._values[key] = value
            self.since = datetime.now(UTC)
            self._touched()

    def __delitem__(self, key: str) -> None:
        del self._values[key]
        self._touched()

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class DraftBook(QObject):
    """All drafts of a window; `flush` keeps what is not kept yet, as before the window locks or closes.

    `flushing` says so to who keeps what is typed as a step of its own, such as a pair's note.
    """

    flushing = Signal()

    def __init__(
        self, workspace: "Workspace", attempt: Callable[[Callable[[], object]], object], held: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._attempt = attempt
        self._held = held
        self._drafts: dict[str, Draft] = {}
        self._changed: set[str] = set()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._keep)
        self._read = False

    def draft(self, form: str) -> Draft:
        """Return what was typed into a form before, perhaps on another day, and not kept."""
        self._read_kept()
        if form not in self._drafts:
            self._drafts[form] = Draft({}, None, partial(self._on_touched, form))
        return self._drafts[form]

    def _read_kept(self) -> None:
        if self._read:
            return
        self._read = True
        for form, kept in self._workspace.drafts.all().items():
            self._drafts[form] = Draft(kept.values, kept.at, partial(self._on_touched, form))

    def _on_touched(self, form: str) -> None:
        self._changed.add(form)
        if not self._wait.isActive():
            self._wait.start()

    def flush(self) -> None:
        """Keep now what was typed since the last time; what else is being typed is kept by whoever hears of it."""
        if not self._held():
            self.flushing.emit()
        self._keep()

    def _keep(self) -> None:
        if self._held():  # the file can't be written while a worker writes it
            self._wait.start()
            return
        self._wait.stop()
        changed, self._changed = self._changed, set()
        if changed:
            self._attempt(lambda: self._workspace.drafts.keep({form: self._drafts[form] for form in changed}))
