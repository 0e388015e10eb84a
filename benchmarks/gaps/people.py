"""Young people one by one and many at once, and their list."""

from benchmarks.gaps.day import Day


def change(day: Day) -> None:
    """Change one young person while the list is open, then pause 500 at once."""
    from desktop.models.people import Mentee, PersonState

    page = day.go("young-people")
    one = day.desk.roster.people(Mentee)[0]
    with day.watch.watched("one edit, the list re-read"):
        day.board.do(lambda: day.desk.roster.keep(one.model_copy(update={"form": "9Z"})), "Changed")
        day.rest()
    people = day.desk.roster.people(Mentee)[-500:]
    with day.watch.watched("500 people are changed at once"):
        page.set_state(people, PersonState.PAUSED)
        day.rest()


def work_the_list(day: Day) -> None:
    """Sort the list each way it can be, choose all of it, look at what a change of them would do, open a form."""
    page = day.go("young-people")
    shown = page.list
    with day.watch.watched("the list is sorted by each column"):
        for column in shown.spec.columns:
            if column.sort:
                shown.view.sorted_by.emit(column.sort)
                day.rest()
    with day.watch.watched("all are chosen"):
        shown.view.selectAll()
        day.rest()
    with day.watch.watched("what a change of them all would do"):
        asked = page.change_many("year")
        _answer(asked, "11")
        day.rest()
    asked.close()
    with day.watch.watched("a person's form is opened"):
        page.edit(shown.view.current)
        day.rest()
    page.window().findChild(type(asked)).close()
    day.rest()


def _answer(asked: object, text: str) -> None:
    from PySide6.QtWidgets import QWidget

    from desktop.ui.forms import Field

    assert isinstance(asked, QWidget)
    for field in asked.findChildren(Field):
        field.put(text)
        field.changed.emit()
