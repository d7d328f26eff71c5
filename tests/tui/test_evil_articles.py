"""Articles made to do harm, read in a real terminal: nothing raw arrives, no key waits, the next article opens."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.counts import FULL, sample
from tests.tui.evil_article import ARTICLES, write_evil
from tests.tui.stream import OWN_SEQUENCES, strange_kinds, strays
from tests.tui.terminal import Terminal

pytestmark = [pytest.mark.pty, pytest.mark.slow, pytest.mark.row(1)]

KEY_S = 1.0
"""How long a key may wait for what it does."""


@pytest.mark.timeout(900)
def test_evil_articles_do_nothing_and_the_next_one_opens(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    chosen, slowest, slowest_at = sample(ARTICLES, 4), 0.0, ""
    folder = write_evil(tmp_path / "evil", chosen)

    def answers(keys: str, shown: str) -> None:
        nonlocal slowest, slowest_at
        # The emulator takes long for letters of very many marks, and what waits for it is no fault of the program.
        terminal.lines()
        terminal.read(0.5)
        began = time.monotonic()
        terminal.type(*keys)
        assert terminal.wait_until(lambda: terminal.shows(shown)), terminal.text()
        if (took := time.monotonic() - began) > slowest:
            slowest, slowest_at = took, f"{keys!r} before {shown!r}"

    def is_in_page() -> bool:
        """Whether the list only marks its article: it does not have the focus."""
        return any(line.startswith("▌") for line in terminal.lines())

    def into_the_page() -> None:
        """Where a dialog had nothing to show, esc has led back to the list."""
        if not is_in_page():
            terminal.type("\r")
            assert terminal.wait_until(is_in_page), terminal.text()

    with Terminal([folder], (110, 36), {"BROWSER": "/no/such"}) as terminal:
        terminal.wait(f"{2 * len(chosen)} unread")
        terminal.wait(f"begin {chosen[0].what}")
        terminal.type("\r")
        for number, evil in enumerate(chosen):
            terminal.wait(f"begin {evil.what}")
            for keys in ("\x06", "\x04\x04", "u", "t", "f", "i", "G", "/z\r", "v}"):
                into_the_page()
                terminal.type(*keys)
                terminal.read(0.3)
                assert terminal.process.poll() is None, (evil.what, keys, terminal.text())
                if keys in {"u", "t"} and terminal.wait_until(lambda: terminal.shows("esc closes"), 1.5):
                    terminal.type("\x1b")
                    assert terminal.wait_until(lambda: not terminal.shows("esc closes"))
                elif keys in {"f", "/z\r", "v}"}:
                    terminal.type("\x1b")
                    terminal.read(0.5)
            into_the_page()
            answers("J", f"begin plain {number}")
            if number + 1 < len(chosen):
                answers("J", f"begin {chosen[number + 1].what}")
        terminal.type("q")
        assert terminal.wait_end() == 0
    targets = {match["target"] for match in OWN_SEQUENCES.finditer(terminal.written)} - {None, b""}
    assert not strays(terminal.written)
    assert not strange_kinds(terminal.written)
    assert all(target.startswith((b"http://", b"https://")) for target in targets), targets
    assert b"root:" not in terminal.written
    record_property("figure", f"{len(chosen)} evil articles: 0 raw, slowest key {slowest:.2f} s")
    assert not FULL or slowest <= KEY_S, slowest_at
