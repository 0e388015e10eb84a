import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.roster.limits import MAX_CELL_TEXT
from desktop.roster.tidying import tidy


@pytest.mark.parametrize(
    ("raw", "text", "oddities"),
    [
        ("Ann", "Ann", ()),
        ("  Ann\u00a0 Lee \n", "Ann Lee", ()),
        ("Zoe\u0308", "Zoë", ()),
        ("Ann\x00\u202eLee", "AnnLee", ("control",)),
        ("ZoÃ«", "Zoë", ("twice",)),
        ("Ãlvaro", "Ãlvaro", ()),
        ("Ã€ÿĀ", "Ã€ÿĀ", ()),
        ("O&#39;Brien", "O'Brien", ("entity",)),
        ("R & B", "R & B", ()),
        ('="004100"', "004100", ()),
        ("'=SUM(A1)", "=SUM(A1)", ("formula",)),
        ("=1+1", "=1+1", ("formula",)),
        ("@name", "@name", ("formula",)),
        ("-cmd", "-cmd", ("formula",)),
        ("-12", "-12", ()),
        ("'t Hooft", "'t Hooft", ()),
        ("'0041", "0041", ()),
        ("<b>Bold", "<b>Bold", ("markup",)),
        ("5 < 6", "5 < 6", ()),
        ("#REF!", "", ("error",)),
        ("নূর\u200dর", "নূর\u200dর", ()),
    ],
)
def test_a_cell_is_cleaned_and_its_oddities_named(raw, text, oddities):
    found = tidy(raw)
    assert (found.text, found.oddities) == (unicodedata.normalize("NFC", text), oddities)


def test_a_very_long_cell_is_cut_and_said_so():
    found = tidy("x" * (MAX_CELL_TEXT + 1))
    assert (len(found.text), found.oddities) == (MAX_CELL_TEXT, ("long",))


@given(st.text(max_size=60))
@settings(max_examples=150)
def test_cleaned_text_has_no_controls_and_stays_clean(raw):
    text = tidy(raw).text
    assert not any(unicodedata.category(mark) == "Cc" for mark in text)
    assert text == unicodedata.normalize("NFC", text).strip()
