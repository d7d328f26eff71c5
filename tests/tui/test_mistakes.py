"""Mistakes in files that the user writes, on the screen: at the start, with f5, in the list of feeds."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.paths import Paths
from tests.tui.driving import driven

Desks = Callable[..., Workspace]

WIDE = (140, 40)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[feed]]\naddress = "https://a.example/\n', "feeds.toml, line 2: a quotation mark is missing"),
        ('[[feed]]\naddress = "https://a.example/"\nintervl = "2h"\n', "feeds.toml, line 3: no key of a feed is called intervl"),
        ('[[feed]]\ntitle = "x"\n', "feeds.toml, line 1: this feed is not followed: it has no address"),
    ],
)  # fmt: skip
async def test_a_mistake_in_the_feeds_file_is_shown_at_the_start_and_stands_in_the_list_of_feeds(
    feed: Path, open_desks: Desks, text: str, told: str
) -> None:
    (feed / "feeds.toml").write_text(text)
    async with driven(open_desks(feed, refresh_every_min=0), size=WIDE) as it:
        await it.until(lambda: it.tells(told))
        await it.press("g", "f")
        await it.until(lambda: it.shows("Feeds: articles, how many a week"))
        assert it.shows(told.partition(": ")[2][:20])


async def test_a_damaged_feeds_file_is_said_again_by_f5_and_nothing_is_called_new(
    feed: Path, open_desks: Desks
) -> None:
    (feed / "feeds.toml").write_text("[[feed]]\naddress = \n")
    async with driven(open_desks(feed, refresh_every_min=0), size=WIDE) as it:
        await it.until(lambda: it.tells("feeds.toml, line 2: "))
        it.app.clear_notifications()
        await it.until(lambda: not it.tells("feeds.toml, line 2: "))
        await it.press("f5")
        await it.until(lambda: it.tells("feeds.toml, line 2: "), 30)
        assert not it.shows("Nothing new")


@pytest.mark.parametrize("kind", ["directory", "link"])
async def test_what_is_no_feeds_file_is_said_and_not_taken_for_no_feeds(
    feed: Path, open_desks: Desks, kind: str
) -> None:
    if kind == "directory":
        (feed / "feeds.toml").mkdir()
    else:
        (feed / "feeds.toml").symlink_to("gone.toml")
    async with driven(open_desks(feed, refresh_every_min=0), size=WIDE) as it:
        await it.until(lambda: it.tells("it is a directory") or it.tells("which does not exist"))
        await it.press("f5")
        assert not it.shows("No feed is followed here")
        await it.press("g", "f")
        await it.until(lambda: it.shows("Feeds: articles, how many a week"))
        assert not it.shows("No feed is followed here")


async def test_many_mistakes_do_not_cover_the_screen(feed: Path, open_desks: Desks) -> None:
    (feed / "feeds.toml").write_text("".join(f'[[feed]]\ntitle = "{n}"\n' for n in range(9)))
    async with driven(open_desks(feed, refresh_every_min=0), size=WIDE) as it:
        await it.until(lambda: it.tells("6 more mistakes"))
        assert it.tells("line 5: ")
        assert not it.tells("line 7: ")


async def test_wrong_settings_are_shown_at_the_start_with_their_lines(
    feed: Path, paths: Paths, open_desks: Desks
) -> None:
    paths.settings_file.parent.mkdir(parents=True)
    paths.settings_file.write_text('theme = "nrod"\n[searches]\nBad = "(a"\n[keys]\nstrar = "x"\nquit = []\n')
    async with driven(open_desks(feed), size=WIDE) as it:
        for told in (
            "config.toml, line 1: theme should be a theme such as",
            "config.toml, line 3: searches: Bad: query, column 1: this parenthesis is never closed",
            "config.toml, line 5: keys: no command is called strar; did you mean toggle_star?",
            "config.toml, line 6: keys: quit needs a key, and keeps ctrl+q",
        ):
            assert it.tells(told), told
        assert it.app.theme == "paper-dark"
        await it.press("ctrl+q")
        await it.until(lambda: not it.app.is_running)


def said_by_feeds(folder: Path) -> str:
    """Return the first mistake that ``newsreader feeds`` names."""
    done = subprocess.run(
        [sys.executable, "-m", "reader", "feeds", "-f", folder],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.stderr.splitlines()[0].removeprefix("newsreader: ")


@pytest.mark.parametrize("text", ["feed = 3\n", '[[fed]]\naddress = "https://a.example.org"\n', "[[feed\n"])
async def test_the_screen_words_it_as_the_commands_do(feed: Path, open_desks: Desks, text: str) -> None:
    (feed / "feeds.toml").write_text(text)
    said = said_by_feeds(feed)
    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await it.press("g", "f")
        await it.until(lambda: it.shows(said.replace(f"{feed}/", f"{feed.name}/")[:60]))


async def test_where_there_is_no_room_for_all_mistakes_the_others_are_counted(
    feed: Path, paths: Paths, open_desks: Desks
) -> None:
    paths.settings_file.parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file.write_text('theme = "nrod"\nmesure = 3\nscop = "all"\nmous = true\n')
    async with driven(open_desks(feed), size=(50, 20)) as it:
        assert it.tells("config.toml, line 1: theme should be")
        assert it.tells("3 more; :messages lists them")
        assert not it.tells("line 2")
        await it.press(":", *"messages", "enter")
        await it.until(lambda: it.shows("mesure") and it.shows("mous"))
