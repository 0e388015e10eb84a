"""The shell: sidebar, top bar, pages and status strip put together; it shows what the switchboard says."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.errors import Trouble
from desktop.i18n import _
from desktop.models.sharing import ReleaseState
from desktop.ui import crash, theme
from desktop.ui.build import col, row
from desktop.ui.dates import ago
from desktop.ui.dialogs import open_dialog
from desktop.ui.drop import dropped_file, passed_over
from desktop.ui.help import show_help
from desktop.ui.notices import TroubleBar
from desktop.ui.page import Page
from desktop.ui.pages import Maker
from desktop.ui.post import PostRound
from desktop.ui.shell.finding import find
from desktop.ui.shell.search import Found
from desktop.ui.shell.sidebar import Sidebar, place_of, places
from desktop.ui.shell.stack import PageStack
from desktop.ui.shell.status import StatusStrip, office_words
from desktop.ui.shell.topbar import TopBar
from desktop.ui.switchboard import Switchboard
from desktop.ui.tab_stops import step
from desktop.ui.turns import Pieces

if TYPE_CHECKING:
    from datetime import datetime


RAIL_UNDER = 1320
LOOK_EVERY_MS = 60_000
IMPORTED = ("young-people", "mentors")


class Shell(QWidget):
    """Everything a signed-in person sees."""

    lock_wanted = Signal()

    def __init__(self, board: Switchboard, makers: Mapping[str, Maker]) -> None:
        super().__init__()
        self.board = board
        self._makers = makers
        self._saved: datetime | None = None
        self._drafts = 0
        self._told_step = 0  # the step that the notice offers to undo
        self._later: Callable[[], None] | None = None
        self._untold: tuple[Trouble, str] | None = None
        self.sidebar = Sidebar()
        self.setAcceptDrops(True)
        self._soon = QTimer(self)  # counting what needs you comes after the page that is read again, in pieces
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._count_later)
        self._minute = QTimer(self)
        self._minute.setInterval(LOOK_EVERY_MS)
        self._minute.timeout.connect(self._show_state)

    def build(self) -> Pieces:
        """Put in what stands round the pages; the shell stands in the window already, or Qt would style all twice."""
        right = col(gap=0)
        across = row(gap=0)
        across.addLayout(right)
        column = col(across, gap=0)
        self.setLayout(column)
        across.insertWidget(0, self.sidebar)
        across.setStretch(1, 1)
        yield
        self.top = TopBar(self._find)
        right.addWidget(self.top)
        yield
        self.stack = PageStack(self.board, self._makers)
        self.stack.arrived.connect(self._on_arrived)
        right.addWidget(self.stack)
        yield
        self.status = StatusStrip()
        column.addWidget(self.status)
        self.board.post = self.post = PostRound(self.board, self)
        self._connect()
        self._add_keys()
        self._minute.start()

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self.go)
        self.status.lock_wanted.connect(self.lock_wanted)
        self.top.undo_wanted.connect(self._undo)
        self.top.redo_wanted.connect(self._redo)
        self.top.help_wanted.connect(self.help)
        self.top.search.chosen.connect(self._on_found)
        for signal, hear in self._hears():
            signal.connect(hear)

    def _hears(self) -> tuple[tuple[SignalInstance, Callable[..., object]], ...]:
        """Return what is heard from what outlives the shell, by bound methods only: such a connection ends with it."""
        board = self.board
        return (
            (board.wanted, self.go),
            (board.placed, self.sidebar.show_page),
            (board.noticed, self._on_noticed),
            (board.offered, self.top.notice.offer),
            (board.troubled, self._on_troubled),
            (board.bugged, self._on_bugged),
            (board.over, self._on_over),
            (board.changed, self._on_changed),
            (board.readied, self._on_readied),
            (board.unkept_heard, self._show_saved),
            (board.kept_again, self._on_kept_again),
            (board.tasks.keeping, self._on_keeping),
        )

    def retire(self) -> None:
        """Hear nothing more: another shell has taken this one's place, and a job may still answer a page of it."""
        for signal, hear in self._hears():
            signal.disconnect(hear)
        self._minute.stop()
        self._soon.stop()
        self.post.stop()

    def _on_noticed(self, text: str, undoable: bool) -> None:
        self.top.say(text, undoable=undoable)
        self._told_step = self.board.workspace.safekeeping.undo_step if undoable else 0

    def _on_bugged(self, bug: BaseException) -> None:
        crash.show(self, bug)

    def _on_keeping(self, _keeping: bool) -> None:
        self._show_saved()

    def _add_keys(self) -> None:
        for number, place in enumerate(places(), 1):
            self._key_does(f"Ctrl+{number}", partial(self._go_by_key, place.key))
        self._key_does("Ctrl+K", self._focus_search)
        self._key_does("Ctrl+Z", self._undo)
        self._key_does("Ctrl+Y", self._redo)
        self._key_does("Ctrl+Shift+Z", self._redo)
        self._key_does("F1", self.help)
        self._key_does("F5", lambda: self._on_changed(frozenset()))
        self._key_does("F6", self._next_region)
        self._key_does("Ctrl+L", self.lock_wanted.emit)
        self._key_does("Ctrl+P", lambda: self.page.print_here())

    def _key_does(self, keys: str, act: object) -> None:
        QShortcut(QKeySequence(keys), self, act)  # type: ignore[call-overload]  # the stub knows no callable here

    @property
    def key(self) -> str:
        """The key of the page that is open."""
        return self.stack.key

    @property
    def page(self) -> Page:
        """The page that is open; while it is being made, a frame with its name."""
        return self.stack.page

    @property
    def target_again(self) -> str:
        """What a page is opened on when the shell is built anew: where it was, or its one thing, such as a register."""
        return self.page.place or ("" if place_of(self.key).key == self.key else self.stack.target)

    def go(self, key: str, target: str = "", *, by_key: bool = False) -> None:
        """Open a page, and one thing on it; who comes by keys goes on by keys, so its list gets them."""
        if key not in self.stack.made and not self.board.ready and self.key:
            self._later = partial(self.go, key, target, by_key=by_key)
            return
        if key != "import" or self.sidebar.shown not in IMPORTED:  # who imports stays with those the list is of
            self.sidebar.show_page(place_of(key).key)
        self.stack.go(key, target, by_key=by_key)

    def _go_by_key(self, key: str) -> None:
        self.go(key, by_key=True)

    def help(self) -> None:
        """Open the help of the page that is open."""
        place = place_of(self.key)
        show_help(self, self.key, place.name if place.key == self.key else self.page.title.text())

    def _find(self, text: str) -> Sequence[Found]:
        return find(self.board, text)

    def _on_found(self, found: Found) -> None:
        self.go(found.page, found.target)

    def _focus_search(self) -> None:
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def _next_region(self) -> None:
        """Take the keys from sidebar to top bar to page to status strip and round again."""
        regions: list[QWidget] = [self.sidebar, self.top, self.page, self.status]
        now = next((at for at, one in enumerate(regions) if one.isAncestorOf(self.focusWidget() or one)), -1)
        following = regions[(now + 1) % len(regions)]
        if following is self.sidebar:
            self.sidebar.focus_current()
        elif following is self.page:
            self.page.focus_list()
        else:
            first = next(
                (
                    w
                    for w in following.findChildren(QWidget)
                    if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()
                ),
                None,
            )
            if first is not None:
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _undo(self) -> None:
        safekeeping = self.board.workspace.safekeeping
        if (label := safekeeping.undo_label) is not None:
            said = _("Undone: {step}").format(step=label)
            if safekeeping.undo_is_large:
                self.board.keep(label, lambda workspace: workspace.safekeeping.undo(), said, undoable=False)
            else:
                self.board.do(safekeeping.undo, said, undoable=False)

    def _redo(self) -> None:
        safekeeping = self.board.workspace.safekeeping
        if (label := safekeeping.redo_label) is not None:
            said = _("Redone: {step}").format(step=label)
            if safekeeping.redo_is_large:
                self.board.keep(label, lambda workspace: workspace.safekeeping.redo(), said)
            else:
                self.board.do(safekeeping.redo, said)

    def _on_troubled(self, trouble: Trouble) -> None:
        """Say what is in the way where the person is: in the dialog that is open, else on the page."""
        about = self.board.about
        if (over := open_dialog()) is not None:
            over.tell(trouble, about, partial(self._tell, trouble, about))
        else:
            self._tell(trouble, about)

    def _tell(self, trouble: Trouble, about: str) -> None:
        self._untold = None if self.key in self.stack.made else (trouble, about)  # a frame goes once its page is made
        self.page.trouble.tell_of(trouble, about)

    def _on_over(self, about: str) -> None:
        if self._untold is not None and self._untold[1] == about:
            self._untold = None
        for bar in self._bars():
            bar.over(about)

    def _on_kept_again(self, told: str) -> None:
        """Take away what said that nothing can be saved: a later step was."""
        for bar in self._bars():
            bar.no_longer(told)

    def _bars(self) -> list[TroubleBar]:
        over = open_dialog()
        bars = [page.trouble for page in self.stack.made.values()]
        return bars if over is None else [over.trouble, *bars]

    def _on_arrived(self) -> None:
        if self._untold is not None:
            self._tell(*self._untold)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        for page in tuple(self.stack.made.values()):  # one that has nothing left to show opens another
            self.board.attempt(partial(page.touch, kinds))
        self._show_state()

    def _on_readied(self) -> None:
        """Fill what was a frame while the file was read, and go where somebody already wanted to."""
        self._on_changed(frozenset())
        self.post.begin()
        if self._later is not None:
            later, self._later = self._later, None
            later()

    def _show_saved(self) -> None:
        """Say whether what was done last is in the file."""
        if self.board.unkept is not None:
            self.status.say_saved(_("Not saved: {why}").format(why=str(self.board.unkept)), good=False)
        elif self.board.tasks.writing:
            self.status.say_saved(_("Saving"), good=True, drawing="clock")
        elif self._saved is None:
            self.status.say_saved(_("All changes saved"), good=True)
        else:
            when = ago(self._saved, self.board.workspace.desk.today())
            said = _("All changes saved, the last {when}").format(when=when)
            self.status.say_saved(said, good=True, short=_("All changes saved"))

    def _show_state(self) -> None:
        """Say in the bars what is true now."""
        self.status.say_who(self.board.workspace.desk.who)
        self._show_saved()
        if not self.board.ready:
            return
        now = self.board.attempt(self.board.workspace.standing)
        if now is None:
            return
        today = self.board.workspace.desk.today()
        if self._told_step and self._told_step != self.board.workspace.safekeeping.undo_step:
            self._told_step = 0
            self.top.put_away()  # another step followed by itself: Undo would not take back what the notice names
        self.top.show_steps(now.undo, now.redo)
        self._drafts = now.drafts
        self._soon.start()
        backup = _("Backed up {when}").format(when=ago(now.backed_up, today)) if now.backed_up else _("No backup yet")
        self.status.say_backup(backup)
        going = now.office in (ReleaseState.WAITING, ReleaseState.PREPARED)
        self.status.say_office(office_words(now), waiting=going or now.taken_over)
        self._saved = now.saved
        self._show_saved()

    def _count_later(self) -> None:
        """Count what needs somebody once the page that is open has read what it shows."""
        turns = self.board.turns
        turns.after(self.page, lambda: self.board.attempt(lambda: turns.take(self, self._counting())))

    def _counting(self) -> Pieces:
        """Show what needs somebody beside the names of the pages: 30 ms of looking with 5,000 people, cut in pieces."""
        today = self.board.workspace.today
        yield from today.looking()
        self.sidebar.show_counts({"today": len(today.todos()), "matching": min(self._drafts, 1)})

    def began(self, page: str = "today", target: str = "") -> None:
        """Open the first page, and one thing on it; called once the window is shown."""
        self._show_state()
        if self.board.ready:
            self.post.begin()
        if not self.key:
            self.go(page, target, by_key=True)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  Qt's own name
        return step(self, forward=next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.show_rail(self.width() < theme.current().px(RAIL_UNDER))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_file(event)) is not None:
            self.go("import", str(path))
            if said := passed_over(event):
                self.board.say(said)
