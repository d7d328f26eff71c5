"""The program is killed while somebody types: what the screen showed as done is done."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.driving import article_writer, beside
from tests.tui.terminal import ROOT, Terminal

KILLS = 200 if os.environ.get("NEWSREADER_TORTURE") else 4
ARTICLES = 9

pytestmark = [pytest.mark.pty, pytest.mark.slow, pytest.mark.row(11)]


def stars(feed: Path) -> set[str]:
    """The titles of what is starred, as the command line tells it."""
    done = subprocess.run(
        [sys.executable, "-m", "reader", "list", "-f", feed, "is:starred", "--format", "{title}"],
        capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=True, cwd=ROOT,
    )  # fmt: skip
    return set(done.stdout.split())


@pytest.mark.parametrize("seed", range(KILLS))
def test_what_the_screen_showed_is_there_after_a_kill(tmp_path: Path, seed: int) -> None:
    write = article_writer(tmp_path)
    for number in range(ARTICLES):
        write(f"{number}.md", f"Title{number}", f"2025-02-{10 + number}", ["fruit"], f"Body {number}.")
    chance = random.Random(seed)
    with Terminal([tmp_path]) as terminal:
        terminal.wait(f"Body {ARTICLES - 1}.")
        terminal.type(*["s", "j"] * chance.randrange(1, ARTICLES))
        terminal.read(chance.uniform(0, 0.15))
        terminal.process.kill()
        terminal.process.wait()
        terminal.read(0.2)  # what it had written already
        listed = [beside(line)[0] for line in terminal.lines()]
        shown = {line.split("Title")[1].split()[0] for line in listed if "★" in line}
    assert {f"Title{number}" for number in shown} <= stars(tmp_path)
    with Terminal([tmp_path]) as terminal:
        terminal.wait(f"Body {ARTICLES - 1}.")
        assert terminal.wait_until(lambda: sum("★" in line for line in terminal.lines()) >= len(shown))
        terminal.type("q")
        assert terminal.wait_end() == 0
