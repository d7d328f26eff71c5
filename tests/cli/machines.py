"""A machine where all is well, for the tests of ``newsreader doctor`` to break, and what the doctor finds there."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.inside import Done
from tests.feeds.server import Web


class Machine:
    """A user's folders, in which something can be broken."""

    def __init__(self, root: Path, folder: Path, web: Web, patch: pytest.MonkeyPatch) -> None:
        self.root, self.folder, self.web, self.patch = root, folder, web, patch
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(root / kind.lower()))
        self.config = root / "config" / "newsreader" / "config.toml"
        self.config.parent.mkdir(parents=True)
        self.data = root / "data" / "newsreader"
        for name, value in {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}.items():
            patch.setenv(name, value)
        for name in ("LC_ALL", "LC_CTYPE", "TMUX", "NO_COLOR"):
            patch.delenv(name, raising=False)
        patch.setenv("BROWSER", self.program("browse"))

    def program(self, name: str, text: str = "exit 0") -> str:
        """Put a program into a folder of the path, and return its name."""
        there = self.root / "bin"
        there.mkdir(exist_ok=True)
        (there / name).write_text(f"#!/bin/sh\n{text}\n")
        (there / name).chmod(0o755)
        if str(there) not in os.environ["PATH"]:
            self.patch.setenv("PATH", f"{there}:{os.environ['PATH']}")
        return name

    def logs(self) -> list[Path]:
        return sorted(path for path in (self.data / "journal").rglob("*") if path.is_file() and path.suffix)


def wrong_in(newsreader: Callable[..., Done], *words: object) -> dict[str, list[str]]:
    """Return what is wrong: sentences and remedies, by the names of checks."""
    done = newsreader("doctor", "--json", *words)
    found: dict[str, list[str]] = {}
    for each in json.loads(done.stdout)["checks"]:
        if each["state"] == "wrong":
            assert each["remedy"], each
            found.setdefault(each["name"], []).append(f"{each['sentence']} | {each['remedy']}")
    assert done.returncode == bool(found)
    return found
