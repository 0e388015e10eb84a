"""Import of 20,000 rows of CSV and of XLSX: seconds and memory, each in a process of its own.

python -m benchmarks.roster [rows]
"""

import csv
import io
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

TODAY = date(2026, 11, 22)
TARGETS = {"csv": 4.0, "xlsx": 6.0}
MEMORY = 300
HEADINGS = (
    "Admission No", "UPN", "Legal Surname", "Legal Forename", "Preferred Name", "Date of Birth", "Gender", "Year Group",
    "Reg Group", "SEN Status", "Pupil Premium", "EAL", "Looked After",
)  # fmt: skip
SURNAMES = ("Llewellyn", "Patel", "Müller", "O'Brien", "Wójcik", "Okafor", "de la Cruz", "Nguyễn", "Ŵyn-Jones", "Ahmed")
FORENAMES = ("Ruqayyah", "Zoë", "Callum", "Mohammed", "Siân", "Łukasz", "Grace", "Amélie", "Rhys", "Hiền", "Ngozi")


def rows(count: int) -> list[list[str]]:
    """Return rows of distinct synthetic people with valid UPNs."""
    from stdnum.gb import upn

    made = []
    for index in range(count):
        body = f"3304{index % 1000:03d}{index % 25:02d}{index // 1000:03d}"
        born = date(2008, 9, 1) + timedelta(days=index * 7 % 2100)
        year = 13 - (born - date(2008, 9, 1)).days // 366
        made.append(
            [
                f"{index:06d}",
                upn.calc_check_digit(body) + body,
                SURNAMES[index % 10],
                f"{FORENAMES[index % 11]}{'abcdefgh'[index % 8]}",
                "",
                f"{born:%d/%m/%Y}",
                "MF"[index % 2],
                f"Year {year}",
                f"{year}{'ABCDE'[index % 5]}",
                ("N - No SEN", "K - SEN Support", "E - EHCP")[index % 3],
                ("Yes", "No")[index % 2],
                ("No", "Yes")[index % 5 == 0],
                "No",
            ]
        )
    return made


def as_csv(table: list[list[str]]) -> bytes:
    """Return a table as a school system would write it."""
    text = io.StringIO()
    csv.writer(text).writerows([["Mentoring candidates"], [], HEADINGS, *table])
    return text.getvalue().encode()


def as_xlsx(table: list[list[str]]) -> bytes:
    """Return a table as a workbook."""
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Students")
        for line, row in enumerate([["Riverside High School"], HEADINGS, *table]):
            sheet.write_row(line, 0, row)
    return data.getvalue()


def measure(path: Path) -> tuple[int, float, float, float]:
    """Read a file in this process; return people, seconds by the clock and of the processor, megabytes at the peak."""
    from desktop.roster import changes, read_roster

    started = time.perf_counter()
    reading = read_roster(path.read_bytes(), name=path.name, today=TODAY)
    plan = changes(reading, [], today=TODAY)
    seconds = time.perf_counter() - started
    worked = time.process_time()
    return len(plan.records), seconds, worked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(count: int) -> int:
    """Print each figure beside its target and return 1 where one is missed."""
    table = rows(count)
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind, data in (("csv", as_csv(table)), ("xlsx", as_xlsx(table))):
            path = Path(folder) / f"roster.{kind}"
            path.write_bytes(data)
            told = subprocess.run(
                [sys.executable, "-m", "benchmarks.roster", "--one", str(path)],
                check=True,
                capture_output=True,
                text=True,
            )
            people, seconds, worked, memory = told.stdout.split()
            good = int(people) == count and float(seconds) < TARGETS[kind] and float(memory) < MEMORY
            missed += not good
            print(
                f"{kind:5} {people} people  {float(seconds):5.2f} s (under {TARGETS[kind]:.0f}; "
                f"{float(worked):.2f} s of processor, imports included)  "
                f"{float(memory):5.0f} MB (under {MEMORY})  {'good' if good else 'MISSED'}"
            )
    return min(missed, 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(*measure(Path(sys.argv[2])))
    else:
        raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
