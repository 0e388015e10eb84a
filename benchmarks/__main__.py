"""Print every figure, or those of the rooms named; each room in a process of its own, so that none warms another.

What follows the first option is the rooms' own: `python -m benchmarks gaps --only papers`.
"""

import compileall
import os
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
    """Run the benchmarks named, else all, with the program compiled as an installed one is; return how many failed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compileall.compile_dir(HERE.parent / "desktop", quiet=1)
    own = next((n for n, word in enumerate(asked) if word.startswith("-")), len(asked))
    failed = 0
    for room in asked[:own] or rooms():
        print(f"\n== {room}", flush=True)
        command = [sys.executable, "-m", f"benchmarks.{room}", *asked[own:]]
        run = subprocess.run(command, cwd=HERE.parent, env=environment, check=False)
        failed += run.returncode != 0
    return failed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
