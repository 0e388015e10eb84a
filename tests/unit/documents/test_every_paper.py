import io
import subprocess

import pypdfium2
import pytest

from desktop.documents.consent_form import consent_forms
from tests.unit.documents.papers import EVERY_PAPER, NAMES, SHAPED, printed, words_of


@pytest.fixture(scope="module", params=EVERY_PAPER)
def paper(request):
    out = io.BytesIO()
    batch = EVERY_PAPER[request.param](out)
    return out.getvalue(), batch


def test_is_a_sound_file(paper, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(paper[0])
    done = subprocess.run(["qpdf", "--check", tmp_path / "paper.pdf"], capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_has_as_many_pages_as_reported(paper):
    assert len(pypdfium2.PdfDocument(paper[0])) == paper[1].pages


def test_has_a_title_and_nobody_s_name_in_its_properties(paper):
    properties = pypdfium2.PdfDocument(paper[0]).get_metadata_dict()
    assert properties["Title"]
    told = " ".join(properties.values())
    assert not any(len(part) > 1 and part in told for name in NAMES + SHAPED for part in name)


def test_embeds_every_letter_it_prints(paper):
    listed = subprocess.run(["pdffonts", "-"], input=paper[0], capture_output=True, check=True)
    lines = listed.stdout.decode().splitlines()[2:]
    assert [line.split()[0] for line in lines if line.split()[-5] != "yes"] == []


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_comes_out_the_same_twice(name):
    first, second = io.BytesIO(), io.BytesIO()
    EVERY_PAPER[name](first)
    EVERY_PAPER["Urdu form"](io.BytesIO())
    EVERY_PAPER[name](second)
    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_no_paper_leaves_letters_to_the_viewer(name):
    out = io.BytesIO()
    EVERY_PAPER[name](out)
    assert b"/Helvetica" not in out.getvalue()


def test_a_batch_of_nothing_says_so():
    pdf, batch = printed(consent_forms, [])
    assert (batch.pages, batch.made) == (1, 0)
    assert "nothing to print" in words_of(pdf)
