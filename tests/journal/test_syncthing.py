"""What one did comes to another machine by a real Syncthing, whatever both do at once."""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journal import syncthing
from tests.journal.devices import Device, shown

ROUNDS = 30 if os.environ.get("NEWSREADER_TORTURE") else 5
ARTICLES = 6
PATIENCE_S = 60
CROSSED_S = 20
"""Syncthing looks for changes a second after the last of them; the rest is for a busy machine."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not syncthing.is_here(), reason="Syncthing is not installed"),
]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Device, Device]]:
    """Two devices, their clocks an hour apart, whose shared folders a Syncthing of each carries to the other."""
    skew_ms = {"desk": 0, "laptop": 3_600_000}
    desktop, laptop = (Device(tmp_path / name, name, skew_ms) for name in skew_ms)
    with syncthing.carrying(tmp_path / "syncthing", desktop.shared, laptop.shared):
        yield desktop, laptop


def meet_until_equal(pair: tuple[Device, Device], least: int) -> float:
    """Let both look into their folders until they agree on ``least`` articles or more; return the seconds it took."""
    start = time.monotonic()
    while True:
        for device in pair:
            device.meet()
        one, other = (shown(device) for device in pair)
        if one == other and len(one) >= least:
            return time.monotonic() - start
        assert time.monotonic() - start < PATIENCE_S, (one, other)
        time.sleep(0.1)


def conflicts(pair: tuple[Device, Device]) -> list[Path]:
    return [file for device in pair for file in device.shared.rglob("*sync-conflict*")]


def test_acts_cross_and_those_done_at_once_end_equal_on_both(pair: tuple[Device, Device]) -> None:
    desktop, laptop = pair
    desktop.act("first.md", True)
    meet_until_equal(pair, 1)  # the two have found each other
    laptop.act("second.md", True)
    assert meet_until_equal(pair, 2) < CROSSED_S
    chance = random.Random(30)
    for number in range(ROUNDS):
        for device in pair:
            for _ in range(chance.randrange(1, 4)):
                device.act(f"{chance.randrange(ARTICLES)}.md", chance.random() < 0.5)
            device.act(f"{device.name}{number}.md", True)
            if chance.random() < 0.2:
                device.learn(list(device.journal.undo()))
            device.journal.exchange()
        meet_until_equal(pair, 2 + number)
    assert conflicts(pair) == []
    assert all((device.shared / name).is_dir() for device in pair for name in ("desk", "laptop"))


def test_acts_in_the_middle_of_a_compaction_cross(pair: tuple[Device, Device]) -> None:
    desktop, laptop = pair
    for number in range(200):
        desktop.act(f"{number % 5}.md", number % 2 == 0)
    laptop.act("other.md", True)
    meet_until_equal(pair, 6)
    desktop.journal.compact()
    laptop.act("0.md", False)
    desktop.act("1.md", True)
    meet_until_equal(pair, 6)
    assert conflicts(pair) == []
