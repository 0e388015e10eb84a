"""Commands for what ends: a match, a consent, a ban made by hand, what is known of a person, a programme's year."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from desktop.cli.naming import anybody, mentor, name_of, young_person
from desktop.cli.reach import folder_option, json_option, report, workspace
from desktop.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.models.matches import Block, Match
    from desktop.models.people import BlockReason
    from desktop.models.record import MenteeId
    from desktop.workspace import Workspace


@click.command()
@click.argument("young")
@click.option("--reason", default="", help="Why it ended, such as 'The mentor can’t go on'; nothing about a concern.")
@click.option("--planned", is_flag=True, help="It ended as planned, at its end (else earlier than that).")
@click.option("--notes", default="", help="Notes for whoever comes after.")
@click.option("--again", is_flag=True, help="These two may be matched with each other again (else never).")
@click.option("--mistake", is_flag=True, help="It was a mistake and they never met: within days it can be taken back.")
@folder_option
def end(young: str, *, reason: str, planned: bool, notes: str, again: bool, mistake: bool) -> None:
    """End the running match of YOUNG: a name, a part of one, or an id.

    Their hours so far stay counted, and they leave the sessions to come. 'alongside undo' takes it back.
    """
    from desktop.models.matches import Closure

    said = bool(reason.strip() or planned or notes or again)
    if mistake and said:
        raise Trouble("A mistake has no other ending.", "Give --mistake alone, or say how and why the match ended.")
    if not mistake and not reason.strip():
        raise Trouble("It isn't said why the match ended.", "Give a --reason, or --mistake where they never met.")
    with workspace() as desk:
        mentee, names = young_person(desk, young), desk.matching.names()
        match = _running(desk, mentee)
        if mistake:
            desk.matching.void(match.id)
        else:
            kind = "planned" if planned else "early"
            closure = Closure(kind=kind, reason=reason.strip(), exit_notes=notes, rematch=again)
            desk.matching.close(match.id, closure)
    done = "was taken back as a mistake" if mistake else "ended"
    click.echo(f"The match of {names[match.mentee]} and {names[match.mentor]} {done}.")


def _running(desk: "Workspace", mentee: "MenteeId") -> "Match":
    found = desk.matching.running_of([mentee])
    if not found:
        raise Trouble("This young person has no running match.", "Run 'alongside matches' to see who has one.")
    return found[0]  # a young person has one at a time


@click.command()
@click.argument("young")
@folder_option
def withdraw(young: str) -> None:
    """Record that consent for YOUNG (a name, a part of one, or an id) was withdrawn today.

    A match that runs stays until it is ended. 'alongside undo' takes the withdrawal back.
    """
    with workspace() as desk:
        mentee, names = young_person(desk, young), desk.matching.names()
        desk.consents.withdraw(mentee)
        running = desk.matching.running_of([mentee])
    click.echo(f"The consent for {names[mentee]} is withdrawn from today.")
    for one in running:
        click.echo(f"The match with {names[one.mentor]} still runs. End it with 'alongside end {mentee} --reason ...'.")


@click.command("keep-apart")
@click.argument("young", required=False)
@click.argument("other", metavar="MENTOR", required=False)
@click.option("--lift", is_flag=True, help="They may be matched again.")
@click.option("--conflict", is_flag=True, help="Because of a conflict of interest (else no reason is kept).")
@click.option("--until", type=click.DateTime(["%d/%m/%Y", "%Y-%m-%d"]), help="The last day of it; else for good.")
@json_option
@folder_option
def keep_apart(
    young: str | None, other: str | None, *, lift: bool, conflict: bool, until: datetime | None, as_json: bool
) -> None:
    """Never match YOUNG with MENTOR, or --lift that again; without names list who is kept apart.

    A draft of the two goes; a running match is ended with 'alongside end'. 'alongside undo' takes each back.
    """
    with workspace() as desk:
        if young is None:
            _tell_apart(desk, as_json=as_json)
            return
        if other is None:
            raise Trouble("It takes two to be kept apart.", "Name the young person, then the mentor.")
        pair, names = (young_person(desk, young), mentor(desk, other)), desk.matching.names()
        both = [one for one in desk.matching.blocks() if (one.mentee, one.mentor) == pair]
        if lift:
            _lift(desk, both)
        else:
            desk.matching.forbid(*pair, reason=_reason(conflict=conflict), until=until.date() if until else None)
    done = "may be matched again" if lift else "are kept apart"
    click.echo(f"{names[pair[0]]} and {names[pair[1]]} {done}.", err=as_json)


def _reason(*, conflict: bool) -> "BlockReason":
    from desktop.models.people import BlockReason

    return BlockReason.CONFLICT if conflict else BlockReason.BLOCKED


def _lift(desk: "Workspace", bans: "Sequence[Block]") -> None:
    if not bans:
        raise Trouble("These two are not kept apart by hand.", "Run 'alongside keep-apart' to see who is.")
    desk.matching.allow(bans[0].id)


def _tell_apart(desk: "Workspace", *, as_json: bool) -> None:
    bans, names = desk.matching.blocks(), desk.matching.names()
    if as_json:
        told = [one.model_dump(mode="json") for one in bans]
        report([one | {"mentee_name": names[one["mentee"]], "mentor_name": names[one["mentor"]]} for one in told])
        return
    for one in bans:
        until = f" until {one.until:%d %b %Y}" if one.until else ""
        click.echo(f"{names[one.mentee]}  never with  {names[one.mentor]}{until}")
    click.echo(f"{len(bans)} kept apart by hand.")


@click.command()
@click.argument("who")
@click.option("--for-good", is_flag=True, help="Yes, erase them: no undo brings them back.")
@folder_option
def erase(who: str, *, for_good: bool) -> None:
    """Erase all that is known of WHO, a young person or mentor by their whole name or id.

    Forms, matches, answers and what the history says of them go too. Backups keep them until they are thrown away; one
    that is brought back erases them again.
    """
    with workspace() as desk:
        person = anybody(desk, who)
        if not for_good:
            raise Trouble(f"Erasing {name_of(person)} can't be undone.", "Add --for-good if that is meant.")
        desk.safekeeping.erase(person)
    click.echo("Erased for good. Backups keep them until they are thrown away.")


@click.command("new-year")
@click.option("--end-matches", is_flag=True, help="End the matches that run, as planned (else they go on).")
@click.option("--move-up", is_flag=True, help="Everybody moves up a year group; a list brought in does so by itself.")
@folder_option
def new_year(*, end_matches: bool, move_up: bool) -> None:
    """Begin the next programme year once this one is over: its usual terms, and consent asked for anew.

    It is one step: 'alongside undo' takes it back.
    """
    with workspace() as desk:
        before = len(desk.matching.open())
        begun = desk.new_year.begin(end_matches=end_matches, move_up=move_up)
        ended = before - len(desk.matching.open())
    click.echo(f"The year {begun.academic_year} has begun: everybody is asked for consent anew.")
    if ended:
        click.echo(f"{ended} {'match' if ended == 1 else 'matches'} ended as planned.")


ENDING_COMMANDS = (end, withdraw, keep_apart, erase, new_year)
