"""Every public module, class and function of the program says what it is for."""

import ast
from collections.abc import Iterator
from pathlib import Path

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _undocumented(node: ast.AST, name: str) -> Iterator[str]:
    if isinstance(node, Documented) and not ast.get_docstring(node):
        yield name
    if isinstance(node, ast.Module | ast.ClassDef):  # what stands inside a function is its own affair
        for child in node.body:
            if isinstance(child, Documented) and not _is_exempt(child):
                yield from _undocumented(child, f"{name}.{getattr(child, 'name', '')}")


def _is_exempt(node: ast.AST) -> bool:
    """Private things, magic methods, and what a decorator says is documented elsewhere."""
    decorators = {ast.unparse(each).rpartition(".")[2] for each in getattr(node, "decorator_list", ())}
    return getattr(node, "name", "_").startswith("_") or bool(decorators & {"override", "overload", "setter"})


def test_every_public_module_class_and_function_is_documented(root: Path) -> None:
    missing = [
        name
        for path in sorted((root / "reader").rglob("*.py"))
        for name in _undocumented(
            ast.parse(path.read_text(encoding="utf-8")), path.relative_to(root).as_posix()
        )
    ]
    assert not missing, "\n".join(missing)


def test_a_method_without_a_docstring_is_found_and_a_private_one_is_not() -> None:
    tree = ast.parse('"""M."""\nclass A:\n    """A."""\n    def f(self): ...\n    def _g(self): ...\n')
    assert list(_undocumented(tree, "m")) == ["m.A.f"]
