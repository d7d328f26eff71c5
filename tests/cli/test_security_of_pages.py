"""Who is trusted with what, of pages that newsreader serves and publishes, and of notices: as test_security.py, whose test reads this file too."""

import json
from pathlib import Path
from typing import Any

import aiohttp
import feedparser
import pytest
from lxml import html

from reader.actions.browser.desktop_notice import command
from reader.tui.terminal.notice import notice_sequence
from tests.cli.conftest import Newsreader
from tests.cli.serving import Server, client, leaving_a_mark, names_in, refusal_of, viewer
from tests.feeds.following import due, follow
from tests.feeds.server import Web, item, rss


@pytest.mark.pty
async def test_who_comes_in(folder: Path) -> None:
    """
    `newsreader serve` shows the screen to one who opens its address, which is good once. It listens on your machine alone unless
    you say otherwise, and answers under no other name and to no page of another site.
    """
    with Server(folder) as server:
        assert server.base.startswith("http://127.0.0.1:")
        async with client(server) as guest, aiohttp.ClientSession() as stranger:
            for by, address, headers in (
                (stranger, server.base, {}),
                (stranger, server.address, {}),
                (guest, server.base, {"Host": "rebound.example"}),
            ):
                async with by.get(address, headers=headers) as answer:
                    assert answer.status == 403
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await guest.ws_connect(f"{server.base}/ws", headers={"Origin": "http://other.example"})


@pytest.mark.pty
async def test_what_a_page_may(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A page in a browser starts no program, fetches no feed, downloads no file, changes no setting, and opens nothing outside the
    open folders.
    """
    mark = leaving_a_mark(tmp_path / "bin", "vi", "nano", "xdg-open", "sh")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    monkeypatch.setenv("EDITOR", str(tmp_path / "bin" / "vi"))
    before = names_in(folder)
    with Server(folder) as server:
        async with client(server) as guest, viewer(server, guest) as page:
            await page.until("Apple")
            for line in (
                "edit_feeds", "refresh", "refresh_feeds", "follow https://a.example.org/feed", "download_media",
                "set theme nord", "keep theme", "open_folder", "import_feeds", "delete_articles",
            ):  # fmt: skip
                await page.press(f":{line}\r")
                await page.until(refusal_of(line))
    assert not mark.exists()
    assert names_in(folder) == before


def test_what_is_published(newsreader: Newsreader, folder: Path, tmp_path: Path) -> None:
    """What `newsreader publish` writes has no HTML of an article, and nothing of your own tags, notes and highlights."""
    text = "<img src=x onerror=alert(1)> <b>bold</b> [x](javascript:alert(1))"
    (folder / "a.md").write_text(f"---\ntitle: Apple\ndate: 2026-03-04\n---\n{text}\n")
    assert newsreader("tag", "secret", "a.md", "-f", folder).returncode == 0
    assert newsreader("note", "a.md", "secret", "-f", folder).returncode == 0
    out = tmp_path / "out"
    assert newsreader("publish", folder, "-o", out, "--page").returncode == 0
    assert all("secret" not in path.read_text() for path in out.iterdir())
    written = [entry.content[0].value for name in ("atom.xml", "rss.xml") for entry in entries_of(out / name)]
    written += [item["content_html"] for item in json.loads((out / "feed.json").read_text())["items"]]
    assert sum("alert(1)" in each for each in written) == 3
    tags = {each.tag for one in written for each in html.fragment_fromstring(one, create_parent=True).iter()}
    assert tags <= {"div", "p"}


def entries_of(file: Path) -> list[Any]:
    """Return the entries of a feed as they are written: feedparser would take out what runs."""
    entries: list[Any] = feedparser.parse(file.read_bytes(), sanitize_html=False).entries
    return entries


def test_what_a_notice_may_hold(
    newsreader: Newsreader, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A notice is given only if you set `notices` or say `--notice`. Titles in it are arguments and lines of clean text: no option,
    no markup, no sequence of the terminal.
    """
    mark = leaving_a_mark(tmp_path / "bin", "notify-send")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    follow(tmp_path / "feeds", f"{web.address}/feed.xml")
    assert newsreader("refresh", "-f", tmp_path / "feeds").stdout == "1 new article\n"
    assert not mark.exists()
    web.put("/feed.xml", rss(item(2, "-x &lt;b&gt;$(touch ran)"), title="F"))
    due(tmp_path / "feeds")
    assert newsreader("refresh", "-f", tmp_path / "feeds", "--notice").stderr == ""
    assert mark.read_text().endswith("-- newsreader: 1 new article -x &lt;b&gt;$(touch ran)\n")
    evil = "-x <b>\x1b]0;x\x07"
    assert command("notify-send", evil, evil)[2:] == ["--", evil, "-x &lt;b&gt;\x1b]0;x\x07"]
    assert notice_sequence("osc9", "", evil, {}).count("\x1b") == 2
