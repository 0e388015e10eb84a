"""Commands about the school's own file: import, undo, history, checks, backups, and the sample school's demo."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.cli.reach import (
    chosen_folder,
    folder_option,
    json_option,
    passphrase,
    progress_bar,
    report,
    there_is_a_school,
    workspace,
)

if TYPE_CHECKING:
    from desktop.workspace.roster import Reading


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(["mentees", "mentors"]), help="Who is in the file (else it is guessed).")
@click.option("--encoding", help="How the letters are stored, where the guess is wrong: utf-8, cp1252, utf-16.")
@click.option("--dry-run", is_flag=True, help="Read and report only; nothing is kept.")
@json_option
@folder_option
def import_(file: Path, kind: str | None, encoding: str | None, *, dry_run: bool, as_json: bool) -> None:
    """Import a list of young people or mentors from a spreadsheet or a school's export.

    People already known are updated, never doubled. The whole import is one step: 'alongside undo' takes it back.
    """
    from desktop.workspace.roster import reading_json

    if dry_run:
        found = reading_json(_read_first(file, kind, encoding))
        if as_json:
            report(found)
        else:
            _tell_reading(found)
        return
    reading = None if there_is_a_school() else _read_first(file, kind, encoding)
    with workspace(or_new=True) as desk:
        if reading is None:
            with progress_bar("Reading") as move:
                reading = desk.roster.read(file, kind=kind, encoding=encoding, progress=move)
        summary = desk.roster.adopt(reading)
        found = reading_json(reading)
        if as_json:
            report({**found, "summary": summary.model_dump()})
        else:
            _tell_reading(found)
            click.echo(summary.words)


def _read_first(file: Path, kind: str | None, encoding: str | None) -> "Reading":
    """Read a file without a school's: for a dry run, and so that a file that can't be read starts no school."""
    from desktop.workspace.roster import read_file

    with progress_bar("Reading") as move:
        return read_file(file, kind=kind, encoding=encoding, progress=move)


def _tell_reading(found: dict[str, object]) -> None:
    people, problems = found["people"], found["problems"]
    assert isinstance(people, list)
    assert isinstance(problems, list)
    noun = "mentors" if found["kind"] == "mentors" else "young people"
    click.echo(f"{len(people)} {noun} read; {len(problems)} things to look at.")
    for problem in problems:
        column = f", {problem['column']}" if problem["column"] else ""
        click.echo(f"  line {problem['line']}{column}: {problem['reason']} {problem['advice']} ({problem['severity']})")


@click.command()
@folder_option
def undo() -> None:
    """Take the last step back; 'alongside redo' brings it again."""
    with workspace() as desk:
        click.echo(f"Undone: {desk.safekeeping.undo()}.")


@click.command()
@folder_option
def redo() -> None:
    """Redo the step that was undone last."""
    with workspace() as desk:
        click.echo(f"Redone: {desk.safekeeping.redo()}.")


@click.command()
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many steps, newest first.")
@json_option
@folder_option
def history(limit: int, *, as_json: bool) -> None:
    """List what was done, by whom and when, newest first."""
    with workspace() as desk:
        steps = desk.safekeeping.history(limit)
    if as_json:
        report(steps)
        return
    said = {"undo": "Undone: ", "redo": "Redone: "}
    for step in steps:
        click.echo(f"{step['at']}  {step['who']}  {said.get(str(step['action']), '')}{step['label']}")


@click.command()
@json_option
@folder_option
def check(*, as_json: bool) -> None:
    """Check the school's file: encryption, damage, the journal's chain, backups."""
    with workspace() as desk:
        results = desk.safekeeping.check()
    if as_json:
        report(results)
    else:
        for result in results:
            click.echo(f"{'good' if result['good'] else 'LOOK'}  {result['check']}: {result['words']}")
    if not all(result["good"] for result in results):
        click.get_current_context().exit(2)


@click.command()
@json_option
@folder_option
def backup(*, as_json: bool) -> None:
    """Make a backup now and check it by opening it."""
    with workspace() as desk:
        made = desk.safekeeping.backup()
    if as_json:
        report(made)
    else:
        click.echo(f"Backed up to {made['path']}, opened and counted: {made['records']} records.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@json_option
@folder_option
def restore(file: Path | None, *, as_json: bool) -> None:
    """Bring back a backup: FILE or its name, or without one list what there is.

    What it replaces is kept as a backup too.
    """
    from desktop.workspace import safekeeping

    folder = chosen_folder()
    if file is None:
        found = safekeeping.backups_in(folder)
        if as_json:
            report(found)
            return
        for one in found:
            click.echo(f"{one['at']}  {one['reason']}  {one['path']}")
        click.echo(f"{len(found)} backups. Run 'alongside restore FILE' to bring one back.")
        return
    safekeeping.restore(folder, safekeeping.backup_named(folder, file), passphrase())
    if as_json:
        report({"restored": str(file)})
    else:
        click.echo(f"Brought back {file.name}. The file it replaced is kept among the backups.")


@click.command()
@click.option("--forget", is_flag=True, help="Take the key away from this computer again.")
@folder_option
def remember(*, forget: bool) -> None:
    """Let this computer keep the key, so that your commands and scheduled tasks need no passphrase.

    It lies in the system's key store, for you alone, and stays there when the passphrase changes. The window asks all
    the same.
    """
    with workspace() as desk:
        if forget:
            desk.safekeeping.forget_here()
        else:
            desk.safekeeping.remember_here()
    click.echo("The key was taken away from this computer." if forget else "This computer keeps the key for you.")


@click.command()
@click.option("--no-window", is_flag=True, help="Don't open the window at the end.")
@folder_option
def demo(*, no_window: bool) -> None:
    """Run a sample school through the whole of it: import, match, papers, sessions, head office."""
    from desktop.cli.demo import run_demo

    context = click.get_current_context()
    context.exit(run_demo(context.find_root().obj, window=not no_window))


DESK_COMMANDS = (import_, undo, redo, history, check, backup, restore, remember, demo)
