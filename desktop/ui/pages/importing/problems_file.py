"""Saving what is to look at in a list as a table, for whoever puts it right in the source; it reads no list."""

from collections.abc import Callable
from pathlib import Path

from desktop.errors import FileTrouble
from desktop.i18n import _
from desktop.ui.page import Page
from desktop.ui.saving import with_file
from desktop.workspace.importing import Examined


def save_problems(page: Page, examined: Callable[[], Examined | None]) -> None:
    """Ask for a file and keep in it what is to look at in the list that is shown by then, if one is."""

    def save(path: Path) -> None:
        if (shown := examined()) is not None:  # not brought in, or left, while the file's name was asked
            page.board.attempt(lambda: _written(page, shown, path))

    if examined() is not None:
        with_file(page, (_("Save what is to look at"), "to-look-at.csv", "CSV (*.csv)"), save)


def _written(page: Page, examined: Examined, path: Path) -> None:
    table = page.workspace.importing.problems_csv(examined.reading, examined.told.left)
    try:
        path.write_text(table, "utf-8-sig")
    except OSError as trouble:
        advice = _("Choose another folder, or close the file in other programs.")
        raise FileTrouble(_("The list can’t be written there."), advice) from trouble
    page.board.say(_("Saved as {file}").format(file=path.name))
