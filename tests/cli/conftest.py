"""What the tests of the command line share: the command itself, and a folder of articles."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.cli.inside import Done, run_inside
from tests.cli.machines import Machine
from tests.feeds.server import Web, item, rss

ROOT = Path(__file__).parent.parent.parent

Newsreader = Callable[..., Done]


@pytest.fixture
def newsreader(tmp_path: Path) -> Newsreader:
    """Run the command with a home of its own, within this process."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)

    def run(
        *arguments: object, stdin: int | BinaryIO = subprocess.DEVNULL
    ) -> "subprocess.CompletedProcess[str]":
        environ = {**os.environ, "HOME": str(home), "TZ": "UTC"}
        return run_inside(*arguments, environ=environ, stdin=stdin)

    return run


@pytest.fixture
def newsreader_process(tmp_path: Path) -> Newsreader:
    """Run the command as a shell does, with the same home."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)

    def run(
        *arguments: object, stdin: int | BinaryIO = subprocess.DEVNULL
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "reader", *map(str, arguments)],
            capture_output=True, text=True, stdin=stdin, timeout=60, check=False, cwd=ROOT,
            env={**os.environ, "HOME": str(home), "TZ": "UTC"},
        )  # fmt: skip

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles: two with tags, one of them Chinese; one with nothing but a title that means harm."""
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.md").write_text(
        "---\ntitle: Apple\ndate: 2026-03-04\ntags: [fruit]\nsite: example.org\n---\ntext\n"
    )
    (made / "b.md").write_text("---\ntitle: 香蕉\ndate: 2025-02-14\ntags: [fruit, 水果]\n---\n" + "字" * 900)
    (made / "c.md").write_text('---\ntitle: "bad \\e]0;PWNED\\a"\ndate: 2024-01-01\n---\ntext\n')
    return made


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server in a private network, with a feed."""
    made = Web()
    made.put("/feed.xml", rss(item(1, "One"), title="The feed"))
    yield made
    made.close()


@pytest.fixture
def public(web: Web, monkeypatch: pytest.MonkeyPatch) -> Web:
    """The same server as the proxy of the environment: what looks public comes from it."""
    monkeypatch.setenv("http_proxy", web.address)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    for name in ("a", "b", "c"):
        web.put(f"http://{name}.example.org/feed", rss(item(1, f"Of {name}"), title=name.upper()))
    return web


@pytest.fixture
def machine(tmp_path: Path, folder: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine where all is well."""
    return Machine(tmp_path / "machine", folder, web, monkeypatch)
