"""What goes wrong with an entry, a feed or a process stays with it, is remembered and said, and all else is done."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reader.feeds.files.entry_writer import FAILED_IN_A_ROW
from reader.feeds.following.subscriptions import Subscription
from tests.cli.conftest import ROOT, Newsreader
from tests.feeds.conftest import Ask, Clock
from tests.feeds.following import due, follow, titles
from tests.feeds.server import Asked, Reply, Web, item, rss

POISON = "*a &amp;#1; b &lt;font&gt;&amp;#27;&lt;/font&gt;y"


@contextmanager
def refreshing(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A refresh under way."""
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "refresh", "-f", folder],
        cwd=ROOT, env=os.environ.copy(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(found: Callable[[], object]) -> None:
    for _ in range(3_000):
        if found():
            return
        time.sleep(0.01)
    raise AssertionError


def test_a_feed_with_control_characters_by_their_numbers_is_read_and_so_are_the_others(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    web.put("/evil", rss(item(1, "Evil", POISON), item(2, "Sound")))
    web.put("/good", rss(item(3, "Good")))
    follow(folder, web.address + "/evil", web.address + "/good")
    done = newsreader("refresh", "-f", folder)
    assert (done.stdout, done.stderr, done.returncode) == ("3 new articles\n", "", 0)
    assert titles(folder) == ["2026-06-02-evil", "2026-06-03-sound", "2026-06-04-good"]


def test_an_entry_whose_file_cannot_be_made_fails_alone_and_is_tried_again(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    folder = tmp_path / "articles" / "feed"
    address = web.put("/feed", rss(*map(item, range(1, 4))), ETag='"one"')
    ask(address)
    folder.joinpath("2026-06-03-item-2.md").unlink()
    folder.joinpath("2026-06-03-item-2.md").mkdir()  # no file can be written there
    web.put(
        "/feed", rss(*(item(number, text="Other words.") for number in range(1, 4)), item(5)), ETag='"two"'
    )
    clock.now += 100_000
    [outcome] = ask(address)
    assert [path.name for path in outcome.updated] == ["2026-06-02-item-1.md", "2026-06-04-item-3.md"]
    assert [path.name for path in outcome.added] == ["2026-06-06-item-5.md"]
    assert outcome.error.startswith("1 entry could not be written and will be tried again: Item 2: ")
    folder.joinpath("2026-06-03-item-2.md").rmdir()
    folder.joinpath("2026-06-03-item-2.md").write_text("mine")
    clock.now += 100_000
    [outcome] = ask(address)
    assert "if-none-match" not in web.asked[-1].headers  # else it would never come
    assert (outcome.error, outcome.parked) == ("", 1)


def test_what_has_the_name_of_an_entrys_file_and_is_none_is_left_alone(
    web: Web, ask: Ask, tmp_path: Path
) -> None:
    folder = tmp_path / "articles" / "feed"
    folder.mkdir(parents=True)
    folder.joinpath("2026-06-02-item-1.md").mkdir()
    os.mkfifo(folder / "2026-06-03-item-2.md")
    folder.joinpath("2026-06-04-item-3.md").symlink_to("nowhere")
    [outcome] = ask(web.put("/feed", rss(*map(item, range(1, 5)))))
    assert outcome.error == ""
    assert len(outcome.added) == 4
    assert len([path for path in folder.iterdir() if path.is_file()]) == 4


def test_a_folder_that_takes_no_file_is_one_failure_of_its_feed(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    web.put("/one", rss(*map(item, range(FAILED_IN_A_ROW * 3))))
    web.put("/two", rss(item(1, "Two")))
    follow(folder, web.address + "/one", web.address + "/two")
    (folder / "feed-0").write_text("no folder")
    done = newsreader("refresh", "-f", folder)
    assert done.stdout == "1 new article\n"
    assert done.stderr.startswith("newsreader: Feed 0: ")
    assert done.returncode == 4
    assert titles(folder) == ["2026-06-02-two"]
    assert [bool(feed["error"]) for feed in json.loads(newsreader("feeds", "-f", folder, "--json").stdout)["feeds"]] == [True, False]  # fmt: skip


def test_a_limit_on_the_size_of_files_costs_the_entry_that_is_larger(
    web: Web, folder: Path, tmp_path: Path
) -> None:
    web.put("/feed", rss(item(1, "Small"), item(2, "Large", "word " * 60_000), item(3, "Other")))
    follow(folder, web.address + "/feed")
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "from reader.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    command = [sys.executable, "-c", script, "refresh", "-f", str(folder)]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert "1 entry could not be written and will be tried again: Large: File too large" in done.stderr
    assert titles(folder) == ["2026-06-02-small", "2026-06-04-other"]
    assert not list(folder.rglob(".newsreader-*"))


def test_a_process_that_is_killed_at_a_feed_remembers_it_and_asks_the_others_first(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    large = rss(*(item(number, f"Item {number}", "word " * 300) for number in range(1_500)))
    web.put("/large", large)
    follow(folder, web.address + "/large")
    order: list[str] = []
    with refreshing(folder) as process:
        wait_for(lambda: titles(folder))
        process.send_signal(signal.SIGKILL)
        process.wait()
    hosts = [web, Web("127.0.0.2"), Web("127.0.0.3")]

    def reply(name: str) -> Callable[[Asked], Reply]:
        def given(_: Asked) -> Reply:
            order.append(name)
            return Reply(large.encode() if name == "large" else rss(item(9, name)).encode())

        return given

    hosts[0].replies["/large"] = reply("large")
    hosts[1].replies["/b"], hosts[2].replies["/c"] = reply("b"), reply("c")
    follow(folder, web.address + "/large", hosts[1].address + "/b", hosts[2].address + "/c")
    with refreshing(folder) as process:
        wait_for(lambda: "large" in order)
        assert sorted(order[:2]) == ["b", "c"]
        assert "newsreader crashed on this feed" in newsreader("feeds", "-f", folder).stdout
        wait_for(lambda: list((folder / ".newsreader").rglob("under-way")))
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = newsreader("refresh", "--now", "-f", folder)
    assert "newsreader crashed 2 times on this feed" in done.stderr
    assert order.count("large") == 1
    assert "2 times" in newsreader("feeds", "-f", folder).stdout
    due(folder)
    web.put("/large", rss(item(1, "Item 1")))
    assert newsreader("refresh", "-f", folder).returncode == 0
    assert "ended" not in newsreader("feeds", "-f", folder).stdout
    for host in hosts[1:]:
        host.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_process_that_is_asked_to_end_blames_no_feed(
    newsreader: Newsreader, web: Web, folder: Path, number: signal.Signals
) -> None:
    web.put("/large", rss(*(item(number, f"Item {number}", "word " * 300) for number in range(1_500))))
    follow(folder, web.address + "/large")
    with refreshing(folder) as process:
        wait_for(lambda: titles(folder))
        process.send_signal(number)
        assert process.wait() == -number
    assert newsreader("refresh", "-f", folder).returncode == 0
    assert len(titles(folder)) == 1_500


def test_a_folder_that_cannot_be_written_to_is_said_and_the_other_is_refreshed(
    newsreader: Newsreader, web: Web, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    web.put("/feed", rss(item(1, "One")))
    follow(folder, web.address + "/feed")
    follow(other, web.address + "/feed")
    (folder / ".newsreader" / "refresh.lock").mkdir(parents=True)  # even root cannot lock a folder as a file
    done = newsreader("refresh", "-f", folder, "-f", other)
    assert done.stdout == "1 new article\n"
    assert f"Feed 0: {folder} cannot be written to: Is a directory" in done.stderr
    assert done.returncode == 4
    assert titles(other) == ["2026-06-02-one"]


def test_what_cannot_be_kept_about_feeds_is_said(newsreader: Newsreader, web: Web, folder: Path) -> None:
    web.put("/feed", rss(item(1, "One")))
    follow(folder, web.address + "/feed")
    newsreader("refresh", "-f", folder)
    [asked] = (folder / ".newsreader" / "feeds").glob("*/feed_states.json")
    asked.unlink()
    asked.mkdir()
    done = newsreader("refresh", "-f", folder)
    assert f"the state of the feeds of {folder} could not be saved: Is a directory" in done.stderr
    assert done.returncode == 4


ODD_NOTES: dict[str, dict[str, Any]] = {
    "a number without end": {"feeds": {"next_s": 10**400, "articles": 10**400}},
    "no number": {"feeds": {"next_s": float("nan"), "asked_s": float("nan"), "per_week": float("nan")}},
    "infinite": {
        "feeds": {"succeeded_s": float("inf"), "failing_s": float("-inf"), "per_week": float("inf")}
    },
    "no moment of a calendar": {"feeds": {"succeeded_s": 1e300, "next_s": -1e300, "asked_s": 1e300}},
    "a host's number without end": {"hosts": 10**400},
    "a host for ever": {"hosts": float("inf")},
    "a host for a thousand years": {"hosts": 30_000_000_000},
    "no text of Unicode": {
        "feeds": {"title": "\ud800", "error": "\udfff", "etag": "\ud800"},
        "unknown": "\ud800",
    },
    "no header": {"feeds": {"etag": "a\r\nHost: b", "modified": "中"}},
}


@pytest.mark.parametrize("name", ODD_NOTES)
def test_notes_that_others_have_written_keep_no_feed_from_being_fetched(
    newsreader: Newsreader, web: Web, folder: Path, name: str
) -> None:
    address = web.put("/feed", rss(item(1)))
    follow(folder, address)
    newsreader("refresh", "-f", folder)
    [file] = folder.glob(".newsreader/feeds/*/feed_states.json")
    notes, odd = json.loads(file.read_text()), ODD_NOTES[name]
    for state in notes["feeds"].values():
        state.update({"next_s": 0.0, "asked_s": 0.0, **odd.get("feeds", {})})
    notes["hosts"] = {host: odd["hosts"] for host in ("127.0.0.1", "") if "hosts" in odd}
    notes["feeds"][odd.get("unknown", "other")] = {"title": odd.get("unknown", "")}
    file.write_text(json.dumps(notes))
    for command in (["feeds"], ["feeds", "--json"], ["refresh", "--json"], ["refresh"], ["feeds"]):
        done = newsreader(*command, "-f", folder)
        assert (done.returncode, "fault" in done.stderr) == (0, False), done.stderr
    assert len(web.asked) == 2


def test_entries_beyond_what_is_written_at_a_time_come_the_next_time(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    address = web.put(
        "/feed", rss(*(item(number, f"Item {number}") for number in range(5_000))), ETag='"one"'
    )
    counts, lefts = [], []
    for _ in range(4):
        [outcome] = ask(Subscription(address, "Feed"))
        counts.append(len(outcome.added))
        lefts.append(outcome.left)
        clock.now += 100_000
    assert (counts, lefts) == ([2_000, 2_000, 1_000, 0], [3_000, 1_000, 0, 0])
    assert [asked.headers.get("if-none-match") for asked in web.asked] == [None, None, None, '"one"']
    assert len(titles(tmp_path / "articles")) == 5_000
