"""Commands that ask about a matching: why, why not, who waits, who gets what, which mentors to look for, the curve."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from desktop.cli.naming import mentor, young_person
from desktop.cli.reach import folder_option, json_option, progress_bar, report, workspace

if TYPE_CHECKING:
    from desktop.models.explanations import Group, WhyPair
    from desktop.workspace import Workspace
    from desktop.workspace.trials import Trial


def as_it_stands(desk: "Workspace") -> "Trial":
    """Return the pairs as they stand: running ones and the draft, under the weights kept last."""
    from desktop.workspace import trying

    with progress_bar("Matching") as move:
        return trying.as_it_stands(desk.matching.as_kept(), told=move)


@click.command()
@click.argument("young")
@click.option("--instead", "other", help="Ask what this mentor instead would mean for everybody, exactly.")
@json_option
@folder_option
def why(young: str, other: str | None, *, as_json: bool) -> None:
    """Say why somebody has their mentor, point by point, or why they wait and what would match them.

    YOUNG is a name, a part of one, or an id.
    """
    from desktop.workspace import explaining

    with workspace() as desk:
        mentee = young_person(desk, young)
        asked = mentor(desk, other) if other else None
        names, now = desk.matching.names(), as_it_stands(desk)
        paired = any(one.mentee == mentee for one in now.shown.proposal.pairs)
        if asked is not None:
            instead = explaining.instead(now, mentee, asked)
            _tell(instead.model_dump(mode="json"), [f"{names[asked]}: {instead.sentence}"], as_json=as_json)
        elif paired:
            found = explaining.why(now, mentee)
            _tell(found.model_dump(mode="json"), _why_lines(found, names), as_json=as_json)
        else:
            waits = explaining.helped(now, [mentee]).get(mentee)
            told = waits.sentence if waits else "A mentor is free by now. Run 'alongside match' again."
            _tell(waits.model_dump(mode="json") if waits else {}, [told], as_json=as_json)


def _why_lines(found: "WhyPair", names: Mapping[str, str]) -> list[str]:
    as_good = f"As good for everybody: {', '.join(found.equally_good)}." if found.equally_good else ""
    return [
        f"{names[found.mentee]}  with  {names[found.mentor]}  (fit {found.fit} of 100)",
        *(f"  {one.points:>5}  {one.words}" for one in found.reasons),
        f"  {found.score:>5}  points together; {found.full} are a fit of 100.",
        *(line for line in (found.runner_up_words, as_good) if line),
    ]


@click.command()
@json_option
@folder_option
def waiting(*, as_json: bool) -> None:
    """Say of everyone without a mentor who competes for whom, and the smallest change that would match them."""
    from desktop.workspace import explaining

    with workspace() as desk:
        now = as_it_stands(desk)
        found = explaining.helped(now, [one.mentee for one in now.left_out])
    lines = []
    for one in now.left_out:
        why = found.get(one.mentee)
        lines.append(f"{one.name}: {one.broken} {why.sentence if why else one.reason}".replace(":  ", ": "))
    told = [why.model_dump(mode="json") for why in found.values()]
    _tell(told, [*lines, f"{len(lines)} without a mentor."], as_json=as_json)


@click.command()
@json_option
@folder_option
def fairness(*, as_json: bool) -> None:
    """Report who is matched and how well by need, sex and year; small groups are hidden."""
    from desktop.workspace import explaining

    with workspace() as desk:
        groups = explaining.shares(as_it_stands(desk))
    head = f"{'':<34}{'people':>8}{'matched':>9}{'middle fit':>12}{'days waited':>13}"
    lines = [head, *(_group_line(one) for one in groups)]
    _tell([one.model_dump(mode="json") for one in groups], lines, as_json=as_json)


def _group_line(one: "Group") -> str:
    name = f"{one.dimension}: {one.name}"
    if one.hidden:
        return f"{name:<34}  too few to say"
    fit = "-" if one.fit is None else str(one.fit)
    waited = "-" if one.waited_days is None else str(one.waited_days)
    return f"{name:<34}{one.people:>8}{one.matched:>9}{fit:>12}{waited:>13}"


@click.command()
@json_option
@folder_option
def wanted(*, as_json: bool) -> None:
    """Say which further mentors would match how many more, and what each kind of mentor is worth."""
    from desktop.workspace import explaining

    with workspace() as desk:
        found = explaining.wanted(as_it_stands(desk))
    nobody = [] if found.recruits else ["Further mentors alone would help nobody who waits."]
    lines = [*nobody, *(one.words for one in found.recruits), *(one.words for one in found.scarce)]
    _tell(found.model_dump(mode="json"), lines, as_json=as_json)


@click.command()
@json_option
@folder_option
def balance(*, as_json: bool) -> None:
    """Show the price of pairs across difference: seven weights, the pairs each gives, and the mean fit without it."""
    from desktop.workspace import trying

    with workspace() as desk, progress_bar("Trying other balances") as move:
        found = trying.balances(desk.matching.as_kept(), told=move)
    lines = [
        f"weight {one.weight:>3}: {one.across} of {one.matched} pairs across difference, mean fit {one.fit}"
        for one in found
    ]
    _tell([one.model_dump(mode="json") for one in found], lines, as_json=as_json)


def _tell(value: object, lines: list[str], *, as_json: bool) -> None:
    if as_json:
        report(value)
        return
    for line in lines:
        click.echo(line)


ASKING_COMMANDS = (why, waiting, fairness, wanted, balance)
