"""Bad files in a real folder, opened as a user opens it: what is wrong with each is told, everything else goes on."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.actions.workspace.workspace import Workspace
from tests.tui.bad_feed import GOOD, HUGE, LEFT_OUT, LISTED, SIGNS, TAGGED, Bad, add_traps, write_feed
from tests.tui.driving import Driven, beside, driven
from tests.tui.stream import NEVER, OWN_SEQUENCES, strays
from tests.tui.terminal import ROOT, Terminal

pytestmark = pytest.mark.pty

BOUND_BY_PERMISSIONS = (
    "import ctypes, os, sys\n"
    "if os.geteuid() == 0:\n"  # whoever is not may not read everything anyway
    "    for may_read_all in (1, 2):\n"
    "        ctypes.CDLL(None).prctl(24, may_read_all, 0, 0, 0)\n"
    "os.execv(sys.executable, [sys.executable, '-m', 'reader', *sys.argv[1:]])\n"
)
"""Runs the program as someone to whom things can be forbidden: root gives up reading and writing what it may not."""


def joined(text: str) -> str:
    """Return the text without white space: how it is cut into lines does not matter."""
    return "".join(text.split())


def own_places(folder: Path) -> dict[str, str]:
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    return {"TZ": "UTC", **{name: str(folder / name.lower()) for name in names}}


class Seen(NamedTuple):
    """What the screen has shown."""

    rows: list[str]
    """The list, all of it."""
    problems: str
    """The dialog of problems."""
    pages: dict[str, str]
    """Each article's page, by its heading."""
    status: str
    written: bytes
    code: int


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_feed(tmp_path_factory.mktemp("bad") / "feed")


@pytest.fixture(scope="module")
def seen(folder: Path) -> Seen:
    """Open the folder, look at the list, at the problems and at each article, and leave."""
    awaited = {bad.title: bad.shown for bad in LISTED}
    awaited |= {title: f"Good text {number}." for number, title in enumerate(GOOD)}
    # So high that the list and the dialog stand on one screen.
    with Terminal([folder], size=(110, 180), environ=own_places(folder.parent)) as terminal:
        terminal.wait(f"{len(awaited)}/{len(awaited)} unread")
        terminal.type("Z", "Z", "g", "g")
        terminal.wait_until(
            lambda: all(map(terminal.shows, awaited))
        )  # what does not come fails its own test
        terminal.wait_until(lambda: "unread" in terminal.lines()[-1])  # what follows a first g is away
        rows, status = [line[:36] for line in terminal.lines()], terminal.lines()[-1]
        terminal.type("g", "p")
        terminal.wait("esc closes")
        problems = terminal.text()
        terminal.type("\x1b")
        terminal.read(0.2)
        terminal.type("]", "z")
        while GOOD[0] in terminal.text():  # until the list is away
            terminal.read(0.03)
        pages: dict[str, str] = {}
        while awaited and (page := next_page(terminal, awaited)):
            pages[heading(page)] = page
            del awaited[heading(page)]
            terminal.type("]")
        terminal.type("q")
        code = terminal.wait_end()  # before what was written is looked at
        return Seen(rows, problems, pages, status, terminal.written, code)


def heading(page: str) -> str:
    """The line above the rule of the masthead."""
    lines = [line.strip() for line in page.splitlines()]
    return next((above for above, below in pairwise(lines) if below and set(below) == {"━"}), "")


def next_page(terminal: Terminal, awaited: Mapping[str, str], seconds: float = 20) -> str:
    """Return the screen once it shows a whole page, a heading of these above its text; empty if none comes.

    A page may come in pieces, and a busy machine may pause between any two of them.
    """
    end, before = time.monotonic() + seconds, ""
    while time.monotonic() < end:
        terminal.read(0.03)
        page = terminal.text()
        if page == before and heading(page) in awaited and joined(awaited[heading(page)]) in joined(page):
            return page
        before = page
    return ""


def test_every_good_article_is_listed_and_read_among_bad_ones(seen: Seen) -> None:
    for number, title in enumerate(GOOD):
        assert any(title in row and "⚠" not in row for row in seen.rows)
        assert f"Good text {number}." in seen.pages[title]
    assert seen.code == 0


@pytest.mark.parametrize("bad", LISTED, ids=lambda bad: ascii(bad.name)[1:-1])
def test_a_bad_file_is_listed_and_its_page_says_what_is_wrong(seen: Seen, bad: Bad) -> None:
    row = next(row for row in seen.rows if bad.title in row)
    assert ("⚠" in row) == bool(bad.says)
    page = seen.pages[bad.title]
    line = f"Line {bad.line}:" if bad.line else ""
    assert joined(bad.shown) in joined(page)
    assert ("⚠" in page) == bool(bad.says)
    if bad.says:
        assert joined(f"⚠ {line}") in joined(page)
        assert joined(bad.says) in joined(page)
        line = f"line {bad.line}" if bad.line else ""
        assert joined(f"{bad.name} {line}") in joined(seen.problems)
        assert joined(bad.says) in joined(seen.problems)


def test_the_line_below_names_problems_only_where_they_are_asked_for(seen: Seen) -> None:
    assert "⚠" not in seen.status
    assert "⚠" in "".join(seen.rows)


@pytest.mark.row(1)
def test_nothing_but_the_programs_own_sequences_reaches_the_terminal(seen: Seen) -> None:
    assert not strays(seen.written)


@pytest.mark.row(1)
def test_all_targets_of_links_are_plain_addresses(seen: Seen) -> None:
    targets = {match["target"] for match in OWN_SEQUENCES.finditer(seen.written)} - {None, b""}
    assert targets
    assert all(re.fullmatch(rb"https?://[!-~]+", target) for target in targets), targets


@pytest.mark.row(1)
def test_the_list_in_a_pipe_is_clean_too(folder: Path) -> None:
    for locale in ({}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        done = subprocess.run(
            [sys.executable, "-m", "reader", str(folder)],
            capture_output=True, timeout=60, check=False, cwd=ROOT, stdin=subprocess.DEVNULL, env={**os.environ, **locale},
        )  # fmt: skip
        listed, said = done.stdout.decode(), done.stderr.decode()
        assert done.returncode == 0
        assert all(one.title in listed for one in SIGNS)
        assert all(title in listed for title in GOOD)
        assert not NEVER.search((listed + said).replace("\n", ""))
        assert "files have problems" in said


@pytest.mark.timeout(60)
@pytest.mark.row(8)
def test_pipes_devices_loops_and_two_gigabytes_are_told_and_do_no_harm(tmp_path: Path) -> None:
    folder = write_feed(tmp_path / "feed", [])
    add_traps(folder)
    count = len(GOOD) + 2
    with Terminal([folder], size=(100, 60), environ={"NEWSREADER_GROUP_UNTAGGED_BY": "one"}) as terminal:
        terminal.wait(f"{count}/{count} unread")
        terminal.type("g", "p")
        terminal.wait("esc closes")
        for name, message in LEFT_OUT.items():
            assert name in terminal.text()
            assert message in terminal.text()
        for bad in (HUGE, TAGGED):
            assert joined(bad.says) in joined(terminal.text())
        terminal.type("\x1b")
        terminal.read(0.2)
        terminal.type("G", "]")  # into the last group
        for text in (HUGE.shown, *(f"Good text {number}." for number in reversed(range(len(GOOD))))):
            terminal.wait(text)
            terminal.type("]")
        terminal.type("q")
        assert terminal.wait_end() == 0


@pytest.mark.row(8)
def test_a_file_without_permission_is_told_and_listed_once_it_has_it(tmp_path: Path) -> None:
    folder = write_feed(tmp_path / "feed", [])
    secret = folder / "secret.md"
    secret.write_text("# Secret\n\nNo longer.\n")
    secret.chmod(0)
    with Terminal([folder], command=(sys.executable, "-c", BOUND_BY_PERMISSIONS)) as terminal:
        terminal.wait("5/5 unread")
        terminal.wait("Good text 4.")
        terminal.type("g", "p")
        terminal.wait("secret.md")
        terminal.wait("It cannot be read: Permission denied.")
        terminal.type("\r")
        terminal.wait("secret.md is not in the list")
        secret.chmod(0o600)
        terminal.wait("6/6 unread")
        terminal.wait("Secret")


def test_a_file_that_loses_its_permission_while_one_reads_is_told_at_once(tmp_path: Path) -> None:
    folder = write_feed(tmp_path / "feed", [])
    with Terminal([folder], command=(sys.executable, "-c", BOUND_BY_PERMISSIONS)) as terminal:
        terminal.wait("5/5 unread")
        terminal.wait("Good text 4.")
        (folder / "good-2.md").chmod(0)
        assert terminal.wait_until(
            lambda: any("⚠" in line for line in terminal.lines() if "Good article 2" in line)
        )
        (folder / "good-2.md").chmod(0o600)
        assert terminal.wait_until(lambda: not terminal.shows("⚠"))


@pytest.mark.row(12)
def test_a_home_that_cannot_be_written_is_told_and_hinders_no_reading(tmp_path: Path) -> None:
    folder, home = write_feed(tmp_path / "feed", []), tmp_path / "home"
    home.mkdir(mode=0o500)
    command = (sys.executable, "-c", BOUND_BY_PERMISSIONS)
    with Terminal([folder], size=(160, 30), environ=own_places(home), command=command) as terminal:
        terminal.wait("Good text 4.")
        terminal.type("j", "r")
        terminal.wait("Good text 3.")
        terminal.wait("not saved")
        terminal.type("q")
        assert terminal.wait_end() == 1
        end = terminal.written.rpartition(b"\x1b[?1049l")[2]
        assert b"newsreader: 1 change could not be saved, the journal in " in end
        assert b"cannot be written: Permission denied" in end


def test_a_home_that_cannot_be_written_and_where_nothing_was_done_is_left_without_a_word(
    tmp_path: Path,
) -> None:
    folder, home = write_feed(tmp_path / "feed", []), tmp_path / "home"
    home.mkdir(mode=0o500)
    command = (sys.executable, "-c", BOUND_BY_PERMISSIONS)
    with Terminal([folder], environ=own_places(home), command=command) as terminal:
        terminal.wait("Good text 4.")
        terminal.type("j")
        terminal.wait("Good text 3.")
        terminal.type("q")
        assert terminal.wait_end() == 0
        assert b"could not be saved" not in terminal.written


FULL_DISK = (
    "import resource, os, sys\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))\n"
    "os.execv(sys.executable, [sys.executable, '-m', 'reader', *sys.argv[1:]])\n"
)
"""Runs the program where no file can grow beyond half a megabyte."""


@pytest.mark.row(12)
def test_a_disk_that_is_full_is_told_and_hinders_no_leaving(tmp_path: Path) -> None:
    folder = write_feed(tmp_path / "feed", [])
    for number in range(2_000):
        (folder / f"{number}.md").write_text(f"---\ntitle: {number} {'long ' * 40}\n---\nText.\n")
    command = (sys.executable, "-c", FULL_DISK)
    with Terminal([folder], size=(160, 40), environ=own_places(tmp_path), command=command) as terminal:
        terminal.wait("The index cannot be used")
        terminal.wait("the list is incomplete")
        terminal.type("q")
        assert terminal.wait_end() == 0


@pytest.mark.row(12)
def test_a_disk_that_fills_up_while_one_reads_loses_no_mark_and_hinders_no_leaving(tmp_path: Path) -> None:
    folder = write_feed(tmp_path / "feed", [])
    for number in range(2_000):
        (folder / f"{number}.md").write_text(f"---\ntitle: {number} {'long ' * 40}\n---\nText.\n")
    with Terminal([folder], environ=own_places(tmp_path)) as terminal:
        terminal.wait("2,005/2,005 unread")
        terminal.type("q")
        terminal.wait_end()
    command = (sys.executable, "-c", FULL_DISK)
    with Terminal([folder], environ=own_places(tmp_path), command=command) as terminal:
        terminal.wait("2,005/2,005 unread")
        for _ in range(40):  # enough jobs for the index's log to be moved into its file
            terminal.type("r", "j")
            terminal.read(0.05)
        terminal.wait("1,965/2,005 unread")
        terminal.type("q")
        assert terminal.wait_end() == 0
    with Terminal([folder], environ=own_places(tmp_path)) as terminal:
        terminal.wait("1,965/2,005 unread")


async def test_a_file_that_vanishes_before_its_page_is_shown_is_named_there(
    workspace: Workspace, feed: Path
) -> None:
    async with driven(workspace) as it:
        it.screen.background.stop()  # so that the list does not hear of it
        await it.until(lambda: it.shows("A paragraph."))
        (feed / "two.md").unlink()
        await it.press("j")
        await it.until(lambda: is_told(it, "two.md cannot be read: No such file"))
        await it.press("k")
        await it.until(lambda: it.shows("A paragraph."))


def is_told(it: Driven, sentence: str) -> bool:
    return joined(sentence) in joined("".join(beside(line)[1] for line in it.lines()))


class FaultyZone(tzinfo):
    """A zone that breaks down over one moment: a fault that no file can cause, and every part may have one."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def fromutc(self, dt: datetime) -> datetime:
        if dt.replace(tzinfo=UTC) == self.moment:
            raise ZeroDivisionError("\x1b]0;PWNED\x07")
        return dt

    def utcoffset(self, _: datetime | None) -> timedelta:
        return timedelta(0)

    def dst(self, _: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, _: datetime | None) -> str:
        return "faulty"


async def test_a_fault_in_making_a_page_is_told_there_and_ends_nothing(
    workspace: Workspace, feed: Path
) -> None:
    moment = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2)
    two = feed / "two.md"
    two.write_text(re.sub("date: .*", f"date: {moment:%Y-%m-%dT%H:%M:%S}Z", two.read_text()))
    workspace.zone = FaultyZone(moment)
    async with driven(workspace) as it:
        await it.press("g", "g", "j")
        await it.until(
            lambda: is_told(it, "two.md cannot be shown: newsreader failed on it (ZeroDivisionError).")
        )
        await it.press("j")
        await it.until(lambda: it.shows("A paragraph."))


@pytest.mark.faults
def test_a_crash_tells_where_it_happened_and_nothing_raw(feed: Path) -> None:
    faulty = (
        "from reader.tui import app\n"
        "class Faulty(app.NewsreaderApp):\n"
        "    def on_mount(self):\n"
        "        text = '\\x1b]0;PWNED\\x07' + 'A paragraph.'\n"
        "        raise ValueError(text)\n"
        "app.NewsreaderApp = Faulty\n"
        "from reader.cli.main import run\n"
        "run()\n"
    )
    with Terminal([feed], command=(sys.executable, "-c", faulty)) as terminal:
        assert terminal.wait_end() == 1
        terminal.wait("newsreader crashed")
        terminal.wait("ValueError: ␛]0;PWNED␇A paragraph.")
        assert b"\x1b[?1049l" in terminal.written
        assert not strays(terminal.written)


async def test_choosing_a_problem_goes_to_its_article(workspace: Workspace, feed: Path) -> None:
    (feed / "broken.md").write_text("---\ntitle: a: b\ntags: [apart]\n---\nBroken text.\n")
    async with driven(workspace, size=(80, 24)) as it:
        await it.press("g", "p")
        assert it.shows("broken.md line 2 A value with a colon in it")
        assert it.shows("esc closes")
        await it.press("enter")
        await it.until(lambda: it.shows("Broken text."))
        assert "a: b" in it.line_of_cursor()
        await it.press("enter", "a", "a", "g", "p", "enter")  # read, and in a scope that does not have it
        await it.until(lambda: it.shows("Broken text."))
        assert "a: b" in it.line_of_cursor()
