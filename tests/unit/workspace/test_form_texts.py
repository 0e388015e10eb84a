"""A school’s own texts for its forms: added, listed, used and removed as steps."""

import json

import pytest

from desktop.errors import DocumentTrouble
from desktop.models.remembered import Remembered
from desktop.paths import resource
from desktop.workspace.papers import Paper, PaperOrder
from tests.builders import mentee
from tests.unit.workspace.pages import words_of


@pytest.fixture
def texts(desk):
    return desk.papers.texts


@pytest.fixture
def own(tmp_path):
    """A copy of the Welsh texts with a title of the school's own, or in another language."""

    def make(code="cy", old="Mentora: gwybodaeth a chaniatâd", new="Ein ffurflen"):
        text = resource("forms/cy.toml").read_text("utf-8").replace('language = "cy"', f'language = "{code}"', 1)
        path = tmp_path / f"{code}.toml"
        path.write_text(text.replace(old, new), "utf-8")
        return path

    return make


def test_without_own_texts_the_shipped_ones_are_listed(texts):
    assert {line.language for line in texts.listing() if not line.own} >= {"en", "cy", "pl", "ur", "ar", "bn"}


def test_own_texts_take_the_place_of_the_shipped_ones(desk, texts, own, put, tmp_path):
    texts.add(own())
    put(mentee(form_language="cy"))
    printed = desk.papers.print_to(tmp_path / "out", PaperOrder(paper=Paper.CONSENT_FORMS))
    assert "Ein ffurflen" in words_of(printed.files[0])
    assert [line.own for line in texts.listing() if line.language == "cy"] == [True]


def test_a_language_of_the_school_s_own_can_be_chosen(texts, own):
    texts.add(own("lt"))
    assert texts.languages()[-1] == ("lt", "Welsh")


def test_adding_texts_is_a_step_that_can_be_undone(desk, texts, own):
    texts.add(own())
    assert desk.safekeeping.undo_label == "Add form texts in Welsh"
    desk.safekeeping.undo()
    assert texts.own() == []


def test_removed_texts_leave_the_shipped_ones(texts, own):
    texts.add(own())
    texts.remove("cy")
    assert [line.own for line in texts.listing() if line.language == "cy"] == [False]


def test_what_isnt_there_cant_be_removed(texts):
    with pytest.raises(DocumentTrouble, match="no texts of its own"):
        texts.remove("cy")


def test_a_file_in_the_wrong_shape_is_refused_and_nothing_kept(texts, tmp_path):
    (tmp_path / "bad.toml").write_text("not [ toml")
    with pytest.raises(DocumentTrouble):
        texts.add(tmp_path / "bad.toml")
    assert texts.own() == []


@pytest.mark.parametrize("harm", ["shape", "text"])
def test_texts_that_no_longer_fit_are_said_and_not_used(desk, texts, own, put, harm):
    texts.add(own())
    kept = json.loads(desk.desk.store.get(Remembered, "form-texts:cy").value)
    if harm == "shape":
        kept["strange"] = 1
    else:
        del kept["texts"]["consent.title"]
    put(Remembered(id="form-texts:cy", value=json.dumps(kept)))
    broken, shipped = (line for line in texts.listing() if line.language == "cy")
    assert (bool(broken.trouble), broken.own, shipped.own, texts.own()) == (True, True, False, [])


@pytest.mark.parametrize(("asked", "copied"), [("pl", "pl"), ("lt", "en")])
def test_a_copy_to_begin_from_is_the_shipped_file(texts, tmp_path, asked, copied):
    texts.copy_to(tmp_path / "mine.toml", asked)
    assert (tmp_path / "mine.toml").read_bytes() == resource(f"forms/{copied}.toml").read_bytes()


def test_a_copy_that_cannot_be_written_is_said(texts, tmp_path):
    with pytest.raises(DocumentTrouble, match="written"):
        texts.copy_to(tmp_path / "none" / "mine.toml")


def test_shipped_texts_that_somebody_checked_are_the_schools_own_and_no_draft(texts):
    line = texts.checked("ur", "Sana Khan")
    assert (line.own, line.draft, line.checked_by) == (True, False, "Sana Khan")


def test_own_texts_that_somebody_checked_stay_as_they_are(texts, own):
    texts.add(own())
    before = texts.own()[0].texts
    assert texts.checked("cy", "Carys Owen").checked_by == "Carys Owen"
    assert texts.own()[0].texts == before
