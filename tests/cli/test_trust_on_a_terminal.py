"""On a terminal the user is asked, in full, and each answer is kept."""

import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.cli.conftest import ROOT
from tests.cli.folders import addresses, row, touching, trust_file, write
from tests.feeds.server import Web


def on_a_terminal(typed: bytes, *words: object) -> str:
    """Run a command whose input, output and complaints are a terminal; return what is on it."""
    above, below = pty.openpty()
    os.write(above, typed)
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", *map(str, words)], stdin=below, stdout=below, stderr=below, cwd=ROOT
    )
    os.close(below)
    shown = b""
    with suppress(OSError):  # what a closed terminal answers
        while piece := os.read(above, 65_536):
            shown += piece
    process.wait(60)
    os.close(above)
    return shown.decode()


def said() -> tuple[object, int, int]:
    [entry] = json.loads(trust_file().read_text())["folders"].values()
    return entry["public"], len(entry["agreed"]), len(entry["refused"])


def test_a_terminal_is_asked_and_its_no_is_kept(folder: Path, tmp_path: Path, public: Web) -> None:
    write(
        folder, row(address="http://a.example.org/feed"), row(command=touching(tmp_path / "ran"), title="E")
    )
    assert "Agree to all of this?" in on_a_terminal(b"what?\nl\n", "trust", folder)
    assert not trust_file().exists()
    on_a_terminal(b"n\n", "trust", folder)
    assert said() == (False, 0, 1)
    on_a_terminal(b"p\n", "trust", folder)
    assert said() == (True, 0, 1)
    on_a_terminal(b"y\n", "trust", folder)
    assert said() == (True, 1, 0)


def test_a_refresh_on_a_terminal_asks_about_what_is_new_and_once(
    folder: Path, tmp_path: Path, public: Web
) -> None:
    write(
        folder, row(address="http://a.example.org/feed"), row(command=touching(tmp_path / "ran"), title="E")
    )
    shown = on_a_terminal(b"p\n", "refresh", "-f", folder)
    assert "runs a program that prints the feed:" in shown
    assert "1 new article" in shown
    assert "Agree" not in on_a_terminal(b"", "refresh", "-f", folder)
    assert addresses(public) == ["http://a.example.org/feed"]
    assert not (tmp_path / "ran").exists()
