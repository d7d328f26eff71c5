"""Another process refreshes the feeds that are open on the screen."""

import subprocess
import sys
from pathlib import Path

from tests.feeds.server import Held, Web, item, rss
from tests.tui.driving import driven
from tests.tui.test_feeds_beside import Desks, follow, titles, web

__all__ = ["web"]


def another_refresh(root: Path, trust: Path) -> "subprocess.Popen[bytes]":
    """Refresh a folder in a process of its own, as in another terminal."""
    words = ("refresh", "--now", "-f", root, "--answers", trust)
    return subprocess.Popen([sys.executable, "-m", "reader", *map(str, words)])


async def test_a_refresh_by_another_process_is_said_and_what_it_brings_shows(
    feed: Path, open_desks: Desks, web: Web
) -> None:
    slow = Held(rss(item(9, "From elsewhere"), title="Elsewhere"))

    async with driven(open_desks(feed, refresh_every_min=0)) as it:
        await follow(it, web.address + "/other.xml", "Elsewhere")
        await it.until(lambda: not it.screen.background.refreshing.is_under_way)
        web.replies["/other.xml"] = slow
        root = it.screen.workspace.paths.subscriptions
        for file in root.rglob("feed_states.json"):
            file.write_text(file.read_text().replace('"asked_s"', '"asked_s": 0, "was"'))
        other = another_refresh(root, it.screen.workspace.trust_file)
        try:
            await it.until(slow.is_asked.is_set, 30)
            await it.press("f5")
            await it.until(lambda: it.shows("Another newsreader is refreshing the feeds"), 30)
            slow.let_go()
            await it.until(lambda: "From elsewhere" in titles(it), 30)
        finally:
            slow.let_go()
            assert other.wait(30) == 0
