"""One folder that two machines refresh, each with what the sync tool has brought of the other."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.feeds.following.subscriptions import Subscription
from reader.feeds.refresh.one_feed import Outcome
from reader.feeds.refresh.run import RefreshOptions, refresh
from reader.feeds.web.fetch import Fetcher
from tests.feeds.conftest import Clock
from tests.feeds.server import Web, item, rss

Machine = Callable[[str], list[Outcome]]


@pytest.fixture
def machine(web: Web, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Refresh the folder of a machine by its name, an hour later each time."""

    def run(name: str) -> list[Outcome]:
        monkeypatch.setattr("reader.feeds.following.feed_states.device_id", lambda _: name)
        clock.now += 7200
        feed = Subscription(f"{web.address}/feed", "Feed")
        return list(refresh(tmp_path / name, [feed], Fetcher(total_s=5, gap_s=0), RefreshOptions(now=clock)))

    return run


def carry(here: Path, there: Path) -> None:
    """Copy all that is new, as a sync tool does; each device's own folder in there wins."""
    for file in here.rglob("*"):
        to = there / file.relative_to(here)
        if file.is_file() and there.name not in file.parts[len(here.parts) :] and file.suffix != ".lock":
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, to)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "feed").iterdir()}


def test_both_write_the_same_bytes(web: Web, machine: Machine, tmp_path: Path) -> None:
    web.put("/feed", rss(item(1, "中文的标题"), item(2, "Two", "A <b>b</b>")))
    machine("one")
    machine("two")
    assert files(tmp_path / "one") == files(tmp_path / "two") != {}


def test_what_one_has_written_the_other_neither_doubles_nor_takes_for_changed_by_hand(
    web: Web, machine: Machine, tmp_path: Path
) -> None:
    web.put("/feed", rss(item(1), item(2)))
    machine("one")
    carry(tmp_path / "one", tmp_path / "two")
    assert machine("two")[0].added == ()
    web.put("/feed", rss(item(1, text="New words."), item(2)))
    [outcome] = machine("two")
    assert ([path.name for path in outcome.updated], outcome.parked) == (["2026-06-02-item-1.md"], 0)
    carry(tmp_path / "two", tmp_path / "one")
    [outcome] = machine("one")
    assert (outcome.added, outcome.updated, outcome.parked) == ((), (), 0)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_what_was_deleted_on_one_does_not_come_back_on_the_other(
    web: Web, machine: Machine, tmp_path: Path
) -> None:
    web.put("/feed", rss(item(1), item(2)))
    machine("one")
    carry(tmp_path / "one", tmp_path / "two")
    next((tmp_path / "two" / "feed").glob("*item-1.md")).unlink()
    assert machine("two")[0].added == ()
    assert len(files(tmp_path / "two")) == 1


def test_a_ledger_of_another_that_is_half_here_harms_nothing(
    web: Web, machine: Machine, tmp_path: Path
) -> None:
    web.put("/feed", rss(item(1), item(2)))
    machine("one")
    carry(tmp_path / "one", tmp_path / "two")
    for ledger in (tmp_path / "two").rglob("one/*.json"):
        ledger.write_bytes(ledger.read_bytes()[:40])
    [outcome] = machine("two")
    assert (outcome.error, outcome.added) == ("", ())
    assert len(files(tmp_path / "two")) == 2
