"""What is asked about a paper, at the left of the page: for whom, which session, which language, how it is set."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from desktop.i18n import _, pgettext
from desktop.models.record import SessionId
from desktop.ui import theme
from desktop.ui.allow import explain
from desktop.ui.build import STRETCH, box, button, card, col, row, words
from desktop.ui.choices import Choice, Tick
from desktop.ui.notices import empty_state
from desktop.ui.pages.papers.kinds import Group, about, group_of, paper_name, variants
from desktop.ui.pages.papers.people import WhoFor
from desktop.ui.turns import Pieces
from desktop.workspace.lists import Lists
from desktop.workspace.papers import Paper, PaperOrder, Variant, Welcomed

ALL = "all"
PEOPLE, SESSION, NO_SESSION, NOTHING = range(4)


class Asking(QWidget):
    """The choices of one group of papers; `order` is what they come to.

    `changing` tells at once of somebody chosen, `changed` once the choosing has paused.
    """

    changed = Signal()
    changing = Signal()
    plan_wanted = Signal()
    language_wanted = Signal(str)

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self._lists = lists
        self._names: dict[str, str] = {}

    def build(self) -> Pieces:
        """Make what is asked."""
        self.paper = Choice([], _("Paper"))
        self.language = Choice([], _("Language"))
        self.language.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # it is filled later
        self.bilingual = Tick(_("English beside it"))
        explain(self.bilingual, _("Prints the form in both languages, for whoever reads it with the family."))
        self.variant = Choice(variants(), pgettext("size of the letters", "Print"))
        self.to = Choice(_addressees(), _("Letters to"))
        self.session = Choice([], _("Session"))
        for wide in (self.paper, self.session):
            wide.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        yield
        self._theirs = button(
            _("Make it the family’s own"),
            self._on_theirs,
            "link",
            tip=_("Those chosen get every paper in this language from now on."),
        )
        self._about = words("", "muted", wrap=True)
        self._middle = QStackedWidget()
        first = row(self.paper, STRETCH, self.variant, gap=8)
        last = row(words(_("Language")), self.language, self.to, self.bilingual, self._theirs, STRETCH, gap=10)
        self._last = box(last)
        whole = card(first, self._about, self._middle, self._last, gap=10, inside=14)
        inner = whole.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.setStretch(2, 1)
        self.setLayout(col(whole, gap=0))
        yield
        self._people_box = QVBoxLayout()
        self._people_box.setContentsMargins(0, 0, 0, 0)
        self._middle.addWidget(box(self._people_box))
        self.who = self._people(pairs=False)
        yield
        self._middle.addWidget(box(col(words(_("Session"), "strong"), row(self.session, STRETCH), STRETCH, gap=8)))
        plan = button(_("Plan the sessions"), self.plan_wanted.emit)
        self._middle.addWidget(
            empty_state(_("No session is planned yet."), _("Registers and sheets are made for a session."), plan)
        )
        self._middle.addWidget(box(col(STRETCH)))
        yield
        self.paper.currentIndexChanged.connect(self._on_asked)
        for choice in (self.language, self.variant, self.to, self.session):
            choice.currentIndexChanged.connect(self._on_asked)
        self.bilingual.toggled.connect(self._on_asked)

    @property
    def chosen(self) -> Paper:
        """The paper that is asked for."""
        return Paper(self.paper.code or Paper.CONSENT_FORMS.value)

    @property
    def order(self) -> PaperOrder | None:
        """What is asked for now, None where nobody or no session is chosen."""
        paper = self.chosen
        takes, group = PaperOrder(paper=paper).takes, group_of(paper).key
        people = tuple(self.who.ids) if group in ("families", "pairs") else ()
        one = self.session.code if group == "evening" else ""
        if (group in ("families", "pairs") and not people) or (group == "evening" and not one):
            return None
        return PaperOrder(
            paper=paper,
            people=people,
            sessions=(SessionId(one),) if one not in ("", ALL) else (),
            to=(Welcomed(self.to.code),) if "to" in takes and self.to.code else (),
            variant=Variant(self.variant.code) if "variant" in takes else Variant.STANDARD,
            language=(self.language.code or None) if "language" in takes else None,
            bilingual="bilingual" in takes and self.bilingual.isChecked(),
        )

    @property
    def lack(self) -> str:
        """What is still to choose before there can be a paper, in a sentence."""
        if group_of(self.chosen).key == "evening":
            return _("No session is planned yet. Plan the sessions first.")
        return _("Nobody is chosen. Choose in the list who it is for.")

    def offer(self, languages: Sequence[tuple[str, str]], sessions: Sequence[tuple[str, str]], coming: str) -> None:
        """Take in which languages and sessions there are, and who; what was chosen stays chosen."""
        self._names = dict(languages)
        own = [("", _("Each family’s own"))]
        self.language.offer([*own, *languages], self.language.code)
        every = [(ALL, _("All to come"))] if len(sessions) > 1 else []
        self.session.offer([*sessions, *every], self.session.code or coming)
        self.who.re_read(self._names)

    def show_group(self, group: Group, paper: Paper) -> None:
        """Ask what the papers of a group need."""
        self.paper.offer([(one.value, paper_name(one)) for one in group.papers], paper.value)
        self._show_people(pairs=group.key == "pairs")
        self._fit()

    def choose_people(self, ids: Sequence[str]) -> None:
        """Choose whom the paper is for."""
        self.who.choose(ids)

    def _show_people(self, *, pairs: bool) -> None:
        """Show whom the papers of a group can be for; who was chosen stays chosen where they are shown."""
        if self.who.pairs == pairs:
            return
        keep = self.who.ids
        while (item := self._people_box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()  # or Qt shows it as a window of its own, late
                widget.setParent(None)
                widget.deleteLater()
        self.who = self._people(pairs=pairs)
        self.who.re_read(self._names)
        self.who.choose(keep)

    def _people(self, *, pairs: bool) -> WhoFor:
        made = WhoFor(self._lists, pairs=pairs)
        made.view.setMinimumWidth(theme.current().px(300))
        made.view.setMinimumHeight(theme.current().px(140))
        made.chosen.connect(self._on_asked)
        made.choosing.connect(self.changing)
        self._people_box.addWidget(made)
        return made

    def _on_asked(self, *_anything: object) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Show only what this paper can be asked."""
        paper, takes = self.chosen, PaperOrder(paper=self.chosen).takes
        group = group_of(paper).key
        evening = SESSION if self.session.count() else NO_SESSION
        self._middle.setCurrentIndex({"evening": evening, "lists": NOTHING}.get(group, PEOPLE))
        said = about(paper)
        self._about.setText(said)
        self._about.setVisible(bool(said))
        self.to.setVisible("to" in takes)
        self.variant.setVisible("variant" in takes)
        self.bilingual.setVisible("bilingual" in takes)
        self._last.setVisible("language" in takes)
        self._theirs.setVisible(group == "families" and bool(self.language.code) and bool(self.who.ids))

    def _on_theirs(self) -> None:
        self.language_wanted.emit(self.language.code)

    def focus(self) -> None:
        """Give the keys to the list, or to the session's choice."""
        if self._middle.currentIndex() == PEOPLE:
            self.who.focus()
        else:
            self.session.setFocus(Qt.FocusReason.TabFocusReason)


def _addressees() -> list[tuple[str, str]]:
    return [
        ("", _("To all three")),
        (Welcomed.MENTEE.value, _("To young people")),
        (Welcomed.FAMILY.value, _("To families")),
        (Welcomed.MENTOR.value, _("To mentors")),
    ]
