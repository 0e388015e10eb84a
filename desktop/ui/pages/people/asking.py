"""The form of a person as both kinds open it: filled with what is known, drafts offered again, kept as one step."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.i18n import _
from desktop.ui.dialogs import Dialog
from desktop.ui.sections import Section, SectionedForm, ask_sections
from desktop.ui.taken_up import tell_taken_up
from desktop.ui.turns import Pieces

if TYPE_CHECKING:
    from desktop.ui.pages.people.frame import PeoplePage

Texts = Mapping[str, str]


@dataclass(frozen=True)
class PersonForm:
    """What a kind of people asks: its name for drafts, the question for a new one, sections, the way there and back.

    Sections are made as they are asked for. `made` returns the person that texts describe, `known` being who it was
    before, None for somebody new.
    """

    key: str
    question: str
    sections: Callable[[], Iterator[Section]]
    values_of: Callable[[Any], dict[str, str]]
    made: Callable[[dict[str, str], Any], Any]


def open_form(page: "PeoplePage", kind: PersonForm, known: Any, *, at: str = "") -> None:
    """Open the form in turns, with the keys `at` a field; what was typed and not kept is there again."""
    turns = page.board.turns
    waiting = (page.opening, *page.window().findChildren(Dialog))
    if not any(turns.pending(one) for one in waiting):  # else Enter was pressed twice, and the first one's form comes
        turns.take(page.opening, _opening(page, kind, known, at=at))


def _opening(page: "PeoplePage", kind: PersonForm, known: Any, *, at: str) -> Pieces:
    """Make the form a section a piece, then open it: the fields of a person take 20 ms to be made."""
    values = kind.values_of(known) if known is not None else {}
    sections = []
    for section in kind.sections():
        for field in section.fields:
            if field.key in values:
                field.put(values[field.key])
        sections.append(section)
        yield
    draft = page.board.draft(f"{kind.key}:{known.id if known else 'new'}")
    form = SectionedForm(sections, draft, turns=page.board.turns, begin=at)
    tell_taken_up(form, draft, page.workspace.desk.today())
    yield
    title = _("What do you know about {name}?").format(name=known.known_as) if known else kind.question
    ask_sections(page, title, form, _("Keep") if known else _("Add"), partial(_keep, page, kind, (known, form)))
    yield


def _keep(page: "PeoplePage", kind: PersonForm, about: tuple[Any, SectionedForm], values: dict[str, str]) -> bool:
    """Keep what was typed over the person as they are now: a list may have come in since the form was opened."""
    known, form = about
    if known is not None:
        now = page.board.attempt(lambda: page.person(known.id))
        if now is None:  # they are gone, which is told; what was typed stays a draft
            return False
        if now != known:
            known, values = now, {**kind.values_of(now), **form.typed}
    made = kind.made(values, known)
    if made == known:  # nothing to keep, so nothing to undo
        return True
    said = _("{name} changed") if known else _("{name} added")
    done = page.board.do(lambda: page.workspace.roster.keep(made), said.format(name=made.known_as))
    if done:
        page.open(made.id)
    return done
