"""What is promised of every history of a feed: no text is lost, nothing comes twice, devices agree (docs/identity.md)."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from reader.feeds.following.subscriptions import Subscription
from reader.feeds.refresh.run import RefreshOptions, refresh
from reader.feeds.web.fetch import Fetcher
from tests.counts import FULL
from tests.feeds.history import DEVICES, ONCE, History, Kind, Step, histories
from tests.feeds.server import Web

HISTORIES = 1_000 if FULL else 12

EACH = settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[*HealthCheck])


class Device:
    """A folder that one device refreshes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.name = ""
        """That of its folder in ``.newsreader/feeds``, once it has refreshed."""
        self.synced: dict[str, bytes] = {}
        """Its articles when it was last synchronised."""
        self._now = 1_780_000_000.0

    def refresh(self, address: str) -> None:
        """Fetch the feed, which is due."""
        self._now += 100_000
        others = self._devices()
        options = RefreshOptions(now=lambda: self._now)
        [outcome] = refresh(self.root, [Subscription(address, "Feed")], Fetcher(total_s=30, gap_s=0), options)
        assert (outcome.error, outcome.parked, outcome.left) == ("", 0, 0)
        self.name = self.name or (self._devices() - others).pop()

    def _devices(self) -> set[str]:
        return {path.name for path in self.root.glob(".newsreader/feeds/*") if path.is_dir()}

    def articles(self) -> dict[str, bytes]:
        """Return the articles by their names."""
        return {path.name: path.read_bytes() for path in sorted((self.root / "feed").glob("*"))}

    def of(self, text: str) -> list[str]:
        """Return the names of the articles that have this text."""
        return [name for name, data in self.articles().items() if text.encode() in data]


def sync(one: Device, two: Device) -> None:
    """Bring each what is new with the other, as a sync tool does: of two new versions of an article the later."""
    for device, other in ((one, two), (two, one)):
        if device.name:
            own = Path(".newsreader/feeds", device.name)
            shutil.copytree(device.root / own, other.root / own, dirs_exist_ok=True)
    before = {device.root: device.articles() for device in (one, two)}
    for device, other in ((one, two), (two, one)):
        for name, data in before[device.root].items():
            there = before[other.root].get(name)
            is_new = data != there and data != device.synced.get(name)
            is_late = (
                there is not None
                and there != other.synced.get(name)
                and (
                    (other.root / "feed" / name).stat().st_mtime_ns
                    > (device.root / "feed" / name).stat().st_mtime_ns
                )
            )
            if is_new and not is_late:
                (other.root / "feed").mkdir(parents=True, exist_ok=True)
                shutil.copy2(device.root / "feed" / name, other.root / "feed" / name)
    for device in (one, two):
        device.synced = device.articles()
    assert one.synced == two.synced


@contextmanager
def devices(*names: str) -> Iterator[list[Device]]:
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            (Path(folder) / name).mkdir()
        yield [Device(Path(folder) / name) for name in names]


def serve(web: Web, history: History, step: Step) -> str:
    """Serve a document, perhaps from another folder of the server, and return the address of the feed."""
    web.put("/elsewhere/feed", step.document, Content_Type=history.kind)
    if step.is_moved:
        return web.put("/feed", b"", 302, Location="/elsewhere/feed")
    return web.put("/feed", step.document, Content_Type=history.kind)


@EACH
@given(history=histories())
def test_no_text_is_lost_nothing_comes_twice_and_a_second_refresh_writes_nothing(
    web: Web, history: History
) -> None:
    with devices("alone") as [alone]:
        files: dict[int, str] = {}
        newest: dict[int, str] = {}
        for step in history.steps:
            address = serve(web, history, step)
            alone.refresh(address)
            before = stamps(alone.root)
            alone.refresh(address)
            assert stamps(alone.root) == before
            newest |= {each.number: each.text for each in step.entries}
            for each in step.entries:
                found = alone.of(each.text)
                assert found
                if each.kind in ONCE and each.kind is not Kind.IS_TEXT:
                    # The same file all its life, so that what was read stays read.
                    assert found == [files.setdefault(each.number, found[0])]
            assert all(alone.of(text) for text in newest.values())
        counts = {each.number: each.kind for step in history.steps for each in step.entries}
        once = sum(kind in ONCE for kind in counts.values())
        at_most = once + sum(each.kind not in ONCE for step in history.steps for each in step.entries)
        assert once <= len(alone.articles()) <= at_most


def stamps(root: Path) -> dict[str, tuple[int, int, int]]:
    """Return what a write would change, of all but the states, which have the time of the last fetch."""
    return {
        str(path): (path.stat().st_ino, path.stat().st_mtime_ns, path.stat().st_size)
        for path in root.rglob("*")
        if path.is_file() and path.name not in {"feed_states.json", "under-way"} and path.suffix != ".lock"
    }


@EACH
@given(history=histories())
def test_devices_that_share_the_documents_have_what_one_has_that_saw_them_all(
    web: Web, history: History
) -> None:
    with devices(*DEVICES, "alone") as [one, two, alone]:
        for step in history.steps:
            address = serve(web, history, step)
            alone.refresh(address)
            for device in (one, two):
                if device.root.name in step.who:
                    device.refresh(address)
            sync(one, two)
            assert one.articles() == alone.articles()


@EACH
@given(history=histories())
def test_devices_that_were_apart_agree_once_both_have_refreshed(web: Web, history: History) -> None:
    with devices(*DEVICES) as [one, two]:
        for step in history.steps:
            address = serve(web, history, step)
            for device in (one, two):
                if device.root.name in step.who:
                    device.refresh(address)
        for _ in range(2):
            sync(one, two)
            one.refresh(address)
            two.refresh(address)
        sync(one, two)
        for each in history.steps[-1].entries:
            assert one.of(each.text)
