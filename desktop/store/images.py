"""How the journal writes rows down and seals them: text, salted digests and the hash that links entries."""

import hashlib
import json
from collections.abc import Sequence

from pydantic_core import to_json

from desktop.store.engine import Row
from desktop.store.tables import R, Table

BEGINNING = bytes(32)  # what the first entry is linked to


def canonical(value: object) -> str:
    """Return JSON without spaces, as the journal writes it."""
    return to_json(value).decode()


def image(table: Table[R], row: Row | None) -> str | None:
    """Return a row as JSON text by column, None for an absent one."""
    return None if row is None else canonical(dict(zip(table.columns, row, strict=True)))


def row_of(table: Table[R], text: str) -> Row:
    """Return the row of an image. A column that an older version of the app didn't have is None."""
    values = json.loads(text)
    return tuple(values.get(name) for name in table.columns)


def digest(salt: bytes, before: str | None, after: str | None) -> bytes:
    """Seal what a row was before and after a change; without the salt nothing can be guessed from the seal."""
    return hashlib.sha256(salt + canonical([before, after]).encode()).digest()


def link_hash(previous: bytes, head: Row, changes: Sequence[tuple[str, str, bytes]]) -> bytes:
    """Return the hash of an entry: over the hash before it, all that it says of itself, and its changes' digests."""
    said = canonical([*head, [[kind, record, seal.hex()] for kind, record, seal in changes]])
    return hashlib.sha256(previous + said.encode()).digest()
