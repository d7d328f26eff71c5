"""Options anywhere, values as they were typed, and nothing mistyped that is taken for something else."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Newsreader


def titles(newsreader: Newsreader, *arguments: object) -> list[str]:
    done = newsreader(*arguments)
    assert done.returncode in {0, 3}, done.stderr
    return sorted(done.stdout.splitlines())


@pytest.mark.parametrize(
    "words",
    [
        ["list", "-f", "F", "--format", "{title}", "tag:fruit", "date:2026"],
        ["list", "tag:fruit", "-f", "F", "date:2026", "--format", "{title}"],
        ["list", "tag:fruit", "--format={title}", "date:2026", "-fF"],
        ["list", "--folder=F", "tag:fruit", "--format", "{title}", "--", "date:2026"],
        ["list", "--sort", "-date", "--folder", "F", "tag:fruit", "date:2026", "--format", "{title}"],
    ],
)
def test_options_stand_anywhere_among_the_words(
    newsreader: Newsreader, folder: Path, words: list[str]
) -> None:
    typed = [word.replace("F", str(folder)) if "F" in word and "tag" not in word else word for word in words]
    assert titles(newsreader, *typed) == ["Apple"]


@pytest.mark.parametrize("form", ["- {title}", "-{title}", "--{title}", "-f {title}"])
def test_a_value_that_begins_with_a_dash_arrives_as_typed(
    newsreader: Newsreader, folder: Path, form: str
) -> None:
    expected = [form.replace("{title}", "Apple")]
    assert titles(newsreader, "list", "-f", folder, "--format", form, "title:apple") == expected
    assert titles(newsreader, "list", "-f", folder, f"--format={form}", "title:apple") == expected


def test_a_folder_that_begins_with_a_dash_can_be_named(newsreader: Newsreader, folder: Path) -> None:
    folder.rename(folder.parent / "-odd")
    for words in (["-f", "-odd"], ["-f-odd"], ["--folder=-odd"]):
        done = subprocess.run(
            [sys.executable, "-m", "reader", "list", *words, "--format", "{title}", "title:apple"],
            capture_output=True, text=True, check=False, timeout=60, cwd=folder.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (0, "Apple\n"), done.stderr


@pytest.mark.parametrize(
    ("words", "wrong", "near"),
    [
        (["mark", "read", "-n"], "-n", ""),
        (["mark", "-y", "read", "tag:fruit"], "-y", ""),
        (["mark", "read", "-d", ""], "-d", "--dry-run"),
        (["list", "-n", "3"], "-n", ""),
        (["list", "-3"], "-3", ""),
        (["list", "-q"], "-q", ""),
        (["list", "-ads"], "-ads", ""),
        (["list", "--lmit", "3"], "--lmit", "--limit"),
        (["list", "--limi=3"], "--limi", "--limit"),
        (["search", "apple", "--jsn"], "--jsn", "--json"),
        (["tag", "new", "tag:fruit", "--remve"], "--remve", "--remove"),
        (["--scop", "all"], "--scop", "--scope"),
        (["show", "--widht", "60", "a.md"], "--widht", "--width"),
    ],
)
def test_an_unknown_option_is_an_error_that_names_the_nearest(
    newsreader: Newsreader, folder: Path, words: list[str], wrong: str, near: str
) -> None:
    named = [] if words[0] in {"show", "--scop"} else ["-f", folder]
    done = newsreader(*words, *named)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"There is no option {wrong}" in done.stderr
    assert (f"did you mean {near}?" in done.stderr) == bool(near)
    assert titles(newsreader, "list", "-f", folder, "--format", "{read}") == ["no"] * 3  # nothing was marked


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["-tag:fruit"], ["bad ␛]0;PWNED␇"]),
        (["-香蕉", "tag:fruit"], ["Apple"]),
        (["-(tag:fruit OR title:bad)"], []),
        (['-"apple"', "tag:fruit"], ["香蕉"]),
        (["-title:apple tag:fruit"], ["香蕉"]),
        (["tag:fruit", "--", "-apple"], ["香蕉"]),
        (["--", "-apple", "tag:fruit"], ["香蕉"]),
    ],
)
def test_a_query_may_begin_with_a_minus_where_it_cannot_be_an_option(
    newsreader: Newsreader, folder: Path, words: list[str], found: list[str]
) -> None:
    assert titles(newsreader, "list", "-f", folder, "--format", "{title}", *words) == found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list", "--limit"], "--limit needs a value"),
        (["list", "--json=yes"], "--json takes no value"),
        (["list", "-f"], "-f needs a value"),
        (["list", "--limit", "many"], "many"),
    ],
)
def test_an_option_without_its_value_is_an_error(newsreader: Newsreader, words: list[str], said: str) -> None:
    done = newsreader(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["mark", "raed", "tag:fruit"], "newsreader mark takes one of read, unread, star, unstar, later, not-later, undo, redo, not raed; did you mean read?"),
        (["journal", "stat"], "did you mean status?"),
        (["import", "jsn", "old.json"], "newsreader import takes one of json, opml, newsboat, not jsn; did you mean json?"),
        (["--scope", "unred"], "--scope takes one of unread, all, starred, later, not unred; did you mean unread?"),
        (["--theme", "norde", "tests"], "did you mean nord?"),
        (["show", "--format", "htm", "a.md"], "--format takes one of page, markdown, html, json, not htm; did you mean html?"),
        (["show", "--width", "4", "a.md"], "--width takes a number of cells from 10 to 300, not 4"),
        (["list", "--limit", "x"], "--limit takes a whole number of at least 1, not x"),
        (["list", "--limit", "-1"], "--limit takes a whole number of at least 1, not -1"),
        (["search", "--limit", "0", "apple"], "--limit takes a whole number of at least 1, not 0"),
        (["journal"], "newsreader journal needs status|verify|compact|export|import"),
        (["import"], "newsreader import needs json|opml|newsboat FILE"),
        (["show"], "newsreader show needs ARTICLE"),
        (["refresh", "example"], "newsreader refresh does not take example"),
        (["feeds", "--", "x"], "newsreader feeds does not take x"),
        (["list", "-0", "--json"], "--null and --json cannot be combined"),
        (["feeds", "--json", "--opml"], "--opml and --json cannot be combined"),
    ],
)  # fmt: skip
def test_a_wrong_word_or_value_is_told_in_the_words_of_the_usage(
    newsreader: Newsreader, words: list[str], said: str
) -> None:
    done = newsreader(*words)
    assert done.returncode == 2
    told = [line for line in done.stderr.splitlines() if line.startswith("newsreader: ")]
    assert len(told) == 1
    assert told[0].endswith(said)
    assert not any(word in done.stderr for word in ("argument ", "invalid", "choose from", "unrecognized"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("serach", "newsreader search"), ("lst", "newsreader list"), ("refesh", "newsreader refresh"), ("follow", "newsreader add"),
        ("unsubscribe", "newsreader remove"), ("help", "newsreader --help"), ("version", "newsreader --version"),
        ("doctro", "newsreader doctor"), ("frobnicate", "newsreader --help"), ("exprot", "newsreader export"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("behind", [[], ["--help"], ["more"]])
def test_an_unknown_command_names_the_nearest(
    newsreader: Newsreader, typed: str, meant: str, behind: list[str]
) -> None:
    done = newsreader(typed, *behind)
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no command" in done.stderr
    assert typed in done.stderr
    assert meant in done.stderr


def test_a_folder_with_the_name_of_no_command_is_opened(newsreader: Newsreader, folder: Path) -> None:
    folder.rename(folder.parent / "serach")
    done = subprocess.run(
        [sys.executable, "-m", "reader", "serach"],
        capture_output=True, text=True, check=False, timeout=60, cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Apple" in done.stdout


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/feed.xml",
        "http://example.org",
        "example.org",
        "blog.example.org/feed",
        "feed:https://example.org/rss",
        "example.org/feed.xml",
        "https://example.org/pic.jpg",
        "https://example.org/a.md",
    ],
)
def test_an_address_in_the_place_of_a_folder_is_told_how_to_be_followed_or_saved(
    newsreader: Newsreader, address: str
) -> None:
    done = newsreader(address)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"newsreader add {address}" in done.stderr
    assert f"newsreader save {address}" in done.stderr


@pytest.mark.parametrize(
    "name",
    [
        "essay.md",
        "notes.txt",
        "a/b",
        "no-such/folder",
        "pic.jpg",
        "Photo.JPEG",
        "a.pdf",
        "feeds.opml",
        "page.html",
        "old.tar.gz",
    ],
)
def test_a_file_that_is_not_there_is_not_taken_for_an_address(newsreader: Newsreader, name: str) -> None:
    done = newsreader(name)
    assert done.returncode == 2
    assert name in done.stderr
    assert "newsreader add" not in done.stderr


@pytest.mark.pty
def test_at_a_terminal_an_address_is_offered_to_be_followed_or_saved() -> None:
    """The answer goes to the command: it asks the server, which nobody is at this port."""
    primary, secondary = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "http://127.0.0.1:9/feed"],
        stdin=secondary, stdout=secondary, stderr=secondary, cwd=ROOT,
    )  # fmt: skip
    os.close(secondary)
    os.write(primary, b"f\n")
    code = process.wait(60)
    said = os.read(primary, 65536).decode()
    os.close(primary)
    assert "f follows it as a feed" in said
    assert code == 1
