import pytest

from desktop.errors import RosterTrouble
from desktop.roster import read_roster
from desktop.roster.limits import MAX_COLUMNS
from tests.unit.roster.making import TODAY

PUPIL = (
    "<Pupil><UPN>K352406514001</UPN><Surname>Müller</Surname><Forename>Zoë</Forename><DOB>2011-06-14</DOB>{}</Pupil>"
)


def ctf(body, encoding="utf-8"):
    return f'<?xml version="1.0" encoding="{encoding}"?><CTfile><CTFpupilData>{body}</CTFpupilData></CTfile>'.encode(
        encoding
    )


def read(data, **options):
    return read_roster(data, today=TODAY, **options)


def trouble(data):
    with pytest.raises(RosterTrouble) as found:
        read(data)
    return found.value.sentence


@pytest.mark.parametrize("tag", ["Gender", "Sex"])
@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_a_ctf_of_any_version_and_encoding_is_read(tag, encoding):
    row = read(ctf(PUPIL.format(f"<{tag}>F</{tag}>"), encoding)).people[0]
    assert (row.legal_forename, row.legal_surname, row.sex, row.line) == ("Zoë", "Müller", "F", 1)


def test_only_a_pupils_own_tags_are_taken():
    inner = "<Contacts><Contact><Surname>Parent</Surname></Contact></Contacts><FSMhistory><FSM>true</FSM></FSMhistory>"
    row = read(ctf(PUPIL.format(inner))).people[0]
    assert (row.legal_surname, row.free_school_meals) == ("Müller", None)


def test_names_in_pieces_and_prefixed_tags_are_read():
    names = b"<c:Surname>O&#39;Brien</c:Surname><c:Forename>A&amp;B</c:Forename>"
    row = read(b"<?xml version='1.0'?><c:CTfile xmlns:c='x'><c:Pupil>" + names + b"</c:Pupil></c:CTfile>").people[0]
    assert (row.legal_surname, row.legal_forename) == ("O'Brien", "A&B")


def test_a_ctf_without_its_first_line_is_still_one():
    assert read(b"\xef\xbb\xbf" + ctf(PUPIL).split(b"?>")[1]).source == "CTF"


def test_entities_are_never_expanded():
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><CTfile><Pupil><Surname>&a;</Surname></Pupil></CTfile>'
    )
    assert "not safe" in trouble(bomb)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'<?xml version="1.0"?><a/>', "not a Common Transfer File"),
        (b'<?xml version="1.0"?><CTfile>', "damaged"),
        (b'<?xml version="1.0" encoding="klingon"?><CTfile/>', "damaged"),
        (b'<?xml version="1.0"?>' + b"<a>" * 500, "nested"),
        (ctf(""), "nobody below"),
    ],
)
def test_other_xml_gets_a_plain_sentence(data, words):
    assert words in trouble(data)


HTML = """<!DOCTYPE html><html><head><meta charset="{0}"><title>t</title><style>td{{}}</style></head><body>
<table><tr><td>menu</td></tr></table>
<table border=1><tr><th colspan=2>Name<th rowspan=2>DOB</tr><tr><td>Surname<td>Forename</tr>
<tr><td>M&uuml;ller<td>Zo\u00eb<br>Ann<td>03/06/2014</tr>
<tr><td>O&#39;Brien</td><td>Al<table><tr><td>inner</td></tr></table></td><td>04/06/2014</td></tr></table></body></html>"""


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-8"])
def test_a_page_saved_as_xls_is_read(encoding):
    reading = read(HTML.format(encoding).encode(encoding), name="students.xls")
    assert [(row.legal_forename, row.legal_surname) for row in reading.people] == [
        ("Zoë Ann", "Müller"),
        ("Al", "O'Brien"),
    ]
    assert str(reading.people[1].date_of_birth) == "2014-06-04"


@pytest.mark.parametrize("declared", ["utf-8", "klingon"])
def test_a_page_that_declares_the_wrong_letters_is_read_in_the_likeliest(declared):
    assert read(HTML.format(declared).encode("cp1252")).people[0].legal_forename == "Zoë Ann"


def test_a_pages_letters_can_be_chosen():
    assert read(HTML.format("utf-8").encode("cp850"), encoding="cp850").people[0].legal_forename == "Zoë Ann"


def test_a_cut_page_keeps_its_last_row():
    page = b"<table><tr><td>Forename<td>Surname<tr><td>Ann<td>Lee<tr><td>Bo<td>Li"
    assert len(read(page).people) == 2


def test_a_page_declared_as_xhtml_is_a_page():
    table = b"<table><tr><td>Name</td></tr><tr><td>Ann Lee</td></tr></table>"
    page = b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">' + table
    assert read(page).people[0].legal_surname == "Lee"


def test_a_cell_that_spans_rows_leaves_room_in_the_rows_below():
    rows = b"<tr><td>Form<td>Forename<td>Surname</tr><tr><td rowspan=2>9A<td>Ann<td>Lee</tr><tr><td>Bo<td>Li</tr>"
    page = b"<table>" + rows + b"</table>"
    assert [(row.form, row.legal_surname) for row in read(page).people] == [("9A", "Lee"), (None, "Li")]


def test_a_cell_across_two_columns_and_a_script_add_nothing():
    rows = b"<tr><td>Forename<td>Surname<td>Form</tr><tr><td colspan=x>Ann<td>Lee<script>alert(1)</script><td>9A</tr>"
    page = b"<table>" + rows + b"</table>"
    assert read(page).people[0].legal_surname == "Lee"


@pytest.mark.parametrize(
    "page", [b"<html><body>hi</body></html>", b"<table></table></table>", b"<div><table><tr></tr></table>"]
)
def test_a_page_without_a_table_of_people_says_so(page):
    assert "without a table" in trouble(page)


def test_a_page_with_endless_columns_is_refused():
    assert "columns" in trouble(b"<table><tr><td colspan=99999>x<td colspan=9999>y</table>" + str(MAX_COLUMNS).encode())


BOOK = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{}</Workbook>"""
SHEET = '<Worksheet ss:Name="{}"><Table>{}</Table></Worksheet>'


def row(*cells, at=""):
    return f"<Row{at}>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in cells) + "</Row>"


def test_a_workbook_in_the_xml_of_2003_is_read():
    title = '<Row ss:Index="2"><Cell ss:MergeAcross="2"><Data ss:Type="String">T</Data></Cell></Row>'
    born = '<Cell ss:Index="3"><Data>2014-06-03T00:00:00.000</Data></Cell>'
    person = f"<Row><Cell><Data>Lee</Data><Comment><Data>psst</Data></Comment></Cell>{born}</Row>"
    full = row("Li", "Bo", "2014-06-04T00:00:00.000")
    sheet = SHEET.format("Pupils", title + row("Surname", "Forename", "DOB") + full + person)
    reading = read(BOOK.format(sheet).encode())
    assert (reading.sheet, reading.people[0].legal_forename, reading.people[0].line) == ("Pupils", "Bo", 4)
    assert reading.refused_lines == (5,)


def test_empty_sheets_of_2003_are_left_out():
    sheets = SHEET.format("Empty", "") + SHEET.format("Pupils", row("Name") + row("Ann Lee"))
    assert read(BOOK.format(sheets).encode()).sheets == ("Pupils",)


def test_a_workbook_of_2003_must_not_be_nested_endlessly():
    assert "nested" in trouble(BOOK.format("<a>" * 100).encode())


def test_a_cell_outside_any_sheet_is_nothing():
    assert "without a table" in trouble(BOOK.format("<Row><Cell/></Row>").encode())
