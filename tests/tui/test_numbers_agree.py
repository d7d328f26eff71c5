"""Whatever one does, in whatever order: every number on the screen is what files and journal say.

The program walks at random through moving, marking, tagging, filters, scopes, orders, groups, folding, undo and files
that change, and after each act all that the screen counts and lists is counted by hand. A minute every day; longer with
``make torture``. One seed:

    NEWSREADER_SEED=17 NEWSREADER_MINUTES=2 make torture ARGS=tests/tui/test_numbers_agree.py
"""

import os
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.paths import Paths
from tests.tui.counting import FILTERS, counted, disagreements, groups_on
from tests.tui.driving import Driven, article_writer, beside, driven

TORTURE = bool(os.environ.get("NEWSREADER_TORTURE"))
MINUTES = float(os.environ.get("NEWSREADER_MINUTES", "5" if TORTURE else "0.5"))
SEEDS = (
    [int(os.environ["NEWSREADER_SEED"])] if "NEWSREADER_SEED" in os.environ else range(1, 6 if TORTURE else 3)
)

WORDS = ("Apple", "Pear", "Plum", "Fig", "Quince", "Cherry")
TAGS = ("red", "green", "blue")
MOST = 10
"""Articles: what is open of them fits into the window."""
SIZE = (90, 120)
PATIENCE_S = 20
"""How long the screen may take to agree: what queries find is asked again in the background."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(MINUTES * 60 + 300)]

Desks = Callable[..., Workspace]

KEYS = (
    "j", "j", "j", "k", "g g", "G", "n", "n", "p", "J", "K", "enter", "enter", "l", "h", "escape", "tab", "space", "r", "r", "r", "s", "s", "L", "L",
    "R", "m a", "m b", "U", "U", "U", "ctrl+r", "a", "a", "Z", "g s", "D", "ctrl+o", "ctrl+n", "y", "3 j", "g x", "c",
)  # fmt: skip
"""What is pressed, the more often the oftener it stands here."""


class Walker:
    """Does one thing after another, the same ones for a seed."""

    def __init__(self, it: Driven, folder: Path, seed: int) -> None:
        self._it, self._folder, self._chance = it, folder, random.Random(seed)
        self._write = article_writer(folder)
        self._number = 0
        self.done: list[str] = []

    def write(self) -> str:
        """Write another article."""
        self._number += 1
        chance, number = self._chance, self._number
        title = f"{chance.choice(WORDS)} {number}"
        tags = chance.sample(TAGS, chance.choice((1, 1, 2)))
        date = f"202{number % 3 + 3}-0{number % 2 + 1}-{number % 27 + 1:02} {number % 24:02}:00"
        self._write(f"{number:03}.md", title, date, tags, f"Some text of {title}.")
        return f"write {title} {tags}"

    async def step(self) -> None:
        """Do something."""
        acts = {
            self._key: 90, self._filter: 9, self._file: 8, self._tag: 4, self._search: 5, self._group: 3, self._groups: 3,
        }  # fmt: skip
        act = self._chance.choices(list(acts), list(acts.values()))[0]
        await act()

    async def _key(self) -> None:
        keys = self._chance.choice(KEYS)
        self.done.append(keys)
        await self._it.pilot.press(*keys.split())

    async def _filter(self) -> None:
        query = self._chance.choice(list(FILTERS))
        self.done.append(f"& {query}")
        await self._type("&", "Filter the list", query)

    async def _tag(self) -> None:
        self.done.append("# mine")
        await self._it.pilot.press("#")
        await self._it.until(lambda: self._it.shows("Tags of") or self._it.shows("No article is selected"))
        if self._it.shows("Tags of"):
            await self._it.press(*self._chance.choice(("mine", "red", "blue")), "enter")
            await self._it.until(lambda: not self._it.shows("Tags of"))

    async def _search(self) -> None:
        word = self._chance.choice(WORDS).lower()
        self.done.append(f"ctrl+k {word}")
        await self._it.press("ctrl+k")
        await self._it.until(lambda: self._it.shows("Search all articles"))
        await self._it.press(*word)
        await self._it.until(
            lambda: self._it.shows("No articles found") or bool(re.search(r"\d articles? ·", self._it.text()))
        )
        await self._it.press("enter")
        if self._it.shows("Search all articles"):
            await self._it.press("escape")
        await self._it.until(lambda: not self._it.shows("Search all articles"))

    async def _group(self) -> None:
        key = self._chance.choice(("tags", "tags", "years", "months"))
        self.done.append(f"g b {key}")
        await self._it.press("g", "b", *key)
        await self._it.press("enter")
        await self._it.until(lambda: not self._it.shows("Group by"))

    async def _groups(self) -> None:
        """Compare the numbers of the dialog that leads to groups with those of the list."""
        self.done.append("g t")
        listed = {group.name: group.number for group in groups_on(self._it.lines(), cells_of(self._it))}
        await self._it.press("g", "t")
        await self._it.until(lambda: self._it.shows("Go to a group"))
        rows = [re.fullmatch(r"\s*(\S.*?)\s*(\d*)", line[10:80].rstrip()) for line in self._it.lines()]
        offered = {row[1]: int(row[2] or 0) for row in rows if row and row[1] in listed}
        await self._it.press("escape")
        assert offered.items() <= listed.items(), (offered, listed)

    async def _file(self) -> None:
        files = sorted(self._folder.glob("*.md"))
        kind = self._chance.choice(("write", "write", "remove", "tags", "title"))
        file = self._chance.choice(files) if files else None
        if file is None or (kind == "write" and len(files) < MOST):
            self.done.append(self.write())
        elif kind == "remove" or len(files) >= MOST:
            file.unlink()
            self.done.append(f"remove {file.name}")
        else:
            text = file.read_text(encoding="utf-8")
            if kind == "tags":
                tags = "".join(f'  - "{tag}"\n' for tag in self._chance.sample(TAGS, 2))
                text = re.sub(r'(?:^  - ".*"\n)+', tags, text, flags=re.MULTILINE)
            else:
                text = re.sub(
                    r'^title: "\w+', f'title: "{self._chance.choice(WORDS)}', text, flags=re.MULTILINE
                )
            file.with_suffix(".new").write_text(text, encoding="utf-8")
            file.with_suffix(".new").rename(file)
            self.done.append(f"{kind} of {file.name}")

    async def _type(self, key: str, title: str, text: str) -> None:
        await self._it.press(key)
        await self._it.until(lambda: self._it.shows(title))
        await self._it.press("ctrl+u", *text, "enter")
        await self._it.until(lambda: not self._it.shows(title))


def cells_of(it: Driven) -> int:
    return it.screen.sidebar.outer_size.width


def wrong(it: Driven, folder: Path, journal: Path) -> list[str]:
    """What the screen says and the files and the journal do not."""
    it.screen.status.be_silent()
    lines = it.lines()
    if beside(lines[-2], cells_of(it))[0].strip():
        return []  # the list goes on below the window
    return list(disagreements(lines[:-1], lines[-1], counted(folder, journal), cells_of(it)))


@pytest.mark.parametrize("seed", SEEDS)
async def test_all_numbers_on_the_screen_are_those_of_files_and_journal(
    tmp_path: Path, open_desks: Desks, paths: Paths, seed: int, record_property: Callable[[str, object], None]
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    searches = {"Reds": "tag:red", "Fresh blue": "tag:blue is:unread"}
    workspace = open_desks(folder, top_groups=("all", "unread", "starred", "later"), searches=searches)
    async with driven(workspace, size=SIZE) as it:
        walker = Walker(it, folder, seed)
        for _ in range(7):
            walker.write()
        await it.until(lambda: not wrong(it, folder, paths.journal))
        end, looked = time.monotonic() + MINUTES * 60, 0
        while time.monotonic() < end:
            await walker.step()
            until = time.monotonic() + PATIENCE_S
            while (found := wrong(it, folder, paths.journal)) and time.monotonic() < until:
                await it.pilot.pause(0.05)
            told = "\n".join(
                [
                    *found,
                    f"seed {seed}, {len(walker.done)} acts, the last:",
                    *walker.done[-25:],
                    it.text().rstrip(),
                ]
            )
            assert not found, re.sub(r"\n(?:\s*▕?\s*\n)+", "\n", told)
            looked += bool(groups_on(it.lines(), cells_of(it)))
    record_property("figure", f"seed {seed}: {len(walker.done)} acts, {looked} looks")
    assert looked > len(walker.done) / 2
