"""The three scripts of docs/scripts.md, run as they stand there: whatever articles are called, and with none at all."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.feeds.server import Web, item, rss
from tests.project.command_lines import ROOT, scripts
from tests.project.documents_home import environment

ODD = (
    "plain.md", "with space.md", "quo'te \"s\".md", "new\nline.md", "-dash.md", "中文 文章.md", "$(touch ran).md", "`ran`;&.md", "*.md",
)  # fmt: skip
NOT_UTF_8 = b"bad\xff\xe9name.md"


def script(name: str) -> str:
    found = scripts((ROOT / "docs" / "scripts.md").read_text(encoding="utf-8"))
    return next(each.text for each in found if each.name == name)


class Home:
    """A home with a folder of articles, and a program that takes mail."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.articles = path / "my articles"
        self.articles.mkdir(parents=True)
        programs = path / ".local" / "bin"
        programs.mkdir(parents=True)
        for name, text in {
            "newsreader": f'exec "{sys.executable}" -m reader "$@"',
            "mail": f'cat > "{path}/mailed"; printf "%s\\n" "$@" > "{path}/mailed.words"',
        }.items():
            (programs / name).write_text(f"#!/bin/sh\n{text}\n")
            (programs / name).chmod(0o755)
        config = path / ".config" / "newsreader" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text(f'folders = ["{self.articles}"]\n')

    def write(self, name: str | bytes, title: str, date: str = "", text: str = "Text.") -> None:
        date = date or (datetime.now(UTC) - timedelta(minutes=1)).isoformat(timespec="seconds")
        head = f"---\ntitle: {json.dumps(title)}\ndate: {date}\nlink: https://example.org/x\n---\n{text}\n"
        file = os.path.join(os.fsencode(self.articles), os.fsencode(name))  # noqa: PTH118 - bytes
        with open(file, "w", encoding="utf-8") as opened:  # noqa: PTH123
            opened.write(head)

    def run(self, name: str, *words: str) -> "subprocess.CompletedProcess[str]":
        file = self.path / name
        file.write_text(script(name))
        file.chmod(0o755)
        return subprocess.run(
            [str(file), *words], cwd=self.path, env=environment(self.path), capture_output=True, text=True,
            errors="surrogateescape", stdin=subprocess.DEVNULL, timeout=100, check=False,
        )  # fmt: skip

    def newsreader(self, *words: str) -> str:
        done = subprocess.run(
            ["newsreader", *words], cwd=self.path, env=environment(self.path), capture_output=True, text=True,
            executable=str(self.path / ".local" / "bin" / "newsreader"), stdin=subprocess.DEVNULL, timeout=100, check=False,
        )  # fmt: skip
        return done.stdout

    @property
    def mailed(self) -> str:
        file = self.path / "mailed"
        return file.read_text(encoding="utf-8") if file.exists() else ""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home of ann")


def fill(home: Home) -> list[str]:
    """Write articles whose files are called anything; return their titles."""
    titles = [f"Title “{number}” 'of' \\ $HOME 文" for number in range(len(ODD) + 1)]
    names: list[str | bytes] = [*ODD, NOT_UTF_8]
    for title, name in zip(titles, names, strict=True):
        home.write(name, title)
    return titles


def test_the_digest_mails_what_is_new_as_markdown(home: Home) -> None:
    titles = fill(home)
    home.write("old.md", "An old one", "2020-01-01")
    done = home.run("digest.sh", "ann@example.org")
    assert done.returncode == 0, done.stderr
    assert "An old one" not in home.mailed
    heads = [line for line in home.mailed.splitlines() if line.startswith("# ")]
    assert len(heads) == len(titles)
    assert "[example.org](<https://example.org/x>)" in home.mailed
    words = (home.path / "mailed.words").read_text().splitlines()
    assert words[0] == "-s"
    assert words[2] == "ann@example.org"
    assert not (home.path / "ran").exists()


def test_the_digest_of_one_article_has_its_title_too(home: Home) -> None:
    home.write("a.md", "The only one")
    assert home.run("digest.sh").returncode == 0
    assert home.mailed.startswith("# The only one\n")
    assert "Text." in home.mailed


def test_the_digest_mails_nothing_where_nothing_is_new(home: Home) -> None:
    home.write("old.md", "An old one", "2020-01-01")
    done = home.run("digest.sh")
    assert (done.returncode, done.stdout) == (0, "")
    assert not (home.path / "mailed").exists()


def test_the_digest_has_what_a_feed_brings_and_goes_on_where_one_fails(home: Home) -> None:
    web = Web()
    now = datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    web.put("/feed.xml", rss(item(1, "From the feed", date=now), title="The feed"))
    (home.articles / "feeds.toml").write_text("")
    home.newsreader("add", web.address + "/feed.xml")
    with (home.articles / "feeds.toml").open("a") as opened:
        opened.write(f'\n[[feed]]\naddress = "{web.address}/none"\n')
    home.newsreader("trust", "--yes", str(home.articles))
    done = home.run("digest.sh")
    web.close()
    assert done.returncode == 0, done.stderr
    assert "# From the feed" in home.mailed
    assert "not every feed could be fetched" in done.stderr


def test_what_was_printed_is_marked_and_what_arrives_in_between_is_not(home: Home) -> None:
    titles = fill(home)
    # The shell's own `cut` is where time passes between printing and marking.
    late = home.path / ".local" / "bin" / "cut"
    text = "---\\ntitle: Too late\\n---\\nText.\\n"
    late.write_text(
        f"#!/bin/sh\nprintf '%b' '{text}' > \"{home.articles}/late.md\"\nexec {shutil.which('cut')} \"$@\"\n"
    )
    late.chmod(0o755)
    done = home.run("print-and-mark.sh")
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.splitlines()) == sorted(titles)
    assert home.newsreader("list", "is:unread", "--format", "{title}") == "Too late\n"
    assert not (home.path / "ran").exists()


def test_printing_takes_a_query_and_an_empty_result_is_no_fault(home: Home) -> None:
    home.write("a.md", "Apple pie")
    home.write("b.md", "The sea")
    done = home.run("print-and-mark.sh", "title:apple", "-tag:x")
    assert (done.stdout, done.returncode) == ("Apple pie\n", 0), done.stderr
    assert home.newsreader("list", "is:read", "--format", "{title}") == "Apple pie\n"
    done = home.run("print-and-mark.sh", "is:unread", "title:apple")
    assert (done.stdout, done.returncode) == ("", 0)
    done = home.run("print-and-mark.sh", "is:nonsense")
    assert done.returncode != 0
    assert home.newsreader("list", "is:unread", "--format", "{title}") == "The sea\n"


def test_the_titles_since_yesterday_are_json(home: Home) -> None:
    if not shutil.which("jq"):
        pytest.skip("jq is not installed")
    titles = fill(home)
    yesterday = (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%d")
    home.write("y.md", "Of yesterday", yesterday)
    home.write("o.md", "Of long ago", "2020-01-01")
    (home.articles / "undated.md").write_text("No date of its own.")
    done = home.run("since-yesterday.sh")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {each["title"] for each in found} == {*titles, "Of yesterday"}
    assert all(set(each) == {"title", "link", "date"} for each in found)
    assert (
        next(each for each in found if each["title"] == "Of yesterday")["date"]
        == f"{yesterday}T00:00:00+00:00"
    )


def test_the_titles_since_yesterday_may_be_none(home: Home) -> None:
    if not shutil.which("jq"):
        pytest.skip("jq is not installed")
    home.write("o.md", "Of long ago", "2020-01-01")
    done = home.run("since-yesterday.sh")
    assert (json.loads(done.stdout), done.returncode) == ([], 0)


def test_what_jq_reads_is_whole_json_even_where_jq_is_missing(home: Home) -> None:
    titles = fill(home)
    told = json.loads(home.newsreader("list", "--json", "date:yesterday.."))
    assert {each["title"] for each in told["articles"] if each["date_source"] != "file"} == set(titles)
    assert {Path(each["path"]).name for each in told["articles"]} == {*ODD, os.fsdecode(NOT_UTF_8)}
