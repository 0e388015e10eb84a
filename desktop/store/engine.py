"""One encrypted SQLite connection, proved at opening, whose errors come in plain words; it knows no table."""

import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from desktop.errors import FileDamaged, FileInUse, FileTrouble
from desktop.i18n import _
from desktop.store.driver import Database, dbapi2
from desktop.store.plainly import in_plain_words

PLAIN_HEADER = b"SQLite format 3\x00"
Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]


class Engine:
    """A connection that belongs to the thread that opened it and writes only inside `immediate()`."""

    def __init__(self, path: Path, key: bytes, *, timeout: float = 1.0, alone: bool = False) -> None:
        """Open the file with a raw 256-bit key; the file is made if it isn't there.

        `alone` needs no shared file beside it, for which a full disk has no room, and lets no other connection in.
        """
        self.alone = alone
        with in_plain_words():
            self._connection = dbapi2.connect(str(path), timeout=timeout, isolation_level=None)
        self.pinned = False
        self._thread = threading.get_ident()
        self.library = Database(self._connection, execute_plugins=False, recursive_triggers=False)
        try:
            self._unlock(key)
        except BaseException:
            self._connection.close()
            raise

    @classmethod
    def prove(cls, path: Path, key: bytes) -> "Engine":
        """Open a file that must be there, be encrypted and take this key. The file is not written to.

        Where a full disk cut a large step short and the program then ended, the log it left may fill the last room
        that opening needs. It is folded into the file then, which makes room; else the file is opened alone.
        """
        refuse_unencrypted(path)
        try:
            return cls(path, key)
        except FileTrouble as trouble:
            if isinstance(trouble, FileInUse) or not path.with_name(f"{path.name}-wal").exists():
                raise
        with suppress(FileTrouble):
            cls(path, key, alone=True).close()
        with suppress(FileTrouble):
            return cls(path, key)
        return cls(path, key, alone=True)

    def _unlock(self, key: bytes) -> None:
        for setting in (
            "cipher_log_level = NONE",
            f"key = \"x'{key.hex()}'\"",
            *(("locking_mode = EXCLUSIVE",) if self.alone else ()),
            "temp_store = MEMORY",
            "cache_size = -65536",
            "synchronous = FULL",
            "secure_delete = ON",
            "foreign_keys = ON",
            "query_only = ON",
        ):
            self.rows(f"PRAGMA {setting}")
        if not self.cipher:
            raise FileTrouble(_("This installation can’t encrypt."), _("Install Alongside again."))
        self.rows("SELECT count(*) FROM sqlite_master")

    @property
    def cipher(self) -> str:
        """The version of SQLCipher, empty where the driver can't encrypt and would ignore the key in silence."""
        found = self.rows("PRAGMA cipher_version")
        return str(found[0][0]) if found else ""

    def use_wal(self) -> None:
        """Let reading and writing go on side by side, in the way that survives a power cut."""
        with in_plain_words():
            self._connection.execute("PRAGMA journal_mode = WAL").fetchall()

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Read the file as it stands now as long as the block lasts."""
        self.pin()
        try:
            yield
        finally:
            self.unpin()

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Return what a question finds."""
        with in_plain_words():
            return list(self._connection.execute(sql, values))

    def value(self, sql: str, values: Values = ()) -> Any:  # noqa: ANN401 - whatever stands in the column
        """Return the first column of the first row, None if there is none."""
        found = self.rows(sql, values)
        return found[0][0] if found else None

    def ids(self, sql: str, values: Values = ()) -> list[str]:
        """Return the column `id` of what a question finds, in its order.

        The database hands all over in one piece. Row by row the interpreter would be let go of and waited for at each,
        which takes seconds for 5,000 while another thread works.
        """
        found: list[str] = json.loads(self.value(f"SELECT json_group_array(id) FROM ({sql})", values))
        return found

    def refuse_strangers(self) -> None:
        """Raise RuntimeError on another thread than the one that opened the file: a bug."""
        if threading.get_ident() != self._thread:
            raise RuntimeError("The store belongs to the thread that opened it")

    def run(self, sql: str, values: Values = ()) -> int:
        """Write, and return the number of rows touched."""
        self._must_be_writing()
        with in_plain_words():
            return int(self._connection.execute(sql, values).rowcount)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Write the same statement for many rows."""
        self._must_be_writing()
        with in_plain_words():
            self._connection.executemany(sql, rows)

    @property
    def writing(self) -> bool:
        """Whether a transaction for writing is open."""
        return bool(self._connection.in_transaction) and not self.pinned

    def pin(self) -> None:
        """Read the file from now on as it stands, whatever another connection writes; nothing is written here."""
        self._refuse_nesting()
        self.rows("BEGIN")
        self.rows("SELECT count(*) FROM sqlite_master")  # a reading begins with its first question
        self.pinned = True

    def unpin(self) -> None:
        """See again what was written meanwhile, and be free to write."""
        if self.pinned:
            self.pinned = False
            self.rows("COMMIT")

    def _must_be_writing(self) -> None:
        if not self.writing:
            raise RuntimeError("A write outside a step")

    @contextmanager
    def immediate(self) -> Iterator[None]:
        """Hold one write transaction: committed when the block ends, rolled back when it fails.

        Links between tables are checked at the end, so that rows may be written in any order.
        """
        self._refuse_nesting()
        try:
            self._begin()
            yield
            self._commit()
        except BaseException:
            if self.writing:
                self._connection.execute("ROLLBACK")
            raise
        finally:
            self._connection.execute("PRAGMA query_only = ON")

    def _refuse_nesting(self) -> None:
        if self.pinned:
            raise FileInUse(_("A large change is being saved just now."), _("Wait a moment, then do it again."))
        if self.writing:
            raise RuntimeError("A step is already open")

    def _begin(self) -> None:
        with in_plain_words():
            self._connection.execute("PRAGMA query_only = OFF")
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("PRAGMA defer_foreign_keys = ON")

    def _commit(self) -> None:
        with in_plain_words():
            self._connection.execute("COMMIT")

    def copy_to(self, path: Path, key: bytes) -> None:
        """Copy the whole file, page by page and encrypted, to a path that isn't there yet."""
        with in_plain_words():
            target = dbapi2.connect(str(path), isolation_level=None)
        try:
            with in_plain_words():
                target.execute("PRAGMA cipher_log_level = NONE")
                target.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
                self._connection.backup(target)
        finally:
            target.close()

    def faults(self) -> list[str]:
        """Return what is wrong with the pages of the file: each one's seal is checked against its bytes."""
        return [str(row[0]) for row in self.rows("PRAGMA cipher_integrity_check")]

    def structure_faults(self) -> list[str]:
        """Return what is wrong with how tables and indexes hang together."""
        return [str(row[0]) for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]

    def fold_log(self) -> None:
        """Bring the write-ahead log into the file and empty it."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it."""
        with in_plain_words():
            self._connection.close()


def refuse_unencrypted(path: Path) -> None:
    """Raise FileTrouble unless the file is there, has a first page and that page is not plain SQLite."""
    try:
        with path.open("rb") as file:
            head = file.read(len(PLAIN_HEADER))
    except OSError as error:
        raise FileTrouble(
            _("The school’s file can’t be read."),
            _("Check that the disk is connected and that you may read the folder."),
        ) from error
    if head == PLAIN_HEADER:
        raise FileDamaged(
            _("The school’s file isn’t encrypted, so it isn’t one that Alongside made."),
            _("Bring back the newest backup, and tell the person who looks after your computers."),
        )
    if len(head) < len(PLAIN_HEADER):
        raise FileDamaged(_("The school’s file is empty."), _("Bring back the newest backup."))
