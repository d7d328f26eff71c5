"""Real files of many generators, and one of the family that newsreader is made for."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.article import DateSource, Document, is_article_name
from tests.article.articles import MODIFIED, read

LEAST_FILES = 480


@pytest.fixture(scope="module")
def documents(test_data: Path) -> dict[str, tuple[str, Document]]:
    """Every Markdown file of the corpus: its path to its text and what was read."""
    corpus = test_data / "corpus"
    files = sorted(path for path in corpus.rglob("*") if path.is_file() and is_article_name(path.name))
    names = [path.relative_to(corpus).as_posix() for path in files]
    return {
        name: (path.read_text("utf-8"), read(path.read_bytes(), name))
        for name, path in zip(names, files, strict=True)
    }


def test_every_file_has_a_title_that_is_no_fence(documents: dict[str, tuple[str, Document]]) -> None:
    assert len(documents) >= LEAST_FILES
    for name, (_, document) in documents.items():
        assert re.search(r"\w", document.article.title), name
        assert not document.article.title.startswith(("---", "+++", "title:", "#")), name


def test_every_file_has_a_date_or_says_that_it_is_the_files_own(
    documents: dict[str, tuple[str, Document]],
) -> None:
    for name, (text, document) in documents.items():
        found = document.article
        assert found.date.tzinfo is UTC
        if re.search(
            r"^(?:date|created|published)\s*[:=]\s*[\"']?\d{4}-\d\d-\d\d", _head(text), re.MULTILINE
        ):
            assert found.date_source is DateSource.HEADER, name
        elif found.date_source is DateSource.FILE:
            assert found.date == MODIFIED, name


def test_every_file_has_the_tags_that_stand_in_it(documents: dict[str, tuple[str, Document]]) -> None:
    tagged = 0
    for name, (text, document) in documents.items():
        expected = _tags(_head(text))
        if expected:
            tagged += 1
            assert set(expected) <= set(document.article.tags), name
    assert tagged > 100


def test_only_templates_have_problems(documents: dict[str, tuple[str, Document]]) -> None:
    for name, (text, document) in documents.items():
        if document.article.problems:
            assert "{{" in _head(text), (name, document.article.problems)


def test_no_body_begins_with_a_header(documents: dict[str, tuple[str, Document]]) -> None:
    for name, (text, document) in documents.items():
        assert not document.body.lstrip().startswith(("---\n", "+++\n")), name
        assert text.replace("\r\n", "\n").endswith(document.body), name


def _head(text: str) -> str:
    match = re.match(r"(---|\+\+\+)\r?\n(.*?)\n\1", text, re.DOTALL)
    return match[2] if match else ""


def _tags(head: str) -> list[str]:
    """Read the tags of a header with nothing but expressions."""
    if inline := re.search(r"^tags:[ \t]*\[(.*)\]", head, re.MULTILINE):
        items = inline[1].split(",")
    elif block := re.search(r"^tags:[ \t]*\r?\n((?:[ \t]*-.*\r?\n?)+)", head, re.MULTILINE):
        items = re.findall(r"-(.*)", block[1])
    else:
        items = []
    return [tag for item in items if (tag := item.strip(" \r\"'"))]


def test_the_article_that_newsreader_is_made_for(test_data: Path) -> None:
    path = test_data / "samples" / "000_2a3666ae1f3d6eaf.md"
    document = read(path.read_bytes(), path.name)
    found = document.article
    assert found.title == "苹果AI入华为什么选中了阿里？"
    assert (found.tags, found.categories) == (("qq",), ("qq",))
    assert (found.date, found.date_source) == (datetime(2025, 2, 14, 9, 21, 9, tzinfo=UTC), DateSource.HEADER)
    assert (found.link, found.link_in_body, found.source) == (
        "https://new.qq.com/rain/a/20250214A06TQ000",
        True,
        "qq",
    )
    assert (found.language, found.summary, found.draft, found.problems) == ("zh-CN", "", False, ())
    assert (found.words, found.characters, found.minutes) == (81, 1422, 4)
    assert document.body_line == 27
    assert document.body.startswith("\n> 界面新闻记者")
