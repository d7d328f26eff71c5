"""What a parser of HTML would drop or take apart: pages in frames, tables in code, addresses that no browser opens."""

import pytest

from reader.feeds.formats.parse import parse_feed
from reader.feeds.html.convert import to_markdown
from tests.feeds.server import rss

BASE = "https://example.org/post"
MAGNET = "magnet:?xt=urn:btih:ABC&dn=A%20b"
TORRENTS = "xmlns:torrent='http://xmlns.ezrss.it/0.1/'"
WRITTEN = MAGNET.replace("&", "&amp;")


def test_the_page_in_a_frame_is_text_of_the_entry() -> None:
    frame = '<p>A</p><iframe title="x" srcdoc="&lt;p&gt;Hello &lt;b&gt;all&lt;/b&gt;&lt;/p&gt;" src=""></iframe><p>B</p>'
    assert to_markdown(frame, BASE) == "A\n\nHello **all**\n\nB\n"


def test_a_page_that_stands_in_for_a_film_is_left_out() -> None:
    film = "<iframe src='https://www.youtube.com/embed/a1' srcdoc='&lt;style&gt;*{}&lt;/style&gt;&lt;a href=x&gt;play&lt;/a&gt;'></iframe>"
    assert to_markdown(film, BASE) == "[www.youtube.com](https://www.youtube.com/watch?v=a1)\n"


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("<table><tr><td>1</td><td>int a;</td></tr><tr><td>2</td><td>int b;</td></tr></table>", "int a;\nint b;"),
        ("x\n<table><tr><td>a<td>b<tr><td>c<td>d</table>y", "x\na b\nc d\ny"),
        ("<code><table><tbody><tr><td>7</td><td><b>if</b> a:</td></tr><tr><td>8</td><td>    b()</td></tr></tbody></table></code>",
         "if a:\n    b()"),
        ("<table><tr><td>3</td><td>5</td></tr></table>", "5"),
    ],
)  # fmt: skip
def test_a_table_in_code_is_its_lines(code: str, lines: str) -> None:
    assert to_markdown(f"<p>A</p><pre>{code}</pre><p>B</p>", BASE) == f"A\n\n```\n{lines}\n```\n\nB\n"


@pytest.mark.parametrize(
    "html",
    ["<iframe srcdoc=" * 20_000, "<pre><table>" * 20_000, "<pre>" + "<table><tr><td>1" * 20_000 + "</pre>"],
)
def test_what_is_never_closed_is_read_to_its_end(html: str) -> None:
    assert "end" in to_markdown(f"{html}<p>end", BASE)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (f'<p>Now <a href="{WRITTEN}">get <b>it</b></a>, quick</p>', f"Now get **it** `{MAGNET}`, quick\n"),
        (f'<a href="{WRITTEN}">{WRITTEN}</a>', f"`{MAGNET}`\n"),
    ],
)
def test_the_address_of_a_torrent_can_be_copied(html: str, markdown: str) -> None:
    assert to_markdown(html, BASE) == markdown


@pytest.mark.parametrize(
    "said",
    [
        f"<link>{WRITTEN}</link><guid>https://t.example/1</guid>",
        f"<link>https://t.example/1</link><enclosure url='{WRITTEN}' type='application/x-bittorrent' length='1'/>",
        f"<link>https://t.example/1</link><torrent:magnetURI {TORRENTS}>{WRITTEN}</torrent:magnetURI><description>Words</description>",
    ],
)
def test_the_torrent_of_an_entry_stands_below_its_text_once(said: str) -> None:
    [entry] = parse_feed(rss(f"<item><title>T</title>{said}</item>").encode(), BASE).entries
    assert entry.link == "https://t.example/1"
    assert to_markdown(entry.html, BASE).count(f"`{MAGNET}`\n") == 1


def test_references_that_stand_in_attributes_are_notes() -> None:
    html = (
        '<p>Wind<sup data-text="The &amp; report" data-url="https://nea.example/a" data-numero="1" '
        'data-draft-type="reference" data-draft-node="inline">[1]</sup> and<sup data-draft-type="reference" data-text="Own">[2]</sup>.</p>'
    )
    assert to_markdown(html, BASE) == (
        "Wind[^1] and[^2].\n\n[^1]: The & report <https://nea.example/a>\n\n[^2]: Own\n"
    )
