"""Groups by a key, a filter, saved searches, and going to a group: the sidebar as one arranges it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from reader.actions.workspace.workspace import Workspace
from reader.paths import Paths
from tests.tui.driving import Driven, beside, driven

Desks = Callable[..., Workspace]

NOW = datetime(2026, 3, 1, tzinfo=UTC)

TOPS = ("all", "unread", "today", "starred", "later")


async def filtered(it: Driven, query: str) -> None:
    await it.press("&")
    await it.until(lambda: it.shows("Filter the list"))
    await it.press(*query, "enter")
    await it.until(lambda: not it.shows("Filter the list"))
    await it.settle()


def headings(it: Driven) -> list[str]:
    """The groups as they stand, with their numbers."""
    cells = it.screen.sidebar.outer_size.width
    lines = [beside(line, cells)[0].strip("▌ ") for line in it.lines()]
    return [" ".join(line.split()[1:]) for line in lines if line[:1] in {"▸", "▾"}]


async def test_saved_searches_stand_above_the_groups_with_their_numbers(
    feed: Path, open_desks: Desks
) -> None:
    workspace = open_desks(feed, top_groups=TOPS, searches={"Long ones": "title:article", "Odd": "tag:("})
    async with driven(workspace) as it:
        await it.until(lambda: "Long ones 2" in headings(it))
        assert headings(it)[:7] == ["All 4", "Unread 4", "Today", "Starred", "Later", "Long ones 2", "Odd"]
        assert "First article" in it.line_of_cursor()  # one begins where the groups do
        await it.press("s", "r")
        await it.until(lambda: "Starred 1" in headings(it) and "Unread 3" in headings(it))
        await it.press("g", "g")
        await it.press("j", "j", "j", "j", "j", "enter", "j", "j")
        assert "Third article" in it.line_of_cursor()


async def test_reading_on_passes_closed_searches_over(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed, top_groups=TOPS, scope="all")) as it:
        for _ in range(4):
            await it.press("r", "n")
        assert it.shows("Nothing unread here")
        assert all(line.strip()[:1] != "▾" for line in it.lines()[:5])
        await it.press("K", "K", "K", "K")
        assert "First article" in it.line_of_cursor()


async def test_a_filter_narrows_groups_numbers_and_searches_until_it_is_emptied(
    feed: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(feed, top_groups=("all",))) as it:
        await filtered(it, "tag:水果")
        await it.until(lambda: headings(it) == ["All 2", "水果 2", "news 1"])
        assert it.shows("2 articles found")
        assert "苹果和香蕉" in it.line_of_cursor()  # the first that is left, since the former one is not
        await filtered(it, "title:nowhere")
        await it.until(lambda: it.shows("Nothing matches title:nowhere."))
        await it.press("&", "backspace", "enter")
        await it.until(lambda: headings(it) == ["All 4", "news 2", "水果 2", "feed/ 1"])


async def test_a_query_that_cannot_be_read_is_told_where_it_is_typed(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("&", *"tga:ai", "enter")
        await it.until(lambda: it.shows("did you mean tag:"))
        await it.press("escape")
        assert it.screen.list_filter.query == ""


async def test_tab_completes_fields_and_values_with_their_numbers(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("&", *"ta")
        await it.until(lambda: it.shows("tag: a tag"))
        await it.press("tab")
        await it.until(lambda: it.shows("tag:news 2"))
        await it.press("down", "tab", "enter")
        await it.until(lambda: it.screen.list_filter.query == "tag:水果")


async def test_what_is_read_in_a_filter_stays_listed_and_what_arrives_comes_in(
    feed: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(feed)) as it:
        await filtered(it, "is:unread")
        await it.until(lambda: it.screen.list_filter.query == "is:unread")
        await it.press("r")
        await it.until(lambda: "news 1" in headings(it))
        assert "First article" in it.line_of_cursor()
        await it.until(lambda: it.screen.background.is_watching)
        (feed / "new.md").write_text("---\ntitle: Arrival\ntags: [news]\n---\nText.\n")
        await it.until(lambda: it.shows("Arrival"))


async def test_articles_are_grouped_by_what_one_chooses(feed: Path, open_desks: Desks) -> None:
    for name in ("one", "three"):
        text = (feed / f"{name}.md").read_text()
        (feed / f"{name}.md").write_text(text.replace("---\n", "---\nmood: calm\nauthor: Ada\n", 1))
    async with driven(open_desks(feed)) as it:
        await it.until(lambda: it.screen.background.is_watching)
        await it.press("g", "b", *"author", "enter")
        await it.until(lambda: headings(it) == ["Ada 2", "(no author) 2"])
        assert "First article" in it.line_of_cursor()
        assert it.shows("Grouped by authors")
        await it.press("g", "b", *"mood", "enter")
        await it.until(lambda: headings(it) == ["calm 2", "(none) 2"])
        await it.press("g", "b", *"months", "enter")
        await it.until(lambda: headings(it) == ["2025-02 4"])


async def test_the_key_of_the_settings_is_taken_at_the_first_start_too(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed, group_by="year")) as it:
        await it.until(lambda: headings(it) == ["2025 4"])


async def test_a_part_of_a_name_leads_to_a_group(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("g", "t", *"nw", "enter")  # not side by side
        await it.until(lambda: "news" in it.line_of_cursor())
        await it.press("g", "t", *"果", "enter")
        await it.until(lambda: "水果" in it.line_of_cursor())
        await it.press("j")
        assert "苹果和香蕉" in it.line_of_cursor()


async def test_a_filter_is_saved_under_a_name_and_forgotten_again(
    feed: Path, open_desks: Desks, paths: Paths
) -> None:
    async with driven(open_desks(feed)) as it:
        await it.press("g", "w")
        assert it.shows("Nothing to save: filter")
        await filtered(it, "tag:news")
        await it.press("g", "w", *"新闻", "enter")
        await it.until(lambda: "新闻 2" in headings(it))
        assert json.loads(paths.searches.read_text()) == {"新闻": "tag:news"}
        await it.press("g", "W")
        assert it.shows("The cursor is not on a saved search")
        await it.press("g", "g", "g", "W")
        await it.until(lambda: it.shows("Delete the saved search"))
        await it.press("y")
        await it.until(lambda: "新闻 2" not in headings(it))
        assert json.loads(paths.searches.read_text()) == {}


async def test_what_is_open_among_the_searches_is_open_the_next_time(feed: Path, open_desks: Desks) -> None:
    first = open_desks(feed, top_groups=("unread",))
    async with driven(first) as it:
        await it.press("g", "g", "enter", "j")
        where = it.line_of_cursor()
        await it.press("q")
    async with driven(open_desks(feed, top_groups=("unread",))) as it:
        assert it.line_of_cursor() == where
        assert it.screen.sidebar.model.slot.section == 0


async def test_copies_and_related_articles_are_a_key_away_and_read_together_on_wish(
    feed: Path, open_desks: Desks
) -> None:
    for number, title in ((1, "The original"), (2, "The copy")):
        (feed / f"copy{number}.md").write_text(
            f"---\ntitle: {title}\ndate: 2026-01-0{number}\ntags: [news]\nlink: https://example.com/same\n---\n{title}.\n"
        )
    workspace = open_desks(feed, mark_duplicates_read=True)
    workspace.library.scan()
    async with driven(workspace) as it:
        assert "The copy" in it.line_of_cursor()
        await it.press("g", "c")
        await it.until(lambda: it.shows("Duplicates of this article"))
        await it.press("enter")
        await it.until(lambda: "The original" in it.line_of_cursor())
        await it.press("enter")
        await it.until(lambda: len(workspace.library.questions.query("is:read title:the", NOW)) == 2)
        await it.press("escape", "g", "l")
        await it.until(lambda: it.shows("Related articles"))
        assert it.shows("First article")
        await it.press("escape", "J", "g", "c")
        await it.until(lambda: it.shows("has no duplicates"))


async def test_reading_on_passes_over_the_duplicates_that_it_marks_read(
    feed: Path, open_desks: Desks
) -> None:
    for number in range(3):
        (feed / f"same{number}.md").write_text(
            f"---\ntitle: Same {number}\ndate: 2026-01-0{number + 1}\ntags: [news]\nlink: https://example.com/same\n---\nText.\n"
        )
    workspace = open_desks(feed, mark_duplicates_read=True)
    workspace.library.scan()
    async with driven(workspace) as it:
        assert "Same 2" in it.line_of_cursor()
        await it.press("space")
        await it.until(lambda: "First article" in it.line_of_cursor())
        assert len(workspace.library.questions.query("is:read title:same", NOW)) == 3


async def test_nearly_equal_texts_stand_in_one_row_once_their_words_are_read(
    feed: Path, open_desks: Desks
) -> None:
    story = " ".join(f"word{number} of the long story that goes on" for number in range(120))
    for name, text in (("one.md", story), ("other.md", story.replace("word7 ", "word seven "))):
        (feed / name).write_text(f"---\ntitle: {name}\ndate: 2026-01-01\ntags: [post]\n---\n{text}\n")
    workspace = open_desks(feed, collapse=("duplicates",), index_words=True)
    async with driven(workspace) as it:
        await it.until(lambda: "post 2" in headings(it))
        workspace.library.build_text()  # the process that the screen starts has an index of its own here
        await it.until(lambda: "post 1" in headings(it), 30)
        await it.press("g", "t", *"post", "enter")
        await it.until(lambda: it.shows("×2 · 01-01"))


async def test_copies_and_translations_stand_in_one_row_on_wish(feed: Path, open_desks: Desks) -> None:
    for name, lang, text in (
        ("post.md", "en", "One."),
        ("post.zh-cn.md", "zh-CN", "一。"),
        ("copy.md", "en", "One."),
    ):
        (feed / name).write_text(
            f"---\ntitle: {name}\ndate: 2026-01-01\nlang: {lang}\ntags: [post]\n---\n{text}\n"
        )
    workspace = open_desks(feed, collapse=("duplicates", "translations"), top_groups=("all",))
    workspace.library.scan()
    async with driven(workspace) as it:
        await it.until(lambda: "post 1" in headings(it) and "All 5" in headings(it))
        await it.press("g", "t", *"post", "enter")
        await it.until(lambda: it.shows("×3 · 01-01"))
        await it.press("j", "g", "c")
        await it.until(lambda: it.shows("Duplicates of this article"))
        await it.press("enter")
        await it.until(lambda: "post.md" in it.line_of_cursor())  # whoever goes there sees it
        for query, seen in (
            ("lang:zh-CN", "post.zh-cn.md"),
            ("title:copy", "copy.md"),
            ("title:post.md", "post.md"),
        ):
            await it.press("&", *query, "enter")
            await it.until(lambda seen=seen: it.shows(seen) and "post 1" in headings(it))  # type: ignore[misc]
            await it.press("escape", "escape")
        await it.press("&", *"lang:zh-CN", "enter", "j", "s", ":", *"noh", "enter")
        await it.until(lambda: "post 2" in headings(it))  # with a star it is listed beside the other
        await it.press("g", "t", *"Starred", "enter")
        await it.until(lambda: it.shows("post.zh-cn.md"))
    async with driven(open_desks(feed, collapse=("translations",))) as it:
        await it.until(lambda: "post 3" in headings(it))
