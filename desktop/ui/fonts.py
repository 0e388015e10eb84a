"""The shipped fonts, given to Qt before the first widget; it knows files and families only."""

from collections.abc import Iterator

from PySide6.QtGui import QFontDatabase

from desktop.paths import resource

INTERFACE = ("Regular", "Medium", "SemiBold")


def load_interface_fonts() -> None:
    """Register the three weights the interface is set in."""
    for weight in INTERFACE:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/source-sans-3/SourceSans3-{weight}.ttf")))


def load_script_fonts() -> Iterator[None]:
    """Register the other shipped fonts, for names and papers in other scripts, one a piece; after the first paint."""
    for path in sorted(resource("fonts").rglob("*.ttf")):
        if path.parent.name != "source-sans-3":
            yield
            QFontDatabase.addApplicationFont(str(path))
