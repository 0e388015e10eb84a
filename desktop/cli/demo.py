"""The demo: a sample school from its spreadsheets to matched pairs, papers and a head office on this computer.

It speaks only to the workspace, as a coordinator would, and can be run again after being killed at any moment.
"""

import os
import platform
from collections.abc import Callable
from pathlib import Path

import click

from desktop.cli.local_office import LocalOffice
from desktop.cli.programme_commands import sync_words
from desktop.cli.reach import PASSPHRASE_VARIABLE, person, progress_bar
from desktop.models.consent import ConsentResponse
from desktop.workspace import Workspace
from desktop.workspace.papers import Paper, PaperOrder
from desktop.workspace.sample import PASSPHRASE, ROSTERS, begin_sample, record_consents, sample_exports


def run_demo(folder: Path | None, *, window: bool) -> int:
    """Run the whole of it in a folder (else the user's data folder, beside any real school); return the exit code."""
    folder = (folder or _default_folder()).expanduser().resolve()
    told = Told()
    with LocalOffice(folder / "head-office") as office:
        desk = _open(folder)
        try:
            with sample_exports(folder, desk.desk.today()) as exports:
                _import(desk, exports, told)
                _consent(desk, exports, told)
            _match(desk, told)
            _plan(desk, told)
            _print(desk, folder / "papers", told)
            _share(desk, office, told)
        finally:
            desk.close()
    told.show(folder)
    return show_window(folder) if window else 0


def show_window(folder: Path, opener: Callable[[Path], int] | None = None) -> int:
    """Open the window on the sample school where there is a screen, else say that there is none."""
    from desktop.ui.app import run

    if not has_screen(platform.system()):
        click.echo("There is no screen here, so the window was not opened.")
        return 0
    os.environ.setdefault(PASSPHRASE_VARIABLE, PASSPHRASE)
    return (opener or run)(folder)


class Told:
    """What was made and where, for the end."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, line: str) -> None:
        """Say a line now, and again in the summary."""
        click.echo(f"  {line}")
        self.lines.append(line)

    def show(self, folder: Path) -> None:
        """Print the summary."""
        click.echo(f"\nThe sample school lies in {folder}. It is made up: nobody in it exists.")
        for line in self.lines:
            click.echo(f"  {line}")
        click.echo(f"Its passphrase is '{PASSPHRASE}', unless you set {PASSPHRASE_VARIABLE}.")


def has_screen(system: str) -> bool:
    """Tell whether a window can be shown on a system: Linux says so in its environment, the others have one."""
    return system != "Linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _default_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("Alongside sample school", appauthor=False))


def _open(folder: Path) -> Workspace:
    secret = os.environ.get(PASSPHRASE_VARIABLE, PASSPHRASE)
    click.echo("The sample school's encrypted file")
    desk, recovery_key = begin_sample(folder, secret, who=person())
    if recovery_key:
        click.echo(f"  Made. Its recovery key, to be kept on paper: {recovery_key}")
    else:
        click.echo("  It is there already; going on with it.")
    return desk


def _import(desk: Workspace, exports: Path, told: Told) -> None:
    click.echo("\nImporting the school's own exports")
    for name in ROSTERS:
        with progress_bar(name) as move:
            reading = desk.roster.read(exports / name, progress=move)
        summary = desk.roster.adopt(reading)
        told.add(f"{name}: {summary.words}")
        for problem in reading.problems:
            if problem.severity == "refused":
                click.echo(f"    line {problem.line}, {problem.column}: {problem.reason} {problem.advice}")


def _consent(desk: Workspace, exports: Path, told: Told) -> None:
    click.echo("\nSending out consent forms and recording what came back")
    counts = record_consents(desk, exports)
    told.add(
        "Consent: "
        + ", ".join(f"{counts[answer]} {answer.value.replace('_', ' ')}" for answer in ConsentResponse)
        + "."
    )


def _match(desk: Workspace, told: Told) -> None:
    click.echo("\nMatching")
    with progress_bar("Matching") as move:
        proposal = desk.matching.propose(desk.matching.request(), progress=move)
    desk.matching.adopt(proposal)
    published = desk.matching.publish()
    found = desk.matching.as_json(proposal)
    told.add(f"{len(found['pairs'])} pairs matched, {len(found['unmatched'])} young people wait.")
    told.add(f"{len(published)} pairs newly published.")
    told.add(f"Proof: {found['proof']['line']}")


def _plan(desk: Workspace, told: Told) -> None:
    click.echo("\nPlanning the term's sessions")
    with progress_bar("Planning") as move:
        plan = desk.planning.propose(desk.planning.request(), progress=move)
    desk.planning.adopt(plan)
    told.add(f"{len(desk.sessions.all())} sessions planned.")


def _print(desk: Workspace, folder: Path, told: Told) -> None:
    click.echo("\nPrinting")
    for paper in (Paper.CONSENT_FORMS, Paper.REGISTERS, Paper.SESSION_SHEETS):
        with progress_bar(paper.value) as move:
            batch = desk.papers.print_to(folder, PaperOrder(paper=paper), progress=move)
        files = "1 file" if len(batch.files) == 1 else f"{len(batch.files)} files"
        told.add(f"{paper}: {batch.pages} pages in {files} in {folder}")
        click.echo("".join(f"    {problem}\n" for problem in batch.problems), nl=False)


def _share(desk: Workspace, office: LocalOffice, told: Told) -> None:
    click.echo("\nHead office, on this computer only")
    if desk.sharing.enrolment is None:
        desk.sharing.enrol(office.code_for("Sample school"), office.url)
    desk.sharing.office_moved(office.url)
    click.echo(desk.sharing.preview().words)
    desk.sharing.approve()
    with progress_bar("Sending") as move:
        sent = desk.sharing.sync(progress=move)
    for line in sync_words(sent):
        told.add(f"Head office: {line}")
    for line in office.numbers():
        told.add(f"Head office sees: {line}")
