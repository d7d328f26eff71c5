"""Damages at random: pages and bytes of the index, single bits in its rows, the words of articles; killed rebuilds."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.library.machine import Machine

pytestmark = pytest.mark.row(11)

ROOT = Path(__file__).parent.parent.parent

PAGE = 4096
TORTURE = bool(os.environ.get("NEWSREADER_TORTURE"))
DAMAGES = 500 if TORTURE else 14
LEAVES = (0x0D, 0x0A)

Harm = Callable[[bytearray, random.Random, bytes], None]


def _bytes_anywhere(data: bytearray, dice: random.Random, _before: bytes) -> None:
    for _ in range(200):
        data[dice.randrange(len(data))] = dice.randrange(256)


def _bytes_in_a_row(data: bytearray, dice: random.Random, _: bytes) -> None:
    start = dice.randrange(len(data) - 200)
    data[start : start + 200] = dice.randbytes(200)


def _a_page(data: bytearray, dice: random.Random) -> slice:
    start = dice.randrange(len(data) // PAGE) * PAGE
    return slice(start, start + PAGE)


def _zeroed(data: bytearray, dice: random.Random, _: bytes) -> None:
    data[_a_page(data, dice)] = bytes(PAGE)


def _doubled(data: bytearray, dice: random.Random, _: bytes) -> None:
    data[_a_page(data, dice)] = data[_a_page(data, dice)]


def _swapped(data: bytearray, dice: random.Random, _: bytes) -> None:
    one, other = _a_page(data, dice), _a_page(data, dice)
    data[one], data[other] = data[other], data[one]


def _cut(data: bytearray, dice: random.Random, _: bytes) -> None:
    del data[dice.randrange(len(data)) :]


def _page_of_before(data: bytearray, dice: random.Random, before: bytes) -> None:
    """A page is as it was before the last acts and edits: each of its rows is one of ours."""
    pages = [
        at
        for at in range(0, min(len(data), len(before)), PAGE)
        if data[at : at + PAGE] != before[at : at + PAGE]
    ]
    for start in dice.sample(pages, min(len(pages), dice.randrange(1, 4))):
        data[start : start + PAGE] = before[start : start + PAGE]


def _bit_in_a_row(data: bytearray, dice: random.Random, _: bytes) -> None:
    leaves = [at for at in range(PAGE, len(data), PAGE) if data[at] in LEAVES and any(data[at + 3 : at + 5])]
    start = dice.choice(leaves)
    cells = int.from_bytes(data[start + 5 : start + 7], "big") or PAGE
    data[start + dice.randrange(cells, PAGE)] ^= 1 << dice.randrange(8)


KINDS: tuple[Harm, ...] = (
    _bytes_anywhere,
    _bytes_in_a_row,
    _zeroed,
    _doubled,
    _swapped,
    _cut,
    _page_of_before,
)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> tuple[Machine, bytes, object]:
    """A machine whose index was used for a while, what it was before that, and what it lists."""
    machine = Machine(tmp_path_factory.mktemp("used"))
    machine.fill(400)
    before = machine.index.read_bytes()
    for number in range(0, 400, 7):
        text = (machine.articles / f"{number}.md").read_text()
        (machine.articles / f"{number}.md").write_text(
            text.replace("Title", "Other title").replace("t1", "t9")
        )
    machine.run("mark", "later", "tag:t2")
    machine.run("mark", "unread", "title:3")
    machine.run("tag", "later on", "title:5")
    machine.run("index", "--check")
    machine.run("index")
    return machine, before, machine.expected()


@pytest.mark.parametrize("seed", range(DAMAGES))
def test_a_damage_at_random_heals(used: tuple[Machine, bytes, object], tmp_path: Path, seed: int) -> None:
    machine, before, expected = used
    kept = tmp_path / "index"
    shutil.copytree(machine.indexes, kept)
    try:
        dice = random.Random(seed)
        data = bytearray(machine.index.read_bytes())
        kind = _bit_in_a_row if seed % 5 == 4 else KINDS[seed % len(KINDS)]
        kind(data, dice, before)
        machine.index.write_bytes(data)
        for words in (("list", "--json"), ("search", "words"), ("mark", "star", "title:7")):
            machine.run(*words, code=None)
        machine.run("index", "--check")  # what the screen does when one types nothing for a moment
        assert machine.listed() == expected, kind.__name__
        assert "intact" in machine.run("index", "--check").stdout
    finally:
        shutil.rmtree(machine.indexes)
        shutil.copytree(kept, machine.indexes)


WORDS = 100 if TORTURE else 4


@pytest.mark.parametrize("seed", range(WORDS))
def test_words_that_were_damaged_are_read_again(
    used: tuple[Machine, bytes, object], tmp_path: Path, seed: int
) -> None:
    machine, _, _ = used
    kept = tmp_path / "index"
    shutil.copytree(machine.indexes, kept)
    expected, listed = machine.found(), machine.listed()
    try:
        [file] = machine.indexes.glob("*.text.db")
        dice = random.Random(seed)
        data = bytearray(file.read_bytes())
        kind = _bit_in_a_row if seed % 2 else KINDS[seed // 2 % (len(KINDS) - 1)]
        kind(data, dice, b"")
        file.write_bytes(data)
        machine.found()
        machine.run("index", "--text-only")  # what the screen does after it has looked for new files
        assert machine.listed() == listed
        assert machine.found() == expected, kind.__name__
    finally:
        shutil.rmtree(machine.indexes)
        shutil.copytree(kept, machine.indexes)


KILLS = 50 if TORTURE else 5


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_rebuild_that_is_killed_anywhere_costs_nothing(
    used: tuple[Machine, bytes, object], tmp_path: Path, seed: int
) -> None:
    machine, _, expected = used
    kept, dice = tmp_path / "index", random.Random(seed)
    shutil.copytree(machine.indexes, kept)
    try:
        data = bytearray(machine.index.read_bytes())
        _bit_in_a_row(data, dice, b"")
        machine.index.write_bytes(data)
        command = [sys.executable, "-m", "reader", "index", "--check", "-f", str(machine.articles)]
        process = subprocess.Popen(
            command, env={**os.environ, **machine.homes}, cwd=ROOT, stderr=subprocess.DEVNULL
        )
        with suppress(subprocess.TimeoutExpired):
            process.wait(dice.uniform(0.1, 1.2))
        process.kill()
        process.wait()
        machine.run("list", "--json")
        machine.run("index", "--check")
        assert machine.listed() == expected
    finally:
        shutil.rmtree(machine.indexes)
        shutil.copytree(kept, machine.indexes)
