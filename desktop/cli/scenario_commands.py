"""The command that asks "what if": scenarios made, held side by side, kept, taken as the proposal, removed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.asking_commands import as_it_stands
from desktop.cli.naming import mentor
from desktop.cli.reach import Move, folder_option, json_option, progress_bar, report, workspace
from desktop.errors import Trouble

if TYPE_CHECKING:
    from desktop.models.scenarios import Newcomers, Outcome, Scenario
    from desktop.workspace import Workspace
    from desktop.workspace.trials import Trial


@click.command("what-if")
@click.option("--without", multiple=True, metavar="MENTOR", help="This mentor is gone. May be given again.")
@click.option(
    "--more", multiple=True, metavar="N[:FIELD[:DAY[:AREA]]]", help="So many more mentors, such as 3:engineering:thu."
)
@click.option("--no-day", multiple=True, metavar="DAY", help="Nobody meets on this day, such as mon.")
@click.option("--relax", multiple=True, metavar="RULE", help="Set a rule aside, such as distance; none of safety.")
@click.option("--weight", multiple=True, metavar="CRITERION=N", help="Another weight, such as sectors=200.")
@click.option("--change-at-most", type=click.IntRange(0), help="Let at most so many running pairs change.")
@click.option(
    "--give-up-at-most", type=click.FloatRange(0, 100), metavar="PERCENT", help="Let few change, for so many points."
)
@click.option("--keep", metavar="NAME", help="Keep the scenario under a name.")
@click.option("--scenario", metavar="NAME", help="Use a kept scenario instead of making one.")
@click.option("--take", is_flag=True, help="Keep the scenario's pairs as the draft.")
@click.option("--drop", metavar="NAME", help="Remove a kept scenario.")
@json_option
@folder_option
def what_if(
    *,
    keep: str | None,
    scenario: str | None,
    take: bool,
    drop: str | None,
    as_json: bool,
    **made: Any,  # noqa: ANN401  click hands over what its options say
) -> None:
    """Hold scenarios beside the matching as it stands: matched, need, weakest pair, points, pairs changed.

    Without options the kept scenarios are compared. Nothing is kept unless --keep or --take says so.
    """
    with workspace() as desk:
        if drop:
            desk.scenarios.drop(desk.scenarios.named(drop).name)
            click.echo("The scenario was removed; 'alongside undo' brings it back.", err=as_json)
            return
        asked = desk.scenarios.named(scenario) if scenario else _made(desk, keep or "This one", Options(**made))
        if keep and asked:
            desk.scenarios.keep(asked.model_copy(update={"name": keep}))
        if take:
            _take(desk, asked, as_json=as_json)
            return
        now = as_it_stands(desk)
        kept = [one for one in desk.scenarios.all() if asked is None or one.name != asked.name]
        wanted = [*([asked] if asked else []), *([] if scenario else kept)]
        with progress_bar("Comparing") as move:
            found = _side_by_side(desk, now, wanted, move)
        words = [desk.scenarios.words(one) for one in wanted]
    if as_json:
        report([one.model_dump(mode="json") for one in found])
        return
    for line in _table(found, ["", *words]):
        click.echo(line)


@dataclass(frozen=True)
class Options:
    """What was said on the command line, as it was said."""

    without: tuple[str, ...]
    more: tuple[str, ...]
    no_day: tuple[str, ...]
    relax: tuple[str, ...]
    weight: tuple[str, ...]
    change_at_most: int | None
    give_up_at_most: float | None


def _made(desk: "Workspace", name: str, made: Options) -> "Scenario | None":
    """Return the scenario of the options, None where there is none."""
    from desktop.models.scenarios import Scenario

    asked = Scenario(
        name=name,
        weights=dict(_weight(one) for one in made.weight),
        without_mentors=tuple(mentor(desk, one) for one in made.without),
        newcomers=tuple(_newcomers(one) for one in made.more),
        without_days=tuple(_known("days", one) for one in made.no_day),
        relaxed=made.relax,
        change_at_most=made.change_at_most,
        give_up_percent=made.give_up_at_most,
    )
    return None if asked == Scenario(name=name) else asked


def _weight(text: str) -> tuple[str, int]:
    code, _sign, number = text.partition("=")
    if not number.isdigit():
        raise Trouble("This weight can't be read.", "Write it as sectors=200.")
    return code.strip(), int(number)


def _newcomers(text: str) -> "Newcomers":
    from desktop.models.scenarios import Newcomers

    count, sector, day, area, *_rest = [*text.split(":"), "", "", ""]
    if not count.isdigit() or not 1 <= int(count) <= 50:
        raise Trouble("This number of mentors can't be read.", "Write it as 3:engineering:thu, from 1 to 50.")
    return Newcomers(
        count=int(count), sector=_known("sectors", sector), day=_known("days", day), area=area.strip().upper()
    )


def _known(words: str, text: str) -> str:
    """Return the code of a word of a list; Trouble where the list lacks it."""
    from desktop.models.vocabulary import vocabulary

    if not text.strip():
        return ""
    code = vocabulary(words).code(text)
    if code is None:
        known = ", ".join(vocabulary(words).codes[:12])
        raise Trouble(f"The list of {words} lacks this word.", f"Known are {known}.")
    return code


def _side_by_side(desk: "Workspace", now: "Trial", wanted: "list[Scenario]", move: Move) -> "tuple[Outcome, ...]":
    from desktop.workspace import trying

    return trying.side_by_side(desk.matching.as_kept(), wanted, first=now, told=move)


def _table(found: "tuple[Outcome, ...]", words: list[str]) -> list[str]:
    head = f"{'':<26}{'matched':>12}{'need':>7}{'weakest':>9}{'points':>9}{'changed':>9}"
    lines = [head]
    for one, what in zip(found, words, strict=True):
        weakest = "-" if one.worst_fit is None else str(one.worst_fit)
        figures = f"{one.matched:>5} of {one.of:<4}{one.need_share:>6}%{weakest:>9}{one.total:>9,}{one.changed:>9}"
        lines.append(f"{one.name[:25]:<26}{one.refused or figures}")
        if what:
            lines.append(f"    {what}")
    return lines


def _take(desk: "Workspace", asked: "Scenario | None", *, as_json: bool) -> None:
    from desktop.workspace import trying

    if asked is None:
        raise Trouble("There is no scenario to take.", "Say what is different, or name one with --scenario.")
    request, seen = desk.matching.as_kept(), desk.matching.as_of()
    with progress_bar("Taking the scenario") as move:
        found = trying.try_scenario(request, asked, told=move)
        kept = trying.keeping(request, found, desk.matching.stamp())
    drafts = desk.matching.adopt(kept.proposal, seen=seen, drafts=kept.drafts)
    if as_json:
        report({"drafts": len(drafts), "left_out": kept.left, "ending": len(kept.released)})
        return
    click.echo(f"{len(drafts)} pairs are drafts now: nobody has been told.")
    if kept.left:
        click.echo(f"{kept.left} were left out: they count on mentors who are not there yet, or on a rule set aside.")
    if kept.released:
        click.echo(f"{len(kept.released)} running pairs end when you run 'alongside publish --end-replaced'.")


SCENARIO_COMMANDS = (what_if,)
