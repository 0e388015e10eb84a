"""Fairness: who is matched and how well, by need, sex and year, and which mentors would help most of those who wait."""

from itertools import groupby

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui.build import box, clear, col, hairline, scroll, words
from desktop.workspace.explaining import GroupShare, Shares


class SharesTab(QWidget):
    """A line a group; groups too small to speak of hold no figure."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, 8, 0)
        self._inside.setSpacing(8)
        self.setLayout(col(scroll(box(self._inside)), margins=(16, 10, 8, 8)))

    def show_shares(self, shares: Shares) -> None:
        """Show who gets what."""
        clear(self._inside)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(0, 1)
        for at, head in enumerate((_("Group"), _("Young people"), _("Matched"), _("Middle fit"))):
            grid.addWidget(words(head, "head"), 0, at)
        line = 1
        for dimension, group in groupby(shares.groups, key=lambda one: one.dimension):
            grid.addWidget(words(dimension[:1].upper() + dimension[1:], "strong"), line, 0)
            line += 1
            for one in group:
                for at, said in enumerate(_figures(one)):
                    grid.addWidget(words(said, "body" if at else "muted"), line, at)
                line += 1
        self._inside.addLayout(grid)
        small = _("Groups of fewer than 6, and what would give them away, hold no figure.")
        self._inside.addWidget(words(small, "small", wrap=True))
        if shares.recruits:
            self._inside.addWidget(hairline())
            self._inside.addWidget(words(_("Which mentors would help most"), "strong"))
            for said in shares.recruits:
                self._inside.addWidget(words(said, wrap=True))
        self._inside.addStretch(1)


def _figures(one: GroupShare) -> tuple[str, str, str, str]:
    if one.people is None:
        return one.name, _("too few to say"), "–", "–"
    fit = "–" if one.fit is None else str(one.fit)
    return one.name, str(one.people), str(one.matched), fit
