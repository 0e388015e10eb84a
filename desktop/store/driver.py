"""The one place where SQLCipher becomes the driver of sqlite-utils; it opens nothing.

sqlite-utils takes `pysqlite3` for its driver if there is one. SQLCipher must stand in that place before sqlite-utils
is first imported, else the library watches for the exceptions of another driver and misses its own.
"""

import sys

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

import sqlite_utils.db  # noqa: E402 - the driver has to be in its place first
from sqlite_utils import Database, Migrations  # noqa: E402 - as above

# Where another program imported the library first, nothing would be encrypted.
if vars(sqlite_utils.db)["sqlite3"] is not sqlcipher3:  # pragma: no cover - no other program here
    raise ImportError("sqlite-utils was imported before desktop.store and uses an unencrypted driver")

__all__ = ["Database", "Migrations", "dbapi2"]
