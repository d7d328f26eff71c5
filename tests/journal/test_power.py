"""The power goes: what was said to be safe is there, and the log goes on."""

import os
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.journal import Journal, Value
from reader.journal import compaction as compaction_module
from reader.journal import log as log_module
from reader.journal import segments as segments_module
from tests.journal.cases import change, values
from tests.journal.disk import Disk

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.row(11)

CUTS = 1_000 if os.environ.get("NEWSREADER_TORTURE") else 60
ARTICLES = 4


class Life:
    """Acts until the power goes, and what is known of them."""

    def __init__(self, journal: Journal, before: "Mapping[str, Value]") -> None:
        self._journal = journal
        self.may_be: dict[str, list[Value]] = {path: [value] for path, value in before.items()}
        """Of each article the value that is safe, and those set since."""

    def live(self, chance: random.Random) -> None:
        for _ in range(chance.randrange(1, 25)):
            match chance.choice(("act", "act", "act", "batch", "sync", "compact")):
                case "act":
                    self._act([str(chance.randrange(ARTICLES))], chance.random() < 0.5)
                case "batch":
                    self._act([str(number) for number in range(ARTICLES)], chance.random() < 0.5)
                case "sync":
                    self._journal.sync()
                    assert not self._journal.needs_sync
                    self.may_be = {path: seen[-1:] for path, seen in self.may_be.items()}
                case _:
                    self._journal.compact()

    def allows(self, found: "Mapping[str, Value]") -> bool:
        """Whether one may find these values when the power is back."""
        return all(found.get(path) in possible for path, possible in self.may_be.items())

    def _act(self, names: list[str], value: bool) -> None:
        self._journal.record([change(f"{name}.md", value) for name in names])
        for name in names:
            self.may_be.setdefault(f"{name}.md", [None]).append(value)


@pytest.mark.slow
def test_what_was_said_to_be_safe_is_there_when_the_power_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (log_module, segments_module, compaction_module):
        monkeypatch.setattr(module, "SEGMENT_BYTES", 600)
    monkeypatch.setattr(compaction_module, "KEPT_SEGMENTS", 1)
    for seed in range(CUTS):
        chance = random.Random(seed)
        home, before = tmp_path / f"{seed}", dict[str, Value]()
        home.mkdir()
        for power in range(3):  # what one cut leaves behind is what the next one meets
            with monkeypatch.context() as patch:
                disk = Disk(patch, home)
                life = Life(Journal.open(home, machine="desk"), before)
                life.live(chance)
                home = tmp_path / f"{seed}-{power}"
                disk.cut(chance, home)
            journal = Journal.open(home, machine="desk")
            assert life.allows(values(journal)), (seed, power)
            journal.record(
                [change("after.md")]
            )  # ends what was torn: of a whole line only its end may have been missing
            journal.sync()
            before = values(journal)
            assert life.allows(before), (seed, power)
            assert before["after.md"] is True
