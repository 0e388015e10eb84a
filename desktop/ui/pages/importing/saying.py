"""What the import page says of the list it shows: whose it is, what comes in, and what is in the way."""

from desktop.i18n import _, ngettext
from desktop.workspace.importing import Examined


def place_of(kind: str) -> str:
    """Return the page on which people of a list's kind stand."""
    return "mentors" if kind == "mentors" else "young-people"


def people_words(kind: str, count: int) -> str:
    """Return `24 young people` or `3 mentors`."""
    if kind == "mentors":
        return ngettext("{n} mentor", "{n} mentors", count)
    return ngettext("{n} young person", "{n} young people", count)


def what_is_shown(examined: Examined | None) -> str:
    """Say who is in which file, and how many rows were left out; what the page is for where there is none."""
    if examined is None:
        return _("Young people or mentors, from a file. You look before anything is kept.")
    reading = examined.reading
    noun = people_words(reading.kind.value, len(reading.people))
    left = ngettext("{n} row left out", "{n} rows left out", len(reading.refused_lines))
    return _("{people} in {file}, {left}").format(people=noun, file=examined.path.name, left=left)


def what_comes_in(examined: Examined | None) -> tuple[str, str | None]:
    """Return the words of the button that brings a list in, and why it can't be pressed, None where it can."""
    if examined is None:
        return _("Import them"), _("No list is open yet. Choose a file first.")
    count = len(examined.plan.added) + len(examined.plan.updated)
    said = _("Import {people}").format(people=people_words(examined.reading.kind.value, count))
    if maybe := examined.undecided:
        there = ngettext("{n} of them perhaps there already", "{n} of them perhaps there already", maybe)
        said = _("Import {count}, {there}").format(count=count, there=there)
    return said if count else _("Nothing to import"), _against(examined, count)


def _against(examined: Examined, count: int) -> str | None:
    """Return why a list can't be brought in as it stands, with what to do about it; None where it can."""
    if any(column.clash for column in examined.reading.columns):
        return _("Two columns are kept as the same thing. Choose something else for one of them under Columns.")
    if count:
        return None
    if examined.reading.refused_lines:
        return _("No row can come in as it stands. Put right what is to look at, or choose another file.")
    if not examined.plan.unchanged:
        return _("Nobody was found in this list. Look at “The file” and “Columns”, or choose another file.")
    return _("Everybody in this list is there already, as in the file. Choose another file.")
