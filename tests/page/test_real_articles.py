"""Real articles at many widths: nothing raises, nothing is lost, no line is wrong."""

import re
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import normalize

import pytest

from reader.article.article import Key
from reader.article.document import read_document
from reader.page.compose import compose
from reader.page.grammar import block_parser
from reader.page.layout import Layout, Place
from reader.page.line import Block, BlockKind, Mark
from reader.page.parse import parse
from reader.text import clean
from tests.page.expected import WORD, expected_words
from tests.page.painting import line_text, lines_of, own_text, settled, width

CLOSING = "，。、；：？！）》」』】〕〉”’％ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
OPENING = "（《「『【〔〈“‘"

MISSING = 2_000
"""Characters that may stand between one expected word and the next; one found later is another one."""

_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>|<!--")
_HEADER = re.compile(r"\A(---|\+\+\+)\n.*?\n\1\n", re.DOTALL)


def body(path: Path) -> str:
    return _HEADER.sub("", clean(path.read_text(encoding="utf-8", errors="replace")))


def article_paths(test_data: Path) -> list[Path]:
    paths = sorted((test_data / "corpus").rglob("*.m*d*"))
    assert len(paths) > 400
    return [path for path in paths if path.is_file() and path.suffix != ".tsv"]


def test_the_sample_has_no_wrong_line_at_any_width(test_data: Path) -> None:
    (path,) = (test_data / "samples").glob("*.md")
    blocks = parse(body(path))
    for measure in range(20, 121):
        for line in lines_of(settled(blocks, measure)):
            text = own_text(line)
            assert width(line) <= measure
            assert not text or text[0] not in CLOSING, (measure, text)
            assert not text or text[-1] not in OPENING, (measure, text)


def test_the_sample_wastes_little(test_data: Path) -> None:
    (path,) = (test_data / "samples").glob("*.md")
    free: list[int] = []
    for block in parse(body(path)):
        full = [line for line in lines_of(settled((block,), 80)) if line][:-1]
        free += [80 - width(line) for line in full]
    assert sum(free) / len(free) < 1.3


@pytest.mark.slow
@pytest.mark.parametrize("measure", [72, 24])
def test_every_real_article_is_set_without_a_loss(test_data: Path, measure: int) -> None:
    for path in article_paths(test_data):
        blocks = parse(body(path))
        layout = settled(blocks, measure)
        painted: dict[int, list[str]] = {}
        for line in lines_of(layout):
            if line is not None:
                assert width(line) <= measure, (path, line_text(line))
                painted.setdefault(line.block, []).append(own_text(line))
        for index, block in enumerate(blocks):
            if block.kind is not BlockKind.TABLE:
                shown = "".join("".join(painted.get(index, ())).split())
                assert shown == "".join(layout.text(index).split()), path
        copied = layout.text_between(Place(0), Place(len(blocks)))
        assert all(layout.text(index) in copied for index in range(len(blocks)))


@pytest.mark.slow
def test_no_tag_of_a_real_article_is_left_on_the_page(test_data: Path) -> None:
    residue = {
        f"{path.stem}: {match[0]}"
        for path in article_paths(test_data)
        for block in parse(body(path))
        if block.kind is not BlockKind.CODE
        for match in _TAG.finditer("".join(run.text for run in block.runs if not run.marks & Mark.CODE))
    }
    # Both were meant as words, and the first was written as ``<language_name>``, the second with entities.
    assert residue == {"end-user-discussions-01: <language_name>", "Rust-1.11: <main>"}


@pytest.mark.slow
def test_every_word_that_a_browser_shows_of_a_real_article_is_on_the_page(test_data: Path) -> None:
    for path in article_paths(test_data):
        source = body(path).replace("[x]", "")  # a task's box is drawn
        page = "".join(WORD.findall(" ".join(run.text for block in parse(source) for run in block.runs)))
        page, at = normalize("NFKC", page), 0  # raised numbers are numbers
        for word in expected_words(block_parser().render(source)):
            found = page.find(normalize("NFKC", word), at)
            assert 0 <= found < at + MISSING, (path, word)
            at = found + len(word)


@pytest.mark.slow
def test_no_line_of_a_real_paragraph_begins_with_a_closing_sign(test_data: Path) -> None:
    for path in article_paths(test_data):
        for block in parse(body(path)):
            if block.kind is BlockKind.PARAGRAPH:
                assert_first_signs(block, path)


def assert_first_signs(block: Block, path: Path) -> None:
    layout = Layout((block,), 40)
    text = layout.text(0)
    for line in lines_of(settled((block,), 40)):
        # After a space a closing sign is the author's; at a line's end a space may have stood.
        if line is not None and line.start and not text[line.start - 1].isspace():
            assert text[line.start] not in CLOSING, (path, line_text(line))


@pytest.mark.slow
def test_every_real_article_is_composed(test_data: Path) -> None:
    for path in article_paths(test_data):
        data = path.read_bytes()
        read = read_document(data, Key("f", path.name), datetime(2025, 1, 1, tzinfo=UTC), zone=UTC)
        blocks = compose(read, zone=UTC)
        assert blocks[0].kind is BlockKind.TITLE
        layout = Layout(blocks, 72)
        layout.prepare(0, 40)
        assert line_text(layout.line(1))
