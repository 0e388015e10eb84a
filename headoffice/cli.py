"""Head office's command line: serve, letters, staff, numbers; it knows databases and keys by their addresses only."""

import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from desktop.models.wire import Narrowing
from headoffice.database import open_database
from headoffice.editions import national
from headoffice.export import export_rows
from headoffice.letter import letter_pdf, letter_text
from headoffice.limits import Limit
from headoffice.office import Office
from headoffice.seals import KeyTrouble, load_key
from headoffice.sites import NoName, list_sites, write_letter
from headoffice.staff import WeakPassword, add_staff, remove_staff, staff_names

F = TypeVar("F", bound=Callable[..., Any])
STRICTER = click.IntRange(0, 1_000)  # as `Narrowing` has it


def database_option(command: F) -> F:
    """Add `--database URL`, by default an SQLite file in the current folder."""
    return click.option(
        "--database",
        default="sqlite:///headoffice.db",
        envvar="HEADOFFICE_DATABASE",
        show_default=True,
        help="sqlite:///FILE or postgresql://USER@HOST/NAME.",
    )(command)


json_option = click.option("--json", "as_json", is_flag=True, help="Report as JSON.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def headoffice() -> None:
    """Head office: takes anonymised releases from schools once, and publishes numbers."""


@headoffice.command()
@database_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8400, show_default=True, help="0 takes any free port.")
@click.option("--key", type=click.Path(path_type=Path, dir_okay=False), default=Path("headoffice.key"))
@click.option(
    "--per-minute",
    type=click.IntRange(1),
    default=120,
    show_default=True,
    help="Requests a site may make a minute.",
)
@click.option("--k", type=STRICTER, default=0, help="Ask schools for larger groups than the spec's.")
@click.option(
    "--minimum-pairs",
    type=STRICTER,
    default=0,
    help="Ask schools for more pairs than the spec's before they send any.",
)
@click.option("--https/--no-https", default=False, help="Cookies only over https (a proxy in front does TLS).")
@click.option("--end-with-input", is_flag=True, help="Stop when standard input closes: with the program that began it.")
def serve(
    database: str,
    host: str,
    port: int,
    key: Path,
    per_minute: int,
    k: int,
    minimum_pairs: int,
    https: bool,
    end_with_input: bool,
) -> None:
    """Serve schools and staff until stopped. The key file is made, readable only by you, if there is none."""
    from headoffice.app import make_app
    from headoffice.serving import address_of, listen, make_server

    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(name)s %(message)s")
    limit = Limit(per_minute=per_minute, most=2 * per_minute)
    stricter = Narrowing(k=k, minimum_pairs=minimum_pairs)
    with opened(database) as engine, listen(host, port) as door:
        office = Office(engine, load_key(key), narrowing=stricter, site_limit=limit, secure_cookies=https)
        click.echo(f"Listening on {address_of(door)}")
        sys.stdout.flush()
        make_server(make_app(office), parent=sys.stdin if end_with_input else None).run(sockets=[door])


@headoffice.command()
@click.argument("site")
@database_option
@click.option("--region", default="", help="The region whose numbers the site counts in.")
@click.option("--office", default="https://headoffice.example", help="The address that stands on the letter.")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write the letter as PDF and text."
)
@json_option
def enrol(site: str, database: str, region: str, office: str, folder: Path | None, as_json: bool) -> None:
    """Make a one-time code for SITE (its name), new or known. A known site's new computer takes over with it."""
    with opened(database) as engine:
        letter = write_letter(engine, site, region=region or "Not stated", now=int(time.time()))
    files = []
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in (
            (f"{letter.site}.pdf", letter_pdf(letter, office)),
            (f"{letter.site}.txt", letter_text(letter, office).encode()),
        ):
            (folder / name).write_bytes(content)
            files.append(str(folder / name))
    if as_json:
        _report({"site": letter.site, "name": letter.name, "code": letter.code.written, "files": files})
        return
    click.echo(letter_text(letter, office))
    for file in files:
        click.echo(f"Written: {file}")


@headoffice.command()
@database_option
@json_option
def sites(database: str, as_json: bool) -> None:
    """List the sites and what is held of each."""
    with opened(database) as engine:
        found = list_sites(engine)
    if as_json:
        _report(found)
        return
    for site in found:
        terms = site["terms"]
        assert isinstance(terms, list)
        held = ", ".join(f"{one['term']} ({one['records']} records)" for one in terms) or "nothing yet"
        click.echo(f"{site['site']}  {site['name']}  {site['region']}  {held}")
    click.echo(f"{len(found)} sites.")


@headoffice.command()
@database_option
@click.option("--term", default="", help="A term such as 2026-27-1; the latest by default.")
def numbers(database: str, term: str) -> None:
    """Print the published numbers of a term as JSON: what the page shows."""
    with opened(database) as engine:
        _report(national(engine, term).as_json())


@headoffice.command()
@database_option
@click.option("--term", default="", help="Only this term.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(database: str, term: str, file: Path) -> None:
    """Write every held record to FILE as CSV: blurred as it came, by site number, term and region."""
    with file.open("w", encoding="utf-8", newline="") as out, opened(database) as engine:
        count = export_rows(engine, out, term=term)
    click.echo(f"{count} records written to {file.name}. They are blurred: totals need the spec's correction.")


@headoffice.group()
def staff() -> None:
    """Let people in who may read the numbers."""


@staff.command("add")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@database_option
def staff_add(name: str, password_stdin: bool, database: str) -> None:
    """Let NAME in, or give NAME a new password."""
    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    with opened(database) as engine:
        add_staff(engine, name, password, now=int(time.time()))
    click.echo(f"{name} may sign in.")


@staff.command("remove")
@click.argument("name")
@database_option
def staff_remove(name: str, database: str) -> None:
    """Let NAME in no more; open sessions end."""
    with opened(database) as engine:
        known = remove_staff(engine, name)
    if not known:
        raise click.ClickException("Nobody has this name. See 'alongside-headoffice staff list'.")
    click.echo(f"{name} may not sign in any more.")


@staff.command("list")
@database_option
def staff_list(database: str) -> None:
    """List who may sign in."""
    with opened(database) as engine:
        for name in staff_names(engine):
            click.echo(name)


@contextmanager
def opened(database: str) -> Iterator[Engine]:
    """Give the database for one command and let go of it after."""
    engine = open_database(database)
    try:
        yield engine
    finally:
        engine.dispose()


def _report(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def main() -> None:
    """Run the command line; expected trouble is one sentence and exit code 2."""
    sys.exit(through_the_door(sys.argv[1:]))


def through_the_door(arguments: list[str]) -> int:
    """Run a command line and return its exit code: 0 well, 2 expected trouble, 130 stopped."""
    try:
        return int(headoffice.main(arguments, prog_name="alongside-headoffice", standalone_mode=False) or 0)
    except click.ClickException as trouble:
        trouble.show()
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing that was finished is lost.", err=True)
        return 130
    except CommandError:
        click.echo("The database is of a newer head office. Update this program; nothing was changed.", err=True)
    except (KeyTrouble, NoName, WeakPassword) as trouble:
        click.echo(str(trouble), err=True)
    except (DBAPIError, ArgumentError, NoSuchModuleError):
        click.echo("The database can't be opened. Check its address, and that it runs.", err=True)
    except OSError as trouble:
        click.echo(f"{os.strerror(trouble.errno or 0)}. Choose another port, file or folder.", err=True)
    return 2


if __name__ == "__main__":
    main()
