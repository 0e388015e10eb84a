"""Set everything up on a fresh machine, then run the demo (`start.py`) or every check (`start.py check`).

Standard library only: it runs before anything is installed. A second run takes seconds.
Further arguments go to the demo (`start.py --no-window --folder DIR`) or to pytest (`start.py check -k name`).
"""

import sys

try:
    from tools.setting_up.beginning import main
except KeyboardInterrupt:  # stopped before `main` was there to say so
    print("\nStopped. Nothing was begun.", flush=True)
    sys.exit(130)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
