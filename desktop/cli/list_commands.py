"""Commands that show who there is and how things stand: people, consent forms, matches."""

import click

from desktop.cli.reach import folder_option, json_option, report, workspace


@click.command()
@click.option("--kind", type=click.Choice(["mentees", "mentors"]), help="Only these.")
@json_option
@folder_option
def people(*, kind: str | None, as_json: bool) -> None:
    """List everybody who takes part, with their id and how they stand."""
    from desktop.workspace.lines import Asked

    with workspace() as desk:
        young = desk.lists.mentee_lines(desk.lists.mentee_ids(Asked())) if kind != "mentors" else []
        grown = desk.lists.mentor_lines(desk.lists.mentor_ids(Asked())) if kind != "mentees" else []
    if as_json:
        told = [one.model_dump(mode="json") for one in young], [one.model_dump(mode="json") for one in grown]
        report({"mentees": told[0], "mentors": told[1]})
        return
    for one in young:
        stands = f"with {one.mentor}" if one.mentor else one.consent.words
        click.echo(f"{one.id}  {_with_form(f'{one.given} {one.family}', one.form)}: {stands}")
    for other in grown:
        stands = f"with {other.mentees}" if other.mentees else other.clear.words
        click.echo(f"{other.id}  {other.given} {other.family}: {stands}")


@click.command()
@json_option
@folder_option
def consents(*, as_json: bool) -> None:
    """List the consent forms that are out or back, with the code printed on each."""
    with workspace() as desk:
        lines = desk.consents.listing()
    if as_json:
        report([line.model_dump(mode="json") for line in lines])
        return
    for line in lines:
        click.echo(f"{line.code}  {_with_form(line.name, line.form)}: {line.light.words}")
    click.echo(f"{len(lines)} forms.")


@click.command()
@json_option
@folder_option
def matches(*, as_json: bool) -> None:
    """List the matches that are drafts, reviewed or running."""
    with workspace() as desk:
        names, found = desk.matching.names(), desk.matching.open()
    if as_json:
        fields = {"id", "mentee", "mentor", "state", "score", "modality", "pinned", "started_on"}
        report(
            [
                match.model_dump(mode="json", include=fields)
                | {"mentee_name": names[match.mentee], "mentor_name": names[match.mentor]}
                for match in found
            ]
        )
        return
    for match in found:
        click.echo(f"{names[match.mentee]}  with  {names[match.mentor]}: {match.state.value}")
    click.echo(f"{len(found)} matches.")


def _with_form(name: str, form: str) -> str:
    return f"{name}, {form}" if form else name


LIST_COMMANDS = (people, consents, matches)
