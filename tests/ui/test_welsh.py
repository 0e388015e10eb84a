"""The window in Welsh: the shell and the papers' names are there, and the compiled words are the written ones."""

from gettext import GNUTranslations

import pytest
from babel.messages.pofile import read_po
from PySide6.QtWidgets import QWidget

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


def translated(written):
    return [message for message in written if message.id and message.string and not message.pluralizable]


def test_the_compiled_words_are_the_written_ones(written, compiled):
    for message in translated(written):
        assert compiled.gettext(message.id) == message.string


def test_every_place_in_a_sentence_survives_translation(written):
    for message in written:
        if message.id and message.string and not message.pluralizable:
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


def shell_words(window) -> dict[str, str]:
    """What stands in the bars round every page, by where it stands."""
    bars = (window.shell.sidebar, window.shell.top, window.shell.status)
    found = {}
    for bar in bars:
        for at, one in enumerate(bar.findChildren(QWidget)):
            for what, text in (
                ("text", getattr(one, "text", str)()),
                ("name", one.accessibleName()),
                ("tip", one.toolTip()),
            ):
                if text.strip():
                    found[f"{type(bar).__name__} {at} {what}"] = text
    return found


SAME_IN_BOTH = {"Alongside", "Helen Marsh", "Ctrl Z", "Ctrl K", "Mentor", "2", "4", "1", "Ctrl+K", "Find"}
SAME_IN_BOTH |= {"There is nothing to undo."}  # no Welsh yet


def test_switching_to_welsh_changes_every_text_of_the_shell(seat, workspace):
    window = seat(workspace)
    english = shell_words(window)
    window.preferences.keep(language="cy")
    window.board.look_changed.emit()
    welsh = shell_words(window)
    same = {text for place, text in welsh.items() if english.get(place) == text and text not in SAME_IN_BOTH}
    assert {text for text in same if not text.startswith(("Undo", "Plan"))} == set()
    assert set(english) == set(welsh)


def test_every_text_of_the_shell_and_the_first_run_is_in_the_catalogue(written):
    from resources.translations.extract import SOURCE, gathered

    for room in ("shell", "first_run"):
        asked = gathered(SOURCE / "ui" / room)
        assert [one.id for one in asked if one.id and written.get(one.id) is None] == []


def test_what_is_not_translated_is_shown_in_english(written, compiled):
    left = next(one for one in written if one.pluralizable and not "".join(one.string))
    assert compiled.ngettext(*left.id, 5) == left.id[1]


def test_the_catalogue_says_that_nobody_has_reviewed_it(written):
    assert "NOT YET REVIEWED" in written.header_comment


def test_the_title_of_every_page_is_welsh(seat, workspace):
    choose_language("en")
    window = seat(workspace)
    keys = [place.key for place in places()]
    english = {key: title_of(window, key) for key in keys}
    window.preferences.keep(language="cy")
    window.board.look_changed.emit()
    assert not set(english.values()) & {title_of(window, key) for key in keys}


def title_of(window, key: str) -> str:
    window.shell.go(key)
    return window.shell.page.title.text()
