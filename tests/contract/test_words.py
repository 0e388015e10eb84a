"""One word for one thing: what people read says the words of docs/words.md, and none that they replace."""

import re
import tomllib

import pytest

from desktop.paths import resource
from resources.translations.extract import SOURCE, everything

PAGE = (SOURCE.parent / "docs" / "words.md").read_text("utf-8")
INSTEAD = re.findall(r"`([^`]+)`", "".join(row.split("|")[3] for row in PAGE.splitlines() if row.startswith("| ")))
BANNED = re.compile(rf"\b({'|'.join(map(re.escape, INSTEAD))})\b", re.IGNORECASE)
# Names of others, of what a cell of a list holds, and of arrays that no school reads.
STILL = {
    "For the coordinator: please look at these",
    "It holds a spreadsheet error instead of a value.",
    "one names a mentee or mentor outside the shape",
    "there must be three columns: mentee, mentor, score",
    "Form or tutor group",
    "Total score of the paper form",
    "Open it in Excel, take the password off under File, Info, Protect Workbook, save it and try again.",
}


def texts() -> list[str]:
    """Every English text that goes through gettext, without the names of its blanks."""
    asked = [one.id if isinstance(one.id, tuple) else (one.id,) for one in everything() if one.id]
    return [re.sub(r"\{[^{}]*\}", "{}", text) for several in asked for text in several if text not in STILL]


def helps() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(resource("help").glob("*.md"))]


def printed() -> list[str]:
    """Every English text of the papers for families."""
    said = _leaves(tomllib.loads(resource("forms/en.toml").read_text("utf-8")))
    return [re.sub(r"(?i)\bplease\b", "", text) for text in said]  # a letter asks, the window doesn't


def _leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _leaves(one)]
    if isinstance(value, list):
        return [text for one in value for text in _leaves(one)]
    return [re.sub(r"\{[^{}]*\}", "{}", str(value))]


def test_the_page_names_words_to_look_for():
    assert {"mentee", "roster", "restore", "enrolled"} <= set(INSTEAD)


@pytest.mark.parametrize("where", [texts, helps, printed])
def test_no_word_is_said_that_another_replaced(where):
    said = [(found.group(), text[:90]) for text in where() for found in BANNED.finditer(text)]
    assert said == []


@pytest.mark.parametrize("where", [texts, helps])
def test_apostrophes_and_quotation_marks_are_typographic_and_nothing_is_shouted(where):
    odd = re.compile(r"\w'\w|s' |'\w+'|!(?!\[)")
    assert [text[:90] for text in where() if odd.search(text)] == []
