"""A filter, the order that it asks for, what the status line counts, and going to articles outside of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, article_writer, beside, driven
from tests.tui.test_what_is_listed import filtered, headings

Desks = Callable[..., Workspace]


@pytest.fixture
def numbers(tmp_path: Path) -> Path:
    """Six articles, tagged odd and even, of which the titles are in another order than the days."""
    folder = tmp_path / "numbers"
    folder.mkdir()
    write = article_writer(folder)
    names = ("Fig", "Apple", "Elder", "Banana 苹果", "Damson", "Cherry")
    for number, name in enumerate(names, 1):
        tag = "even" if number % 2 == 0 else "odd"
        body = "one two three four " * number
        write(f"{number}.md", name, f"2025-01-{number:02} 10:00", [tag], f"{name}.\n\n{body}")
    return folder


def titles(it: Driven) -> list[str]:
    """The titles in the list, as they stand."""
    lines = [beside(line)[0].strip("▌ ") for line in it.lines()]
    names = ("Apple", "Banana", "Cherry", "Damson", "Elder", "Fig")
    return [found for line in lines for found in [next((n for n in names if n in line), "")] if found]


async def searched(it: Driven, typed: str) -> None:
    await it.press("ctrl+k")
    await it.until(lambda: it.shows("Search all articles"))
    await it.press(*typed)
    await it.until(lambda: it.shows("1 article · enter"))
    await it.press("enter")
    await it.until(lambda: not it.shows("Search all articles"))
    await it.settle()


def listed(it: Driven) -> str:
    """What the list shows, in one line."""
    return " ".join(" ".join(beside(line)[0] for line in it.lines()[:-1]).split())


def status(it: Driven) -> str:
    return it.lines()[-1]


async def test_the_status_line_counts_what_the_filter_leaves(numbers: Path, open_desks: Desks) -> None:
    async with driven(open_desks(numbers, top_groups=("all", "unread"))) as it:
        assert "unread · 6/6 unread" in status(it)
        await filtered(it, "tag:odd")
        await it.press("r", "s")
        assert headings(it) == ["All 3", "Unread 2", "odd 2"]
        assert "& tag:odd · unread · 2/3 unread" in status(it)
        await filtered(it, "title:nowhere")
        await it.until(lambda: "title:nowhere. & changes that" in listed(it))
        await it.press("j")
        assert "& title:nowhere · unread · 0/0 unread" in status(it)
        await it.press("&", "backspace", "enter")
        await it.settle()
        assert "unread · 5/6 unread" in status(it)


async def test_what_a_filter_finds_and_the_scope_leaves_out_is_told(numbers: Path, open_desks: Desks) -> None:
    async with driven(open_desks(numbers)) as it:
        await filtered(it, "tag:odd")
        await it.press("R")
        await filtered(it, "tag:odd")
        await it.until(lambda: it.shows("3 articles found · 0 are unread"))
        assert "tag:odd: 3 articles found · 0 are unread. a shows the rest" in listed(it)
        await it.press("a")
        assert headings(it) == ["odd"]
        await filtered(it, "tag:odd OR title:apple")
        await it.until(lambda: it.shows("4 articles found"))


@pytest.mark.parametrize("scope", ["unread", "all"])
async def test_a_filter_lists_in_the_order_that_it_asks_for(
    numbers: Path, open_desks: Desks, scope: str
) -> None:
    async with driven(open_desks(numbers, scope=scope)) as it:
        await it.press("Z", "Z")
        await filtered(it, "sort:title")
        assert titles(it) == ["Apple", "Banana", "Cherry", "Damson", "Elder", "Fig"]
        await filtered(it, "tag:odd sort:-words")
        assert titles(it) == ["Damson", "Elder", "Fig"]
        await filtered(it, "tag:even sort:date")
        assert titles(it) == ["Apple", "Banana", "Cherry"]
        await filtered(it, "tag:odd sort:title is:unread")
        await it.press("g", "g", "j", "j", "r")  # what was read stays where it stands
        await it.press("J")
        assert titles(it) == ["Damson", "Elder", "Fig"]
        await filtered(it, "tag:even")
        assert titles(it) == ["Cherry", "Banana", "Apple"]


async def test_a_saved_search_keeps_its_own_order_within_a_filter(numbers: Path, open_desks: Desks) -> None:
    searches = {"By title": "tag:odd sort:title", "Plain": "tag:odd"}
    async with driven(open_desks(numbers, searches=searches)) as it:
        await filtered(it, "words:>0 sort:words")
        await it.press("g", "t", *"title", "enter")
        await it.until(lambda: titles(it)[:3] == ["Damson", "Elder", "Fig"])
        await it.press("Z", "g", "t", *"Plain", "enter")
        await it.until(lambda: titles(it)[:3] == ["Fig", "Elder", "Damson"])


async def test_a_search_hit_outside_the_filter_says_so_and_back_restores_it(
    numbers: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(numbers)) as it:
        await filtered(it, "tag:odd")
        await it.press("j")
        here = it.line_of_cursor().strip("▌ ")
        await searched(it, "苹果")
        assert it.shows("The filter is off for this article · ctrl+o brings it back")
        assert "Banana" in it.line_of_cursor().strip("▌ ")
        await it.press("j")
        assert "unread · 5/6 unread" in status(it)  # the scope is what it was
        await it.press("ctrl+o")
        await it.until(lambda: it.line_of_cursor().strip("▌ ") == here)
        assert "& tag:odd · unread · 3/3 unread" in status(it)
        assert not any("Banana" in beside(line)[0] for line in it.lines())
        await it.press("ctrl+n")
        await it.until(lambda: "Banana" in it.line_of_cursor().strip("▌ "))


async def test_back_restores_a_filter_without_a_hit_too(numbers: Path, open_desks: Desks) -> None:
    async with driven(open_desks(numbers)) as it:
        await filtered(it, "tag:nowhere")
        await searched(it, "苹果")
        assert it.shows("The filter is off")
        await it.press("ctrl+o")
        await it.until(lambda: "Nothing matches tag:nowhere" in listed(it))
        assert not it.screen.in_page


async def test_an_article_outside_the_scope_is_listed_beside_what_the_scope_holds(
    numbers: Path, open_desks: Desks
) -> None:
    async with driven(open_desks(numbers, scope="starred")) as it:
        assert it.shows("Nothing is starred")
        await searched(it, "苹果")
        assert "Banana" in it.line_of_cursor().strip("▌ ")
        await it.press("escape", "escape")
        assert "starred · 5/6 unread" in status(it)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("mauve", "Not on the page: the words are in the file's header, an address or a comment"),
        ("appel", "The words are not in this article; its title is similar"),
    ],
)
async def test_a_hit_whose_words_the_page_does_not_show_says_so(
    numbers: Path, open_desks: Desks, typed: str, told: str
) -> None:
    text = (numbers / "3.md").read_text()
    (numbers / "3.md").write_text(text + "\n<!-- mauve -->\n[x](https://example.com/mauve)\n")
    async with driven(open_desks(numbers, index_words=True)) as it:
        await it.press("ctrl+k")
        await it.until(lambda: it.shows("Search all articles"))
        await it.press(*typed)
        await it.until(lambda: it.shows("1 article · enter"))
        await it.press("enter")
        await it.until(lambda: it.shows(told))
        assert not it.shows("not found")
        assert not it.screen.page.found.is_open


async def test_an_article_found_by_its_tag_alone_opens_at_the_top(numbers: Path, open_desks: Desks) -> None:
    text = (numbers / "3.md").read_text().replace("tags:\n", "tags:\n  - mauve\n")
    (numbers / "3.md").write_text(text + "".join(f"\nLine {number}.\n" for number in range(60)))
    async with driven(open_desks(numbers, index_words=True)) as it:
        await it.press("ctrl+k")
        await it.until(lambda: it.shows("Search all articles"))
        await it.press(*"mauve")
        await it.until(lambda: it.shows("1 article · enter") and it.shows("  #mauve, #odd"))
        await it.press("enter")
        await it.until(lambda: it.screen.page.found.is_open and it.shows("1/1 found"))
        assert it.screen.page.top == 0
        assert not it.shows("#mauve")
        await it.press("n")
        await it.until(lambda: it.shows("#mauve"))
