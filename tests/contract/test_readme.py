"""What the README says can be typed can be typed."""

import re
from pathlib import Path

import pytest

from desktop.cli.door import alongside
from headoffice.cli import headoffice

HERE = Path(__file__).resolve().parents[2]
README = (HERE / "README.md").read_text("utf-8")
LINES = re.findall(r"^    alongside (.+?)(?:\s+#.*)?$", README, re.M)
NAMED = sorted({part.split()[0] for line in LINES for part in line.split(" · ")})


def test_the_readme_shows_commands():
    assert len(LINES) > 10


@pytest.mark.parametrize("name", NAMED)
def test_each_command_of_the_readme_exists(name):
    assert name in alongside.commands


def test_each_command_that_exists_is_in_the_readme():
    assert set(NAMED) == set(alongside.commands)


@pytest.mark.parametrize("line", [line for line in LINES if " · " not in line])
def test_each_option_of_the_readme_exists(line):
    name, *words = line.split()
    known = {
        flag for parameter in alongside.commands[name].params for flag in (*parameter.opts, *parameter.secondary_opts)
    }
    assert {word for word in words if word.startswith("--")} <= known


def test_head_offices_commands_exist():
    named = set(re.findall(r"`alongside-headoffice (\w+)", README))
    assert named
    assert named <= set(headoffice.commands)


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#]+)\)", README))
def test_each_link_of_the_readme_leads_somewhere(path):
    assert (HERE / path).exists()
