"""How the commands reach the school's file and the screen: folder, passphrase, JSON, progress bars."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from desktop.errors import Trouble

if TYPE_CHECKING:
    from desktop.workspace import Workspace

Move = Callable[[str, int, int], None]
F = TypeVar("F", bound=Callable[..., Any])
PASSPHRASE_VARIABLE = "ALONGSIDE_PASSPHRASE"


def _remember_folder(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    root = context.find_root()
    root.obj = value or root.obj
    return value


def folder_option(command: F) -> F:
    """Add `--folder DIR`, before or after the command's name."""
    option: Callable[[F], F] = click.option(
        "--folder",
        type=click.Path(path_type=Path, file_okay=False),
        expose_value=False,
        callback=_remember_folder,
        help="The folder of the school's file (else ALONGSIDE_FOLDER, else your data folder).",
    )
    return option(command)


def json_option(command: F) -> F:
    """Add `--json`: the report as JSON on standard output, and nothing else there."""
    return click.option("--json", "as_json", is_flag=True, help="Report as JSON.")(command)


def chosen_folder() -> Path:
    """Return the folder that was asked for."""
    from desktop.paths import school_folder

    return school_folder(click.get_current_context().find_root().obj)


def there_is_a_school() -> bool:
    """Tell whether the folder that was asked for holds a school's file."""
    from desktop.workspace import Workspace

    return Workspace.exists(chosen_folder())


def passphrase(*, new: bool = False) -> str:
    """Return the passphrase from the environment, else ask; a new one is asked for twice."""
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given is not None:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        raise Trouble("The passphrase is needed.", f"Set {PASSPHRASE_VARIABLE}, or run this in a terminal.")
    words = "Choose a passphrase for this school's file" if new else "Passphrase"
    return str(click.prompt(words, hide_input=True, confirmation_prompt=new, err=True))


def person() -> str:
    """Return the name of who is signed in to this computer: it stands in the journal."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # what a machine without accounts raises, by system and Python
        return "Someone at this computer"


@contextmanager
def workspace(*, or_new: bool = False) -> "Iterator[Workspace]":
    """Open the school's file for one command and close it after; `or_new` starts one where there is none."""
    from desktop.workspace import Workspace

    folder = chosen_folder()
    if Workspace.exists(folder):
        opened = _opened(folder)
    elif or_new:
        opened = _first_run(folder)
    else:
        raise Trouble("There is no school in this folder yet.", "Run 'alongside import FILE' or open the window.")
    before = opened.revision
    try:
        yield opened
    except BaseException:
        with suppress(Trouble):  # what went wrong first is what is told
            opened.close()
        raise
    _close(opened, read_only=opened.revision == before)


def _opened(folder: Path) -> "Workspace":
    """Open with the passphrase of the environment, else the key that this computer keeps, else what is typed."""
    from desktop.workspace import Workspace

    kept = None if PASSPHRASE_VARIABLE in os.environ else Workspace.open_remembered(folder, who=person())
    return kept or Workspace.open(folder, passphrase(), who=person())


def _close(opened: "Workspace", *, read_only: bool) -> None:
    """Close the file with a backup; a command that wrote nothing did what it was asked without one all the same."""
    try:
        opened.close()
    except Trouble as trouble:
        if not read_only:
            raise Trouble("What was done is kept, but no backup of it could be made.", str(trouble)) from trouble
        click.echo(f"No backup could be made. {trouble}", err=True)


def _first_run(folder: Path) -> "Workspace":
    from desktop.workspace import Workspace

    made, recovery_key = Workspace.create(folder, passphrase(new=True), who=person())
    click.echo(f"A new encrypted file was made in {folder}.", err=True)
    click.echo("Recovery key. Write it down and keep it away from this computer; it is shown only now:", err=True)
    click.echo(f"\n    {recovery_key}\n", err=True)
    return made


def report(value: object) -> None:
    """Print a report as JSON, letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def progress_bar(title: str) -> Iterator[Move]:
    """Show a bar on standard error and give the callback that moves it: (stage in words, done, of)."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console) as bars:
        task = bars.add_task(title, total=None)

        def move(stage: str, done: int, of: int) -> None:
            bars.update(task, description=f"{title}: {stage}" if stage else title, completed=done, total=of)

        yield move
        total = bars.tasks[0].total or 1
        bars.update(task, description=title, completed=total, total=total)
