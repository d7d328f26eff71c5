"""The figures of the house: how large its parts are, what is documented, how many lines of tests stand beside the code.

python -m tools.figures
"""

import ast
import io
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

ROOT = Path(__file__).parent.parent

LARGEST = 5
"""So many of the largest are named."""

GENERATED = "_table.py"
"""What the names of modules end with that tools write."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
_NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


class Part(NamedTuple):
    """A function or a class, and its lines."""

    lines: int
    where: str


class Module(NamedTuple):
    """A module as it is counted."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Its path below the project."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def lines(self) -> int:
        """All of them."""
        return self.text.count("\n")


def modules(*folders: str) -> list[Module]:
    """Return the modules below folders of the project, written by hand or by a tool."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return [Module(path, text := path.read_text(encoding="utf-8"), ast.parse(text)) for path in paths]


def code_lines(module: Module) -> int:
    """Return how many lines hold code: no comments, no blank lines, and none of docstrings or of attributes' words."""
    words = {
        number
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    code = {
        number
        for token in tokenize.generate_tokens(io.StringIO(module.text).readline)
        if token.type not in _NO_CODE
        for number in range(token.start[0], token.end[0] + 1)
    }
    return len(code - words)


def parts(found: Iterable[Module], *kinds: type[ast.AST]) -> list[Part]:
    """Return the functions or classes of modules, the largest first."""
    return sorted(
        (
            Part(
                (node.end_lineno or node.lineno) - node.lineno + 1, f"{module.name}:{node.lineno} {node.name}"
            )
            for module in found
            for node in ast.walk(module.tree)
            if isinstance(node, kinds) and isinstance(node, Function | ast.ClassDef)
        ),
        reverse=True,
    )


def public(found: Iterable[Module]) -> Iterator[ast.Module | ast.ClassDef | Function]:
    """Yield all that has a docstring by right: modules, and classes, functions and methods of no private name."""
    for module in found:
        waiting: list[ast.Module | ast.ClassDef | Function] = [module.tree]
        while waiting:
            node = waiting.pop()
            yield node
            if not isinstance(node, Function):
                waiting += [
                    each for each in node.body
                    if isinstance(each, Function | ast.ClassDef) and not each.name.startswith("_")
                ]  # fmt: skip


def attributes(found: Iterable[Module]) -> Iterator[bool]:
    """Yield for each public attribute of a class, and each public constant, whether words stand below it.

    What is ``Annotated`` with the row of a table has its words there.
    """
    for module in found:
        classes = [node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]
        for body in [module.tree.body, *(node.body for node in classes if not node.name.startswith("_"))]:
            for at, node in enumerate(body):
                name = _attribute(node)
                if name and not name.startswith("_") and name != "__all__":
                    below = body[at + 1] if at + 1 < len(body) else None
                    yield _is_in_table(node) or (
                        isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
                    )


def _is_in_table(node: ast.stmt) -> bool:
    match node:
        case ast.AnnAssign(annotation=ast.Subscript(value=ast.Name(id="Annotated"))):
            return True
        case _:
            return False


def _attribute(node: ast.stmt) -> str:
    match node:
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case _:
            return ""


def _spread(sizes: Sequence[int]) -> str:
    return f"median {median(sizes):g}, 95 % up to {quantiles(sizes, n=20)[-1]:.0f}, largest {max(sizes)}"


def _share(flags: Sequence[bool]) -> str:
    return f"{sum(flags):,} of {len(flags):,} ({sum(flags) / len(flags):.0%})"


def figures() -> Iterator[str]:
    """Yield the figures, one a line."""
    every = modules("reader")
    own = [module for module in every if not module.name.endswith(GENERATED)]
    tables = [module for module in every if module.name.endswith(GENERATED)]
    tests = modules("tests")
    lines, test_lines = sum(each.lines for each in own), sum(each.lines for each in tests)
    code = sum(map(code_lines, own))
    functions, classes = parts(own, ast.FunctionDef, ast.AsyncFunctionDef), parts(own, ast.ClassDef)
    yield f"modules      {len(own)} in {lines:,} lines; {_spread([each.lines for each in own])}"
    yield f"code         {code:,} lines without docstrings, comments and blank lines"
    yield f"generated    {len(tables)} tables in {sum(each.lines for each in tables):,} lines, counted nowhere else"
    rooms = Counter[str]()
    for each in own:
        rooms[
            each.path.relative_to(ROOT / "reader").parts[0]
            if each.path.parent != ROOT / "reader"
            else "(top)"
        ] += each.lines
    yield "rooms        " + ", ".join(f"{name} {count:,}" for name, count in rooms.most_common())
    yield f"functions    {len(functions):,}; {_spread([each.lines for each in functions])}"
    yield from (f"             {each.lines:4} {each.where}" for each in functions[:LARGEST])
    yield f"classes      {len(classes):,}; {_spread([each.lines for each in classes])}"
    yield from (f"             {each.lines:4} {each.where}" for each in classes[:LARGEST])
    yield f"docstrings   {_share([ast.get_docstring(node) is not None for node in public(own)])} of what is public"
    yield f"attributes   {_share(list(attributes(own)))} with words below them"
    count = sum(
        each.where.rpartition(" ")[2].startswith("test_")
        for each in parts(tests, ast.FunctionDef, ast.AsyncFunctionDef)
    )
    yield f"tests        {count:,} functions in {test_lines:,} lines: {test_lines / lines:.2f} of the source"
    yield "             " + ", ".join(
        f"{name} {ratio:.2f}" for name, ratio in sorted(_ratios(own, tests), key=lambda each: each[1])
    )


def _ratios(own: Sequence[Module], tests: Sequence[Module]) -> Iterator[tuple[str, float]]:
    """Yield the rooms with their lines of tests per line of source."""
    for room in sorted({each.path.relative_to(ROOT / "reader").parts[0] for each in own}):
        inside = sum(each.lines for each in own if each.path.is_relative_to(ROOT / "reader" / room))
        beside = sum(each.lines for each in tests if each.path.is_relative_to(ROOT / "tests" / room))
        if beside:
            yield room, beside / inside


if __name__ == "__main__":
    for line in figures():
        print(line)
