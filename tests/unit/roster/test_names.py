import pytest

from desktop.roster.names import NameParts, split_name, without_title


@pytest.mark.parametrize(
    ("text", "forename", "surname"),
    [
        ("Zoë Patel", "Zoë", "Patel"),
        ("Patel, Zoë", "Zoë", "Patel"),
        ("van der Berg, Anna Maria", "Anna Maria", "van der Berg"),
        ("Anna van der Berg", "Anna", "van der Berg"),
        ("Juan de la Cruz", "Juan", "de la Cruz"),
        ("Rhys ap Gruffydd", "Rhys", "ap Gruffydd"),
        ("Mary Ann Smith", "Mary Ann", "Smith"),
        ("SMITH John", "John", "SMITH"),
        ("JOHN SMITH", "JOHN", "SMITH"),
        ("Miss Ann Lee", "Ann", "Lee"),
        ("Zoë", "Zoë", ""),
        ("Smith,", "Smith", ""),
        ("Lee, Mr Bo", "Bo", "Lee"),
        (",", "", ""),
    ],
)
def test_a_full_name_comes_apart(text, forename, surname):
    assert split_name(text) == NameParts(forename, surname)


@pytest.mark.parametrize(
    ("text", "forename", "surname"),
    [("Patel Zoë", "Zoë", "Patel"), ("de la Cruz Juan", "Juan", "de la Cruz"), ("Patel", "", "Patel")],
)
def test_a_name_with_the_surname_first_comes_apart(text, forename, surname):
    assert split_name(text, surname_first=True) == NameParts(forename, surname)


@pytest.mark.parametrize(
    "text", ["Robert (Bob) Smith", 'Robert "Bob" Smith', "Robert Smith known as Bob", "Smith, Robert (Bob)"]
)
def test_a_name_in_use_is_found_beside_the_legal_one(text):
    assert split_name(text) == NameParts("Robert", "Smith", "Bob")


def test_a_name_wholly_in_brackets_is_no_other_name():
    assert split_name("(Bob)").forename == "(Bob)"


def test_titles_go():
    assert without_title("Prof. Dr Ann Lee") == "Ann Lee"
