"""Nothing is written through a link that leads out of the folder; one that stays inside is followed, and stays."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from reader.errors import NewsreaderError
from reader.feeds.following.editing import add_subscriptions, remove_subscription
from reader.feeds.following.subscriptions import FILE, Subscription, load_subscriptions
from reader.feeds.refresh.run import refresh
from reader.feeds.web.fetch import Fetcher
from reader.files.inside import OutsideError, replace_inside
from tests.feeds.conftest import Ask, Clock
from tests.feeds.server import Web, item, rss

NEW = Subscription("https://c.example/feed", "C")
MINE = '[[feed]]\naddress = "https://a.example/feed"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that may be anyone's."""
    made = tmp_path / "articles"
    made.mkdir()
    return made


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """What is outside of it."""
    made = tmp_path / "outside"
    made.mkdir()
    return made


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def plain(root: Path) -> Path:
    (root / "conf").mkdir()
    (root / FILE).symlink_to("conf/real.toml")
    return root / "conf" / "real.toml"


def chained(root: Path) -> Path:
    (root / "conf").mkdir()
    (root / FILE).symlink_to("one")
    (root / "one").symlink_to(root / "two")
    (root / "two").symlink_to("conf/real.toml")
    return root / "conf" / "real.toml"


def in_the_middle(root: Path) -> Path:
    (root / "deep" / "conf").mkdir(parents=True)
    (root / "short").symlink_to("deep/conf")
    (root / FILE).symlink_to("short/../conf/real.toml")
    return root / "deep" / "conf" / "real.toml"


@pytest.mark.parametrize("linked", [plain, chained, in_the_middle])
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_linked_file_inside_is_written_at_its_target_and_keeps_its_mode(
    root: Path, linked: Callable[[Path], Path], mode: int
) -> None:
    target = linked(root)
    target.write_text(MINE)
    target.chmod(mode)
    assert add_subscriptions(root, [NEW]) == 1
    assert remove_subscription(root, "https://a.example/feed")
    assert (root / FILE).is_symlink()
    assert not target.is_symlink()
    assert target.stat().st_mode & 0o777 == mode
    assert [feed.address for feed in load_subscriptions(root).feeds] == [NEW.address]
    assert [path.name for path in target.parent.iterdir()] == ["real.toml"]


def test_a_link_to_a_file_inside_that_is_not_there_yet_makes_it(root: Path) -> None:
    target = plain(root)
    assert add_subscriptions(root, [NEW]) == 1
    assert (root / FILE).is_symlink()
    assert NEW.address in target.read_text()


def test_a_new_file_obeys_the_umask(root: Path) -> None:
    before = os.umask(0o027)
    try:
        add_subscriptions(root, [NEW])
    finally:
        os.umask(before)
    assert (root / FILE).stat().st_mode & 0o777 == 0o640


def direct(root: Path, outside: Path) -> None:
    (root / FILE).symlink_to(outside / FILE)


def by_dots(root: Path, outside: Path) -> None:
    (root / FILE).symlink_to("../outside/feeds.toml")


def by_a_chain(root: Path, outside: Path) -> None:
    (root / FILE).symlink_to("one")
    (root / "one").symlink_to(outside / FILE)


def by_the_middle(root: Path, outside: Path) -> None:
    (root / "sub").symlink_to(outside)
    (root / FILE).symlink_to("sub/feeds.toml")


def by_its_own_folder(root: Path, outside: Path) -> None:
    (root / FILE).write_text(MINE)
    (root / ".newsreader").symlink_to(outside)


def by_its_lock(root: Path, outside: Path) -> None:
    (root / FILE).write_text(MINE)
    (root / ".newsreader").mkdir()
    (root / ".newsreader" / "feeds.lock").symlink_to(outside / "lock")


@pytest.mark.parametrize(
    "linked", [direct, by_dots, by_a_chain, by_the_middle, by_its_own_folder, by_its_lock]
)
@pytest.mark.parametrize("is_there", [True, False])
def test_a_file_outside_is_neither_written_nor_made(
    root: Path, outside: Path, linked: Callable[[Path, Path], None], is_there: bool
) -> None:
    if is_there:
        (outside / FILE).write_text(MINE)
        (outside / "lock").write_text("")
    linked(root, outside)
    before = everything(outside), names_in(outside)
    with pytest.raises(OutsideError, match="outside"):
        add_subscriptions(root, [NEW])
    with pytest.raises(OutsideError, match="outside"):
        remove_subscription(root, "https://a.example/feed")
    assert (everything(outside), names_in(outside)) == before


def test_a_target_outside_that_was_agreed_to_is_written_and_no_other(
    root: Path, outside: Path, tmp_path: Path
) -> None:
    direct(root, outside)
    assert add_subscriptions(root, [NEW], outside / FILE) == 1
    assert NEW.address in (outside / FILE).read_text()
    (root / FILE).unlink()
    (root / FILE).symlink_to(tmp_path / "other")
    with pytest.raises(OutsideError):
        add_subscriptions(root, [NEW], outside / FILE)
    assert not (tmp_path / "other").exists()


def test_links_that_lead_round_are_told(root: Path) -> None:
    (root / FILE).symlink_to("one")
    (root / "one").symlink_to(FILE)
    with pytest.raises(NewsreaderError, match=FILE):
        add_subscriptions(root, [NEW])


def test_a_link_that_comes_between_looking_and_writing_is_not_followed(root: Path, outside: Path) -> None:
    (root / "conf").mkdir()
    (root / "conf").rename(root / "former")
    (root / "conf").symlink_to(outside)
    with pytest.raises(OSError, match=r"conf|Not a directory|symbolic"):
        replace_inside(root / "conf" / "real.toml", b"x")
    assert everything(outside) == {}


def feed_folder(root: Path, outside: Path) -> None:
    (root / "feed").symlink_to(outside)


def feed_folder_that_is_not_there(root: Path, outside: Path) -> None:
    (root / "feed").symlink_to(outside / "made")


def own_folder(root: Path, outside: Path) -> None:
    (root / ".newsreader").symlink_to(outside)


def ledgers(root: Path, outside: Path) -> None:
    (root / ".newsreader").mkdir()
    (root / ".newsreader" / "feeds").symlink_to(outside)


def lock_of_a_refresh(root: Path, outside: Path) -> None:
    (root / ".newsreader").mkdir()
    (root / ".newsreader" / "refresh.lock").symlink_to(outside / "lock")


@pytest.mark.parametrize(
    "linked", [feed_folder, feed_folder_that_is_not_there, own_folder, ledgers, lock_of_a_refresh]
)
def test_no_article_no_ledger_and_no_lock_is_written_outside(
    root: Path, outside: Path, web: Web, linked: Callable[[Path, Path], None]
) -> None:
    linked(root, outside)
    address = web.put("/feed", rss(item(1)))
    told = []
    try:
        told = [outcome.error for outcome in refresh(root, [Subscription(address, "Feed")], Fetcher(gap_s=0))]
    except OutsideError as problem:
        told = [str(problem)]
    assert "leads out of its folder" in told[0]
    assert list(outside.iterdir()) == []


def test_no_update_is_parked_outside(root: Path, outside: Path, web: Web, ask: Ask, clock: Clock) -> None:
    address = web.put("/feed", rss(item(1)))
    [outcome] = ask(address)
    outcome.added[0].write_text("mine")
    (root / ".newsreader" / "updates").symlink_to(outside)
    web.put("/feed", rss(item(1, text="New.")))
    clock.now += 100_000
    [outcome] = ask(address)
    assert "leads out of its folder" in outcome.error
    assert list(outside.iterdir()) == []


def test_an_agreed_folder_outside_takes_the_articles_and_nothing_in_it_leads_further(
    root: Path, outside: Path, web: Web, tmp_path: Path
) -> None:
    (root / "feed").symlink_to(outside)
    address = web.put("/feed", rss(item(1)))
    feed = Subscription(address, "Feed", keeps_images=True)
    [outcome] = list(refresh(root, [feed], Fetcher(gap_s=0), outside={address: outside}))
    assert (outcome.error, len(outcome.added)) == ("", 1)
    assert len(list(outside.iterdir())) == 1
    # The target is another one by now: that was not agreed to.
    (root / "feed").unlink()
    (root / "feed").symlink_to(tmp_path)
    for file in root.glob(".newsreader/feeds/*/asked.json"):
        file.unlink()
    [outcome] = list(refresh(root, [feed], Fetcher(gap_s=0), outside={address: outside}))
    assert "leads out of its folder" in outcome.error


@pytest.mark.parametrize(
    "folder",
    [
        "..",
        "a/../../x",
        "/etc",
        "~/x",
        "a//b",
        "a/./b",
        ".newsreader",
        ".NEWSREADER",
        "\u200c.newsreader/x",
        "a/\u2060..",
        "a\nb",
        "a\u0000b",
    ],
)
def test_a_folder_of_a_feed_is_inside_and_not_hidden(root: Path, folder: str) -> None:
    text = folder.encode("unicode_escape").decode().replace("\\x00", "\\u0000")
    (root / FILE).write_text(f'[[feed]]\naddress = "https://a.example/"\nfolder = "{text}"\n')
    found = load_subscriptions(root)
    [feed] = found.feeds
    assert (feed.folder, feed.inside) == ("", "a-example")
    assert "folder should be a folder inside the folder of this file" in found.problems[0]


def test_a_link_that_comes_while_articles_are_written_leads_nowhere(
    root: Path, outside: Path, web: Web
) -> None:
    address = web.put("/feed", rss(*(item(number, f"Item {number}") for number in range(200))))
    folder, is_done = root / "feed", threading.Event()
    folder.mkdir()

    def swap() -> None:
        """Put a link in the place of the folder, and the folder back, over and over."""
        for number in count():
            aside = root / f"aside-{number}"
            with suppress(OSError):  # it was made again between two of these steps
                folder.rename(aside)
                folder.symlink_to(outside)
                folder.unlink()
                aside.rename(folder)
            if is_done.is_set():
                return

    swapping = threading.Thread(target=swap)
    swapping.start()
    try:
        for _ in range(5):
            list(refresh(root, [Subscription(address, "Feed")], Fetcher(gap_s=0)))
            for file in root.glob(".newsreader/feeds/*/*.json"):
                file.unlink()
    finally:
        is_done.set()
        swapping.join()
    assert list(outside.iterdir()) == []
