"""What is no longer used is freed on the GUI thread only; it knows no widget and no job.

Python's collector comes in whichever thread happens to make an object. Where that was a worker, Qt objects died in it:
about one in twenty runs of thirty windows ended with a segmentation fault, or with a living signal "deleted".
"""

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject

YOUNG = 5_000  # objects made since the last look that make another worth it: about 1 ms
OLDER = 5  # looks at the young between two at those that outlived one; 20 of them held every thread for 20 ms and more


class Sweep(QObject):
    """Looks for unused circles of objects whenever the event loop is about to wait; made on the GUI thread.

    While it lives, nobody else does: Python's own collector is switched off until `stop`.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._looks = 0
        self._loop = QAbstractEventDispatcher.instance()
        self._loop.aboutToBlock.connect(self._on_idle)
        gc.disable()

    def _on_idle(self) -> None:
        if gc.get_count()[0] >= YOUNG:
            self.look()

    def look(self) -> None:
        """Free the young that nobody uses, each fifth time also those that outlived a look; never the oldest."""
        self._looks = (self._looks + 1) % OLDER
        gc.collect(0 if self._looks else 1)

    def stop(self) -> None:
        """Leave it to Python again."""
        self._loop.aboutToBlock.disconnect(self._on_idle)
        gc.enable()
