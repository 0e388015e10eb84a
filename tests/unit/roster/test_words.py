import tomllib

import pytest

from desktop.models.vocabulary import fold
from desktop.paths import resource
from desktop.roster.content import fits
from desktop.roster.headings import key_of, library
from desktop.roster.reading import Kind
from tests.unit.roster.making import TODAY

LISTS = [path.stem for path in sorted(resource("vocabularies").glob("*.toml"))]


@pytest.mark.parametrize("name", LISTS)
def test_a_spelling_means_one_thing_in_its_list(name):
    owners = {}
    for entry in tomllib.loads(resource(f"vocabularies/{name}.toml").read_text("utf-8"))["entry"]:
        for spelling in (entry["code"], entry["label"], *entry.get("aliases", ())):
            assert owners.setdefault(fold(spelling), entry["code"]) == entry["code"], spelling


@pytest.mark.parametrize("kind", Kind)
def test_a_heading_means_one_field_in_its_library(kind):
    data = tomllib.loads(resource(f"aliases/{kind}.toml").read_text("utf-8"))
    owners = {key_of(heading): "unneeded" for heading in data["unneeded"]}
    for field in data["field"]:
        for heading in (*field["aliases"], *field.get("weak", ())):
            assert owners.setdefault(key_of(heading), field["name"]) == field["name"], heading


@pytest.mark.parametrize("kind", Kind)
def test_every_alias_is_found_as_its_own_field(kind):
    known = library(kind)
    wrong = [
        alias for field in known.fields.values() for alias in field.aliases if known.lookup(alias).field != field.name
    ]
    assert wrong == []


@pytest.mark.parametrize("kind", Kind)
def test_every_field_leads_to_fields_that_exist(kind):
    known = library(kind)
    assert all(field.otherwise in ("", *known.fields) for field in known.fields.values())


@pytest.mark.parametrize(
    ("content", "good", "bad"),
    [
        ("form", "11E", "hello there"),
        ("full_name", "Ann Lee", "Ann"),
        ("certificate", "001600000001", "soon"),
        ("sectors", "Law; Magic", "Magic"),
        ("languages", "Welsh", "Elvish"),
        ("modality", "Online", "school"),
        ("phone", "07700 900000", "12"),
        ("sen", "K - SEN Support", "Kay"),
    ],
)
def test_a_kind_of_content_is_told_by_its_look(content, good, bad):
    assert fits(content, good, TODAY)
    assert not fits(content, bad, TODAY)
