"""Every sentence that the program says can be translated: it stands in the template of the catalogues, whole."""

import ast
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from reader.tui.keys.commands import COMMANDS
from tools import catalogues
from tools.catalogues import COMPLETE, FOLDER, most_seen, sentences, share, sources

template = cache(catalogues.template)

_read = cache(catalogues.read)

ROWS = {"key", "group_key", "command", "form", "module", "field", "topic", "kind", "self", "reason", "name", "read", "found", "sentence", "tip", "near_sentence", "setting", "check", "WORDS", "STANDARD", "WEEKDAYS", "EXAMPLES"}  # fmt: skip
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


_CATALOGUES = sources()
_COMPLETE = [source for source in _CATALOGUES if source.parts[-3] in COMPLETE]


@pytest.mark.parametrize("source", _CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_translation_has_the_places_of_its_sentence_and_no_others(source: Path) -> None:
    for message in _read(source):
        assert not list(message.check()), message.id


def _texts(message: Message) -> tuple[list[str], list[str]]:
    """Return the sentence's forms in English and in the other language."""
    ids, strings = (
        [each] if isinstance(each, str) else list(each or ()) for each in (message.id, message.string)
    )
    return ids, strings


@pytest.mark.parametrize("source", _COMPLETE, ids=lambda path: path.parts[-3])
def test_a_complete_catalogue_has_every_sentence(source: Path) -> None:
    assert {path.parts[-3] for path in _COMPLETE} == set(COMPLETE)
    assert _missing(source, [message.id for message in template() if message.id]) == []


@pytest.mark.parametrize("source", _CATALOGUES, ids=lambda path: path.parts[-3])
def test_nothing_is_guessed_and_a_begun_language_has_what_is_seen_most(source: Path) -> None:
    assert [message.id for message in _read(source) if message.fuzzy] == []
    seen = list(most_seen())
    missing = _missing(source, seen)
    assert len(missing) <= len(seen) // 10, missing
    assert share(_read(source), template()) > 0.3
    assert (source.parent.parent / "GLOSSARY.md").is_file(), "a language has its terms beside it"


def _missing(source: Path, ids: Iterable[str | Sequence[str]]) -> list[str]:
    catalogue = _read(source)
    names = [each if isinstance(each, str) else each[0] for each in ids]
    found = {each: catalogue.get(each) for each in names}
    return [each for each, message in found.items() if message is None or not all(_texts(message)[1])]


def test_how_complete_a_language_is_counts_what_it_translates() -> None:
    catalogue, language = Catalog(), Catalog(locale="ja")
    for sentence in ("One", "Two", ("{count} file", "{count} files"), "Four"):
        catalogue.add(sentence)
    language.add("One", "一")
    language.add("Two", "")
    language.add(("{count} file", "{count} files"), ("{count} 個",))
    language.add("Retired", "昔")
    assert share(language, catalogue) == 0.5


@pytest.mark.parametrize("source", _CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_translation_is_filled_with_what_its_sentence_is_filled_with(source: Path) -> None:
    for message in _read(source):
        ids, strings = _texts(message)
        if not message.id or not all(strings):
            continue
        assert [
            each
            for each in strings
            if any(unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn"} and char != "\n" for char in each)
        ] == []
        assert all(each.endswith("\n") == ids[-1].endswith("\n") for each in strings), ids
        if ids[0].startswith("examples:"):
            assert all(("{commands}" in each) == ("{commands}" in ids[0]) for each in strings), ids
            continue
        wanted = _places(ids[-1])
        for each in strings:
            # One form for all numbers needs the number, even where English says "1".
            assert _places(each) == wanted | (
                {"count"} if len(ids) > 1 and len(strings) == 1 and "count" in wanted else set()
            ), ids


@pytest.mark.parametrize("source", _CATALOGUES, ids=lambda path: path.parts[-3])
def test_examples_show_the_same_commands_in_every_language(source: Path) -> None:
    for message in _read(source):
        ids, strings = _texts(message)
        if ids[0].startswith("examples:") and strings[0]:
            commands = [
                [line.split("  ")[1] for line in text.splitlines() if line.startswith("  newsreader ")]
                for text in (ids[0], strings[0])
            ]
            assert commands[0] == commands[1]


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_chinese_is_written_with_its_own_marks_and_apart_from_latin_words(language: str) -> None:
    han = "\u4e00-\u9fff"
    wrong = re.compile(
        rf"[{han}][,;:?!]|[{han}][A-Za-z0-9]|[A-Za-z0-9][{han}]|[{han}] [{han}]|[，。；：？！（）] [{han}]"
    )
    words = {act.words for act in COMMANDS}  # those of the palette are apart
    found = []
    for message in _read(FOLDER / language / "LC_MESSAGES" / "newsreader.po"):
        ids, strings = _texts(message)
        if ids[0] and ids[0] not in words and not ids[0].startswith("examples:"):
            found += [each for each in strings if wrong.search(each)]
    assert found == []
