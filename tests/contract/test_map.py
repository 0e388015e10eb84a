"""The map of the house is the contract, and the contract is the house: no room stands beside it."""

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
LAYERS = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]["layers"]
NAMED = {room.strip().removeprefix("desktop.") for layer in LAYERS for room in layer.split("|")}
MAP = (HERE / "ARCHITECTURE.md").read_text("utf-8").split("```")[1]
PAGES = [*HERE.glob("*.md"), *HERE.glob("docs/*.md"), *HERE.glob("benchmarks/*.md")]
MODULES = sorted({name for page in PAGES for name in re.findall(r"python3? -m ([\w.]+)", page.read_text("utf-8"))})


def test_every_room_stands_in_the_contract():
    rooms = {one.stem for one in (HERE / "desktop").iterdir() if one.suffix == ".py" or (one / "__init__.py").exists()}
    assert rooms - {"__init__"} == NAMED


@pytest.mark.parametrize("room", sorted(NAMED))
def test_every_room_of_the_contract_is_on_the_map(room):
    assert re.search(rf"\b{room}\b", MAP)


@pytest.mark.parametrize("name", MODULES)
def test_every_module_that_is_said_to_run_is_there(name):
    assert importlib.util.find_spec(name) is not None
