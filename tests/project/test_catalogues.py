"""Every sentence that the program says can be translated: it stands in the template of the catalogues, whole."""

import ast
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from tools.catalogues import FOLDER, sentences, template

ROWS = {"key", "group_key", "command", "module", "field", "topic", "kind", "self", "reason", "name", "read", "found", "sentence", "near_sentence", "setting", "check", "WORDS", "EXAMPLES"}  # fmt: skip
"""What a sentence that stands in a table is reached by, where it is translated."""


def _calls(root: Path) -> list[tuple[Path, ast.Call, int]]:
    """Return the calls of ``tr`` and ``trn`` in the package, each with the number of its sentences."""
    found = []
    for path in sorted((root / "reader").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                number = {"tr": 1, "trn": 2}.get(node.func.id)
                if number:
                    found.append((path, node, number))
    return found


def test_a_sentence_is_written_where_it_is_said_or_is_a_row_of_a_table(root: Path) -> None:
    for path, call, number in _calls(root):
        for sentence in call.args[:number]:
            if isinstance(sentence, ast.Constant):
                assert isinstance(sentence.value, str)
                continue
            assert not isinstance(sentence, ast.JoinedStr | ast.BinOp), f"{path}:{call.lineno}"
            names = {node.id for node in ast.walk(sentence) if isinstance(node, ast.Name)}
            assert names & ROWS, f"{path}:{call.lineno}: {ast.unparse(call)} can be in no catalogue"


@pytest.mark.parametrize(
    "said",
    [
        "Nothing to undo",
        "Today",
        "The {character} that opens a value here is never closed; the header is shown as text.",
        "{done} of {total} articles read",
        "it is a shell, or passes its arguments to one",
        "Warning",
    ],
)
def test_the_template_has_sentences_of_code_and_of_tables(said: str) -> None:
    assert template().get(said) is not None


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_a_place_is_named_and_both_numbers_have_the_same_ones() -> None:
    for message in template():
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        if texts[0].startswith("examples:"):
            continue  # braces in them are what they show
        places = [_places(text) for text in texts]
        assert all(name.isidentifier() for each in places for name in each), texts
        assert all(each - {"count"} == places[0] - {"count"} for each in places), texts


def test_one_place_of_the_code_gives_one_sentence() -> None:
    code = "tr('One {a}', a=1)\ntrn('1 file', '{count} files', 3)\ntr(row.title)\nother('No')\n"
    assert list(sentences(code)) == [(1, "One {a}"), (2, ("1 file", "{count} files"))]


@pytest.mark.parametrize("source", sorted(FOLDER.glob("*/LC_MESSAGES/*.po")) or [None])
def test_a_translation_has_the_places_of_its_sentence_and_no_others(source: Path | None) -> None:
    if source is None:
        return
    with source.open("rb") as file:
        for message in read_po(file):
            assert not list(message.check()), message.id
