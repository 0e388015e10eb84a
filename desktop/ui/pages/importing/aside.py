"""The cards beside the list: what bringing it in would do, and how it was read, with the letters chooser."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QFrame, QWidget

from desktop.i18n import _, ngettext
from desktop.ui.build import STRETCH, box, button, card, col, fact_line, row, words
from desktop.ui.choices import Choice, Dot
from desktop.ui.marks import Elided
from desktop.workspace.importing import Examined


@dataclass(frozen=True)
class Hears:
    """Who is told when something is chosen in the cards."""

    kind: Callable[[str], object]
    letters: Callable[[str], object]
    tab: Callable[[str], object]
    as_in_file: Callable[[], object]


def summary_card(examined: Examined, hears: Hears) -> QFrame:
    """Return what bringing the list in would do, in exact counts, and what is left to decide."""
    plan, reading = examined.plan, examined.reading
    lines = [
        (_("New"), len(plan.added)),
        (_("Changed"), len(plan.updated)),
        (_("Already as in the file"), len(plan.unchanged)),
        (_("Left out, with a reason"), len(reading.refused_lines)),
        (_("Left out by you"), len(examined.told.left)),
        (_("Not people (titles, totals)"), len(reading.skipped)),
    ]
    parts: list[QWidget] = [box(fact_line(name, str(count))) for name, count in lines if count or name == _("New")]
    if open_ := examined.undecided:
        said = ngettext("{n} line may be somebody known.", "{n} lines may be somebody known.", open_)
        parts.append(words(said, "small", tone="wait", wrap=True))
        parts.append(
            _left(
                button(
                    _("Decide"),
                    lambda: hears.tab("alike"),
                    "link",
                    tip=_("Say for each whether it is the same person or somebody new."),
                )
            )
        )
    if mended := sum(len(texts) for texts in examined.told.put_right.values()):
        said = ngettext("{n} cell was put right here.", "{n} cells were put right here.", mended)
        parts.append(words(said, "small", wrap=True))
        parts.append(
            _left(
                button(
                    _("As in the file"),
                    hears.as_in_file,
                    "link",
                    tip=_("Forgets what you put right here and reads the file as it is."),
                )
            )
        )
    return card(words(_("If you import it"), "section"), *parts, gap=8)


def _left(link: QWidget) -> QWidget:
    return box(row(link, STRETCH))


def reading_card(examined: Examined, hears: Hears) -> QFrame:
    """Return who is in the list, how its letters are stored, and what else is worth knowing of the reading."""
    reading = examined.reading
    kind = Choice([("mentees", _("Young people")), ("mentors", _("Mentors"))], _("Who is in it"))
    kind.choose(reading.kind.value)
    kind.currentIndexChanged.connect(lambda _at: hears.kind(kind.code))
    parts: list[QWidget] = [box(col(words(_("Who is in it")), kind, gap=4))]
    if len(examined.encodings) > 1:
        parts.append(letters_box(examined, hears))
    notes = list(reading.notes)
    if reading.dropped:
        notes.append(_("Not needed, so not kept: {columns}.").format(columns=", ".join(reading.dropped)))
    parts += [words(note, "small", wrap=True) for note in notes]
    return card(words(_("How it was read"), "section"), *parts, gap=8)


def letters_box(examined: Examined, hears: Hears) -> QWidget:
    """Return the ways to read the letters, each with names of the file as it would write them.

    Where the file leaves no doubt only its names are shown, and the other ways are a press away.
    """
    chosen = examined.reading.encoding
    ways = _ways(examined, hears)
    if not chosen.startswith("utf"):
        return box(col(words(_("Which names are right?")), ways, gap=4))
    names = next((one.names for one in examined.encodings if one.encoding == chosen), ())
    said = words(_("Names such as {names}.").format(names=_few(names)), "small", wrap=True)
    wrong = button(_("These names are wrong"), kind="link")
    wrong.clicked.connect(ways.show)
    wrong.clicked.connect(wrong.hide)
    ways.hide()
    return box(col(words(_("How letters were saved")), said, _left(wrong), ways, gap=4))


def _ways(examined: Examined, hears: Hears) -> QWidget:
    group = QButtonGroup()
    lines: list[QWidget] = []
    for choice in examined.encodings:
        names = _few(choice.names)
        dot = Dot("", choice.encoding == examined.reading.encoding)
        dot.setAccessibleName(_("{names}, saved as {way}").format(names=names, way=choice.label))
        dot.setToolTip(dot.accessibleName())
        dot.toggled.connect(lambda on, code=choice.encoding: hears.letters(code) if on else None)
        group.addButton(dot)
        texts = col(Elided(names), Elided(choice.label, "small"), gap=0)
        line = row(dot, texts, gap=4)
        line.setStretch(1, 1)
        lines.append(box(line))
    made = box(col(*lines, gap=6))
    group.setParent(made)
    return made


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) or _("No letters beyond English")
