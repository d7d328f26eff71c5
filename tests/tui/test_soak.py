"""Hours of reading: memory stays flat, and nothing that was opened or started is left behind.

One minute in everyday runs, by a reader who makes short pauses, two hours under ``NEWSREADER_TORTURE``; ``NEWSREADER_SOAK_MINUTES`` says another time.
Each sample is appended to the file that ``NEWSREADER_SOAK_LOG`` names, a JSON object a line.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import linear_regression, median

import pytest
from PIL import Image

from tests.feeds.server import Web, item, rss
from tests.tui.driving import article_writer
from tests.tui.processes import Sample, descendants, sample
from tests.tui.terminal import ROOT, Terminal

TORTURE = bool(os.environ.get("NEWSREADER_TORTURE"))
MINUTES = float(os.environ.get("NEWSREADER_SOAK_MINUTES") or (120 if TORTURE else 1.2))
IS_LONG = MINUTES >= 30
"""Long enough for a slope; a short one is asked how much it rose in all."""

MB_PER_MINUTE, MB_IN_ALL = 0.1, 5.0
SLOPE_OF_S = 3600.0
"""The slope is that of this much of the end."""
WARM_UP = min(0.35, 10 / MINUTES)
"""The share of the time before anything counts: caches fill, modules are loaded."""

SPARE = {"threads": 2, "descriptors": 4, "children": 0}
"""What may still come while it is looked at: the pool starts its threads when they are needed, each opens the index."""

ARTICLES = 2_000 if TORTURE else 300
PACE = 1.0 if IS_LONG else 0.5
"""A short run has shorter pauses, so that as much is done in it."""
KEY_S = 0.25 * PACE
"""Between two keys of one who reads."""
THINK_S = 1.0 * PACE
"""After something that was typed or opened."""
QUIET_S = 2.5 * PACE
"""How long nothing is typed before a sample is taken."""
SIZE, OTHER_SIZE = (120, 36), (90, 28)

pytestmark = [
    pytest.mark.row(20),
    pytest.mark.pty,
    pytest.mark.slow,
    pytest.mark.timeout(int(MINUTES * 60) + 600),
]

_WORDS = [
    "harbour",
    "river",
    "council",
    "the",
    "of",
    "paper",
    "lamp",
    "winter",
    "between",
    "library",
    "engine",
    "garden",
    "market",
    "letter",
]
_SIGNS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说"


class Folder:
    """Articles of every usual kind, which somebody else goes on writing while they are read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._pick = random.Random(14)
        root.mkdir()
        image = Image.effect_noise((900, 600), 60).convert("RGB")
        image.save(root / "photo.jpg", quality=80)
        image.resize((300, 200)).save(root / "small.png")
        for number in range(ARTICLES):
            self.write(number, 1_000_000 if number == 5 else self._pick.randrange(2_000, 12_000))

    def write(self, number: int, size: int) -> None:
        """Write an article, or another text for it."""
        pick = self._pick
        parts: list[str] = []
        weight = 0
        while weight < size:
            parts.append(self._part(len(parts)))
            weight += len(parts[-1].encode())
        day = f"2025-{1 + number % 12:02}-{1 + number % 28:02}"
        tags = pick.sample(["news", "ai", "水果", "harbour", "code", "历史"], 2)
        title = f"Article {number} {self._sentence()[:30]}".replace('"', "")
        article_writer(self.root)(f"a{number:04}.md", title, day, tags, "\n\n".join(parts))

    def rewrite_some(self) -> None:
        """Write other texts for a few articles, as a sync tool does."""
        for number in self._pick.sample(range(6, ARTICLES), 5):
            self.write(number, self._pick.randrange(2_000, 12_000))

    def _sentence(self) -> str:
        pick = self._pick
        if pick.random() < 0.5:
            return "".join(pick.choices(_SIGNS, k=pick.randrange(15, 60))) + "。"
        return " ".join(pick.choices(_WORDS, k=pick.randrange(6, 20))).capitalize() + "."

    def _part(self, number: int) -> str:
        kinds = {
            3: lambda: f"## {self._sentence()[:20]}",
            6: lambda: (
                "```python\ndef read(name: str) -> int:\n    return len(name) + "
                f"{number}  # {self._sentence()}\n```"
            ),
            9: lambda: (
                "| a | b |\n| - | - |\n" + "\n".join(f"| {self._sentence()} | {row} |" for row in range(4))
            ),
            12: lambda: f"![photo]({self._pick.choice(['photo.jpg', 'small.png'])})",
            14: lambda: "\n".join(
                f"- {self._sentence()} [link](https://example.com/{number})" for _ in range(3)
            ),
        }
        return kinds.get(number % 15, lambda: " ".join(self._sentence() for _ in range(4)))()


class Reader:
    """A person at the keyboard, who makes pauses."""

    def __init__(self, terminal: Terminal, folder: Folder, web: Web) -> None:
        self.terminal, self.folder, self.web = terminal, folder, web
        self._pick = random.Random(6)
        self._rounds = 0

    def rest(self, seconds: float) -> None:
        """Look at the screen; what was drawn is not kept, and hours of it are not emulated."""
        self.terminal.read_for(seconds)
        self.terminal.forget()

    def press(self, *keys: str, gap: float = KEY_S) -> None:
        """Press keys as one does who reads."""
        for key in keys:
            self.terminal.press(key)
            self.rest(gap)

    def round(self) -> None:
        """Do everything once, and come back to the list as it was."""
        self._rounds += 1
        self.read_articles()
        self.look_around()
        self.list_otherwise()
        self.others_write()
        self.terminal.resize(*OTHER_SIZE)
        self.rest(THINK_S)
        self.press("j", "j")
        self.terminal.resize(*SIZE)
        self.rest(THINK_S)

    def read_articles(self) -> None:
        """Go into an article, page through it, find words in it, read on."""
        self.press(*"jjj", "\r", *"    ", "\x06", "\x02", *"]]", "z", " ", "z")
        self.press("/", *"the", "\r", "n", "n", "\x1b", gap=0.6 * KEY_S)
        self.rest(THINK_S)
        self.press("s", "s", "t", "\x1b", "]", "]", "G", "g", "g", "b", "b", "h")
        self.rest(THINK_S)

    def look_around(self) -> None:
        """Search all articles and open a dialog or two."""
        self.press("\x0b", *"harb", gap=0.6 * KEY_S)
        self.rest(THINK_S)
        self.press("\x1b")
        self.press("?")
        self.rest(THINK_S)
        self.press("\x1b")
        self.press("u")
        self.rest(THINK_S)
        self.press("\x1b")

    def list_otherwise(self) -> None:
        """Filter, group by something else, show another scope, and back."""
        word = self._pick.choice(["ai", "news", "code"])
        self.press("&", *f"tag:{word}", "\r", gap=0.6 * KEY_S)
        self.rest(THINK_S)
        self.press("j", "j", "&", *["\x7f"] * 8, "\r", gap=0.6 * KEY_S)
        self.rest(THINK_S)
        self.press("g", "s", "Z", "Z", "g", "s")
        self.press("a", "a", "a", "a")
        self.rest(THINK_S)

    def others_write(self) -> None:
        """Files change while one reads, and a feed brings another version of an entry."""
        self.folder.rewrite_some()
        self.rest(THINK_S)
        items = [item(number, text=f"Round {self._rounds}. {'text ' * 50}") for number in range(5)]
        self.web.put("/feed.xml", rss(*items))
        self.press("\x1b[15~")  # f5
        self.rest(3 * THINK_S)

    def quiet(self, seconds: float = QUIET_S) -> None:
        """Go back to the same article, and wait until nothing goes on."""
        self.press("\x1b", "\x1b", "g", "g", "j", gap=1.6 * KEY_S)
        self.rest(seconds)

    def screen(self) -> str:
        """Return what is on the screen, all of it drawn again."""
        self.terminal.resize(*OTHER_SIZE)
        self.rest(0.5)
        self.terminal.resize(*SIZE)
        self.terminal.read(2)
        return self.terminal.text()


@pytest.fixture
def web() -> Iterator[Web]:
    """A server with a feed."""
    made = Web()
    made.put("/feed.xml", rss(*(item(number) for number in range(5))))
    yield made
    made.close()


def follow(folder: Path, address: str) -> None:
    """Follow a feed in the folder as its reader does, by the command."""
    command = [sys.executable, "-m", "reader", "add", "-f", str(folder), address]
    subprocess.run(command, check=True, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)


def note(samples: list[Sample], taken: Sample) -> None:
    """Keep a sample, and write it down where somebody looks while this runs."""
    samples.append(taken)
    if log := os.environ.get("NEWSREADER_SOAK_LOG"):
        with Path(log).open("a") as lines:
            lines.write(json.dumps(taken._asdict()) + "\n")


def after_warm_up(samples: list[Sample]) -> list[Sample]:
    """Return the samples that count; with fewer than three nothing can be said."""
    return [each for each in samples if each.seconds >= WARM_UP * MINUTES * 60]


def soaked(folder: Folder, web: Web) -> list[Sample]:
    """Read for as long as is wanted; return a sample for each round."""
    samples: list[Sample] = []
    environ = {"NEWSREADER_IMAGES": "half", "NEWSREADER_REFRESH_EVERY_MIN": "0"}
    with Terminal([folder.root], size=SIZE, environ=environ) as terminal:
        terminal.wait("unread")
        reader = Reader(terminal, folder, web)
        reader.rest(20 if TORTURE else 5)  # the words of all articles are read meanwhile
        begun = time.monotonic()
        while time.monotonic() - begun < MINUTES * 60 or len(after_warm_up(samples)) < 3:
            reader.round()
            reader.quiet()
            # What was begun may take long on a busy machine; what never ends is in the sample.
            terminal.wait_until(lambda: not list(descendants(terminal.process.pid)))
            code = terminal.process.poll()
            assert code is None, f"the program ended: {code}\n{terminal.text()}"
            note(samples, sample(terminal.process.pid, time.monotonic() - begun))
        shown = reader.screen()
        assert "unread" in shown, shown
        terminal.type("q")
        assert terminal.wait_end() == 0
    return samples


def test_memory_stays_flat_and_nothing_is_left_behind(tmp_path: Path, web: Web) -> None:
    folder = Folder(tmp_path / "folder")
    follow(folder.root, web.address + "/feed.xml")
    samples = soaked(folder, web)
    counted = after_warm_up(samples)
    told = "\n".join(json.dumps(each._asdict()) for each in samples)
    if IS_LONG:
        hour = [each for each in counted if each.seconds >= counted[-1].seconds - SLOPE_OF_S]
        slope = linear_regression([each.seconds / 60 for each in hour], [each.mb for each in hour]).slope
        assert slope <= MB_PER_MINUTE, f"{slope:.3f} MB a minute\n{told}"
    else:
        risen = median(each.mb for each in counted[-2:]) - median(each.mb for each in counted[:2])
        assert risen <= MB_IN_ALL, f"{risen:.1f} MB\n{told}"
    for field, spare in SPARE.items():
        values = [getattr(each, field) for each in counted]
        third = len(values) // 3 or 1
        assert max(values[-third:]) <= max(values[:third]) + spare, f"{field}: {values}\n{told}"
        assert not all(later > earlier for earlier, later in pairwise(values)), f"{field}: {values}\n{told}"
    assert not any(each.zombies for each in counted), told
