"""The longest gap on the GUI thread while everything a coordinator does is done with 5,000 people, each aim 50 ms."""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.big_school import SECRET, TODAY, Gaps, fill, settle

PAGES = (
    "young-people", "mentors", "matching", "sessions", "papers", "outcomes", "head-office", "settings", "import",
    "today",
)  # fmt: skip


class Day:
    """A window on a school of 5,000, and what is done in it, one gap each."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from desktop.ui import theme
        from desktop.ui.fonts import load_interface_fonts
        from desktop.ui.pace import keep_pace
        from desktop.ui.preferences import Preferences
        from desktop.ui.window import MainWindow

        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        keep_pace()
        load_interface_fonts()
        theme.apply(app, theme.Theme(theme.tokens("light")))
        self.app = app
        self.folder = folder
        self.watch = Gaps()
        self.window = MainWindow(folder, preferences=Preferences(), today=lambda: TODAY)
        self.window.resize(1366, 768)
        self.window.show()
        settle(app, lambda: True)

    def open_the_door(self) -> None:
        """Type the passphrase; the shell is built, and the file is read by a worker."""
        self.window.begin()
        door = self.window.centralWidget().currentWidget()
        settle(self.app, lambda: True)
        with self.watch.watched("unlocking, until the first page has its facts"):
            door._name_line.setText("Benchmark")
            door._entry.setText(SECRET)
            door._on_pressed()
            settle(self.app, lambda: self.window.shell is not None and self.window.board.ready)
            settle(self.app, lambda: not self.window.board.turns.busy)
        self.board, self.shell = self.window.board, self.window.shell
        settle(self.app, lambda: not self.board.rooms.busy, after=1.0)

    def open_pages(self) -> None:
        """Open each page for the first time."""
        for page in PAGES:
            with self.watch.watched(f"opening {page}"):
                self.shell.go(page)
                self.rest()
        self.shell.go("today")
        self.rest()

    def rest(self) -> None:
        """Wait until nothing is asked or done."""
        board = self.board
        settle(self.app, lambda: not (board.tasks.busy or board.tasks.writing or board.turns.busy), after=0.5)

    def edit(self) -> None:
        """Change one young person while the list is open."""
        from desktop.models.people import Mentee

        self.shell.go("young-people")
        self.rest()
        one = self.board.workspace.roster.people(Mentee)[0]
        with self.watch.watched("one edit, the list re-read"):
            self.board.do(lambda: self.board.workspace.roster.keep(one.model_copy(update={"form": "9Z"})), "Changed")
            self.rest()

    def import_and_take_back(self) -> None:
        """Read 5,000 rows, bring them in, undo that."""
        self._read_list("New", 5_000)
        with self.watch.watched("5,000 rows are brought in"):
            self.shell.page.adopt()
            self.rest()
        with self.watch.watched("the import is taken back"):
            self.shell._undo()
            self.rest()

    def look_at_many(self) -> None:
        """Read 20,000 rows and show them, each look at them."""
        self._read_list("Many", 20_000)
        with self.watch.watched("each look at 20,000 rows"):
            for look in ("file", "columns", "problems", "changes"):
                self.shell.page.looks.show_tab(look)
                self.rest()

    def _read_list(self, forename: str, rows: int) -> None:
        """Write a list of people of one forename, numbered, and show it."""
        roster = self.folder / f"{forename}.csv"
        lines = (f"{forename}{n},Person{n},{1 + n % 28:02d}/03/2012,9" for n in range(rows))
        roster.write_text("\n".join(["Forename,Surname,Date of birth,Year", *lines]), "utf-8")
        with self.watch.watched(f"{rows:,} rows are read and shown"):
            self.shell.go("import", str(roster))
            self.rest()

    def change_many(self) -> None:
        """Pause 500 young people at once."""
        from desktop.models.people import Mentee, PersonState

        self.shell.go("young-people")
        self.rest()
        people = self.board.workspace.roster.people(Mentee)[-500:]
        with self.watch.watched("500 people are changed at once"):
            self.shell.page.set_state(people, PersonState.PAUSED)
            self.rest()

    def match_and_publish(self) -> None:
        """Match 5,000, keep the proposal, publish it."""
        found = []
        request = self.board.workspace.matching.request()
        with self.watch.watched("5,000 are matched"):
            self.board.work(
                "Matching",
                lambda run: self.board.workspace.matching.propose(request, stopped=run.asked),
                found.append,
            )
            self.rest()
        with self.watch.watched("the proposal is kept"):
            self.board.keep("Keep", lambda workspace: workspace.matching.adopt(found[0]), "Kept")
            self.rest()
        with self.watch.watched("2,000 matches are published"):
            self.board.keep("Publish", lambda workspace: workspace.matching.publish(), "Published")
            self.rest()

    def print_forms(self) -> None:
        """Make 300 forms."""
        from desktop.models.people import Mentee
        from desktop.workspace.papers import Paper, PaperOrder

        people = tuple(one.id for one in self.board.workspace.roster.people(Mentee)[:300])
        with self.watch.watched("300 forms are ordered and made"):
            job = self.board.workspace.previews.of(PaperOrder(paper=Paper.CONSENT_FORMS, people=people))
            self.board.work("Printing", lambda run: job(run, run.asked), lambda _sheaf: None)
            self.rest()

    def print_packs(self) -> None:
        """Plan the term, make all papers of its evenings, and send one evening's to a printer whose paper is a file."""
        from PySide6.QtPrintSupport import QPrinter

        from desktop.ui.pages.papers.printing import print_to
        from desktop.workspace.papers import Paper, PaperOrder

        made: list[Any] = []
        with self.watch.watched("the term is planned for 2,000 pairs, and kept"):
            self.shell.go("sessions")
            self.rest()
            self.shell.page.plan()
            self.rest()
        with self.watch.watched("all papers of the first evening are made"):
            first = self.board.workspace.sessions.next()
            assert first is not None
            order = PaperOrder(paper=Paper.EVENING_PACKS, sessions=(first.id,))
            self.board.look_through("Packs", lambda desk, run: desk.previews.of(order)(run, run.asked), made.append)
            self.rest()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / "paper.pdf"))
        with self.watch.watched("they are printed, eight pages of them"):
            printer.setFromTo(1, 8)
            self.board.work("Printing", lambda run: print_to(printer, made[0].pdf, run), lambda _nothing: None)
            self.rest()

    def work_the_list(self) -> None:
        """Sort the list each way it can be, choose all of it, and look at what a change of them would do."""
        from desktop.ui.forms import Field

        self.shell.go("young-people")
        self.rest()
        people = self.shell.page
        with self.watch.watched("the list is sorted by each column"):
            for column in people.list.spec.columns:
                if column.sort:
                    people.list.view.sorted_by.emit(column.sort)
                    self.rest()
        with self.watch.watched("all are chosen"):
            people.list.view.selectAll()
            self.rest()
        with self.watch.watched("what a change of them all would do"):
            asked = people.change_many("year")
            for field in asked.findChildren(Field):
                field.put("11")
                field.changed.emit()
            self.rest()
        asked.close()
        with self.watch.watched("a person's form is opened"):
            people.edit(people.list.view.current)
            self.rest()
        people.window().findChild(type(asked)).close()
        self.rest()

    def look_otherwise(self) -> None:
        """Choose another language, another theme, larger words, and back, with every page made."""
        self.shell.go("settings")
        self.rest()
        looks: tuple[tuple[str, dict[str, Any]], ...] = (
            ("another language", {"language": "cy"}),
            ("another theme", {"theme": "dark"}),
            ("all as it was", {"language": "en", "theme": "light"}),
        )
        for name, look in looks:
            with self.watch.watched(f"the window in {name}"):
                self.window.preferences.keep(**look)
                before = self.window.shell
                self.board.look_changed.emit()
                settle(self.app, lambda before=before: self.window.shell not in (None, before))  # type: ignore[misc]
                self.rest()
            assert self.window.shell is not None
            self.shell = self.window.shell

    def bring_back(self) -> None:
        """Bring the latest backup back in the file's place."""
        latest = self.board.workspace.safekeeping.backups()[0]
        with self.watch.watched("a backup is brought back"):
            self.board.restore_wanted.emit(str(latest.path), SECRET, self.board.workspace.desk.who)
            settle(self.app, lambda: self.window.board is not None and self.window.board.ready)
            assert self.window.board is not None
            self.board = self.window.board
            self.rest()

    def back_up(self) -> None:
        """Make a backup, and check the file."""
        with self.watch.watched("a backup is made"):
            self.board.look("Backup", lambda workspace: workspace.safekeeping.backup(), lambda _made: None)
            self.rest()
        with self.watch.watched("the file is checked"):
            self.board.look("Check", lambda workspace: workspace.safekeeping.check(), lambda _found: None)
            self.rest()

    def send(self) -> None:
        """Enrol at a head office on this computer, approve, send now."""
        from desktop.cli.local_office import LocalOffice

        sharing = self.board.workspace.sharing
        with LocalOffice(self.folder / "office") as office:
            sharing.enrol(office.code_for("Benchmark"), office.url)
            with self.watch.watched("the head office page with 2,000 pairs"):
                self.shell.go("head-office")
                self.rest()
            with self.watch.watched("the term is approved"):
                self.board.keep("Approve", lambda desk: desk.sharing.approve(), then=lambda _kept: None)
                self.rest()
            with self.watch.watched("sending now"):
                job = sharing.courier(self.board.tasks.hand_over)
                self.board.work("Sending", lambda run: job(run, run.asked), lambda _report: None)
                self.rest()


def first_run(folder: Path) -> None:
    """Set the passphrase of a new school, then open the sample school."""
    day = Day(folder)
    day.window.begin()
    run = day.window.centralWidget().currentWidget()
    run.page.start.click()
    for field, text in ((run.page._name, "Benchmark"), (run.page._first, SECRET), (run.page._again, SECRET)):
        field.put(text)
    settle(day.app, lambda: True)
    with day.watch.watched("the file is made, and its recovery key shown"):
        run.page.go_on()
        settle(day.app, lambda: run.workspace is not None)
    run.show_list()
    settle(day.app, lambda: True)
    with day.watch.watched("the sample school is made and opened"):
        run._look_round()
        settle(day.app, lambda: day.window.board is not None and day.window.board.ready)
    day.window.close()


def main() -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "five"
        fill(folder, 5000, 2000)
        day = Day(folder)
        day.open_the_door()
        day.open_pages()
        day.edit()
        day.import_and_take_back()
        day.look_at_many()
        day.change_many()
        day.match_and_publish()
        day.print_forms()
        day.print_packs()
        day.back_up()
        day.send()
        day.work_the_list()
        day.look_otherwise()
        day.bring_back()
        day.window.close()
        first_run(Path(place) / "new" / "school")


if __name__ == "__main__":
    main()
