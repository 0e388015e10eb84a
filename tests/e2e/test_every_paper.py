"""Every paper printed from the sample school by the command line: right people, right letters, whole files."""

import subprocess
from datetime import timedelta

import pytest

from desktop.cli.door import through_the_door
from desktop.models.people import Mentee
from desktop.models.sessions import Presence, SessionState
from desktop.workspace import Workspace
from desktop.workspace.sample import PASSPHRASE, open_sample
from tests.e2e.printed import text_of

PAPERS = (
    "consent-forms", "chase-letters", "registers", "session-sheets", "session-packs", "agreements",
    "welcome-letters", "certificates", "lists",
)  # fmt: skip


def let_time_pass(desk: Workspace) -> None:
    """One evening that took place, so that there is somebody to thank, and one form that is late."""
    first = desk.sessions.all()[0]
    here = {"mentee_mark": Presence.PRESENT, "mentor_mark": Presence.PRESENT}
    pairs = tuple(pair.model_copy(update=here) for pair in first.pairs)
    late = desk.consents.of(desk.papers.still_to_sign()[0].id)
    with desk.desk.step("Let time pass") as step:
        step.put(first.model_copy(update={"pairs": pairs, "state": SessionState.HELD}))
        step.put(late.model_copy(update={"return_by": desk.desk.today() - timedelta(days=1)}))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder in which every paper was printed, and the school’s file beside it."""
    folder = tmp_path_factory.mktemp("sample") / "school"
    desk = open_sample(folder, who="A test")
    let_time_pass(desk)
    desk.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALONGSIDE_PASSPHRASE", PASSPHRASE)
        base = ["--folder", str(folder), "print"]
        codes = {paper: through_the_door([*base, paper, "--to", str(folder / "out")]) for paper in PAPERS}
        mail = [*base, "consent-forms", "--fillable", "--html", "--bilingual", "--to", str(folder / "mail")]
        codes["for e-mail"] = through_the_door(mail)
        codes["workbooks"] = through_the_door([*base, "lists", "--as", "xlsx", "--to", str(folder / "out")])
    return folder, codes


@pytest.fixture
def folder(made):
    return made[0]


@pytest.fixture
def desk(folder):
    desk = Workspace.open(folder, PASSPHRASE, who="A test")
    yield desk
    desk.close()


def test_every_paper_is_printed(made):
    assert [paper for paper, code in made[1].items() if code] == []


def test_whoever_met_has_a_certificate_that_says_so(folder, desk):
    held = next(one for one in desk.sessions.all() if one.state is SessionState.HELD)
    printed = text_of(folder / "out" / "certificates.pdf")
    assert printed.count("Certificate") == 2 * len(held.pairs)
    assert printed.count("once") == 2 * len(held.pairs)


def test_whose_form_is_late_is_reminded(folder, desk):
    (late,) = desk.papers.late()
    assert desk.consents.of(late.id).reference[:4] in text_of(folder / "out" / "chase-letters.pdf")


def test_every_file_is_a_whole_pdf(folder):
    files = sorted(folder.glob("*/*.pdf"))
    assert len(files) > len(PAPERS)  # some are a file a session, and how many are to come hangs on the day
    assert [
        path.name for path in files if subprocess.run(["qpdf", "--check", path], capture_output=True).returncode
    ] == []


def test_the_waiting_families_forms_are_in_their_own_languages(folder):
    printed = text_of(folder / "out" / "consent-forms.pdf")
    assert "informacje i zgoda" in printed
    assert "gwybodaeth a chaniatâd" in printed
    assert printed.count("Draft translation") >= 8


def test_a_form_for_e_mail_and_its_page_say_the_same_name(folder, desk):
    for person in desk.papers.still_to_sign():
        code = desk.consents.of(person.id).reference
        assert person.full_name in (folder / "mail" / f"consent-form-{code}.html").read_text("utf-8")
        assert person.legal_surname in text_of(folder / "mail" / f"consent-form-{code}.pdf")


def test_everybody_who_waits_stands_on_the_waiting_list_with_a_reason(folder, desk):
    printed = text_of(folder / "out" / "list-waiting.pdf")
    paired = {match.mentee for match in desk.matching.open()}
    waiting = [one for one in desk.desk.store.all(Mentee) if one.id not in paired]
    latin = [one for one in waiting if one.full_name.isascii() and len(one.full_name) < 20]
    assert len(latin) > 5
    assert [one.id for one in latin if one.full_name not in printed] == []
    assert "consent form has not come back" in printed


def test_each_pair_is_welcomed_three_times(folder, desk):
    pages = subprocess.run(
        ["qpdf", "--show-npages", folder / "out" / "welcome-letters.pdf"], capture_output=True, text=True, check=True
    )
    assert int(pages.stdout) == 3 * len(desk.sessions.running_matches())


def test_no_file_name_says_anything_of_anybody(folder, desk):
    names = " ".join(path.name.casefold() for path in folder.glob("*/*"))
    people = {one.legal_surname.casefold() for one in desk.desk.store.all(Mentee) if len(one.legal_surname) > 4}
    assert [name for name in people if name in names] == []
