"""How the matching page stands: three columns on a wide window, one of them at a time on a narrow one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import STRETCH, box, button, col, row
from desktop.ui.page import NARROW, WIDE, polished
from desktop.ui.roomy import UNBOUND
from desktop.ui.turns import Pieces


class Stacked(QWidget):
    """Parts under each other that share the height."""

    def __init__(self) -> None:
        super().__init__()
        self._column = col(gap=12)
        self.setLayout(self._column)

    def take(self, part: QWidget, share: int) -> Pieces:
        """Put a part in with its share."""
        self._column.addWidget(part, share)
        yield
        yield from polished(part)


class Columns(QWidget):
    """Cause left, result in the middle, reason right; `turned` says that another one is shown."""

    turned = Signal()

    def __init__(self, *columns: QWidget) -> None:
        super().__init__()
        self._columns = columns
        self._group = QButtonGroup(self)
        made = []
        for at, name in enumerate((_("What matters"), _("Proposal"), _("Reasons"))):
            one = button(name, self.turned.emit, "tab")
            one.setCheckable(True)
            one.setChecked(at == 1)
            self._group.addButton(one)
            self._group.setId(one, at)
            made.append(one)
        self._turns = box(row(*made, STRETCH, gap=18))
        across = row(*columns, gap=12)
        across.setStretch(1, 1)
        layout = col(self._turns, across, gap=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def turn_to(self, at: int) -> None:
        """On a narrow window turn to the weights (0), the proposal (1) or the reasons (2)."""
        self._group.button(at).setChecked(True)
        self.turned.emit()

    def fit(self, width: int) -> None:
        """Stand as the window's width allows."""
        px = theme.current().px
        narrow, wide = width < px(NARROW), width >= WIDE
        self._turns.setVisible(narrow)
        for at, column in enumerate(self._columns):
            column.setVisible(not narrow or self._group.checkedId() == at)
        left, right = (px(280), px(420)) if wide else (px(240), px(328))
        for column, limit in ((self._columns[0], left), (self._columns[2], right)):
            column.setMinimumWidth(0 if narrow else limit)
            column.setMaximumWidth(UNBOUND if narrow else limit)
