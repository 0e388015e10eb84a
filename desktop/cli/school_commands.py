"""Commands about what a school says of itself, and the steps its volunteers took."""

from datetime import datetime

import click

from desktop.cli.reach import folder_option, json_option, report, workspace
from desktop.errors import Trouble

STEPS = ("application", "interview", "references", "dbs", "risk_assessment", "training", "approval")


@click.command()
@click.option("--name", help="The school's name, as on the papers.")
@click.option("--phone", help="The school's phone number.")
@click.option("--postcode-area", help="The first half of its postcode: where pairs meet.")
@click.option("--dsl", help="The designated safeguarding lead: 'Name' or 'Name, phone'.")
@click.option("--facilitator", multiple=True, help="Who runs sessions: 'Name' or 'Name, phone'. Give it once for each.")
@click.option("--room", multiple=True, help="Where pairs meet: 'Hall: 24' for 24 tables. Give it once for each.")
@json_option
@folder_option
def school(
    *, dsl: str | None, facilitator: tuple[str, ...], room: tuple[str, ...], as_json: bool, **named: str
) -> None:
    """Show the school's details, or change those that are given; the lists replace what was there."""
    from desktop.workspace.settings import room_of, staff_of, with_staff

    changed: dict[str, object] = {field: value for field, value in named.items() if value is not None}
    with workspace() as desk:
        ours = desk.settings.school
        ours = with_staff(ours, "dsl", [staff_of(dsl, "dsl")]) if dsl else ours
        led = [staff_of(one, "facilitator") for one in facilitator]
        ours = with_staff(ours, "facilitator", led) if led else ours
        if room:
            changed["rooms"] = tuple(room_of(one) for one in room)
        desk.settings.change_school(ours := ours.model_copy(update=changed))
    if as_json:
        report(ours.model_dump(mode="json"))
        return
    click.echo(f"{ours.name}. DSL: {ours.dsl.name if ours.dsl else 'not named yet'}.")
    click.echo(f"Facilitators: {', '.join(one.name for one in ours.facilitators) or 'none yet'}.")
    click.echo(f"Rooms: {', '.join(f'{one.name} ({one.tables} tables)' for one in ours.rooms) or 'none yet'}.")


@click.command()
@click.argument("mentors", nargs=-1)
@click.option("--everyone", is_flag=True, help="All mentors who take part, in place of naming some.")
@click.option("--step", "steps", multiple=True, required=True, type=click.Choice(STEPS), help="Give it once for each.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day it was done, as 2026-09-30.")
@click.option("--by", required=True, help="The initials of who saw to it.")
@click.option("--hours", type=float, help="Hours of training in all, with the step 'training'.")
@folder_option
def gate(mentors: tuple[str, ...], *, everyone: bool, steps: tuple[str, ...], on: datetime, **facts: object) -> None:
    """Record a step that MENTORS took before they can be matched, each named by e-mail address, name or id."""
    from desktop.workspace.gates import Passed

    if everyone == bool(mentors):
        raise Trouble("It isn't clear whose step this is.", "Name some mentors, or give --everyone.")
    passed = Passed.model_validate({"steps": steps, "on": on.date(), **facts})
    with workspace() as desk:
        kept = desk.gates.record(desk.gates.everyone() if everyone else desk.gates.find(mentors), passed)
        clear = sum(desk.gates.light(one).good for one in kept)
    click.echo(f"Recorded for {len(kept)} mentors; {clear} of them are clear to meet.")


SCHOOL_COMMANDS = (school, gate)
