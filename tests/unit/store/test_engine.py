"""The connection, the disk, and what both say when they refuse."""

import errno
import importlib
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from desktop.errors import FileInUse, FileTrouble
from desktop.store import driver
from desktop.store.disk import move, plain_disk, write_whole
from desktop.store.driver import dbapi2
from desktop.store.engine import Engine, refuse_unencrypted
from desktop.store.plainly import in_plain_words

KEY = bytes(32)


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("SQLITE_FULL", FileTrouble, "disk is full"),
        ("SQLITE_BUSY_SNAPSHOT", FileInUse, "Another program"),
        ("SQLITE_READONLY_DBMOVED", FileTrouble, "may not write"),
        ("SQLITE_IOERR_WRITE", FileTrouble, "could not be read or written"),
        ("SQLITE_CORRUPT_VTAB", FileTrouble, "damaged"),
    ],
)
def test_what_the_database_refuses_is_said_plainly(code: str, kind: type[FileTrouble], said: str) -> None:
    error = dbapi2.OperationalError("raw words")
    error.sqlite_errorname = code
    with pytest.raises(kind, match=said), in_plain_words():
        raise error


def test_words_without_a_code_are_understood_too() -> None:
    with pytest.raises(FileTrouble, match="disk is full"), in_plain_words():
        raise dbapi2.OperationalError("database or disk is full")


def test_a_wrong_statement_is_a_bug() -> None:
    with pytest.raises(dbapi2.OperationalError), in_plain_words():
        raise dbapi2.OperationalError("near SELEKT")


def test_every_trouble_has_advice() -> None:
    error = dbapi2.OperationalError("raw words")
    error.sqlite_errorname = "SQLITE_FULL"
    with pytest.raises(FileTrouble) as caught, in_plain_words():
        raise error
    assert caught.value.advice


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "The disk is full"), (errno.EROFS, "can’t be written")])
def test_what_the_disk_refuses_is_said_plainly(number: int, said: str) -> None:
    with pytest.raises(FileTrouble, match=said), plain_disk():
        raise OSError(number, "raw words")


def test_a_driver_that_ignores_keys_is_refused(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(Engine, "cipher", "")
    with pytest.raises(FileTrouble, match="can’t encrypt"):
        Engine(tmp_path / "file", KEY)


def test_the_cipher_has_a_version(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "file", KEY)
    assert engine.cipher.startswith("4.")
    engine.close()


def test_a_file_in_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="may not write"):
        Engine(tmp_path / "none" / "file", KEY)


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="can’t be read"):
        refuse_unencrypted(tmp_path / "none")


def test_the_librarys_tables_are_reached_through_the_same_connection(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "file", KEY)
    with engine.immediate():
        engine.library.table("t").create({"a": int}, strict=True)
        engine.run("INSERT INTO t VALUES (1)")
    assert (engine.value("SELECT a FROM t"), engine.value("SELECT a FROM t WHERE a = 2")) == (1, None)
    engine.close()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")
    (tmp_path / "file.new").mkdir()
    with pytest.raises(FileTrouble):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_move_to_nowhere_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="can’t be written"):
        move(tmp_path / "none", tmp_path / "there")


def test_a_transaction_the_database_gave_up_by_itself_is_left_in_peace(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "file", KEY)
    with suppress(KeyError), engine.immediate():
        engine.run("ROLLBACK")
        raise KeyError
    assert not engine.writing
    engine.close()


def test_a_library_that_is_passed_over_can_be_had_afterwards() -> None:
    sys.modules.pop("colorsys", None)
    with driver._passing_over("colorsys"), pytest.raises(ImportError):
        importlib.import_module("colorsys")
    assert importlib.import_module("colorsys").rgb_to_hsv(0, 0, 0) == (0, 0, 0)
