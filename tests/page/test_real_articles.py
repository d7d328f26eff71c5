"""Real articles at many widths: nothing raises, nothing is lost, no line is wrong."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise, product
from pathlib import Path
from unicodedata import normalize

import pytest

from reader.article.article import Key
from reader.article.document import read_document
from reader.page.compose import PageOptions, compose
from reader.page.layout.layout import Layout, Position
from reader.page.line import LINE_END, Block, BlockKind, Line, TextStyle
from reader.page.lines.typography import HANGING, Typography
from reader.page.markdown.grammar import block_parser
from reader.page.markdown.parse import parse
from reader.text import cell_width, clean
from tests.page.expected import LETTERS, WORD, expected_words, plain_words
from tests.page.painting import line_text, lines_of, own_text, settled, width

CLOSING = "，。、；：？！）》」』】〕〉”’％ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
OPENING = "（《「『【〔〈“‘"

TYPOGRAPHIES = [Typography(*each) for each in product((False, True), repeat=3)]

MISSING = 2_000
"""Characters that may stand between one expected word and the next; one found later is another one."""

_BEYOND = re.compile(
    r"\[\^|\[\[|\{\{|\{[%:#]|:::|\[!|%%|\$|:\w+:|markdown=|^[ \t]*<[A-Z]|^(?:im|ex)port ", re.MULTILINE
)
"""What the standards know nothing of: a browser would show its signs, or show it elsewhere."""

_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>|<!--")
_HEADER = re.compile(r"\A(---|\+\+\+)\n.*?\n\1\n", re.DOTALL)


def body(path: Path) -> str:
    return _HEADER.sub("", clean(path.read_text(encoding="utf-8", errors="replace")))


def article_paths(test_data: Path) -> list[Path]:
    paths = sorted((test_data / "corpus").rglob("*.m*d*"))
    assert len(paths) > 400
    return [path for path in paths if path.is_file() and path.suffix != ".tsv"]


def hung(line: Line | None, typography: Typography) -> int:
    """The cells of the sign that may stand in the margin."""
    text = own_text(line)
    return cell_width(text[-1]) if typography.hanging and text and text[-1] in HANGING else 0


def assert_no_wrong_line(layout: Layout) -> None:
    for line in lines_of(layout):
        text = own_text(line)
        assert width(line) - hung(line, layout.typography) <= layout.measure, text
        assert not text or text[0] not in CLOSING, (layout.measure, text)
        assert not text or text[-1] not in OPENING, (layout.measure, text)


@pytest.mark.parametrize("typography", TYPOGRAPHIES, ids=str)
def test_the_sample_has_no_wrong_line_at_any_width(test_data: Path, typography: Typography) -> None:
    (path,) = (test_data / "samples").glob("*.md")
    blocks = parse(body(path))
    for measure in range(20, 121):
        assert_no_wrong_line(settled(blocks, measure, typography))


def free_cells(markdown: str, measure: int) -> Iterator[int]:
    """The cells that the full lines of paragraphs leave free."""
    for block in parse(markdown):
        if block.kind is BlockKind.PARAGRAPH:
            layout = settled((block,), measure)
            for line, following in pairwise(filter(None, lines_of(layout))):
                if "\n" not in layout.text(0)[line.end : following.start]:
                    yield measure - width(line)


def test_the_sample_wastes_little(test_data: Path) -> None:
    (path,) = (test_data / "samples").glob("*.md")
    free = list(free_cells(body(path), 80))
    assert sum(free) / len(free) < 1.3


def is_chinese(markdown: str) -> bool:
    han = len(re.findall("[\u4e00-\u9fff]", markdown))
    return han > 300 and han > 0.3 * len(markdown)


@pytest.mark.slow
def test_chinese_articles_waste_little(test_data: Path) -> None:
    bodies = [text for text in map(body, article_paths(test_data)) if is_chinese(text)]
    assert len(bodies) > 40
    free = [cells for text in bodies for cells in free_cells(text, 80)]
    assert sum(free) / len(free) < 1.3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("measure", "typography"), [(72, TYPOGRAPHIES[0]), (24, TYPOGRAPHIES[0]), (33, TYPOGRAPHIES[-1])], ids=str
)
def test_every_real_article_is_set_without_a_loss(
    test_data: Path, measure: int, typography: Typography
) -> None:
    for path in article_paths(test_data):
        blocks = parse(body(path))
        layout = settled(blocks, measure, typography)
        painted: dict[int, list[str]] = {}
        for line in lines_of(layout):
            if line is not None:
                assert width(line) - hung(line, typography) <= measure, (path, line_text(line))
                painted.setdefault(line.block, []).append(own_text(line))
        for index, block in enumerate(blocks):
            if block.kind is not BlockKind.TABLE:
                shown, text = (
                    "".join("".join(each).split()) for each in (painted.get(index, ()), layout.text(index))
                )
                if block.kind is BlockKind.MATHS:  # the parts of a wide one stand below one another
                    shown, text = "".join(sorted(shown)), "".join(sorted(text))
                assert shown == text, path
        copied = layout.text_between(Position(0), Position(len(blocks)))
        assert all(layout.text(index).replace(LINE_END, "") in copied for index in range(len(blocks)))


@pytest.mark.slow
def test_no_tag_of_a_real_article_is_left_on_the_page(test_data: Path) -> None:
    residue = {
        f"{path.stem}: {match[0]}"
        for path in article_paths(test_data)
        for block in parse(body(path))
        if block.kind is not BlockKind.CODE
        for match in _TAG.finditer("".join(run.text for run in block.runs if not run.style & TextStyle.CODE))
    }
    # Both were meant as words, and the first was written as ``<language_name>``, the second with entities.
    assert residue == {"end-user-discussions-01: <language_name>", "Rust-1.11: <main>"}


@pytest.mark.slow
def test_every_word_that_a_browser_shows_of_a_real_article_is_on_the_page(test_data: Path) -> None:
    for path in article_paths(test_data):
        source = body(path).replace("[x]", "")  # a task's box is drawn
        if _BEYOND.search(source):
            continue
        page = "".join(WORD.findall(" ".join(run.text for block in parse(source) for run in block.runs)))
        page, at = normalize("NFKC", page), 0  # raised numbers are numbers
        for word in expected_words(block_parser().render(source)):
            found = page.find(normalize("NFKC", word), at)
            assert 0 <= found < at + MISSING, (path, word)
            at = found + len(word)


@pytest.mark.slow
def test_every_word_of_an_article_that_is_written_for_a_tool_is_on_the_page(test_data: Path) -> None:
    lost: dict[str, list[str]] = {}
    for path in article_paths(test_data):
        source = body(path)
        shown = normalize("NFKC", " ".join(run.text for block in parse(source) for run in block.runs))
        page, at = "".join(LETTERS.findall(shown)), 0
        words, notes = plain_words(source)
        for word in words:
            found = page.find(word, at)
            if 0 <= found < at + MISSING:
                at = found + len(word)
            else:
                lost.setdefault(path.name, []).append(word)
        missing = [word for word in notes if word not in page]
        if missing:
            lost.setdefault(path.name, []).extend(missing)
    assert {name: words[:8] for name, words in lost.items()} == {}


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


RESIDUE = re.compile(
    r"\{\{[<%]|\{%|%\}|%%|:::|\+\+\+|\{:|\{#[\w-]+\}|\[\[|\[!|\{/\*|\[\^|^(?:import|export) [{\w]",
    re.MULTILINE,
)
"""What is written for a tool, not for a reader: template tags, comments, fences, attributes, links of a wiki."""


@pytest.mark.slow
def test_no_residue_of_templates_stands_on_a_page_outside_code(test_data: Path) -> None:
    for path in article_paths(test_data):
        for block in parse(body(path)):
            if block.kind is not BlockKind.CODE:
                shown = "".join(run.text for run in block.runs if not run.style & TextStyle.CODE)
                found = RESIDUE.search(re.sub(r"<code>.*?</code>", "", shown, flags=re.DOTALL))
                assert found is None, (path, shown[max(0, found.start() - 40) : found.end() + 40])


@pytest.mark.slow
def test_every_real_article_is_composed(test_data: Path) -> None:
    for path in article_paths(test_data):
        data = path.read_bytes()
        read = read_document(data, Key("f", path.name), datetime(2025, 1, 1, tzinfo=UTC), zone=UTC)
        blocks = compose(read, PageOptions(UTC))
        assert BlockKind.TITLE in {block.kind for block in blocks[:2]}
        layout = Layout(blocks, 72)
        layout.prepare(0, 40)
        assert line_text(layout.line(1))
