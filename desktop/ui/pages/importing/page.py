"""The import page: drop a file, look at it, put it right, decide who is who, then bring it in as one step."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.allow import allow, reason_against
from desktop.ui.build import STRETCH, box, button, clear, col, row, scroll, words
from desktop.ui.drop import DropZone, with_list
from desktop.ui.marks import DrawnIcon
from desktop.ui.page import TIGHT, Page, turn_by_room
from desktop.ui.pages.importing.aside import Hears, reading_card, summary_card
from desktop.ui.pages.importing.copied import PASTED, copied_rows, no_rows
from desktop.ui.pages.importing.looks import Looks, Says
from desktop.ui.pages.importing.memory import ToldBook
from desktop.ui.pages.importing.mending import MendingView
from desktop.ui.pages.importing.problems_file import save_problems
from desktop.ui.pages.importing.saying import people_words, place_of, what_comes_in, what_is_shown
from desktop.ui.pages.people import targets
from desktop.ui.roomy import UNBOUND
from desktop.ui.turns import Pieces
from desktop.workspace.importing import Examined, Told

ASIDE = 320
LOOKS_HIGH = 300


class ImportPage(Page):
    """Nothing is kept before the filled button is pressed, and one Undo takes all of it back."""

    key = "import"
    kinds = frozenset({"Mentee", "Mentor"})

    def build(self) -> Pieces:
        self.examined: Examined | None = None
        self._bringing: Examined | None = None
        self._waits = False  # for the list to be read as told
        self._outdated = False  # somebody was changed since the list shown was compared
        self._line = 0
        self._heading = ""
        self._book = ToldBook(self.board)
        self.other = button(
            _("Choose another file"),
            self._on_choose,
            drawing="folder",
            tip=_("Puts this list aside; nothing of it was kept."),
        )
        self.bring = button(
            _("Import them"),
            self.adopt,
            "primary",
            tip=_("Makes a backup first; one Undo takes all of it back (Ctrl+Enter)."),
        )
        self.act(self.other, self.bring)
        self.zone = DropZone(_("A file from SIMS, Arbor, Bromcom or Excel. Any columns, any order."))
        self.zone.brought.connect(self.examine)
        self.zone.passed.connect(self.board.say)
        promise = words(_("You see every row before anything is saved, and can undo the whole import."), "muted")
        start = box(col(self.zone, row(STRETCH, DrawnIcon("eye"), promise, STRETCH), gap=12))
        yield
        says = Says(self._on_mapping, self._on_put_right, self._on_left_out, self._on_decided, self._on_save_problems)
        self.looks = Looks(says, self.board.turns)
        yield
        self._aside = QVBoxLayout()
        self._aside.setSpacing(16)
        self._aside.setContentsMargins(0, 0, 0, 0)
        side = scroll(box(self._aside))
        self._side_area = side
        self._abreast = row(self.looks, side, gap=16)
        self._abreast.setStretch(0, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(start)
        self._stack.addWidget(box(self._abreast))
        self.fill(self._stack)
        self.body.setStretch(0, 1)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.adopt)
        QShortcut(QKeySequence("Ctrl+V"), self, self.paste)
        self._describe()

    @property
    def in_the_midst(self) -> bool:
        return self.examined is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        """Put what the file gives under it where the window is narrow: nothing scrolls sideways but a table."""
        px = theme.current().px
        self._turn_header()  # the filled button says how many come in, and may be long
        narrow = self.seen_width() < px(TIGHT)
        turn_by_room(self._abreast, narrow=narrow)
        self._side_area.setMinimumWidth(0 if narrow else px(ASIDE))
        self._side_area.setMaximumWidth(UNBOUND if narrow else px(ASIDE))
        self._side_area.setMinimumHeight(self._aside.sizeHint().height() if narrow else 0)
        self.looks.setMinimumHeight(px(LOOKS_HIGH) if narrow else 0)

    def open(self, target: str) -> None:
        if target == PASTED:
            self.paste()
        else:
            self.examine(Path(target))

    def paste(self) -> None:
        """Look at rows copied in a spreadsheet as at a file; nothing of them is written anywhere."""
        rows = copied_rows(self.workspace)
        if rows is None:
            self.board.say(no_rows())
        elif not self.board.tasks.busy:
            self._put_away()
            self._look_at(Path(_("copied rows")), self._book.told_before(rows), rows)

    def focus_list(self) -> None:
        place = self.zone.choose if self.examined is None else self.looks.tabs[self.looks.shown]
        place.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.board.turns.after(self, self._take_keys)

    def _take_keys(self) -> None:
        """Take the keys that lost their place to what there is to do; those held elsewhere stay there."""
        here = self.window().focusWidget()
        if self.isVisible() and (here is None or not here.isVisible() or self.isAncestorOf(here)):
            self.focus_list()

    def _on_choose(self) -> None:
        with_list(self, self.examine)

    @property
    def _told(self) -> Told:
        """What was told about the file shown."""
        return Told() if self.examined is None else self.examined.told

    def examine(self, path: Path) -> None:
        """Look at a file as it is now, with what was told about it as it stands."""
        shown = self.examined if self.examined is not None and path == self.examined.path else None
        self._make_way_for(path)
        held = self.board.attempt(lambda: self.workspace.importing.held(path))
        if held is not None:
            told = self._book.told_before(held) if shown is None else self._book.told_of(held, shown)
            self._look_at(path, told, held)

    def _make_way_for(self, path: Path) -> None:
        """Put away another file that is shown, so that no trouble of this stands over it."""
        self.trouble.hide()
        if self.examined is not None and path != self.examined.path and not self.board.tasks.busy:
            self._put_away()

    def _look_at(self, path: Path, told: Told, held: bytes) -> bool:
        """Read what a file holds with what is told; False where another job is in the way."""
        self._outdated = False
        self._make_way_for(path)
        job = self.board.attempt(lambda: self.workspace.importing.examiner(path, told, held=held))
        return job is not None and self.board.work(
            _("Reading {file}").format(file=path.name),
            lambda running: job(running, running.asked),
            self._on_examined,
        )

    def _on_examined(self, examined: Examined) -> None:
        again = self.examined is not None and self.examined.path == examined.path
        shown, typed = self.looks.shown, self.looks.typed if again else None
        by_keys = self.looks.isAncestorOf(self.window().focusWidget() or self)
        self._waits = False
        self.examined = examined
        self._book.remember(examined)
        self._describe()
        self.looks.fill(examined, self.workspace.importing.fields(examined.reading))
        clear(self._aside)
        hears = Hears(self._on_kind, self._on_letters, self.looks.show_tab, self._on_as_in_file)
        ending = len(self.workspace.matching.running_of(examined.leaving))
        for made in (summary_card(examined, hears, ending), reading_card(examined, hears)):
            made.setMaximumWidth(theme.current().px(ASIDE))
            self._aside.addWidget(made)
        self._aside.addStretch(1)
        self._stand()
        self._stack.setCurrentIndex(1)
        if self.isVisible():
            self.board.placed.emit(place_of(examined.reading.kind.value))
        refused = examined.reading.refused_lines
        first = "problems" if refused and not examined.plan.added else "changes"
        self.looks.show_tab(shown if again and shown else first)
        mending = self.looks.view("problems") if self._line or typed else None
        if self._line and isinstance(mending, MendingView):
            mending.show_line(self._line)
        if again and by_keys:
            self.looks.take_keys(self._heading)
        elif not again:
            self._take_keys()
        if typed and isinstance(mending, MendingView):
            mending.take_up(*typed)
        if self._outdated:
            self.board.turns.after(self, self.refresh)

    def _describe(self) -> None:
        self.head(_("Import a list"), what_is_shown(self.examined))
        said, against = what_comes_in(self.examined)
        self.bring.setText(said)
        self.bring.setAccessibleName(said)
        allow(self.bring, against)
        self.other.setVisible(self.examined is not None)

    def _tell(self, **changed: object) -> None:
        """Read the file shown again with what was told about it; that holds once it was read so."""
        if self.examined is not None:
            now = self.examined
            self._waits = True
            if not self._look_at(now.path, self._told.model_copy(update=changed), now.data):
                self._on_examined(now)

    def _decide(self, **changed: object) -> None:
        """Keep a decision on lines; nothing needs to be read again for it."""
        if self.examined is not None:
            self._on_examined(self.examined.saying(self._told.model_copy(update=changed)))

    def _on_kind(self, kind: str) -> None:
        self._tell(kind=kind, mapping=None, same={})

    def _on_letters(self, encoding: str) -> None:
        self._tell(encoding=encoding)

    def _on_mapping(self, mapping: dict[str, str]) -> None:
        assert self.examined is not None
        before = self.examined.reading.mapping
        changed = (one for one in {**before, **mapping} if before.get(one) != mapping.get(one))
        self._heading = next(changed, "")
        self._tell(mapping=mapping, kind=self.examined.reading.kind.value)

    def _on_put_right(self, line: int, heading: str, text: str, then: int = 0) -> None:
        self._line = then or line
        known = self._told.put_right
        self._tell(put_right={**known, line: {**known.get(line, {}), heading: text}})

    def _on_as_in_file(self) -> None:
        self._tell(put_right={})

    def _on_left_out(self, line: int, out: bool) -> None:
        self._line = line
        others = tuple(one for one in self._told.left if one != line)
        self._decide(left=(*others, line) if out else others)

    def _on_decided(self, decided: dict[int, str]) -> None:
        self._decide(same={**self._told.same, **decided})

    def _on_save_problems(self) -> None:
        save_problems(self, lambda: self.examined)

    def adopt(self) -> None:
        """Take the list in as one step, after a backup."""
        if self.examined is None or not self.bring.isEnabled():
            self.board.say(reason_against(self.bring))
            return
        if (typed := self.looks.typed) is not None:
            self._on_put_right(*typed)
            self.board.say(_("What you typed was put right first. Look at what changes, then import."))
            return
        examined = self.examined
        plan, reading, kind = examined.plan, examined.reading, examined.reading.kind.value
        said = _("{people} imported").format(people=people_words(kind, len(plan.added) + len(plan.updated)))
        self._bringing = examined
        allow(self.bring, _("The list is being imported. Wait a moment."))
        self.board.keep(
            said,
            lambda workspace: workspace.importing.adopt(plan, reading),
            said,
            then=lambda _none: self._on_brought(examined, kind),
        )

    def _put_away(self) -> None:
        """Show no file any more."""
        self.examined = None
        self._line = 0
        self._stack.setCurrentIndex(0)
        self._describe()

    def _on_brought(self, examined: Examined, kind: str) -> None:
        self._book.forget(examined)
        if self.examined is not examined:  # another file was chosen meanwhile
            return
        self._put_away()
        if not self.isVisible():  # somebody went on to another page while the list was being kept
            return
        left = examined.leaving
        running = self.workspace.matching.running_of(left)
        ends = targets.ending(_("Left by this list"), left) if running else ""
        self.board.go(place_of(kind), ends)

    def touch(self, kinds: frozenset[str]) -> None:
        if not kinds and not self.board.tasks.writing:  # it could not be brought in
            self._bringing = None
        elif self.kinds & kinds and self.examined is not self._bringing:
            self._outdated = True
        super().touch(kinds)

    def refresh(self) -> None:
        self._describe()
        if self.examined is None or self.board.tasks.busy:
            return
        if self._waits:  # it can't be read as told, or that was stopped: what is shown holds
            self._on_examined(self.examined)
        elif self._outdated:
            self._tell()
