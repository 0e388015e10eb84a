"""The texts of forms and letters by language: whose they are, whether somebody checked them, and a school's own."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.errors import Trouble
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import Part, box, button, clear, restyle, row, scroll, words
from desktop.ui.dialogs import Dialog, ask_form
from desktop.ui.forms import Field, Form, line, needed
from desktop.ui.saving import with_file
from desktop.ui.system_dialogs import go_on_with
from desktop.workspace.papers.texts import TextsLine

if TYPE_CHECKING:
    from desktop.ui.page import Page

WIDE, HIGH, NAME = 680, 300, 110
KIND = "TOML (*.toml)"


class TextsDialog(Dialog):
    """A line a language; a copy to begin from, the changed file to add, and the way back to the shipped words."""

    def __init__(self, page: "Page") -> None:
        self._page = page
        self._texts = page.workspace.papers.texts
        lead = _(
            "Save a copy, change the words in any editor, and add the file. "
            "Once somebody who speaks the language has read them, say here who it was."
        )
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        area = scroll(box(self._lines))
        area.setMinimumHeight(theme.current().px(HIGH))
        area.setAccessibleName(_("Texts by language"))
        self.said = words("", "small", wrap=True)
        wide = theme.current().px(WIDE)
        super().__init__(
            page, _("Texts of forms and letters"), words(lead, "muted", wrap=True), area, self.said, width=wide
        )
        self.leave_verb(_("Close"))
        self.verb(_("Add a file"), self._on_add, primary=True)
        self.show_lines()

    def show_lines(self) -> None:
        """Show the texts as they are kept now."""
        clear(self._lines)
        for one in self._texts.listing():
            self._lines.addWidget(self._row(one))
        self._lines.addStretch(1)

    def add(self, path: Path) -> None:
        """Keep a school's own file; what is wrong with it is said here, and the dialog stays."""
        try:
            line = self._texts.add(path)
        except Trouble as trouble:
            self._tell(str(trouble), wrong=True)
            return
        self._done(_("Your own texts in {language} are used").format(language=line.name))

    def remove(self, language: str, name: str) -> None:
        """Let go of a school's own texts."""
        self._texts.remove(language)
        self._done(_("The shipped texts in {language} are used again").format(language=name))

    def ask_checked(self, language: str, name: str) -> Dialog:
        """Ask who read the texts in a language and found them right."""
        form = Form([Field("by", _("Their name"), line(), needed(_("Write who read them.")))])

        def keep(values: dict[str, str]) -> bool:
            said = _("The texts in {language} are checked by {name}").format(language=name, name=values["by"])
            done = self._page.board.do(lambda: self._texts.checked(language, values["by"]), said)
            if done:
                self._tell(said, wrong=False)
                self.show_lines()
            return done

        title = _("Who speaks {language} and read every text?").format(language=name)
        return ask_form(self, title, form, _("Keep the name"), keep)

    def copy(self, language: str, path: Path) -> None:
        """Save the shipped texts as a file to be changed."""
        try:
            self._texts.copy_to(path, language)
        except Trouble as trouble:
            self._tell(str(trouble), wrong=True)
        else:
            self._tell(_("Saved as {file}").format(file=path.name), wrong=False)

    def _row(self, line: TextsLine) -> QWidget:
        state = words(_state(line), "small", wrap=True)
        if line.trouble:
            restyle(state, tone="stop")
        copied = button(
            _("Save a copy"),
            partial(self._on_copy, line.language),
            "link",
            tip=_("To change the words in any editor, then add the file here."),
        )
        copied.setAccessibleName(_("Save a copy of the texts in {language}").format(language=line.name))
        name = words(line.name, "strong")
        name.setMinimumWidth(theme.current().px(NAME))
        parts: list[Part] = [name, state, copied]
        if line.draft and not line.trouble:
            checked = button(
                _("Say who checked them"),
                partial(self.ask_checked, line.language, line.name),
                "link",
                tip=_("Papers no longer call them a draft translation. Undo changes it back."),
            )
            checked.setAccessibleName(_("Say who checked the texts in {language}").format(language=line.name))
            parts.append(checked)
        if line.own:
            away = button(
                _("Remove"),
                partial(self.remove, line.language, line.name),
                "link",
                tip=_("The shipped texts are used again. Undo brings yours back."),
            )
            away.setAccessibleName(_("Remove your own texts in {language}").format(language=line.name))
            parts.append(away)
        made = row(*parts, gap=12)
        made.setStretch(1, 1)
        return box(made)

    def _done(self, said: str) -> None:
        self._page.board.do(lambda: None, said)
        self._tell(said, wrong=False)
        self.show_lines()

    def _tell(self, said: str, *, wrong: bool) -> None:
        self.said.setText(said)
        restyle(self.said, tone="stop" if wrong else "")

    def _on_add(self) -> None:
        def ask() -> Path | None:
            name, _kind = QFileDialog.getOpenFileName(self, _("Add a file"), "", KIND)
            return Path(name) if name else None

        go_on_with(self, ask, self.add)

    def _on_copy(self, language: str) -> None:
        with_file(self, (_("Save a copy"), f"{language}.toml", KIND), partial(self.copy, language))


def _state(line: TextsLine) -> str:
    if line.trouble:
        return _("Your own, not used: {trouble}").format(trouble=line.trouble)
    whose = _("Your own") if line.own else _("Shipped")
    if line.draft:
        return _("{whose}, a draft nobody has checked").format(whose=whose)
    if line.checked_by:
        return _("{whose}, checked by {name}").format(whose=whose, name=line.checked_by)
    return whose
