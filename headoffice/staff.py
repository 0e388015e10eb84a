"""Staff who may read the numbers: argon2 passwords, sessions by a random token; it knows no page."""

import hashlib
import secrets
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine, select

from headoffice.database import insert, reading, writing
from headoffice.tables import staff, staff_sessions

SESSION_SECONDS = 8 * 3600
SHORTEST_PASSWORD = 12
_hasher = PasswordHasher()  # Argon2id with the library's current parameters


LONGEST_NAME = 80
_verifying = BoundedSemaphore(2)  # a password's check takes 64 MiB: a crowd at the door has to queue


class WeakPassword(ValueError):
    """The name or password can't be used; the text says why."""


def add_staff(engine: Engine, name: str, password: str, *, now: int) -> None:
    """Let a person in, or give them a new password; their open sessions end."""
    if not (name.strip() == name and name.isprintable() and 0 < len(name) <= LONGEST_NAME):
        raise WeakPassword(f"A name has 1 to {LONGEST_NAME} letters and signs, and no space around it.")
    if len(password) < SHORTEST_PASSWORD:
        raise WeakPassword(f"A password needs {SHORTEST_PASSWORD} characters or more.")
    row = {"password": _hasher.hash(password), "made_at": now}
    with writing(engine) as db:
        db.execute(insert(db, staff).values(name=name, **row).on_conflict_do_update(index_elements=["name"], set_=row))
        db.execute(staff_sessions.delete().where(staff_sessions.c.name == name))


def remove_staff(engine: Engine, name: str) -> bool:
    """Let a person in no more; False where nobody has that name."""
    with writing(engine) as db:
        db.execute(staff_sessions.delete().where(staff_sessions.c.name == name))
        return db.execute(staff.delete().where(staff.c.name == name)).rowcount > 0


def staff_names(engine: Engine) -> list[str]:
    """Return who may come in."""
    with reading(engine) as db:
        return list(db.execute(select(staff.c.name).order_by(staff.c.name)).scalars())


def sign_in(engine: Engine, name: str, password: str, *, now: int) -> str | None:
    """Return the token of a new session, None for a wrong name or password."""
    with reading(engine) as db:
        kept = db.execute(select(staff.c.password).where(staff.c.name == name)).scalar_one_or_none()
    try:
        with _verifying:
            _hasher.verify(kept or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return None
    token = secrets.token_urlsafe(32)
    with writing(engine) as db:
        db.execute(staff_sessions.delete().where(staff_sessions.c.expires_at <= now))
        session = {"token": _kept(token), "name": name, "expires_at": now + SESSION_SECONDS}
        db.execute(staff_sessions.insert().values(**session))
    return token


def who(engine: Engine, token: str, *, now: int) -> str | None:
    """Return whose session a token opens, None for none or one that ended."""
    query = select(staff_sessions.c.name).where(
        staff_sessions.c.token == _kept(token), staff_sessions.c.expires_at > now
    )
    with reading(engine) as db:
        return db.execute(query).scalar_one_or_none()


def sign_out(engine: Engine, token: str) -> None:
    """End a session."""
    with writing(engine) as db:
        db.execute(staff_sessions.delete().where(staff_sessions.c.token == _kept(token)))


@cache
def _nobody() -> str:
    """Return a password that nobody has, so that an unknown name takes as long as a wrong password."""
    return _hasher.hash(secrets.token_hex(16))


def _kept(token: str) -> str:
    """Return what is kept of a token: a copy of the database opens no session."""
    return hashlib.sha256(token.encode()).hexdigest()
