"""No modules import each other in a circle, not for types either: each can be read by itself."""

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path


def _imports(path: Path, names: Mapping[str, Path]) -> Iterator[str]:
    """Yield the modules among ``names`` that a file imports, wherever in it, for types too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                whole = f"{node.module}.{each.name}"
                yield from [whole] if whole in names else {node.module} & names.keys()
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in names)


def _name(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _circle(graph: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return the modules of a circle, sorted; empty: there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return tuple(sorted(set(error.args[1])))
    return ()


def _graph(root: Path, folder: Path) -> dict[str, set[str]]:
    names = {_name(path, root): path for path in sorted(folder.rglob("*.py"))}
    return {name: set(_imports(path, names)) - {name} for name, path in names.items()}


def test_no_modules_import_each_other_in_a_circle(root: Path) -> None:
    circle = _circle(_graph(root, root / "reader"))
    assert not circle, f"a circle of imports: {circle}"


def test_a_circle_for_types_alone_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from two import Two\n"
    )
    (tmp_path / "two.py").write_text("def later():\n    import one\n")
    (tmp_path / "three.py").write_text("import one, two\n")
    assert _circle(_graph(tmp_path, tmp_path)) == ("one", "two")
