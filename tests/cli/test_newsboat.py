"""``newsreader import newsboat``: feeds, articles with their texts, what was read, and settings to paste."""

import json
import os
import shutil
import sqlite3
import tomllib
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from reader.feeds.interchange.newsboat import read_urls, words_of
from reader.feeds.interchange.newsboat_config import read_config
from tests.cli.conftest import Newsreader
from tests.feeds.server import Web, item, rss

SCHEMA = """
CREATE TABLE rss_feed ( rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL, title VARCHAR(1024) NOT NULL );
CREATE TABLE rss_item ( id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL, title VARCHAR(1024) NOT NULL,
 author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL, feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL,
 content VARCHAR(65535) NOT NULL, unread INTEGER(1) NOT NULL );
CREATE TABLE google_replay ( id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL, state INTEGER NOT NULL, ts INTEGER NOT NULL );
ALTER TABLE rss_item ADD enclosure_url VARCHAR(1024);
ALTER TABLE rss_item ADD enclosure_type VARCHAR(1024);
ALTER TABLE rss_item ADD enqueued INTEGER(1) NOT NULL DEFAULT 0;
ALTER TABLE rss_item ADD flags VARCHAR(52);
ALTER TABLE rss_feed ADD lastmodified INTEGER(11) NOT NULL DEFAULT 0;
ALTER TABLE rss_item ADD deleted INTEGER(1) NOT NULL DEFAULT 0;
ALTER TABLE rss_feed ADD is_rtl INTEGER(1) NOT NULL DEFAULT 0;
ALTER TABLE rss_feed ADD etag VARCHAR(128) NOT NULL DEFAULT "";
ALTER TABLE rss_item ADD base VARCHAR(128) NOT NULL DEFAULT "";
CREATE TABLE metadata ( db_schema_version_major INTEGER NOT NULL, db_schema_version_minor INTEGER NOT NULL );
"""
"""The tables as newsboat 2.11 makes them."""

NEWER = """
ALTER TABLE rss_item ADD COLUMN content_mime_type VARCHAR(255) NOT NULL DEFAULT "";
ALTER TABLE rss_item ADD COLUMN enclosure_description VARCHAR(1024) NOT NULL DEFAULT "";
ALTER TABLE rss_item ADD COLUMN enclosure_description_mime_type VARCHAR(128) NOT NULL DEFAULT "";
"""
"""What newer versions add."""


def cache(folder: Path, feed: str, *rows: Mapping[str, object], schema: str = SCHEMA + NEWER) -> Path:
    """Make a ``cache.db`` with these articles of a feed."""
    folder.mkdir(exist_ok=True)
    with sqlite3.connect(folder / "cache.db") as connection:
        connection.executescript(schema)
        connection.execute(
            "INSERT INTO rss_feed(rssurl, url, title) VALUES(?, 'https://example.org/', 'Its &amp; title')",
            (feed,),
        )
        for number, row in enumerate(rows):
            values = {
                "guid": f"id-{number}", "title": f"Title {number}", "author": "Ann", "url": f"https://example.org/{number}",
                "feedurl": feed, "pubDate": 1_700_000_000 + number * 86_400, "content": f"<p>Old text {number}</p>", "unread": 1,
                **row,
            }  # fmt: skip
            names, places = ", ".join(values), ", ".join("?" * len(values))
            connection.execute(f"INSERT INTO rss_item({names}) VALUES({places})", list(values.values()))
    connection.close()
    return folder / "cache.db"


@pytest.fixture
def boat(tmp_path: Path) -> Path:
    """A folder of newsboat's."""
    made = tmp_path / "boat"
    made.mkdir()
    return made


def listed(newsreader: Newsreader, folder: Path, query: str) -> list[str]:
    return sorted(newsreader("list", "-f", folder, query, "--format", "{title}").stdout.splitlines())


def text_of(folder: Path, name: str) -> str:
    [file] = folder.glob(f"*/*{name}.md")
    return file.read_text()


PRINTED = """\
feeds           2 are new · 1 is quiet · 1 is left out
articles        4 are files now · 1 is left out: its feed is not followed
read, starred   2 articles changed · 1 is not in this library
other flags     not taken: b
settings        2 to paste, below
keys            1 to paste, below
highlights      1 to paste, below
other settings  not taken: ocnews-password

# for config.toml, in which newsreader writes nothing:
browser = "firefox %s"
refresh_every_min = 30
key_preset = "newsboat"

[keys]
down = ["j", "down"]
next_group = [")"]

[[watch]]
words = "x"
colour = "red"
""".splitlines()


def test_all_that_newsboat_has_comes_over_and_a_table_says_what_did_not(
    newsreader: Newsreader, folder: Path, boat: Path, web: Web
) -> None:
    feed = web.put("/feed.xml", rss(item(0, "Title 0", "New text 0"), item(9, "Newest"), title="Its & title"))
    (boat / "urls").write_text(f'{feed} news "~My title" # mine\nfile:///x y\nhttps://other.example/ "!"\n')
    cache(
        boat, feed, {"unread": 0}, {"unread": 0, "flags": "s"}, {"flags": "b"}, {"deleted": 1},
        {"feedurl": "https://gone.example/", "url": "https://gone.example/4", "unread": 0},
        {"content": "plain <text>\n\nof two", "content_mime_type": "text/plain"},
    )  # fmt: skip
    (boat / "config").write_text(
        'browser "firefox %u"\nreload-time 30\nbind-key j down\nhighlight all "x" red\nocnews-password geheim\n'
    )
    (folder / "feeds.toml").write_text("")
    done = newsreader("import", "-f", folder, "newsboat", boat)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == PRINTED
    assert tomllib.loads(done.stdout.partition("\n\n")[2]) == {
        "browser": "firefox %s", "refresh_every_min": 30, "key_preset": "newsboat",
        "keys": {"down": ["j", "down"], "next_group": [")"]}, "watch": [{"words": "x", "colour": "red"}],
    }  # fmt: skip
    assert "geheim" not in done.stdout + done.stderr
    assert listed(newsreader, folder, "source:my") == ["Title 0", "Title 1", "Title 2", "Title 5"]
    assert listed(newsreader, folder, "is:read") == ["Title 0", "Title 1"]
    assert listed(newsreader, folder, "is:starred") == ["Title 1"]
    assert listed(newsreader, folder, "tag:news source:my is:unread") == ["Title 2", "Title 5"]
    assert "Old text 2" in text_of(folder, "title-2")
    assert "plain \\<text>" in text_of(folder, "title-5").replace("&lt;", "\\<")
    # What the feed still has is the same article, with its newest text; what was read stays read.
    assert newsreader("refresh", "-f", folder, "--feed", "My").stdout.startswith("1 new article · 1 updated")
    assert "New text 0" in text_of(folder, "title-0")
    assert listed(newsreader, folder, "is:read") == ["Title 0", "Title 1"]
    before = {file: file.read_bytes() for file in folder.glob("*/*.md")}
    again = newsreader("import", "-f", folder, "newsboat", boat).stdout
    assert "0 are new · 2 were followed already" in again
    assert "0 are files now · 4 were here" in again
    assert {file: file.read_bytes() for file in folder.glob("*/*.md")} == before


def test_it_is_found_where_newsboat_keeps_it(newsreader: Newsreader, folder: Path, boat: Path) -> None:
    (folder / "feeds.toml").write_text("")
    done = newsreader("import", "-f", folder, "newsboat")
    assert done.returncode == 1
    assert "newsboat has no files in ~/.newsboat or ~/.config/newsboat: name its folder" in done.stderr
    home = folder.parent / "home" / ".newsboat"
    home.mkdir()
    (home / "urls").write_text("https://one.example/\n")
    assert newsreader("import", "-f", folder, "newsboat").stdout == "feeds  1 is new\n"
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "newsboat"
    config.mkdir(parents=True)
    (config / "urls").write_text("https://two.example/\nhttps://three.example/\n")
    cache(Path(os.environ["XDG_DATA_HOME"]) / "newsboat", "https://two.example/", {}, {})
    assert newsreader("import", "-f", folder, "newsboat").stdout.splitlines()[:2] == [
        "feeds          2 are new",
        "articles       2 are files now",
    ]


def test_without_a_folder_of_feeds_it_goes_into_the_programs_own(newsreader: Newsreader, boat: Path) -> None:
    (boat / "urls").write_text("https://one.example/feed\n")
    cache(boat, "https://one.example/feed", {"unread": 0}, {})
    done = newsreader("import", "newsboat", boat)
    assert "articles       2 are files now" in done.stdout, done.stderr
    assert newsreader("list", "is:read", "--format", "{title}").stdout == "Title 0\n"
    assert newsreader("list", "is:unread", "--format", "{source}").stdout == "Its & title\n"


@pytest.mark.parametrize("schema", [SCHEMA, SCHEMA + NEWER])
def test_caches_of_older_versions_are_read(
    newsreader: Newsreader, folder: Path, boat: Path, schema: str
) -> None:
    (folder / "feeds.toml").write_text('[[feed]]\naddress = "https://one.example/feed"\n')
    file = cache(boat, "https://one.example/feed", {"unread": 0}, {}, schema=schema)
    assert "2 are files now" in newsreader("import", "-f", folder, "newsboat", file).stdout
    assert listed(newsreader, folder, "is:read") == ["Title 0"]


def test_a_guid_that_newsboat_made_is_not_taken_for_the_feeds(
    newsreader: Newsreader, folder: Path, boat: Path, web: Web
) -> None:
    """Where a feed has no guids, newsboat makes them of link and date: the feed's entries are the same articles."""
    date = "Tue, 14 Nov 2023 22:13:20 GMT"
    feed = web.put("/feed.xml", rss(item(0, "Title 0", "New text", date, guid="")))
    (folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{feed}"\n')
    cache(boat, feed, {"guid": f"https://example.org/0{date}", "unread": 0})
    newsreader("import", "-f", folder, "newsboat", boat)
    newsreader("trust", "--yes", folder)
    newsreader("refresh", "-f", folder)
    assert listed(newsreader, folder, "source:its OR source:feed") == ["Title 0"]
    assert listed(newsreader, folder, "is:read") == ["Title 0"]


def test_articles_with_one_link_in_two_feeds_keep_their_own_marks(
    newsreader: Newsreader, folder: Path, boat: Path
) -> None:
    one, two = "https://one.example/feed", "https://two.example/feed"
    (folder / "feeds.toml").write_text(
        f'[[feed]]\naddress = "{one}"\ntitle = "One"\n[[feed]]\naddress = "{two}"\ntitle = "Two"\n'
    )
    same = {"guid": "same", "url": "https://example.org/same", "title": "Same"}
    cache(boat, one, {**same, "unread": 0}, {**same, "feedurl": two})
    newsreader("import", "-f", folder, "newsboat", boat)
    assert newsreader("list", "-f", folder, "is:read", "--format", "{source}").stdout == "One\n"
    assert newsreader("list", "-f", folder, "is:unread title:same", "--format", "{source}").stdout == "Two\n"


def test_what_was_deleted_here_does_not_come_back(newsreader: Newsreader, folder: Path, boat: Path) -> None:
    (folder / "feeds.toml").write_text('[[feed]]\naddress = "https://one.example/feed"\ntitle = "One"\n')
    cache(boat, "https://one.example/feed", {}, {})
    newsreader("import", "-f", folder, "newsboat", boat)
    [file] = folder.glob("one/*title-0.md")
    file.unlink()
    assert (
        "articles       0 are files now · 2 were here"
        in newsreader("import", "-f", folder, "newsboat", boat).stdout
    )
    assert not file.exists()


def test_the_import_can_be_undone_as_one_act(newsreader: Newsreader, folder: Path, boat: Path) -> None:
    (folder / "feeds.toml").write_text('[[feed]]\naddress = "https://one.example/feed"\ntitle = "One"\n')
    cache(boat, "https://one.example/feed", *({"unread": 0} for _ in range(5)))
    newsreader("import", "-f", folder, "newsboat", boat)
    assert len(listed(newsreader, folder, "is:read")) == 5
    newsreader("mark", "-f", folder, "undo")
    assert listed(newsreader, folder, "is:read") == []


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0rubbish" * 40, None])
def test_a_damaged_cache_is_named(
    newsreader: Newsreader, folder: Path, boat: Path, damage: bytes | None
) -> None:
    (folder / "feeds.toml").write_text('[[feed]]\naddress = "https://one.example/feed"\n')
    file = cache(boat, "https://one.example/feed", *({"content": "x" * 5_000} for _ in range(50)))
    data = file.read_bytes()
    file.write_bytes(
        data[: len(data) // 3] + b"\xff" * 9_000 + data[len(data) // 3 + 9_000 :]
        if damage is None
        else damage
    )
    done = newsreader("import", "-f", folder, "newsboat", boat)
    assert done.returncode == 1
    assert f"{file} cannot be read: it is not a cache of newsboat, or it is damaged" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_cache_that_newsboat_is_writing_is_not_called_damaged(
    newsreader: Newsreader, folder: Path, boat: Path
) -> None:
    (folder / "feeds.toml").write_text('[[feed]]\naddress = "https://one.example/feed"\n')
    file = cache(boat, "https://one.example/feed", {"unread": 0})
    with closing(sqlite3.connect(file, isolation_level=None)) as newsboat:
        newsboat.execute("BEGIN EXCLUSIVE")
        done = newsreader("import", "-f", folder, "newsboat", boat)
    assert (done.returncode, done.stderr) == (
        1, f"newsreader: {file} is in use: close newsboat and try again\n"
    )  # fmt: skip
    assert "1 is a file now" in newsreader("import", "-f", folder, "newsboat", boat).stdout


def test_a_cache_from_stdin_is_refused_with_what_to_do(
    newsreader: Newsreader, folder: Path, boat: Path
) -> None:
    file = cache(boat, "https://one.example/feed", {"unread": 0})
    with file.open("rb") as opened:
        done = newsreader("import", "-f", folder, "newsboat", "-", stdin=opened)
    assert done.returncode == 2
    assert "cache.db cannot be read from stdin: name the file" in done.stderr


def test_json_says_all_of_it(newsreader: Newsreader, folder: Path, boat: Path) -> None:
    (folder / "feeds.toml").write_text("")
    (boat / "urls").write_text("https://one.example/feed\nexec:x\n")
    (boat / "config").write_text("player mpv\nmacro x quit\n")
    cache(boat, "https://one.example/feed", {"unread": 0})
    found = json.loads(newsreader("import", "-f", folder, "--json", "newsboat", boat).stdout)
    assert (found["added"], found["articles"]["written"], found["articles"]["changed"]) == (1, 1, 1)
    assert found["left_out"] == ["exec:x: it runs a program; set command or filter_command in feeds.toml"]
    assert found["config"]["settings"] == {"player": '"mpv"'}
    assert found["config"]["keys"] == {}
    assert found["config"]["macros"] == {", x": ["quit"]}
    assert found["config"]["watch"] == []


def test_a_config_alone_is_printed_as_toml(newsreader: Newsreader, boat: Path) -> None:
    (boat / "config").write_text('browser "lynx \'%u\'"\nplayer "mpv --no-video"\nbind-key k up\n')
    done = newsreader("import", "newsboat", boat / "config")
    assert tomllib.loads(done.stdout) == {
        "browser": "lynx %s",
        "player": "mpv --no-video",
        "key_preset": "newsboat",
        "keys": {"previous_group": ["("], "up": ["k", "up"]},
    }


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('browser "x %u %F"', "browser: only the address (%u) can be given to a browser here: x %u %F"),
        ("browser `which firefox`", "browser: what a program prints is not taken"),
        ("browser", "browser: it is empty"),
        ("reload-time often", "reload-time: it is not a number of minutes"),
    ],
)
def test_a_setting_that_has_no_counterpart_is_named(line: str, told: str) -> None:
    assert read_config(line + "\n") == ((), ((), (), (), ()), (), (), (told,))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("https://a.example/ a b", ["https://a.example/", "a", "b"]),
        ("https://a.example/#frag a #b c", ["https://a.example/#frag", "a"]),
        (
            'https://a.example/ "#quoted" "two words" "~T"',
            ["https://a.example/", "#quoted", "two words", "~T"],
        ),
        ('https://a.example/ ~"My title"', ["https://a.example/", "~My title"]),
        ('"query:A:title =~ \\"x\\"" t', ['query:A:title =~ "x"', "t"]),
        ('https://a.example/ "open', ["https://a.example/", "open"]),
        ('https://a.example/ ""', ["https://a.example/", ""]),
        ("https://a.example/ it's", ["https://a.example/", "it's"]),
        ("  # comment", []),
    ],
)
def test_a_line_has_the_words_that_newsboat_sees(line: str, words: list[str]) -> None:
    assert words_of(line) == words


def test_comments_and_empty_tags_are_no_tags_and_a_hidden_feed_is_quiet() -> None:
    found = read_urls(
        'https://a.example/x "" a "" # more words\nhttps://b.example/ ! !x\nhttps://a.example/x b\n'
    )
    assert [(feed.tags, feed.is_quiet) for feed in found.feeds] == [(("a", "b"), False), ((), True)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ftp://ann:secret@a.example/ x", "ftp://…@a.example/: it is not an address of the web"),
        ('"exec:curl -u ann:secret@x http://x"', "exec:curl -u …@x http://x: it runs a program"),
    ],
)
def test_no_password_of_a_line_is_printed(line: str, told: str) -> None:
    [sentence] = read_urls(line).left_out
    assert sentence.startswith(told)


def test_a_password_in_an_address_is_kept_in_a_file_of_its_own(
    newsreader: Newsreader, folder: Path, boat: Path
) -> None:
    (folder / "feeds.toml").write_text("")
    (boat / "urls").write_text("https://ann:secret@p.example/rss news\n")
    done = newsreader("import", "-f", folder, "newsboat", boat / "urls")
    assert done.stdout == "1 feed is new; newsreader refresh fetches it\n"
    assert "password_command" in done.stderr
    assert "secret" not in done.stderr + (folder / "feeds.toml").read_text()
    assert 'user = "ann"' in (folder / "feeds.toml").read_text()


def test_nothing_of_newsboats_is_written_to(newsreader: Newsreader, folder: Path, boat: Path) -> None:
    (folder / "feeds.toml").write_text("")
    (boat / "urls").write_text("https://one.example/feed\n")
    (boat / "config").write_text("player mpv\n")
    cache(boat, "https://one.example/feed", {"unread": 0})
    before = {file.name: file.read_bytes() for file in boat.iterdir()}
    newsreader("import", "-f", folder, "newsboat", boat)
    assert {file.name: file.read_bytes() for file in boat.iterdir()} == before
    assert not (Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader" / "config.toml").exists()
    shutil.rmtree(boat)
    assert listed(newsreader, folder, "is:read") == ["Title 0"]


def test_a_cache_without_followed_feeds_brings_what_was_read_and_makes_no_folder(
    newsreader: Newsreader, folder: Path, boat: Path
) -> None:
    (folder / "a.md").write_text("---\ntitle: Apple\nlink: https://example.org/0\n---\ntext\n")
    file = cache(boat, "https://one.example/feed", {"unread": 0})
    assert newsreader("import", "-f", folder, "newsboat", file).stdout == "1 article changed\n"
    assert listed(newsreader, folder, "is:read") == ["Apple"]
    assert not (folder / ".newsreader" / "refresh.lock").exists()
    done = newsreader("import", "newsboat", file)
    assert "1 article is not in this library" in done.stderr
    assert "Traceback" not in done.stderr
