"""Highlights over all articles: which come first, and as what they are written."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.actions import highlighting as acts
from reader.actions.desk import Desk, open_desk
from reader.article import Key
from reader.page.places.quotes import Quote
from reader.paths import Paths


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "feed"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: Alpha\nlink: https://example.com/a\n---\nOne two three.\n")
    (folder / "b.md").write_text("---\ntitle: Beta\n---\nFour five six.\n")
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    with open_desk([folder], {}, paths, {}) as opened:
        opened.library.scan()
        yield opened


def add(desk: Desk, name: str, *texts: str) -> None:
    article = desk.library.find(Key(desk.library.folders[0].id, name))
    assert article is not None
    for text in texts:
        acts.add_highlights(desk.library, desk.journal, article, [Quote(text, "", "")])


def texts(desk: Desk) -> list[str]:
    return [each.quote.text for each in acts.highlights(desk.library, desk.journal)]


def test_the_latest_comes_first_whatever_article_it_is_of(desk: Desk) -> None:
    add(desk, "a.md", "One")
    add(desk, "b.md", "Four", "five")
    add(desk, "a.md", "three")
    assert texts(desk) == ["three", "five", "Four", "One"]


def test_one_that_is_taken_away_is_listed_no_more_and_one_that_changes_is_the_latest(desk: Desk) -> None:
    add(desk, "a.md", "One", "two", "three")
    first = acts.highlights(desk.library, desk.journal)[-1]
    article = desk.library.find(first.key)
    assert article is not None
    acts.change_highlight(desk.library, desk.journal, article, first.id, comment="why?")
    assert texts(desk) == ["One", "three", "two"]
    second = acts.highlights(desk.library, desk.journal)[1]
    acts.remove_highlights(desk.library, desk.journal, article, [second.id])
    assert texts(desk) == ["One", "two"]


def test_white_space_is_nothing_to_highlight(desk: Desk) -> None:
    add(desk, "a.md", " \n ")
    assert texts(desk) == []


def test_as_markdown_each_article_is_a_heading_with_its_passages_below(desk: Desk) -> None:
    add(desk, "a.md", "One\ntwo")
    add(desk, "b.md", "Four")
    add(desk, "a.md", "three")
    lines = list(acts.as_markdown(acts.highlights(desk.library, desk.journal)))
    assert [line for line in lines if line] == [
        "## [Alpha](https://example.com/a)", "> three", "> One", "> two", "## Beta", "> Four",
    ]  # fmt: skip


def test_json_and_csv_say_the_same_whatever_a_passage_holds(desk: Desk) -> None:
    add(desk, "b.md", 'say "Four, five"', "line\nbreak; 六")
    found = acts.highlights(desk.library, desk.journal)
    rows = json.loads(json.dumps(list(acts.as_rows(found))))
    assert [row["text"] for row in rows] == ["line\nbreak; 六", 'say "Four, five"']
    assert {(row["title"], row["path"], row["link"]) for row in rows} == {("Beta", "b.md", "")}
    read = list(csv.DictReader("\r\n".join(acts.as_csv(found)).splitlines(keepends=True)))
    assert [{key: str(value) for key, value in row.items()} for row in rows] == read
    assert list(acts.as_csv([])) == []
