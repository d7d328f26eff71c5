"""Exports and briefs by keys and by typed commands: of the article, a group, a selection, a query."""

import json
import os
import zipfile
from pathlib import Path

from reader.actions.workspace.workspace import Workspace
from tests.feeds.server import Held, Reply, Web
from tests.tui.driving import Driven, driven


def home() -> Path:
    return Path(os.environ["HOME"])


def book(name: str) -> str:
    """Return the table of contents of a book, or its only chapter."""
    with zipfile.ZipFile(home() / name) as archive:
        return archive.read("EPUB/nav.xhtml").decode()


async def test_the_article_becomes_a_book_and_is_written_over_only_after_a_question(
    workspace: Workspace,
) -> None:
    async with driven(workspace) as it:
        await it.press("E")
        await it.until(lambda: it.shows("Export 1 article as"))
        await it.press("1")
        await it.until(lambda: it.shows("~/first-article.epub"))
        await it.press("enter")
        await it.until(lambda: it.shows("1 article written to ~/first-article.epub"))
        assert "First article" in book("first-article.epub")
        (home() / "first-article.epub").write_bytes(b"mine")
        await it.press("E", "1", "enter")
        await it.until(lambda: it.shows("is there already"))
        await it.press("n")
        assert (home() / "first-article.epub").read_bytes() == b"mine"
        await it.press("E", "1", "enter")
        await it.until(lambda: it.shows("is there already"))
        await it.press("y")
        await it.until(lambda: (home() / "first-article.epub").read_bytes() != b"mine")


async def test_a_group_is_exported_under_its_name_and_a_selection_as_a_folder(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("g", "g", "E")
        await it.until(lambda: it.shows("Export 2 articles as"))
        await it.press("1")
        await it.until(lambda: it.shows("Export to"))
        await it.press("enter")
        await it.until(lambda: it.shows("2 articles written"))
        (file,) = home().glob("*.epub")
        assert {"First article", "苹果和香蕉"} <= {
            each for each in ("First article", "苹果和香蕉", "Third article") if each in book(file.name)
        }
        await it.press("j", "v", "j", "E")
        await it.until(lambda: it.shows("Export 2 articles as"))
        await it.press("6")
        await it.until(lambda: it.shows("~/articles/"))
        await it.press("enter")
        await it.until(lambda: it.shows("2 articles written to ~/articles"))
        assert sorted(each.name for each in (home() / "articles").iterdir()) == ["one.md", "two.md"]
        assert it.screen.sidebar.model.anchor is None


async def typed(it: Driven, line: str) -> None:
    await it.pilot.press(":", *("space" if char == " " else char for char in line), "enter")


async def test_what_a_query_finds_is_exported_by_a_typed_command(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await typed(it, "export ~/found.json tag:news")
        await it.until(lambda: it.shows("2 articles written to ~/found.json"))
        found = json.loads((home() / "found.json").read_text("utf-8"))
        assert {each["title"] for each in found["articles"]} == {"First article", "苹果和香蕉"}
        await typed(it, "export ~/found.pdf tag:news")
        await it.until(lambda: it.tells("Say which form is wanted"))
        await typed(it, "export ~/none.epub tag:nothing")
        await it.until(lambda: it.shows("No articles found"))
        await typed(it, "export")
        await it.until(lambda: it.shows("Export 1 article as") or it.shows("Export 2 articles as"))


async def test_a_folder_in_which_a_file_has_the_name_is_asked_about(workspace: Workspace) -> None:
    (home() / "vault").mkdir()
    (home() / "vault" / "one.md").write_text("mine")
    async with driven(workspace) as it:
        await typed(it, "export ~/vault/ tag:news")
        await it.until(lambda: it.shows("Write over what is there?"))
        assert [each.name for each in (home() / "vault").iterdir()] == ["one.md"]
        await it.press("y")
        await it.until(lambda: it.shows("2 articles written to ~/vault"))
        assert "First article" in (home() / "vault" / "one.md").read_text("utf-8")


async def test_what_cannot_be_written_is_said(workspace: Workspace) -> None:
    (home() / "file").write_text("x")
    async with driven(workspace) as it:
        await typed(it, "export ~/file/a.html tag:news")
        await it.until(lambda: it.tells("cannot be written"))


async def test_a_long_export_leaves_the_keys_alone_and_stops_when_that_is_wanted(
    feed: Path, workspace: Workspace, web: Web
) -> None:
    slow = Held(Reply(b"image", headers={"Content-Type": "image/png"}))
    web.replies["http://images.example/a.png"] = slow
    text = (feed / "one.md").read_text("utf-8")
    (feed / "one.md").write_text(text.replace("A paragraph.", "![a](http://images.example/a.png)"), "utf-8")
    async with driven(workspace) as it:
        await it.press("E")
        await it.until(lambda: it.shows("EPUB book, with images from the web"))
        await it.press("2")
        await it.until(lambda: it.shows("Export to"))
        await it.pilot.press("enter")
        await it.until(slow.is_asked.is_set)
        await it.until(lambda: it.shows("exporting 0/1"))
        await it.pilot.press("down")
        await it.until(lambda: "苹果和香蕉" in it.line_of_cursor())
        await it.pilot.press(":", *"export", "space", *"~/b.md", "enter")
        await it.until(lambda: it.shows("Another export is under way"))
        await it.pilot.press("E")
        await it.until(lambda: it.shows("The export was stopped"))
        slow.let_go()
        await it.settle()
        assert not list(home().glob("*.epub"))


async def test_the_brief_of_the_day_is_shown_copied_and_saved(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("B")
        await it.until(lambda: it.shows("Brief of 4 articles"))
        await it.press("1")
        await it.until(lambda: it.shows("# Brief of"))
        await it.press("escape", "B", "2")
        await it.until(lambda: it.shows("Copied a brief of 4 articles"))
        assert "### 苹果和香蕉" in it.app.clipboard
        await typed(it, "brief tag:news")
        await it.until(lambda: it.shows("Brief of 2 articles"))
        await it.press("5")
        await it.until(lambda: it.shows("Save the brief to"))
        await it.press("enter")
        await it.until(lambda: it.shows("The brief is written to ~/brief-"))
        (file,) = home().glob("brief-*.md")
        assert "- [ ] [First article](<https://example.com/one>)" in file.read_text("utf-8")
        await typed(it, "brief tag:nothing")
        await it.until(lambda: it.shows("No articles found"))


async def test_a_brief_of_what_is_selected_has_no_other_articles(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("v", "j", "B")
        await it.until(lambda: it.shows("Brief of 2 articles"))
        await it.press("2")
        await it.until(lambda: it.shows("Copied a brief of 2 articles"))
        assert "Third article" not in it.app.clipboard
