"""The one place where SQLCipher becomes the driver of sqlite-utils; it opens nothing.

sqlite-utils takes `pysqlite3` for its driver if there is one. SQLCipher must stand in that place before sqlite-utils
is first imported, else the library watches for the exceptions of another driver and misses its own.
"""

import sys

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

from sqlite_utils import Database, Migrations  # noqa: E402 - the driver has to be in its place first

if (
    sys.modules["sqlite_utils.db"].sqlite3 is not sys.modules["pysqlite3"]
):  # pragma: no cover - only where another program imported the library first
    raise ImportError("sqlite-utils was imported before desktop.store and uses an unencrypted driver")

__all__ = ["Database", "Migrations", "dbapi2"]
