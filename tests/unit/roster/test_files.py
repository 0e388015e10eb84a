import io
import struct
import zipfile
from random import Random

import pytest

from desktop.errors import RosterTrouble
from desktop.roster import read_roster
from desktop.roster.files import tables_of
from desktop.roster.limits import MAX_BYTES
from tests.unit.roster.making import FILES, TODAY, UPNS, codes, csv_of, xlsx_of

MANIFEST = ("META-INF/manifest.xml", "<manifest/>")
ROWS = [["UPN", "Surname", "Forename"], [UPNS[0], "Llewellyn", "Ruqayyah"], [UPNS[1], "Patel", "Zoë"]]


def read(data, **options):
    return read_roster(data, today=TODAY, **options)


def trouble(data, **options):
    with pytest.raises(RosterTrouble) as found:
        read(data, **options)
    return found.value.sentence


def packed(*entries, method=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize("name", ["small.xls", "small.ods"])
def test_old_and_open_workbooks_are_read(name):
    reading = read((FILES / name).read_bytes(), name=name)
    assert [(row.upn, row.line) for row in reading.people] == [(UPNS[0], 4), (UPNS[1], 5)]
    assert str(reading.people[0].date_of_birth) == "2011-06-14"
    assert [skipped.line for skipped in reading.skipped] == [1, 6]


def test_a_workbook_called_csv_and_a_csv_called_xlsx_are_read_for_what_they_are():
    assert read(xlsx_of(People=ROWS), name="people.csv").source == "XLSX"
    assert read(csv_of(*ROWS), name="people.xlsx").source == "CSV"


def test_the_sheet_that_looks_like_people_is_read_and_said():
    reading = read(xlsx_of(Notes=[["made by"], ["the office"]], Pupils=ROWS))
    assert (reading.sheet, reading.sheets) == ("Pupils", ("Notes", "Pupils"))
    assert reading.notes == ("The file has 2 sheets; “Pupils” was read.",)


def test_other_sheets_of_people_are_named_because_they_were_not_read():
    reading = read(xlsx_of(Nine=ROWS, Ten=[*ROWS, [UPNS[2], "Rees", "Ann"]]))
    assert reading.sheet == "Ten"
    assert "were not read: Nine." in reading.notes[0]


def test_a_sheet_can_be_chosen():
    assert read(xlsx_of(Nine=ROWS, Ten=[*ROWS, [UPNS[2], "Rees", "Ann"]]), sheet="Nine").sheet == "Nine"


def test_a_sheet_that_isnt_there_has_no_rows():
    assert trouble(xlsx_of(Nine=ROWS), sheet="Ten") == "This file holds no rows."


def test_cells_that_are_numbers_dates_and_truths_become_text():
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet()
        clock = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for place, heading in enumerate(["Forename", "Surname", "DOB", "Year", "PP", "Attendance %"]):
            sheet.write(0, place, heading)
        sheet.write_row(1, 0, ["Ann", "Lee"])
        sheet.write_number(1, 2, 41794.5, clock)
        sheet.write_number(1, 3, 8)
        sheet.write_boolean(1, 4, True)
        sheet.write_number(1, 5, 0.885)
        sheet.write_row(2, 0, ["Bo", "Li"])
        sheet.write_boolean(2, 4, False)
    ann, bo = read(data.getvalue()).people
    assert (str(ann.date_of_birth), ann.year, ann.pupil_premium, ann.low_attendance) == ("2014-06-04", 8, True, True)
    assert bo.pupil_premium is False


def test_hidden_sheets_are_left_out_unless_there_are_no_others():
    import xlsxwriter

    def workbook(*, with_shown):
        data = io.BytesIO()
        with xlsxwriter.Workbook(data) as book:
            if with_shown:
                book.add_worksheet("Shown").write_column(0, 0, ["Name", "Ann Lee"])
            hidden = book.add_worksheet("Hidden")
            hidden.write_column(0, 0, ["Name", "Bo Li", "Cy Lu"])
            hidden.very_hidden() if not with_shown else hidden.hide()
        return data.getvalue()

    assert read(workbook(with_shown=True)).sheet == "Shown"
    assert read(workbook(with_shown=False)).sheet == "Hidden"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\x00", "empty"),
        (b",,,\n,,\n", "empty"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"7z\xbc\xaf'", "a packed folder"),
        (b"\x1f\x8b\x08", "a packed file"),
        (b"Forename,Surname\n", "nobody below"),
        (b"hello", "no rows"),
        (b"MIME-Version: 1.0", "a web archive"),
        (b'{\n "people": [\n  {"forename": "Zo", "surname": "Patel"}\n ]\n}', "JSON"),
        (b'[{"forename": "Zo"}]', "JSON"),
        (b"const name = (a, b) => {\n  let forename = x, b = y;\n  log(x, y);\n};\n" * 3, "no list of people"),
        (b'people:\n  - forename: "Ann"\n    surname: Bell\n  - form: "9B"\n', "no list of people"),
        (b"preferred: x,b\ndob: 2014,c\nyear: 8,d\nreg: 8B,e\n", "No column of names"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_a_file_that_is_no_list_gets_one_plain_sentence(data, words):
    assert words in trouble(data)


def test_a_file_that_is_too_big_is_refused_before_it_is_looked_at():
    assert "bytes" in trouble(b"a" * (MAX_BYTES + 1))


CODE = [["name", "(b)"], ["foo(x)", "1"], ["bar = 2", "2"], ["Mair", "3"]]


def test_text_whose_only_heading_is_of_names_and_whose_names_are_code_is_no_list():
    assert "is no list of people" in trouble(csv_of(*CODE))


def test_what_a_person_says_of_the_columns_is_believed():
    assert len(read(csv_of(*CODE), mapping={"name": "full_name"}).people) == 3


@pytest.mark.parametrize(
    "rows",
    [
        [["Name", "Notes"], ["Mair (Ann)", "x"], ["Aled", "y"], ["Zoë", "z"]],
        [["Name", "Year"], ["<b>", "9"], ["{x}", "9"]],
        [["Name"], ["<b>"], ["Pupil 2"]],
    ],
)
def test_a_list_is_read_however_odd_some_names_are(rows):
    assert len(read(csv_of(*rows)).people) == len(rows) - 1


def test_a_password_is_said_plainly():
    assert trouble((FILES / "locked.xlsx").read_bytes()) == "This file is protected by a password."


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([("word/document.xml", "<a/>")], "a Word document"),
        ([("xl/workbook.bin", "x")], "a binary spreadsheet"),
        ([("people.csv", "Forename,Surname")], "a packed folder"),
        ([("content.xml", "<a/>"), ("META-INF/manifest.xml", "<manifest:encryption-data/>")], "password"),
        ([("content.xml", "<a/>"), MANIFEST], "damaged"),
        ([("content.xml", "<a/>")], "damaged"),
        ([("xl/workbook.xml", "<a/>")], "damaged"),
    ],
)
def test_other_packed_files_are_named(entries, words):
    assert words in trouble(packed(*entries))


def test_an_entry_under_a_password_is_said():
    data = bytearray(packed(("xl/workbook.xml", "<a/>")))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.find(mark) + (6 if mark[2] == 3 else 8)
        data[at] |= 1
    assert "password" in trouble(bytes(data))


def test_a_packing_that_spreadsheets_dont_use_is_damage():
    assert "damaged" in trouble(packed(("xl/workbook.xml", "<a/>"), method=zipfile.ZIP_BZIP2))


def test_too_many_entries_are_refused():
    assert "parts" in trouble(packed(*[(f"{number}", "") for number in range(2_001)]))


def test_a_zip_bomb_is_refused_by_its_own_figures():
    data = bytearray(packed(("xl/workbook.xml", "<a/>"), ("xl/worksheets/sheet1.xml", b"\0" * 1_000)))
    at = data.find(b"sheet1.xml", data.find(b"PK\x01\x02")) - len("xl/worksheets/") - 46
    struct.pack_into("<I", data, at + 24, 500_000_000)
    assert "unpacked" in trouble(bytes(data))


@pytest.mark.parametrize("name", ["xl/workbook.xml", "docProps/app.xml"])
def test_an_entry_that_unpacks_to_more_than_it_promises_is_damage(name):
    data = bytearray(packed(("xl/workbook.xml", "<a/>"), ("docProps/app.xml", b"a" * 5_000_000)))
    at = data.find(name.encode(), data.find(b"PK\x01\x02")) - 46
    struct.pack_into("<I", data, at + 24, 3)
    assert "damaged" in trouble(bytes(data))


def test_an_entry_whose_packing_is_broken_is_damage():
    data = bytearray(packed(("xl/workbook.xml", "abc" * 1_000)))
    data[45 + 4] ^= 0xFF
    data[45 + 5] ^= 0xFF
    assert "damaged" in trouble(bytes(data))


def test_a_stored_entry_must_be_as_long_as_it_says():
    data = bytearray(packed(("xl/workbook.xml", "<a/>"), method=zipfile.ZIP_STORED))
    struct.pack_into("<I", data, data.find(b"PK\x01\x02") + 24, 2)
    assert "damaged" in trouble(bytes(data))


def test_a_cell_in_the_last_corner_doesnt_take_all_memory():
    far = [*ROWS]
    data = xlsx_of(People=far)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [(entry, archive.read(entry)) for entry in archive.namelist()]
    sheet = b'<row r="1048576"><c r="XFD1048576" t="s"><v>0</v></c></row></sheetData>'
    grown = [(name, body.replace(b"</sheetData>", sheet)) for name, body in entries]
    assert "rows" in trouble(packed(*grown))
    wide = b'<row r="9"><c r="XFD9" t="s"><v>0</v></c></row></sheetData>'
    assert "columns" in trouble(packed(*[(name, body.replace(b"</sheetData>", wide)) for name, body in entries]))


def test_cells_without_names_are_counted():
    wide = "<row>" + "<c><v>1</v></c>" * 1_900 + "</row>"
    rows = "<row><c><v>1</v></c></row>" * 3_000
    sheet = f"<worksheet><sheetData>{wide}{rows}</sheetData></worksheet>"
    assert "cells" in trouble(packed(("xl/workbook.xml", "<a/>"), ("xl/worksheets/sheet1.xml", sheet)))


def test_an_empty_cell_far_away_is_no_matter():
    data = xlsx_of(People=ROWS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [(entry, archive.read(entry)) for entry in archive.namelist()]
    styled = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    assert len(read(packed(*[(name, body.replace(b"</sheetData>", styled)) for name, body in entries])).people) == 2


def test_one_long_text_in_a_hundred_thousand_cells_is_refused():
    long = "x" * 30_000
    assert "text" in trouble(xlsx_of(People=[[long] * 20] * 1_000))


def test_a_long_text_in_one_cell_is_no_matter():
    people = [*ROWS, *[["", "Rees", f"Ann{number}"] for number in range(6_500)], ["", "x" * 32_000, "Al"]]
    assert read(xlsx_of(People=people)).people


@pytest.mark.parametrize(("name", "words"), [("bomb.xls", "cells")])
def test_an_old_workbook_is_measured_before_it_is_opened(name, words):
    assert words in trouble((FILES / name).read_bytes())


def test_repeated_cells_of_an_ods_are_measured():
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="900"><text:p>x</text:p>'
    row = f'<table:table-row table:number-rows-repeated="100000">{cell}</table:table-row>'
    body = f"<office:body><table:table>{row}</table:table></office:body>"
    assert "cells" in trouble(packed(MANIFEST, ("content.xml", body)))


def test_empty_repeats_of_an_ods_before_a_filled_row_count():
    gap = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    last = '<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p>'
    assert "rows" in trouble(packed(MANIFEST, ("content.xml", f"<table:table>{gap}{last}</table:table>")))


def test_a_damaged_workbook_is_said_to_be_damaged():
    data = xlsx_of(People=ROWS)
    assert "damaged" in trouble(data[: len(data) // 2])


def test_the_encoding_can_be_chosen():
    data = "Forename,Surname\nZoë,Müller\n".encode("cp850")
    assert read(data, encoding="cp850").people[0].legal_surname == "Müller"


def test_nul_bytes_in_a_csv_are_taken_out_with_a_warning():
    reading = read(b"Forename,Surname\nA\x00nn,Lee\n")
    assert (reading.people[0].legal_forename, codes(reading)) == ("Ann", ["control"])


def test_a_file_is_read_without_telling_anyone():
    assert tables_of(csv_of(*ROWS))[0].source == "CSV"


class PanicException(BaseException):
    """What a panic in Rust looks like from here."""


@pytest.mark.parametrize(
    ("raised", "words"),
    [(PanicException("at cell"), "damaged"), (ValueError("x"), "damaged"), ("PasswordError", "password")],
)
def test_whatever_the_library_does_with_a_bad_workbook_is_a_plain_sentence(monkeypatch, raised, words):
    import python_calamine

    trouble = python_calamine.PasswordError("x") if raised == "PasswordError" else raised

    def fail(_):
        raise trouble

    monkeypatch.setattr(python_calamine, "load_workbook", fail)
    with pytest.raises(RosterTrouble, match=words):
        tables_of((FILES / "small.ods").read_bytes())


def test_someone_who_interrupts_a_reading_is_obeyed(monkeypatch):
    import python_calamine

    def fail(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(python_calamine, "load_workbook", fail)
    with pytest.raises(KeyboardInterrupt):
        tables_of((FILES / "small.ods").read_bytes())


@pytest.mark.parametrize(("name", "said"), [("list.xlsx", "whatever its name says"), ("list.csv", "holds no text")])
def test_bytes_that_mean_nothing_are_said_to_be_no_workbook(name, said):
    with pytest.raises(RosterTrouble, match=said):
        read_roster(Random(3).randbytes(3_000), name=name, today=TODAY)


@pytest.mark.parametrize("data", [b"not a workbook", b"Some words\nthat are, at all\nno list\n"])
@pytest.mark.parametrize(("name", "said"), [("list.xlsx", "whatever its name says"), ("list.txt", "No column|no rows")])
def test_plain_words_under_a_workbook_s_name_are_said_to_be_no_workbook(data, name, said):
    with pytest.raises(RosterTrouble, match=said):
        read_roster(data, name=name, today=TODAY)


def test_a_list_that_is_named_like_a_workbook_is_read_or_asked_for_its_headings():
    assert len(read_roster(b"Full name\nAnn Lee\nBo Day\n", name="list.xls", today=TODAY).people) == 2
    with pytest.raises(RosterTrouble, match="No column of names"):
        read_roster(b"DOB,Year\n01/02/2012,9\n", name="list.xls", today=TODAY)


def test_a_few_odd_characters_are_no_noise():
    assert read_roster(b"Forename,Surname,Year\n\x01A\x02nn\x03,Lee,9\n" * 2, today=TODAY).people
