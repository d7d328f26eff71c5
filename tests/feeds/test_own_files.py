"""What is wrong with a file of the program's own is said in plain words, and costs the least that it can."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.feeds.files.known_entry import KnownEntry
from reader.feeds.files.ledger import load_ledger
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.formats.entry import FeedError
from reader.feeds.formats.json_feed import read_json_feed
from reader.paths import standard_paths
from tests.feeds.conftest import Ask, Clock
from tests.feeds.following import due, follow, titles
from tests.feeds.server import Web, item, rss

Newsreader = Callable[..., Any]

PYTHON = re.compile(
    r"Errno|object|NoneType|not supported|__|Expecting|iterable|argument|codec|recursion|sys\.|invalid literal|Traceback"
)
"""Words of Python's, which say nothing to who did not write the program."""

ODD: dict[str, bytes] = {
    "empty": b"",
    "null": b"null",
    "a list": b"[]",
    "a number": b"7",
    "a text": b'"x"',
    "half": b"{x",
    "bytes": b"\xff\xfe\x00\x80",
    "a version of text": b'{"version": "x", "entries": {}, "folders": {}, "feeds": {}}',
    "a version of null": b'{"version": null, "entries": null, "folders": null, "feeds": null}',
    "lists for tables": b'{"version": [], "entries": [], "folders": [], "feeds": []}',
    "entries of numbers": b'{"version": 1, "entries": {"a": 7, "b": ["x"]}, "folders": {"/x": 7}, "feeds": {"a": 7}}',
    "entries of null": b'{"version": 1, "entries": {"a": null}, "folders": {"/x": null}, "feeds": {"a": null}}',
    "too few values": b'{"version": 1, "entries": {"a": ["x"]}, "folders": {"/x": {}}, "feeds": {"a": {}}}',
    "nested": b"[" * 100_000,
    "a long number": b'{"version": ' + b"9" * 5_000 + b"}",
    "NaN": b'{"version": NaN}',
}
"""What may stand in a file of JSON."""


def ledger_of(folder: Path) -> Path:
    return next(file for file in folder.glob(".newsreader/feeds/*/*.json") if file.name != "feed_states.json")


_PARTS = {"entries of numbers", "entries of null", "too few values", "NaN"}

BEARABLE: dict[str, set[str]] = {
    "ledger": set(),
    "asked": _PARTS | {"a version of text", "a version of null", "lists for tables"},
    "trust": _PARTS - {"entries of numbers", "entries of null", "NaN"},
    "folders": {"a version of text"},
}
"""What costs the one entry alone, or nothing at all."""

FILES: dict[str, Callable[[Path], Path]] = {
    "ledger": ledger_of,
    "asked": lambda folder: next(folder.glob(".newsreader/feeds/*/feed_states.json")),
    "trust": lambda _: standard_paths().trust,
    "folders": lambda _: standard_paths().folder_ids,
}


@pytest.mark.parametrize("odd", [*ODD, "a folder", "a pipe", "a circle"])
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named_without_words_of_python(
    web: Web, folder: Path, newsreader: Newsreader, name: str, odd: str
) -> None:
    follow(folder, web.put("/feed", rss(item(1))))
    newsreader("refresh", "-f", folder)
    due(folder)
    web.put("/feed", rss(item(1), item(2)))
    file = FILES[name](folder)
    file.unlink()
    match odd:
        case "a folder":
            file.mkdir()
        case "a pipe":
            os.mkfifo(file)
        case "a circle":
            file.symlink_to(file.name)
        case _:
            file.write_bytes(ODD[odd])
    done = newsreader("list" if name == "folders" else "refresh", "-f", folder)
    assert not PYTHON.search(done.stderr), done.stderr
    if odd not in BEARABLE[name]:
        assert str(file) in done.stderr


@pytest.mark.parametrize("device", ["own", "other"])
@pytest.mark.parametrize("half", [r"\ud83d", r"a\ude0d", r"\udfff\ud800"])
def test_half_a_surrogate_in_a_ledger_keeps_nothing_from_coming(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path, device: str, half: str
) -> None:
    feed = Subscription(web.put("/feed", rss(item(1))), "Feed")
    ask(feed)
    root = tmp_path / "articles"
    file = ledger_of(root)
    known = f'"{half}": ["{half}.md", "{half}", "{half}", "{half}", "{half}", "{half}"], "{half}2": ["a.md", "", "{half}", "", "", ""]'
    if device == "own":
        file.write_text(file.read_text().replace('"entries": {', f'"entries": {{{known},', 1))
    else:
        other = file.parent.parent / "other" / file.name
        other.parent.mkdir()
        other.write_text(f'{{"version": 1, "entries": {{{known}}}}}')
    web.put("/feed", rss(item(1), item(2)))
    clock.now += 100_000
    [outcome] = ask(feed)
    assert (outcome.error, len(outcome.added)) == ("", 1)
    assert len(titles(root)) == 2
    clock.now += 100_000
    [outcome] = ask(feed)
    assert (outcome.error, len(outcome.added)) == ("", 0)


def test_a_ledger_keeps_half_a_surrogate_as_it_stands(tmp_path: Path) -> None:
    ledger = load_ledger(tmp_path, "laptop", "feed")
    known = KnownEntry("a.md", "w", "\ud83d", "", "t", "")
    ledger.learn("\ud83d", known)
    ledger.learn("😍", known)
    ledger.save()
    again = load_ledger(tmp_path, "laptop", "feed")
    assert again.entries == {"\ud83d": known, "😍": known}
    assert "😍" in (tmp_path / "laptop" / "feed.json").read_text()


@pytest.mark.parametrize("field", ["id", "url", "title", "content_html", "content_text", "summary", "tags"])
def test_half_a_surrogate_in_an_entry_costs_that_letter(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path, field: str
) -> None:
    entry = {"id": "1", "url": "https://example.org/1", "title": "T", "content_text": "text"}
    entry[field] = ["\ud83d"] if field == "tags" else "https://example.org/\ud83d"  # type: ignore[assignment]
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "\ud83d", "items": [entry]}
    feed = Subscription(web.put("/feed", json.dumps(document)), "Feed")
    for count in (1, 0):
        [outcome] = ask(feed)
        assert (outcome.error, len(outcome.added)) == ("", count)
        clock.now += 100_000
    [file] = tmp_path.glob("articles/*/*.md")
    file.read_bytes().decode()


@pytest.mark.parametrize(
    "data",
    [b"{", b"{7: 1}", b'{"\\x": 1}', b'{"a"', b'{"a" 1}', b'{"items": [{"id": 1', b'{"a": "b', b"{,}" * 9],
)
def test_what_is_wrong_with_a_feed_of_json_is_said_without_words_of_python(data: bytes) -> None:
    with pytest.raises(FeedError) as refused:
        read_json_feed(data, "https://example.org/feed")
    assert not PYTHON.search(str(refused.value))


LONG = "x" * 70_000


def test_a_command_of_very_many_letters_is_cut_in_lists_and_whole_where_one_agrees(
    folder: Path, newsreader: Newsreader
) -> None:
    (folder / "feeds.toml").write_text(f'[[feed]]\ncommand = ["echo", "{LONG}"]\n')
    for command in ("feeds", "refresh"):
        done = newsreader(command, "-f", folder)
        said = done.stdout + done.stderr
        assert "70,0" in said
        assert max(map(len, said.splitlines())) < 1_000
    asked = newsreader("trust", folder)
    assert LONG in asked.stdout + asked.stderr


@pytest.mark.parametrize("key", ["title", "address"])
def test_a_title_or_an_address_of_very_many_letters_is_cut_in_lists(
    folder: Path, newsreader: Newsreader, key: str
) -> None:
    values = {"title": "T", "address": "http://127.0.0.1:9/feed"}
    values[key] += LONG
    rows = "".join(f'{name} = "{value}"\n' for name, value in values.items())
    (folder / "feeds.toml").write_text(f"[[feed]]\n{rows}[[feed]]\n{rows}tags = ['x']\n")
    for command in (["feeds"], ["refresh"], ["remove", "x"]):
        done = newsreader(*command, "-f", folder)
        assert max(map(len, (done.stdout + done.stderr).splitlines())) < 1_200, command


def test_a_feed_of_very_long_guids_does_not_fill_its_ledger(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    def serve(count: int) -> str:
        return web.put("/feed", rss(*(item(n, guid=f"{n}{'x' * 1_990}") for n in range(count))))

    for count in (600, 700):
        [outcome] = ask(Subscription(serve(count), "Feed"))
        assert outcome.error == ""
        clock.now += 100_000
    assert len(titles(tmp_path / "articles")) == 700
    assert ledger_of(tmp_path / "articles").stat().st_size < 700 * 400


def test_the_long_guids_of_an_older_ledger_are_known(
    web: Web, ask: Ask, clock: Clock, tmp_path: Path
) -> None:
    guid = "x" * 1_000
    feed = Subscription(web.put("/feed", rss(item(1, guid=guid))), "Feed")
    ask(feed)
    file = ledger_of(tmp_path / "articles")
    found = json.loads(file.read_text())
    [known] = found["entries"].values()
    found["entries"] = {guid: known}
    file.write_text(json.dumps(found))
    [article] = tmp_path.glob("articles/*/*.md")
    article.unlink()
    clock.now += 100_000
    [outcome] = ask(feed)
    assert (outcome.error, outcome.added) == ("", ())


def test_a_ledger_is_never_larger_than_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.feeds.files.ledger.READ_LIMIT_BYTES", 10_000)
    ledger = load_ledger(tmp_path, "laptop", "feed")
    for number in range(200):
        ledger.learn(str(number), KnownEntry("a" * 100 + ".md", "", "", "", "", ""))
    ledger.save()
    assert (tmp_path / "laptop" / "feed.json").stat().st_size <= 10_000
    kept = [*load_ledger(tmp_path, "laptop", "feed").entries]
    assert kept == [str(number) for number in range(200 - len(kept), 200)]
    assert len(kept) > 50


@pytest.mark.parametrize("odd", ["a file", "a pipe", "a circle"])
@pytest.mark.parametrize("name", ["x", ".newsreader"])
def test_what_is_in_the_way_of_a_feed_is_named(
    web: Web, folder: Path, newsreader: Newsreader, name: str, odd: str
) -> None:
    address, other = web.put("/feed", rss(item(1))), web.put("/other", rss(item(2)))
    path = folder / name
    match odd:
        case "a file":
            path.write_text("")
        case "a pipe":
            os.mkfifo(path)
        case "a circle":
            path.symlink_to(path.name)
    (folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{address}"\nfolder = "x"\n')
    newsreader("trust", "--yes", folder)
    for command in (["refresh", "-f", folder], ["add", "-f", folder, other]):
        done = newsreader(*command)
        assert not PYTHON.search(done.stderr)
        if command[0] == "refresh" or name == ".newsreader":
            assert done.returncode == 1
            assert str(path) in done.stderr
