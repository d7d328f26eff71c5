"""Two hundred articles are triaged by one who sees only the screen, with few keys."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.journal import Field
from reader.library import EVERYTHING, Scope
from reader.text import cell_width
from tests.tui.driving import Driven, driven
from tests.tui.headlines import SOURCES, WORDS, write_headlines

KEYS = {"done": ["d"], "enter": ["enter", "d"], "star": ["s", "d"], "later": ["L", "d"]}
RULE = "━━━"
"""Stands below the title on the page."""


def from_cell(line: str, cell: int) -> str:
    """Return the rest of a row from a cell on."""
    at = 0
    for index, char in enumerate(line):
        if at >= cell:
            return line[index:]
        at += cell_width(char)
    return ""


def title_on_page(it: Driven) -> str:
    """Return the title that stands above the rule on the page, of however many lines."""
    lines = it.lines()
    below = next(row for row, line in enumerate(lines) if RULE in line)
    cell = cell_width(lines[below][: lines[below].index(RULE)])
    parts: list[str] = []
    for line in reversed(lines[:below]):
        text = from_cell(line, cell).strip()
        if not text or text in SOURCES:
            break
        parts.insert(0, text)
    return "".join(parts)


def act_for(title: str) -> str:
    """Decide by the last words of a title, as a reader would."""
    return WORDS.get(title.rpartition("｜")[2], "done")


@pytest.mark.slow
async def test_a_reader_of_titles_needs_no_more_than_260_keys(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    wanted = write_headlines(folder)
    assert Counter(wanted.values()) == {"done": 140, "enter": 40, "star": 12, "later": 8}
    workspace, pressed, seen = open_desks(folder), 0, dict[str, str]()
    async with driven(workspace, (140, 40)) as it:
        while len(seen) < 200:
            title = title_on_page(it)
            assert title in wanted, f"not the whole of a title: {title}"
            assert title not in seen
            seen[title] = act_for(title)
            for key in KEYS[seen[title]]:
                await it.pilot.press(key)
                pressed += 1
            if len(seen) < 200:
                await it.until(lambda title=title: title_on_page(it) != title)  # type: ignore[misc]
        await it.until(lambda: it.shows("Nothing more is unread here"))
        library = workspace.library
        rows = {
            row.title: row for row in library.articles.each_row(library.articles.ids(EVERYTHING, Scope.ALL))
        }
        assert seen == wanted
        assert all(row.read for row in rows.values())
        assert {title for title, row in rows.items() if row.starred} == {
            each for each in seen if seen[each] == "star"
        }
        assert {title for title, row in rows.items() if row.later} == {
            each for each in seen if seen[each] == "later"
        }
        entered = [rows[title].id for title, act in wanted.items() if act == "enter"]
        await it.settle()
        assert all(library.state.fields(article).get(Field.OPENED) for article in entered)
    assert pressed <= 260
