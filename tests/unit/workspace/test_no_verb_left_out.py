"""The law of undoing is about every verb: one that the machine of steps doesn't know fails here."""

import ast
from pathlib import Path

from desktop import workspace
from tests.unit.workspace import test_every_verb_undone


def calls(node):
    found = (one for one in ast.walk(node) if isinstance(one, ast.Call))
    return [one for one in found if isinstance(one.func, ast.Attribute)]


def names(node):
    """What is called inside, by name."""
    return {one.func.attr for one in calls(node)}


def writes(node):
    """Whether a step that can be undone is written here."""
    steps = [one for one in calls(node) if ast.unparse(one.func).endswith("_desk.step")]
    return any(not any(word.arg == "undoable" for word in one.keywords) for one in steps)


def verbs_of(path):
    """The functions of a module that write a step which can be undone, themselves or by a private one."""
    made = [one for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, ast.FunctionDef)]
    found = {one.name for one in made if writes(one)}
    for _depth in range(3):
        found |= {one.name for one in made if names(one) & {name for name in found if name.startswith("_")}}
    return {name for name in found if not name.startswith("_")}


def test_no_verb_of_the_desk_is_left_out():
    used = names(ast.parse(Path(test_every_verb_undone.__file__).read_text("utf-8")))
    verbs = {name for path in Path(workspace.__file__).parent.rglob("*.py") for name in verbs_of(path)}
    assert len(verbs) > 30
    assert verbs - used == set()
