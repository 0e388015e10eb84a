"""What is wrong with whose paper: a line a person, under the preview; nothing is shown where all is well."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.build import box, clear, col, scroll, words

MOST = 200
HIGH = 132


class Problems(QFrame):
    """The problems of the papers shown or of those just written."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "trouble")
        self.title = words("", "strong")
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        area = scroll(box(self._lines))
        area.setMaximumHeight(theme.current().px(HIGH))
        area.setAccessibleName(_("Papers to look at, by person"))
        self.setLayout(col(self.title, area, gap=6, margins=(14, 10, 14, 10)))
        self.show_problems(())

    @property
    def said(self) -> list[str]:
        """The lines shown."""
        return [self._lines.itemAt(at).widget().text() for at in range(self._lines.count())]  # type: ignore[union-attr]

    def show_problems(self, problems: Sequence[str]) -> None:
        """List problems, each a line that begins with the person."""
        clear(self._lines)
        self.title.setText(ngettext("{n} thing to look at", "{n} things to look at", len(problems)))
        for problem in problems[:MOST]:
            self._lines.addWidget(words(problem, "small", wrap=True))
        self.setVisible(bool(problems))
