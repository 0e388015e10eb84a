"""The first page: what needs a person, most urgent first, and the programme at a glance."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.models.sessions import Session
from desktop.ui import theme
from desktop.ui.build import STRETCH, box, button, card, clear, col, fact_line, hairline, row, scroll, words
from desktop.ui.charts.card import chart_card
from desktop.ui.charts.draw import BarChart
from desktop.ui.charts.spec import Bar, Bars
from desktop.ui.dates import ago, clock, day_part, long_day, month, sentence, weekday
from desktop.ui.marks import LightMark, ShareBar
from desktop.ui.notices import empty_state
from desktop.ui.page import WIDE, Page
from desktop.ui.paint import Light
from desktop.ui.switchboard import Switchboard
from desktop.workspace.today import Glance, Share, ToDo

WIDEST = 16777215  # Qt's own "as much as you like"


class TodayPage(Page):
    """To-do rows by deadline at the left, the programme quiet at the right, a third column where there is room."""

    key = "today"

    def __init__(self, board: Switchboard) -> None:
        super().__init__(board)
        self._rows: list[QPushButton] = []
        self._acts: list[QWidget] = []
        self._todo = QVBoxLayout()
        self._todo.setSpacing(0)
        self._todo.setContentsMargins(0, 8, 0, 8)
        self._todo_box = box(self._todo)
        self._list = card(scroll(self._todo_box), inside=1)
        self._middle = box(col(gap=16))
        self._right = box(col(gap=16))
        self._middle_view, self._right_view = scroll(self._middle), scroll(self._right)
        self._columns = row(self._list, self._middle_view, self._right_view, gap=16)
        self._columns.setStretch(0, 1)
        self.fill(self._columns)
        self.body.setStretch(0, 1)

    def frame(self) -> None:
        self._head(_("{day}. Reading the school’s file."))
        clear(self._todo)
        self._todo.addWidget(box(row(words(_("Reading the school’s file"), "muted"), margins=(16, 8, 16, 8))))
        self._todo.addStretch(1)
        self._size_columns()

    def _head(self, said: str) -> None:
        name = self.workspace.desk.who.split(" ")[0]
        greeting = day_part(self.workspace.desk.now().astimezone().hour)
        self.head(f"{greeting}, {name}", said.format(day=long_day(self.workspace.desk.today())))

    def refresh(self) -> None:
        todos = self.workspace.today.todos()
        session = self.workspace.sessions.next()
        self._greet(session)
        self._fill_todos(todos, session)
        self._fill_right()
        self._fill_middle(session)
        self._size_columns()
        QTimer.singleShot(0, self, self._size_columns)

    def touch(self, kinds: frozenset[str]) -> None:
        super().touch(frozenset())

    def _greet(self, session: Session | None) -> None:
        today = self.workspace.desk.today()
        name = self.workspace.desk.who.split(" ")[0]
        said = _("{day}. No session is planned yet.").format(day=long_day(today))
        if session is not None:
            place = _(" in the {room}").format(room=session.room) if session.room else ""
            when = _("today") if session.day == today else long_day(session.day, today)
            said = _("{day}. Next session: {when} at {time}{place}.").format(
                day=long_day(today), when=when, time=clock(session.start), place=place
            )
        self.head(f"{day_part(self.workspace.desk.now().astimezone().hour)}, {name}", said)
        for old in self._acts:
            old.setParent(None)
            old.deleteLater()
        self._acts = self._actions_for(session)
        self.act(*self._acts)

    def _actions_for(self, session: Session | None) -> list[QWidget]:
        if session is None:
            return [button(_("Plan the sessions"), partial(self.board.go, "sessions", "plan"), "primary")]
        day = weekday(session.day)
        return [
            button(
                _("Print {day}’s papers").format(day=day),
                partial(self.board.go, "papers", f"evening-packs:{session.id}"),
                drawing="print",
            ),
            button(
                _("Open {day}’s session").format(day=day), partial(self.board.go, "register", session.id), "primary"
            ),
        ]

    def _fill_todos(self, todos: Sequence[ToDo], session: Session | None) -> None:
        clear(self._todo)
        self._rows = []
        today = self.workspace.desk.today()
        for at, (heading, group) in enumerate(groupby(todos, key=lambda one: _heading(one, session, today))):
            if at:
                self._todo.addWidget(hairline())
            self._todo.addWidget(box(row(words(heading, "head"), margins=(16, 8, 16, 4))))
            for number, todo in enumerate(group):
                if number:
                    self._todo.addLayout(row(hairline(), margins=(50, 0, 0, 0)))
                self._todo.addWidget(self._todo_row(todo))
        if not todos:
            self._todo.addWidget(_nothing(session))
        self._todo.addStretch(1)

    def _todo_row(self, todo: ToDo) -> QWidget:
        press = button(todo.act, partial(self._do, todo), "row")
        press.setAccessibleName(f"{todo.act}: {todo.headline}")
        press.setMinimumWidth(theme.current().px(120))
        self._rows.append(press)
        headline = words(todo.headline, "strong", wrap=True)
        line = words(todo.consequence, "muted", wrap=True)
        made = row(
            LightMark(Light(todo.light.value), todo.headline, 20),
            col(headline, line, gap=0),
            press,
            gap=14,
            margins=(16, 7, 16, 7),
        )
        made.setStretch(1, 1)
        return box(made)

    def _do(self, todo: ToDo) -> None:
        if todo.code == "backup":
            self.board.look(_("Making a backup"), lambda workspace: workspace.safekeeping.backup(), self._on_backed_up)
            return
        target = {
            "consent": f"consent-forms:{','.join(todo.people)}",
            "close": todo.people[0] if todo.people else "",
        }.get(todo.code, ",".join(todo.people))
        self.board.go("register" if todo.code == "close" and len(todo.people) == 1 else todo.page, target)

    def _on_backed_up(self, _made: dict[str, object]) -> None:
        self.board.say(_("Backup made, and opened to check it"))
        self.board.changed.emit(frozenset())

    def _fill_right(self) -> None:
        layout = self._right.layout()
        assert isinstance(layout, QVBoxLayout)
        clear(layout)
        layout.addWidget(_glance_card(self.workspace.today.glance(), self.workspace.lists.mentee_counts()))
        met = _met(self.workspace.sessions.all(), self.workspace.desk.today())
        if met.bars:
            chart = BarChart(met)
            made = chart_card(_("Pairs who met each month"), chart, met)
            made.setMaximumHeight(theme.current().px(300))
            layout.addWidget(made, 1)
        layout.addStretch(0 if met.bars and self.window().width() < WIDE else 1)

    def _fill_middle(self, session: Session | None) -> None:
        layout = self._middle.layout()
        assert isinstance(layout, QVBoxLayout)
        clear(layout)
        if session is not None:
            layout.addWidget(_session_card(session))
        layout.addWidget(self._lately())
        layout.addStretch(1)

    def _lately(self) -> QFrame:
        today = self.workspace.desk.today()
        lines: list[QWidget] = []
        for entry in self.workspace.lists.latest(limit=6):
            if lines:
                lines.append(hairline())
            text = col(
                words(entry.label, wrap=True),
                words(f"{sentence(ago(entry.at, today))}, {entry.who}", "small"),
                gap=0,
            )
            lines.append(box(text))
        see = button(_("All changes"), partial(self.board.go, "settings", "history"), "link")
        return card(row(words(_("Lately"), "section"), STRETCH, see), *lines, gap=8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def _size_columns(self) -> None:
        wide = self.window().width() >= WIDE
        px = theme.current().px
        self._middle_view.setVisible(wide)
        self._right_view.setFixedWidth(px(400) if wide else min(px(352), max(self.width() * 2 // 5, 280)))
        self._middle_view.setFixedWidth(px(400))
        self._columns.setAlignment(self._list, Qt.AlignmentFlag.AlignTop if wide else Qt.AlignmentFlag(0))
        natural = self._todo_box.heightForWidth(max(self._todo_box.width(), px(400))) + 4
        self._list.setMinimumHeight(min(natural, max(self.height() - px(140), 0)) if wide else 0)
        self._list.setMaximumHeight(max(natural, px(120)) if wide else WIDEST)
        self._right_view.setVisible(self.width() >= px(760))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        focused = self.focusWidget()
        if step and self._rows:
            at = self._rows.index(focused) if focused in self._rows else -1
            self._rows[(at + step) % len(self._rows)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focused in self._rows:
            focused.click()
        else:
            super().keyPressEvent(event)

    def focus_list(self) -> None:
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def print_here(self) -> None:
        session = self.workspace.sessions.next()
        self.board.go("papers", f"evening-packs:{session.id}" if session else "")


def _heading(todo: ToDo, session: Session | None, today: date) -> str:
    if todo.due is None:
        return _("When you have a moment")
    if todo.due <= today:
        return _("Today")
    if session is not None and todo.due <= session.day:
        return _("Before {day}’s session").format(day=weekday(session.day))
    return _("This month")


def _nothing(session: Session | None) -> QWidget:
    next_ = _("Next: {day}’s session.").format(day=weekday(session.day)) if session else _("No session is planned yet.")
    return empty_state(_("Nothing needs you."), next_)


def _glance_card(glance: Glance, counts: dict[str, int]) -> QFrame:
    figures = (
        (counts.get("", 0), ngettext("young person", "young people", counts.get("", 0))),
        (counts.get("matched", 0), _("matched")),
        (counts.get("waiting", 0), _("waiting")),
        (counts.get("not_ready", 0), _("not ready")),
    )
    tops: list[QWidget | None] = []
    for number, name in figures:
        tops += [box(col(words(str(number), "figure"), words(name, "small"), gap=0)), STRETCH]
    bars = [
        _share(_("With an unmet need"), glance.unmet),
        _share(_("Hours that took place"), glance.attendance),
        _share(_("Mentors clear to meet"), glance.ready_mentors),
    ]
    return card(words(_("The programme so far"), "section"), row(*tops[:-1]), hairline(), *bars, gap=10)


def _share(name: str, share: Share) -> QWidget:
    percent = share.percent
    if percent is None:
        return box(col(row(words(name), STRETCH, words(_("nothing yet"), "muted")), gap=2))
    said = _("{part} of {whole}, {percent}%").format(part=share.part, whole=share.whole, percent=percent)
    sentence = _reading(share, percent)
    bar = ShareBar(percent / 100, f"{name}: {said}. {sentence}", share.aim / 100 if share.aim else None)
    parts: list[QWidget] = [bar] + ([words(sentence, "small")] if sentence else [])
    return box(col(row(words(name), STRETCH, words(said, "strong")), *parts, gap=1))


def _reading(share: Share, percent: int) -> str:
    if share.aim is None:
        return ""
    if percent >= share.aim:
        return _("The aim is at least {aim}%. You are above it.").format(aim=share.aim)
    return _("The aim is at least {aim}%. You are below it.").format(aim=share.aim)


def _met(sessions: Sequence[Session], today: date) -> Bars:
    """Return the share of pairs who met, by month, with what is still to come."""
    months: dict[tuple[int, int], list[tuple[bool, bool]]] = {}
    for session in sessions:
        if session.state.value != "cancelled":
            held = session.state.value == "held"
            months.setdefault((session.day.year, session.day.month), []).extend(
                (held, pair.met) for pair in session.pairs
            )
    bars = []
    for (year, number), pairs in sorted(months.items())[-7:]:
        due = [met for held, met in pairs if held]
        share = round(100 * sum(due) / len(due)) if due else None
        label = month(date(year, number, 1))[:3]
        bars.append(Bar(label, share, f"{share}%" if share is not None else _("to come")))
    shown = [bar for bar in bars if bar.value is not None]
    if not shown:
        return Bars("", "", ())
    mean = round(sum(bar.value or 0 for bar in shown) / len(shown))
    sentence = _("On average {mean}% of pairs met; the aim is 65%.").format(mean=mean)
    coming = [bar for bar in bars if bar.value is None][:1]
    return Bars(_("Pairs who met each month"), sentence, (*shown, *coming), aim=65, aim_words=_("Aim 65%"))


def _session_card(session: Session) -> QFrame:
    pairs = ngettext("{n} pair", "{n} pairs", len(session.pairs))
    where = f"{session.room}, {clock(session.start)}–{clock(session.finish)}".strip(", ")
    return card(
        words(_("{day}’s session").format(day=weekday(session.day)), "section"),
        fact_line(_("Where"), where, strong=False),
        hairline(),
        fact_line(_("Who"), pairs, strong=False),
        gap=10,
    )
