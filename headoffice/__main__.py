"""`alongside-headoffice`, and the same by `python -m headoffice`: the door, whose rooms take a while to open."""

import sys


def main() -> None:
    """Run the command line; a person may stop it before it has begun."""
    try:
        from headoffice.cli import main as run
    except KeyboardInterrupt:  # the door that says so isn't there yet
        print("\nStopped. Nothing was begun.", file=sys.stderr)  # noqa: T201 - nothing else to say it with is loaded
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
