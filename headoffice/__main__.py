"""`python -m headoffice`: the same door as `alongside-headoffice`."""

from headoffice.cli import main

main()
