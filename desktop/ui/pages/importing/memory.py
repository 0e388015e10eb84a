"""What was told about a list and not brought in yet: there again when the same list comes back; no file is named."""

from collections.abc import MutableMapping
from hashlib import sha256

from pydantic import ValidationError

from desktop.i18n import _
from desktop.ui.switchboard import Switchboard
from desktop.workspace.importing import Examined, Told


class ToldBook:
    """Keeps by a list's own bytes what was put right in it, left out and decided."""

    def __init__(self, board: Switchboard) -> None:
        self._board = board

    def told_before(self, held: bytes) -> Told:
        """Return what was told about a list before the window closed or another one was looked at, and say so."""
        kept = self._draft(held).get("told", "")
        try:
            told = Told.model_validate_json(kept) if kept else Told()
        except ValidationError:  # written by another version
            return Told()
        if told != Told():
            self._board.say(_("What you put right in this file before is there again"))
        return told

    def told_of(self, held: bytes, shown: Examined) -> Told:
        """Return what was told about a file that is chosen again while it is shown: it may have changed meanwhile.

        What was said of its columns and letters holds for the new rows too; what was said line by line does not.
        """
        if held == shown.data:
            return shown.told
        now = self.told_before(held)
        if now != Told():
            return now
        kept = Told(kind=shown.told.kind, encoding=shown.told.encoding, mapping=shown.told.mapping)
        if kept != shown.told:
            self._board.say(_("This file has changed. What you said of its rows before is put aside"))
        return kept

    def remember(self, examined: Examined) -> None:
        """Keep what is told about the list shown."""
        draft = self._draft(examined.data)
        if examined.told == Told():
            draft.clear()
        else:
            draft["told"] = examined.told.model_dump_json()

    def forget(self, examined: Examined) -> None:
        """Forget what was told about a list: it was brought in."""
        self._draft(examined.data).clear()

    def _draft(self, held: bytes) -> MutableMapping[str, str]:
        """Return what was told about this very list, as it stands, and not brought in; no name of a file is kept."""
        return self._board.draft(f"import:{sha256(held).hexdigest()[:16]}")
