"""Passages that one highlights: drawn, found again, listed, taken away and back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.color import Color

from reader.actions.changes.highlighting import as_csv, as_markdown, as_rows, change_highlight, highlights
from reader.actions.workspace.workspace import Workspace
from reader.article import Key
from reader.journal import Change
from reader.journal.event import HIGHLIGHT
from reader.page.navigation.quotes import COLOURS
from reader.tui.widgets.theme_colours import READABLE, contrast
from tests.tui.driving import Driven, driven

Desks = Callable[..., Workspace]


def marked(it: Driven) -> list[str]:
    """The texts that are highlighted on the page."""
    shown = it.screen.page.shown
    assert shown is not None
    return [shown.layout.text(each.block)[each.start : each.end] for each in shown.passages]


def colours(it: Driven) -> list[str]:
    shown = it.screen.page.shown
    assert shown is not None
    return [each.colour for each in shown.passages]


async def test_what_is_selected_is_highlighted_and_taken_away_again(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("H")
        assert it.shows("enter")
        assert marked(it) == []
        await it.press("enter", "H")
        assert it.shows("Select a passage first")
        await it.press("v", "}", "}", "}", "w", "H")
        await it.until(lambda: len(marked(it)) > 0)
        assert not it.screen.page.caret.is_on
        had = marked(it)
        await it.press("U")
        await it.until(lambda: marked(it) == [])
        await it.press("ctrl+r")
        await it.until(lambda: marked(it) == had)
        await it.press("v", "w", "H")
        await it.until(lambda: marked(it) != had)


async def test_highlights_stay_through_an_edit_and_a_restart(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed)) as it:
        await it.until(lambda: it.screen.background.is_watching)
        await it.press("enter", "/", *"paragraph", "enter", "v", "w", "H", "escape")
        await it.until(lambda: len(marked(it)) == 1)
        had = marked(it)
        text = (feed / "one.md").read_text()
        (feed / "one.md").write_text(text.replace("A paragraph.", "Something new.\n\nA paragraph."))
        await it.until(lambda: it.shows("Something new."))
        assert marked(it) == had
        await it.press("q")
    workspace = open_desks(feed)
    async with driven(workspace) as it:
        await it.until(lambda: it.screen.page.shown is not None and marked(it) == had)
        await it.press("J", "J", "J", "g", "h")
        await it.until(lambda: it.shows("Highlights"))
        await it.press("enter")
        await it.until(lambda: "First article" in it.line_of_cursor())
        assert it.screen.in_page
    found = highlights(workspace.library, workspace.journal)
    assert [each.quote.text for each in found] == had
    assert list(as_markdown(found))[:3] == ["## [First article](https://example.com/one)", "", f"> {had[0]}"]
    assert json.loads(json.dumps(list(as_rows(found))))[0]["path"] == "one.md"
    assert next(iter(as_csv(found))) == "id,text,colour,comment,title,link,path,when"
    assert had[0] in list(as_csv(found))[1]
    assert list(as_csv([])) == []


async def test_a_highlight_gets_a_colour_and_a_comment_which_can_be_undone(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("g", "k")
        assert it.shows("No highlights in this article")
        await it.press("enter", "/", *"paragraph", "enter", "v", "w", "H")
        await it.until(lambda: len(marked(it)) == 1)
        await it.press("g", "k")
        await it.until(lambda: it.shows("Colour of the highlight"))
        await it.press("2")
        await it.until(lambda: colours(it) == ["green"])
        await it.press("g", "m")
        await it.until(lambda: it.shows("Comment on"))
        await it.press(*"Says [b]who?", "enter")
        await it.until(lambda: it.shows(f"“{marked(it)[0]}”: Says [b]who?"))
        assert colours(it) == ["green"]
        (found,) = highlights(workspace.library, workspace.journal)
        assert (found.quote.colour, found.quote.comment) == ("green", "Says [b]who?")
        assert list(as_markdown([found]))[3:5] == ["", "Says [b]who?"]
        assert list(as_csv([found]))[1].split(",")[2:4] == ["green", "Says [b]who?"]
        await it.press("g", "h")
        await it.until(lambda: it.shows("Says [b]who? · First article"))
        await it.press("escape", "U")
        await it.until(lambda: not it.shows("Says [b]who?"))
        await it.press("U")
        await it.until(lambda: colours(it) == ["yellow"])


async def test_where_several_are_highlighted_one_is_chosen_first(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press(
            "enter", "/", *"paragraph", "enter", "v", "w", "H", "/", *"site", "enter", "v", "e", "H"
        )
        await it.until(lambda: len(marked(it)) == 2)
        await it.press("g", "k")
        await it.until(lambda: it.shows("Which highlight?"))
        await it.press("down", "enter")
        await it.until(lambda: it.shows("Colour of the highlight"))
        await it.press("4")
        await it.until(lambda: colours(it) == ["yellow", "red"])


def test_what_a_newer_version_wrote_of_a_highlight_stays(feed: Path, open_desks: Desks) -> None:
    workspace = open_desks(feed)
    workspace.library.scan()
    article = next(
        iter(workspace.library.articles.find_all([Key(workspace.library.folders[0].id, "one.md")]))
    )
    value = json.dumps({"quote": "A paragraph.", "colour": "ultraviolet", "shape": "wave"})
    key = workspace.library.articles.rows([article])[article].key
    workspace.library.apply(workspace.journal.record([Change(key, f"{HIGHLIGHT}new", value)]))
    assert [each.quote.colour for each in highlights(workspace.library, workspace.journal)] == ["yellow"]
    change_highlight(workspace.library, workspace.journal, article, "new", comment="Odd.")
    now = workspace.library.state.fields(article)[f"{HIGHLIGHT}new"]
    assert json.loads(str(now)) == {**json.loads(value), "comment": "Odd."}


@pytest.mark.parametrize("theme", ["paper-dark", "paper-light", "terminal", "nord", "catppuccin-latte"])
async def test_each_colour_looks_different(workspace: Workspace, theme: str) -> None:
    async with driven(workspace) as it:
        it.app.theme = theme
        await it.settle()
        looks = [it.screen.page.get_component_rich_style(f"page--highlight-{colour}") for colour in COLOURS]
        assert len(set(looks)) == len(COLOURS)
        if theme == "terminal":
            return
        for look in looks:
            assert look.color
            assert look.bgcolor
            ink, ground = (Color.from_rich_color(colour) for colour in (look.color, look.bgcolor))
            assert contrast(ink, ground) >= READABLE
