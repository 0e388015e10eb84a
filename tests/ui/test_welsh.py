"""The window in Welsh: the shell and the papers' names are there, and the compiled words are the written ones."""

from gettext import GNUTranslations

import pytest
from babel.messages.pofile import read_po

from desktop.i18n import choose_language
from desktop.paths import resource
from desktop.ui.pages.papers.kinds import paper_name
from desktop.ui.shell.sidebar import places
from desktop.workspace.papers import Paper

FOLDER = "translations/cy/LC_MESSAGES"
PAPERS = (Paper.CONSENT_FORMS, Paper.REGISTERS, Paper.SESSION_SHEETS, Paper.EVENING_PACKS)


@pytest.fixture
def written():
    with resource(f"{FOLDER}/alongside.po").open("rb") as file:
        return read_po(file)


@pytest.fixture
def compiled() -> GNUTranslations:
    with resource(f"{FOLDER}/alongside.mo").open("rb") as file:
        return GNUTranslations(file)


def test_the_compiled_words_are_the_written_ones(written, compiled):
    for message in written:
        if message.id and not message.pluralizable:
            assert compiled.gettext(message.id) == message.string


def test_every_place_in_a_sentence_survives_translation(written):
    for message in written:
        if message.id and not message.pluralizable:
            assert set(placeholders(message.id)) == set(placeholders(message.string))


def placeholders(text: str) -> list[str]:
    import re

    return re.findall(r"\{(\w*)\}", text)


def test_every_page_and_paper_has_a_welsh_name():
    choose_language("en")
    english = [place.name for place in places()] + [paper_name(paper) for paper in PAPERS]
    choose_language("cy")
    welsh = [place.name for place in places()] + [paper_name(paper) for paper in PAPERS]
    choose_language("en")
    assert not set(english) & set(welsh)


def test_the_window_speaks_welsh(seat, workspace):
    choose_language("cy")
    window = seat(workspace)
    names = [item.accessibleName().split(",")[0] for item in window.shell.sidebar._items.values()]
    assert names[0] == "Heddiw"
    assert "Pob newid wedi’i gadw" in window.shell.status.said
