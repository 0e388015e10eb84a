"""The first run: a new school's keys, and the sample school instead."""

from benchmarks.big_school import SECRET
from benchmarks.gaps.day import Day


def begin(day: Day) -> None:
    """Set the passphrase of a new school, then open the sample school."""
    run = day.begin()
    run.page.start.click()
    for field, text in ((run.page._name, "Benchmark"), (run.page._first, SECRET), (run.page._again, SECRET)):
        field.put(text)
    day.settle(lambda: True)
    with day.watch.watched("the file is made, and its recovery key shown"):
        run.page.go_on()
        day.settle(lambda: run.workspace is not None)
    run.show_list()
    day.settle(lambda: True)
    with day.watch.watched("the sample school is made and opened"):
        run._look_round()
        day.settle(lambda: day.board is not None and day.board.ready)
