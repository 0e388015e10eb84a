"""`python -m desktop.cli` is the same as `alongside`."""

from desktop.cli import main

if __name__ == "__main__":
    main()
