"""``newsreader add`` of addresses as people find them: other schemes, logins, pages with several feeds, hosts without https."""

import base64
import os
import socket
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.cli.test_trust_on_a_terminal import on_a_terminal
from tests.feeds.server import Asked, Reply, Web, item, rss

FEED = rss(item(1, "One"), title="The feed")


def followed(folder: Path) -> list[dict[str, object]]:
    file = folder / "feeds.toml"
    return tomllib.loads(file.read_text()).get("feed", []) if file.exists() else []


def everything_in(folder: Path) -> bytes:
    return b"\0".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("scheme", ["feed:", "FEED:", "rss:", "itpc:", "podcast:"])
def test_schemes_of_readers_are_taken(newsreader: Newsreader, web: Web, folder: Path, scheme: str) -> None:
    done = newsreader("add", "-f", folder, f"{scheme}{web.address}/feed.xml")
    assert (done.stdout, done.stderr) == ("The feed: 1 article\n", "")
    assert followed(folder)[0]["address"] == f"{web.address}/feed.xml"


@pytest.mark.parametrize("typed", ["feed://127.0.0.1:9/x", "itpc://127.0.0.1:9/x", "podcast://127.0.0.1:9/x"])
def test_a_scheme_of_readers_alone_means_https(newsreader: Newsreader, folder: Path, typed: str) -> None:
    done = newsreader("add", "-f", folder, typed)
    assert done.stderr == f"newsreader: {typed}: 127.0.0.1 refused the connection\n"


def test_an_address_stands_once_in_a_message(newsreader: Newsreader, folder: Path) -> None:
    told = newsreader(
        "add", "-f", folder, "ftp://example.org/x", "mailto:ann@example.org", "http://a b/"
    ).stderr
    assert told.splitlines() == [
        "newsreader: ftp://example.org/x is not the address of a feed or a page",
        "newsreader: …@example.org is not the address of a feed or a page",
        "newsreader: http://a b/ is not the address of a feed or a page",
    ]


@contextmanager
def guarded(web: Web, user: str, password: str) -> Iterator[None]:
    """Let the server show its feed to one user only."""
    wanted = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

    def answer(asked: Asked) -> Reply:
        is_right = asked.headers.get("authorization") == wanted
        return Reply(FEED.encode()) if is_right else Reply(b"no", 401)

    web.replies["/feed.xml"] = answer
    yield


def test_a_login_in_an_address_is_used_and_its_password_goes_into_a_file_of_its_own(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    before = everything_in(folder)
    with guarded(web, "ann", "s@c/ret"):
        host = web.address.removeprefix("http://")
        done = newsreader("add", "-f", folder, f"http://ann:s%40c%2Fret@{host}/feed.xml")
        assert (done.stdout, done.returncode) == ("The feed: 1 article\n", 0), done.stderr
        [feed] = followed(folder)
        assert (feed["address"], feed["user"]) == (f"{web.address}/feed.xml", "ann")
        file = Path(feed["password_command"][1])  # type: ignore[index]
        assert (file.read_text(), file.stat().st_mode & 0o777) == ("s@c/ret\n", 0o600)
        assert f"is in {file}, which only you can read" in done.stderr
        said = (done.stdout + done.stderr).encode() + everything_in(folder)
        assert before
        assert not any(secret in said for secret in (b"s@c/ret", b"s%40c"))
        web.asked.clear()
        assert newsreader("refresh", "--now", "-f", folder).returncode == 0
        state = next(Path(folder).glob(".newsreader/feeds/*/feed_states.json"))
        state.write_text(state.read_text().replace('"asked_s"', '"asked_s": 0, "was"'))
        newsreader("refresh", "--now", "-f", folder)
        assert {asked.headers["authorization"] for asked in web.asked} == {
            "Basic " + base64.b64encode(b"ann:s@c/ret").decode()
        }


def test_a_page_with_a_login_leads_to_its_feed_with_it(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    web.put("/", '<link rel=alternate type="application/rss+xml" href="/feed.xml">')
    with guarded(web, "ann", "secret"):
        done = newsreader("add", "-f", folder, web.address.replace("http://", "http://ann:secret@"))
    assert (done.stdout, done.returncode) == ("The feed: 1 article\n", 0), done.stderr
    assert followed(folder)[0]["user"] == "ann"


@pytest.mark.parametrize(
    "typed",
    [
        "http://ann:secret@127.0.0.1:9/x", "ann:secret@127.0.0.1:9/x", "ftp://ann:secret@example.org/x",
        "http://ann:sec/ret@127.0.0.1:9/x", "feed:https://ann:secret@127.0.0.1:9/", "http://ann:secret@@/x",
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["add", "save", ""])
def test_a_password_is_never_printed(newsreader: Newsreader, folder: Path, typed: str, command: str) -> None:
    done = newsreader(*([command, "-f", folder] if command else []), typed)
    assert done.returncode != 0
    assert "sec" not in done.stdout + done.stderr
    logs = Path(os.environ["XDG_STATE_HOME"])
    assert b"secret" not in everything_in(logs) if logs.exists() else True


def test_a_server_that_wants_a_login_says_how_to_give_it(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    with guarded(web, "ann", "secret"):
        told = newsreader("add", "-f", folder, f"{web.address}/feed.xml").stderr
    assert "it wants a user and a password" in told
    assert "https://USER:PASSWORD@127.0.0.1/" in told


def link(href: str, kind: str = "application/rss+xml", title: str = "", rel: str = "alternate") -> str:
    return f'<link rel="{rel}" type="{kind}" title="{title}" href="{href}">'


@pytest.mark.parametrize(
    "head",
    [
        link("/feed.xml", title="Blog &raquo; Feed") + link("/comments/feed/", title="Blog &raquo; Comments Feed"),
        link("/comments/feed/", title="Site &raquo; Kommentar-Feed") + link("/feed.xml", title="Site &raquo; Feed"),
        link("/x/", title="博客 » 评论 Feed") + link("/feed.xml", title="博客 » Feed"),
        link("/feed.xml") + link("/?feed=comments-rss2", title="x"),
        link("/feed.xml") + link("/wp-json/wp/v2/posts/1", "application/json", "JSON"),
        link("/?rest_route=/wp/v2/posts/1", "application/json") + link("/feed.xml"),
        link("/feed.xml") + link("/wp-json/oembed/1.0/embed?url=x", "application/json+oembed"),
        link("/feed.xml") + '<a href="/tag/rss">Other</a><a href="/other/feed/">Other</a>',
        link("/feed.xml", "application/atom+xml", "Blog - Atom") + link("/x?alt=rss", title="Blog - RSS"),
        link("/feed.xml", title="RSS 2.0") + link("/x", "application/atom+xml", "Atom") + link("/y", "application/feed+json", "JSON Feed"),
        link("/feed.xml") + link("/x", "application/atom+xml"),
        link("/feed.xml", "application/rss+xml; charset=utf-8"),
        link("/feed.xml", "APPLICATION/RSS+XML ;charset=utf-8"),
        link("/feed.xml", "text/xml"),
        link("/feed.xml", "", rel="feed"),
        link("feed:{address}/feed.xml"),
        link("/feed.xml", "application/atom+xml", rel="home ALTERNATE"),
        '<a href="/feed.xml">RSS</a>',
        '<meta http-equiv="refresh" content="0; url=/feed.xml">',
        "<meta http-equiv=Refresh content=\"0;URL='{address}/feed.xml'\">",
        '<meta http-equiv="refresh" content="1;/blog/">',
    ],
)  # fmt: skip
def test_the_feed_of_a_pages_articles_is_found(
    newsreader: Newsreader, web: Web, folder: Path, head: str
) -> None:
    web.put(
        "/",
        f"<html><head>{head.replace('{address}', web.address)}</head><body><p>Hello",
        200,
        Content_Type="text/html",
    )
    web.put("/blog/", f"<html><head>{link('/feed.xml')}</head>", 200, Content_Type="text/html")
    done = newsreader("add", "-f", folder, web.address)
    assert (done.stdout, done.stderr) == ("The feed: 1 article\n", "")
    assert followed(folder)[0]["address"] == f"{web.address}/feed.xml"


def test_a_page_that_sends_on_for_ever_ends(newsreader: Newsreader, web: Web, folder: Path) -> None:
    for number in range(20):
        web.put(f"/{number}", f'<meta http-equiv=refresh content="0;url=/{number + 1}">')
    done = newsreader("add", "-f", folder, f"{web.address}/0")
    assert "links to none" in done.stderr
    assert len(web.asked) < 8


def test_a_page_leads_by_refresh_into_no_other_private_network(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    other = Web("127.0.0.4")
    web.put("/", f'<meta http-equiv=refresh content="0;url={other.address}/feed.xml">')
    assert "private network" in newsreader("add", "-f", folder, web.address).stderr
    assert other.asked == []
    other.close()


def test_titles_of_feeds_are_shown_as_people_read_them(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    web.put("/", link("/a", title="Main &amp;#39;x&amp;#39;") + link("/b", title="B &amp;amp; C"))
    done = newsreader("add", "-f", folder, web.address)
    assert done.stdout == f"{web.address}/a  Main 'x'\n{web.address}/b  B & C\n"


def test_comments_alone_are_a_choice_too(newsreader: Newsreader, web: Web, folder: Path) -> None:
    web.put("/", link("/feed.xml", title="Comments"))
    assert newsreader("add", "-f", folder, web.address).stdout == "The feed: 1 article\n"


def test_http_is_asked_about_at_a_terminal_and_never_taken_otherwise(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    plain = web.address.removeprefix("http://") + "/feed.xml"
    done = newsreader("add", "-f", folder, plain)
    assert done.returncode == 1
    assert "127.0.0.1 does not speak https; write http:// before the address" in done.stderr
    assert web.asked == []
    shown = on_a_terminal(b"n\n", "add", "-f", folder, plain)
    assert "Follow it by http, where others on the way can read and change it? y: yes" in shown
    assert (web.asked, followed(folder)) == ([], [])
    shown = on_a_terminal(b"y\n", "add", "-f", folder, "https://" + plain)
    assert "The feed: 1 article" in shown
    assert followed(folder)[0]["address"] == f"http://{plain}"


def test_a_password_goes_by_http_only_after_a_question_that_says_so(web: Web, folder: Path) -> None:
    plain = web.address.removeprefix("http://") + "/feed.xml"
    shown = on_a_terminal(b"n\n", "add", "-f", folder, "ann:secret@" + plain)
    assert "Send your password by http, where others on the way can read it?" in shown
    assert "secret" not in shown
    assert web.asked == []


def test_the_usual_addresses_are_offered_at_a_terminal(web: Web, folder: Path) -> None:
    web.put("/", "<p>a page")
    assert "The feed: 1 article" in on_a_terminal(b"y\n", "add", "-f", folder, web.address)
    assert "Try the usual addresses" in on_a_terminal(b"n\n", "add", "-f", folder, f"{web.address}/")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"SSH-2.0-OpenSSH_9.6\r\n", "127.0.0.1 does not answer as a web server does"),
        (b"", "127.0.0.1 closed the connection"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nshort", "The answer of 127.0.0.1 was cut off"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
            "The answer of 127.0.0.1 is damaged",
        ),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "127.0.0.1"),
        (b"HTTP/1.1 " + b"x" * 99_999, "127.0.0.1 does not answer as a web server does"),
    ],
)
def test_a_fault_names_the_server_in_words_of_its_own(
    newsreader: Newsreader, folder: Path, answer: bytes, told: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    with connection:
                        connection.recv(65_536)
                        connection.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        done = newsreader("add", "-f", folder, f"http://127.0.0.1:{server.getsockname()[1]}/x")
    [line] = done.stderr.splitlines()
    assert told in line
    words = ("ssl", "Errno", "Error", "Exception", "urllib3", "b'", "NoneType", "<", "header check", "_ssl")
    assert not any(word in line for word in words), line


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "https://ann:secret@example.org/feed",
            (
                "line 2: address holds a login, which does not belong there: set user and password_command; "
                "https://example.org/feed is followed without it"
            ),
        ),
        ("feed:https://ann:secret@example.org/feed", "https://example.org/feed is followed without it"),
        ("ann:secret@example.org/feed", "https://example.org/feed is followed without it"),
        ("ftp://ann:secret@example.org/feed", 'not "ftp://…@example.org/feed"'),
        ("itpc://example.org/feed", 'not "itpc://example.org/feed"; https://example.org/feed is followed'),
    ],
)
def test_an_address_in_feeds_toml_is_told_in_the_same_way(
    newsreader: Newsreader, folder: Path, address: str, told: str
) -> None:
    (folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{address}"\n')
    done = newsreader("feeds", "-f", folder)
    assert told in done.stderr
    assert "secret" not in done.stdout + done.stderr


def test_an_update_that_is_put_aside_is_counted_as_one(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    newsreader("add", "-f", folder, f"{web.address}/feed.xml")
    for number in (1, 2):
        for file in sorted(folder.glob("the-feed/*.md"))[:number]:
            file.write_text(file.read_text() + f"\nMine {number}.\n")
        entries = (item(each, f"N{each}", f"Changed {number}") for each in (1, 2))
        web.put("/feed.xml", rss(*entries, title="The feed"))
        state = next(folder.glob(".newsreader/feeds/*/feed_states.json"))
        state.write_text(
            state.read_text()
            .replace('"asked_s"', '"asked_s": 0, "was"')
            .replace('"next_s"', '"next_s": 0, "x"')
        )
        said = newsreader("refresh", "-f", folder).stdout
        if number == 1:
            assert "1 update of a file that you changed is in .newsreader/updates" in said
    assert "2 updates of files that you changed are in .newsreader/updates" in said
