"""Small things the school's file remembers by name, such as how a roster file is mapped; it knows no meaning."""

from desktop.models.record import Record


class Remembered(Record):
    """One remembered value under a name such as `mapping:<shape>`; `value` is JSON text that its owner reads."""

    id: str
    value: str
