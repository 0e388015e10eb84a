"""Gathers every text of the program into `alongside.pot` and brings each language's `.po` up to it.

Run it after changing texts, translate what is new, then run `compile.py`; running either twice changes nothing. What
is not translated yet stays empty and is shown in English. A translation whose English is gone stays at the end of its
catalogue (`#~`) until somebody deletes it there, and is told with the new English nearest to it, so that it can be
brought over; if its English comes back, so does it.

Gathered are the calls of `_`, `ngettext`, `pgettext` and `noted` in the source, and the texts of the data files that
people read: the data keep their English, and whoever shows one says it by `_`, or by `pgettext` where `DATA` names a
context. The papers for families (`resources/forms`) are content with versions of their own and not among them.
"""

import hashlib
import sys
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parent
SOURCE = RESOURCES.parent / "desktop"
WHY = "{why}"  # a sentence that says nothing itself: another text stands in it
KEYWORDS = {"_": None, "noted": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
METHODS = [("**.py", "python")]


class Entries(NamedTuple):
    """Which keys of a table in some data files are read by people, and the context `pgettext` names for them."""

    files: str
    table: str
    keys: tuple[str, ...]
    context: str = ""


DATA = (
    Entries("rules/rules.toml", "rule", ("name", "sentence", "advice")),
    Entries("rules/weights.toml", "criterion", ("name", "words")),
    Entries("surveys.toml", "survey", ("label", "source", "low_word", "high_word"), "survey"),
    Entries("surveys.toml", "survey.item", ("text",), "survey"),
    Entries("anonymity/*.toml", "visible", ("label",), "record"),
    Entries("anonymity/*.toml", "private", ("label",), "record"),
    Entries("anonymity/*.toml", "words", (), "record"),
    Entries("aliases/mentees.toml", "field", ("label",), "heading"),
    Entries("aliases/mentors.toml", "field", ("label",), "heading"),
    Entries("vocabularies/*.toml", "entry", ("label",), "word"),
)


def gathered(source: Path = SOURCE) -> Catalog:
    """Return every text in the source, with the files it stands in (no lines: they would change with every edit)."""
    found = Catalog(project="Alongside", version="", copyright_holder="", msgid_bugs_address="", charset="utf-8")
    for name, _line, message, comments, context in extract_from_dir(source, METHODS, keywords=KEYWORDS):
        place = (f"{source.name}/{Path(name).as_posix()}", 1)
        found.add(message, locations=[place], auto_comments=comments, context=context)
    return found


def everything() -> Catalog:
    """Return every text of the program: those of the source, then those of the data files."""
    found = gathered()
    for where in DATA:
        for path in sorted(RESOURCES.glob(where.files)):
            for text in _texts_of(tomllib.loads(path.read_text("utf-8")), where):
                place = path.relative_to(RESOURCES.parent).as_posix()
                found.add(text, locations=[(place, 1)], context=where.context or None)
    return found


def _texts_of(data: dict[str, Any], where: Entries) -> Iterator[str]:
    table, _dot, inner = where.table.partition(".")
    if inner:
        for outer in data[table]:
            yield from _texts_of(outer, where._replace(table=inner))
    elif not where.keys:
        yield from data[table].values()
    else:
        said = (entry.get(key, "") for entry in data[table] for key in where.keys)
        yield from (text for text in said if text and text != WHY)


def brought_up(written: Catalog, template: Catalog) -> Catalog:
    """Return a language's catalogue with exactly the texts of the template and the translations it had or once had."""
    made = Catalog(locale=written.locale, charset="utf-8")
    once = {(one.id, one.context): one for one in written.obsolete.values()}
    for message in texts(template):
        known = written.get(message.id, message.context) or once.get((message.id, message.context))
        said = known.string if known else ""
        if message.pluralizable and isinstance(said, str):
            said = (said,) * made.num_plurals
        made.add(message.id, said, locations=message.locations, flags=message.flags, context=message.context)
    for one in [*texts(written), *written.obsolete.values()]:
        if said_something(one) and made.get(one.id, one.context) is None:
            made.obsolete[_key(one)] = Message(one.id, one.string, context=one.context, flags=one.flags)
    return made


def texts(catalog: Catalog) -> Iterator[Message]:
    """Give every text of a catalogue, without its head."""
    return (message for message in catalog if message.id)


def said_something(message: Message) -> bool:
    """Return whether a text is translated at all."""
    return bool("".join(message.string))


def gone(catalog: Catalog) -> list[tuple[str, str, str]]:
    """Return the translations that no text asks for any more: the English they had, what they say, the nearest new."""
    free = [in_line(message.id) for message in texts(catalog) if not said_something(message)]
    lost = sorted(catalog.obsolete.values(), key=lambda message: in_line(message.id))
    return [
        (in_line(message.id), in_line(message.string), "".join(get_close_matches(in_line(message.id), free, n=1)))
        for message in lost
    ]


def in_line(text: str | tuple[str, ...]) -> str:
    """Return a text, or the forms of a plural, as one line."""
    return text if isinstance(text, str) else " | ".join(text)


def extract_all() -> None:
    """Write the template and every language's catalogue; the head of a catalogue stays as it is written."""
    template = everything()
    _write(HERE / "alongside.pot", template, head=b"")
    for path in sorted(HERE.rglob("*.po")):
        head, _blank, _rest = path.read_bytes().partition(b"\n\n")
        with path.open("rb") as text:
            written = read_po(text, locale=path.parts[-3])
        made = brought_up(written, template)
        _write(path, made, head=head + b"\n\n")
        _tell(path.parts[-3], made)


def help_to_do(language: str) -> list[tuple[str, str]]:
    """Return the help pages whose translation is missing or says an older English, with the first line it needs."""
    found = []
    for page in sorted((RESOURCES / "help").glob("*.md")):
        mark = f"[//]: # (of {hashlib.sha256(page.read_text('utf-8').encode()).hexdigest()[:12]})"
        theirs = page.parent / language / page.name
        if not theirs.exists() or theirs.read_text("utf-8").partition("\n")[0] != mark:
            found.append((page.name, mark))
    return found


def _tell(language: str, catalog: Catalog) -> None:
    left = sum(not said_something(message) for message in texts(catalog))
    lines = [f"{language}: {len(catalog)} texts, {left} not translated"]
    for english, said, nearest in gone(catalog):
        lines.append(f"  gone: {english!r}\n    said: {said!r}\n    nearest new: {nearest!r}")
    lines += [
        f"  help/{language}/{page} is to be brought up, then begin with {mark}" for page, mark in help_to_do(language)
    ]
    sys.stdout.write("\n".join(lines) + "\n")


def _key(message: Message) -> str | tuple[str, str]:
    english = message.id if isinstance(message.id, str) else message.id[0]
    return (english, message.context) if message.context else english


def _write(path: Path, catalog: Catalog, *, head: bytes) -> None:
    out = BytesIO()
    write_po(out, catalog, omit_header=True, include_lineno=False, sort_output=True, width=0)
    path.write_bytes(head + out.getvalue())


if __name__ == "__main__":
    extract_all()
