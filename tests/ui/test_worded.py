"""Every text a person reads goes through gettext, as whole sentences: read from the source, not from a run."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WINDOW = sorted((ROOT / "desktop" / "ui").rglob("*.py"))
ASKED = {"_", "ngettext", "pgettext", "noted"}
UNSEEN = {"sheet.py", "crash.py"}  # the style sheet; the report, which is for whoever looks after the program
TWO_WORDS = re.compile(r"[^\W\d_]{2,}[^\w{}]* [^\w{}]*[^\W\d_]{2,}")
A_WORD = re.compile(r"(?:^| )[^\W\d_]{2,}(?= |$|[.,:;])")
QUOTED_TYPE = re.compile(r"^[\w\[\], |.]+(\[.*\]|\| ?\w+)$|^\w+$")
KEPT = {
    "Northern Ireland",
    "Our school",
    "not said",
    "other adult",
    "parent or carer",
}  # what the file holds, not what is shown
NAMES = {"Source Sans 3", "Segoe UI", "Noto Sans", "Noto Naskh Arabic", "Noto Sans Bengali"}
SHOWS = {
    "Chip", "Dot", "Elided", "QAction", "QLabel", "QPushButton", "Tick", "addAction", "addTab", "button", "empty_state",
    "fact_line", "head", "noticed", "say", "setAccessibleDescription", "setAccessibleName", "setPlaceholderText",
    "setStatusTip", "setText", "setToolTip", "setWhatsThis", "setWindowTitle", "state", "words",
}  # fmt: skip
SAY_TWO = {"empty_state", "fact_line", "head", "state"}
SIGNS = {"Alongside", "Ctrl Z", "Ctrl K"}


def nodes_to_read(path: Path) -> Iterator[ast.AST]:
    """Give the nodes of a module without docstrings, types, samples of columns' widths and what gettext is asked."""
    waiting: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while waiting:
        node = waiting.pop()
        yield node
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns") or (field == "func" and not isinstance(value, ast.Attribute)):
                continue
            inside = value if isinstance(value, list) else [value]
            kept = [one for one in inside if isinstance(one, ast.AST)]
            if isinstance(node, ast.Call) and field == "args":
                kept = kept[:3] if called(node) == "Column" else [] if called(node) in ASKED else kept
            waiting += [one for one in kept if not is_docstring(one)]


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def bare_texts(path: Path) -> list[str]:
    """Return the texts of a module that read like words and that gettext is not asked for."""
    found = []
    for node in nodes_to_read(path):
        if isinstance(node, ast.JoinedStr):
            parts = [one.value for one in node.values if isinstance(one, ast.Constant)]
            found += [(node.lineno, str(part)) for part in parts if A_WORD.search(str(part)) and " " in str(part)]
        elif isinstance(node, ast.Call) and called(node) in SHOWS:
            said = node.args[: 2 if called(node) in SAY_TWO else 1]
            texts = [one.value for one in said if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            found += [(node.lineno, one) for one in texts if re.search(r"[^\W\d_]{2}", one) and one not in SIGNS]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and TWO_WORDS.search(node.value):
            found.append((node.lineno, node.value))
    return [f"{path.name}:{line}: {text}" for line, text in found if text not in NAMES | KEPT and not is_type(text)]


def is_type(text: str) -> bool:
    """Whether a text is a type in quotation marks or a file dialog's pattern."""
    return (bool(QUOTED_TYPE.match(text)) and any(mark in text for mark in "[|")) or "*." in text


@pytest.mark.parametrize("path", [one for one in WINDOW if one.name not in UNSEEN], ids=lambda one: one.stem)
def test_no_text_of_the_window_bypasses_the_translators(path):
    assert bare_texts(path) == []


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ('label.setText("Nobody here")', True),
        ('label.setToolTip("Undo")', True),
        ('words(f"{start} to {end}")', True),
        ('said = "Nothing was kept."', True),
        ('words(_("Nobody here"))', False),
        ('words(pgettext("theme", "Light"), "small")', False),
        ('board.go("papers", f"consent-forms:{one}")', False),
        ('Column("name", _("Name"), cell, "Christopher Featherstone")', False),
    ],
)
def test_the_check_tells_a_bare_text_from_others(tmp_path, line, caught):
    path = tmp_path / "page.py"
    path.write_text(line, "utf-8")
    assert bool(bare_texts(path)) is caught


def test_no_translated_text_is_changed_to_fit_an_english_sentence():
    changed = [
        f"{path.name}:{node.lineno}"
        for path in WINDOW
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and called(node) in ("lower", "capitalize", "title") and not node.args
        if isinstance(node.func, ast.Attribute) and not isinstance(node.func.value, ast.Name)
    ]
    assert changed == []


def test_no_trouble_is_told_in_bare_english():
    rooms = [one for one in (ROOT / "desktop").rglob("*.py") if "cli" not in one.parts and one.name != "paths.py"]
    bare = [
        f"{path.name}:{node.lineno}"
        for path in rooms
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and called(node).endswith(("Trouble", "Stopped"))
        if any(
            isinstance(one, (ast.Constant, ast.JoinedStr)) and ast.unparse(one) not in ("''", '""') for one in node.args
        )
    ]
    assert bare == []


def test_no_text_is_asked_for_within_another():
    """What gathers the texts doesn't look into an f-string, so a text asked for there would never be translated."""
    within = [
        f"{path.name}:{one.lineno}"
        for path in (ROOT / "desktop").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        for one in ast.walk(node)
        if isinstance(one, ast.Call) and called(one) in ASKED and isinstance(one.args[-1], ast.Constant)
    ]
    assert within == []
