"""A language with exactly the words a test gives it."""

import struct
from pathlib import Path


def catalogue(texts: dict[str, str]) -> bytes:
    """Compile a catalogue as msgfmt does (gettext manual, The Format of GNU MO Files)."""
    pairs = sorted((key.encode(), value.encode()) for key, value in texts.items())
    start, tables, body = 28 + 16 * len(pairs), [b"", b""], b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += struct.pack("<II", len(pair[side]), start + len(body))
            body += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + tables[0] + tables[1] + body


def write_catalogue(folder: Path, texts: dict[str, str]) -> None:
    """Write a catalogue of Welsh that knows these texts and no others."""
    place = folder / "cy" / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    (place / "alongside.mo").write_bytes(catalogue({"": "Content-Type: text/plain; charset=UTF-8\n", **texts}))
