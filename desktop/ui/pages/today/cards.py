"""The cards beside the to-do rows: the programme so far, who waits, the next session, what was done lately."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from desktop.i18n import _, ngettext, short_month
from desktop.models.sessions import Session
from desktop.ui.build import STRETCH, box, button, card, col, fact_line, hairline, row, words
from desktop.ui.charts.spec import Bar, Bars
from desktop.ui.dates import ago, clock, days, sentence, weekday
from desktop.ui.marks import Elided, ShareBar
from desktop.workspace.glance import Glance, Share, Wait
from desktop.workspace.lines import ChangeLine

AIM = 65  # percent of monthly sessions: the benchmark the field uses


def glance_card(glance: Glance, counts: dict[str, int]) -> QFrame:
    """Return the programme in figures and shares, each with the sentence that reads it."""
    figures = (
        (counts.get("", 0), ngettext("young person", "young people", counts.get("", 0))),
        (counts.get("matched", 0), _("matched")),
        (counts.get("waiting", 0), _("waiting")),
        (counts.get("not_ready", 0), _("not ready")),
    )
    tops: list[QWidget | None] = []
    for number, name in figures:
        tops += [box(col(words(str(number), "figure"), words(name, "small"), gap=0)), STRETCH]
    proposed = counts.get("proposed", 0)
    more = ngettext("{n} more is proposed.", "{n} more are proposed.", proposed) if proposed else ""
    bars = [
        _share(_("With an unmet need"), glance.unmet),
        _share(_("Have a mentor"), glance.matched, more),
        _share(_("Hours that took place"), glance.attendance),
    ]
    return card(words(_("The programme so far"), "section"), row(*tops[:-1]), hairline(), *bars, gap=6)


def _share(name: str, share: Share, more: str = "") -> QWidget:
    percent = share.percent
    if percent is None:
        return box(col(row(words(name), STRETCH, words(_("nothing yet"), "muted")), gap=2))
    said = _("{part} of {whole}, {percent}%").format(part=share.part, whole=share.whole, percent=percent)
    read = _reading(share, percent) or more
    bar = ShareBar(percent / 100, f"{name}: {said}. {read}", share.aim / 100 if share.aim else None)
    parts: list[QWidget] = [bar] + ([words(read, "small")] if read else [])
    return box(col(row(words(name), STRETCH, words(said, "strong")), *parts, gap=1))


def _reading(share: Share, percent: int) -> str:
    if share.aim is None:
        return ""
    if percent >= share.aim:
        return _("The aim is at least {aim}%. You are above it.").format(aim=share.aim)
    return _("The aim is at least {aim}%. You are below it.").format(aim=share.aim)


def waits_card(waits: Sequence[Wait], see: Callable[[str], object]) -> QFrame:
    """Return who waits longest, with the reason; a press on a name shows the person."""
    lines: list[QWidget] = []
    for one in waits:
        if lines:
            lines.append(hairline())
        name = button(one.name, partial(see, one.id), "link")
        since = words(days(one.days) if one.days is not None else _("not known"), "muted")
        lines.append(box(col(row(name, STRETCH, since), words(one.reason, "small", wrap=True), gap=0)))
    return card(words(_("Waiting longest"), "section"), *lines, gap=8)


def session_card(session: Session, facilitator: str) -> QFrame:
    """Return where and when the next session is, and with how many pairs."""
    pairs = ngettext("{n} pair", "{n} pairs", len(session.pairs))
    where = f"{session.room}, {clock(session.start)}–{clock(session.finish)}".strip(", ")
    covered = sum(pair.cover_mentor is not None for pair in session.pairs)
    cover = ngettext("{n} mentor stands in", "{n} mentors stand in", covered) if covered else _("Nobody stands in")
    facts = [
        (_("Where"), where),
        (_("Who"), pairs),
        (_("Facilitator"), facilitator or _("Not named")),
        (_("Cover"), cover),
    ]
    lines: list[QWidget] = []
    for name, value in facts:
        lines += [*([hairline()] if lines else []), box(fact_line(name, value, strong=False))]
    return card(words(_("{day}’s session").format(day=weekday(session.day)), "section"), *lines, gap=8)


def lately_card(entries: Sequence[ChangeLine], today: date, see_all: Callable[[], object]) -> QFrame:
    """Return the latest steps, with the way to all of them."""
    lines: list[QWidget] = []
    for entry in entries:
        if lines:
            lines.append(hairline())
        when = words(f"{sentence(ago(entry.at, today))}, {entry.who}", "small")
        lines.append(box(col(Elided(entry.label), when, gap=0)))
    see = button(_("All changes"), see_all, "link")
    return card(row(words(_("Lately"), "section"), STRETCH, see), *lines, gap=8)


def met_by_month(sessions: Sequence[Session]) -> Bars:
    """Return the share of pairs who met, by month, with what is still to come."""
    months: dict[tuple[int, int], list[tuple[bool, bool]]] = {}
    for session in sessions:
        if session.state.value != "cancelled":
            held = session.state.value == "held"
            pairs = months.setdefault((session.day.year, session.day.month), [])
            pairs.extend((held, pair.met) for pair in session.pairs)
    bars = [_bar(year, number, pairs) for (year, number), pairs in sorted(months.items())]
    shown = [bar for bar in bars if bar.value is not None][-6:]
    if not shown:
        return Bars("", "", ())
    mean = round(sum(bar.value or 0 for bar in shown) / len(shown))
    said = _("On average {mean}% of pairs met; the aim is {aim}%.").format(mean=mean, aim=AIM)
    coming = [bar for bar in bars if bar.value is None][:1]
    return Bars(
        _("Pairs who met each month"), said, (*shown, *coming), aim=AIM, aim_words=_("Aim {aim}%").format(aim=AIM)
    )


def _bar(year: int, number: int, pairs: Sequence[tuple[bool, bool]]) -> Bar:
    due = [met for held, met in pairs if held]
    share = round(100 * sum(due) / len(due)) if due else None
    return Bar(short_month(date(year, number, 1)), share, f"{share}%" if share is not None else _("to come"))
