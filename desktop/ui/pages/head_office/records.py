"""The very records that would go: their columns grouped by how they are protected, as many as there is room for."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.i18n import _, ngettext, noted, pgettext
from desktop.models.wire import NOT_MEASURED, NOT_STATED, WireRecord
from desktop.ui import theme
from desktop.ui.build import box, button, clear, hairline, row
from desktop.ui.marks import Elided
from desktop.ui.notices import empty_state
from desktop.ui.table.cells import Cell, Column
from desktop.ui.table.plain import plain_list
from desktop.ui.table.view import ListView
from desktop.ui.turns import Pieces
from desktop.workspace.sharing import Sight

SHARED = 2  # the first columns of a record are coarsened, the others blurred
_LONGEST = {
    "age_band": noted("11–13 years"), "modality": noted("Face to face"), "across_difference": noted("measured"),
    "unmet_need": noted("Yes"), "sessions": noted("8 or more"), "ending": noted("Completed"),
}  # fmt: skip


def value_words(value: str) -> str:
    """Return a listed value as people read it."""
    said = {
        NOT_STATED: _("Not stated"),
        NOT_MEASURED: _("Not measured"),
        "face_to_face": _("Face to face"),
        "hybrid": _("Hybrid"),
        "virtual": _("Online"),
        "yes": pgettext("record", "Yes"),
        "no": pgettext("record", "No"),
        "running": pgettext("record", "Running"),
        "completed": pgettext("record", "Completed"),
        "early": pgettext("record", "Early"),
        "lower": pgettext("record", "Lower"),
        "same": pgettext("record", "Same"),
        "higher": pgettext("record", "Higher"),
    }
    return said.get(value, value.replace("-", "–"))


class _Groups(QWidget):
    """One line over the heads that says how each group of columns is protected."""

    def __init__(self, view: ListView) -> None:
        super().__init__()
        self._view = view
        self._said = (_("Shared by 6 or more"), _("Blurred on purpose: one value may be untrue, totals stay right"))
        self.setAccessibleName(". ".join(self._said))
        self.setToolTip(". ".join(self._said))
        self.setFixedHeight(theme.current().px(42))  # two lines, where one has no room

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.current()
        painter.setFont(colours.font(14))
        painter.setPen(colours.colour("muted"))
        edge = sum(self._view.columnWidth(at) for at in range(SHARED) if not self._view.isColumnHidden(at))
        metrics = QFontMetricsF(painter.font())
        for left, right, said in ((16.0, edge - 8.0, self._said[0]), (edge + 8.0, self.width() - 12.0, self._said[1])):
            if right < left:
                continue  # none of its columns is shown
            place = QRectF(left, 0, right - left, self.height())
            shown = metrics.elidedText(said, Qt.TextElideMode.ElideRight, place.width() * 1.8)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, shown)
        painter.setPen(QPen(colours.colour("line"), 1))
        if edge:
            painter.drawLine(edge, 8, edge, self.height() - 8)


class Records(QWidget):
    """Shows the rows of a release; `widen` gives it the whole page where that shows more columns."""

    def __init__(self, widen: Callable[[], None]) -> None:
        super().__init__()
        self._widen = widen
        self.view: ListView | None = None
        self._groups: QWidget | None = None
        self._keys: list[str] = []
        self._said: object = None
        self._first = 0
        self._alone = False
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)

    def showing(self, sight: Sight) -> Pieces:
        """Show the records, or say why there are none; the very same ones, approved since, stand as they are."""
        rows = sight.release.rows if sight.release else ()
        said = (sight.facts, sight.release.body if sight.release else "")
        if said == self._said:
            return
        view = self._table(sight, rows) if rows else None
        yield
        clear(self._inside)
        self._said, self.view = said, view
        if view is None:
            why = _("A school with fewer than 10 pairs who may share says “active” and nothing else.")
            self._inside.addWidget(empty_state(_("No record would go"), why))
            return
        self._keys, self._first = [key for key, _name in sight.facts], 0
        self._groups = _Groups(view)
        self._inside.addWidget(self._groups)
        self._inside.addWidget(view, 1)
        self._inside.addWidget(hairline())
        self._inside.addWidget(self._foot(len(rows), len(sight.facts)))

    def _table(self, sight: Sight, rows: Sequence[WireRecord]) -> ListView:
        columns: list[Column[WireRecord]] = [
            Column(key, name, partial(_cell, key), _sample(key), keep=10 if at < SHARED else 9 - at // 2)
            for at, (key, name) in enumerate(sight.facts)
        ]
        return plain_list(_("Records that would go"), columns, rows, height=32)

    def _foot(self, records: int, facts: int) -> QWidget:
        said = ngettext("{n} record, {{facts}} facts in each.", "{n} records, {{facts}} facts in each.", records)
        self._count = Elided(said.format(facts=facts), "small")
        self._more = button(
            "",
            self._on_more,
            "link",
            tip=_("Gives the table the room of the cards beside it, or turns to the columns there is no room for."),
        )
        line = row(self._count, self._more, gap=16, margins=(16, 6, 16, 6))
        line.setStretch(0, 1)
        return box(line)

    def say_width(self, *, wide: bool, alone: bool) -> None:
        """Say how many columns there is no room for, and offer what can be done: make room, give it back, turn on.

        `wide`: the table has the whole page because somebody asked for that; `alone`: no window of this width has
        anything beside it.
        """
        if self.view is None:
            return
        self._alone = alone
        if not alone and self._first:
            self._turn_to(0)
        shown = len(self.view.wide_columns())
        hidden = len(self._keys) - shown
        self._more.setVisible(bool(hidden) or wide)
        self._more.setText(self._offer(shown, wide=wide))
        self._more.setAccessibleName(self._more.text())
        plain = self._count.text().split(". ")[0].rstrip(".")
        more = ngettext("{n} more column.", "{n} more columns.", hidden) if hidden else ""
        self._count.setText(f"{plain}. {more}".strip())

    def _offer(self, shown: int, *, wide: bool) -> str:
        if self._alone:
            return _("Show the others") if self._first + shown < len(self._keys) else _("Show the first")
        if wide:
            return _("Show fewer columns")
        return ngettext("Show the {n} column", "Show all {n} columns", len(self._keys))

    def _on_more(self) -> None:
        if not self._alone or self.view is None:
            self._widen()
            return
        following = self._first + len(self.view.wide_columns())
        self._turn_to(following if following < len(self._keys) else 0)
        self.say_width(wide=False, alone=True)

    def _turn_to(self, first: int) -> None:
        """Show the columns from one on, as many as there is room for."""
        self._first = first
        if self.view is not None and self._groups is not None:
            self.view.hide_columns(frozenset(self._keys[:first]))
            self._groups.update()


def _sample(key: str) -> str:
    return _(_LONGEST.get(key, noted("Not measured")))


def _cell(key: str, record: WireRecord) -> Cell:
    return Cell(value_words(getattr(record, key)))
