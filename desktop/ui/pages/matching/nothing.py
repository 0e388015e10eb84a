"""What stands where no pair is: whether any can be proposed, what is in the way, and the press that would help."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.ui.build import button, clear
from desktop.ui.notices import empty_state
from desktop.workspace.glance import Lack
from desktop.workspace.trials import Trial

Go = Callable[[str, str], object]
Act = tuple[str, str, str]  # words, page and target; without a page the tab of mentors to look for


class Nothing(QWidget):
    """Says what is true of a school without pairs; what would help is one press away."""

    def __init__(self, go: Go, show_wanted: Callable[[], object]) -> None:
        super().__init__()
        self._go = go
        self._show_wanted = show_wanted
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._inside)
        self.helps = self._low = False
        self._show(_("Opening"), _("Reading who can be matched. It takes a moment."), None)

    def show_trial(self, trial: Trial, lack: Lack) -> None:
        """Say what an answer without a pair means; `helps` tells whether something else than finding comes next."""
        title, why, act = _said_of(trial, lack)
        self.helps = act is not None
        self._show(title, why, act)
        self.stand(low=self._low)

    def _show(self, title: str, why: str, act: Act | None) -> None:
        clear(self._inside)
        presses = [] if act is None else [button(act[0], lambda: self._on_act(act), "primary")]
        self._said = empty_state(title, why, *presses)
        self._inside.addWidget(self._said, 1)
        self._inside.addStretch(0)

    def stand(self, *, low: bool) -> None:
        """Stand in the middle, or on a low window at the top, where it is seen without scrolling."""
        self._low = low
        self._inside.setStretch(0, 0 if low else 1)
        self._inside.setStretch(1, 1 if low else 0)
        if layout := self._said.layout():
            edges = layout.contentsMargins()
            edges.setTop(4 if low else edges.left())
            layout.setContentsMargins(edges)

    def _on_act(self, act: Act) -> None:
        _said, page, target = act
        if page:
            self._go(page, target)
        else:
            self._show_wanted()


def help_of(lack: Lack) -> Act | None:
    """Return the press that helps where no mentor is free."""
    return {
        Lack.NONE: None,
        Lack.STEPS: (_("See the steps"), "mentors", "chip:not_clear"),
        Lack.PLACES: (_("Add a mentor"), "mentors", "add"),
    }[lack]


def _first_words() -> str:
    return _("Every pair the rules allow is looked at, with a reason for each choice. Nobody is told yet.")


def _said_of(trial: Trial, lack: Lack) -> tuple[str, str, Act | None]:
    left, none = trial.left_out, _("No pair can be proposed now")
    if not left and trial.figures.of:
        return _("Everybody has a mentor"), _("There is nobody to propose a mentor for."), None
    if not left:
        return _("No pairs are proposed yet"), _first_words(), _import()
    if any(one.rule == "free_now" for one in left):
        return _("No pairs are proposed yet"), _first_words(), None
    ready = {one.id for one in trial.engine.setting.rows}
    if not any(one.mentee in ready for one in left):
        why = ngettext(
            "{n} young person is not ready to be matched: the line below says what is missing.",
            "{n} young people are not ready to be matched: each line below says what is missing.",
            len(left),
        ).format(n=len(left))
        title = _("Everybody who is ready has a mentor") if trial.figures.matched else none
        return title, why, (_("See who"), "young-people", "chip:not_ready")
    if not trial.engine.setting.mentors:
        return none, _("There is no mentor yet. Their list can come from any spreadsheet."), _import()
    return _without_mentors(none, lack)


def _import() -> Act:
    return _("Import a list"), "import", ""


def _without_mentors(none: str, lack: Lack) -> tuple[str, str, Act]:
    if lack is Lack.STEPS:
        why = _("No mentor who is clear to meet has room. Some have steps left, such as a check or the training.")
    elif lack is Lack.PLACES:
        why = _("No mentor who is clear to meet has room. One more mentor would help.")
    else:
        why = _("The rules keep the mentors with room from who waits. Each line below says why.")
    return none, why, help_of(lack) or (_("See which mentors would help"), "", "")
