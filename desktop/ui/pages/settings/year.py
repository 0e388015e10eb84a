"""The programme's year: its name, its terms, how long and how often pairs meet."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.models.programme import Programme, Term
from desktop.ui.build import STRETCH, box, button, card, col, row, scroll, words
from desktop.ui.choices import Tick
from desktop.ui.dialogs import Dialog
from desktop.ui.forms import Check, Field, Form, a_number, columns, line, needed, no_day, read_day
from desktop.ui.page import Page
from desktop.ui.pages.settings.keeping import keep_line


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
    real = _a_day_of(programme.academic_year)
    dates: list[Field] = []
    for term in programme.terms:
        dates += _term_fields(term, real, dates[-1] if dates else None)
    terms = words(_("Terms, both days included"), "section")
    title = words(_("Year {year}").format(year=programme.academic_year), "section")
    layout = col(title, columns(top, 2), 8, terms, columns(dates, 3), gap=12)
    form = Form([*top, *dates], page.board.draft("year"), layout=layout)

    def keep() -> bool:
        changed = programme_from(form.values, page.workspace.settings.programme)
        return page.board.do(lambda: page.workspace.settings.change_programme(changed), _("The year was changed"))

    sheet = card(form, keep_line(form, _("Keep"), keep), gap=14)
    return scroll(box(col(*_turn(page), sheet, STRETCH, gap=16)))


def _turn(page: Page) -> list[QWidget]:
    """Offer the next year where this one is over."""
    year = page.workspace.new_year.next
    if not year:
        return []
    over = words(_("The year {year} is over").format(year=page.workspace.settings.programme.academic_year), "section")
    said = words(_("Until the next one begins, last year’s forms and terms count."), "muted", wrap=True)
    begin = button(_("Begin {year}").format(year=year), partial(ask_new_year, page))
    return [card(over, said, row(begin, STRETCH), gap=8)]


def ask_new_year(page: Page) -> Dialog | None:
    """Ask what goes on and what ends as the year turns, then begin it as one step; nothing where it isn't over."""
    turn = page.workspace.new_year
    year = turn.next
    if not year:
        page.board.say(_("This year isn’t over yet."))
        return None
    ends = Tick(_("End the matches that run, as planned"))
    up = Tick(_("Everybody moves up a year group"))
    lead = _(
        "Everybody is asked for consent anew; last year’s forms no longer count. The terms get their usual dates, to "
        "be changed here. Matches that don’t end go on. An imported list brings new year groups and forms."
    )
    dialog = Dialog(page, _("Begin {year}?").format(year=year), words(lead, wrap=True), ends, up, width=640)

    def begin() -> None:
        end_matches, move_up = ends.isChecked(), up.isChecked()
        dialog.accept()
        said = _("The year {year} has begun").format(year=year)
        page.board.keep(said, lambda desk: desk.new_year.begin(end_matches=end_matches, move_up=move_up), said)

    dialog.leave_verb(_("Not yet"))
    dialog.verb(_("Begin {year}").format(year=year), begin, primary=True)
    dialog.open()
    return dialog


def _term_fields(term: Term, real: Check, end_before: Field | None) -> list[Field]:
    """Return a term's name and days; it begins after the last day of the term before, `end_before`."""

    def first_day(text: str) -> str:
        first, before = read_day(text), read_day(end_before.text) if end_before else None
        overlap = first is not None and before is not None and first <= before
        return real(text) or (_("The term before ends on this day or later.") if overlap else "")

    start = Field(f"{term.code}:start", _("First day"), line(f"{term.start:%d/%m/%Y}"), first_day)
    if end_before is not None:
        end_before.changed.connect(lambda: start.show_problem() if start.text else None)

    def last_day(text: str) -> str:
        first, last = read_day(start.text), read_day(text)
        before = first is not None and last is not None and last < first
        return real(text) or (_("The term ends before it begins.") if before else "")

    end = Field(f"{term.code}:end", _("Last day"), line(f"{term.end:%d/%m/%Y}"), last_day)
    start.changed.connect(lambda: end.show_problem() if end.text else None)
    return [Field(f"{term.code}:name", _("Term"), line(term.name), needed(_("Write a name."))), start, end]


def _a_day_of(year: str) -> Check:
    """Return a check for a day of a school year such as `2026-27`, its summers included."""
    first, last = date(int(year[:4]), 7, 1), date(int(year[:4]) + 1, 8, 31)

    def check(text: str) -> str:
        day = read_day(text)
        if day is None:
            return no_day(text)
        return "" if first <= day <= last else _("This day is not in the year {year}.").format(year=year)

    return check


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
