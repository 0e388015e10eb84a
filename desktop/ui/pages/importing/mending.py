"""What is to look at in a list, line by line: a cell is put right here and read anew, or its row is left out."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.ui.allow import allow, explain
from desktop.ui.build import STRETCH, box, button, col, hairline, row, words
from desktop.ui.choices import Choice
from desktop.ui.entries import line
from desktop.ui.notices import empty_state
from desktop.ui.paint import Light
from desktop.ui.table.cells import NOTHING, Cell, Column, state
from desktop.ui.table.plain import plain_list
from desktop.workspace.importing import what_became


class MendingView(QWidget):
    """The problems with the cell of the chosen one under them. It changes nothing itself: it says what was told."""

    put_right = Signal(int, str, str, int)  # a line, a heading, what its cell says, and the line the keys go to then
    left_out = Signal(int, bool)
    save_wanted = Signal()

    def __init__(self, reading: Any, left: Sequence[int]) -> None:
        super().__init__()
        self._problems = reading.problems
        self._cells = reading.cells
        self._left = frozenset(left)
        self._shown = (0, "", "")  # the line and heading of the cell under the list, and what it said at first
        self._fill()

    def _fill(self) -> None:
        save = button(
            _("Save this list"),
            self.save_wanted.emit,
            "link",
            tip=_("Keeps what is to look at as a table, for whoever puts it right in the source."),
        )
        if not self._problems:
            self.setLayout(col(empty_state(_("Nothing to look at."), _("Every row could be read as it stands."))))
            return
        self.list = plain_list(_("To look at"), self._columns(), self._problems)
        self.list.row_changed.connect(self._on_row)
        self.list.opened.connect(lambda _row: self._focus_cell())
        self._said = words("", "strong", wrap=True)
        self._advice = words("", "small", wrap=True)
        self.column = Choice([], _("Column to put right"))
        self.column.currentIndexChanged.connect(self._on_column)
        self.cell = line()
        self.cell.setAccessibleName(_("What the cell says"))
        explain(self.cell, _("Enter reads the list again with this; your file stays as it is."))
        self.cell.returnPressed.connect(self._on_put_right)
        self.mend = button(
            _("Put it right"),
            self._on_put_right,
            tip=_("Reads the list again with this; your file stays as it is (Enter)."),
        )
        self.leave = button(
            _("Leave the row out"),
            self._on_leave,
            tip=_("Leaves this row out, or takes it in again; the others stay as they are."),
        )
        across = row(self.column, self.cell, gap=8)
        across.setStretch(1, 1)
        acts = row(self.mend, self.leave, STRETCH, save, gap=8)
        self._editor = box(col(self._said, self._advice, across, acts, gap=6, margins=(16, 8, 16, 8)))
        layout = col(self.list, hairline(), self._editor, gap=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.list.show_row("0")

    def _columns(self) -> list[Column[Any]]:
        return [
            Column("line", _("Line"), lambda one: Cell(str(one.line)), "1000", keep=10),
            Column("column", _("Column"), lambda one: Cell(one.column or NOTHING), "Legal Forename", keep=8),
            Column("what", _("What became of it"), self._what, _("light:Left out"), keep=9),
            Column(
                "reason", _("Why"), lambda one: Cell(one.reason, tip=f"{one.reason} {one.advice}"), "x" * 46, keep=9
            ),
        ]

    def _what(self, problem: Any) -> Cell:
        light = Light.STOP if problem.severity.value == "refused" else Light.WAIT
        return state(Light.NONE if problem.line in self._left else light, what_became(problem, self._left))

    @property
    def problem(self) -> Any:
        """The problem the keys are on, None without one."""
        return self._problems[int(self.list.current)] if self._problems and self.list.current else None

    def show_line(self, number: int) -> None:
        """Put the keys on the first problem of a line or, where it is settled, on the next one."""
        if self._problems:
            later = (at for at, one in enumerate(self._problems) if one.line >= number)
            self.list.show_row(str(next(later, len(self._problems) - 1)))

    def _on_row(self, _row: str) -> None:
        one = self.problem
        if one is None:
            return
        self._send_typed(one.line)
        self._said.setText(_("Line {n}: {reason}").format(n=one.line, reason=one.reason))
        self._advice.setText(one.advice)
        cells = self._cells.get(one.line, {})
        self.column.offer([] if _is_heading(cells) else [(heading, heading) for heading in cells], one.column)
        self._on_column()
        against = _against(cells)
        for part in (self.column, self.cell, self.mend):
            allow(part, against or None)
        out = one.line in self._left
        self.leave.setText(_("Take the row in") if out else _("Leave the row out"))
        self.leave.setAccessibleName(self.leave.text())
        refused = one.severity.value == "refused" and not out
        as_is = _("This row is left out as it is. Put its cell right and it comes in.") if refused else None
        allow(self.leave, against if _is_heading(cells) else as_is)

    def _on_column(self) -> None:
        one = self.problem
        if one is not None:
            self._send_typed(one.line)
            self._shown = (one.line, self.column.code, self._cells.get(one.line, {}).get(self.column.code, ""))
            self.cell.setText(self._shown[2])

    @property
    def typed(self) -> tuple[int, str, str] | None:
        """The line, heading and words of a cell that was typed in and not put right yet."""
        line, heading, said = self._shown
        return (line, heading, self.cell.text()) if heading and self.cell.text() != said else None

    def take_up(self, line: int, heading: str, text: str) -> None:
        """Go on where somebody was typing in a cell while the list was read again."""
        at = next((at for at, one in enumerate(self._problems) if one.line == line), None)
        if at is not None and heading in self._cells.get(line, {}):
            self.list.show_row(str(at))
            self.column.choose(heading)
            self.cell.setText(text)
            if self.cell.isVisible():
                self.cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send_typed(self, then: int) -> None:
        """Put right what was typed before the keys go elsewhere, as a spreadsheet does."""
        if (typed := self.typed) is not None:
            self._shown = (0, "", "")
            self.put_right.emit(*typed, then)

    def _focus_cell(self) -> None:
        self.cell.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.cell.selectAll()

    def _on_put_right(self) -> None:
        one = self.problem
        if one is not None and self.column.code and self.mend.isEnabled():
            self._shown = (0, "", "")
            self.put_right.emit(one.line, self.column.code, self.cell.text(), one.line)

    def _on_leave(self) -> None:
        one = self.problem
        if one is not None:
            self.left_out.emit(one.line, one.line not in self._left)


def _is_heading(cells: Mapping[str, str]) -> bool:
    """Return whether a line is that of the headings: what is to look at there is a whole column."""
    return bool(cells) and all(text.strip() == heading.strip() for heading, text in cells.items())


def _against(cells: Mapping[str, str]) -> str:
    """Say why no cell of a line can be put right, empty where one can."""
    if not cells:
        return _("This line has no cells to put right. Mend it in the file, then choose it again.")
    if _is_heading(cells):
        return _("This is about a whole column. Choose what it is kept as under Columns.")
    return ""
