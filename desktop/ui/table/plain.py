"""A table over rows that are at hand, for a few hundred of them in a dialog or a tab; it knows no record."""

from collections.abc import Sequence
from typing import Any

from desktop.ui.table.cells import Column, Query, Source
from desktop.ui.table.model import TableModel
from desktop.ui.table.view import ListView


def plain_list(name: str, columns: Sequence[Column[Any]], rows: Sequence[Any], *, height: int = 36) -> ListView:
    """Return a table over rows that are at hand."""
    source: Source[Any] = Source(
        lambda _query: [str(at) for at in range(len(rows))], lambda ids: [rows[int(at)] for at in ids]
    )
    model: TableModel[Any] = TableModel(columns, source)
    model.ask(Query())
    return ListView(model, name, row_height=height)
