"""What cannot be written is said: every command that writes, on a disk that takes nothing."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.conditions import (
    Home,
    closed_to_us,
    full,
    limited,
    locked_by_another,
    read_only,
    small_disk,
    without_files,
)
from tests.feeds.pages import BEES
from tests.feeds.server import Web, item, rss

WORDS = (
    "newsreader: newsreader mark undo takes it back\n",
    "newsreader: saved as searches: Mine\n",
)
"""What is said on stderr though all went well."""

pytestmark = pytest.mark.row(12)

ARTICLES = 60
"""So many that what is written about them needs more than what is left of a page of the disk."""


def complaints(said: str) -> str:
    """Return what a command says on stderr that is no news of success."""
    return "".join(line for line in said.splitlines(keepends=True) if line not in WORDS)


CLAIMS = re.compile(r"\d+ (?:articles?|feeds?) (?:changed|is|are)|bytes saved|no longer followed|\bsaved\b")
"""What says that something was done."""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """Sixty articles, of which ten are read; feeds and searches."""
    root = tmp_path / "disk"
    with small_disk(root) as is_apart:
        made = Home(root)
        made.is_apart = is_apart
        made.articles.mkdir(parents=True)
        for number in range(ARTICLES):
            (made.articles / f"{number:02}.md").write_text(
                f"---\ntitle: Number {number}\ndate: 2026-01-01\ntags: [{'few' if number < 10 else 'many'}]\n"
                f"link: https://example.org/{number}\n---\ntext\n"
            )
        (made.articles / "feeds.toml").write_text(
            '[[feed]]\naddress = "https://example.org/feed"\n[[feed]]\naddress = "https://example.com/other"\n'
        )
        assert made.run("mark", "-f", made.articles, "read", "").returncode == 0
        yield made


def on_full_disk(home: Home) -> AbstractContextManager[None]:
    if not home.is_apart:
        pytest.skip("only root can mount a disk that is then full")
    return full(home)


def on_read_only_disk(home: Home) -> AbstractContextManager[None]:
    return read_only(home) if home.is_apart else closed_to_us(home)


def with_lock(home: Home) -> AbstractContextManager[None]:
    return locked_by_another(home.log() / ".lock")


def at_the_log(home: Home) -> AbstractContextManager[None]:
    return locked_by_another(home.log() / ".compacted")


Condition = Callable[[Home], AbstractContextManager[None]]

CONDITIONS: dict[str, tuple[Condition, str]] = {
    "full disk": (on_full_disk, "No space left on device"),
    "read-only": (on_read_only_disk, "Read-only file system|Permission denied"),
    "limit": (limited, "File too large"),
}
"""By name: the condition, and what it is called."""

DISKS = {
    **{name: CONDITIONS[name] for name in ("full disk", "read-only")},
    "no byte": (without_files, "File too large"),
}
LOCK = {"lock": (with_lock, "another newsreader is writing")}
EVERYWHERE = {**CONDITIONS, **LOCK}

OLD = json.dumps(
    {"articles": [{"path": f"{number:02}.md", "starred": True, "tags": ["x"]} for number in range(ARTICLES)]}
)
OPML = (
    '<opml version="2.0"><body><outline type="rss" xmlUrl="https://example.org/2" title="Two"/></body></opml>'
)
URLS = 'https://example.org/3\n"query:Mine:unread = \\"yes\\""\n'

MARKS = {
    "mark": ("mark", "star", ""),
    "mark --json": ("mark", "--json", "later", ""),
    "undo": ("mark", "undo"),
    "tag": ("tag", "own", ""),
    "tag --remove": ("tag", "--remove", "many", ""),
    "journal import": ("journal", "import", "{old}"),
    "import json": ("import", "json", "{old}"),
}
"""Commands of which the journal has to take something."""

FILES = {
    "import opml": ("import", "opml", "{opml}"),
    "import newsboat": ("import", "newsboat", "{urls}"),
    "remove": ("remove", "example.org"),
    "remove --articles": ("remove", "--articles", "example.org"),
}
"""Commands that write files in the folder of articles or of data."""


def words_of(home: Home, command: tuple[str, ...], tmp_path: Path) -> list[str]:
    """The words of a command, with names of files that lie where all is well."""
    named = {}
    for name, text in (("old", OLD), ("opml", OPML), ("urls", URLS)):
        file = tmp_path / name
        file.write_text(text)
        named[name] = file
    head, *rest = [word.format(**named) for word in command]
    return [head, "-f", str(home.articles), *rest]


@pytest.mark.slow
@pytest.mark.parametrize("condition", EVERYWHERE)
@pytest.mark.parametrize("command", MARKS)
def test_what_the_journal_does_not_take_is_no_success(
    command: str, condition: str, home: Home, tmp_path: Path
) -> None:
    words = words_of(home, MARKS[command], tmp_path)
    bring_about, why = EVERYWHERE[condition]
    with bring_about(home):
        before = home.files()
        assert_refused(home.run(*words), why, home)
        assert home.files() == before
    done = home.run(*words)
    assert (done.returncode, complaints(done.stderr)) == (0, "")
    assert home.files() != before


@pytest.mark.slow
@pytest.mark.parametrize("condition", DISKS)
@pytest.mark.parametrize("command", FILES)
def test_a_file_that_cannot_be_written_is_no_success(
    command: str, condition: str, home: Home, tmp_path: Path
) -> None:
    words = words_of(home, FILES[command], tmp_path)
    bring_about, why = DISKS[condition]
    before = home.files()
    with bring_about(home):
        assert_refused(home.run(*words), why, home)
        assert home.files() == before
    done = home.run(*words)
    assert (done.returncode, complaints(done.stderr)) == (0, "")
    assert home.files() != before


@pytest.mark.slow
@pytest.mark.parametrize("condition", ["full disk", "read-only", "lock", "at it"])
def test_a_journal_that_cannot_be_compacted_says_the_same_as_before(condition: str, home: Home) -> None:
    log = home.log()
    lines = (log / "000000.jsonl").read_text()
    for number in range(6):  # of which each says everything twice, of articles of its own
        (log / f"{number:06}.jsonl").write_text(lines.replace(".md", f"-{number}.md") * 2)
    at_it: tuple[Condition, str] = (at_the_log, "another newsreader is using it")
    bring_about, why = {**EVERYWHERE, "at it": at_it}[condition]
    exported = home.run("journal", "export", "-f", home.articles).stdout
    with bring_about(home):
        assert_refused(home.run("journal", "compact", "-f", home.articles), why, home)
        assert home.run("journal", "export", "-f", home.articles).stdout == exported
    done = home.run("journal", "compact", "-f", home.articles)
    assert (done.returncode, complaints(done.stderr)) == (0, "")
    assert "bytes saved" in done.stdout
    assert home.run("journal", "export", "-f", home.articles).stdout == exported


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server with a feed that has much to say, and a page."""
    made = Web()
    items = [item(number, f"Item {number}", "words " * 300) for number in range(30)]
    made.put("/feed.xml", rss(*items, title="The feed"))
    made.put("/bees", BEES, Content_Type="text/html")
    yield made
    made.close()


@pytest.mark.slow
@pytest.mark.parametrize("condition", ["full disk", "read-only"])
def test_articles_that_cannot_be_written_are_no_success_and_come_later(
    condition: str, home: Home, web: Web
) -> None:
    bring_about, why = CONDITIONS[condition]
    where = ("-f", home.articles)
    before = home.files()
    with bring_about(home):
        assert_refused(home.run("add", web.address + "/feed.xml", *where), why, home)
        assert_refused(home.run("save", web.address + "/bees", *where), why, home)
        assert home.files() == before
    assert home.run("add", web.address + "/feed.xml", *where).stdout == "The feed: 30 articles\n"
    assert home.run("save", web.address + "/bees", *where).returncode == 0
    for asked in home.articles.glob(".newsreader/feeds/*/feed_states.json"):
        asked.unlink()  # so that it is due again
    items = [item(number, f"Item {number}", "words " * 300) for number in range(60)]
    web.put("/feed.xml", rss(*items, title="The feed"))
    files = set((home.articles / "the-feed").iterdir())
    with bring_about(home):
        done = home.run("refresh", "--feed", "127.0.0.1", *where)
        assert_refused(done, why, home)
        assert set((home.articles / "the-feed").iterdir()) == files
        assert done.stderr.count("the-feed") < 3
    done = home.run("refresh", "--feed", "127.0.0.1", *where)
    assert done.stdout == "30 new articles\n"
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_rules_that_cannot_be_followed_are_said_of_the_articles_that_came(home: Home, web: Web) -> None:
    config = home.root / "config" / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[[rules]]\nquery = "source:feed"\nact = "star"\n')
    (home.articles / "feeds.toml").write_text("")
    home.run("add", web.address + "/feed.xml", "-f", home.articles)
    for asked in home.articles.glob(".newsreader/feeds/*/feed_states.json"):
        asked.unlink()
    web.put("/feed.xml", rss(item(90, "Ninety"), item(91, "Ninety-one"), title="The feed"))
    with with_lock(home):
        done = home.run("refresh", "-f", home.articles)
    assert done.returncode == 1
    assert done.stdout == "2 new articles\n"
    assert "The rules were not applied to 2 new articles. The journal in" in done.stderr
    assert "another newsreader is writing; try again" in done.stderr


@pytest.mark.slow
def test_a_page_that_is_saved_and_not_kept_for_later_is_said_to_be_so(home: Home, web: Web) -> None:
    with with_lock(home):
        done = home.run("save", "-f", home.articles, web.address + "/bees")
    assert (done.returncode, done.stdout) == (1, "How bees find home: saved\n")
    assert "Saved, but not kept for later. The journal in" in done.stderr


def assert_refused(done: CompletedProcess[str], why: str, home: Home) -> None:
    """It failed, and the last sentence says at which file, why, and what to do; nothing is claimed."""
    assert done.returncode == 1, (done.stdout, done.stderr)
    *_, told = done.stderr.splitlines()
    if (
        "No index can be created" not in told
    ):  # where no file may have a byte, that is the end before the beginning
        assert re.fullmatch(f"newsreader: .*{home.root}.*(?:{why}).*try again.*", told), done.stderr
        assert "Errno" not in told
    assert "Traceback" not in done.stderr
    assert "newsreader crashed" not in done.stderr
    assert not CLAIMS.search(done.stdout)
