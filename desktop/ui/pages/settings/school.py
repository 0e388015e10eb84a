"""The school's details, and the lists of words people choose from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.models.vocabulary import vocabulary
from desktop.ui.build import STRETCH, box, button, card, col, row, scroll, words
from desktop.ui.first_run.school import school_fields, school_from
from desktop.ui.forms import Form
from desktop.ui.page import Page


def school_part(page: Page) -> QWidget:
    """Return the school's details as a form."""
    known = page.workspace.settings.school
    fields = school_fields(known)
    form = Form(fields, page.board.draft("school"))
    layout = form.layout()
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(12)
    for at, field in enumerate(fields):
        if layout is not None:
            layout.removeWidget(field)
        grid.addWidget(field, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
    if layout is not None:
        layout.addItem(grid)

    def keep() -> None:
        if form.check():
            changed = school_from(form.values, known)
            if page.board.do(lambda: page.workspace.settings.change_school(changed), _("The school’s details changed")):
                form.settle()

    press = button(_("Keep"), keep, "primary")
    sheet = card(words(_("The school"), "section"), form, row(press, STRETCH), gap=14)
    return scroll(box(col(sheet, STRETCH)))


def words_part(page: Page) -> QWidget:
    """Return the lists of words; a school's own words come in with its lists and stay as they are."""
    named = {
        "sectors": _("Career interests"),
        "slots": _("Free times"),
        "languages": _("Languages"),
        "needs": _("Unmet needs"),
        "experiences": _("Experiences"),
        "modalities": _("Ways of meeting"),
    }
    sheets = []
    for name, title in named.items():
        entries = vocabulary(name).entries
        shown = ", ".join(entry.label for entry in entries)
        count = words(ngettext("{n} word", "{n} words", len(entries)), "small")
        sheets.append(card(row(words(title, "section"), STRETCH, count), words(shown, "muted", wrap=True), gap=6))
    lead = words(_("Your own words come in with your lists, and are kept as you spell them."), "muted", wrap=True)
    return scroll(box(col(lead, *sheets, STRETCH, gap=12)))
