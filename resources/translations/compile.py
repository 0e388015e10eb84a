"""Compiles every translation beside its source; run it after changing a `.po` file; twice changes nothing."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).resolve().parent


def compile_all() -> None:
    """Write each `.mo` beside its `.po`."""
    for source in sorted(HERE.rglob("*.po")):
        with source.open("rb") as text, source.with_suffix(".mo").open("wb") as out:
            write_mo(out, translated(read_po(text)))


def translated(written: Catalog) -> Catalog:
    """Return a catalogue without the texts that are not translated: an empty plural would be shown empty."""
    for message in list(written):
        if message.id and not "".join(message.string):
            written.delete(message.id, message.context)
    return written


if __name__ == "__main__":
    compile_all()
