"""The programme's year: its name, its terms, how long and how often pairs meet."""

from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.models.programme import Programme, Term
from desktop.ui.build import STRETCH, box, button, card, col, row, scroll, words
from desktop.ui.forms import Field, Form, a_day, a_number, columns, line, needed, read_day
from desktop.ui.page import Page


def year_part(page: Page) -> QWidget:
    """Return the year and its terms as a form."""
    programme = page.workspace.settings.programme
    top = [
        Field("name", _("Name of the programme"), line(programme.name), needed(_("Write a name for papers."))),
        Field("minutes", _("Minutes a session lasts"), line(str(programme.session_minutes)), a_number(10, 240)),
        Field("planned", _("Sessions in the year"), line(str(programme.sessions_planned)), a_number(1, 60)),
        Field(
            "version",
            _("Version of the consent form"),
            line(programme.consent_form_version),
            needed(_("Write it as on the form.")),
        ),
    ]
    dates = [field for term in programme.terms for field in _term_fields(term)]
    terms = words(_("Terms, both days included"), "section")
    title = words(_("Year {year}").format(year=programme.academic_year), "section")
    layout = col(title, columns(top, 2), 8, terms, columns(dates, 3), gap=12)
    form = Form([*top, *dates], layout=layout)

    def keep() -> None:
        if form.check():
            changed = programme_from(form.values, page.workspace.settings.programme)
            page.board.do(lambda: page.workspace.settings.change_programme(changed), _("The year was changed"))

    sheet = card(form, row(button(_("Keep"), keep, "primary"), STRETCH), gap=14)
    return scroll(box(col(sheet, STRETCH)))


def _term_fields(term: Term) -> list[Field]:
    start = Field(f"{term.code}:start", _("First day"), line(f"{term.start:%d/%m/%Y}"), _real_day)

    def last_day(text: str) -> str:
        first, last = read_day(start.text), read_day(text)
        before = first is not None and last is not None and last < first
        return _real_day(text) or (_("The term ends before it begins.") if before else "")

    end = Field(f"{term.code}:end", _("Last day"), line(f"{term.end:%d/%m/%Y}"), last_day)
    start.changed.connect(lambda: end.show_problem() if end.text else None)
    return [Field(f"{term.code}:name", _("Term"), line(term.name), needed(_("Write a name."))), start, end]


def _real_day(text: str) -> str:
    return a_day(text) if text else _("Write the day as 12/11/2026.")


def programme_from(values: dict[str, str], known: Programme) -> Programme:
    """Return the programme as typed; a term that ends before it begins keeps its old days."""
    terms = []
    for term in known.terms:
        start, end = read_day(values[f"{term.code}:start"]), read_day(values[f"{term.code}:end"])
        dates = {"start": start, "end": end} if start and end and start <= end else {}
        terms.append(term.model_copy(update={"name": values[f"{term.code}:name"], **dates}))
    return known.model_copy(
        update={
            "name": values["name"],
            "session_minutes": int(values["minutes"] or known.session_minutes),
            "sessions_planned": int(values["planned"] or known.sessions_planned),
            "consent_form_version": values["version"],
            "terms": tuple(terms),
        }
    )
