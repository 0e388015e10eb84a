"""What the answers show: mean change by question with n and interval, or that there are too few to say."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from desktop.i18n import _, pgettext
from desktop.models.surveys import Item, Survey
from desktop.ui.build import card, words
from desktop.ui.charts.card import chart_card
from desktop.ui.charts.figures import change_words, mean_words
from desktop.ui.charts.spans import SpanChart
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
        words(_("Answers given midway count until later ones come."), "small", wrap=True),
        gap=4,
    )
    shown = groups if len(groups) > 2 else groups[:1]
    return [lead, *(change_card(survey, group, [one for one in changes if one.group == group]) for group in shown)]


def change_card(survey: Survey, group: str, changes: Sequence[Change]) -> QFrame:
    """Return the chart of one group with a table of the same figures."""
    items = {item.code: item for item in survey.item}
    spans = tuple(_span(short(items[one.item]), one) for one in changes)
    far = max([abs(value) for one in spans for value in (one.low, one.high) if value is not None], default=0.0)
    spec = Spans(
        _("Change, {group}").format(group=group_words(group)),
        reading(items, changes),
        spans,
        reach=max(1.0, round(far + 0.5)),
        heads=(_("Before"), _("After"), _("Change"), "n"),
    )
    lead = _("Average change, with its 95% interval")
    return chart_card(group_words(group), SpanChart(spec), spec, lead=lead)


def reading(items: dict[str, Item], changes: Sequence[Change]) -> str:
    """Return the sentence that reads the chart: what rose, what fell, what can't be told."""
    rose = [short(items[one.item]) for one in changes if one.low is not None and one.low > 0]
    fell = [short(items[one.item]) for one in changes if one.high is not None and one.high < 0]
    few = [short(items[one.item]) for one in changes if one.change is None]
    if len(few) == len(changes):
        return _("Too few have answered before and after to say anything yet.")
    parts = []
    if rose:
        parts.append(_("Higher than before: {names}.").format(names=", ".join(rose)))
    if fell:
        parts.append(_("Lower than before: {names}.").format(names=", ".join(fell)))
    if not rose and not fell:
        parts.append(_("No change larger than chance alone would make."))
    if few:
        parts.append(_("Too few answered twice: {names}.").format(names=", ".join(few)))
    return " ".join(parts)


def _span(label: str, one: Change) -> Span:
    if one.before is None or one.after is None or one.change is None or one.low is None or one.high is None:
        said = _("{words}, n = {n}").format(words=_(TOO_FEW), n=one.n)
        return Span(label, one.n, None, None, None, said, ("–", "–", _(TOO_FEW), str(one.n)))
    before, after, change = mean_words(one.before), mean_words(one.after), change_words(one.change)
    between = _("{low} to {high}").format(low=change_words(one.low), high=change_words(one.high))
    said = _("{before} to {after}, change {change} ({between}), n = {n}").format(
        before=before, after=after, change=change, between=between, n=one.n
    )
    return Span(label, one.n, one.change, one.low, one.high, said, (before, after, f"{change}\n{between}", str(one.n)))
