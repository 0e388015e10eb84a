"""Bytes of a school's file to people, problems and a mapping, and what adopting them would change; it keeps nothing."""

from desktop.roster.changes import changes, mentee_changes, mentor_changes
from desktop.roster.decoding import EncodingChoice, encoding_choices
from desktop.roster.pasted import pasted_rows
from desktop.roster.plan import Added, FieldChange, ImportPlan, LookAlike, Updated
from desktop.roster.read import read_roster, shape_of
from desktop.roster.reading import Column, Kind, MenteeRow, MentorRow, Problem, Reading, Severity, Skipped
from desktop.roster.shapes import reading_json

__all__ = [
    "Added",
    "Column",
    "EncodingChoice",
    "FieldChange",
    "ImportPlan",
    "Kind",
    "LookAlike",
    "MenteeRow",
    "MentorRow",
    "Problem",
    "Reading",
    "Severity",
    "Skipped",
    "Updated",
    "changes",
    "encoding_choices",
    "mentee_changes",
    "mentor_changes",
    "pasted_rows",
    "read_roster",
    "reading_json",
    "shape_of",
]
