"""The window in Welsh: no page mixes the two languages, and the compiled words are the written ones."""

import re
from datetime import date
from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from PySide6.QtWidgets import QApplication, QWidget

from desktop.i18n import choose_language, pgettext
from desktop.models.vocabulary import vocabulary
from desktop.paths import resource
from desktop.ui import help as shipped_help
from desktop.ui.dates import long_day, sentence, short_day
from desktop.ui.help import help_text, mark_of
from desktop.ui.pages.matching.weights import strength
from desktop.ui.pages.papers.kinds import paper_name
from desktop.ui.shell.sidebar import places
from desktop.ui.table.view import ListView
from desktop.workspace.papers import Paper
from resources.translations.compile import translated
from resources.translations.extract import brought_up, everything, gone, help_to_do

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


def texts(written):
    return [message for message in written if message.id]


def forms(message) -> list[str]:
    """The translation, or its forms by number."""
    return list(message.string) if message.pluralizable else [message.string]


def first(message) -> str:
    return message.id[-1] if message.pluralizable else message.id


def test_the_compiled_words_are_the_written_ones(written, compiled):
    for one in texts(written):
        if one.pluralizable or not one.string:
            continue
        said = compiled.pgettext(one.context, one.id) if one.context else compiled.gettext(one.id)
        assert said == one.string


ONE = 1  # the form Welsh has for exactly one, which may leave the number out as English does
FIELD = re.compile(r"\{\{?\w*(?::[^}]*)?\}?\}")


def fields(text: str) -> list[str]:
    return sorted(FIELD.findall(text))


def test_every_place_in_a_sentence_survives_translation(written):
    lost = [
        (first(one), said)
        for one in texts(written)
        for number, said in enumerate(forms(one))
        if said and fields(said) != fields(first(one)) and not (number == ONE and fields(said) == fields(one.id[0]))
    ]
    assert lost == []


def test_what_a_column_measures_stays_a_light(written):
    lights = [one for one in texts(written) if first(one).startswith("light:")]
    assert lights
    assert all(said.startswith("light:") for one in lights for said in forms(one) if said)


def test_every_number_has_its_form(written, compiled):
    assert [
        first(one) for one in texts(written) if one.pluralizable and 0 < forms(one).count("") < len(forms(one))
    ] == []
    said = [compiled.ngettext("{n} young person", "{n} young people", n) for n in range(8)]
    assert said == [
        "{n} person ifanc", "{n} person ifanc", "{n} berson ifanc", "{n} pherson ifanc", "{n} person ifanc",
        "{n} person ifanc", "{n} pherson ifanc", "{n} person ifanc",
    ]  # fmt: skip


def test_nearly_every_text_is_translated(written):
    """A text changed last may wait for its Welsh; more than one in fifty may not."""
    waiting = [first(one) for one in texts(written) if "" in forms(one)]
    assert len(waiting) <= len(texts(written)) / 50, waiting


def test_an_english_word_with_two_meanings_has_two_welsh_ones():
    choose_language("cy")
    assert pgettext("strength", "Light") == "Ysgafn"
    assert pgettext("theme", "Light") == "Golau"
    assert strength(30) == "Ysgafn"


def test_days_are_small_within_a_sentence_and_large_at_its_start():
    choose_language("cy")
    day = date(2026, 11, 12)
    assert long_day(day) == "dydd Iau 12 Tachwedd"
    assert sentence(long_day(day)) == "Dydd Iau 12 Tachwedd"
    assert short_day(day) == "12 Tach"


@pytest.mark.parametrize(("name", "code", "said"), [("sectors", "law", "Y gyfraith"), ("languages", "cy", "Cymraeg")])
def test_the_lists_words_are_said_and_read_in_welsh(name, code, said):
    choose_language("cy")
    assert vocabulary(name).label(code) == said
    assert vocabulary(name).code(said) == code


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


def test_switching_to_welsh_changes_every_text_of_the_shell(seat, workspace):
    window = seat(workspace)
    english = shell_words(window)
    window.preferences.keep(language="cy")
    window.board.look_changed.emit()
    welsh = shell_words(window)
    same = {text for place, text in welsh.items() if english.get(place) == text and text not in SAME_IN_BOTH}
    assert {text for text in same if not text.startswith(("Undo", "Plan"))} == set()
    assert set(english) == set(welsh)


def test_every_text_of_the_program_is_in_the_catalogue(written):
    known = {(one.id, one.context) for one in texts(written)}
    assert [one.id for one in texts(everything()) if (one.id, one.context) not in known] == []


def test_what_is_not_translated_is_shown_in_english():
    made = Catalog(locale="cy")
    made.add(("{n} day", "{n} days"), ("",) * made.num_plurals)
    made.add("Light", "", context="theme")
    made.add("Light", "Ysgafn", context="strength")
    left = [(one.id, one.context) for one in texts(translated(made))]
    assert left == [("Light", "strength")]


def test_a_translation_whose_english_changed_is_told_with_the_nearest_new_one():
    before, template = Catalog(locale="cy"), Catalog()
    before.add("The list is empty", "Mae’r rhestr yn wag")
    template.add("The list is empty.")
    made = brought_up(before, template)
    assert gone(made) == [("The list is empty", "Mae’r rhestr yn wag", "The list is empty.")]
    back = Catalog()
    back.add("The list is empty")
    assert brought_up(made, back).get("The list is empty").string == "Mae’r rhestr yn wag"


def test_bringing_up_twice_changes_nothing(written):
    assert [(one.id, one.context, one.string) for one in texts(brought_up(written, written))] == [
        (one.id, one.context, one.string) for one in texts(written)
    ]


def test_a_text_in_one_sense_does_not_lend_its_translation_to_another():
    before, template = Catalog(locale="cy"), Catalog()
    before.add("Light", "Golau", context="theme")
    template.add("Light", context="strength")
    assert brought_up(before, template).get("Light", "strength").string == ""


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


def shown_on(window) -> set[str]:
    """Every text of the open page: labels, buttons, fields, tips, spoken names, and its tables' heads and cells."""
    found: set[str] = set()
    for one in [window.shell.page, *window.shell.page.findChildren(QWidget)]:
        for ask in ("text", "placeholderText", "toolTip", "accessibleName", "accessibleDescription", "currentText"):
            said = getattr(one, ask, None)
            if callable(said) and isinstance(words := said(), str):
                found.add(words)
        if isinstance(one, ListView):
            model = one.model()
            found |= {column.title for column in model.columns}
            found |= {
                words
                for line in range(min(model.rowCount(), 12))
                for at in range(model.columnCount())
                for words in (model.cell(line, at).text, model.cell(line, at).tip)
            }
    return found


HONEST = "Mae’r cymorth hwn yn Saesneg am y tro."
SAME = {"Complete": "Complete", "Print": "Print"}  # what the file says of somebody's training; large print
PAGES = ["today", "young-people", "mentors", "matching", "sessions", "papers", "outcomes", "head-office", "settings"]


@pytest.mark.parametrize("page", PAGES)
def test_no_text_of_a_page_is_left_in_english(seat, workspace, written, page):
    said = {one.id: one.string for one in texts(written) if not one.pluralizable and not one.context and one.string}
    said |= SAME
    choose_language("cy")
    window = seat(workspace, page)
    window.preferences.keep(language="cy")
    window.board.look_changed.emit()
    window.shell.go(page)
    QApplication.processEvents()
    assert {text for text in shown_on(window) if said.get(text, text) != text} == set()


PAGES_OF_HELP = sorted(path.stem for path in resource("help").glob("*.md"))


def test_help_is_welsh_where_its_welsh_says_the_english_of_now():
    choose_language("cy")
    pages = [page for page in PAGES_OF_HELP if help_text(page).startswith(HONEST)]
    assert {f"{page}.md" for page in pages} == {page for page, _mark in help_to_do("cy")}
    assert set(PAGES_OF_HELP) - set(pages)


@pytest.mark.parametrize("page", PAGES_OF_HELP)
def test_welsh_help_has_the_parts_of_the_english(page):
    english, welsh = (resource(f"help/{way}{page}.md").read_text("utf-8") for way in ("", "cy/"))
    mark, _rest, said = welsh.partition("\n")
    if mark == mark_of(english):
        assert [kinds(line) for line in said.splitlines() if kinds(line)] == [
            kinds(line) for line in english.splitlines() if kinds(line)
        ]


def kinds(line: str) -> str:
    """What a line of Markdown begins: a point, a step, a heading, a row; empty for ordinary words."""
    found = re.match(r"- |\d+\. |#+ |\|", line)
    return found.group() if found else ""


def test_help_whose_english_changed_says_that_it_is_english(monkeypatch, tmp_path):
    (tmp_path / "help" / "cy").mkdir(parents=True)
    (tmp_path / "help" / "today.md").write_text("New words.", "utf-8")
    (tmp_path / "help" / "cy" / "today.md").write_text(mark_of("Old words.") + "\nHen eiriau.", "utf-8")
    choose_language("cy")
    monkeypatch.setattr(shipped_help, "resource", lambda name: tmp_path / name)
    assert help_text("today") == f"{HONEST}\n\nNew words."
    (tmp_path / "help" / "cy" / "today.md").write_text(mark_of("New words.") + "\nGeiriau newydd.", "utf-8")
    assert help_text("today") == "Geiriau newydd."
