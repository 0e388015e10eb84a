"""Commands about papers: print any of them for whom it is due or for some people, and keep a school's own texts."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.cli.reach import folder_option, json_option, progress_bar, report, workspace
from desktop.errors import Trouble

if TYPE_CHECKING:
    from desktop.workspace import Workspace
    from desktop.workspace.papers import PaperOrder, Printed

LISTS = ("list-young-people", "list-mentors", "list-matches", "list-waiting")
PAPERS = (
    "consent-forms", "chase-letters", "registers", "session-sheets", "session-packs", "agreements",
    "welcome-letters", "certificates", "lists", *LISTS,
)  # fmt: skip
VARIANTS = ("standard", "large-print", "dyslexia-friendly")
_OPTIONS = {
    "people": "--person",
    "sessions": "--session",
    "variant": "--variant",
    "language": "--language",
    "bilingual": "--bilingual",
    "fillable": "--fillable",
    "html": "--html",
    "workbook": "--as xlsx",
    "return_by": "--return-by",
    "to": "--for",
}


@click.command("print", epilog=f"PAPER is one of {', '.join(PAPERS)}.")
@click.argument("papers", metavar="PAPER", type=click.Choice(PAPERS))
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), required=True, help="Where to put the files.")
@click.option("--person", multiple=True, help="Only for them: a name, id, UPN or e-mail address. Once for each.")
@click.option("--session", type=int, help="The session's number (else all that are planned).")
@click.option("--variant", type=click.Choice(VARIANTS), default="standard", show_default=True)
@click.option("--language", help="One language for all, such as cy or pl (else each family's own).")
@click.option("--bilingual", is_flag=True, help="English beside the family's language.")
@click.option("--fillable", is_flag=True, help="A PDF for each family, to fill in on a screen and e-mail back.")
@click.option("--html", is_flag=True, help="A page for each family too, for browsers and screen readers.")
@click.option("--as", "kind", type=click.Choice(["pdf", "xlsx"]), default="pdf", help="How lists are saved.")
@click.option(
    "--for", "whom", multiple=True, type=click.Choice(["mentee", "family", "mentor"]), help="Welcome letters."
)
@click.option("--return-by", type=click.DateTime(["%Y-%m-%d"]), help="The day forms are due back, as 2026-09-30.")
@json_option
@folder_option
def print_(papers: str, to: Path, *, person: tuple[str, ...], as_json: bool, **asked: object) -> None:
    """Print papers as files whose names say nothing about anybody: for everyone they are due to, or for some people.

    'lists' prints the four lists. Where there is nothing to print, that is said and nothing is written.
    """
    with workspace() as desk, progress_bar("Printing") as move:
        asked["people"] = desk.papers.whom(person)
        orders = [_order(desk, one, asked) for one in (LISTS if papers == "lists" else (papers,))]
        printed = desk.papers.print_to(to.expanduser(), *orders, progress=move)
    _tell(printed, as_json=as_json)


def _order(desk: "Workspace", paper: str, asked: dict[str, object]) -> "PaperOrder":
    """Return what the options ask for; Trouble where an option means nothing for this paper."""
    from desktop.workspace.papers import PaperOrder

    number = asked["session"]
    order = PaperOrder.model_validate(
        {
            "paper": paper,
            "sessions": desk.papers.numbered(number) if isinstance(number, int) else (),
            "to": asked["whom"],
            "variant": str(asked["variant"]).replace("-", "_"),
            "workbook": asked["kind"] == "xlsx",
            **{name: asked[name] for name in ("people", "language", "bilingual", "fillable", "html", "return_by")},
        }
    )
    order.refuse_strange(_OPTIONS)
    if order.language is not None and order.language not in dict(desk.papers.texts.languages()):
        known = ", ".join(code for code, _name in desk.papers.texts.languages())
        raise Trouble("There are no form texts in this language.", f"Known are: {known}.")
    return order


def _tell(printed: "Printed", *, as_json: bool) -> None:
    if as_json:
        paths = [str(path) for path in printed.files]
        report({"files": paths, "pages": printed.pages, "problems": list(printed.problems)})
        return
    for path in printed.files:
        click.echo(str(path))
    for problem in printed.problems:
        click.echo(problem)
    click.echo(f"{printed.pages} pages." if printed.pages else f"{len(printed.files)} files.")


@click.command("form-texts")
@click.option("--add", type=click.Path(path_type=Path, dir_okay=False), help="A file made from a copy of en.toml.")
@click.option("--remove", help="A language whose own texts are let go.")
@click.option("--copy", type=click.Path(path_type=Path, dir_okay=False), help="Write a copy of texts, to be changed.")
@click.option("--language", default="en", show_default=True, help="The texts to copy.")
@json_option
@folder_option
def form_texts(*, add: Path | None, remove: str | None, copy: Path | None, language: str, as_json: bool) -> None:
    """List the languages of forms and letters; keep a school's own texts in one, or let them go. Both can be undone.

    Begin with --copy, change the words in any editor, then --add the file.
    """
    with workspace() as desk:
        texts = desk.papers.texts
        if copy is not None:
            texts.copy_to(copy.expanduser(), language)
        if add is not None:
            texts.add(add)
        if remove is not None:
            texts.remove(remove)
        lines = texts.listing()
    if as_json:
        report([line.model_dump(mode="json") for line in lines])
        return
    for line in lines:
        whose = "your own" if line.own else "shipped"
        checked = "a draft translation" if line.draft else "checked" if line.checked_by else "the source"
        click.echo(f"{line.language}  {line.name}: {whose}, {line.trouble or checked}")


PAPER_COMMANDS = (print_, form_texts)
