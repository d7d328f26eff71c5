"""``:publish``: the group under the cursor as a feed."""

import json
from pathlib import Path

from textual.events import Paste

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, driven


async def typed(it: Driven, line: str) -> None:
    await it.press(":")
    await it.until(lambda: it.screen.is_asking)
    it.app.screen.focused.post_message(Paste(line))  # type: ignore[union-attr]  # the line has the keys
    await it.settle()
    await it.press("enter")
    await it.until(lambda: not it.screen.is_asking)
    await it.settle()


def published(folder: Path) -> dict[str, list[str]]:
    """Return the titles of the entries, by that of the feed, and where the feed says that it is."""
    feed = json.loads((folder / "feed.json").read_bytes())
    return {
        feed["title"]: sorted(item["title"] for item in feed["items"]),
        "at": [feed.get("feed_url", "")],
    }


async def test_a_group_is_published_with_and_without_an_address(workspace: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "with space"
    async with driven(workspace, size=(110, 30)) as it:
        await typed(it, "go 水果")
        await typed(it, f"publish {out}")
        assert it.shows("2 articles published")
        assert published(out) == {"水果": ["Third article", "苹果和香蕉"], "at": [""]}
        await typed(it, f"publish {out} https://example.org/fruit")
        assert published(out)["at"] == ["https://example.org/fruit/feed.json"]
        await typed(it, f"publish {out} https://example.org/fruit")
        assert it.shows("nothing to write")


async def test_what_cannot_be_published_is_said(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "atom.xml").write_text("mine")
    async with driven(workspace, size=(160, 30)) as it:
        await typed(it, f"publish {tmp_path}")
        await it.until(lambda: it.shows("is there already"))
    assert (tmp_path / "atom.xml").read_text() == "mine"
