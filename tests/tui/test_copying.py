"""The whole article on the clipboard."""

from collections.abc import Callable
from pathlib import Path

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import article_writer, driven

BODY = "Some *words* <b>here</b>.\n\n果物を食べる。\n\n| a | b |\n|---|---|\n| c | d |"


async def test_the_article_is_copied_in_three_ways(feed: Path, workspace: Workspace) -> None:
    article_writer(feed)("prose.md", "Prose", "2026-01-01", ["news"], BODY)
    async with driven(workspace, size=(140, 30)) as it:
        await it.until(lambda: it.shows("Some words"))
        await it.press("Y")
        assert it.shows("m  Copy as Markdown")
        assert it.shows("h  Copy as HTML")
        await it.press("m")
        await it.until(lambda: it.shows(f"Copied the article as Markdown ({len(BODY) + 2} characters)"))
        assert it.app.clipboard.strip() == BODY
        await it.press("Y", "t")
        await it.until(lambda: it.shows("Copied the article as text ("))
        assert (
            it.app.clipboard
            == "Prose\n2026-01-01 · 1 min\n\nSome words here.\n\n果物を食べる。\n\na\tb\nc\td\n\n#news"
        )
        await it.press("Y", "h")
        await it.until(lambda: it.shows("Copied the article as HTML ("))
        assert it.app.clipboard.startswith("<p>Some <em>words</em> &lt;b&gt;here&lt;/b&gt;.</p>\n<p>果物")


async def test_an_article_whose_file_is_gone_says_so(feed: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("enter")
        await it.until(lambda: it.shows("A paragraph."))
        (feed / "one.md").unlink()
        await it.press("Y", "m")
        await it.until(lambda: it.tells("cannot be read") or it.tells("no longer exists"))


async def test_without_an_article_there_is_nothing_to_copy(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with driven(open_desks(empty)) as it:
        await it.press("Y", "t")
        assert it.shows("No article is selected")


PARTS = """First *paragraph*.

> 引文 one.
>
> Two.

| a | b |
|---|---|
| 1 | 2, 3 |

Last \x1b[31mred\x07.
"""


async def test_tables_and_quotations_are_copied(feed: Path, workspace: Workspace) -> None:
    path = article_writer(feed)("parts.md", "Parts [1]", "2026-01-01", ["news"], PARTS)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("---\n", "---\nauthor: 肖芳\nlink: https://example.org/a_(b)\n", 1), encoding="utf-8"
    )
    async with driven(workspace, size=(100, 40)) as it:
        await it.until(lambda: it.shows("First paragraph."))
        await it.press("enter", "Y", "v")
        await it.until(lambda: it.shows("for spreadsheets"))
        await it.press("2")
        await it.until(lambda: it.shows("Copied 2 rows as CSV"))
        assert it.app.clipboard == 'a,b\n1,"2, 3"'
        await it.press("Y", "q")
        await it.until(lambda: it.shows("Copied with its source: First"))
        source = r"> — 肖芳, [Parts \[1\]](<https://example.org/a_(b)>)"
        assert it.app.clipboard == f"> First *paragraph*.\n>\n{source}"
        await it.press("slash", *"red", "enter", "v", "w")
        await it.press("Y", "q")
        await it.until(lambda: it.shows("Copied with its source: red"))
        assert it.app.clipboard.splitlines()[-1] == source
        assert it.app.clipboard.isprintable() is False
        assert not {"\x1b", "\x07"} & {*it.app.clipboard}
        await it.press("escape", "Y", "m")
        await it.until(lambda: it.shows("Copied the article as Markdown"))
        assert not {"\x1b", "\x07"} & {*it.app.clipboard}
        await it.press("2", "Y", "v")
        await it.until(lambda: it.shows("Only 1 table is on the screen"))
