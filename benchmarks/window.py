"""How quick the window is: from the command to its first paint with 5,000 people, and search at 20,000."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.big_school import SECRET, TODAY, fill, told

START = """
import sys, time
sys.path.insert(0, '.')
from desktop.ui import app
begin = app.open_with_variable
def watched(window, *keys):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    shown = type(window).showEvent
    def painted():
        window.grab()
        print('painted', time.time(), time.process_time(), flush=True)
        window.board.readied.connect(lambda: QTimer.singleShot(0, facts))
    def facts():
        window.grab()
        print('facts', time.time(), time.process_time(), flush=True)
        window.close()
        QApplication.exit(0)
    def show(self, event):
        shown(self, event)
        QTimer.singleShot(0, painted)
    type(window).showEvent = show
    begin(window, *keys)
app.open_with_variable = watched
from pathlib import Path
app.run(Path(sys.argv[1]))
"""


def opening(folder: Path) -> None:
    """Tell the time from the command to the first paint and to the first page's facts, the best of four processes.

    The processor time beside it counts all threads: finding the key runs on another core while Qt is loaded.
    """
    seen: dict[str, list[tuple[float, float]]] = {"painted": [], "facts": []}
    for _round in range(4):
        begun = time.time()
        done = subprocess.run(
            [sys.executable, "-c", START, str(folder)],
            check=True,
            env={**os.environ, "ALONGSIDE_PASSPHRASE": SECRET},
            cwd=Path(__file__).resolve().parents[1],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for line in done.stdout.splitlines():
            what, at, spent = line.split()
            seen[what].append((float(at) - begun, float(spent)))
    for what, words, aim in (("painted", "the first paint", 1.5), ("facts", "the first page's facts", 2.5)):
        best, spent = min(seen[what])
        told(f"from the command to {words}, 5,000 people", best, aim, f"   processor {spent * 1000:6.0f} ms")


def deriving(folder: Path) -> float:
    """Measure what finding the key out of the passphrase takes; it is meant to take time."""
    from desktop.workspace import Workspace

    times = []
    for _round in range(5):
        begun = time.perf_counter()
        Workspace.find_keys(folder, SECRET)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def searching(folder: Path) -> None:
    """Measure the search box's answers at 20,000 people."""
    from desktop.workspace import Workspace

    workspace = Workspace.open(folder, SECRET, who="Benchmark", today=lambda: TODAY)
    for words in ("given1", "family19 given", "g", "mentor99"):
        times = []
        for _round in range(7):
            begun = time.perf_counter()
            workspace.lists.find(words)
            times.append(time.perf_counter() - begun)
        told(f"search {words!r} among 20,000", statistics.median(times), 0.05)
    workspace.close()


def main() -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as place:
        five, twenty = Path(place) / "five", Path(place) / "twenty"
        fill(five, 5000, 2000)
        fill(twenty, 20000, 2000)
        opening(five)
        told("of it finding the key, beside the loading of Qt", deriving(five), 0.5)
        searching(twenty)


if __name__ == "__main__":
    main()
