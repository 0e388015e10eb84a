"""A long form in sections: all of it in one scroll, a list of its sections beside it; it knows no record.

Tab goes through every field in order, so nothing is hidden from the keys. Ctrl+Page Down and Up go from section to
section, and the list says which ones something is wrong in.
"""

from collections import deque
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QButtonGroup, QScrollArea, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import STRETCH, box, card, col, row, scroll_plainly, words
from desktop.ui.dialogs import Dialog, keep_form
from desktop.ui.fields import Field, empty_grid, laid
from desktop.ui.forms import Form
from desktop.ui.marks import NavItem
from desktop.ui.turns import Pieces, Turns

WIDTH, HIGH, LIST = 900, 500, 216
FEW = 4  # fields that are laid in a turn: a piece with what it has painted stays under 20 ms
TIGHT = 760  # a dialog narrower than this has no room for the list of sections; the keys know them still
AROUND = 190  # what a dialog has above and below a form: title, buttons, air, and a rim of the page


@dataclass(frozen=True)
class Section:
    """Some fields under one title and icon, so many beside each other; `lead` is a sentence about them all."""

    title: str
    drawing: str
    fields: Sequence[Field]
    across: int = 2
    lead: str = ""


class SectionedForm(Form):
    """A form whose fields stand in titled blocks: the first at once, the others in `turns` where these are given.

    The keys `begin` at a field, the first where none is named.
    """

    def __init__(
        self,
        sections: Sequence[Section],
        draft: MutableMapping[str, str] | None = None,
        *,
        turns: Turns | None = None,
        begin: str = "",
    ) -> None:
        self.sections = sections
        self.blocks = [box(col(words(section.title, "section"), gap=8)) for section in sections]
        self._laying = self._lay()
        self.turns = turns
        self._begin = begin
        self.most_across = 2
        fields = [field for section in sections for field in section.fields]
        super().__init__(fields, draft, layout=col(*self.blocks, gap=24))

    def lay_out(self) -> None:
        """Put the fields into their blocks: what is seen first now, styling all 48 of somebody takes 60 ms."""
        next(self._laying, None)
        if self.turns is None:
            self.finish()
        else:
            self.turns.take(self, self._laying)

    def _lay(self) -> Pieces:
        """Put the fields into their blocks: the first section in one piece, the others so few at a time."""
        for at, (block, section) in enumerate(zip(self.blocks, self.sections, strict=True)):
            layout = block.layout()
            assert isinstance(layout, QVBoxLayout)
            if section.lead:
                layout.addWidget(words(section.lead, "small", wrap=True))
            grid = empty_grid()
            layout.addLayout(grid)
            for number, _one in enumerate(laid(grid, section.fields, min(section.across, self.most_across)), 1):
                if at and not number % FEW:
                    yield
            yield

    def take_keys(self) -> None:
        begin = self.fields.get(self._begin)
        if begin is None or self.turns is None:
            super().take_keys()
        else:
            self.turns.after(self, lambda: begin.take_keys(Qt.FocusReason.TabFocusReason))

    def finish(self) -> None:
        """Put everything in its place now: somebody goes where it isn't yet."""
        deque(self._laying, maxlen=0)

    def check(self) -> bool:
        self.finish()
        return super().check()


class SectionList(QWidget):
    """The sections by name; the one with the keys is marked, and one with something wrong in it says so."""

    def __init__(self, form: SectionedForm, area: QScrollArea) -> None:
        super().__init__()
        self.setAccessibleName(_("Sections"))
        self._form, self._area = form, area
        self._group = QButtonGroup(self)
        self.buttons = [self._button(at) for at in range(len(form.sections))]
        self.setLayout(col(card(*self.buttons, STRETCH, gap=2, inside=8)))
        self.setFixedWidth(theme.current().px(LIST))
        for field in form.fields.values():
            field.judged.connect(self._say_wrong)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        area.verticalScrollBar().valueChanged.connect(lambda _at: self._mark_shown())
        self.buttons[0].setChecked(True)

    def _button(self, at: int) -> NavItem:
        made = NavItem(self._form.sections[at].title, self._form.sections[at].drawing)
        made.clicked.connect(lambda *_a: self.go(at))
        self._group.addButton(made)
        return made

    @property
    def current(self) -> int:
        """The section that is marked, counted from 0."""
        return next((at for at, one in enumerate(self.buttons) if one.isChecked()), 0)

    def go(self, at: int) -> None:
        """Show a section from its title on and put the keys into its first field."""
        self._form.finish()
        at = max(0, min(at, len(self.buttons) - 1))
        self._area.verticalScrollBar().setValue(self._form.blocks[at].y())
        first = self._form.sections[at].fields[0]
        first.take_keys()
        self.buttons[at].setChecked(True)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        at = next((at for at, one in enumerate(self._form.blocks) if now is not None and one.isAncestorOf(now)), None)
        if at is not None:
            self.buttons[at].setChecked(True)
            QTimer.singleShot(0, self, self._bring_into_sight)  # what was just added has no place before

    def _bring_into_sight(self) -> None:
        here = self._form.window().focusWidget()
        if here is not None and self._form.isAncestorOf(here):
            self._area.ensureWidgetVisible(here, 0, 40)

    def _mark_shown(self) -> None:
        """Mark the section at the top, unless the one with the keys is in sight."""
        view = self._area.viewport()
        here = view.focusWidget() or self._form.window().focusWidget()
        if here is not None and self._form.isAncestorOf(here):
            top = here.mapTo(self._form, QPoint(0, 0)).y() - self._area.verticalScrollBar().value()
            if 0 <= top < view.height():
                return
        at = self._area.verticalScrollBar().value()
        shown = [n for n, one in enumerate(self._form.blocks) if one.y() <= at + 8]
        self.buttons[shown[-1] if shown else 0].setChecked(True)

    def _say_wrong(self) -> None:
        for made, section in zip(self.buttons, self._form.sections, strict=True):
            made.show_count(sum(field.said_wrong for field in section.fields))


def ask_sections(
    window: QWidget, title: str, form: SectionedForm, verb: str, then: Callable[[dict[str, str]], bool]
) -> Dialog:
    """Open a long form as large as the window allows; `then` gets its values and says whether they were taken."""
    now = theme.current()
    area = QScrollArea()
    area.setFixedHeight(max(240, min(now.px(HIGH), window.window().height() - now.px(AROUND))))
    sections = SectionList(form, area)
    body = row(sections, area, gap=16)
    body.setStretch(1, 1)
    wide = min(now.px(WIDTH), window.window().width() - 40)
    sections.setVisible(wide >= now.px(TIGHT))
    dialog = Dialog(window, title, body, width=wide)
    form.most_across = 2 if wide >= now.px(TIGHT) else 1
    form.setContentsMargins(8, 4, 12, 12)
    form.lay_out()
    scroll_plainly(area, form)  # last of all: what is put into another parent is styled anew
    for keys, way in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
        QShortcut(QKeySequence(keys), dialog, lambda way=way: sections.go(sections.current + way))
    dialog.finished.connect(lambda _how: form.finish())  # a field without a place would outlive the form
    hint = words(_("Ctrl+Page Down and Up go from section to section."), "small")
    hint.setVisible(wide >= now.px(TIGHT))
    dialog.buttons.insertWidget(0, hint, 0, Qt.AlignmentFlag.AlignVCenter)
    return keep_form(dialog, form, verb, then, turns=form.turns)
