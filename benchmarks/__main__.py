"""Print every figure, or those of the rooms named; each room in a process of its own, so that none warms another."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NO_ROOMS = {"__init__", "__main__", "big_school", "rosters"}


def rooms() -> list[str]:
    """Return the rooms that have figures."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NO_ROOMS)


def main(named: list[str]) -> int:
    """Run the benchmarks named, else all; return how many failed to run."""
    failed = 0
    for room in named or rooms():
        print(f"\n== {room}", flush=True)
        run = subprocess.run([sys.executable, "-m", f"benchmarks.{room}"], cwd=HERE.parent, check=False)
        failed += run.returncode != 0
    return failed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
