"""The exit codes are those of the table in docs/commands.md, and what goes wrong says what to do."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reader.cli.output import Exit
from tests.cli.conftest import ROOT, Newsreader
from tests.feeds.server import Web, item, rss


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()
    made.put("/feed.xml", rss(item(1, "One"), title="The feed"))
    made.put("/plain.html", "<html><body>No feed is named here.</body>", Content_Type="text/html")
    yield made
    made.close()


def test_the_table_has_every_code() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8").split("| Exit code | Means |")[1]
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)} == {
        code.value for code in Exit
    }


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("list", "-f", "{none}"), 2),
        (("search", "-f", "{none}", "x"), 2),
        (("tags", "-f", "{none}"), 2),
        (("mark", "-f", "{none}", "read", "x"), 2),
        (("show", "-f", "{none}", "--json", "x.md"), 2),
        (("index", "-f", "{none}"), 2),
        (("refresh", "-f", "{none}"), 2),
        (("feeds", "-f", "{none}"), 2),
        (("trust", "{none}"), 2),
        (("{none}",), 2),
        (("{none}/a.md",), 2),
        (("show", "{none}"), 1),
        (("show", "{none}/a.md"), 1),
        (("show", "--json", "{none}/a.md"), 1),
        (("show", "{folder}"), 1),
        (("import", "json", "{none}"), 1),
        (("import", "opml", "{none}"), 1),
        (("journal", "import", "{none}"), 1),
        (("list", "-f", "{folder}", "title:nothing"), 3),
        (("search", "-f", "{folder}", "xylophone"), 3),
        (("mark", "-f", "{folder}", "read", "title:nothing"), 3),
        (("mark", "-f", "{folder}", "undo"), 3),
        (("feeds", "-f", "{folder}"), 3),
        (("refresh", "-f", "{folder}"), 3),
        (("rules", "-f", "{folder}"), 3),
        (("remove", "-f", "{folder}", "nothing"), 3),
        (("trust", "--revoke", "{folder}"), 3),
        (("trust", "--list"), 3),
        (("list", "-f", "{folder}", "nofield:x"), 2),
        (("list", "-f", "{folder}", "--format", "{{title}}}} {{"), 2),
        (("list", "-f", "{folder}", "--format", "{{nonsense}}"), 2),
        (("list", "-f", "{folder}", "--limit", "many"), 2),
        (("journal", "-f", "{folder}", "status", "extra"), 2),
        (("journal", "-f", "{folder}", "verify", "extra"), 2),
        (("journal", "-f", "{folder}", "export", "file.json"), 2),
        (("remove", "-f", "{folder}", ""), 2),
        (("add", "-f", "{folder}", ""), 1),
        (("mark", "-f", "{folder}", "read"), 2),
        (("tag", "-f", "{folder}", "x"), 2),
        (("search", "-f", "{folder}"), 2),
        (("rules", "-f", "{folder}", "extra"), 2),
        (("list", "-f", "{folder}"), 0),
        (("tags", "-f", "{folder}"), 0),
        (("stats", "-f", "{folder}"), 0),
    ],
)
def test_codes_are_kept(
    newsreader: Newsreader, folder: Path, tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    meant = [word.format(none=tmp_path / "none", folder=folder) for word in words]
    done = newsreader(*meant)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert bool(done.stderr) == (code != 0)
    assert not any(line.endswith("…") for line in done.stderr.splitlines())


def test_what_is_not_there_is_named_with_what_to_do(
    newsreader: Newsreader, folder: Path, tmp_path: Path
) -> None:
    none = tmp_path / "none"
    assert (
        newsreader("list", "-f", none).stderr
        == f"newsreader: There is no folder or file {none}; see newsreader --help\n"
    )
    assert newsreader("show", folder).stderr == f"newsreader: {folder} cannot be read: it is a directory\n"
    assert (
        "no placeholder is called {nonsense}"
        in newsreader("list", "-f", folder, "--format", "{nonsense}").stderr
    )
    assert newsreader("journal", "-f", folder, "status", "extra").stderr.endswith(
        "status takes no file: extra\n"
    )
    assert "Several" not in newsreader("remove", "-f", folder, "").stderr


@pytest.mark.parametrize("command", ["list", "search"])
def test_a_folder_in_the_place_of_a_query_is_named(
    newsreader: Newsreader, folder: Path, command: str
) -> None:
    done = newsreader(command, folder / ".." / folder.name, "-f", folder)
    assert done.returncode == 3
    assert f"is a folder: newsreader {command} -f {folder.parent}" in done.stderr
    assert "is a folder" not in newsreader(command, "-f", folder, "xylophone").stderr


def test_a_brace_is_written_twice_and_one_that_is_open_is_refused(
    newsreader: Newsreader, folder: Path
) -> None:
    def told(form: str) -> str:
        done = newsreader("list", "-f", folder, "title:apple", "--format", form)
        return done.stdout or f"{done.returncode}"

    assert told("{{title}} {title}") == "{title} Apple\n"
    assert told("{{{title}}}") == "{Apple}\n"
    assert [told(form) for form in ("{title", "title}", "{", "{}", "{title}}", "{ti{tle}")] == ["2"] * 6


def test_an_address_that_is_no_feed_says_how_to_look_further(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    done = newsreader("add", "-f", folder, web.address + "/plain.html")
    assert done.returncode == 1
    assert "This is not a feed" in done.stderr
    assert "--guess" in done.stderr
    done = newsreader("add", "-f", folder, "--guess", web.address + "/plain.html")
    assert (done.returncode, done.stdout) == (0, "The feed: 1 article\n"), done.stderr
    assert [asked.path for asked in web.asked if "plain.html/" in asked.path] == []


def test_faults_of_the_network_are_said_in_words(newsreader: Newsreader, web: Web, folder: Path) -> None:
    plain = web.address.removeprefix("http://")
    done = newsreader("add", "-f", folder, plain, "http://127.0.0.1:9", "http://no-such-host.invalid/", "")
    assert done.returncode == 1
    assert [line.partition(": ")[2] for line in done.stderr.splitlines()] == [
        f"{plain}: 127.0.0.1 does not speak https; write http:// before the address",
        "http://127.0.0.1:9: 127.0.0.1 refused the connection",
        "http://no-such-host.invalid/: There is no host no-such-host.invalid; check the address",
        "Type an address first",
    ]


def on_terminal(columns: int, *words: object) -> "tuple[int, list[str]]":
    """Run a command on a terminal of so many columns; return its exit code and the lines that it prints."""
    import fcntl
    import struct
    import termios

    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", *map(str, words)], cwd=ROOT, stdin=slave, stdout=slave, stderr=slave,
        start_new_session=True,
        env={name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}},
    )  # fmt: skip
    os.close(slave)
    printed = b""
    with suppress(OSError):  # the other side has closed
        while piece := os.read(master, 4096):
            printed += piece
    os.close(master)
    return process.wait(timeout=60), printed.decode().splitlines()


def test_an_import_that_would_wait_at_the_terminal_says_so(folder: Path) -> None:
    code, lines = on_terminal(80, "journal", "import", "-f", folder)
    assert (code, len(lines)) == (2, 1)
    assert "Name the file to import" in lines[0]


@pytest.mark.parametrize(("columns", "least"), [(40, 20), (50, 20), (60, 25), (80, 35), (120, 55)])
def test_a_narrow_list_keeps_titles(folder: Path, columns: int, least: int) -> None:
    title = "A title that goes on and on " * 6
    (folder / "long.md").write_text(f"---\ntitle: {title}\ndate: 2026-05-05\nsite: A source\n---\ntext\n")
    code, lines = on_terminal(columns, "list", "-f", folder)
    assert code == 0
    [line] = [line for line in lines if "A title" in line]
    assert len(line) <= columns
    assert len(line[line.index("A title") :]) >= least


def test_a_fault_is_json_where_json_is_asked_for_and_only_there(newsreader: Newsreader, folder: Path) -> None:
    wrong: list[list[object]] = [
        ["list", "--json", "--lmit", "3"], ["list", "--limit", "x", "--json"], ["show", "--format", "json"],
        ["search", "--json"], ["frobnicate", "--json"],
    ]  # fmt: skip
    for words in wrong:
        done = newsreader(*words)
        assert done.returncode == 2
        assert set(json.loads(done.stdout)) == {"schema", "error"}
        assert json.loads(done.stdout)["error"] in done.stderr
    assert newsreader("list", "--lmit", "3").stdout == ""
    assert newsreader("list", "-f", folder, "--", "--json").stdout == ""
