"""Gathers every text of the program into `alongside.pot` and brings each language's `.po` up to it.

Run it after changing texts, translate what is new, then run `compile.py`. A translation whose English is gone is
dropped; what is not translated yet stays empty and is shown in English.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1] / "desktop"
KEYWORDS = {"_": None, "ngettext": (1, 2)}
METHODS = [("**.py", "python")]


def gathered(source: Path = SOURCE) -> Catalog:
    """Return every text in the source, with the files it stands in (no lines: they would change with every edit)."""
    found = Catalog(project="Alongside", version="", copyright_holder="", msgid_bugs_address="", charset="utf-8")
    for name, _line, message, comments, context in extract_from_dir(source, METHODS, keywords=KEYWORDS):
        place = (f"{source.name}/{Path(name).as_posix()}", 1)
        found.add(message, locations=[place], auto_comments=comments, context=context)
    return found


def brought_up(written: Catalog, template: Catalog) -> Catalog:
    """Return a language's catalogue with exactly the texts of the template and the translations it had."""
    made = Catalog(locale=written.locale, charset="utf-8")
    for message in template:
        if message.id:
            known = written.get(message.id)
            said = known.string if known else ""
            if message.pluralizable and isinstance(said, str):
                said = (said,) * made.num_plurals
            made.add(message.id, said, locations=message.locations, flags=message.flags)
    return made


def extract_all() -> None:
    """Write the template and every language's catalogue; the head of a catalogue stays as it is written."""
    template = gathered()
    _write(HERE / "alongside.pot", template, head=b"")
    for path in sorted(HERE.rglob("*.po")):
        head, _blank, _rest = path.read_bytes().partition(b"\n\n")
        with path.open("rb") as text:
            written = read_po(text, locale=path.parts[-3])
        _write(path, brought_up(written, template), head=head + b"\n\n")


def _write(path: Path, catalog: Catalog, *, head: bytes) -> None:
    out = BytesIO()
    write_po(out, catalog, omit_header=True, include_lineno=False, sort_output=True, width=0)
    path.write_bytes(head + out.getvalue())


if __name__ == "__main__":
    extract_all()
