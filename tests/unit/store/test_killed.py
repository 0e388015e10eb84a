"""The end of the program at any moment, as by a power cut, loses nothing that was said to be saved."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import WrongPassphrase
from desktop.models.people import Mentee
from desktop.store import Means, Store
from desktop.store.backups import listed
from desktop.store.engine import Engine
from desktop.store.opening import unlock
from desktop.store.place import Place

HERE = Path(__file__).parent
BuildMentee = Callable[..., Mentee]

DRIVER = """
import sys; sys.path.insert(0, {here!r})
import crash, shutil, pathlib
touch = 0
while True:
    touch += 1
    folder = pathlib.Path({target!r}) / f"{{touch:02}}"
    if {source!r}:
        shutil.copytree({source!r}, folder)
    if not crash.in_a_child(crash.{work}, folder, touch):
        break
"""


def killed_at_every_touch(work: str, target: Path, source: Path | None) -> list[Path]:
    """Do the work once for each touch of the disk, killed there; return the folders as they were left."""
    target.mkdir()
    program = DRIVER.format(here=str(HERE), target=str(target), source=str(source or ""), work=work)
    subprocess.run([sys.executable, "-c", program], check=True, timeout=100)
    return sorted(target.iterdir())


def look(folder: Path, secret: str, means: Means) -> list[str]:
    """Open what was left, be sure that it is whole, and return whom it holds."""
    store = Store.open(folder, secret, means=means)
    try:
        assert [check.name for check in store.check() if not check.passed and check.name != "backups"] == []
        return store.ids(Mentee)
    finally:
        store.close()


@pytest.fixture
def school(folder: Path, passphrase: str, means: Means, mentee: BuildMentee) -> Path:
    """A closed school of two mentees whose only backup holds one."""
    store, _recovery = Store.create(folder, passphrase, means=means)
    for name in ("a", "b"):
        with store.step("Add", who="CO") as step:
            step.put(mentee(name))
        if name == "a":
            store.backup("now")
    store._file.close()
    return folder


def test_killed_while_setting_up(tmp_path: Path, passphrase: str, means: Means) -> None:
    left = killed_at_every_touch("create", tmp_path / "left", None)
    assert len(left) > 5
    for folder in left:
        if not Store.exists(folder):
            Store.create(folder, passphrase, means=means)[0].close()
        assert look(folder, passphrase, means) == []


def test_killed_while_backing_up(school: Path, tmp_path: Path, passphrase: str, means: Means) -> None:
    left = killed_at_every_touch("backup", tmp_path / "left", school)
    assert len(left) > 5
    for folder in left:
        assert look(folder, passphrase, means) == ["a", "b"]
        assert not [path for path in (folder / "backups").iterdir() if path.name.startswith(".")]


def test_killed_while_restoring(school: Path, tmp_path: Path, passphrase: str, means: Means) -> None:
    left = killed_at_every_touch("restore", tmp_path / "left", school)
    assert len(left) > 9
    found = [look(folder, passphrase, means) for folder in left]
    assert all(ids in (["a", "b"], ["a"]) for ids in found)
    assert (found[0], found[-1]) == (["a", "b"], ["a"])
    assert [folder.name for folder in left if not holds_the_replaced(folder, passphrase, means)] == []


def holds_the_replaced(folder: Path, passphrase: str, means: Means) -> bool:
    """Return whether the file of two mentees is in place or among the backups, and opens."""
    for backup in listed(Place(folder)):
        if backup.counts.get("mentees") == 2 or backup.reason == "replaced when a backup was brought back":
            keys = unlock(Place(backup.path), passphrase)
            engine = Engine.prove(Place(backup.path).file, keys.key)
            count = engine.value("SELECT count(*) FROM mentees")
            engine.close()
            if count == 2:
                return True
    return False


def test_killed_while_changing_the_passphrase(school: Path, tmp_path: Path, passphrase: str, means: Means) -> None:
    for folder in killed_at_every_touch("passphrase", tmp_path / "left", school):
        try:
            found = look(folder, passphrase, means)
        except WrongPassphrase:
            found = look(folder, "another set of words", means)
        assert found == ["a", "b"]


def test_killed_amid_steps(school: Path, passphrase: str, means: Means) -> None:
    program = subprocess.Popen([sys.executable, HERE / "crash.py", school], stdout=subprocess.PIPE, text=True)
    assert program.stdout
    told = [next(program.stdout) for _ in range(25)]
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdout.close()
    found = look(school, passphrase, means)
    assert [name for name in found if name.endswith("-a")] == [name[:-1] + "a" for name in found if name.endswith("-b")]
    assert {f"{int(line)}-b" for line in told} <= set(found)


def test_an_unfinished_setting_up_beside_a_file_is_cleared_away(school: Path, passphrase: str, means: Means) -> None:
    place = Place(school)
    shutil.copy(place.file, place.unfinished)
    assert look(school, passphrase, means) == ["a", "b"]
    assert (place.unfinished.exists(), place.vault.exists()) == (False, True)


def test_an_unfinished_setting_up_is_begun_again(folder: Path, passphrase: str, means: Means) -> None:
    place = Place(folder)
    folder.mkdir()
    place.unfinished.write_bytes(b"half")
    place.vault.write_bytes(b"half")
    Store.create(folder, passphrase, means=means)[0].close()
    assert look(folder, passphrase, means) == []


def test_a_restore_that_was_interrupted_is_finished_at_opening(school: Path, passphrase: str, means: Means) -> None:
    place = Place(school)
    place.restoring.mkdir()
    shutil.copy(sorted(place.backups.iterdir())[0] / "school.alongside", place.restoring)
    place.file.with_name("school.alongside-wal").write_bytes(b"")
    assert look(school, passphrase, means) == ["a"]


def test_a_restore_that_only_had_to_be_tidied_is_tidied(school: Path, passphrase: str, means: Means) -> None:
    place = Place(school)
    place.restoring.mkdir()
    assert look(school, passphrase, means) == ["a", "b"]
    assert not place.restoring.exists()


def test_a_restore_that_cannot_be_finished_is_said_plainly_and_lets_go(
    school: Path, passphrase: str, means: Means
) -> None:
    place = Place(school)
    place.restoring.mkdir()
    (place.restoring / "replaced").write_text("in the way")
    for _attempt in range(2):
        with pytest.raises(Exception, match="can’t be made"):
            Store.open(school, passphrase, means=means)
