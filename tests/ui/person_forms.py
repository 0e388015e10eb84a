"""The long forms of people as a test opens and fills them in."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.models.people import Contact, Mentee
from desktop.ui.forms import Form
from desktop.ui.sections import SectionedForm
from tests.ui.dialogs import dialog

MOTHER = Contact(name="Mair Rees", relationship="Mother", phone="07700 900123", email="m@x.example", language="cy",
                 parental_responsibility=True)  # fmt: skip
TAD = Contact(name="Tad Rees", phone="029 2018 0001", emergency=True, parental_responsibility=False)
UPN = "K352406514001"


def open_form(seat, workspace, person) -> SectionedForm:
    window = seat(workspace, "young-people" if isinstance(person, Mentee) else "mentors")
    window.shell.page.edit(person.id)
    return dialog(window).findChild(SectionedForm)


def typed(form: Form, key: str, text: str) -> None:
    """Type into a field and leave it, as a person does."""
    field = form.fields[key]
    field.entry.selectAll()
    QTest.keyClick(field.entry, Qt.Key.Key_Delete)
    QTest.keyClicks(field.entry, text)
    field.entry.editingFinished.emit()


def wrong(form: Form, key: str) -> str:
    return form.fields[key]._problem.text() if form.fields[key].said_wrong else ""


def chosen(form: Form, key: str, code: str) -> None:
    form.fields[key].put(code)
