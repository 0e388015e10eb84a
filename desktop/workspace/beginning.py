"""What a new file begins with: the first records of a school that said something about itself, or nothing yet."""

from datetime import date
from typing import Protocol

from desktop.models.programme import Programme, School
from desktop.workspace.settings import usual_programme


class Start(Protocol):
    """What a new file begins with."""

    def school(self) -> School:
        """Return the school's record."""

    def programme(self, today: date) -> Programme:
        """Return the programme's record."""


class EmptySchool:
    """A school that hasn't said anything about itself yet."""

    def school(self) -> School:
        """Return a school to be named in Settings."""
        return School(name="Our school")

    def programme(self, today: date) -> Programme:
        """Return this year's programme with usual terms."""
        return usual_programme(today)
