"""A size of the window that is no longer true changes nothing, however many are on their way."""

from textual.events import Hide, Resize
from textual.geometry import Size

from reader.actions.workspace.workspace import Workspace
from reader.tui.screen.reading_screen import ReadingScreen
from tests.tui.driving import driven

NOW = Size(100, 30)


async def test_sizes_that_follow_each_other_bring_each_other_back_no_more(workspace: Workspace) -> None:
    async with driven(workspace, size=NOW) as it:
        screen = it.app.screen
        assert isinstance(screen, ReadingScreen)
        for size in (Size(60, 20), NOW, Size(140, 40), NOW, Size(60, 20)):
            screen.post_message(Resize(size, size))
            screen.post_message(Hide())  # two in a row would be one
        await it.pilot.pause(0.3)
        sizes: set[Size] = set()
        screen.screen_layout_refresh_signal.subscribe(
            screen, lambda _: sizes.add(screen.size), immediate=True
        )
        await it.pilot.pause(0.5)
        assert screen.size == NOW
        assert not sizes, "nothing is laid out any more"
