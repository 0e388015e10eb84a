"""The school's rules as sentences with numbers that can be changed."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.models.people import GateKind
from desktop.ui.build import STRETCH, box, card, col, scroll, words
from desktop.ui.page import Page
from desktop.ui.pages.settings.sentences import number_sentence, tick_sentence
from desktop.workspace.choices import gate_names


def policy_part(page: Page) -> QWidget:
    """Return the rules, grouped by whom they protect."""
    policy = page.workspace.settings.policy

    def keep(name: str, value: Any) -> bool:
        changed = page.workspace.settings.policy.model_copy(update={name: value})
        return page.board.do(lambda: page.workspace.settings.change_policy(changed), _("The rule was changed"))

    def gate(kind: GateKind, on: bool) -> None:
        now = set(page.workspace.settings.policy.required_gates)
        wanted = now | {kind} if on else now - {kind}
        keep("required_gates", tuple(one for one in GateKind if one in wanted))

    gates = [
        tick_sentence(name, kind in policy.required_gates, partial(gate, kind)) for kind, name in gate_names().items()
    ]
    checks = card(
        words(_("Before a mentor may meet anybody"), "section"),
        words(_("These steps are dated and initialled:"), "muted"),
        *gates,
        number_sentence(
            _("A check counts for {n} years by our policy."), policy.dbs_years, (1, 10), partial(keep, "dbs_years")
        ),
        number_sentence(
            _("Training takes at least {n} hours."),
            round(policy.training_hours),
            (0, 40),
            lambda n: keep("training_hours", float(n)),
        ),
        number_sentence(
            _("Warn at {n} days with young people in any 30."),
            policy.days_in_30_limit,
            (1, 30),
            partial(keep, "days_in_30_limit"),
        ),
        gap=6,
    )
    pairs = card(
        words(_("Who may be paired"), "section"),
        tick_sentence(
            _("Under 18 may meet online, on an approved platform with staff present"),
            policy.virtual_under_18,
            partial(keep, "virtual_under_18"),
        ),
        tick_sentence(
            _("At 16 and 17 they may sign the consent form alone"),
            policy.sixteen_may_sign,
            partial(keep, "sixteen_may_sign"),
        ),
        tick_sentence(
            _("Brothers and sisters have different mentors"), policy.siblings_apart, partial(keep, "siblings_apart")
        ),
        number_sentence(
            _("A mentor travels at most {n} km, where nothing else is said."),
            policy.default_travel_km,
            (0, 500),
            partial(keep, "default_travel_km"),
        ),
        number_sentence(
            _("After a match that ended early, wait {n} days before a new one."),
            policy.rematch_buffer_days,
            (0, 365),
            partial(keep, "rematch_buffer_days"),
        ),
        number_sentence(
            _("A fit under {n} points is low, and avoided where it can be."),
            policy.poor_score,
            (0, 2000),
            partial(keep, "poor_score"),
        ),
        gap=6,
    )
    years = policy.retention_years

    def keep_years(kind: str, n: int) -> bool:
        return keep("retention_years", {**page.workspace.settings.policy.retention_years, kind: n})

    kept = card(
        words(_("How long records are kept"), "section"),
        number_sentence(
            _("A volunteer’s record: {n} years after the end."),
            years.get("volunteer", 6),
            (0, 25),
            partial(keep_years, "volunteer"),
        ),
        number_sentence(
            _("A consent form: {n} years after the end."),
            years.get("consent", 3),
            (0, 25),
            partial(keep_years, "consent"),
        ),
        number_sentence(
            _("A register: {n} years."), years.get("register", 3), (0, 25), partial(keep_years, "register")
        ),
        gap=6,
    )
    return scroll(box(col(checks, pairs, kept, STRETCH, gap=16)))
