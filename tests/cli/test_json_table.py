"""The table of JSON in docs/commands.md is what the commands print, key by key."""

import json
import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from reader.actions.finding.querying import FIELDS
from tests.cli.conftest import ROOT, Newsreader
from tests.cli.inside import Done, run_inside
from tests.feeds.pages import BEES
from tests.feeds.server import Web, item, rss

pytest.importorskip("readability")

MOMENTS = {"date", "updated", "arrived", "succeeded", "next", "last", "when"}


def documented() -> dict[str, set[str]]:
    """Return the keys that the table has for each object, by the first column's words; lists without their brackets."""
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    table = text.split("<!-- json -->")[1].split("<!-- to here -->")[0]
    found: dict[str, set[str]] = {}
    where = ""
    for row in table.strip().splitlines()[2:]:
        first, keys, _ = (cell.strip() for cell in row.strip("|").split("|"))
        where = first or where
        found.setdefault(where, set()).update(key.removesuffix("[]") for key in keys.split("`")[1::2])
    return found


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    made = Web()
    made.put("/feed.xml", rss(item(1, "One"), item(2, "Two"), title="The feed"))
    made.put("/bees", BEES, Content_Type="text/html")
    links = "".join(
        f'<link rel=alternate type="application/rss+xml" href="/{n}.xml" title="{n}">' for n in "ab"
    )
    made.put("/two", f"<html><head>{links}</head>", Content_Type="text/html")
    yield made
    made.close()


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("library") / "articles"
    made.mkdir()
    (made / "a.md").write_text(
        "---\ntitle: Apple\ndate: 2026-03-04\ntags: [fruit]\nsite: example.org\n---\ntext\n"
    )
    (made / "b.md").write_text("---\ntitle: B\ntags: [fruit]\nauthors: [Zoe, Ann]\n---\ntext\n")
    return made


@pytest.fixture(scope="module")
def told(web: Web, articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Run every command that prints JSON once, in a library where each has something to say."""
    tmp_path = tmp_path_factory.mktemp("files")
    marks = tmp_path / "marks.json"
    quote = {"quote": "text", "comment": "So?"}
    marks.write_text(
        json.dumps([{"path": "a.md", "starred": True, "highlights": {"one": quote}}, {"path": "none"}])
    )
    feeds = tmp_path / "feeds.opml"
    feeds.write_text(f'<opml version="2.0"><body><outline xmlUrl="{web.address}/opml.xml"/></body></opml>')
    config = tmp_path / ".config" / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[[rules]]\nquery = "tag:fruit"\nact = "star"\n')
    there = ("-f", articles)
    environ = {
        "HOME": str(tmp_path), "PATH": os.environ.get("PATH", os.defpath), "TZ": "UTC", "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    folder = articles

    def newsreader(*words: object) -> Done:
        return run_inside(*words, environ=environ)

    def run(*words: object) -> dict[str, Any]:
        done = newsreader(*words)
        assert "Traceback" not in done.stderr
        return dict(json.loads(done.stdout.splitlines()[-1] if "--progress" in words else done.stdout))

    return {
        "add": run("add", "--json", *there, web.address + "/feed.xml"),
        "add several": run("add", "--json", *there, web.address + "/two"),
        "save": run("save", "--json", *there, web.address + "/bees"),
        "import json": run("import", "--json", *there, "json", marks),
        "import opml": run("import", "--json", *there, "opml", feeds),
        "journal import": run("journal", "--json", *there, "import", marks),
        "list": run("list", "--json", *there),
        "search": run("search", "--json", *there, "text"),
        "show": run("show", "--json", *there, folder / "a.md"),
        "download": run("download", "--json", *there, "tag:fruit"),
        "download --dry-run": run("download", "--json", "--dry-run", *there, "tag:fruit"),
        "feeds": run("feeds", "--json", *there),
        "refresh": run("refresh", "--json", *there),
        "refresh --progress": run("refresh", "--progress", *there),
        "mark": run("mark", "--json", *there, "read", "tag:fruit"),
        "mark --dry-run": run("mark", "--json", "--dry-run", *there, "unread", "tag:fruit"),
        "tag": run("tag", "--json", *there, "mine", "tag:fruit"),
        "tags": run("tags", "--json", *there),
        "tags --by": run("tags", "--json", "--by", "author", *there),
        "publish": run("publish", "--json", *there, "-o", tmp_path / "published"),
        "stats": run("stats", "--json", *there),
        "highlights": run("highlights", "--json", *there),
        "rules": run("rules", "--json", *there),
        "keys": run("keys", "--json"),
        "themes": run("themes", "--json"),
        "index": run("index", "--json", "--check", *there),
        "journal status": run("journal", "--json", *there, "status"),
        "journal verify": run("journal", "--json", *there, "verify"),
        "journal compact": run("journal", "--json", *there, "compact"),
        "journal export": run("journal", "--json", *there, "export"),
        "trust": run("trust", "--json", "--yes", folder),
        "trust --list": run("trust", "--json", "--list"),
        "trust --revoke": run("trust", "--json", "--revoke", folder),
        "remove several": run("remove", "--json", *there, "127.0.0.1"),
        "remove": run("remove", "--json", *there, "feed.xml", "--articles"),
        "config": run("config", "--json", "show"),
        "completions words": run("completions", "--json", "words", "--line=li"),
        "completions bash": run("completions", "--json", "bash"),
        "doctor": run("doctor", "--json", *there),
        "config path": run("config", "--json", "path"),
        "config check": run("config", "--json", "check"),
        "wrong": run("list", "--json", "--lmit", "3"),
        "wrong query": run("list", "--json", *there, "is:nothing"),
        "wrong folder": run("tags", "--json", "-f", tmp_path / "none"),
    }


def test_every_command_prints_the_keys_of_the_table_and_no_others(
    told: dict[str, dict[str, Any]],
) -> None:
    table = documented()
    assert {values["schema"] for values in told.values()} == {2}
    article = table["`articles[]` of `list`, `search`, `show`; `pages[]` of `save`"]
    feed = table["`feeds[]` of `feeds`, `add`, `refresh`"]
    assert article == set(FIELDS)
    known = {
        "list": article, "search": article | table["and of `search`"], "show": article | table["and of `show`"],
    }  # fmt: skip
    for name, keys in known.items():
        assert [each for each in told[name]["articles"] if set(each) != keys] == []
        assert told[name]["articles"]
    assert set(told["save"]["pages"][0]) == article | table["and of `save`"]
    for name in ("feeds", "add", "refresh"):
        assert told[name]["feeds"]
        assert [set(each) ^ (feed | table[f"and of `{name}`"]) for each in told[name]["feeds"]] == [
            set()
        ] * len(told[name]["feeds"])
    assert set(told["add several"]["candidates"][0]) == {"address", "title"}
    assert set(told["remove several"]["candidates"][0]) == {"address", "title", "folder"}
    lists = {
        "tags": ("tags", "`tags[]` of `tags`"), "tags --by": ("tags", "`tags[]` of `tags`"),
        "rules": ("rules", "`rules[]` of `rules`"), "highlights": ("highlights", "`highlights[]` of `highlights`"), "config": ("settings", "`settings[]` of `config`"), "doctor": ("checks", "`checks[]` of `doctor`"),
        "completions words": ("words", "`words[]` of `completions words`"),
        "keys": ("commands", "`commands[]` of `keys`"), "themes": ("themes", "`themes[]` of `themes`"), "trust --list": ("folders", "`folders[]` of `trust --list`"),
    }  # fmt: skip
    for name, (key, row) in lists.items():
        assert told[name][key]
        assert {frozenset(each) for each in told[name][key]} == {frozenset(table[row])}, name
    plain = {
        "remove": "`remove`", "publish": "`publish`", "refresh --progress": "`refresh --progress`, the last line", "stats": "`stats`",
        "import json": "`import json`, `journal import`", "journal import": "`import json`, `journal import`",
        "import opml": "`import opml`, `import newsboat`", "index": "`index`", "trust --revoke": "`trust --revoke`",
        "journal status": "`journal status`, `journal verify`", "journal verify": "`journal status`, `journal verify`",
        "mark": "`mark`, `tag`", "tag": "`mark`, `tag`",
        "config path": "`config path`, `config init`", "config check": "`config check`", "completions bash": "`completions bash`",
    }  # fmt: skip
    for name, row in plain.items():
        assert set(told[name]) - {"schema"} == table[row], name
    assert set(told["download --dry-run"]) == {"schema", "addresses"}
    assert set(told["download"]) == table["`download`"] | {"schema"}
    assert set(told["mark --dry-run"]) == {"schema", "changed", "would_change"}
    assert set(told["stats"]["days"][0]) == {"day", "read"}
    assert set(told["trust"]["reviews"][0]) == table["`reviews[]` of `trust`"]
    for name in ("wrong", "wrong query", "wrong folder"):
        assert set(told[name]) == {"schema", "error"}


def test_one_thing_has_one_name_and_one_form(told: dict[str, dict[str, Any]], articles: Path) -> None:
    assert {each["folder"] for each in _objects(told) if "folder" in each and "events" not in each} >= {
        str(articles)
    }
    names = {name for each in _objects(told) for name in each}
    assert names & {"file", "root", "url", "href", "feed", "kind"} == set()
    assert not {name for name in names if re.fullmatch(r".*_(at|time|ts)", name)}
    paths = [
        each["path"]
        for each in _objects({name: told[name] for name in ("list", "search", "show", "save", "highlights")})
        if "path" in each
    ]
    assert paths
    assert all(Path(path).is_absolute() for path in paths)
    [article] = [each for each in told["list"]["articles"] if each["title"] == "Apple"]
    [highlight] = told["highlights"]["highlights"]
    assert {name: highlight[name] for name in ("id", "path", "folder", "title", "link")} == {
        name: article[name] for name in ("id", "path", "folder", "title", "link")
    }


def test_every_moment_is_iso_8601_with_an_offset(told: dict[str, dict[str, Any]]) -> None:
    moments = [
        each[name]
        for name_of in ("list", "save", "feeds", "highlights", "journal status")
        for each in _objects({name_of: told[name_of]})
        for name in MOMENTS & each.keys()
        if each[name] is not None
    ]
    assert len(moments) > 8
    assert all(datetime.fromisoformat(moment).utcoffset() is not None for moment in moments)
    assert told["feeds"]["feeds"][0]["succeeded"]
    assert told["stats"]["languages"] is not None


def test_the_log_of_a_device_says_when_it_was_written_last(told: dict[str, dict[str, Any]]) -> None:
    [log] = told["journal status"]["logs"]
    assert set(log) == {"device", "segments", "bytes", "events", "damaged", "newer", "last"}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from _objects(each)


def test_languages_are_named_by_their_tags(newsreader: Newsreader, folder: Path) -> None:
    (folder / "d.md").write_text("---\ntitle: D\nlang: de-AT\n---\nWort\n")
    (folder / "e.md").write_text("---\ntitle: E\nlang: zh-CN\n---\n字\n")
    newsreader("mark", "read", "-f", folder, "title:d", "OR", "title:e")
    told = json.loads(newsreader("stats", "--json", "-f", folder).stdout)["languages"]
    assert set(told) >= {"de-AT", "zh-CN"}
    assert (
        "简体中文" in newsreader("stats", "-f", folder).stdout
        or "中文" in newsreader("stats", "-f", folder).stdout
    )
