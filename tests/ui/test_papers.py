"""Papers: which, for whom, and the very PDF; nothing is issued before it goes out."""

import pytest
from PySide6.QtTest import QTest

from desktop.ui.pages.papers.kinds import groups
from desktop.workspace.papers import Paper

WAIT = 320


@pytest.fixture
def page(seat, workspace):
    return seat(workspace, "papers").shell.page


def ask(page, people: list[str]) -> None:
    page.asking.choose_people(people)
    QTest.qWait(WAIT)


def test_every_paper_that_can_be_made_can_be_chosen():
    assert {paper for group in groups() for paper in group.papers} == set(Paper)


def test_what_is_saved_is_the_very_preview(page, tmp_path):
    ask(page, [one.id for one in page.workspace.papers.still_to_sign()[:2]])
    shown = page.sheaf.pdf
    page.save_to(tmp_path / "forms.pdf")
    assert (tmp_path / "forms.pdf").read_bytes() == shown


def test_a_preview_issues_nothing_and_saving_does(page, tmp_path):
    consents = page.workspace.consents
    unissued = [one.id for one in page.workspace.papers.still_to_sign() if consents.of(one.id) is None]
    ask(page, unissued)
    assert all(consents.of(one) is None for one in unissued)
    page.save_to(tmp_path / "forms.pdf")
    assert all(consents.of(one) is not None for one in unissued)


@pytest.mark.parametrize("paper", [Paper.REGISTERS, Paper.SESSION_SHEETS, Paper.EVENING_PACKS, Paper.MENTORS])
def test_other_papers_are_made_from_the_school(page, paper):
    page.choose_paper(paper)
    QTest.qWait(WAIT)
    assert page.sheaf is not None
    assert page.sheaf.pages >= 1
