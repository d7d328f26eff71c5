"""``newsreader serve``: who gets in, what a page can do, and how it ends."""

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from reader.cli.serving.gate import Gate
from reader.cli.serving.session import cells, environment
from reader.tui.keys.commands import COMMANDS
from reader.tui.keys.page_commands import IN_PAGE, TYPED_IN_PAGE
from reader.tui.keys.typed_commands import TYPED_BY_NAME
from tests.cli.chromium import browser, needs_chromium
from tests.cli.conftest import Newsreader
from tests.cli.serving import Server, client, is_running, leaving_a_mark, names_in, refusal_of, until, viewer

pytestmark = pytest.mark.pty


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two articles, one of them with a link."""
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.md").write_text(
        "---\ntitle: First title\ndate: 2026-03-04\ntags: [fruit]\nlink: https://source.example/a?b=1\n---\nText of apples.\n"
    )
    (made / "b.md").write_text("---\ntitle: 第二篇\ndate: 2026-03-03\ntags: [fruit]\n---\n香蕉的正文。\n")
    return made


@pytest.fixture
def server(articles: Path) -> Iterator[Server]:
    with Server(articles, "--viewers", "1") as made:
        yield made


async def status(by: aiohttp.ClientSession, address: str, **headers: str) -> int:
    async with by.get(address, headers=headers, allow_redirects=False) as answer:
        assert answer.headers["X-Frame-Options"] == "DENY"
        return answer.status


async def refusal(by: aiohttp.ClientSession, server: Server, **headers: str) -> int:
    """Return how a websocket is refused."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await by.ws_connect(f"{server.base}/ws", headers=headers)
    return refused.value.status


async def test_only_who_has_the_address_comes_in_and_once(server: Server) -> None:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as stranger:
        for path in ("/", "/?token=", "/?token=wrong", "/?token=%ff", "/files/textual.js", "/none"):
            assert await status(stranger, server.base + path) == 403
        assert await refusal(stranger, server, Origin=server.base) == 403
        async with client(server) as guest:
            assert await status(guest, f"{server.base}/files/textual.js") == 200
            assert await status(guest, f"{server.base}/files/..%2Fserver.py") == 404
            assert await status(guest, server.address) == 303  # opened again, by the same browser
        assert await status(stranger, server.address) == 403
        assert await status(stranger, await asyncio.to_thread(server.next_address)) == 303


async def test_odd_cookies_and_headers_are_no_error(server: Server) -> None:
    async with aiohttp.ClientSession() as stranger:
        port = server.base.rpartition(":")[2]
        assert await status(stranger, server.base, Cookie=f"newsreader_{port}=\u00e9\u00ff") == 403
        assert await refusal(stranger, server, Origin="http://\u00e9") == 403


async def test_other_names_pages_and_origins_are_refused(server: Server) -> None:
    port = server.base.rpartition(":")[2]
    async with client(server) as guest:
        for host in (
            "evil.example",
            f"evil.example:{port}",
            f"127.0.0.1.evil.example:{port}",
            "127.0.0.1:1",
            "[::1",
        ):
            assert await status(guest, server.base, Host=host) == 403
            assert await refusal(guest, server, Host=host, Origin=f"http://{host}") == 403
        for origin in (
            {},
            {"Origin": "null"},
            {"Origin": "http://evil.example"},
            {"Origin": "http://127.0.0.1:1"},
        ):
            assert await refusal(guest, server, **origin) == 403
        assert await status(guest, server.base, Host=f"localhost:{port}") == 200


async def test_the_screen_is_shown_and_ends_with_its_page(server: Server) -> None:
    async with client(server) as guest:
        async with viewer(server, guest) as page:
            await page.until("First title")
            assert len(server.viewers()) == 1
            assert await refusal(guest, server, Origin=server.base) == 503  # no more than were allowed
            [process] = server.viewers()
        await until(lambda: not is_running(process))
        async with viewer(server, guest) as page:  # there is room again
            await page.until("First title")
            await page.press("q")
            await page.until_closed()
    assert await asyncio.to_thread(server.end) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
async def test_no_newsreader_outlives_its_server(server: Server, number: int) -> None:
    async with client(server) as guest, viewer(server, guest) as page:
        await page.until("First title")
        [process] = server.viewers()
        assert await asyncio.to_thread(server.end, number) == (
            0 if number != signal.SIGKILL else -signal.SIGKILL
        )
        await until(lambda: not is_running(process))


async def test_it_speaks_the_language_that_is_named(articles: Path, tmp_path: Path) -> None:
    settings = tmp_path / "work.toml"
    settings.write_text('top_groups = ["all"]\n')
    with Server(articles, "--lang", "zh_CN", "--config", settings) as server:
        async with client(server) as guest, viewer(server, guest) as page:
            async with guest.get(server.base) as answer:
                assert '<html lang="zh-CN">' in await answer.text()
            await page.until("First title")
            await page.until("全部")
            assert not any("未读" in line for line in page.screen.display[:3])


async def test_nonsense_of_a_page_is_left(server: Server) -> None:
    async with client(server) as guest, viewer(server, guest) as page:
        await page.until("First title")
        for text in (
            "",
            "[]",
            "{",
            '"stdin"',
            '["stdin", 1]',
            '["resize", {"width": "x"}]',
            '["resize", {}]',
            '["none", 1]',
            "[[1], 2]",
            "[" * 100_000,
        ):
            await page.socket.send_str(text)
        await page.socket.send_bytes(b"\0\1")
        await page.socket.send_str('["ping", "7"]')
        assert await page.until_said("pong") == "7"
        await page.press("j")
        await page.until("第二篇")


async def test_a_page_starts_no_program(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = leaving_a_mark(tmp_path / "bin", "mpv", "vim", "nano", "firefox", "xdg-open", "sh", "notify-send")
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'browser = "{tmp_path}/bin/firefox %s"\nplayer = ["{tmp_path}/bin/mpv"]\n')
    before = config.read_bytes()
    for name in ("EDITOR", "VISUAL", "BROWSER", "PAGER"):
        monkeypatch.setenv(name, f"{tmp_path}/bin/vim")
    monkeypatch.setenv("PATH", f"{tmp_path}/bin", prepend=os.pathsep)
    sound = "enclosures:\n  - url: https://source.example/a.mp3\n    type: audio/mpeg\n"
    text = (articles / "a.md").read_text()
    (articles / "a.md").write_text(text.replace("tags:", f"{sound}tags:"))
    with Server(articles) as server:
        async with client(server) as guest, viewer(server, guest) as page:
            await page.until("Text of apples")
            await page.press("o")
            assert await page.until_said("open_url") == {
                "url": "https://source.example/a?b=1",
                "new_tab": True,
            }
            for keys in ("P", "g d", "O", "A", "I", "g r", "D", "\x1a"):
                await page.press(keys)
            for line in (
                "set player vim",
                "keep player",
                "refresh",
                "follow http://127.0.0.1:1/",
                "open_folder",
                "edit_feeds",
            ):
                await page.press(f":{line}\r")
                await page.until(refusal_of(line))
            await page.press(":theme nord\r")
            await page.press("q")
            await page.until_closed()
    assert not mark.exists()
    assert config.read_bytes() == before
    assert names_in(articles) == ["a.md", "b.md"]


def test_what_a_page_can_do_is_named_by_its_ids() -> None:
    ids = {command.id for command in COMMANDS}
    assert ids >= IN_PAGE
    assert TYPED_BY_NAME.keys() >= TYPED_IN_PAGE
    refused = {
        "play_media",
        "download_media",
        "fetch_full_article",
        "delete_articles",
        "refresh_feeds",
        "add_feed",
        "open_folder",
    }
    assert (
        refused | {"import_feeds", "edit_feeds", "trust_feeds", "unfollow_feed", "suspend"} <= ids - IN_PAGE
    )
    assert TYPED_BY_NAME.keys() - TYPED_IN_PAGE >= {"set", "keep", "follow", "refresh"}


def test_a_viewers_environment_leads_to_no_program() -> None:
    kept = environment(
        {"PATH": "/bin", "EDITOR": "vim", "HOME": "/h", "XDG_DATA_HOME": "/d", "DISPLAY": ":0", "TMUX": "x"}
    )
    assert kept == {
        "PATH": os.devnull,
        "HOME": "/h",
        "NEWSREADER_LANGUAGE": "en",
        "XDG_DATA_HOME": "/d",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }
    assert [cells(said, 500) for said in (80, "80", 0, 9999, "x", None, "-1", "9" * 99)] == [
        80,
        80,
        1,
        500,
        24,
        24,
        24,
        24,
    ]


def test_a_gate_knows_its_names() -> None:
    gate = Gate(("reader.lan",))
    for host in ("localhost:1", "127.0.0.1:1", "[::1]:1", "READER.lan:1", "192.168.0.7:1"):
        assert gate.knows(host, 1), host
    for host in ("", "localhost", "localhost:2", "lan:1", "x.reader.lan:1", "a@b:1", "localhost:1:1"):
        assert not gate.knows(host, 1), host
    assert gate.knows("localhost", 80)


@pytest.mark.parametrize(("arguments", "sentence"), [
    (("--port", "70000"), "from 0 to 65535"), (("/nowhere/at/all",), "There is no folder"), (("--viewers", "0"), "at least 1"),
])  # fmt: skip
def test_what_cannot_be_served_is_refused(
    newsreader: Newsreader, arguments: tuple[str, ...], sentence: str
) -> None:
    done = newsreader("serve", *arguments)
    assert done.returncode == 2
    assert sentence in done.stderr


def test_a_port_that_is_taken_is_said(newsreader: Newsreader, server: Server) -> None:
    port = server.base.rpartition(":")[2]
    done = newsreader("serve", "--port", port)
    assert done.returncode == 1
    assert f"Nothing can be served at 127.0.0.1:{port}" in done.stderr


def test_without_the_extra_it_says_what_to_install(
    newsreader: Newsreader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "textual_serve", None)
    done = newsreader("serve")
    assert (done.returncode, "newsreader-terminal[serve]" in done.stderr) == (1, True)


@needs_chromium
@pytest.mark.slow
async def test_a_browser_opens_moves_reads_and_searches_and_asks_nobody_else(
    server: Server, tmp_path: Path
) -> None:
    async with browser(tmp_path / "profile") as open_page:
        page = await open_page(server.address)
        await page.drawn("First title")
        await page.until_true("document.activeElement.className === 'xterm-helper-textarea'")
        assert await page.value("location.href") == f"{server.base}/"
        await page.press("j")
        await page.drawn("香蕉的正文")
        count = len(page.frames)
        await page.press("enter", "/", *"正文", "enter")
        await page.drawn("1/1", count)
        count = len(page.frames)
        await page.press("escape", "escape", "escape", "/", *"apples")
        await page.drawn("First title", count)
        count = len(page.frames)
        await page.press("enter")
        await page.drawn("Text of", count)
        await page.press("o")
        await page.until(lambda: bool(page.opened))
        assert page.opened == ["https://source.example/a?b=1"]
        foreign = [
            address
            for address in page.requests
            if not address.startswith((server.base, server.base.replace("http", "ws", 1)))
        ]
        assert foreign == []
        assert len(page.requests) >= 6
        assert [each for each in page.complaints if "WebGL" not in each] == []
        await page.press("q")
        await page.until_true("document.body.classList.contains('-closed')")
        assert await page.value("getComputedStyle(document.querySelector('.ended')).display") == "block"
    assert server.viewers() == []
