"""Programs that the user names: what prints a feed, what changes one, what knows a password."""

import resource
import sys
from base64 import b64decode
from pathlib import Path

import pytest

from reader.feeds.following.subscriptions import Subscription
from reader.feeds.trust.programs import ProgramError, output_of
from tests.feeds.conftest import Ask, Clock
from tests.feeds.server import Web, item, rss


def program(text: str) -> tuple[str, ...]:
    return (sys.executable, "-c", text)


def test_a_feed_may_come_from_a_program(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(rss(item(1, "Printed")))
    command = program(f"print(open({str(tmp_path / 'feed.xml')!r}).read())")
    [outcome] = ask(Subscription("exec:x", "Feed", command=command))
    assert [path.name for path in outcome.added] == ["2026-06-02-printed.md"]
    # A minute has not gone by: that holds for programs too.
    assert ask(Subscription("exec:x", "Feed", command=command))[0].held


def test_a_program_may_change_a_feed_before_it_is_read(web: Web, ask: Ask) -> None:
    address = web.put("/feed", rss(item(1, "Before")))
    change = program("import sys; print(sys.stdin.read().replace('Before', 'After'))")
    [outcome] = ask(Subscription(address, "Feed", filter=change))
    assert [path.name for path in outcome.added] == ["2026-06-02-after.md"]


def test_what_is_sent_besides_and_a_password_that_a_program_prints(web: Web, ask: Ask) -> None:
    address = web.put("/feed", rss(item(1)))
    ask(
        Subscription(
            address, "Feed", headers=(("X-Key", "1"),), user="ann", password_command=program("print('s:e c')")
        )
    )
    headers = web.asked[0].headers
    assert headers["x-key"] == "1"
    assert b64decode(headers["authorization"].removeprefix("Basic ")) == b"ann:s:e c"


def test_a_program_that_fails_is_a_failure_of_its_feed_alone(web: Web, ask: Ask, clock: Clock) -> None:
    good = web.put("/feed", rss(item(1)))
    bad = Subscription("exec:bad", "Bad", command=program("import sys; sys.exit('no \\x1b[31mluck')"))
    outcomes = {outcome.feed.title: outcome for outcome in ask(bad, good)}
    assert "ends with 1: no" in outcomes["Bad"].error
    assert "\x1b" not in outcomes["Bad"].error
    assert len(outcomes["Feed"].added) == 1


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("/nowhere/at/all",), "cannot be run"),
        (program("import time; time.sleep(60)"), "takes longer"),
    ],
)
def test_programs_that_cannot_be_run_or_do_not_end(command: tuple[str, ...], told: str) -> None:
    with pytest.raises(ProgramError, match=told):
        output_of(command, seconds=0.5)


def test_a_program_that_prints_without_end_takes_no_more_memory_than_its_limit() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ProgramError, match="prints more than 32 MB"):
        output_of(program("while True: print('x' * 100_000)"), seconds=20)
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit < 100 << 20


def test_complaints_without_end_are_read_and_a_large_document_is_given() -> None:
    count = "import sys; print('y' * 9_000_000, file=sys.stderr); print(len(sys.stdin.buffer.read()))"
    assert output_of(program(count), b"x" * 3_000_000) == b"3000000\n"
