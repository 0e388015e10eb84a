"""What would leave, behind tabs: in words, as records, as the exact bytes; it makes no release and sends none."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QPlainTextEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.ui.build import STRETCH, box, button, card, col, hairline, row, scroll
from desktop.ui.page import prose
from desktop.ui.pages.head_office.records import Records
from desktop.ui.turns import Pieces
from desktop.workspace.sharing import Sight

WORDS, RECORDS, BYTES, WHERE = range(4)  # the last only where the window has no room for the cards beside
APART, CLOSER = 24, 12  # between tabs; four of them stand closer, for a narrow window has no room to spare


class Preview(QWidget):
    """Tabs over what a release says; `take` makes another part of the page a tab of its own."""

    def __init__(self, widen: Callable[[], None]) -> None:
        super().__init__()
        self._widen = widen
        self._sight: Sight | None = None
        self._lent: QWidget | None = None
        self._stack = QStackedWidget()
        self.tabs: list[QPushButton] = []
        self.setLayout(col(self._sheet()))

    def _sheet(self) -> QFrame:
        group = QButtonGroup(self)
        for at, (name, what) in enumerate(_tab_words()):
            tab = button(name, partial(self.show_tab, at), "tab", tip=what)
            tab.setCheckable(True)
            tab.setChecked(at == RECORDS)
            group.addButton(tab)
            self.tabs.append(tab)
        self.tabs[WHERE].hide()
        self._across = row(*self.tabs, STRETCH, gap=APART, margins=(16, 2, 16, 0))
        top = box(self._across)
        made = card(top, hairline(), self._stack, gap=0, inside=1)
        layout = made.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretch(2, 1)
        return made

    def behind_tabs(self) -> Pieces:
        """Make what stands behind the tabs."""
        self._plain = prose("")
        self.records = Records(self._widen)
        self.bytes = QPlainTextEdit()
        self.bytes.setReadOnly(True)
        self.bytes.setFrameShape(QFrame.Shape.NoFrame)
        self.bytes.setAccessibleName(_("Exact bytes"))
        yield
        for view in (
            scroll(box(col(row(self._plain, STRETCH), STRETCH, margins=(16, 14, 16, 14)))),
            self.records,
            box(col(self.bytes, margins=(12, 8, 12, 8))),
        ):
            self._stack.addWidget(view)
        self._stack.setCurrentIndex(RECORDS)

    def add_keys(self, page: QWidget) -> None:
        """Let 1 to 4 turn the tabs anywhere on the page."""
        for at in range(len(self.tabs)):
            shortcut = QShortcut(QKeySequence(str(at + 1)), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.show_tab, at))

    @property
    def tab(self) -> int:
        """Which tab is shown."""
        return self._stack.currentIndex()

    def show_tab(self, at: int) -> None:
        """Show the words, the records, the bytes, or on a narrow window how far it got."""
        if at != WHERE or self._lent is not None:
            self.tabs[at].setChecked(True)
            self._stack.setCurrentIndex(at)
            self._show_bytes()

    def show_sight(self, sight: Sight) -> None:
        """Show another release in words and bytes; `records` are shown apart, for they take their time."""
        self._sight, release = sight, sight.release
        records = ngettext("{n} record", "{n} records", len(release.rows)) if release else _("No record")
        size = len(release.body.encode()) / 1000 if release else 0
        names = (_("In words"), records, _("Exact bytes, {n} kB").format(n=f"{size:.1f}"), _("Where it is"))
        for tab, name in zip(self.tabs, names, strict=True):
            tab.setText(name)
            tab.setAccessibleName(name)
        self._plain.setText(release.words if release else "")
        self._show_bytes()

    def _show_bytes(self) -> None:
        """Lay the bytes out once they are looked at: one line of a hundred thousand signs takes its time."""
        release = self._sight.release if self._sight else None
        body = release.body if release and self.tab == BYTES else ""
        if self.bytes.toPlainText() != body:
            self.bytes.setPlainText(body)

    def take(self, part: QWidget) -> None:
        """Make a part of the page a tab."""
        if self._lent is None:
            self._lent = part
            self._stack.addWidget(part)
            self._across.setSpacing(CLOSER)
            self.tabs[WHERE].show()

    def give_back(self) -> QWidget | None:
        """Let go of what was made a tab and return it, None where nothing was."""
        part, self._lent = self._lent, None
        if part is not None:
            if self.tab == WHERE:
                self.show_tab(RECORDS)
            self._stack.removeWidget(part)
            self.tabs[WHERE].hide()
            self._across.setSpacing(APART)
        return part

    @property
    def alone(self) -> bool:
        """Whether nothing stands beside it, for want of room."""
        return self._lent is not None

    def focus(self) -> None:
        """Give the keys to the records, or to the tab that is shown."""
        view = self.records.view
        part = view if self.tab == RECORDS and view is not None else self.tabs[self.tab]
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _tab_words() -> tuple[tuple[str, str], ...]:
    """Return each tab's name before anything was read, and what it shows."""
    return (
        (_("In words"), _("What would leave, told in sentences (1).")),
        (_("Records"), _("The very records that would leave, a line each (2).")),
        (_("Exact bytes"), _("What is sent, letter by letter (3).")),
        (_("Where it is"), _("How far it got, and what never leaves (4).")),
    )
