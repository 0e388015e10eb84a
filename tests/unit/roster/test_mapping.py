import pytest

from desktop.errors import RosterTrouble
from desktop.roster import Kind
from tests.unit.roster.making import UPNS, codes, one, read

PEOPLE = (
    (UPNS[0], "Zoë", "Patel", "03/06/2014", "8", "mum@a.example", "CF10 1AA", "07700 900001", "8A", "F", "K"),
    (UPNS[1], "Callum", "Müller", "21/01/2009", "13", "dad@b.example", "CF5 2BB", "07700 900002", "13B", "M", "N"),
    (UPNS[2], "Grace", "Llewellyn", "16/03/2012", "10", "home@c.example", "NP20 1AB", "07700 900003", "10C", "F", "E"),
)
FIELDS = [
    "upn", "legal_forename", "legal_surname", "date_of_birth", "year", "contact1_email", "postcode_area",
    "contact1_phone", "form", "sex", "sen",
]  # fmt: skip


def column(reading, heading):
    return next(column for column in reading.columns if column.heading == heading)


def test_columns_under_nonsense_headings_are_known_by_their_content():
    reading = read([f"Z{number}q" for number in range(11)], *PEOPLE)
    assert list(reading.mapping.values()) == FIELDS
    assert not any(column.sure for column in reading.columns)


def test_a_file_without_headings_is_read():
    reading = read(*PEOPLE)
    assert (list(reading.mapping.values()), reading.header_line) == (FIELDS, 0)
    assert reading.people[0].line == 1


def test_addresses_of_one_domain_are_the_students_own_and_dropped():
    reading = read(["Forename", "Surname", "Zq"], *[[f"A{x}", "Lee", f"{x}@school.example"] for x in "abcd"])
    assert "Zq" in reading.dropped


def test_a_column_about_somebody_else_is_dropped_whatever_it_holds():
    reading = read(["Forename", "Surname", "Form Tutor Mail"], ["Ann", "Lee", "t@x.example"])
    assert column(reading, "Form Tutor Mail").why == "This column speaks of somebody else."


def test_the_legal_forename_wins_and_the_plain_one_is_the_name_in_use():
    reading = read(["Forename", "Legal Forename", "Surname"], ["Bob", "Robert", "Smith"])
    assert (reading.people[0].legal_forename, reading.people[0].preferred_forename) == ("Robert", "Bob")


def test_two_columns_of_one_field_dont_both_count():
    reading = read(["Surname", "Family Name", "Forename"], ["Lee", "Li", "Ann"])
    assert reading.people[0].legal_surname == "Lee"
    assert column(reading, "Family Name").why == "“Surname” already gives Legal surname."


def test_a_second_column_of_the_same_heading_is_named_apart():
    reading = read(["Forename", "Surname", "Surname"], ["Ann", "Lee", "Li"])
    assert reading.dropped == ("Surname (2)",)


def test_several_columns_fill_a_list():
    assert one(["Name", "Interest 1", "Interest 2"], ["Ann Lee", "Law", "Music"]).sectors == ("law", "music")


def test_name_beside_surname_is_the_forename():
    assert one(["Surname", "Name", "UPN"], ["Lee", "Ann", UPNS[0]]).legal_forename == "Ann"


def test_full_name_beside_both_parts_is_dropped():
    reading = read(["Full Name", "Forename", "Surname"], ["x", "Ann", "Lee"])
    assert reading.dropped == ("Full Name",)


def test_two_kinds_of_full_name_dont_both_count():
    reading = read(["Full Name", "Surname, Forename"], ["Ann Lee", "Lee, Ann"])
    assert reading.dropped == ("Surname, Forename",)


def test_a_heading_contradicted_by_its_column_is_dropped_and_says_so():
    reading = read(["UPN", "Forename", "Surname"], ["004100", "Ann", "Lee"])
    assert column(reading, "UPN").why == "The heading says UPN, but the column holds no UPNs."


def test_a_weak_heading_counts_only_with_its_content():
    assert one(["Pupil Number", "Forename", "Surname"], [UPNS[0], "Ann", "Lee"]).upn == UPNS[0]
    assert "Pupil Number" in read(["Pupil Number", "Forename", "Surname"], ["77", "Ann", "Lee"]).dropped


def test_year_holding_forms_is_the_form():
    assert one(["Year", "Forename", "Surname"], ["Blue", "Ann", "Lee"]).form == "Blue"


def test_training_holding_dates_is_the_training_date():
    reading = read(["Name", "Training", "DBS", "Employer"], ["Ann Lee", "01/09/2026", "02/03/2026", "Acme"])
    assert list(reading.mapping.values()) == ["name", "training_date", "dbs_issued", "employer"]


def test_an_empty_column_without_a_heading_is_no_column():
    reading = read(["Forename", "Surname", "", "Zq"], ["Ann", "Lee", "", ""])
    assert [one.heading for one in reading.columns] == ["Forename", "Surname", "Zq"]


def test_a_told_mapping_is_the_whole_truth():
    told = {"First": "legal_surname", "second": "legal_forename", "Third": "shoe_size"}
    reading = read(["First", "Second", "Third", "UPN"], ["Lee", "Ann", "5", UPNS[0]], mapping=told)
    assert (reading.people[0].legal_forename, reading.people[0].upn) == ("Ann", None)
    assert reading.dropped == ("Third", "UPN")


def test_a_told_mapping_finds_its_headings_under_a_title_and_says_who_they_are():
    told = {"Aa": "name", "Bb": "employer"}
    reading = read(["My list", "x"], ["Aa", "Bb"], ["Ann Lee", "Acme"], mapping=told)
    assert (reading.kind, reading.header_line, reading.people[0].employer) == (Kind.MENTORS, 2, "Acme")


@pytest.mark.parametrize("rows", [[["Colour", "Size"], ["red", "5"]], [["UPN", "DOB"], [UPNS[0], "03/06/2014"]]])
def test_a_file_without_names_is_a_trouble(rows):
    with pytest.raises(RosterTrouble, match="No column of names"):
        read(*rows)


def test_full_names_are_found_by_their_look():
    reading = read(["Zq", "DOB"], ["Zoë Patel", "03/06/2014"], ["Al Bo", "04/06/2014"])
    assert reading.mapping["Zq"] == "full_name"


def test_a_single_column_of_words_may_be_names():
    reading = read(["Zq", "DOB"], ["Zoë", "03/06/2014"], ["Al", "04/06/2014"])
    assert reading.mapping["Zq"] == "full_name"


def test_columns_that_repeat_are_no_names():
    with pytest.raises(RosterTrouble):
        read(["Zq", "DOB"], *[["Same", f"0{day}/06/2014"] for day in range(1, 9)])


def test_american_columns_are_read_as_american_with_a_warning():
    reading = read(["Forename", "Surname", "DOB"], ["Al", "Bo", "06/14/2012"], ["Al", "Cy", "03/04/2011"])
    assert str(reading.people[1].date_of_birth) == "2011-03-04"
    assert codes(reading) == ["american_date", "american_date"]


def test_dates_that_could_be_american_are_read_as_british_and_said():
    reading = read(["Forename", "Surname", "DOB"], ["Al", "Bo", "03/04/2011"], ["Al", "Cy", "05/05/2011"])
    assert str(reading.people[0].date_of_birth) == "2011-04-03"
    assert "such as 03/04/2011 were read with the day first" in reading.notes[0]


def test_one_clear_date_decides_for_its_column():
    reading = read(["Forename", "Surname", "DOB"], ["Al", "Bo", "03/04/2011"], ["Al", "Cy", "25/05/2011"])
    assert reading.notes == ()


def test_the_shape_is_the_same_in_any_order_and_case():
    one_way = read(["Forename", "SURNAME"], ["Ann", "Lee"])
    assert one_way.shape == read(["surname", "Forename"], ["Lee", "Ann"]).shape
    assert one_way.shape != read(["Forename", "Surname", "DOB"], ["Ann", "Lee", ""]).shape


@pytest.mark.parametrize(("cells", "field"), [(["EHCP", "None", "K"], "sen"), (["MLD", "SLCN", "ASD"], None)])
def test_a_column_of_kinds_of_need_is_not_one_of_codes(cells, field):
    reading = read(["Forename", "Surname", "SEN Need"], *[["Ann", "Lee" + cell, cell] for cell in cells])
    assert reading.mapping.get("SEN Need") == field


@pytest.mark.parametrize(
    ("heading", "cell", "field"),
    [
        ("I identify as", "Female", "sex"),
        ("Blwyddyn", "Bl 9", "year"),
        ("Stage", "S3", "year"),
        ("Scottish Candidate Number", "123456789", None),
        ("SQA", "123456789", None),
        ("Zq", "7700 900123", "contact1_phone"),
        ("Zq", "+44 7700 900123", "contact1_phone"),
    ],
)
def test_the_nations_of_the_kingdom_head_their_columns_differently(heading, cell, field):
    assert read(["Forename", "Surname", heading], ["Ann", "Lee", cell]).mapping.get(heading) == field


def test_what_one_column_is_told_leaves_the_reasons_of_the_others():
    rows = (["Forename", "Surname", "Year"], ["Ann", "Lee", "9"])
    before = column(read(*rows), "Surname").why
    reading = read(*rows, mapping={"Forename": "legal_forename", "Surname": "legal_surname"})
    assert column(reading, "Surname").why == before
    assert column(reading, "Year").why == "You chose not to keep this column."


def test_two_columns_told_for_one_field_say_so_at_both():
    told = {"Forename": "legal_forename", "Surname": "legal_forename"}
    reading = read(["Forename", "Surname"], ["Ann", "Lee"], mapping=told)
    assert [one.clash for one in reading.columns] == [True, True]
    assert "“Surname” is kept as" in column(reading, "Forename").why
