import contextlib
import io
import json
import os
import runpy
import signal
import socket
import stat
import threading
import time
import urllib.request

import pypdfium2
import pytest
from sqlalchemy import inspect, select, text

from desktop.models.wire import EnrolmentCode, read_release
from desktop.sync import prepare, sync
from headoffice import cli
from headoffice.database import MIGRATIONS, migrate, open_database, writing
from headoffice.letter import letter_pdf
from headoffice.limits import Limit
from headoffice.metrics import Metrics
from headoffice.promise import promise
from headoffice.seals import KeyTrouble, load_key
from headoffice.serving import address_of, listen
from headoffice.sites import Letter
from headoffice.tables import held, metadata
from headoffice.tallying import tally
from tests.sync_world.office import InTurns
from tests.sync_world.school import TERM, enrolled_school, line_to, term


def run(capsys, *words):
    code = cli.through_the_door([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_an_enrolment_prints_the_letter_and_writes_it_as_pdf_and_text(capsys, sqlite_url, tmp_path):
    code, out, _ = run(capsys, "enrol", "Ysgol Ŵyn", "--database", sqlite_url, "--to", tmp_path / "letters")
    assert code == 0
    assert "Ysgol Ŵyn" in out
    assert {file.suffix for file in (tmp_path / "letters").iterdir()} == {".pdf", ".txt"}


def test_an_enrolment_as_json_has_the_code(capsys, sqlite_url):
    _, out, _ = run(capsys, "enrol", "Hill School", "--region", "North", "--json", "--database", sqlite_url)
    assert EnrolmentCode.read(json.loads(out)["code"])


def test_sites_are_listed_with_what_is_held(capsys, office, sqlite_url):
    engine_url = office.engine.url.render_as_string(hide_password=False)
    school = enrolled_school(office.letter(), line_to(office.client), term())
    sync(school, line_to(office.client))
    _, out, _ = run(capsys, "sites", "--database", engine_url)
    assert "2026-27-1 (20 records)" in out
    _, out, _ = run(capsys, "sites", "--json", "--database", engine_url)
    assert json.loads(out)[0]["terms"] == [{"term": "2026-27-1", "revision": 1, "records": 20}]


def test_an_export_has_one_row_a_record(capsys, office, tmp_path):
    engine_url = office.engine.url.render_as_string(hide_password=False)
    sync(enrolled_school(office.letter(), line_to(office.client), term()), line_to(office.client))
    code, _, _ = run(capsys, "export", tmp_path / "all.csv", "--database", engine_url)
    assert (code, len((tmp_path / "all.csv").read_text().splitlines())) == (0, 21)
    run(capsys, "export", tmp_path / "none.csv", "--term", "2025-26-1", "--database", engine_url)
    assert len((tmp_path / "none.csv").read_text().splitlines()) == 1


def test_numbers_are_printed_as_json(capsys, sqlite_url):
    _, out, _ = run(capsys, "numbers", "--database", sqlite_url)
    assert json.loads(out)["terms"] == []


def test_staff_are_let_in_listed_and_removed(capsys, sqlite_url, monkeypatch):
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    assert run(capsys, "staff", "add", "kim", "--password-stdin", "--database", sqlite_url)[0] == 0
    assert run(capsys, "staff", "list", "--database", sqlite_url)[1] == "kim\n"
    assert run(capsys, "staff", "remove", "kim", "--database", sqlite_url)[0] == 0
    assert run(capsys, "staff", "remove", "kim", "--database", sqlite_url)[0] == 2


def test_a_password_is_asked_for_where_none_is_piped(capsys, sqlite_url, monkeypatch):
    monkeypatch.setattr("click.prompt", lambda *_words, **_options: "correct horse battery")
    assert run(capsys, "staff", "add", "kim", "--database", sqlite_url)[0] == 0


def test_a_weak_password_is_expected_trouble(capsys, sqlite_url, monkeypatch):
    monkeypatch.setattr("click.prompt", lambda *_words, **_options: "short")
    code, _, err = run(capsys, "staff", "add", "kim", "--database", sqlite_url)
    assert (code, "12 characters" in err) == (2, True)


@pytest.mark.parametrize(
    "url", ["sqlite:////no/such/folder/x.db", "nonsense", "mysql://x", "postgresql://127.0.0.1:1/x"]
)
def test_a_database_that_cannot_be_opened_is_one_plain_sentence(capsys, url):
    code, _, err = run(capsys, "sites", "--database", url)
    assert (code, err) == (2, "The database can't be opened. Check its address, and that it runs.\n")


def test_a_file_that_cannot_be_written_is_one_plain_sentence(capsys, sqlite_url, tmp_path):
    code, _, err = run(capsys, "export", tmp_path / "no" / "such.csv", "--database", sqlite_url)
    assert (code, "Choose another" in err) == (2, True)


def test_an_unknown_word_shows_help_and_ends_with_two(capsys):
    assert run(capsys, "dance")[0] == 2


def test_an_interrupted_command_ends_with_130(capsys, sqlite_url, monkeypatch):
    def interrupted(*_words, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("click.prompt", interrupted)
    code, _, err = run(capsys, "staff", "add", "kim", "--database", sqlite_url)
    assert (code, err) == (130, "\nStopped. Nothing that was finished is lost.\n")


@pytest.mark.parametrize(
    "number", [("--port", 99_999), ("--per-minute", 0), ("--k", -1), ("--k", 5_000), ("--minimum-pairs", 5_000)]
)
def test_a_number_out_of_range_is_told_before_anybody_is_served(capsys, sqlite_url, number):
    code, _, err = run(capsys, "serve", "--database", sqlite_url, *number)
    assert (code, "is not in the range" in err) == (2, True)


def test_main_ends_the_process_with_the_doors_code(monkeypatch):
    monkeypatch.setattr("sys.argv", ["alongside-headoffice", "--help"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 0


def test_the_key_file_is_made_for_its_owner_only_and_read_again(tmp_path):
    made = load_key(tmp_path / "key")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert load_key(tmp_path / "key").public == made.public


def test_a_key_that_others_may_read_is_not_used(tmp_path):
    load_key(tmp_path / "key")
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(KeyTrouble, match="chmod 600"):
        load_key(tmp_path / "key")


def test_a_key_file_with_something_else_in_it_is_not_used(tmp_path):
    (tmp_path / "key").touch(mode=0o600)
    with pytest.raises(KeyTrouble, match="holds no key"):
        load_key(tmp_path / "key")


def test_a_key_in_a_folder_that_is_not_there_is_expected_trouble(tmp_path, capsys, sqlite_url):
    code, _, err = run(capsys, "serve", "--key", tmp_path / "no" / "key", "--database", sqlite_url)
    assert (code, "can't be made" in err) == (2, True)


def test_migrations_make_the_very_tables_that_the_code_uses(database_url):
    engine = open_database(database_url)
    migrate(engine)  # a second run finds nothing to do
    found = inspect(engine)
    for name, table in metadata.tables.items():
        assert {column["name"] for column in found.get_columns(name)} == {column.name for column in table.columns}
        primary = found.get_pk_constraint(name)["constrained_columns"]
        assert primary == [column.name for column in table.primary_key.columns]
    engine.dispose()


@pytest.fixture
def empty_url(request, database_kind, tmp_path):
    if database_kind == "sqlite":
        return f"sqlite:///{tmp_path}/earlier.db"
    postgres = request.getfixturevalue("postgres")
    return postgres.url(postgres.fresh())


@pytest.mark.parametrize("database_kind", ["sqlite", "postgresql"])
def test_a_database_of_the_first_shape_keeps_what_it_holds(empty_url):
    """The counts of releases that came before are those of the same releases coming now."""
    engine = open_database(empty_url, upto="0001")
    release = prepare(term(), revision=1)
    row = {"site": "s-1", "term": TERM, "revision": 1, "digest": "0" * 64, "spec": 1}
    with writing(engine) as db:
        columns = "site, term, revision, digest, spec, records, body"
        insert = text(f"insert into held ({columns}) values (:site, :term, :revision, :digest, :spec, :records, :body)")
        db.execute(insert, {**row, "records": 20, "body": release.body.encode()})
        db.execute(insert, {**row, "site": "s-2", "records": 0, "body": b""})
    migrate(engine)
    with writing(engine) as db:
        counts = {row.site: row.counts for row in db.execute(select(held.c.site, held.c.counts))}
    engine.dispose()
    assert counts == {"s-1": tally(read_release(release.body.encode())), "s-2": b""}


def test_every_migration_has_a_number_of_its_own():
    files = sorted(file.name for file in (MIGRATIONS / "versions").glob("v*.py"))
    assert [name[:5] for name in files] == [f"v{number:04d}" for number in range(1, len(files) + 1)]


def test_a_limit_forgets_the_names_it_has_not_seen_for_longest():
    limit = Limit(per_minute=1, most=1, names=2)
    assert [limit.wait(name, 0.0) for name in ("a", "b", "c")] == [0, 0, 0]
    assert limit.wait("a", 0.0) == 0
    assert limit.wait("a", 0.0) == 60


def test_a_limit_fills_again_with_time():
    limit = Limit(per_minute=60, most=1)
    assert [limit.wait("a", second) for second in (0.0, 0.5, 2.0)] == [0, 1, 0]


def test_metrics_are_prometheus_text():
    metrics = Metrics()
    metrics.count("GET /", 200, 0.004)
    metrics.count("GET /", 200, 60.0)
    text = metrics.text({"sites": 3})
    assert 'headoffice_request_seconds_bucket{le="0.005"} 1' in text
    assert 'headoffice_request_seconds_bucket{le="+Inf"} 2' in text
    assert text.endswith("headoffice_sites 3\n")


def test_a_letter_prints_every_accent_of_the_schools_name():
    letter = Letter("s-1", "Ysgol Ŵyn ŷ, Bàgh an Łuk", EnrolmentCode("ABCD", "0" * 20), 0)
    made = pypdfium2.PdfDocument(letter_pdf(letter, "https://headoffice.example"))
    said = made[0].get_textpage().get_text_range()
    made.close()
    assert "Ysgol Ŵyn ŷ, Bàgh an Łuk" in said
    assert letter.code.written in said


@pytest.mark.parametrize("name", ["", "  ", "Hill\nSchool", "x" * 121, "a\x00b"])
def test_a_site_without_a_proper_name_is_expected_trouble(capsys, sqlite_url, name):
    code, _, err = run(capsys, "enrol", name, "--database", sqlite_url)
    assert (code, "need a name" in err) == (2, True)


def test_no_two_letters_have_the_same_number(office, monkeypatch):
    """A million numbers and thousands of letters: one that is taken is drawn again."""
    first = office.letter("One").code
    draws = [EnrolmentCode(first.number, "1" * 20), EnrolmentCode("ZZZZ", "1" * 20)]
    monkeypatch.setattr(EnrolmentCode, "draw", lambda _randomness: draws.pop(0))
    assert office.letter("Two").code.number == "ZZZZ"


def test_a_database_of_a_newer_head_office_is_left_alone(capsys, sqlite_url):
    engine = open_database(sqlite_url)
    with writing(engine) as db:
        db.execute(text("update alembic_version set version_num = '9999'"))
    engine.dispose()
    code, _, err = run(capsys, "sites", "--database", sqlite_url)
    assert (code, "newer head office" in err) == (2, True)


def test_an_export_holds_no_formula(capsys, office, tmp_path):
    url = office.engine.url.render_as_string(hide_password=False)
    sync(enrolled_school(office.letter("X", "=1+1"), line_to(office.client), term()), line_to(office.client))
    run(capsys, "export", tmp_path / "all.csv", "--database", url)
    assert ",'=1+1," in (tmp_path / "all.csv").read_text()


def test_of_two_processes_that_make_the_key_at_once_one_does(tmp_path):
    keys = []
    InTurns(4).run([lambda: keys.append(load_key(tmp_path / "office.key").public) for _ in range(8)])
    assert len(set(keys)) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["office.key"]


def test_processes_that_start_at_once_bring_the_database_to_shape_once(postgres):
    url, engines = postgres.url(postgres.fresh()), []
    InTurns(3).run([lambda: engines.append(open_database(url)) for _ in range(3)])
    assert len(engines) == 3
    for engine in engines:
        engine.dispose()


@pytest.mark.parametrize("name", ["", " kim", "k\nim", "x" * 81])
def test_staff_need_a_proper_name(capsys, sqlite_url, monkeypatch, name):
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    code, _, err = run(capsys, "staff", "add", name, "--password-stdin", "--database", sqlite_url)
    assert (code, "A name has" in err) == (2, True)


def test_a_spec_that_was_never_published_is_not_known():
    assert promise(99) is None


def test_serving_says_where_it_listens_and_ends_when_told(capsys, sqlite_url, tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    seen = []

    def look_and_end():
        while not seen:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/health") as answer:
                seen.append(answer.read())
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGINT)

    looking = threading.Thread(target=look_and_end)
    looking.start()
    code, out, _ = run(capsys, "serve", "--port", port, "--database", sqlite_url, "--key", tmp_path / "office.key")
    looking.join()
    assert (code, seen, out) == (130, [b"well\n"], f"Listening on http://127.0.0.1:{port}\n")


def test_a_port_that_is_taken_is_expected_trouble(capsys, sqlite_url, tmp_path):
    with listen("127.0.0.1", 0) as door:
        port = door.getsockname()[1]
        words = ("serve", "--port", port, "--database", sqlite_url, "--key", tmp_path / "office.key")
        code, _, err = run(capsys, *words)
    assert (code, "Choose another port" in err) == (2, True)


def test_an_address_of_the_newer_kind_stands_in_brackets():
    with listen("::1", 0) as door:
        assert address_of(door).startswith("http://[::1]:")


def test_the_package_itself_is_a_door(monkeypatch):
    monkeypatch.setattr("sys.argv", ["headoffice", "--help"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("headoffice", run_name="__main__")
    assert end.value.code == 0
