"""Print every figure, or those of the rooms named; each room in a process of its own, so that none warms another.

What follows the first option is the rooms' own: `python -m benchmarks gaps --only papers`.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NO_ROOMS = {"__init__", "__main__", "big_school", "rosters"}


def rooms() -> list[str]:
    """Return the rooms that have figures."""
    alone = {path.stem for path in HERE.glob("*.py")} - NO_ROOMS
    return sorted(alone | {path.parent.name for path in HERE.glob("*/__main__.py")})


def main(asked: list[str]) -> int:
    """Run the benchmarks named, else all; return how many failed to run."""
    own = next((n for n, word in enumerate(asked) if word.startswith("-")), len(asked))
    failed = 0
    for room in asked[:own] or rooms():
        print(f"\n== {room}", flush=True)
        run = subprocess.run([sys.executable, "-m", f"benchmarks.{room}", *asked[own:]], cwd=HERE.parent, check=False)
        failed += run.returncode != 0
    return failed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
