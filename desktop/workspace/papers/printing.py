"""Papers on their way into files: a job over values that can be stopped; half a paper is never left behind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.documents.requests import Batch, PaperProblem, Watch
from desktop.errors import DocumentTrouble
from desktop.errors import Stopped as Halted
from desktop.folders import make_folder
from desktop.i18n import _
from desktop.models.consent import Consent
from desktop.models.record import Record
from desktop.workspace.desk import Progress, Stopped

Make = Callable[[BinaryIO, Watch], Batch]
PrintJob = Callable[[Path, Progress | None, Stopped | None], "Printed"]


class Printed(Record):
    """What was printed: the files, how many pages, each person's problem in a sentence, whether somebody stopped it."""

    files: tuple[Path, ...]
    pages: int
    problems: tuple[str, ...] = ()
    stopped: bool = False


@dataclass(frozen=True)
class Made:
    """Papers ready to be written, by file name; forms to keep once they go out; what was left out before."""

    papers: Mapping[str, Make]
    new_forms: tuple[Consent, ...] = ()
    problems: tuple[PaperProblem, ...] = ()


def print_job(papers: Mapping[str, Make], *, title: str = "", problems: Sequence[PaperProblem] = ()) -> PrintJob:
    """Return a job that writes each paper into a folder under its name; of one cut short nothing stays, whole ones do.

    Progress counts the papers where there are several, else what is in the one.
    """

    def job(folder: Path, progress: Progress | None, stopped: Stopped | None) -> Printed:
        make_folder(folder)
        whole = watch_of(title or _("Printing"), progress, stopped)
        inner = whole if len(papers) == 1 else watch_of("", None, stopped)
        files, pages, found = [], 0, list(problems)
        try:
            for done, (name, make) in enumerate(papers.items()):
                if inner is not whole:
                    whole.step(done, len(papers))
                batch = write_paper(folder / name, make, inner)
                files += [folder / name] if is_there(batch) else []
                pages += batch.pages
                found += batch.problems
            whole.step(len(papers), len(papers))
        except Halted:
            if not files:
                raise
            return Printed(files=tuple(files), pages=pages, problems=in_words(found), stopped=True)
        return Printed(files=tuple(files), pages=pages, problems=in_words(found))

    return job


def write_paper(path: Path, make: Make, watch: Watch) -> Batch:
    """Write one paper beside its place and move it there when it is whole; Trouble in plain words where it can't be."""
    part = path.with_suffix(".part")
    try:
        with part.open("wb") as out:
            batch = make(out, watch)
        if is_there(batch):
            part.replace(path)
        return batch
    except OSError as trouble:
        advice = _("Close the file if it is open, check whether the disk is full, or choose another folder.")
        raise DocumentTrouble(_("The paper can’t be written to this folder."), advice) from trouble
    finally:
        part.unlink(missing_ok=True)


def is_there(batch: Batch) -> bool:
    """Tell whether something came out: pages, or lines of a workbook or a page for a browser."""
    return bool(batch.pages or batch.made)


def in_words(problems: Iterable[PaperProblem]) -> tuple[str, ...]:
    """Return each problem as a line that begins with the person."""
    return tuple(f"{one.person}: {one.reason} {one.advice}".strip() for one in problems)


def watch_of(stage: str, progress: Progress | None, stopped: Stopped | None) -> Watch:
    """Return what a paper's maker tells and asks, from what a job is given."""
    return Watch(
        progress=(lambda done, of: progress(stage, done, of)) if progress else lambda _done, _of: None,
        stopped=stopped or (lambda: False),
    )
