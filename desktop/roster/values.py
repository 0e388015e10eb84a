"""What single cells mean: ticks, year groups, SEN codes, sex, percentages, postcodes, e-mail, phones.

Each reader takes clean text and returns a value with perhaps a fault; it knows no row and no column.
"""

import re

from desktop.i18n import _
from desktop.models.people import Gender, Modality, PersonState, Sen, Sex
from desktop.models.vocabulary import fold, vocabulary
from desktop.roster.reading import Fault
from desktop.roster.words import words

_YEAR = re.compile(
    r"(?:n\.?c\.?|national curriculum)?\s*(?:year|yr|y|blwyddyn|bl)?\s*(?:group|grp)?[\s.\-:]*"
    r"(\d{1,2})(?:\.0)?\b(?!\s*[/\d%])",
    re.I,
)
_YEAR_WITHIN = re.compile(r"\b(?:year|yr|y)\s*(\d{1,2})\b", re.I)
_OUTWARD = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})?", re.I)
_EMAIL = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[^@\s,;<>()\"]{2,}")
SHORTEST_CERTIFICATE = 9
_PHONE = re.compile(r"\+?\(?\d[\d\s()\-./]{7,19}(?:\s*(?:x|ext\.?)\s*\d{1,6})?")


def is_blank(text: str) -> bool:
    """Whether a cell is empty or says so in words: a dash, 'N/A', 'TBC', 'not known'."""
    return not text or text.casefold() in words().blank


def read_flag(text: str) -> tuple[bool | None, Fault | None]:
    """Return what a yes-or-no cell says, in whole words, by its first word, or by a tick."""
    known = words()
    word = fold(text)
    if word in known.yes or not known.ticks.isdisjoint(text):
        return True, None
    if word in known.no or text in known.crosses:
        return False, None
    opening = fold(re.split(r"[\s\-–—:(,;/]", text, maxsplit=1)[0])
    if opening in known.begins_yes:
        return True, None
    if opening in known.begins_no:
        return False, None
    return None, _unread(text, _("yes or no"), _("Write Yes or No, or leave the cell empty."))


def read_year(text: str) -> tuple[int | None, Fault | None]:
    """Return a national curriculum year from '9', 'Year 9', 'Y9', '09', '9.0', 'Lower sixth'."""
    word = fold(text)
    for sixth, year in words().years.items():
        if word.removeprefix("year").startswith(sixth):
            return year, None
    found = _YEAR.match(text) or _YEAR_WITHIN.search(text)
    year = int(found[1]) if found else words().numbers.get(re.sub(r"^(year|yr|y)", "", word), 0)
    if 1 <= year <= 14:
        return year, None
    return None, _unread(text, _("a year group"), _("Write the year as a number from 7 to 14."))


def read_sen(text: str) -> tuple[Sen | None, Fault | None]:
    """Return the census code of special needs from 'K', 'K - SEN Support', 'EHCP', 'No SEN' or a plain yes or no."""
    code = re.match(r"([NKES])(?:$|[\s\-–—:(=/.])", text.upper())
    if code:
        return Sen(code[1]), None
    word = fold(text)
    for sen, beginnings in words().sen:
        if word.startswith(beginnings):
            return sen, None
    said, fault = read_flag(text)
    if said is False:
        return Sen.NONE, None
    if said is True or word in {"sen", "send", "aln", "ady"}:
        reason = _("“{text}” doesn’t say which special need, so it was read as SEN support.").format(text=text[:40])
        return Sen.SUPPORT, Fault("sen_yes", reason, _("Write N, K or E."))
    return None, fault and _unread(text, _("a SEN code"), _("Write N, K, E or S."))


def read_sex(text: str) -> tuple[Sex | None, Fault | None]:
    """Return sex as a school records it; other words are left out, not guessed."""
    word = fold(text)
    if word in {"f", "female", "girl", "g", "woman", "benyw", "b/f"}:
        return Sex.FEMALE, None
    if word in {"m", "male", "boy", "b", "man", "gwryw"}:
        return Sex.MALE, None
    return None, _unread(text, _("M or F"), _("Leave the cell empty where it isn’t known."))


def read_gender(text: str) -> tuple[Gender | None, Fault | None]:
    """Return gender as a volunteer states it; a word of their own counts as 'other'."""
    code = vocabulary("genders").code(text)
    if code is None and is_blank(text):
        return None, None
    return Gender(code or Gender.OTHER), None


def read_modality(text: str) -> tuple[Modality | None, Fault | None]:
    """Return how someone would like to meet, None without a fault where they don't mind."""
    code = vocabulary("modalities").code(text)
    if code:
        return Modality(code), None
    word = fold(text)
    near, far = (
        any(w in word for w in ("person", "face", "f2f", "school")),
        any(w in word for w in ("online", "virtual", "video", "remote", "teams", "zoom")),
    )
    if any(w in word for w in ("nopreference", "dontmind", "any", "noprefer", "flexible")) and not (near or far):
        return None, None
    if any(w in word for w in ("hybrid", "mix", "blend", "both", "either")) or (near and far):
        return Modality.HYBRID, None
    if near or far:
        return (Modality.FACE_TO_FACE if near else Modality.VIRTUAL), None
    return None, _unread(text, _("a way to meet"), _("Write Face to face, Hybrid or Online."))


def read_percent(text: str) -> tuple[float | None, Fault | None]:
    """Return a percentage from '93.4', '93.4%' or the fraction 0.934 that spreadsheets store."""
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?)\s*(%|per ?cent)?", text, re.I)
    value = float(found[1].replace(",", ".")) if found else -1.0
    if found and not found[2] and value <= 1.0:
        value *= 100
    if 0 <= value <= 100:
        return value, None
    return None, _unread(text, _("a percentage"), _("Write a number from 0 to 100."))


def read_number(text: str) -> tuple[float | None, Fault | None]:
    """Return the first number in a cell, written in figures or words: '2', 'Two', '2 mentees', '10 miles'."""
    found = re.search(r"\d{1,4}(?:[.,]\d{1,2})?", text)
    if found:
        return float(found[0].replace(",", ".")), None
    number = words().numbers.get(fold(re.split(r"\s", text, maxsplit=1)[0]))
    if number is not None:
        return float(number), None
    return None, _unread(text, _("a number"), _("Write it in figures."))


def read_outward(text: str) -> tuple[str | None, Fault | None]:
    """Return the outward half of a postcode ('CF10' of 'CF10 1AA'); the rest is never kept."""
    found = _OUTWARD.fullmatch(re.sub(r"[\s.\-]", "", text))
    if found:
        return found[1].upper(), None
    return None, Fault("postcode", _("This is not a postcode."), _("Write a UK postcode, or leave the cell empty."))


def read_email(text: str) -> tuple[str | None, Fault | None]:
    """Return an e-mail address in lower case, taken out of 'Name <address>' or 'mailto:' where needed."""
    found = _EMAIL.search(text.removeprefix("mailto:"))
    if found:
        return found[0].lower().rstrip("."), None
    return None, _unread(text, _("an e-mail address"), _("Check the address."))


def read_phone(text: str) -> tuple[str | None, Fault | None]:
    """Return a phone number as written; the zero that a spreadsheet took off the front is put back."""
    if re.fullmatch(r"[1237]\d{9}", text):
        return f"0{text}", None
    if _PHONE.search(text):
        return text, None
    return None, _unread(text, _("a phone number"), _("Check the number."))


def read_certificate(text: str) -> tuple[str | None, Fault | None]:
    """Return a certificate's number as written; words such as 'pending' are no number, a short one is told.

    DBS numbers have 12 digits, of which a spreadsheet takes leading zeros off; PVG and AccessNI numbers are longer.
    """
    digits = sum(map(str.isdigit, text))
    if digits < 4:
        return None, _unread(text, _("a certificate number"), _("Enter the number when the certificate has been seen."))
    if digits < SHORTEST_CERTIFICATE:
        reason = _("“{text}” is short for a certificate number: a DBS number has 12 digits.").format(text=text[:40])
        return text[:40], Fault("short_certificate", reason, _("Check it against the certificate."))
    return text[:40], None


def read_training(text: str) -> tuple[str | None, Fault | None]:
    """Return how far training is, as written; what says neither done nor to come is told. The gate is the date's."""
    known = words().training
    if fold(text).startswith(known) or read_flag(text)[1] is None:
        return text[:500], None
    reason = _("“{text}” doesn’t say whether the training is complete.").format(text=text[:40])
    return text[:500], Fault("training", reason, _("Write Complete, Booked or Not yet, and the date once it is done."))


def read_state(text: str) -> tuple[PersonState | None, Fault | None]:
    """Return whether a volunteer takes part, from the words lists use; a word not known pauses them, to be safe."""
    state = words().states.get(fold(text))
    if state:
        return state, None
    return PersonState.PAUSED, Fault(
        "state",
        _("The status “{text}” is not known here, so this mentor is paused.").format(text=text[:40]),
        _("Set the status by hand."),
    )


def _unread(text: str, what: str, advice: str) -> Fault:
    return Fault("unread", _("“{text}” is not {what}, so it was left out.").format(text=text[:40], what=what), advice)
