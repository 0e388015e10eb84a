"""Scenarios beside what stands: asked for, shown, looked at, kept, taken as the proposal, removed."""

from typing import TYPE_CHECKING

from desktop.i18n import _
from desktop.models.people import Mentor
from desktop.models.scenarios import Outcome, Scenario
from desktop.ui.pages.matching.deciding import adopt, staged
from desktop.ui.pages.matching.scenario_form import ask_scenario
from desktop.ui.pages.matching.scenarios import Line
from desktop.ui.pages.matching.weights import moved_words
from desktop.ui.tasks import Running
from desktop.workspace import trying
from desktop.workspace.trials import Trial
from desktop.workspace.trying import Keeping

if TYPE_CHECKING:
    from desktop.ui.pages.matching.page import MatchingPage


def ask_scenarios(page: "MatchingPage") -> None:
    """Show the kept scenarios, and ask what each would give today; a figure appears when it is known."""
    draft, kept = page.bench.draft, page.workspace.scenarios.all()
    if draft is None:
        return
    _show(page, draft, kept, ())
    page.questions.scenarios(page.bench.request(), kept, draft, lambda found: _show(page, draft, kept, tuple(found)))


def _show(page: "MatchingPage", draft: Trial, kept: list[Scenario], found: tuple[Outcome, ...]) -> None:
    known = [*found, *[None] * (len(kept) - len(found))]
    say, now = page.workspace.scenarios.words, page.bench.weights
    lines = [
        Line(
            scenario=None,
            outcome=draft.figures.model_copy(update={"changed": 0}),
            what=_("What you have: running pairs and the draft."),
        )
    ]
    lines += [
        Line(scenario=one, outcome=of, what=say(one, weights=moved_words(now, one.weights)))
        for one, of in zip(kept, known, strict=True)
    ]
    page.scenarios.show_lines(lines)


def answer_scenario(page: "MatchingPage", act: str, name: str) -> None:
    """Do what the table of scenarios offers."""
    if act == "new":
        ask_new_scenario(page)
        return
    scenario = page.workspace.scenarios.named(name)
    if act == "look":
        page.look_at(scenario)
    elif act == "take":
        take(page, scenario)
    elif act == "change":
        _ask(page, scenario, instead_of=name)
    else:
        said = _("Scenario removed: {name}").format(name=name)
        page.board.do(lambda: page.workspace.scenarios.drop(name), said)


def ask_new_scenario(page: "MatchingPage") -> None:
    """Ask what would be different, the sliders as they stand among it."""
    start = page.bench.scenario or Scenario(name="")
    _ask(page, start.model_copy(update={"name": "", "weights": page.weights.weights}))


def _ask(page: "MatchingPage", start: Scenario, *, instead_of: str = "") -> None:
    mentors = sorted(page.workspace.roster.people(Mentor), key=lambda one: one.name.casefold())
    lists = [(str(one.id), one.name) for one in mentors], page.workspace.scenarios.rules()

    def keep(scenario: Scenario) -> bool:
        said = _("Scenario kept: {name}").format(name=scenario.name)
        kept = page.board.do(lambda: page.workspace.scenarios.keep(scenario, instead_of=instead_of), said)
        if kept:
            page.proposal.show_tab(2)
        return kept

    ask_scenario(page, start, lists, keep)


def take(page: "MatchingPage", scenario: Scenario) -> None:
    """Solve a scenario as a job with Stop, and keep what can be kept of it as drafts."""
    request, stamp, seen = page.bench.request(), page.workspace.matching.stamp(), page.bench.seen

    def work(run: Running) -> Keeping:
        return trying.keeping(
            request, trying.try_scenario(request, scenario, told=staged(run), stopped=run.asked), stamp
        )

    page.board.work(_("Taking the scenario as the proposal"), work, lambda found: adopt(page, found, seen))
