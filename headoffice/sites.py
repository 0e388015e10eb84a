"""Sites, their code letters and their keys: who may send, and which PC is the site now; it knows no release."""

import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select, update

from desktop.models.wire import Enrolled, EnrolmentCode, EnrolRequest, enrolment_text
from headoffice.database import reading, writing
from headoffice.tables import codes, held, site_keys, sites

CODE_DAYS = 7
CODE_TRIES = 5
LONGEST_NAME = 120
DAY = 86_400


@dataclass(frozen=True)
class Letter:
    """What the code letter to a school says."""

    site: str
    name: str
    code: EnrolmentCode
    expires_at: int


class NoName(ValueError):
    """A site or region can't be called this; the text says why."""


def write_letter(engine: Engine, name: str, *, region: str, now: int) -> Letter:
    """Make a one-time code for a site, and the site too if it is new. A later code takes the place of unused ones."""
    if not all(one.strip() and one.isprintable() and len(one) <= LONGEST_NAME for one in (name, region)):
        raise NoName(f"Sites and regions need a name of up to {LONGEST_NAME} letters and signs.")
    with writing(engine) as db:
        code = _unused_code(db)
        site = _site_named(db, name) or _new_site(db, name, region=region, now=now)
        db.execute(codes.delete().where(codes.c.site == site, codes.c.used_by == ""))
        expires = now + CODE_DAYS * DAY
        db.execute(
            codes.insert().values(
                number=code.number,
                site=site,
                secret=code.secret,
                expires_at=expires,
                tries=0,
                used_by="",
                epoch=0,
            )
        )
    return Letter(site, name, code, expires)


def _unused_code(db: Connection) -> EnrolmentCode:
    """Return a code whose number stands on no other letter: there are a million, and a letter may be any of them."""
    while True:
        code = EnrolmentCode.draw(secrets.token_bytes(24))
        if db.execute(select(codes.c.site).where(codes.c.number == code.number)).first() is None:
            return code


def _site_named(db: Connection, name: str) -> str | None:
    return db.execute(select(sites.c.id).where(sites.c.name == name)).scalar_one_or_none()


def _new_site(db: Connection, name: str, *, region: str, now: int) -> str:
    site = "s-" + secrets.token_hex(6)
    db.execute(sites.insert().values(id=site, name=name, region=region, epoch=0, made_at=now))
    return site


def enrol(engine: Engine, request: EnrolRequest, *, office_key: str, now: int) -> Enrolled | None:
    """Make the PC that proves to know a code the site; None for a wrong, old or used code.

    The same PC asking again gets the same answer: its first one may have been lost on the way.
    """
    with writing(engine) as db:
        row = db.execute(select(codes).where(codes.c.number == request.code).with_for_update()).one_or_none()
        if row is None or row.tries >= CODE_TRIES:
            return None
        code = EnrolmentCode(row.number, row.secret)
        proof = code.proof(enrolment_text("request", request.code, request.public_key))
        if not hmac.compare_digest(proof, request.proof):
            db.execute(update(codes).where(codes.c.number == row.number).values(tries=row.tries + 1))
            return None
        if row.used_by not in ("", request.public_key) or (not row.used_by and now > row.expires_at):
            return None
        epoch = row.epoch or _take_over(db, row.site, row.number, key=request.public_key, now=now)
    text = enrolment_text("answer", row.site, str(epoch), office_key, request.public_key)
    return Enrolled(answer="enrolled", site=row.site, epoch=epoch, office_key=office_key, proof=code.proof(text))


def _take_over(db: Connection, site: str, number: str, *, key: str, now: int) -> int:
    """Raise the site's epoch to that of a new PC and return it."""
    db.execute(update(sites).where(sites.c.id == site).values(epoch=sites.c.epoch + 1))
    epoch = int(db.execute(select(sites.c.epoch).where(sites.c.id == site)).scalar_one())
    db.execute(site_keys.insert().values(site=site, epoch=epoch, public_key=key, enrolled_at=now))
    db.execute(update(codes).where(codes.c.number == number).values(used_by=key, epoch=epoch))
    return epoch


def key_of(db: Connection, site: str, epoch: int) -> tuple[str, int] | None:
    """Return the key of a PC that is or was a site, with the site's epoch now; None for anybody else.

    The site's row is held until the end of the transaction, so that no other PC takes over meanwhile.
    """
    query = select(site_keys.c.public_key, sites.c.epoch).join(sites, sites.c.id == site_keys.c.site)
    mine = query.where(site_keys.c.site == site, site_keys.c.epoch == epoch)
    row = db.execute(mine.with_for_update(read=True, of=sites)).one_or_none()
    return None if row is None else (row.public_key, row.epoch)


def list_sites(engine: Engine) -> list[dict[str, object]]:
    """Return every site with what is held of it, by name."""
    with reading(engine) as db:
        rows = db.execute(select(sites).order_by(sites.c.name)).all()
        holding = db.execute(select(held.c.site, held.c.term, held.c.revision, held.c.records).order_by(held.c.term))
        by_site: dict[str, list[dict[str, object]]] = {}
        for one in holding:
            by_site.setdefault(one.site, []).append(
                {"term": one.term, "revision": one.revision, "records": one.records}
            )
    return [
        {
            "site": row.id,
            "name": row.name,
            "region": row.region,
            "enrolled": row.epoch > 0,
            "epoch": row.epoch,
            "terms": by_site.get(row.id, []),
        }
        for row in rows
    ]
