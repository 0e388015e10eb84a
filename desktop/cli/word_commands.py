"""Commands about the lists of words people choose from, and the school's own words in them."""

import click

from desktop.cli.reach import folder_option, json_option, report, workspace


@click.command("words")
@click.argument("name", metavar="LIST")
@click.option("--add", "added", metavar="WORD", help="Add a word, or offer it again; give its spellings with --also.")
@click.option("--also", multiple=True, metavar="SPELLING", help="Another way your lists spell the word added.")
@click.option("--rename", nargs=2, metavar="WORD NEW", help="Give a word another name; the old one is still read.")
@click.option("--retire", "retired", metavar="WORD", help="Offer a word no more; who has it keeps it.")
@json_option
@folder_option
def list_words(
    name: str,
    *,
    added: str | None,
    also: tuple[str, ...],
    rename: tuple[str, str] | None,
    retired: str | None,
    as_json: bool,
) -> None:
    """Show a LIST of words (sectors, languages, experiences, slots and so on), or change it."""
    with workspace() as desk:
        if added:
            desk.vocabularies.add(name, added, aliases=also)
        if rename:
            desk.vocabularies.rename(name, *rename)
        if retired:
            desk.vocabularies.retire(name, retired)
        found, strange = desk.vocabularies.words(name), desk.vocabularies.strangers(name)
    if as_json:
        report({"words": [one.model_dump(mode="json") for one in found], "not_in_list": dict(strange)})
        return
    for one in found:
        marks = [("your own", one.own), ("not offered", not one.offered), (_people(one.people), one.people > 0)]
        said = ", ".join(mark for mark, so in marks if so)
        click.echo(f"{one.label} ({said})" if said else one.label)
    for word, count in strange:
        click.echo(f"Not in the list: {word} ({_people(count)}). Add it with --add.")


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


WORD_COMMANDS = (list_words,)
