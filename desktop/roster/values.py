"""What single cells mean: ticks, year groups, SEN codes, sex, percentages, postcodes, e-mail, phones.

Each reader takes clean text and returns a value with perhaps a fault; it knows no row and no column.
"""

import re

from desktop.models.people import Gender, Modality, PersonState, Sen, Sex
from desktop.models.vocabulary import fold, vocabulary
from desktop.roster.reading import Fault

_YES = frozenset(
    [
        "y",
        "yes",
        "true",
        "t",
        "1",
        "x",
        "tick",
        "ticked",
        "on",
        "ie",
        "oes",
        "ydy",
        "ydw",
        "current",
        "currently",
        "eligible",
        "recipient",
        "claimed",
    ]
)
_NO = frozenset(
    [
        "n",
        "no",
        "false",
        "f",
        "0",
        "none",
        "never",
        "nil",
        "nac",
        "na",
        "nage",
        "not",
        "notapplicable",
        "noteligible",
        "off",
        "unticked",
        "ineligible",
    ]
)
_BLANK = frozenset(
    [
        "-",
        "--",
        "---",
        "–",
        "—",
        ".",
        "..",
        "?",
        "??",
        "n/a",
        "na",
        "n.a.",
        "nil",
        "null",
        "none",
        "nan",
        "(blank)",
        "blank",
        "tbc",
        "tba",
        "tbd",
        "unknown",
        "nk",
        "#n/a",
        "not",
        "known",
        "not",
        "stated",
        "not",
        "provided",
        "not",
        "given",
        "not",
        "recorded",
        "missing",
        "pending",
        "undisclosed",
    ]
) | frozenset({"not known", "not stated", "not provided", "not given", "not recorded", "to be confirmed", "no data"})
_TICKS = "✓✔☑✅🗸√●•■×✗"
_YEAR = re.compile(
    r"(?:n\.?c\.?|national curriculum)?\s*(?:year|yr|y|blwyddyn|bl)?\s*(?:group|grp)?[\s.\-:]*(\d{1,2})(?:\.0)?\b(?!\s*[/\d%])",
    re.I,
)
_NUMBER_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "none": 0,
    "un": 1,
    "dau": 2,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
}
_OUTWARD = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})?", re.I)
_EMAIL = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[^@\s,;<>()\"]{2,}")
_PHONE = re.compile(r"\+?\(?\d[\d\s()\-./]{7,19}(?:\s*(?:x|ext\.?)\s*\d{1,6})?")


def is_blank(text: str) -> bool:
    """Whether a cell is empty or says so in words: a dash, 'N/A', 'TBC', 'not known'."""
    return not text or text.casefold() in _BLANK


def read_flag(text: str, also_yes: str = "") -> tuple[bool | None, Fault | None]:
    """Return what a yes-or-no cell says; `also_yes` is a word, such as the heading's own, that means yes too."""
    if any(mark in _TICKS[:-2] for mark in text) or text in "×✗":
        return (text not in "✗", None)
    word = fold(text)
    if word in _YES or (also_yes and word == fold(also_yes)):
        return True, None
    if word in _NO:
        return False, None
    opening = fold(re.split(r"[\s\-–—:(,;/]", text, maxsplit=1)[0])
    if opening in {"y", "yes", "true", "ie", "t"}:
        return True, None
    if opening in {"n", "no", "not", "non", "false", "never", "f", "nac"}:
        return False, None
    return None, _unread(text, "yes or no", "Write Yes or No, or leave the cell empty.")


def read_year(text: str) -> tuple[int | None, Fault | None]:
    """Return a national curriculum year from '9', 'Year 9', 'Y9', '09', '9.0', 'Lower sixth'."""
    word = fold(text)
    for sixth, year in (
        ("lowersixth", 12),
        ("lower6th", 12),
        ("l6", 12),
        ("uppersixth", 13),
        ("upper6th", 13),
        ("u6", 13),
    ):
        if sixth in word:
            return year, None
    found = _YEAR.match(text) or re.search(r"\b(?:year|yr|y)\s*(\d{1,2})\b", text, re.I)
    year = int(found[1]) if found else _NUMBER_WORDS.get(re.sub(r"^(year|yr|y)", "", word), 0)
    if 1 <= year <= 14:
        return year, None
    return None, _unread(text, "a year group", "Write the year as a number from 7 to 14.")


_SEN_WORDS = (
    (Sen.PLAN, ("ehcp", "ehc", "educationhealth", "idp", "cdu", "individualdevelopment")),
    (Sen.STATEMENT, ("statement",)),
    (Sen.NONE, ("nosen", "nospecial", "nosupport", "nonsen", "notsen", "noaln", "none", "noadditional", "noneed")),
    (Sen.SUPPORT, ("support", "schoolaction", "sa", "sap", "schoolactionplus", "monitor", "senk")),
)


def read_sen(text: str) -> tuple[Sen | None, Fault | None]:
    """Return the census code of special needs from 'K', 'K - SEN Support', 'EHCP', 'No SEN' or a plain yes or no."""
    code = re.match(r"([NKES])(?:$|[\s\-–—:(=/.])", text.strip().upper())
    if code:
        return Sen(code[1]), None
    word = fold(text)
    for sen, words in _SEN_WORDS:
        if any(word.startswith(known) if len(known) > 3 else word == known for known in words) or (
            len(words[0]) > 3 and any(known in word for known in words if len(known) > 3)
        ):
            return sen, None
    said, fault = read_flag(text)
    if said is False:
        return Sen.NONE, None
    if said is True or word in {"sen", "send", "aln"}:
        return Sen.SUPPORT, Fault(
            "sen_yes",
            f"'{text[:40]}' doesn't say which special need, so it was read as SEN support.",
            "Write N, K or E.",
        )
    return None, _unread(text, "a SEN code", "Write N, K, E or S.") if fault else None


def read_sex(text: str) -> tuple[Sex | None, Fault | None]:
    """Return sex as a school records it; other words are left out, not guessed."""
    word = fold(text)
    if word in {"f", "female", "girl", "g", "woman", "benyw", "b/f"}:
        return Sex.FEMALE, None
    if word in {"m", "male", "boy", "b", "man", "gwryw"}:
        return Sex.MALE, None
    return None, _unread(text, "M or F", "Leave the cell empty where it isn't known.")


def read_gender(text: str) -> tuple[Gender | None, Fault | None]:
    """Return gender as a volunteer states it; a word of their own counts as 'other'."""
    code = vocabulary("genders").code(text)
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
    return None, _unread(text, "a way to meet", "Write Face to face, Hybrid or Virtual.")


def read_percent(text: str) -> tuple[float | None, Fault | None]:
    """Return a percentage from '93.4', '93.4%' or the fraction 0.934 that spreadsheets store."""
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?)\s*(%|per ?cent)?", text, re.I)
    value = float(found[1].replace(",", ".")) if found else -1.0
    if found and not found[2] and value <= 1.0:
        value *= 100
    if 0 <= value <= 100:
        return value, None
    return None, _unread(text, "a percentage", "Write a number from 0 to 100.")


def read_number(text: str) -> tuple[float | None, Fault | None]:
    """Return the first number in a cell, written in figures or words: '2', 'Two', '2 mentees', '10 miles'."""
    found = re.search(r"\d{1,4}(?:[.,]\d{1,2})?", text)
    if found:
        return float(found[0].replace(",", ".")), None
    word = fold(re.split(r"\s", text, maxsplit=1)[0])
    if word in _NUMBER_WORDS:
        return float(_NUMBER_WORDS[word]), None
    return None, _unread(text, "a number", "Write it in figures.")


def read_outward(text: str) -> tuple[str | None, Fault | None]:
    """Return the outward half of a postcode ('CF10' of 'CF10 1AA'); the rest is never kept."""
    found = _OUTWARD.fullmatch(re.sub(r"[\s.\-]", "", text))
    if found:
        return found[1].upper(), None
    return None, Fault("postcode", "This is not a postcode.", "Write a UK postcode, or leave the cell empty.")


def read_email(text: str) -> tuple[str | None, Fault | None]:
    """Return an e-mail address in lower case, taken out of 'Name <address>' or 'mailto:' where needed."""
    found = _EMAIL.search(text.removeprefix("mailto:"))
    if found:
        return found[0].lower().rstrip("."), None
    return None, _unread(text, "an e-mail address", "Check the address.")


def read_phone(text: str) -> tuple[str | None, Fault | None]:
    """Return a phone number as written; the zero that a spreadsheet took off the front is put back."""
    if re.fullmatch(r"[1237]\d{9}", text):
        return f"0{text}", None
    if _PHONE.search(text):
        return text, None
    return None, _unread(text, "a phone number", "Check the number.")


_STATES = {
    PersonState.ACTIVE: (
        "active",
        "approved",
        "ready",
        "current",
        "live",
        "matched",
        "available",
        "yes",
        "cleared",
        "y",
    ),
    PersonState.PAUSED: (
        "paused",
        "onhold",
        "break",
        "inactive",
        "onbreak",
        "unavailable",
        "pending",
        "applied",
        "no",
        "n",
    ),
    PersonState.BARRED: (
        "barred",
        "suspended",
        "rejected",
        "refused",
        "notsuitable",
        "unsuitable",
        "blocked",
        "donotmatch",
    ),
    PersonState.LEFT: ("left", "withdrawn", "leaver", "resigned", "former", "ended", "archived", "closed"),
}


def read_state(text: str) -> tuple[PersonState | None, Fault | None]:
    """Return whether a volunteer takes part, from the words lists use; a word not known pauses them, to be safe."""
    word = fold(text)
    for state, words in _STATES.items():
        if word in words:
            return state, None
    return PersonState.PAUSED, Fault(
        "state", f"The status '{text[:40]}' is not known here, so this mentor is paused.", "Set the status by hand."
    )


def _unread(text: str, what: str, advice: str) -> Fault:
    return Fault("unread", f"'{text[:40]}' is not {what}, so it was left out.", advice)
