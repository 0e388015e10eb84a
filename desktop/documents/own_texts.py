"""A school's own file of texts: read, and looked over before a family reads it; each fault is said with its place."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from desktop.documents import fonts
from desktop.documents.catalogue import PLACE, SOURCE, Catalogue, catalogue, parsed
from desktop.documents.directions import reads_backwards
from desktop.errors import DocumentTrouble
from desktop.i18n import _

_REQUIRED = ("words", "consent")
_MAX_BYTES = 512 * 1024
_MOST_LETTERS = 12


def read_catalogue(path: Path) -> Catalogue:
    """Return a school's own catalogue from a TOML file. Raises DocumentTrouble that says what is wrong, and where."""
    found = _shaped(_bytes_of(path))
    _whole(found)
    compared(found)
    _printable(found)
    return found


def compared(own: Catalogue) -> None:
    """Raise DocumentTrouble where a catalogue lacks a text of the English one, or a fact that its text tells."""
    source = catalogue(SOURCE)
    for key in source.texts:
        section = key.split(".")[0]
        if key not in own.texts and (section in _REQUIRED or own.has(section)):
            raise DocumentTrouble(
                _("The form text “{key}” is missing.").format(key=key),
                _("Copy it from the English texts and put it in words."),
            )
    for key in own.texts:
        _same_facts(own, source, key)


def _same_facts(own: Catalogue, source: Catalogue, key: str) -> None:
    here, known = _places(own, key), _places(source, key)
    if strange := sorted(here - known):
        raise DocumentTrouble(
            _("The form text “{key}” asks for “{fact}”.").format(key=key, fact=strange[0]),
            _("Use only words in braces that the same English text has."),
        )
    if left_out := sorted(known - here) if key in own.texts and key in source.texts else []:
        raise DocumentTrouble(
            _("The form text “{key}” leaves out “{fact}”.").format(key=key, fact=f"{{{left_out[0]}}}"),
            _("Every word in braces of the English text must stay, or families aren’t told it."),
        )


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MAX_BYTES:
            reason = _("This file is too large to be form texts.")
            raise DocumentTrouble(reason, _("Choose a file made from a copy of the English texts."))
        return path.read_bytes()
    except OSError as trouble:
        raise DocumentTrouble(_("The file of form texts can’t be read."), _("Choose the file again.")) from trouble


def _shaped(data: bytes) -> Catalogue:
    start = _("Start from a copy of the English texts and change the words.")
    try:
        return parsed(data)
    except UnicodeDecodeError as trouble:
        advice = _("Save it as UTF-8: most editors ask for the encoding under Save as.")
        raise DocumentTrouble(_("The file of form texts isn’t plain text in UTF-8."), advice) from trouble
    except tomllib.TOMLDecodeError as trouble:
        reason = _("The file of form texts isn’t in the right shape: {what}.").format(what=trouble)
        raise DocumentTrouble(reason, _("Compare that line with the same line of the English texts.")) from trouble
    except ValidationError as trouble:
        name = ".".join(str(part) for part in trouble.errors()[0]["loc"][:1])
        reason = _("The line “{name}” under [catalogue] isn’t in the right shape.").format(name=name)
        raise DocumentTrouble(reason, _("Compare it with the same line of the English texts.")) from trouble
    except TypeError as trouble:
        reason = _("The form text “{key}” isn’t in the right shape.").format(key=trouble)
        raise DocumentTrouble(reason, _("Put it in words between quotation marks.")) from trouble
    except (KeyError, ValueError, AttributeError, RecursionError) as trouble:
        raise DocumentTrouble(_("The file of form texts isn’t in the right shape."), start) from trouble


def _whole(own: Catalogue) -> None:
    """Raise DocumentTrouble for texts that are empty or nobody will ask for, dates that say no day, or a wrong way."""
    for key, text in own.texts.items():
        if key not in catalogue(SOURCE).texts:
            reason = _("There is no form text called “{key}”.").format(key=key)
            raise DocumentTrouble(reason, _("Look how it is spelt in the English texts."))
        parts = (text,) if isinstance(text, str) else text
        if not parts or not all(fonts.clean(part) for part in parts):
            raise DocumentTrouble(_("The form text “{key}” is empty.").format(key=key), _("Put it in words."))
    if set(PLACE.findall(own.date_form)) != {"day", "month", "year"} or not all(map(fonts.clean, own.months)):
        reason = _("The dates of these form texts don’t say day, month and year.")
        raise DocumentTrouble(reason, _("Write date_form with {day}, {month} and {year}, and twelve months."))
    if "consent.lead" in own.texts and reads_backwards(PLACE.sub("", own.text("consent.lead"))) != own.rtl:
        reason = _("These form texts run the other way than their line “rtl” says.")
        raise DocumentTrouble(reason, _("Write rtl = true for a language that is read from right to left."))


def _printable(own: Catalogue) -> None:
    lacking = [letter for text in _all_texts(own) for letter in fonts.missing(text, "plain", own.language)]
    if lacking:
        letters = " ".join(list(dict.fromkeys(lacking))[:_MOST_LETTERS])
        raise DocumentTrouble(
            _("This computer has no printed letters for: {letters}").format(letters=letters),
            _("Forms can be printed in Latin, Greek, Cyrillic, Arabic and Bengali letters."),
        )


def _all_texts(own: Catalogue) -> Iterator[str]:
    yield from (own.name, own.draft_note, *own.months)
    for text in own.texts.values():
        yield from (text,) if isinstance(text, str) else text


def _places(where: Catalogue, key: str) -> set[str]:
    found = where.texts.get(key, "")
    return set(PLACE.findall(found if isinstance(found, str) else " ".join(found)))
