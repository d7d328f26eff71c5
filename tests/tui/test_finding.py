"""Finding words on the page."""

from pathlib import Path

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, article_writer, driven


async def opened(it: Driven) -> None:
    """Go into the article with sixty paragraphs."""
    await it.press("n", "n", "enter")
    await it.until(lambda: it.shows("Paragraph 0 of many."))


async def test_what_is_typed_is_looked_for_at_once(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await opened(it)
        await it.press("slash", *"aph 4")
        await it.until(lambda: it.shows("1/11 found"))
        await it.press("2")
        await it.until(lambda: it.shows("1/1 found"))
        assert it.shows("Paragraph 42 of many.")
        await it.press("enter")
        assert it.shows("Paragraph 42 of many.")
        assert it.screen.in_page


async def test_n_and_N_step_through_what_is_found_and_esc_ends_it(workspace: Workspace) -> None:  # noqa: N802 - the keys
    async with driven(workspace) as it:
        await opened(it)
        await it.press("slash", *"many", "enter")
        await it.until(lambda: it.shows("1/60 found"))
        assert it.shows("n Next match")
        assert not it.shows("n Next unread")
        await it.press("n", "n", "3", "n")
        assert it.shows("6/60 found")
        await it.press("N")
        assert it.shows("5/60 found")
        await it.press("9", "N")
        assert it.shows("56/60 found")
        await it.press("escape")
        assert it.screen.in_page
        assert not it.shows("found")
        await it.press("n")
        assert it.shows("Text without a source.")


async def test_esc_while_typing_goes_back_to_where_one_was(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await opened(it)
        await it.press("ctrl+d")
        place = it.screen.page.place
        await it.press("slash", *"aph 59")
        await it.until(lambda: it.shows("Paragraph 59 of many."))
        await it.press("escape")
        assert it.screen.page.place == place
        assert not it.screen.page.found.is_open
        assert it.screen.in_page


async def test_keys_typed_at_once_are_not_lost(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.pilot.press("n", "n")
        await it.until(lambda: it.shows("Paragraph 0 of many."))
        await it.pilot.press("enter", "slash", "4", "3", "enter")
        await it.until(lambda: it.shows("1/1 found"))
        assert it.screen.in_page


async def test_what_makes_no_sense_or_is_not_there_is_told(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await opened(it)
        await it.press("slash", "slash", "(")
        assert it.shows("Not a valid regex")
        await it.press("backspace", *"many|few")
        await it.until(lambda: it.shows("1/60 found"))
        await it.press("enter", "slash", *"zzz", "enter")
        await it.until(lambda: it.shows("not found"))
        await it.press("n")
        assert it.shows("Nothing is found here")


async def test_what_is_found_goes_with_another_article(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await opened(it)
        await it.press("slash", *"many", "enter", "J")
        await it.until(lambda: it.shows("Text without a source."))
        assert not it.screen.page.found.is_open


async def test_the_text_that_changes_is_looked_through_again(workspace: Workspace, feed: Path) -> None:
    async with driven(workspace) as it:
        await opened(it)
        await it.press("slash", *"many", "enter")
        await it.until(lambda: it.shows("1/60 found"))
        file = feed / "three.md"
        file.write_text(file.read_text() + "\nMany more.\n")
        await it.until(lambda: it.shows("1/61 found"))


async def test_marks_stand_beside_the_text(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await opened(it)
        assert not any(line.endswith("─") for line in it.lines())
        await it.press("slash", *"aph 59")
        await it.until(lambda: it.shows("1/1 found"))
        assert [line.endswith("─") for line in it.lines()].count(True) == 1


async def test_a_page_that_is_seen_at_once_has_no_marks_beside_it(workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await it.press("n", "enter")
        await it.until(lambda: it.shows("第二段"))
        await it.press("slash", *"第二")
        await it.until(lambda: it.shows("1/1 found"))
        assert not any(line.endswith("─") for line in it.lines())


async def test_a_narrow_and_a_short_window_have_room_for_finding(workspace: Workspace) -> None:
    async with driven(workspace, size=(50, 12)) as it:
        await opened(it)
        await it.press("slash", *"aph 59")
        await it.until(lambda: it.shows("Paragraph 59 of many."))
        assert it.lines()[-1].strip().startswith("/aph 59")
        await it.press("enter", "z")
        assert it.shows("Paragraph 59 of many.")


async def test_the_article_may_become_shorter_while_one_types(feed: Path, workspace: Workspace) -> None:
    async with driven(workspace) as it:
        await opened(it)
        await it.press("G", "slash")
        await it.until(lambda: it.shows("Paragraph 59 of many."))
        article_writer(feed)("three.md", "Third article", "2025-02-12 10:00", ["水果"], "Only many words.")
        await it.until(lambda: it.shows("Only many words."))
        await it.press("m", "a")
        await it.until(lambda: it.shows("1/1 found"))
        await it.press("escape")
        assert it.shows("Only many words.")
