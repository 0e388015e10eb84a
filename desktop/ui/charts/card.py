"""A chart on its card, with the table behind it one press away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QStackedWidget, QWidget

from desktop.i18n import _
from desktop.ui.build import STRETCH, box, button, card, col, fact_line, row, words
from desktop.ui.charts.draw import Chart
from desktop.ui.charts.spec import Bars, Curve, Spans


def chart_card(title: str, chart: Chart, spec: Bars | Curve | Spans, *, lead: str = "") -> QFrame:
    """Return a card with a chart and a link that turns it into a table and back."""
    pages = QStackedWidget()
    pages.addWidget(chart)
    pages.addWidget(_as_table(spec))
    turn = button(_("Show as table"), kind="link")

    def on_turned() -> None:
        pages.setCurrentIndex(1 - pages.currentIndex())
        _take_room(pages)
        turn.setText(_("Show as chart") if pages.currentIndex() else _("Show as table"))

    _take_room(pages)
    turn.clicked.connect(on_turned)
    parts = [words(lead, "chart")] if lead else []
    return card(row(words(title, "section"), STRETCH, turn), *parts, pages)


def _take_room(pages: QStackedWidget) -> None:
    """Let only the page that is seen ask for room."""
    seen, none = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored
    for page in (pages.widget(at) for at in range(pages.count())):
        if page is not None:
            page.setSizePolicy(seen, seen if page is pages.currentWidget() else none)
    pages.adjustSize()


def _as_table(spec: Bars | Curve | Spans) -> QWidget:
    """Return the figures of a chart in lines; those of changes in columns under their heads."""
    if isinstance(spec, Spans) and spec.heads:
        return box(col(_columns(spec), words(_("Each figure is rounded by itself."), "small"), STRETCH, gap=10))
    lines = [fact_line(name, value, strong=False) for name, value in spec.table]
    return box(col(*lines, STRETCH, gap=4))


def _columns(spec: Spans) -> QGridLayout:
    made = QGridLayout()
    made.setHorizontalSpacing(12)
    made.setVerticalSpacing(2)
    made.setColumnStretch(0, 1)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
    for at, head in enumerate(spec.heads, 1):
        made.addWidget(words(head, "small"), 0, at, right)
    for line, span in enumerate(spec.spans, 1):
        name = words(span.label, wrap=True)
        name.setAccessibleName(f"{span.label}: {span.words}")
        made.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        for at, cell in enumerate(span.cells, 1):
            figure = words(cell, "muted")
            figure.setAlignment(right)
            made.addWidget(figure, line, at, right)
    return made
