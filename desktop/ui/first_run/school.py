"""The school's details in the first run: what stands on every form and register."""

from collections.abc import MutableMapping

from PySide6.QtCore import Qt

from desktop.i18n import _
from desktop.models.programme import School
from desktop.ui.build import STRETCH, button, row
from desktop.ui.first_run.steps import StepPage
from desktop.ui.school_form import SchoolForm


class SchoolPage(StepPage):
    """Asks for the school's details; all but two can wait."""

    def __init__(self, school: School, draft: MutableMapping[str, str]) -> None:
        super().__init__(_("Your school"), _("This stands on every form and register. You can change it in Settings."))
        self._known = school
        known = school.model_copy(update={"name": ""}) if school.name == "Our school" else school
        self.form = SchoolForm(known, draft)
        self.fill(self.form, 4, row(button(_("Keep and go on"), self.go_on, "primary"), STRETCH))

    def go_on(self) -> None:
        if self.form.check():
            self.moved_on.emit()

    @property
    def school(self) -> School:
        """The school as typed."""
        return self.form.applied_to(self._known)

    def began(self) -> None:
        next(iter(self.form.fields.values())).entry.setFocus(Qt.FocusReason.OtherFocusReason)
