"""A file that is saved has its ending, and nothing is written over that nobody was asked about."""

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.saving import with_file


@pytest.fixture
def typed(monkeypatch, qtbot):
    """Answer the system's question with a path."""

    def answer(path: str):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (path, ""))
        window = QWidget()
        qtbot.addWidget(window)
        found = []
        with_file(window, ("Save as PDF", "forms.pdf", "PDF (*.pdf)"), found.append)
        return found[0] if found else None

    return answer


def test_a_name_without_ending_gets_it(typed, tmp_path):
    assert typed(str(tmp_path / "forms")) == tmp_path / "forms.pdf"


def test_an_ending_that_is_there_stays(typed, tmp_path):
    assert typed(str(tmp_path / "Forms.PDF")) == tmp_path / "Forms.PDF"


def test_a_file_nobody_was_asked_about_is_not_written_over(typed, tmp_path):
    (tmp_path / "forms.pdf").touch()
    assert typed(str(tmp_path / "forms")) == tmp_path / "forms (2).pdf"


def test_no_answer_is_nowhere(typed):
    assert typed("") is None
