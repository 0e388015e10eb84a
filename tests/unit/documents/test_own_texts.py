import pytest

from desktop.documents.own_texts import read_catalogue
from desktop.errors import DocumentTrouble
from tests.unit.documents.papers import own_texts


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('heading = "Tudalen ymateb"', "", "consent.reply.heading"),
        ("{dpo}", "{daughter}", "daughter"),
        ("rtl = false", 'rtl = "sideways"', "“rtl”"),
        ("[words]", "[words", "line 15"),
        ('page = "Tudalen {page} o {pages}"', "page = 3", "“words.page”"),
        ("[catalogue]", "[about]", "shape"),
        ("{dpo}", "", "leaves out “{dpo}”"),
        ("[certificate]", "[certificat]", "no form text called “certificat.title”"),
        ('heading = "Tudalen ymateb"', 'heading = "\\u202e "', "“consent.reply.heading” is empty"),
        ('"Ionawr"', '" "', "dates"),
        ("{day} {month} {year}", "{day} {month}", "dates"),
        ('"Ionawr", ', "", "“months”"),
        ("rtl = false", "rtl = true", "other way"),
        ("Tudalen ymateb", "የመልስ ገጽ", "no printed letters for: የ መ ል ስ ገ ጽ"),
    ],
)
def test_a_fault_is_said_with_its_place(tmp_path, old, new, said):
    with pytest.raises(DocumentTrouble, match=said) as caught:
        read_catalogue(own_texts(tmp_path, old, new))
    assert caught.value.advice


def test_a_missing_file_is_refused_in_words(tmp_path):
    with pytest.raises(DocumentTrouble, match="read"):
        read_catalogue(tmp_path / "none.toml")


@pytest.mark.parametrize("data", ["[words]".encode("utf-16"), "Nicolás".encode("cp1252"), b"PK\x03\x04\xff"])
def test_a_file_in_another_encoding_says_which_is_wanted(tmp_path, data):
    (tmp_path / "own.toml").write_bytes(data)
    with pytest.raises(DocumentTrouble, match="UTF-8"):
        read_catalogue(tmp_path / "own.toml")


def test_texts_without_a_consent_form_are_refused(tmp_path):
    path = own_texts(tmp_path)
    text = path.read_text("utf-8")
    path.write_text(text.split("[consent]")[0] + "[chase]" + text.split("[chase]")[1], "utf-8")
    with pytest.raises(DocumentTrouble, match=r"“consent\.title” is missing"):
        read_catalogue(path)


def test_a_huge_file_is_refused_before_it_is_parsed(tmp_path):
    path = tmp_path / "huge.toml"
    path.write_bytes(b"#" * 600_000)
    with pytest.raises(DocumentTrouble, match="large"):
        read_catalogue(path)
