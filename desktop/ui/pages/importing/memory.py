"""What was told about a list and not brought in yet: there again when the same list comes back; no file is named."""

from collections.abc import MutableMapping
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from desktop.i18n import _
from desktop.ui.switchboard import Switchboard
from desktop.workspace.importing import Examined, Told


class ToldBook:
    """Keeps by a list's own bytes what was put right in it, left out and decided."""

    def __init__(self, board: Switchboard) -> None:
        self._board = board

    def told_before(self, held: Path | bytes) -> Told:
        """Return what was told about a list before the window closed or another one was looked at, and say so."""
        kept = self._draft(held).get("told", "")
        try:
            told = Told.model_validate_json(kept) if kept else Told()
        except ValidationError:  # written by another version
            return Told()
        if told != Told():
            self._board.say(_("What you put right in this file before is there again"))
        return told

    def remember(self, examined: Examined) -> None:
        """Keep what is told about the list shown."""
        draft = self._draft(examined.pasted or examined.path)
        if examined.told == Told():
            draft.clear()
        else:
            draft["told"] = examined.told.model_dump_json()

    def forget(self, examined: Examined) -> None:
        """Forget what was told about a list: it was brought in."""
        self._draft(examined.pasted or examined.path).clear()

    def _draft(self, held: Path | bytes) -> MutableMapping[str, str]:
        """Return what was told about this very list, as it stands, and not brought in; no name of a file is kept."""
        try:
            mark = sha256(held if isinstance(held, bytes) else held.read_bytes()).hexdigest()[:16]
        except OSError:  # reading the list says so
            mark = ""
        return self._board.draft(f"import:{mark}") if mark else {}
