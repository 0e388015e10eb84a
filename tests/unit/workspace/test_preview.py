"""The preview is the very PDF that prints, and nothing is kept before it goes out."""

import pytest

from desktop.errors import DocumentTrouble, Stopped
from desktop.workspace.papers import Paper, PaperOrder
from tests.builders import mentee
from tests.unit.workspace.pages import words_of


@pytest.fixture
def shown(desk):
    """Make an order's preview."""
    return lambda **order: desk.previews.of(PaperOrder(**order))(None, None)


def test_a_preview_keeps_no_form_until_it_went_out(desk, put, shown):
    put(one := mentee())
    sheaf = shown(paper=Paper.CONSENT_FORMS, people=(one.id,), fillable=True)
    assert desk.consents.of(one.id) is None
    desk.previews.keep(sheaf)
    assert desk.consents.of(one.id).reference[:4] in words_of(sheaf.pdf)


def test_papers_without_new_forms_keep_nothing(desk, put, shown):
    put(mentee())
    before = desk.safekeeping.undo_label
    desk.previews.keep(shown(paper=Paper.YOUNG_PEOPLE))
    assert desk.safekeeping.undo_label == before


def test_the_preview_s_bytes_are_those_of_the_file(desk, put, shown, tmp_path):
    put(mentee())
    sheaf = shown(paper=Paper.YOUNG_PEOPLE)
    desk.previews.write(sheaf, tmp_path / "list.pdf")
    printed = desk.papers.print_to(tmp_path / "out", PaperOrder(paper=Paper.YOUNG_PEOPLE))
    assert (tmp_path / "list.pdf").read_bytes() == printed.files[0].read_bytes() == sheaf.pdf


def test_a_place_that_cant_be_written_is_said(desk, put, shown, tmp_path):
    put(mentee())
    with pytest.raises(DocumentTrouble, match="can’t be written there"):
        desk.previews.write(shown(paper=Paper.YOUNG_PEOPLE), tmp_path)


def test_making_a_preview_is_followed_and_can_be_stopped(desk, put):
    put(mentee())
    told = []
    job = desk.previews.of(PaperOrder(paper=Paper.CONSENT_FORMS))
    job(lambda *step: told.append(step), None)
    assert told[0] == ("Making the papers", 0, 1)
    with pytest.raises(Stopped):
        job(None, lambda: True)


def test_a_preview_lists_what_was_left_out(put, shown):
    put(one := mentee(legal_forename="王"), mentee())
    assert [line.startswith(one.full_name) for line in shown(paper=Paper.CONSENT_FORMS).problems] == [True]


def test_the_languages_are_those_of_the_texts(desk):
    assert desk.previews.languages()[0] == ("en", "English")


def test_the_recovery_sheet_has_every_group(desk):
    assert "ABCD" in words_of(desk.previews.recovery_sheet("ABCD-EFGH")())
