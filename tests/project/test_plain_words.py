"""Docstrings, comments and names use the words of the glossary: none that is retired."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOMS = ("page", "article", "cli", "actions")
"""Rooms whose words are settled; the goal is all of them."""

IN_PROSE = re.compile(
    r"\b(anew|somebody|nobody|anybody|whoever|told|one's own|so many(?! on)|pictures?|listings?|regular expressions?"
    r"|behind the screen's back|is to be|are to be|as above)\b",
    re.IGNORECASE,
)
"""What docstrings and comments do not say."""

IN_NAMES = re.compile(
    r"(?:^|_)(told|said|anew|picture|pictures|listing|listings|sign|signs|somebody|nobody|whoever|desk|shelf|mark_of|lay)(?:_|$)",
    re.IGNORECASE,
)
"""What names of functions, classes, constants and modules do not have as a word."""


def _prose(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield node.lineno, node.value.value
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def _names(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id.isupper():
            yield node.lineno, node.id


def _files(root: Path, room: str) -> list[Path]:
    found = sorted((root / "reader" / room).rglob("*.py"))
    assert found
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_no_docstring_or_comment_uses_a_retired_word(root: Path, room: str) -> None:
    offences = [
        f"{file.relative_to(root)}:{line}: {match[0]}"
        for file in _files(root, room)
        for line, text in _prose(file.read_text("utf-8"))
        for match in IN_PROSE.finditer(text)
    ]
    assert not offences, "\n".join(offences)


@pytest.mark.parametrize("room", ROOMS)
def test_no_name_has_a_retired_word(root: Path, room: str) -> None:
    offences = [
        f"{file.relative_to(root)}:{line}: {name}"
        for file in _files(root, room)
        for line, name in [(1, file.stem), *_names(file.read_text("utf-8"))]
        if IN_NAMES.search(name)
    ]
    assert not offences, "\n".join(offences)
