"""The hatch: the workspace's verbs without a window; heavy rooms are opened only by the verb that needs them."""

import sys


def main() -> None:
    """Run the command line; expected trouble is one sentence and exit code 2."""
    from desktop.cli.door import through_the_door

    sys.exit(through_the_door(sys.argv[1:]))
