"""Commands about the programme: match, publish, consent, sessions, and the line to head office."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from desktop.cli.reach import folder_option, json_option, progress_bar, report, workspace

if TYPE_CHECKING:
    from desktop.models.sharing import SyncReport


@click.command()
@click.option("--dry-run", is_flag=True, help="Propose and report only; no draft is kept.")
@click.option("--seed", type=int, help="The lottery's seed (else the policy's).")
@json_option
@folder_option
def match(*, dry_run: bool, seed: int | None, as_json: bool) -> None:
    """Find the best matches and keep them as a draft. Nobody is told until 'alongside publish'."""
    with workspace() as desk:
        with progress_bar("Matching") as move:
            proposal = desk.matching.propose(desk.matching.request(seed=seed), progress=move)
        if not dry_run:
            desk.matching.adopt(proposal)
        found, names = desk.matching.as_json(proposal), desk.matching.names()
    if as_json:
        report(found)
        return
    for pin in proposal.refused_pins:
        who = f"{names.get(pin.mentee, 'Somebody')} with {names.get(pin.mentor, 'somebody')}"
        click.echo(f"{who}: {'running' if pin.running else 'pinned'}, but {' '.join(pin.reasons)}")
    for pair in found["pairs"]:
        click.echo(f"{names[pair['mentee']]}  with  {names[pair['mentor']]}  ({pair['score']})")
    for left in found["unmatched"]:
        click.echo(f"{names[left['mentee']]}: not matched. {left['reason']}")
    click.echo(f"{len(found['pairs'])} matched, {len(found['unmatched'])} not. {found['proof']['line']}")
    if not dry_run:
        click.echo("A draft: nobody has been told. Look through it, then run 'alongside publish'.")


@click.command()
@click.option("--by", required=False, help="The name of who decided; it stands beside each match.")
@click.option("--end-replaced", is_flag=True, help="Close running pairs in whose place a draft stands.")
@json_option
@folder_option
def publish(*, by: str | None, end_replaced: bool, as_json: bool) -> None:
    """Review and publish the draft matches under a person's name."""
    with workspace() as desk:
        published = desk.matching.publish(by=by, end_replaced=end_replaced)
    if as_json:
        report({"published": len(published), "matches": [match.id for match in published]})
    else:
        click.echo(f"{len(published)} matches published.")


@click.command()
@click.argument("reference")
@click.option("--response", type=click.Choice(["given", "refused"]), default="given", show_default=True)
@click.option("--surveys/--no-surveys", default=False, help="The family ticked 'surveys'.")
@click.option("--share/--no-share", default=False, help="... 'share anonymised results'.")
@click.option("--photo/--no-photo", default=False, help="... 'photo'.")
@click.option("--virtual/--no-virtual", default=False, help="... 'virtual sessions'.")
@click.option(
    "--route", type=click.Choice(["paper", "phone", "email", "in_person"]), default="paper", show_default=True
)
@click.option("--signed-by", default="", help="Who signed.")
@click.option("--relationship", default="", help="What they are to the young person.")
@click.option("--parental-responsibility/--no-parental-responsibility", default=None)
@click.option("--on", "day", type=click.DateTime(["%d/%m/%Y", "%Y-%m-%d"]), help="The day it came back; else today.")
@click.option("--change", is_flag=True, help="The form was recorded before and the family has answered anew.")
@folder_option
def consent(reference: str, response: str, route: str, *, change: bool, **ticks: object) -> None:
    """Record a consent form that came back, by the code printed on it."""
    from desktop.workspace.consents import ReturnedForm

    choices = {
        "take_part": response == "given",
        "surveys": ticks["surveys"],
        "share_anonymised": ticks["share"],
        "photo": ticks["photo"],
        "virtual_sessions": ticks["virtual"],
    }
    signed = {name: ticks[name] for name in ("signed_by", "relationship", "parental_responsibility")}
    day = ticks["day"].date() if isinstance(ticks["day"], datetime) else None
    said = {"response": response, "route": route, "choices": choices, "received_on": day}
    returned = ReturnedForm.model_validate(said | signed)
    with workspace() as desk:
        form = desk.consents.record(reference, returned, change=change)
        light = desk.consents.light(desk.roster.mentee(form.mentee))
    click.echo(f"Recorded. {light.words}. {' '.join(light.reasons)}".strip())


@click.command("plan-sessions")
@json_option
@folder_option
def plan_sessions(*, as_json: bool) -> None:
    """Plan the term's monthly sessions for every published match."""
    with workspace() as desk:
        with progress_bar("Planning") as move:
            plan = desk.planning.propose(desk.planning.request(), progress=move)
        sessions = desk.planning.adopt(plan)
        names, pairs = desk.matching.names(), {match.id: match for match in desk.matching.open()}
    if as_json:
        report(
            {
                "sessions": [one.model_dump(mode="json", exclude={"virtual_checks", "note"}) for one in sessions],
                "unplaced": [one.model_dump(mode="json") for one in plan.unplaced],
                "online_checks": [sessions[place].id for place in plan.to_check],
            }
        )
        return
    for left in plan.unplaced:
        click.echo(f"{names[pairs[left.match].mentee]} with {names[pairs[left.match].mentor]}: {left.reason}")
    for one in sessions:
        click.echo(f"{one.day:%d %b %Y} {one.start:%H:%M}  {one.room}  {len(one.pairs)} pairs")
    click.echo(f"{len(sessions)} sessions planned.")
    if plan.to_check:
        click.echo(f"{len(plan.to_check)} of them need the three online checks: somebody under 18 meets online.")


@click.command()
@click.argument("code")
@click.option("--office", required=True, help="Head office's address, as in its letter.")
@folder_option
def enrol(code: str, office: str) -> None:
    """Enrol this computer with head office by the one-time code of its letter."""
    with workspace() as desk:
        enrolment = desk.sharing.enrol(code, office)
    click.echo(f"Connected to head office as site {enrolment.site}. Nothing has been sent.")


@click.command()
@click.option("--preview", is_flag=True, help="Show the very bytes that would leave, and send nothing.")
@click.option("--approve", is_flag=True, help="Approve this term's first release: it has been looked at.")
@json_option
@folder_option
def sync(*, preview: bool, approve: bool, as_json: bool) -> None:
    """Send head office the anonymised release of each term that differs, and believe only its signed answer.

    Ends with 0 when all is with head office, 3 when it could not be reached (try again later), 4 when a person has to
    look: to enrol, approve, or read why something was refused.
    """
    with workspace() as desk:
        if preview:
            click.echo(desk.sharing.preview().body if as_json else desk.sharing.preview().words)
            return
        if approve:
            desk.sharing.approve()
        with progress_bar("Sending") as move:
            found = desk.sharing.sync(progress=move)
    if as_json:
        report(found.model_dump(mode="json"))
    else:
        for line in sync_words(found):
            click.echo(line)
    click.get_current_context().exit(sync_code(found))


OFFLINE, NEEDS_A_PERSON = 3, 4
_ON_ITS_WAY = ("confirmed", "sent", "retracted")


def sync_code(found: "SyncReport") -> int:
    """Return the exit code by which a scheduled task can tell how a sync went."""
    unsettled = [term.standing for term in found.terms if term.standing not in _ON_ITS_WAY]
    if any(standing not in ("prepared", "waiting") for standing in unsettled):
        return NEEDS_A_PERSON
    return 0 if found.reached and not unsettled else OFFLINE


def sync_words(found: "SyncReport") -> list[str]:
    """Return what a sync did, in sentences: how it went, then how each term stands."""
    return [line for line in (found.words, *(term.words for term in found.terms)) if line]


PROGRAMME_COMMANDS = (match, publish, consent, plan_sessions, enrol, sync)
