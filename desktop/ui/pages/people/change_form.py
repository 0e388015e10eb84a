"""What to change of many people and to what, and who would change: looked at before anything is kept."""

from collections.abc import Callable, MutableMapping, Sequence
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.build import card, clear, col, row, words
from desktop.ui.choices import Choice
from desktop.ui.forms import Field, a_day_where, a_number, line, read_day
from desktop.ui.picks import Picks, parted
from desktop.ui.table.cells import NOTHING, Cell, Column
from desktop.ui.table.plain import plain_list
from desktop.workspace.hands import Change, Trait
from desktop.workspace.several import Alteration, Altered
from desktop.workspace.typed import day_problem

WAIT_MS = 120
CLEAR = "clear"  # a way of the form's own: nothing is put in the trait's place
Seen = Alteration | Trouble
Ask = Callable[[Change, Callable[[Seen], None]], None]


class ChangeForm(QWidget):
    """What to change and to what; `looked` carries what it would do, None where the value can't be."""

    looked = Signal(object)

    def __init__(
        self,
        traits: Sequence[Trait],
        asker: Callable[[QObject], Ask],
        draft: MutableMapping[str, str],
        *,
        today: date,
    ) -> None:
        super().__init__()
        self._today = today
        self._draft = draft
        self._traits = {trait.code: trait for trait in traits}
        self._ask = asker(self)
        self.trait = Choice([(one.code, one.name) for one in traits], _("What to change"))
        self.way = Choice([], _("How to change it"))
        self.value: Field | None = None
        self._value_box = QVBoxLayout()
        self._value_box.setContentsMargins(0, 0, 0, 0)
        self._said = words("", "small", wrap=True)
        self._shown = QVBoxLayout()
        self._shown.setContentsMargins(0, 0, 0, 0)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.look)
        self._way_box = QWidget()
        self._way_box.setLayout(col(words(_("How")), self.way, gap=4))
        top = row(col(words(_("What to change")), self.trait, gap=4), self._way_box, gap=16)
        top.setStretch(0, 1)
        top.setStretch(1, 1)
        self.setLayout(col(top, self._value_box, self._said, self._shown, gap=12))
        self.trait.currentIndexChanged.connect(self._on_trait)
        self.way.currentIndexChanged.connect(self._on_way)
        self._on_trait()

    @property
    def chosen(self) -> Trait:
        """The trait that is to change."""
        return self._traits[self.trait.code]

    def _on_trait(self) -> None:
        ways = [*self.chosen.ways, *((CLEAR,) if self.chosen.clearable else ())]
        self.way.offer([(way, _way_words()[way]) for way in ways])
        self._way_box.setVisible(len(ways) > 1)
        self._on_way()

    def _on_way(self) -> None:
        clear(self._value_box)
        self.value = None
        if self.way.code not in ("raise", CLEAR):
            self.value = entry_for(self.chosen, self._today)
            self.value.changed.connect(self._on_typed)
            self._value_box.addWidget(self.value)
        self.look()

    def _on_typed(self) -> None:
        assert self.value is not None
        self._draft.update(trait=self.trait.code, way=self.way.code, value=self.value.text)
        self._wait.start()

    def take_up(self) -> None:
        """Show what was typed about these very people before and not kept."""
        typed = dict(self._draft)
        if typed.get("trait") in self._traits:
            self.trait.choose(typed["trait"])
            self.way.choose(typed["way"])
            if self.value is not None:
                self.value.put(typed["value"])

    @property
    def change(self) -> Change | None:
        """What is to change, None where nothing was said yet or what stands in the field can't be."""
        value = self.value
        if value is not None and (value.problem or (not value.text and self.chosen.entry != "choice")):
            return None
        text = value.text if value is not None else ""
        if self.chosen.entry == "codes":
            parts = parted(text)
        elif self.chosen.entry == "day":
            day = read_day(text)
            parts = (day.isoformat(),) if day else ()
        else:
            parts = (text,) if text else ()
        return Change.model_validate(
            {"trait": self.chosen.code, "how": self.way.code.replace(CLEAR, "set") or "set", "value": parts}
        )

    def look(self) -> None:
        """Show what the change would do."""
        self._wait.stop()
        change = self.change
        if change is not None:
            self.looked.emit(None)  # what was seen before is not what would be done now
            self._ask(change, self._show)
            return
        clear(self._shown)
        wrong = self.value.problem if self.value is not None else ""
        waits = _("Say what it changes to; then you see who would change.") if self.value is not None else ""
        self._said.setText(wrong or waits)
        self.looked.emit(None)

    def _show(self, found: Seen) -> None:
        clear(self._shown)
        if isinstance(found, Trouble):
            self._said.setText(str(found))
            self.looked.emit(None)
            return
        self._said.setText(_summary(found))
        self._shown.addWidget(_preview(found))
        self.looked.emit(found)


def _way_words() -> dict[str, str]:
    return {
        "set": _("Put this in its place"),
        "add": _("Add to what is there"),
        "take": _("Remove"),
        "raise": _("One higher than now"),
        CLEAR: _("Leave it empty"),
    }


def entry_for(trait: Trait, today: date) -> Field:
    """Return the field in which a trait's new value is entered."""
    name = _("New: {trait}").format(trait=trait.name)
    if trait.entry == "codes":
        return Field("value", trait.name, Picks(trait.options, trait.name))
    if trait.entry == "choice":
        return Field("value", name, Choice(trait.options, name))
    if trait.entry == "number":
        return Field("value", name, line(), a_number(trait.low, trait.high))
    if trait.entry == "day":
        return Field("value", name, line(hint="12/11/2026"), a_day_where(lambda day: day_problem(day, today)))
    return Field("value", name, line())


def _summary(found: Alteration) -> str:
    changing = ngettext("{n} would change", "{n} would change", len(found.altered))
    alike = ngettext("{n} is so already", "{n} are so already", found.alike)
    return f"{changing}, {alike}." if found.alike else f"{changing}."


def _preview(found: Alteration) -> QWidget:
    columns: list[Column[Altered]] = [
        Column("name", _("Name"), lambda one: Cell(one.name, strong=True), "Katherine Featherstone", keep=10),
        Column("before", _("Now"), lambda one: Cell(one.before or NOTHING, muted=True), "x" * 16, keep=9),
        Column("after", _("Then"), lambda one: Cell(one.after or NOTHING), "x" * 16, keep=9),
    ]
    view = plain_list(_("What would change"), columns, found.altered)
    view.setFixedHeight(theme.current().px(36 + 36 * 5))
    return card(view, inside=1)
