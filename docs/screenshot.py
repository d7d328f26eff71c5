"""Write ``docs/screenshot.svg`` by the program itself: ``python -m docs.screenshot``."""

import asyncio
import os
import re
import tempfile
from pathlib import Path

from docs.tables import ROOT
from reader.actions.workspace.workspace import open_workspace
from reader.paths import Paths
from reader.tui.app import NewsreaderApp

SIZE = (120, 36)
KEYS = ("g", "t", *"sea", "enter", "j", "j", "enter")
"""What is typed before the picture is taken."""
COLOURS = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
"""A terminal with all colours, wherever the picture is taken."""
NOT_OURS = re.compile(r"\s*(<!--.*?-->|@font-face \{.*?\})", re.DOTALL)
"""What Textual puts into a picture besides the screen: fonts to be fetched. A page that shows the
picture must not make its readers ask anybody for anything."""
SETTLED_S = 1.0
"""Seconds: by then the scan is over and the page is set."""


async def screenshot(folder: Path, home: Path) -> str:
    """Return the screen as SVG, as someone sees it who has just opened the folder."""
    paths = Paths(home / "config", home / "data", home / "state", home / "cache")
    with open_workspace([folder], {"theme": "paper-dark"}, paths, os.environ) as workspace:
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(SETTLED_S)
            await pilot.press(*KEYS)
            await pilot.pause(SETTLED_S)
            return NOT_OURS.sub("", app.export_screenshot(title="newsreader"))


def main() -> None:
    """Write the picture."""
    os.environ.update(COLOURS)
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as home:
        svg = asyncio.run(screenshot(ROOT / "sample_feed", Path(home)))
    target = ROOT / "docs" / "screenshot.svg"
    target.write_text(svg, encoding="utf-8")
    print(f"wrote {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
