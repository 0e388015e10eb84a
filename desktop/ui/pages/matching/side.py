"""One pair side by side: what each said about the same things, with what they share marked between them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.models.people import Mentee, Mentor
from desktop.models.vocabulary import vocabulary
from desktop.ui.build import STRETCH, box, button, clear, col, row, scroll, words
from desktop.ui.marks import LightMark
from desktop.ui.paint import Light
from desktop.workspace.choices import meets
from desktop.workspace.trials import PairLine


class SideBySide(QWidget):
    """Shows the pair chosen; the arrows walk through the proposal."""

    def __init__(self, move: Callable[[int], None]) -> None:
        super().__init__()
        self._count = words("", "small")
        back = button(_("Pair before"), lambda: move(-1), "icon", drawing="left")
        on = button(_("Next pair"), lambda: move(1), "icon", drawing="right")
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, 8, 0)
        self.area = scroll(box(self._inside))
        layout = col(row(back, on, self._count, STRETCH, gap=6), self.area, gap=8, margins=(16, 10, 8, 8))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_pair(self, pair: PairLine, people: tuple[Mentee, Mentor], *, at: int, of: int) -> None:
        """Show two people and what they have in common."""
        mentee, mentor = people
        self._count.setText(_("Pair {n} of {all}").format(n=at, all=of))
        clear(self._inside)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        young = f"{pair.name}, {pair.form}" if pair.form else pair.name
        for column, (name, line) in (
            (1, (young, _("Young person"))),
            (3, (mentor.name, mentor.employer or _("Mentor"))),
        ):
            grid.addWidget(box(col(words(name, "section", wrap=True), words(line, "small"), gap=0)), 0, column)
        for at_row, (name, left, right, same) in enumerate(_lines(mentee, mentor), 1):
            grid.addWidget(_cell(words(name, "muted")), at_row, 0)
            grid.addWidget(_cell(words(left or _("Not said"), "body" if left else "muted", wrap=True)), at_row, 1)
            mark = LightMark(Light.GOOD if same else Light.NONE, name, 18)
            mark.setToolTip(_("In common") if same else _("Not in common"))
            grid.addWidget(mark, at_row, 2, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_cell(words(right or _("Not said"), "body" if right else "muted", wrap=True)), at_row, 3)
        self._inside.addLayout(grid)
        self._inside.addStretch(1)


def _cell(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label


def _lines(mentee: Mentee, mentor: Mentor) -> list[tuple[str, str, str, bool]]:
    week = vocabulary("slots").in_order

    def both(name: str, list_name: str, mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, str, str, bool]:
        known = vocabulary(list_name)
        left, right = (", ".join(known.label(code) for code in codes) for codes in (mine, theirs))
        return name, left, right, not set(mine).isdisjoint(theirs)

    return [
        both(_("Interests"), "sectors", mentee.sectors, mentor.sectors),
        both(_("Free"), "slots", week(mentee.availability), week(mentor.availability)),
        (_("Meets"), meets()[mentee.modality], meets()[mentor.modality], mentee.modality == mentor.modality),
        both(_("Speaks"), "languages", mentee.languages, mentor.languages),
        both(_("Been through"), "experiences", mentee.experiences, mentor.experiences),
        (_("Lives near"), mentee.postcode_area or "", mentor.postcode_area or "",
         bool(mentee.postcode_area) and mentee.postcode_area == mentor.postcode_area),
    ]  # fmt: skip
