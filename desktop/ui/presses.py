"""Tells the second press of a double click from one that is meant by itself; it knows no button."""

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication


class Presses:
    """For what stands under the pointer in place of the thing that was pressed: the second press isn't meant for it."""

    def __init__(self) -> None:
        self._last = QElapsedTimer()

    def again(self) -> bool:
        """Count a press, and tell whether it came as soon after the one before as those of a double click."""
        soon = self._last.isValid() and self._last.elapsed() < QApplication.doubleClickInterval()
        self._last.start()
        return soon
