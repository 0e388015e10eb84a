"""The hatch: the workspace's verbs without a window; heavy rooms are opened only by the verb that needs them."""

import io
import sys


def speak_every_script() -> None:
    """Write UTF-8 into files and pipes, and let a screen that lacks a letter show a stand-in for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def main() -> None:
    """Run the command line; expected trouble is one sentence and exit code 2."""
    try:
        from desktop.cli.door import through_the_door
    except KeyboardInterrupt:  # stopped before the door was there to say so
        print("\nStopped. Nothing was begun.", file=sys.stderr)  # noqa: T201 - nothing else to say it with is loaded
        sys.exit(130)
    speak_every_script()
    sys.exit(through_the_door(sys.argv[1:]))
