"""What the answers show: mean change by question with n and interval, or that there are too few to say."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from desktop.i18n import _, pgettext
from desktop.models.surveys import Item, Survey
from desktop.ui.build import card, words
from desktop.ui.charts.card import chart_card
from desktop.ui.charts.draw import SpanChart
from desktop.ui.charts.spec import TOO_FEW, Span, Spans
from desktop.workspace.outcomes import Change


def group_words(group: str) -> str:
    """Return a group of young people in words."""
    named = {
        "all": _("Everybody"),
        "face_to_face": _("Face to face"),
        "hybrid": _("Face to face and online"),
        "virtual": _("Online"),
    }
    return named.get(group, group)


def short(item: Item) -> str:
    """Return a question's short name for a chart."""
    named = {
        "secure": _("Getting experience"),
        "confidence": _("Confidence"),
        "personal_skills": _("Personal skills"),
        "employability": _("Finding work"),
        "social_connections": _("Adults to turn to"),
        "life_satisfaction": _("Life satisfaction"),
        "worthwhile": _("Worthwhile"),
        "happy": _("Happy"),
        "anxious": _("Anxious"),
        "no_one_to_talk_to": _("Nobody to talk to"),
        "left_out": pgettext("survey", "Left out"),
        "alone": _("Alone"),
        "total": _("Total"),
    }
    return named.get(item.code, item.code)


def change_cards(survey: Survey, changes: Sequence[Change]) -> list[QFrame]:
    """Return the sentence that reads it all, then a chart of everybody and of each way of meeting with answers."""
    items = {item.code: item for item in survey.item}
    groups = list(dict.fromkeys(one.group for one in changes))
    everybody = [one for one in changes if one.group == "all"]
    lead = card(
        words(_("Did it help?"), "section"),
        words(reading(items, everybody), wrap=True),
        words(pgettext("survey", survey.source), "small", wrap=True),
        gap=4,
    )
    shown = groups if len(groups) > 2 else groups[:1]
    return [lead, *(change_card(survey, group, [one for one in changes if one.group == group]) for group in shown)]


def change_card(survey: Survey, group: str, changes: Sequence[Change]) -> QFrame:
    """Return the chart of one group with a table of the same figures."""
    items = {item.code: item for item in survey.item}
    spans = tuple(Span(short(items[one.item]), one.n, one.change, one.low, one.high, _words(one)) for one in changes)
    far = max([abs(value) for one in spans for value in (one.low, one.high) if value is not None], default=1.0)
    spec = Spans(
        _("Change, {group}").format(group=group_words(group)),
        reading(items, changes),
        spans,
        reach=max(1.0, round(far + 0.5)),
    )
    lead = _("Average change, with its 95% interval")
    return chart_card(group_words(group), SpanChart(spec), spec, lead=lead)


def reading(items: dict[str, Item], changes: Sequence[Change]) -> str:
    """Return the sentence that reads the chart: what rose, what fell, what can't be told."""
    rose = [short(items[one.item]) for one in changes if one.low is not None and one.low > 0]
    fell = [short(items[one.item]) for one in changes if one.high is not None and one.high < 0]
    few = [one for one in changes if one.change is None]
    if len(few) == len(changes):
        return _("Too few have answered before and after to say anything yet.")
    parts = []
    if rose:
        parts.append(_("Higher than before: {names}.").format(names=", ".join(rose)))
    if fell:
        parts.append(_("Lower than before: {names}.").format(names=", ".join(fell)))
    if not rose and not fell:
        parts.append(_("No change larger than chance alone would make."))
    return " ".join(parts)


def _words(one: Change) -> str:
    if one.change is None:
        return _("{words}, n = {n}").format(words=_(TOO_FEW), n=one.n)
    return _("{before} to {after}, change {change} ({low} to {high}), n = {n}").format(
        before=f"{one.before:.1f}", after=f"{one.after:.1f}", change=f"{one.change:+.1f}",
        low=f"{one.low:+.1f}", high=f"{one.high:+.1f}", n=one.n,
    )  # fmt: skip
