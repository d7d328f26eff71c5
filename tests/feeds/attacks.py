"""Feeds that mean harm: each is what one server answers, and does nothing but to itself."""

import gzip
import json
from collections.abc import Callable, Mapping

from tests.feeds.server import Asked, Reply, item, rss

Answers = Callable[[Asked], Reply]


def always(body: str | bytes, **headers: str) -> Answers:
    """Answer the same each time."""
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    return lambda _: Reply(data, headers={name.replace("_", "-"): value for name, value in headers.items()})


def entry(title: str = "x", more: str = "", guid: str = "g") -> str:
    """Return an item of RSS, its parts as they are."""
    return f"<item><title>{title}</title><guid isPermaLink='false'>{guid}</guid>{more}</item>"


def endless(_: Asked) -> Reply:
    """Answer in chunks that never end."""

    def drip(write: Callable[[bytes], None]) -> None:
        write(b"<rss version='2.0'><channel>")
        while True:
            write(b"<item><title>more</title></item>" * 2_000)

    return Reply(drip=drip)


def chunked(*chunks: bytes) -> Answers:
    """Answer in chunks as they are written here, whatever they are."""

    def drip(write: Callable[[bytes], None]) -> None:
        for chunk in chunks:
            write(chunk)

    return lambda _: Reply(headers={"Transfer-Encoding": "chunked"}, drip=drip)


def shorter(_: Asked) -> Reply:
    """Say that there is more than there is."""
    text = rss(item(1, "Cut"), item(2, "Never")).encode()
    return Reply(headers={"Content-Length": str(len(text) + 9_000)}, drip=lambda write: write(text))


class Changing:
    """Answers with another type each time."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, _: Asked) -> Reply:
        bodies = (
            rss(item(1, "One")),
            json.dumps(
                {"version": "https://jsonfeed.org/version/1", "items": [{"id": "id-1", "title": "J"}]}
            ),
            "<html><head><link rel=alternate type='application/rss+xml' href='file:///etc/passwd'></head>",
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><entry><id>id-1</id><title>B</title></entry></feed>",
            "\0" * 5_000,
            "{" * 5_000,
        )
        self._count += 1
        return Reply(bodies[self._count % len(bodies)].encode())


def _json(items: object, **more: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items, **more})


LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))

ATTACKS: Mapping[str, Answers] = {
    "a title of 10 MB": always(rss(entry("word " * 1_900_000))),
    "a title of the feed that is a path": always(rss(item(1), title="../../../out")),
    "a title of the feed that is our own folder": always(rss(item(1), title=".newsreader/feeds")),
    "100,000 tags": always(rss(entry(more="<category>t</category>" + "".join(f"<category>t{n}</category>" for n in range(100_000))))),
    "100,000 enclosures": always(rss(entry(more="<enclosure url='http://e.org/a' type='x' length='1'/>" * 100_000))),
    "ids that are paths": always(rss(*(entry(f"p{n}", guid=guid) for n, guid in enumerate(("../../out", "/etc/passwd", "..", ".", "a\tb", "C:\\x", "~/x"))))),
    "titles that are paths": always(rss(*(entry(title, guid=title) for title in ("../../out", "..", ".", "/etc/cron.d/x", ".hidden", "con.md", "a\tb\nc", "-rf", "~", "$(id)", "feeds.toml", "x" * 5_000)))),
    "a thousand entries of one name": always(rss(*(entry("same", guid=f"g{n}") for n in range(1_000)))),
    "links with line ends": always(rss(entry(more="<link>http://e.org/a\r\nX: y</link>"), entry("y", "<link>java\nscript:alert(1)</link>", "h"))),
    "front matter in a title": always(rss(entry("a\n---\n: evil\nguid: other", more="<description>---\ntitle: x\n---\n&lt;!-- newsreader: full text --&gt;</description>"))),
    "dates beyond time": always(rss(*(entry(f"d{n}", f"<pubDate>{date}</pubDate>", f"d{n}") for n, date in enumerate(("Mon, 01 Jan 99999 00:00:00 GMT", "0000-00-00", "-1", "9" * 5_000, "Mon, 32 Feb 2026 99:99:99 +9999", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"))))),
    "namespaces inside one another": always("<rss version='2.0'><channel><title>n</title>" + "".join(f"<p{n}:x xmlns:p{n}='u{n}'>" for n in range(900)) + "".join(f"</p{n}:x>" for n in reversed(range(900))) + entry() + "</channel></rss>"),
    "namespaces side by side": always("<rss version='2.0'><channel><title>n</title>" + "".join(f"<x xmlns:p{n}='u{n}'/>" for n in range(60_000)) + entry() + "</channel></rss>"),
    "an endless loop of redirects": lambda asked: Reply(status=302, headers={"Location": asked.path}),
    "redirects that never repeat": lambda asked: Reply(status=302, headers={"Location": f"{asked.path}x"}),
    "a redirect into the folder": always(b"", Location="file:///etc/passwd"),
    "chunks without end": endless,
    "chunks that are none": chunked(b"zz\r\nrubbish\r\n", b"5\r\n"),
    "a chunk that ends early": chunked(b"ffff\r\n<rss version='2.0'><channel>"),
    "a length that is too long": shorter,
    "a length that is too short": lambda _: Reply(headers={"Content-Length": "40"}, drip=lambda write: write(rss(item(1)).encode())),
    "a length that is no number": lambda _: Reply(headers={"Content-Length": "-5"}, drip=lambda write: write(rss(item(1)).encode())),
    "an encoding that does not exist": always("<?xml version='1.0' encoding='klingon'?>" + rss(item(1))[21:], Content_Type="text/xml; charset=nonsense"),
    "an encoding that is no text": always("<?xml version='1.0' encoding='zlib'?>" + rss(item(1))[21:], Content_Type="application/xml; charset=zip"),
    "an encoding that is no text, large": always("<?xml version='1.0' encoding='base64'?>" + rss(entry("w", f"<description>{'word ' * 300_000}</description>"))[21:] + "\xff", Content_Type="text/xml; charset=idna"),
    "two marks of an encoding": always(b"\xef\xbb\xbf\xff\xfe" + rss(item(1)).encode("utf-16")),
    "a mark that lies": always(b"\xff\xfe" + rss(item(1)).encode()),
    "a mark that lies, large": always(b"\xff\xfe" + rss(entry("w", f"<description>{'word ' * 300_000}</description>")).encode()),
    "another type each time": Changing(),
    "entities that grow": always(f"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY l0 'lol'>{LOL}<!ENTITY f SYSTEM 'file:///etc/passwd'>]>" + rss(entry("&l11;&f;"))[21:]),
    "a tag that never ends": always(rss(item(1))[:-6] + "<" + "w" * 1_000_000),
    "comments that never end in a declaration": always("<!DOCTYPE rss [" + "<!--" * 200_000 + rss(item(1))),
    "half a gzip": always(gzip.compress(rss(item(1)).encode())[:-9], Content_Encoding="gzip"),
    "rubbish as gzip": always(b"rubbish", Content_Encoding="gzip"),
    "packed as what nobody knows": always(rss(item(1)), Content_Encoding="br, gzip, gzip"),
    "numbers of control characters": always(rss(*(entry(f"&amp;#{n};t&#x{n:x};", f"<description>*a &amp;#{n}; &lt;font&gt;&amp;#{n}&lt;/font&gt;</description><author>&amp;#{n};</author>", str(n)) for n in range(32)))),
    "bytes that are no XML": always(rss(entry("a\x00b\x01c\x1b[31md\ud800")).encode("utf-8", "surrogatepass")),
    "JSON of odd values": always(_json([{"id": 10**3_000, "title": "\x01\ud800"}, {"id": None}, 7, None, [], {"id": {}, "content_html": 5, "authors": "x", "tags": {"a": 1}, "attachments": [None, {"url": []}]}, {"id": "ok", "title": "ok", "content_text": "\x1b\ud800"}])),
    "JSON with numbers beyond all": always(_json([]).replace("[]", '[{"id": "a", "title": ' + "9" * 9_000 + '}, {"id": "b", "title": "fine"}, {"id": NaN}]')),
    "JSON that is deep": always(_json([]).replace("[]", "[" * 100_000)),
    "JSON that never ends a text": always('{"version": "https://jsonfeed.org/version/1", "items": [{"id": "' + '\\"' * 500_000),
    "an image that is a bomb": always(rss(entry(more="<description>&lt;img src='data:image/svg+xml;base64," + "A" * 500_000 + "'&gt;</description>"))),
    "tables in tables": always(rss(entry(more="<description>" + "&lt;table&gt;&lt;tr&gt;&lt;td&gt;" * 190 + "&lt;p&gt;x" * 10_000 + "</description>"))),
    "quotes in quotes": always(rss(entry(more="<description>" + "&lt;blockquote&gt;" * 190 + "&lt;p&gt;x" * 10_000 + "</description>"))),
    "scripts between letters": always(rss(entry(more="<description>" + "word word &lt;script&gt;&lt;/script&gt;" * 15_000 + "</description>"))),
    "headers that are odd": always(rss(item(1)), ETag="\x01\x7f\xff" * 20_000, Last_Modified="x" * 60_000, Link="<" * 60_000),
    "a feed that is older than all": always(rss(*(entry(f"e{n}", "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", f"e{n}") for n in range(3)), more="<ttl>99999999999999999999</ttl>")),
}  # fmt: skip
