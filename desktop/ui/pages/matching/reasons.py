"""Why this pair: reasons in points that sum to the score, runner-up, free alternatives, what can be done by hand."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.models.explanations import Instead, Reason, WhyPair
from desktop.ui import theme
from desktop.ui.allow import allow
from desktop.ui.build import STRETCH, box, button, clear, col, hairline, restyle, row, scroll, words
from desktop.ui.icons import icon
from desktop.ui.marks import Elided, ShareBar
from desktop.ui.pages.matching.weights import short_names
from desktop.ui.written import tip
from desktop.workspace.trials import PairLine


class WhyCard(QFrame):
    """Follows the pair chosen; its three small buttons are the keys P, S and X."""

    key_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.pin = button(
            _("Pin this pair (P)"),
            partial(self.key_pressed.emit, "P"),
            "icon",
            drawing="pin",
            tip=_("Pin this pair: it stays together whenever matches are found again (P)."),
        )
        self.pin.setCheckable(True)
        self.swap = button(
            _("Swap mentors with another pair (S)"),
            partial(self.key_pressed.emit, "S"),
            "icon",
            drawing="swap",
            tip=_("Swap mentors with another pair; both fits are shown first (S)."),
        )
        self.forbid = button(
            _("Keep these two apart (X)"),
            partial(self.key_pressed.emit, "X"),
            "icon",
            drawing="forbid",
            tip=_("Keeps these two apart until you allow them again; the cost is shown first (X)."),
        )
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, 6, 0)
        self._inside.setSpacing(3)
        self._rows = box(self._inside)
        self.area = scroll(self._rows)
        self.other = button(
            _("Why not someone else?"),
            partial(self.key_pressed.emit, "N"),
            "link",
            tip=_("Lists every mentor, with the rule that bars them or what they would cost the others."),
        )
        head = row(words(_("Why this pair"), "section"), STRETCH, self.pin, self.swap, self.forbid, gap=4)
        self.next_line = words("", "small", wrap=True)
        foot = row(self.other, STRETCH)
        layout = col(head, self.area, hairline(), self.next_line, foot, gap=6, margins=(16, 10, 12, 8))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.area.installEventFilter(self)
        self._rows.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            QTimer.singleShot(0, self, self._end_between_rows)
        return super().eventFilter(watched, event)

    def _end_between_rows(self) -> None:
        """Let what is seen without scrolling end beneath a whole row: half of one reads as a fault."""
        seen, cut = self.area.height(), 0
        for part in self._rows.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if 0 < part.y() < seen < part.y() + part.height():
                cut = seen - part.y()
        self.area.setViewportMargins(0, 0, 0, cut)

    def show_nothing(self) -> None:
        """Say that no pair is chosen."""
        clear(self._inside)
        self.next_line.setText("")
        self._inside.addWidget(words(_("Choose a pair to see why it was proposed."), "muted", wrap=True))
        self._inside.addStretch(1)
        self._show_pinned(pinned=False)
        for one in (self.pin, self.swap, self.forbid, self.other):
            allow(one, _("Choose a pair in the list first."))

    def show_pair(self, pair: PairLine, *, reason: str) -> None:
        """Show who; the reasons follow. A reason says why nothing can be done by hand now."""
        for one in (self.swap, self.forbid, self.pin):
            allow(one, reason)
        allow(self.other)
        self._show_pinned(pinned=pair.pinned)

    def _show_pinned(self, *, pinned: bool) -> None:
        self.pin.setChecked(pinned)
        self.pin.setIcon(icon("pin", "link" if pinned else "muted"))
        restyle(self.pin)

    def show_why(self, pair: PairLine, why: WhyPair) -> None:
        """Show the reasons, the weightiest first, and their sum."""
        clear(self._inside)
        name = f"{pair.name}, {pair.form}" if pair.form else pair.name
        both = _("{young}, and {mentor}").format(young=name, mentor=pair.mentor_name)
        said = why.sentence or _("The rules allow this pair; little else speaks for it.")
        self._inside.addWidget(words(both, "strong", wrap=True))
        self._inside.addWidget(words(said, "muted", wrap=True))
        self._inside.addSpacing(2)
        for one in why.reasons:
            self._inside.addWidget(_reason(one))
        total = ngettext(
            "Together {n} point; {{full}} are a fit of 100, so this is {{fit}}.",
            "Together {n} points; {{full}} are a fit of 100, so this is {{fit}}.",
            why.score,
        ).format(full=why.full, fit=why.fit)
        self._inside.addWidget(words(total, "small", wrap=True))
        if as_good := _as_good(why):
            self._inside.addWidget(words(as_good, "small", wrap=True))
        self.next_line.setText(_("Looking for the next best"))
        self._inside.addStretch(1)

    def show_next(self, pair: PairLine, found: Instead | None) -> None:
        """Say who would be next and what that would cost the others."""
        if found is None:
            said = _("Without this pair {young} would have no mentor.").format(young=pair.given)
        else:
            said = _("Next best for {young}: {mentor}, {fit}. {cost}").format(
                young=pair.given, mentor=found.mentor_name, fit=found.fit, cost=found.sentence
            )
        self.next_line.setText(said)


def _as_good(why: WhyPair) -> str:
    if not why.equally_good:
        return ""
    return _("As good for everybody: {mentors}.").format(mentors=", ".join(why.equally_good))


def _reason(one: Reason) -> QWidget:
    bar = ShareBar(one.share, f"{one.name}: {one.words}", height=5)
    bar.setFixedWidth(theme.current().px(56))
    points = words(_("{n} of {most}").format(n=one.points, most=one.most), "small")
    points.setAccessibleName(_("{n} of {most} points").format(n=one.points, most=one.most))
    line = row(Elided(short_names().get(one.code, one.name)), points, bar, gap=8)
    line.setStretch(0, 1)
    made = box(line)
    made.setToolTip(tip(one.words))
    made.setAccessibleName(one.words)
    return made
