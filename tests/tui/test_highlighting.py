"""Passages that one highlights: drawn, found again, listed, taken away and back."""

import json
from collections.abc import Callable
from pathlib import Path

from reader.actions.desk import Desk
from reader.actions.highlighting import as_csv, as_markdown, as_rows, highlights
from tests.tui.driving import Driven, driven

Desks = Callable[..., Desk]


def marked(it: Driven) -> list[str]:
    """The texts that are highlighted on the page."""
    shown = it.screen.page.shown
    assert shown is not None
    return [shown.layout.text(each.block)[each.start : each.end] for each in shown.passages]


async def test_what_is_selected_is_highlighted_and_taken_away_again(desk: Desk) -> None:
    async with driven(desk) as it:
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
        await it.until(lambda: it.screen.upkeep.is_watching)
        await it.press("enter", "/", *"paragraph", "enter", "v", "w", "H", "escape")
        await it.until(lambda: len(marked(it)) == 1)
        had = marked(it)
        text = (feed / "one.md").read_text()
        (feed / "one.md").write_text(text.replace("A paragraph.", "Something new.\n\nA paragraph."))
        await it.until(lambda: it.shows("Something new."))
        assert marked(it) == had
        await it.press("q")
    desk = open_desks(feed)
    async with driven(desk) as it:
        await it.until(lambda: it.screen.page.shown is not None and marked(it) == had)
        await it.press("J", "J", "J", "g", "h")
        await it.until(lambda: it.shows("Highlights"))
        await it.press("enter")
        await it.until(lambda: "First article" in it.line_of_cursor())
        assert it.screen.in_page
    found = highlights(desk.library, desk.journal)
    assert [each.quote.text for each in found] == had
    assert list(as_markdown(found))[:3] == ["## [First article](https://example.com/one)", "", f"> {had[0]}"]
    assert json.loads(json.dumps(list(as_rows(found))))[0]["path"] == "one.md"
    assert next(iter(as_csv(found))) == "id,text,title,link,path,when"
    assert had[0] in list(as_csv(found))[1]
    assert list(as_csv([])) == []
