"""Where this clone lies, and the Python of its own that is made there."""

from __future__ import annotations  # so that an old Python gets as far as being told that it is too old

import os
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
