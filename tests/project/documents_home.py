"""A home in which the command lines of the documents have what they name: folders, files, feeds, other programs."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.feeds.pages import BEES
from tests.feeds.server import Web, item, rss
from tests.project.command_lines import ROOT

ARTICLES = {
    "articles/apple.md": ("Apple pie", "tags: [ai, fruit]", "Apple pie 苹果 and the sea. kubernetes, lighthouse."),
    "articles/sea.md": ("The sea", "tags: [ads]\ndate: 2020-01-01\nsource: Example", "Sea, 人工智能, an exact phrase. " * 300),
    "articles/two.md": ("Two words", 'tags: ["two words"]\ndate: 2026-01-01\nlink: https://example.org/two', "Two words, and then some."),
    "articles/2025/03-plan.md": ("The plan", "date: 2025-03-04\ntags: [ai]\nlink: https://example.org/plan", "A plan to build a lighthouse."),
    "notes/today.md": ("Today", "tags: [ai]", "What I did."),
    "posts/a.md": ("A post", "", "The first post."),
    "posts/b.md": ("B post", "", "The second post."),
    "blog/posts/c.md": ("C post", "", "The third post."),
    "essay.md": ("An essay", "link: https://example.org/essay", "Of *doors*."),
    "article.md": ("An article", "tags: [ai]", "Of **windows**."),
}  # fmt: skip
"""Path, title, more front matter, text. One that names no date is of this hour."""

CONFIG = """folders = ["~/articles", "~/posts"]
[[rules]]
query = "tag:ads"
act = "mute"
[[pipe]]
name = "summary"
command = "summarise"
[[pipe]]
name = "topics"
command = ["echo", "apples, doors"]
output = "tags"
[[open]]
match = "."
command = "opener"
[[share]]
name = "link"
copy = "{title} - {link}"
[[share]]
name = "mail"
command = ["mail", "-s", "{title}", "me@example.org"]
input = "text"
[[share]]
name = "vault"
append = "~/Inbox.md"
"""

STUBS = {
    "newsreader": f'exec "{sys.executable}" -m reader "$@"',
    "mail": 'cat > "$HOME/mailed"; printf "%s\\n" "$@" > "$HOME/mailed.words"',
    "summarise": "cat > /dev/null; echo In short: apples.",
    "opener": 'printf "%s\\n" "$@" >> "$HOME/opened"',
    "sensible-editor": 'printf "%s\\n" "$@" >> "$HOME/edited"',
    "other-reader": 'echo \'[{"path": "two.md", "read": true}]\'',
}
"""Programs that no test machine has, or that would act beyond it; newsreader where pipx puts it."""


def make_home(home: Path, web: Web) -> None:
    """Make it: ``web`` gets a feed, pages that name it or are articles, and a file of Markdown."""
    _serve(web)
    now = datetime.now(UTC)
    for path, (title, more, text) in ARTICLES.items():
        file = home / path
        file.parent.mkdir(parents=True, exist_ok=True)
        head = (
            more if "date:" in more else f"{more}\ndate: {(now - timedelta(minutes=5)).isoformat()}".lstrip()
        )
        file.write_text(f"---\ntitle: {title}\n{head}\n---\n{text}\n")
    (home / "sample_feed").symlink_to(ROOT / "sample_feed")
    for folder in ("shared", "feeds"):
        (home / folder).mkdir()
    (home / "shared" / "feeds.toml").write_text(f'[[feed]]\naddress = "{web.address}/other.xml"\n')
    urls = home / ".newsboat" / "urls"
    urls.parent.mkdir()
    urls.write_text(f"{web.address}/newsboat.xml news\n")
    with sqlite3.connect(urls.parent / "cache.db") as connection:
        connection.execute("CREATE TABLE rss_item(url, guid, unread, flags, deleted)")
        connection.execute("INSERT INTO rss_item VALUES('https://example.org/two', 'x', 0, 's', 0)")
    connection.close()
    outline = f'<outline type="rss" text="Other" xmlUrl="{web.address}/opml.xml"/>'
    (home / "feeds.opml").write_text(f'<opml version="2.0"><head/><body>{outline}</body></opml>')
    quote = {"quote": "Apple pie", "colour": "green"}
    marks = [{"path": "apple.md", "highlights": {"one": quote}}, {"path": "a.md", "starred": True}]
    for name in ("old.json", "mine.json"):
        (home / name).write_text(json.dumps(marks))
    config = home / ".config" / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(CONFIG)
    programs = home / ".local" / "bin"
    programs.mkdir(parents=True)
    for name, text in STUBS.items():
        (programs / name).write_text(f"#!/bin/sh\n{text}\n")
        (programs / name).chmod(0o755)


def _serve(web: Web) -> None:
    for path in ("/feed.xml", "/other.xml", "/opml.xml", "/newsboat.xml", "/owner/name"):
        web.put(path, rss(item(1, "One"), item(2, "Two"), title="An example"), Content_Type="text/xml")
    web.put("/", '<head><link rel=alternate type="application/rss+xml" href="/feed.xml"></head>', Content_Type="text/html")  # fmt: skip
    for path in ("/article", "/a", "/b", "/bees", "/page"):
        web.put(path, BEES.replace('href="/bees"', f'href="{path}"'), Content_Type="text/html")
    web.put("/a.md", "---\ntitle: From afar\n---\nA text from afar.\n", Content_Type="text/markdown")


def environment(home: Path) -> dict[str, str]:
    """Return the variables that a command finds in this home: no others of the one who runs the tests."""
    path = f"{home / '.local' / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return {
        "HOME": str(home), "PATH": path, "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONPATH": str(ROOT), "USER": "ann",
        "PYTHONDONTWRITEBYTECODE": "1", "no_proxy": "*",
    }  # fmt: skip


def run(home: Path, line: str) -> "subprocess.CompletedProcess[str]":
    """Run a line by a shell, where nothing can be typed: in the home, or what is for developers in the source."""
    place = ROOT if line.startswith("make") or " -m benchmarks." in line else home
    return subprocess.run(
        ["sh", "-c", line], cwd=place, env=environment(home), capture_output=True, text=True, errors="surrogateescape",
        stdin=subprocess.DEVNULL, timeout=100, check=False,
    )  # fmt: skip


def run_on_terminal(home: Path, line: str, typed: str) -> "subprocess.CompletedProcess[str]":
    """Run a line by a shell on a terminal, where ``typed`` is typed; what it prints is all in ``stdout``."""
    master, slave = os.openpty()
    process = subprocess.Popen(
        ["sh", "-c", line], cwd=home, env={**environment(home), "TERM": "xterm"},
        stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    os.write(master, typed.encode())
    printed = b""
    with suppress(OSError):  # Linux says so when the other side has closed
        while piece := os.read(master, 4096):
            printed += piece
    os.close(master)
    return subprocess.CompletedProcess(
        line, process.wait(timeout=100), printed.decode("utf-8", "replace"), ""
    )


def is_missing(line: str) -> str:
    """Return the program that a line needs and this machine has not; empty if it has all."""
    return next((name for name in ("jq", "curl", "less") if f"{name} " in line and not shutil.which(name)), "")  # fmt: skip
