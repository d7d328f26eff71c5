"""Whatever names, titles and messages hold, no byte that steers a terminal leaves the command line."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.paths import standard_paths
from tests.cli.conftest import ROOT
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.row(1)

EVIL = "\x1b]0;PWNED\x07\x1b[2J\x9b31m\x9d0;PWNED\x9c\x7f\u202egnp\u2066\u2028\x08x"
"""Titles of terminals, cleared screens, colours, by C0 and by C1; what reorders text; what rubs out."""

NAME = f"a{EVIL}\n\tb"
NAUGHTY = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]")
PROGRESS = re.compile(rb"\r\xe2\x86\xbb [\d,]*/[\d,]*\x1b\[K|\r\x1b\[K")
"""How far the program is, on a terminal: its own line, which it rubs out."""
PAINT = re.compile(rb"\x1b\[[0-9;]*m|\x1b\]8;;(?:https://example\.org/[0-9])?\x1b\\")
"""Colours and links of ``show``, on a terminal."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles and feeds by somebody who means harm, and a home in which the same has got everywhere."""
    made = tmp_path / f"articles{EVIL}"
    made.mkdir()
    told = json.dumps(f"T{EVIL}")
    for number, name in enumerate([f"{NAME}.md".encode(), b"\xff\x1b[31m.md", b"plain.md"]):
        (Path(os.fsdecode(os.fsencode(made) + b"/" + name))).write_text(
            f"---\ntitle: {told}\ntags: [{told}, t]\nauthor: {told}\nsource: {told}\nlang: {told}\nfoo: {told}\n"
            f"summary: {told}\ncategories: [{told}]\nlink: https://example.org/{number}\n---\nwords {EVIL} here\n"
        )
    (made / f"broken{EVIL}.md").write_text("---\ntitle: [\n---\n")
    feed = json.dumps(f"F{EVIL}").replace("\x7f", "\\u007f")
    (made / "feeds.toml").write_text(
        f'[[feed]]\naddress = "http://127.0.0.1:1/a"\ntitle = {feed}\ntags = [{feed}]\n'
        f'[[feed]]\naddress = {feed}\n[[feed]]\naddress = "http://127.0.0.1:1/b"\nodd = 1\n'
    )
    paths = standard_paths()
    for each in (paths.config, paths.data):
        each.mkdir(parents=True)
    paths.settings_file.write_text(
        f'scope = {feed}\nfolders = [{feed}]\n{feed} = 1\n[[rules]]\nquery = {feed}\nact = "mute"\n'
        f"[searches]\n{feed} = {feed}\n"
    )
    paths.searches.write_text(json.dumps({f"S{EVIL}": f"title:{EVIL}"}))
    return made


def imported(tmp_path: Path) -> Path:
    file = tmp_path / f"old{EVIL}.json"
    highlight = {"text": f"words{EVIL}", "before": EVIL, "after": EVIL, "comment": f"c{EVIL}"}
    entry = {
        "path": "plain.md", "read": True, "note": f"n{EVIL}", "tags": [f"own{EVIL}"], "highlights": {f"h{EVIL}": highlight},
    }  # fmt: skip
    file.write_text(json.dumps([entry]))
    return file


WITH_FOLDER = (
    ["list"], ["list", "--json"], ["list", "--format", "{path}|{title}|{tags}|{authors}|{source}|{note}|{summary}"],
    ["list", f"tag:{EVIL}"], ["list", f"({EVIL}"], ["list", "--format", f"{{{EVIL}}}"], ["list", "--sort", EVIL],
    ["list", "--limit", EVIL], ["list", f"--{EVIL}"],
    ["search", "words"], ["search", "--json", "words"], ["search", EVIL],
    ["tags"], ["tags", "--by", "author"], ["tags", "--by", EVIL], ["tags", "--json"], ["tags", "--by", "folder"],
    ["feeds"], ["feeds", "--json"], ["feeds", "--opml"], ["stats"], ["stats", "--json"], ["rules"], ["rules", "--json"],
    ["journal", "status"], ["journal", "verify"], ["journal", "export"], ["journal", "status", "--json"], ["journal", EVIL],
    ["highlights"], ["highlights", "--json"], ["highlights", "--csv"], ["index"], ["index", "--json"],
    ["mark", "read", ""], ["mark", "--json", "star", ""], ["mark", "--dry-run", "unread", ""], ["mark", EVIL, ""],
    ["tag", f"tag{EVIL}", ""], ["tag", "--remove", f"tag{EVIL}", ""],
    ["refresh"], ["refresh", "--now", "--json"], ["refresh", "--feed", EVIL], ["refresh", "--progress"],
    ["add", f"http://127.0.0.1:1/{EVIL}"], ["add", "--into", f"/{EVIL}", "http://127.0.0.1:1/c"],
    ["save", f"http://127.0.0.1:1/{EVIL}"], ["remove", EVIL], ["remove", "127.0.0.1"], ["import", "json", f"/none{EVIL}"],
    ["import", "opml", f"/none{EVIL}"], ["import", "newsboat", f"/none{EVIL}"],
)  # fmt: skip
WITHOUT = (
    [f"/none{EVIL}"], ["--theme", EVIL, "/none"], ["--scope", EVIL], [f"--{EVIL}"], ["show", f"/none{EVIL}"],
    ["show", "--format", EVIL, "x"], ["show", "--width", EVIL, "x"], ["show", f"-{EVIL}"], [EVIL],
)  # fmt: skip


def check(data: bytes) -> None:
    found = NAUGHTY.search(PROGRESS.sub(b"", data))
    assert not found, data[max(0, found.start() - 200) : found.end() + 80]


def in_a_pipe(words: list[str]) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "reader", *words], capture_output=True, stdin=subprocess.DEVNULL, timeout=60,
        check=False, cwd=ROOT,
    )  # fmt: skip
    assert b"newsreader crashed" not in done.stderr
    check(done.stdout)
    check(done.stderr)
    return done.stdout + done.stderr


def on_a_terminal(words: list[str], own: re.Pattern[bytes] = PROGRESS) -> None:
    with Terminal(words, (120, 200)) as terminal:
        terminal.type("l\n")  # whatever is asked: later
        terminal.wait_end()
        written = terminal.written
    assert b"\r" in written
    check(own.sub(b"", written.replace(b"\r\n", b"\n")))


@pytest.mark.slow
def test_no_command_lets_through_what_steers_a_terminal(folder: Path, tmp_path: Path) -> None:
    file = imported(tmp_path)
    done = in_a_pipe(["journal", "import", str(file), "-f", str(folder)])
    assert b"1 article changed" in done
    shows = [
        ["show", "--format", form, *map(str, sorted(folder.glob("*.md")))]
        for form in ("page", "markdown", "html", "json")
    ]
    for words in (*([*words, "-f", str(folder)] for words in WITH_FOLDER), *WITHOUT, *shows):
        in_a_pipe(words)


@pytest.mark.slow
@pytest.mark.pty
def test_nor_does_one_on_a_terminal(folder: Path, tmp_path: Path) -> None:
    in_a_pipe(["journal", "import", str(imported(tmp_path)), "-f", str(folder)])
    for words in WITH_FOLDER[:: 1 if os.environ.get("NEWSREADER_TORTURE") else 4]:
        on_a_terminal([*words, "-f", str(folder)])
    on_a_terminal(["list", "-0", "-f", str(folder)])
    on_a_terminal(["show", *map(str, sorted(folder.glob("*.md")))], PAINT)
    for words in WITHOUT:
        if words[0] not in {EVIL, "--theme"}:  # else what is typed is a question, or the screen
            on_a_terminal(words)


def test_json_says_names_as_they_are(folder: Path) -> None:
    done = in_a_pipe(["list", "--json", "-f", str(folder)])
    text = done[: done.rindex(b"}") + 1].decode()
    assert {article["path"] for article in json.loads(text)["articles"]} == set(map(str, folder.glob("*.md")))


def test_with_a_nul_behind_each_a_pipe_gets_names_as_they_are(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "list", "-0", "-f", str(folder)], capture_output=True, timeout=60, check=True,
        cwd=ROOT,
    )  # fmt: skip
    assert sorted(done.stdout.split(b"\0")) == sorted([b"", *map(os.fsencode, folder.glob("*.md"))])
    formed = subprocess.run(
        [sys.executable, "-m", "reader", "list", "--null", "--format", "{minutes} {path}", "-f", str(folder)],
        capture_output=True, timeout=60, check=True, cwd=ROOT,
    )  # fmt: skip
    assert all(each[:2] in {b"0 ", b"1 ", b""} for each in formed.stdout.split(b"\0"))
    names = {each[2:] for each in formed.stdout.split(b"\0")} - {b""}
    assert names == set(map(os.fsencode, folder.glob("*.md")))


def test_spaces_of_names_stay_and_one_article_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "two  spaces .md").write_text("# x\n")
    (tmp_path / "line\nbreak\ttab.md").write_text("# x\n")
    lines = in_a_pipe(["list", "--format", "{path}", "-f", str(tmp_path)]).decode().splitlines()
    assert sorted(lines) == [f"{tmp_path}/line␊break␉tab.md", f"{tmp_path}/two  spaces .md"]
