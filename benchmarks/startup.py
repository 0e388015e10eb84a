"""How long `alongside --help` takes: the median of some runs, each a new process (aim: under 0.3 s)."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
RUNS = 9


def seconds() -> float:
    """Run it once."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "desktop.cli", "--help"]
    subprocess.run(command, cwd=HERE, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def main() -> None:
    """Print the median and the worst."""
    seconds()  # the first run fills the disk's cache and the compiled files
    taken = [seconds() for _run in range(RUNS)]
    print(f"alongside --help: median {statistics.median(taken):.3f} s, worst {max(taken):.3f} s of {RUNS}")


if __name__ == "__main__":
    main()
