"""The import page: drop a file, look at what would change, its columns and its problems, then bring it in."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import FileTrouble
from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.build import STRETCH, box, button, card, clear, col, fact_line, hairline, row, scroll, words
from desktop.ui.choices import Choice
from desktop.ui.drop import DropZone, choose_file
from desktop.ui.marks import DrawnIcon
from desktop.ui.page import Page
from desktop.ui.pages.importing.columns import ColumnsView
from desktop.ui.pages.importing.lists import changes_list, people_list, problems_list
from desktop.ui.switchboard import Switchboard
from desktop.workspace.importing import Examined, Told

TABS = ("changes", "columns", "problems", "file")


class ImportPage(Page):
    """Nothing is kept before the filled button is pressed, and one Undo takes all of it back."""

    key = "import"

    def __init__(self, board: Switchboard) -> None:
        super().__init__(board)
        self.examined: Examined | None = None
        self._told = Told()
        self._path: Path | None = None
        self.other = button(_("Choose another file"), self._on_choose, drawing="folder")
        self.bring = button(_("Bring them in"), self.adopt, "primary", tip="Ctrl+Enter")
        self.act(self.other, self.bring)
        self.zone = DropZone(_("A file from SIMS, Arbor, Bromcom or Excel. Any columns, any order."))
        self.zone.brought.connect(self.examine)
        promise = words(_("You see every row before anything is saved, and can undo the whole import."), "muted")
        start = box(col(self.zone, row(STRETCH, DrawnIcon("eye"), promise, STRETCH), gap=12))
        self._stack = QStackedWidget()
        self._stack.addWidget(start)
        self._stack.addWidget(self._looked_at())
        self.fill(self._stack)
        self.body.setStretch(0, 1)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.adopt)
        self._describe()

    def _looked_at(self) -> QWidget:
        self._group = QButtonGroup(self)
        self._tabs: dict[str, QPushButton] = {}
        for key in TABS:
            tab = button("", partial(self.show_tab, key), "tab")
            tab.setCheckable(True)
            self._group.addButton(tab)
            self._tabs[key] = tab
        self._views = QStackedWidget()
        heads = box(row(*self._tabs.values(), STRETCH, gap=24, margins=(16, 2, 16, 0)))
        sheet = card(heads, hairline(), self._views, gap=0, inside=1)
        self._aside = QVBoxLayout()
        self._aside.setSpacing(16)
        self._aside.setContentsMargins(0, 0, 6, 0)
        side = scroll(box(self._aside))
        side.setFixedWidth(theme.current().px(336))
        across = row(sheet, side, gap=16)
        across.setStretch(0, 1)
        return box(across)

    def open(self, target: str) -> None:
        self.examine(Path(target))

    def focus_list(self) -> None:
        (self.zone.choose if self.examined is None else self._tabs["changes"]).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def _on_choose(self) -> None:
        if (path := choose_file(self)) is not None:
            self._told = Told()
            self.examine(path)

    def examine(self, path: Path) -> None:
        """Look at a file, with what was told about it."""
        if path != self._path:
            self._told = Told()
        self._path = path
        self.trouble.hide()
        job = self.board.attempt(lambda: self.workspace.importing.examiner(path, self._told))
        if job is not None:
            self.board.work(
                _("Reading {file}").format(file=path.name),
                lambda running: job(running, running.asked),
                self._on_examined,
            )

    def _on_examined(self, examined: Examined) -> None:
        self.examined = examined
        self._describe()
        self._fill_views()
        self._fill_side()
        self._stack.setCurrentIndex(1)
        refused = examined.reading.refused_lines
        self.show_tab("problems" if refused and not examined.plan.added else "changes")

    def _describe(self) -> None:
        if self.examined is None:
            self.head(_("Import a list"), _("Young people or mentors, from a file. You look before anything is kept."))
            self.bring.setEnabled(False)
            self.other.hide()
            return
        plan, reading = self.examined.plan, self.examined.reading
        count = len(plan.added) + len(plan.updated)
        noun = people_words(reading.kind.value, len(reading.people))
        left = ngettext("{n} row left out", "{n} rows left out", len(reading.refused_lines))
        self.head(_("Import a list"), f"{self.examined.path.name}: {noun}, {left}.")
        self.bring.setText(_("Bring in {people}").format(people=people_words(reading.kind.value, count)))
        self.bring.setAccessibleName(self.bring.text())
        self.bring.setEnabled(bool(count))
        self.other.show()

    def _fill_views(self) -> None:
        assert self.examined is not None
        while (old := self._views.currentWidget()) is not None:
            self._views.removeWidget(old)
            old.deleteLater()
        reading, plan = self.examined.reading, self.examined.plan
        columns = ColumnsView(reading, self.workspace.importing.fields(reading.kind.value))
        columns.told.connect(self._on_mapping)
        problems = len(reading.problems)
        names = {
            "changes": _("What changes, {n}").format(n=len(plan.added) + len(plan.updated)),
            "columns": _("Columns, {n}").format(n=len(reading.columns)),
            "problems": _("To look at, {n}").format(n=problems),
            "file": _("The file"),
        }
        for key, view in (
            ("changes", changes_list(plan)),
            ("columns", columns),
            ("problems", self._with_export(problems_list(reading.problems))),
            ("file", people_list(reading)),
        ):
            self._views.addWidget(view)
            self._tabs[key].setText(names[key])
            self._tabs[key].setAccessibleName(names[key])

    def _with_export(self, view: QWidget) -> QWidget:
        save = button(_("Save this list"), self._on_save_problems, "link")
        return box(col(view, hairline(), row(STRETCH, save, margins=(16, 6, 16, 6)), gap=0))

    def show_tab(self, key: str) -> None:
        """Show one of the four looks at the file."""
        self._tabs[key].setChecked(True)
        self._views.setCurrentIndex(TABS.index(key))

    def _fill_side(self) -> None:
        assert self.examined is not None
        clear(self._aside)
        self._aside.addWidget(self._summary())
        self._aside.addWidget(self._reading_card())
        self._aside.addStretch(1)

    def _summary(self) -> QFrame:
        assert self.examined is not None
        plan, reading = self.examined.plan, self.examined.reading
        lines = [
            (_("New"), len(plan.added)),
            (_("Changed"), len(plan.updated)),
            (_("Already as in the file"), len(plan.unchanged)),
            (_("Left out, with a reason"), len(reading.refused_lines)),
            (_("Not people (titles, totals)"), len(reading.skipped)),
        ]
        parts: list[QWidget] = []
        for name, count in lines:
            parts.append(box(fact_line(name, str(count))))
        alike = plan.look_alikes
        if alike:
            said = ngettext(
                "{n} line looks like somebody you know. It comes in as new unless you say so.",
                "{n} lines look like somebody you know. They come in as new unless you say so.",
                len(alike),
            )
            same = button(_("They are the same people"), self._on_same_people, "row")
            parts += [hairline(), words(said, "muted", wrap=True), box(row(same, STRETCH))]
        return card(words(_("If you bring it in"), "section"), *parts, gap=6)

    def _reading_card(self) -> QFrame:
        assert self.examined is not None
        reading = self.examined.reading
        self._kind = Choice([("mentees", _("Young people")), ("mentors", _("Mentors"))], _("Who is in it"))
        self._kind.choose(reading.kind.value)
        self._kind.currentIndexChanged.connect(self._on_kind)
        parts: list[QWidget] = [box(col(words(_("Who is in it")), self._kind, gap=4))]
        choices = self.examined.encodings
        if len(choices) > 1 and any(choice.samples for choice in choices):
            self._letters = Choice([(one.encoding, one.label) for one in choices], _("How letters are stored"))
            self._letters.choose(reading.encoding)
            self._letters.currentIndexChanged.connect(self._on_letters)
            shown = next((one.samples for one in choices if one.encoding == reading.encoding), ())
            parts.append(box(col(words(_("How letters are stored")), self._letters, gap=4)))
            parts += [words(sample, "small", wrap=True) for sample in shown[:2]]
            parts.append(words(_("Are these names right? If not, choose another way."), "small", wrap=True))
        notes = [words(note, "small", wrap=True) for note in reading.notes]
        dropped = ", ".join(reading.dropped)
        if dropped:
            notes.append(words(_("Not needed, so not kept: {columns}.").format(columns=dropped), "small", wrap=True))
        return card(words(_("How it was read"), "section"), *parts, *notes, gap=8)

    def _on_kind(self) -> None:
        self._told = Told(kind=self._kind.code, encoding=self._told.encoding)
        self._again()

    def _on_letters(self) -> None:
        self._told = self._told.model_copy(update={"encoding": self._letters.code})
        self._again()

    def _on_mapping(self, mapping: dict[str, str]) -> None:
        assert self.examined is not None
        kind = self.examined.reading.kind.value
        self._told = self._told.model_copy(update={"mapping": mapping, "kind": kind})
        self._again()

    def _on_same_people(self) -> None:
        assert self.examined is not None
        plan = self.examined.plan
        for alike in plan.look_alikes:
            plan = plan.same_person(alike.line, alike.existing.id)
        self._on_examined(
            Examined(self.examined.path, self._told, self.examined.reading, plan, self.examined.encodings)
        )

    def _again(self) -> None:
        if self._path is not None:
            self.examine(self._path)

    def _on_save_problems(self) -> None:
        if self.examined is None:
            return
        name, _kind = QFileDialog.getSaveFileName(self, _("Save what is to look at"), "to-look-at.csv", "CSV (*.csv)")
        if name:
            self.board.attempt(lambda: self._save_problems(Path(name)))

    def _save_problems(self, path: Path) -> None:
        assert self.examined is not None
        try:
            path.write_text(self.workspace.importing.problems_csv(self.examined.reading), "utf-8-sig")
        except OSError as trouble:
            advice = _("Choose another folder, or close the file in other programs.")
            raise FileTrouble(_("The list can’t be written there."), advice) from trouble
        self.board.say(_("Saved as {file}").format(file=path.name))

    def adopt(self) -> None:
        """Take the list in as one step, after a backup."""
        if self.examined is None or not self.bring.isEnabled():
            return
        plan, reading, kind = self.examined.plan, self.examined.reading, self.examined.reading.kind.value
        said = _("{people} brought in").format(people=people_words(kind, len(plan.added) + len(plan.updated)))
        self.bring.setEnabled(False)
        self.board.keep(
            said,
            lambda workspace: workspace.importing.adopt(plan, reading),
            said,
            then=lambda _none: self._on_brought(kind),
        )

    def _on_brought(self, kind: str) -> None:
        self.examined = None
        self._path = None
        self._stack.setCurrentIndex(0)
        self._describe()
        self.board.go("mentors" if kind == "mentors" else "young-people")

    def refresh(self) -> None:
        self._describe()


def people_words(kind: str, count: int) -> str:
    """Return `24 young people` or `3 mentors`."""
    if kind == "mentors":
        return ngettext("{n} mentor", "{n} mentors", count)
    return ngettext("{n} young person", "{n} young people", count)
