"""The one place where SQLCipher becomes the driver of sqlite-utils; it opens nothing.

sqlite-utils takes `pysqlite3` for its driver if there is one. SQLCipher must stand in that place before sqlite-utils
is first imported, else the library watches for the exceptions of another driver and misses its own.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import sqlcipher3
from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from types import ModuleType

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)


@contextmanager
def _passing_over(*names: str) -> Iterator[None]:
    """Let an import find none of these; what was imported already stays."""
    modules = cast("dict[str, ModuleType | None]", sys.modules)
    absent = [name for name in names if name not in modules]
    modules.update(dict.fromkeys(absent))
    try:
        yield
    finally:
        for name in absent:
            del modules[name]


# sqlite-utils loads numpy and pandas where they are installed, half a second of every start.
with _passing_over("numpy", "pandas"):
    import sqlite_utils.db
    from sqlite_utils import Database, Migrations

# Where another program imported the library first, nothing would be encrypted.
if vars(sqlite_utils.db)["sqlite3"] is not sqlcipher3:  # pragma: no cover - no other program here
    raise ImportError("sqlite-utils was imported before desktop.store and uses an unencrypted driver")

__all__ = ["Database", "Migrations", "dbapi2"]
