"""The list of a feed as a page of HTML: one file, which fetches nothing. Pure."""

from collections.abc import Iterator
from html import escape

from reader.actions.publishing.items import ATOM, JSON_FEED, RSS, Channel, Item
from reader.files.digest import digest

STYLE = """
:root{color-scheme:light dark;--ground:#fdfcf9;--text:#1f1d1a;--quiet:#6a645b;--line:#e2ddd3;--accent:#8a3b12}
@media(prefers-color-scheme:dark){:root{--ground:#191816;--text:#e6e1d8;--quiet:#a39b8e;--line:#37332d;--accent:#e7a36f}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:1.0625rem/1.6 Charter,"Bitstream Charter","Sitka Text",Cambria,
"Songti SC","Noto Serif CJK SC","Source Han Serif SC",serif;-webkit-text-size-adjust:100%;overflow-wrap:anywhere}
main{max-width:38rem;margin:0 auto;padding:clamp(1.5rem,6vw,4.5rem) 1.25rem}
:lang(zh),:lang(ja){line-height:1.75;text-autospace:normal}
h1{font-size:1.9rem;line-height:1.25;margin:0 0 .35rem;font-weight:600;text-wrap:balance}
h2{font-size:1.2rem;line-height:1.4;margin:0;font-weight:600;text-wrap:pretty}
h3{font-size:.85rem;letter-spacing:.06em;color:var(--quiet);margin:3rem 0 .5rem;font-weight:600}
p{margin:.4rem 0 0}
ol{list-style:none;margin:0;padding:0}
li{padding:1.1rem 0;border-top:1px solid var(--line)}
li:target{border-top-color:var(--accent)}
.about,.feeds,footer{color:var(--quiet);font-size:.875rem;line-height:1.5}
.tags span+span::before{content:" · "}
a{color:inherit;text-decoration:none}
h2 a:hover,h2 a:focus-visible,.feeds a,footer a{color:var(--accent);text-decoration:underline;text-underline-offset:.2em;
text-decoration-thickness:.06em}
footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:1.1rem}
""".strip()
"""The style sheet. Serif faces of the reader's own system, Chinese ones among them; nothing is fetched."""

SECURITY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a browser may do for the page: show it."""


def list_page(feed: Channel) -> bytes:
    """Return the page: each entry with its date, title, authors, summary and tags, by months."""
    return "\n".join((*_head(feed), *_body(feed), "")).encode()


def _head(feed: Channel) -> Iterator[str]:
    language = f' lang="{escape(feed.language)}"' if feed.language else ""
    yield f"<!DOCTYPE html>\n<html{language}>\n<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(SECURITY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(feed.title)}</title>"
    for name, kind in (
        (ATOM, "application/atom+xml"),
        (RSS, "application/rss+xml"),
        (JSON_FEED, "application/feed+json"),
    ):
        yield f'<link rel="alternate" type="{kind}" href="{name}" title="{escape(feed.title)}">'
    yield f"<style>\n{STYLE}\n</style>\n</head>"


def _body(feed: Channel) -> Iterator[str]:
    yield "<body>\n<main>\n<header>"
    yield f"<h1>{escape(feed.title)}</h1>"
    links = " · ".join(
        f'<a href="{file}">{name}</a>'
        for file, name in ((ATOM, "Atom"), (RSS, "RSS"), (JSON_FEED, "JSON Feed"))
    )
    author = f"{escape(feed.author)} · " if feed.author != feed.title else ""
    yield f'<p class="feeds">{author}{links}</p>\n</header>'
    month = ""
    for item in feed.items:
        if (this := f"{item.published.year:04}-{item.published:%m}") != month:
            yield "</ol>" if month else ""
            month = this
            yield f"<h3>{month}</h3>\n<ol>"
        yield from _entry(item, feed)
    yield "</ol>" if month else ""
    yield "</main>\n</body>\n</html>"


def _entry(item: Item, feed: Channel) -> Iterator[str]:
    language = f' lang="{escape(item.language)}"' if item.language and item.language != feed.language else ""
    yield f'<li id="{anchor_of(item.id)}"{language}>'
    title = escape(item.title)
    is_elsewhere = item.link and not item.link.endswith(f"#{anchor_of(item.id)}")
    yield (
        f'<h2><a href="{escape(item.link)}" rel="noreferrer">{title}</a></h2>'
        if is_elsewhere
        else f"<h2>{title}</h2>"
    )
    day = f"{item.published.year:04}-{item.published:%m-%d}"
    names = "".join(f" · {escape(name)}" for name in item.authors)
    yield f'<p class="about"><time datetime="{day}">{day}</time>{names}</p>'
    if item.summary:
        yield f"<p>{escape(item.summary)}</p>"
    if item.tags:
        tags = "".join(f"<span>{escape(tag)}</span>" for tag in item.tags)
        yield f'<p class="about tags">{tags}</p>'
    yield "</li>"


def anchor_of(id_: str) -> str:
    """Return the name of an entry's row on the page."""
    return f"e{digest(id_)}"
