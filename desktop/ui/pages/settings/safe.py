"""Backups and restores, the file's health, and the story of every step."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext, pgettext
from desktop.ui.bring_back import BringBack, Here
from desktop.ui.build import STRETCH, box, button, card, clear, col, row, words
from desktop.ui.dates import ago
from desktop.ui.marks import light_line
from desktop.ui.notices import empty_state
from desktop.ui.paint import Light
from desktop.ui.system_dialogs import with_folder
from desktop.ui.table.cells import Cell, Column
from desktop.ui.table.plain import plain_list
from desktop.ui.table.whole import Whole
from desktop.ui.turning import Turning

if TYPE_CHECKING:
    from desktop.store import Backup
    from desktop.ui.page import Page
    from desktop.workspace.lines import ChangeLine
    from desktop.workspace.safekeeping import Held, Report

STEPS = 2000


def safe_part(page: "Page") -> QWidget:
    """Return backups with what can be done about them, and the file's health."""
    safe = page.workspace.safekeeping
    backups = safe.backups()

    def make() -> None:
        page.board.look(_("Making a backup"), lambda workspace: workspace.safekeeping.backup(), tell)

    def tell(_made: dict[str, object]) -> None:
        page.board.say(_("Backup made, and opened to check it"))
        page.board.changed.emit(frozenset())

    health = QVBoxLayout()
    health.setContentsMargins(0, 0, 0, 0)

    def check() -> None:
        page.board.look(_("Checking whether the file is sound"), lambda workspace: workspace.safekeeping.check(), show)

    def show(found: "Report") -> None:
        clear(health)
        for one in found:
            kind = Light.GOOD if one["good"] else Light.STOP
            health.addLayout(
                light_line(kind, str(one["check"]), _("Good") if one["good"] else pgettext("state", "Look"))
            )
            health.addWidget(words(str(one["words"]), "small", wrap=True))

    now = button(_("Back up now"), make, drawing="save", tip=_("Makes one and opens it, to see that it can be read."))
    elsewhere = button(
        _("Copy the latest to a folder"),
        lambda: copy_latest(page),
        drawing="folder",
        tip=_("A copy on a stick or another drive outlives this computer."),
    )
    back = button(
        _("Bring back from elsewhere"),
        lambda: ask_restore(page),
        drawing="undo",
        tip=_("A copy on a stick, a drive or another computer. What is here now is kept among the backups."),
    )
    top = card(
        words(_("Backups"), "section"),
        words(
            _(
                "They are made by themselves when you close, before every import and before publishing. Each is opened "
                "to check it."
            ),
            "muted",
            wrap=True,
        ),
        Turning(now, elsewhere, back, STRETCH),
        gap=8,
    )
    listed = _backups(page, backups)
    checks = card(
        row(
            words(_("Is the file sound?"), "section"),
            STRETCH,
            button(_("Look"), check, "row", tip=_("Reads the file and the newest backup through.")),
        ),
        box(health),
        gap=6,
    )
    made = col(top, listed, checks, gap=16)
    made.setStretch(1, 1)
    return box(made)


def _backups(page: "Page", backups: Sequence["Backup"]) -> QWidget:
    if not backups:
        return card(empty_state(_("No backup yet"), _("The first is made when you close, or now.")))
    today = page.workspace.desk.today()
    columns: list[Column[Backup]] = [
        Column("at", _("Made"), lambda one: Cell(ago(one.at, today), strong=True), "yesterday at 08:02", keep=10),
        Column(
            "reason",
            _("Why"),
            lambda one: Cell(_("damaged") if one.damaged else _(one.reason)),
            _("before publishing"),
            keep=8,
        ),
        Column("count", _("Records"), lambda one: Cell(str(sum(one.counts.values()))), "100000", keep=7),
    ]
    view = plain_list(_("Backups"), columns, backups)
    Whole(view)
    view.show_row("0")
    back = button(
        _("Bring this one back"),
        lambda: ask_restore(page, backups[int(view.current or 0)]),
        tip=_("Shows what it holds and asks for its passphrase first."),
    )
    return card(view, row(back, STRETCH, margins=(14, 8, 14, 10)), gap=0, inside=1)


def ask_restore(page: "Page", backup: "Backup | None" = None) -> BringBack:
    """Ask for a backup on this computer or elsewhere, or show one beside what there is now, and bring it back.

    What it replaces is kept among the backups.
    """
    desk, safe = page.workspace.desk, page.workspace.safekeeping
    held = None
    if backup is not None:
        held = _held(safe.compare(backup)) if backup.counts else _uncounted()
    here = Here(safe.folder, desk.today(), desk.who)
    dialog = BringBack(page, page.board.tasks, here, chosen=backup, held=held)
    dialog.brought.connect(page.board.restore_wanted)
    dialog.rejected.connect(lambda: page.board.changed.emit(frozenset()))  # a damaged one is marked in the list
    dialog.open()
    return dialog


def _held(lines: Sequence["Held"]) -> QWidget:
    """Return what a backup holds as lines of name, then and now; what differs is strong."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    right = Qt.AlignmentFlag.AlignRight
    grid.addWidget(words(_("In this backup"), "small"), 0, 1, right)
    grid.addWidget(words(_("Now"), "small"), 0, 2, right)
    for at, one in enumerate(lines, 1):
        then = words(str(one.then), "strong" if one.then != one.now else "body")
        then.setAccessibleName(_("{name}: {then} in this backup, {now} now").format(**vars(one)))
        grid.addWidget(words(one.name), at, 0)
        grid.addWidget(then, at, 1, right)
        grid.addWidget(words(str(one.now), "muted"), at, 2, right)
    return card(grid, kind="sunken", inside=12)


def _uncounted() -> QWidget:
    return words(_("What it holds was not counted when it was made."), "muted", wrap=True)


def copy_latest(page: "Page") -> None:
    """Put a fresh backup into a folder on a stick or the school's drive."""

    def copy(folder: Path) -> None:
        page.board.look(
            _("Making a backup"),
            lambda workspace: workspace.safekeeping.copy_to(folder),
            lambda _path: page.board.say(_("A backup was copied there")),
        )

    with_folder(page, _("Copy the backup to"), copy)


def history_part(page: "Page") -> QWidget:
    """Return every step, newest first."""
    today = page.workspace.desk.today()
    steps = page.workspace.lists.latest(limit=STEPS)
    columns: list[Column[ChangeLine]] = [
        Column("at", _("When"), lambda one: Cell(ago(one.at, today), muted=True), "yesterday at 08:02", keep=9),
        Column("label", _("What"), lambda one: Cell(one.label), "x" * 40, keep=10),
        Column("who", _("Who"), lambda one: Cell(one.who, muted=True), "Helen Marsh", keep=8),
    ]
    latest = _("The latest {n} changes").format(n=STEPS)
    count = words(ngettext("{n} change", "{n} changes", len(steps)) if len(steps) < STEPS else latest, "small")
    view = plain_list(_("All changes"), columns, steps)
    made = col(card(view, inside=1), row(count, STRETCH), gap=8)
    made.setStretch(0, 1)
    return box(made)
