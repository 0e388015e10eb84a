"""What the parts of Settings are called, in their order; it makes none of them, so that the search can ask early."""

from desktop.i18n import _


def names() -> list[tuple[str, str, str]]:
    """Return the parts as (key, name, icon)."""
    return [
        ("school", _("The school"), "school"),
        ("policy", _("Rules"), "shield"),
        ("year", _("Year and terms"), "sessions"),
        ("words", _("Lists of words"), "note"),
        ("look", _("Look and language"), "theme"),
        ("people", _("This computer"), "key"),
        ("safe", _("Backups"), "save"),
        ("history", _("All changes"), "history"),
    ]
