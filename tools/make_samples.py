"""Make the sample school in `resources/samples/`: synthetic people in the shape of real exports, the same every time.

    python -m tools.make_samples

All names are put together by chance and belong to nobody. Dates are of the academic year 2026-27; the app moves them
to the current one when it opens the sample school (`desktop.roster.samples.write_samples`).
"""

from pathlib import Path

from tools.sample_files import consents, sixth_form, volunteers, year_groups
from tools.sample_people import make_mentors, make_young

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "samples"


def main() -> None:
    """Write all files."""
    people = make_young()
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = {
        "year-groups.csv": year_groups(people[:36]),
        "sixth-form.xlsx": sixth_form(people[36:]),
        "volunteers.xlsx": volunteers(make_mentors()),
        "consents.csv": consents(people),
    }
    for name, data in files.items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
