"""Writes the held records as CSV, one row a record as it came; it corrects nothing and adds no identity."""

import csv
from typing import TextIO

from sqlalchemy import Engine, select

from desktop.models.wire import WireRecord, read_release
from headoffice.database import reading
from headoffice.tables import held, sites

COLUMNS = ("site", "region", "term", *WireRecord.model_fields)


def export_rows(engine: Engine, out: TextIO, *, term: str = "") -> int:
    """Write all records, or one term's, and return how many; read release by release, never all at once."""
    query = select(held.c.site, held.c.term, held.c.body, sites.c.region).join(sites, sites.c.id == held.c.site)
    query = query.where(held.c.records > 0).order_by(held.c.term, held.c.site)
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    count = 0
    with reading(engine) as db:
        for row in db.execute(query.where(held.c.term == term) if term else query).yield_per(100):
            for record in read_release(row.body).records:
                writer.writerow((row.site, _plain(row.region), row.term, *record.model_dump().values()))
                count += 1
    return count


def _plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
