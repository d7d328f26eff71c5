"""Nothing grows too big to be read at once; generated tables (``*_table.py``) may."""

import ast
from collections.abc import Iterator
from pathlib import Path

MODULE_LINES = 400
FUNCTION_LINES = 60
CLASS_LINES = 300


def _too_long(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if text.count("\n") > MODULE_LINES:
        yield f"{path} has {text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            limit = FUNCTION_LINES
        elif isinstance(node, ast.ClassDef):
            limit = CLASS_LINES
        else:
            continue
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > limit:
            yield f"{path}:{node.lineno} {node.name} has {lines} lines"


def test_modules_functions_and_classes_stay_small_enough_to_read(modules: list[Path]) -> None:
    offenders = [
        offence for path in modules if not path.name.endswith("_table.py") for offence in _too_long(path)
    ]
    assert not offenders, "\n".join(offenders)


def test_a_function_of_sixty_one_lines_is_an_offender(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("def f():\n" + "    pass\n" * 60)
    assert len(list(_too_long(path))) == 1
    path.write_text("def f():\n" + "    pass\n" * 59)
    assert not list(_too_long(path))
