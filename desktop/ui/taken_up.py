"""The strip above a form that took up a draft: when it was typed, and the way to begin afresh; it knows no record."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui.build import STRETCH, button, card, row, words
from desktop.ui.dates import ago
from desktop.ui.drafts import Draft
from desktop.ui.forms import Form


def tell_taken_up(form: Form, draft: Draft, today: date) -> None:
    """Say above the fields that a draft was taken up, where one was, and offer to begin afresh; what is wrong shows."""
    if not form.taken_up:
        return
    when = ago(draft.since, today) if draft.since else _("a moment ago")
    said = words(_("You typed some of this and did not keep it ({when}).").format(when=when), "small", wrap=True)
    strip: QWidget = card(said, gap=4, inside=12, kind="sunken")
    afresh = button(_("Start afresh"), form.start_afresh, "link")
    afresh.clicked.connect(strip.hide)
    inside, layout = strip.layout(), form.layout()
    assert isinstance(inside, QVBoxLayout)
    assert isinstance(layout, QVBoxLayout)
    inside.addLayout(row(afresh, STRETCH))
    layout.insertWidget(0, strip)
    for key in form.typed:  # somebody left these fields before, and was told then what is wrong
        form.fields[key].show_problem()
