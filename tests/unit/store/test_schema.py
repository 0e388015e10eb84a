"""The tables of the file, and how older and newer files are met."""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import NoneType
from typing import get_args

import pytest

from desktop.errors import FileTooNew
from desktop.models.people import Mentee, Mentor
from desktop.models.remembered import Remembered
from desktop.store import Action, Means, Store, schema
from desktop.store.driver import Database, Migrations
from desktop.store.place import Place
from desktop.store.tables import TABLES, Table
from tests.unit.store.inside import journal_of

BuildMentee = Callable[..., Mentee]
RELEASED = Path(__file__).parents[2] / "data"


def next_version() -> Migrations:
    """Return the migrations of an app one version ahead."""
    ahead = Migrations("alongside")
    ahead._migrations = list(schema.migrations._migrations)

    @ahead(name="2 tomorrow")
    def _tomorrow(library: Database) -> None:
        library.table("remembered").insert({"id": "tomorrow", "value": "1"})

    return ahead


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_field_has_its_column(store: Store, table: Table) -> None:
    columns = [row[1] for row in store._engine.rows(f"PRAGMA table_info({table.name})")]
    assert columns == ["row", *table.columns]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_only_what_may_be_unknown_may_be_null(store: Store, table: Table) -> None:
    found = {row[1] for row in store._engine.rows(f"PRAGMA table_info({table.name})") if not row[3]}
    wanted = {name for name, info in table.kind.model_fields.items() if NoneType in get_args(info.annotation)}
    assert found - {"row"} == wanted


def test_every_table_is_strict(store: Store) -> None:
    found = {row[1]: row[5] for row in store._engine.rows("PRAGMA table_list") if row[2] == "table"}
    assert [name for name, strict in found.items() if not strict and not name.startswith(("sqlite", "_sqlite"))] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_link_is_watched(store: Store, table: Table) -> None:
    found = {row[3]: row[2] for row in store._engine.rows(f"PRAGMA foreign_key_list({table.name})")}
    assert found == dict(table.links)


def test_a_newer_file_is_refused_untouched(
    folder: Path, passphrase: str, means: Means, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as tomorrow:
        tomorrow.setattr(schema, "migrations", next_version())
        Store.create(folder, passphrase, means=means)[0].close()
    before = Place(folder).file.read_bytes()
    with pytest.raises(FileTooNew, match="newer version of Alongside"):
        Store.open(folder, passphrase, means=means)
    assert Place(folder).file.read_bytes() == before


@pytest.fixture
def updated(folder: Path, passphrase: str, means: Means, mentee: BuildMentee, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A school of yesterday, opened by the app of tomorrow."""
    store, _recovery = Store.create(folder, passphrase, means=means)
    with store.step("Add", who="CO") as step:
        step.put(mentee())
    store.close()
    monkeypatch.setattr(schema, "migrations", next_version())
    store = Store.open(folder, passphrase, means=means)
    yield store
    store.close()


def test_an_older_file_is_brought_up_to_date(updated: Store) -> None:
    assert (updated.count(Mentee), updated.get(Remembered, "tomorrow").value) == (1, "1")


def test_before_an_update_a_backup_is_made(updated: Store) -> None:
    assert updated.backups()[0].reason == "before updating the file"


def test_an_update_is_in_the_history(updated: Store) -> None:
    assert updated.history(limit=1)[0].action == Action.UPDATE


def test_nothing_from_before_an_update_is_undone(updated: Store) -> None:
    assert updated.to_undo is None


def test_the_journal_is_whole_across_an_update(updated: Store, mentee: BuildMentee) -> None:
    with updated.step("Change", who="CO") as step:
        step.put(mentee(form="9B"))
    assert journal_of(updated).broken == ()


def test_an_update_that_fails_leaves_the_file_as_it_was(
    folder: Path, passphrase: str, means: Means, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.create(folder, passphrase, means=means)[0].close()
    broken = next_version()

    @broken(name="3 broken")
    def _broken(library: Database) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as tomorrow:
        tomorrow.setattr(schema, "migrations", broken)
        with pytest.raises(ZeroDivisionError):
            Store.open(folder, passphrase, means=means)
    store = Store.open(folder, passphrase, means=means)
    assert store.get(Remembered, "tomorrow") is None
    store.close()


@pytest.mark.parametrize("release", sorted(path.name for path in RELEASED.glob("school-*")))
def test_the_file_of_every_release_opens_with_all_that_is_in_it(release: str, tmp_path: Path, means: Means) -> None:
    folder = shutil.copytree(RELEASED / release, tmp_path / release)
    store = Store.open(folder, "a released passphrase", means=means)
    kept = {table.name: store.count(table.kind) for table in TABLES}
    assert (set(kept.values()), journal_of(store).intact) == ({1}, True)
    assert [person.name for person in store.all(Mentor)] == ["Siân Ŵyn"]
    store.close()
