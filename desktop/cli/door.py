"""One of the two doors: here Trouble becomes one sentence, and a bug a report without personal data."""

import sys
import traceback
from collections.abc import Sequence

import click

from desktop import __version__
from desktop.cli.desk_commands import DESK_COMMANDS
from desktop.cli.programme_commands import PROGRAMME_COMMANDS
from desktop.cli.reach import folder_option
from desktop.errors import Trouble


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@folder_option
@click.version_option(__version__, prog_name="alongside")
@click.pass_context
def alongside(context: click.Context) -> None:
    """One-to-one mentoring in a school: rosters, matches, papers, sessions, and only anonymised records out.

    Alone it opens the window. The passphrase is read from ALONGSIDE_PASSPHRASE, else asked for.
    """
    if context.invoked_subcommand is None:
        from desktop.ui.app import run

        context.exit(run(context.obj))


for _command in (*DESK_COMMANDS, *PROGRAMME_COMMANDS):
    alongside.add_command(_command)


def through_the_door(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code: 0 well, 2 expected trouble, 1 a bug, 130 stopped by the person."""
    try:
        return int(alongside.main(list(arguments), prog_name="alongside", standalone_mode=False) or 0)
    except click.ClickException as trouble:
        trouble.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing that was finished is lost.", err=True)
        return 130
    except Trouble as trouble:
        click.echo(str(trouble), err=True)
        return 2
    except BrokenPipeError:
        return 0
    except Exception as bug:  # the door: whatever is not Trouble is a bug
        click.echo(bug_report(bug), err=True)
        return 1


def bug_report(bug: BaseException) -> str:
    """Return where a bug happened and of what kind, without its message or any value: they may name a person."""
    places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(bug.__traceback__)]
    return "\n".join(
        [
            "Something went wrong in Alongside itself. Your file is safe: nothing half-done was kept.",
            "Send this to whoever looks after the app:",
            f"  Alongside {__version__}, Python {sys.version.split()[0]}, {type(bug).__name__}",
            *places,
        ]
    )
