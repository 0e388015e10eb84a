"""The windows: Qt lives here and speaks only to the workspace."""

import os

# PySide makes each of its types when it is first asked for, and pages are imported by workers: one start in thirty
# ended with a segmentation fault there. All types are made as Qt is imported, which takes some 90 ms.
os.environ.setdefault("PYSIDE6_OPTION_LAZY", "0")
