"""Plain text entries in the house's settings; they know nothing of forms."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


def line(text: str = "", *, hint: str = "", secret: bool = False, most: int = 0) -> QLineEdit:
    """Return a one-line entry; with `most` nobody can write more letters than that."""
    made = QLineEdit(text)
    if most:
        made.setMaxLength(most)
    made.setPlaceholderText(hint)
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def lines(text: str = "", *, height: int = 72, hint: str = "") -> QPlainTextEdit:
    """Return an entry of several lines; Tab leaves it."""
    made = QPlainTextEdit(text)
    made.setTabChangesFocus(True)
    made.setFixedHeight(height)
    made.setPlaceholderText(hint)
    return made
