"""What the documents point to is there: links, and the modules and folders they name."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
PAGES = sorted([*HERE.glob("*.md"), *HERE.glob("docs/*.md"), *HERE.glob("benchmarks/*.md")])
ROOMS = (HERE, HERE / "desktop", HERE / "resources")
LINKS = [(page, link) for page in PAGES for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))]
NAMED = [
    (page, name)
    for page in PAGES
    for name in sorted(set(re.findall(r"`([\w./-]+(?:\.(?:py|toml|yaml)|/))`", page.read_text("utf-8"))))
    if "/" in name
]


def name_of(value: object) -> str:
    return value.name if isinstance(value, Path) else str(value)


@pytest.mark.parametrize(("page", "link"), LINKS, ids=name_of)
def test_each_link_leads_somewhere(page, link):
    assert (page.parent / link).exists()


@pytest.mark.parametrize(("page", "name"), NAMED, ids=name_of)
def test_each_module_and_folder_that_is_named_is_there(page, name):
    assert any((room / name).exists() for room in ROOMS)


def test_the_documents_point_to_something():
    assert (len(LINKS) > 8, len(NAMED) > 20) == (True, True)
