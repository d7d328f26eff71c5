"""Acts on the screen while the journal takes nothing: said as long as it is so, written when it can be, never lost in silence."""

import json
import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

from tests.cli.conditions import Home, closed_to_us, full, locked_by_another, read_only, small_disk
from tests.tui.terminal import Terminal

pytestmark = [pytest.mark.row(12), pytest.mark.pty, pytest.mark.slow]

ARTICLES = 60
"""So many that to mark them takes more than what is left of a page of the disk."""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    root = tmp_path / "disk"
    with small_disk(root) as is_apart:
        made = Home(root)
        made.is_apart = is_apart
        made.articles.mkdir(parents=True)
        for number in range(ARTICLES):
            (made.articles / f"{number:02}.md").write_text(
                f"---\ntitle: Title{number:02}\ndate: 2026-01-01\ntags: [fruit]\n---\ntext\n"
            )
        assert made.run("mark", "-f", made.articles, "later", "title:Title00").returncode == 0
        yield made


def on_full_disk(home: Home, _: Terminal) -> AbstractContextManager[None]:
    if not home.is_apart:
        pytest.skip("only root can mount a disk that is then full")
    return full(home)


def on_read_only_disk(home: Home, _: Terminal) -> AbstractContextManager[None]:
    return read_only(home) if home.is_apart else closed_to_us(home)


def with_lock(home: Home, _: Terminal) -> AbstractContextManager[None]:
    return locked_by_another(home.log() / ".lock")


@contextmanager
def with_limit(home: Home, terminal: Terminal) -> Iterator[None]:
    """Let no file of the running program grow beyond what the journal has."""
    if not hasattr(resource, "prlimit"):
        pytest.skip("only Linux can give a limit to a process that runs")
    pid, kind = terminal.process.pid, resource.RLIMIT_FSIZE
    segment = home.log() / "000000.jsonl"
    with segment.open("ab") as opened:
        opened.write(b"\n" * 950_000)
    soft, hard = resource.prlimit(pid, kind)
    resource.prlimit(pid, kind, (segment.stat().st_size + 100, hard))
    try:
        yield
    finally:
        with suppress(ProcessLookupError):  # it may have ended by now
            resource.prlimit(pid, kind, (soft, hard))


Condition = Callable[[Home, Terminal], AbstractContextManager[None]]

CONDITIONS: dict[str, tuple[Condition, str]] = {
    "full disk": (on_full_disk, "No space left on device"),
    "read-only": (on_read_only_disk, "Read-only file system|Permission denied"),
    "limit": (with_limit, "File too large"),
    "lock": (with_lock, "another newsreader is writing"),
}


def read_by_the_journal(home: Home) -> int:
    """How many articles are read, by the journal alone."""
    done = home.run("journal", "export", "-f", home.articles)
    return sum(entry.get("read", False) for entry in json.loads(done.stdout)["articles"])


def read_by_the_index(home: Home) -> int:
    return len(home.run("list", "-f", home.articles, "is:read").stdout.splitlines())


def started(home: Home) -> Terminal:
    environ = {**home.environ, "NEWSREADER_MARK_READ_WHEN": "manual", "NEWSREADER_INDEX_WORDS": "false"}
    return Terminal([home.articles], (160, 30), environ)


def mark_all(terminal: Terminal) -> None:
    """Mark all articles of the group read, and answer the question."""
    terminal.type("R")
    terminal.wait(f"Mark {ARTICLES} articles read?")
    terminal.type("y")
    assert terminal.wait_until(lambda: not terminal.shows(f"Mark {ARTICLES} articles read?"))


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_screen_says_what_is_not_saved_and_saves_it_when_it_can(condition: str, home: Home) -> None:
    bring_about, why = CONDITIONS[condition]
    with started(home) as terminal:
        terminal.wait("Title01")
        with bring_about(home, terminal):
            mark_all(terminal)
            terminal.wait("1 change is not saved yet")
            assert terminal.wait_until(lambda: any(terminal.shows(each) for each in why.split("|")), 10)
            terminal.type("U")
            terminal.wait("2 changes are not saved yet")
            mark_all(terminal)
            terminal.wait("3 changes are not saved yet")
        assert terminal.wait_until(lambda: not terminal.shows("not saved yet"), 30)
        terminal.type("q")
        assert terminal.wait_end() == 0
    assert read_by_the_journal(home) == read_by_the_index(home) == ARTICLES


@pytest.mark.parametrize("condition", CONDITIONS)
def test_who_leaves_with_unsaved_acts_hears_how_many_are_lost(condition: str, home: Home) -> None:
    bring_about, why = CONDITIONS[condition]
    with started(home) as terminal:
        terminal.wait("Title01")
        with bring_about(home, terminal):
            mark_all(terminal)
            terminal.wait("1 change is not saved yet")
            terminal.type("q")
            assert terminal.wait_end() == 1
        told = terminal.written.decode(errors="replace")
        assert "newsreader: 1 change could not be saved, the journal in" in told
        assert any(each in told.rpartition("could not be saved")[2] for each in why.split("|"))
    # What was said to be lost is, and nothing knows it in secret.
    assert read_by_the_journal(home) == read_by_the_index(home) == 0
    assert home.run("mark", "-f", home.articles, "read", "").stdout == f"{ARTICLES} articles changed\n"
    assert read_by_the_journal(home) == read_by_the_index(home) == ARTICLES


@pytest.mark.parametrize("condition", CONDITIONS)
def test_who_is_killed_with_unsaved_acts_has_what_the_journal_says(condition: str, home: Home) -> None:
    bring_about, _ = CONDITIONS[condition]
    with started(home) as terminal:
        terminal.wait("Title01")
        with bring_about(home, terminal):
            mark_all(terminal)
            terminal.wait("1 change is not saved yet")
            terminal.type("U")
            terminal.wait("2 changes are not saved yet")
            mark_all(terminal)
            terminal.wait("3 changes are not saved yet")
            terminal.settle()
            terminal.process.kill()
            terminal.process.wait()
    assert read_by_the_journal(home) == read_by_the_index(home) == 0
    with started(home) as terminal:
        terminal.wait(f"{ARTICLES}/{ARTICLES} unread")
        mark_all(terminal)
        terminal.wait(f"0/{ARTICLES} unread")
        terminal.type("q")
        assert terminal.wait_end() == 0
    assert read_by_the_journal(home) == read_by_the_index(home) == ARTICLES
