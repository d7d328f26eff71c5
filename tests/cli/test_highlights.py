"""``newsreader highlights``, as a shell sees it."""

import csv
import io
import json
from pathlib import Path

import pytest

from reader.actions.changes import highlighting
from reader.actions.workspace.workspace import open_workspace
from reader.article import Key
from reader.page.navigation.quotes import Quote
from reader.paths import standard_paths
from tests.cli.conftest import Newsreader


@pytest.fixture
def marked(folder: Path) -> Path:
    """The folder, with passages that were highlighted on the screen of this machine."""
    with open_workspace([folder], {}, standard_paths(), {}) as workspace:
        workspace.library.scan()
        for name, text in (("a.md", "text"), ("b.md", '字"字\n字,字'), ("c.md", "bad \x1b]0;PWNED\x07")):
            article = workspace.library.articles.find(Key(workspace.library.folders[0].id, name))
            assert article is not None
            highlighting.add_highlights(workspace.library, workspace.journal, article, [Quote(text, "", "")])
    return folder


def test_they_are_markdown_the_latest_first_with_a_heading_for_each_article(
    newsreader: Newsreader, marked: Path
) -> None:
    done = newsreader("highlights", "-f", marked)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line for line in done.stdout.splitlines() if line]
    assert lines[0].startswith("## bad ")
    assert lines[1].startswith("> bad ")
    assert lines[2:] == ["## 香蕉", '> 字"字', "> 字,字", "## Apple", "> text"]
    assert "\x1b" not in done.stdout


def test_as_csv_and_as_json_they_say_the_same(newsreader: Newsreader, marked: Path) -> None:
    found = json.loads(newsreader("highlights", "-f", marked, "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(newsreader("highlights", "-f", marked, "--csv").stdout)))
    assert found["schema"] == 2
    assert [row["text"] for row in found["highlights"]][1:] == ['字"字\n字,字', "text"]
    assert [row["text"].replace("\r\n", "\n") for row in rows][1:] == ['字"字\n字,字', "text"]
    assert [row["path"] for row in rows] == ["c.md", "b.md", "a.md"]
    assert [row["path"] for row in found["highlights"]] == [str(marked / row["path"]) for row in rows]
    assert [row["when"] for row in rows] == [row["when"] for row in found["highlights"]]


@pytest.mark.parametrize("form", [[], ["--csv"], ["--json"]])
def test_without_any_it_says_so_and_ends_with_three(
    newsreader: Newsreader, folder: Path, form: list[str]
) -> None:
    done = newsreader("highlights", "-f", folder, *form)
    assert done.returncode == 3
    assert "No highlights" in done.stderr
    assert done.stdout.strip() == "" or json.loads(done.stdout)["highlights"] == []


def test_two_forms_at_once_are_a_wrong_command(newsreader: Newsreader, folder: Path) -> None:
    assert newsreader("highlights", "-f", folder, "--csv", "--json").returncode == 2
