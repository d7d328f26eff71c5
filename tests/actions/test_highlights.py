"""Highlights over all articles: which come first, and as what they are written."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.actions.changes import highlighting as acts
from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.article import Key
from reader.page.navigation.quotes import Quote
from reader.paths import Paths


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "feed"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: Alpha\nlink: https://example.com/a\n---\nOne two three.\n")
    (folder / "b.md").write_text("---\ntitle: Beta\n---\nFour five six.\n")
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    with open_workspace([folder], {}, paths, {}) as opened:
        opened.library.scan()
        yield opened


def add(workspace: Workspace, name: str, *texts: str) -> None:
    article = workspace.library.articles.find(Key(workspace.library.folders[0].id, name))
    assert article is not None
    for text in texts:
        acts.add_highlights(workspace.library, workspace.journal, article, [Quote(text, "", "")])


def texts(workspace: Workspace) -> list[str]:
    return [each.quote.text for each in acts.highlights(workspace.library, workspace.journal)]


def test_the_latest_comes_first_whatever_article_it_is_of(workspace: Workspace) -> None:
    add(workspace, "a.md", "One")
    add(workspace, "b.md", "Four", "five")
    add(workspace, "a.md", "three")
    assert texts(workspace) == ["three", "five", "Four", "One"]


def test_one_that_is_taken_away_is_listed_no_more_and_one_that_changes_is_the_latest(
    workspace: Workspace,
) -> None:
    add(workspace, "a.md", "One", "two", "three")
    first = acts.highlights(workspace.library, workspace.journal)[-1]
    article = workspace.library.articles.find(first.key)
    assert article is not None
    acts.change_highlight(workspace.library, workspace.journal, article, first.id, comment="why?")
    assert texts(workspace) == ["One", "three", "two"]
    second = acts.highlights(workspace.library, workspace.journal)[1]
    acts.remove_highlights(workspace.library, workspace.journal, article, [second.id])
    assert texts(workspace) == ["One", "two"]


def test_white_space_is_nothing_to_highlight(workspace: Workspace) -> None:
    add(workspace, "a.md", " \n ")
    assert texts(workspace) == []


def test_as_markdown_each_article_is_a_heading_with_its_passages_below(workspace: Workspace) -> None:
    add(workspace, "a.md", "One\ntwo")
    add(workspace, "b.md", "Four")
    add(workspace, "a.md", "three")
    lines = list(acts.as_markdown(acts.highlights(workspace.library, workspace.journal)))
    assert [line for line in lines if line] == [
        "## [Alpha](https://example.com/a)", "> three", "> One", "> two", "## Beta", "> Four",
    ]  # fmt: skip


def test_json_and_csv_say_the_same_whatever_a_passage_holds(workspace: Workspace) -> None:
    add(workspace, "b.md", 'say "Four, five"', "line\nbreak; 六")
    found = acts.highlights(workspace.library, workspace.journal)
    rows = json.loads(json.dumps(list(acts.as_rows(found))))
    assert [row["text"] for row in rows] == ["line\nbreak; 六", 'say "Four, five"']
    assert {(row["title"], row["path"], row["link"]) for row in rows} == {("Beta", "b.md", "")}
    read = list(csv.DictReader("\r\n".join(acts.as_csv(found)).splitlines(keepends=True)))
    assert [{key: str(value) for key, value in row.items()} for row in rows] == read
    assert list(acts.as_csv([])) == []
