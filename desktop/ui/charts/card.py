"""A chart on its card, with the table behind it one press away."""

from PySide6.QtWidgets import QFrame, QStackedWidget

from desktop.i18n import _
from desktop.ui.build import STRETCH, box, button, card, col, fact_line, row, words
from desktop.ui.charts.draw import Chart
from desktop.ui.charts.spec import Bars, Curve, Spans


def chart_card(title: str, chart: Chart, spec: Bars | Curve | Spans, *, lead: str = "") -> QFrame:
    """Return a card with a chart and a link that turns it into a table and back."""
    pages = QStackedWidget()
    pages.addWidget(chart)
    lines = [fact_line(name, value, strong=False) for name, value in spec.table]
    pages.addWidget(box(col(*lines, STRETCH, gap=4)))
    turn = button(_("Show as table"), kind="link")

    def on_turned() -> None:
        pages.setCurrentIndex(1 - pages.currentIndex())
        turn.setText(_("Show as chart") if pages.currentIndex() else _("Show as table"))

    turn.clicked.connect(on_turned)
    parts = [words(lead, "chart")] if lead else []
    return card(row(words(title, "section"), STRETCH, turn), *parts, pages)
