"""A printed file as another program reads it."""

import subprocess
from pathlib import Path


def text_of(pdf: Path) -> str:
    """Return the text of a file as it lies on the pages (poppler's reading, not ReportLab's)."""
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
