"""The shipped fonts, given to Qt before the first widget; it knows files and families only."""

from collections.abc import Iterator

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFontDatabase

from desktop.paths import resource

INTERFACE = ("Regular", "Medium", "SemiBold")


def load_interface_fonts() -> None:
    """Register the three weights the interface is set in.

    Qt tells of each family it passes over for a script it lacks, in the order of `theme.FAMILIES`: a Bengali name
    would write three lines where the program was started. No order helps, the interface's own font stands first.
    """
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    for weight in INTERFACE:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/source-sans-3/SourceSans3-{weight}.ttf")))


def load_script_fonts() -> Iterator[None]:
    """Register the other shipped fonts, for names and papers in other scripts, one a piece; after the first paint."""
    for path in sorted(resource("fonts").rglob("*.ttf")):
        if path.parent.name != "source-sans-3":
            yield
            QFontDatabase.addApplicationFont(str(path))
