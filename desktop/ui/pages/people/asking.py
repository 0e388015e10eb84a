"""The form of a person as both kinds open it: filled with what is known, drafts offered again, kept as one step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.i18n import _
from desktop.ui.dialogs import Dialog
from desktop.ui.sections import Section, SectionedForm, ask_sections
from desktop.ui.taken_up import tell_taken_up

if TYPE_CHECKING:
    from desktop.ui.pages.people.frame import PeoplePage

Texts = Mapping[str, str]


@dataclass(frozen=True)
class PersonForm:
    """What a kind of people asks: its name for drafts, the question for a new one, sections, the way there and back.

    `made` returns the person that texts describe, `known` being who it was before, None for somebody new.
    """

    key: str
    question: str
    sections: Callable[[], list[Section]]
    values_of: Callable[[Any], dict[str, str]]
    made: Callable[[dict[str, str], Any], Any]


def open_form(page: "PeoplePage", kind: PersonForm, known: Any) -> Dialog:
    """Open the form; what was typed and not kept is there again, on another day too."""
    for made in page.window().findChildren(Dialog):
        if page.board.turns.pending(made):  # Enter was pressed twice, and the first one's form is about to open
            return made
    sections = kind.sections()
    if known is not None:
        values = kind.values_of(known)
        for field in (field for section in sections for field in section.fields):
            field.put(values[field.key])
    draft = page.board.draft(f"{kind.key}:{known.id if known else 'new'}")
    form = SectionedForm(sections, draft, turns=page.board.turns)
    tell_taken_up(form, draft, page.workspace.desk.today())
    title = _("What do you know about {name}?").format(name=known.known_as) if known else kind.question
    return ask_sections(page, title, form, _("Keep") if known else _("Add"), partial(_keep, page, kind, known))


def _keep(page: "PeoplePage", kind: PersonForm, known: Any, values: dict[str, str]) -> bool:
    made = kind.made(values, known)
    if made == known:  # nothing to keep, so nothing to undo
        return True
    said = _("{name} changed") if known else _("{name} added")
    done = page.board.do(lambda: page.workspace.roster.keep(made), said.format(name=made.known_as))
    if done:
        page.open(made.id)
    return done
