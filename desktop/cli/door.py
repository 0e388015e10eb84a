"""One of the two doors: here Trouble becomes one sentence, and a bug a report without personal data."""

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from desktop import __version__
from desktop.cli.asking_commands import ASKING_COMMANDS
from desktop.cli.desk_commands import DESK_COMMANDS
from desktop.cli.ending_commands import ENDING_COMMANDS
from desktop.cli.list_commands import LIST_COMMANDS
from desktop.cli.paper_commands import PAPER_COMMANDS
from desktop.cli.programme_commands import PROGRAMME_COMMANDS
from desktop.cli.reach import folder_option
from desktop.cli.scenario_commands import SCENARIO_COMMANDS
from desktop.cli.school_commands import SCHOOL_COMMANDS
from desktop.cli.word_commands import WORD_COMMANDS
from desktop.errors import Trouble

WELL, BUG, TROUBLE, STOPPED = 0, 1, 2, 130


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@folder_option
@click.version_option(__version__, prog_name="alongside")
@click.pass_context
def alongside(context: click.Context) -> None:
    """One-to-one mentoring in a school: lists, matches, papers, sessions, and only anonymised records out.

    Alone it opens the window. The passphrase is read from ALONGSIDE_PASSPHRASE, else asked for, unless this computer
    keeps the key ('remember').
    """
    if context.invoked_subcommand is None:
        from desktop.ui.app import run

        context.exit(run(context.obj))


_ALL = (
    *DESK_COMMANDS,
    *SCHOOL_COMMANDS,
    *LIST_COMMANDS,
    *PROGRAMME_COMMANDS,
    *ENDING_COMMANDS,
    *ASKING_COMMANDS,
    *SCENARIO_COMMANDS,
    *PAPER_COMMANDS,
    *WORD_COMMANDS,
)
for _command in _ALL:
    alongside.add_command(_command)


def through_the_door(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code: 0 well, 2 expected trouble, 1 a bug, 130 stopped by the person."""
    try:
        return _run(arguments)
    except click.ClickException as trouble:
        return _said(_misuse(trouble), TROUBLE)
    except (click.Abort, KeyboardInterrupt, EOFError):
        return _said("\nStopped. Nothing that was finished is lost.", STOPPED)
    except Trouble as trouble:
        return _said(str(trouble), TROUBLE)
    except BrokenPipeError:
        _hush()
        return WELL
    except Exception as bug:  # noqa: BLE001 - the door: whatever is not Trouble is a bug
        if isinstance(bug, OSError) and bug.errno in (errno.ENOSPC, errno.EDQUOT):
            return _said("The disk is full. Free some space and do it again.", TROUBLE)
        return _said(bug_report(bug), BUG)


def _run(arguments: Sequence[str]) -> int:
    try:
        with alongside.make_context("alongside", list(arguments)) as context:
            alongside.invoke(context)
    except click.exceptions.Exit as ending:
        return ending.exit_code
    finally:
        if sys.stdout is not None:  # started without one, as by a scheduler
            sys.stdout.flush()  # a reader who left is noticed here, not when Python ends
    return WELL


def _misuse(trouble: click.ClickException) -> str:
    """Return what was wrong with a command line as one line, with where to read how it goes."""
    said = " ".join(trouble.format_message().split()).rstrip(".")
    stop = "" if said.endswith("?)") else "."
    context = getattr(trouble, "ctx", None)
    return f"{said}{stop} Run '{context.command_path if context else 'alongside'} --help' to see how it goes."


def _said(text: str, code: int) -> int:
    click.echo(text, err=True)
    return code


def _hush() -> None:
    """Let nothing more be written to a reader who left, so that Python's end doesn't complain of it."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def bug_report(bug: BaseException) -> str:
    """Return where a bug happened and of what kind: no message, value or folder, for each may name a person."""
    import traceback

    frames = traceback.extract_tb(bug.__traceback__)
    places = [f"  {_module(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join(
        [
            "Something went wrong in Alongside itself. Your file is safe: nothing half-done was kept.",
            "Send this to whoever looks after the app:",
            f"  Alongside {__version__}, Python {sys.version.split()[0]}, {sys.platform}, {type(bug).__name__}",
            *places,
        ]
    )


def _module(filename: str) -> str:
    """Return the part of a path that says which file of the program it is, without anybody's folders."""
    parts = Path(filename).parts
    for root in ("site-packages", "desktop"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return Path(filename).name
