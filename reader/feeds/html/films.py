"""Films, sounds and frames of an entry's HTML become links, each on a line of its own. Pure."""

from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from reader.feeds.html.addresses import absolute
from reader.feeds.html.images import is_unseen
from reader.feeds.html.tree import as_block, part_words, remove, unwrap
from reader.text.pattern import late

_YOUTUBE = frozenset({"youtube.com", "youtube-nocookie.com", "m.youtube.com", "music.youtube.com"})
_FILM = late(r"[\w-]{1,64}")
_SECONDS = late(r"[0-9]{1,6}s?")
_LITE = {
    "lite-youtube": ("videoid", "https://www.youtube.com/watch?v="),
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v="),
    "youtube-video": ("videoid", "https://www.youtube.com/watch?v="),
    "lite-vimeo": ("videoid", "https://vimeo.com/"),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/"),
}
"""Elements that scripts turn into a film: the attribute with its id, and the beginning of its address."""

LITE = tuple(_LITE)
"""The names of these elements."""

FRAMES = ("iframe", "video", "audio", "embed", "object", "amp-iframe", "amp-video", "amp-audio")
"""Elements that play or show something from elsewhere."""

_PLAYED = frozenset({"audio", "video", "amp-audio", "amp-video"})
_NAME = late(r"[\w-][\w .,()-]{0,100}\.[A-Za-z][A-Za-z0-9]{1,4}")

_ATTRIBUTES = ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data-original", "data")


_CARDS = frozenset({"cdn.embedly.com", "hatenablog-parts.com"})
"""Hosts of frames that show another page, which their address names."""

_BILIBILI = frozenset({
    ("player.bilibili.com", "/player.html"), ("bilibili.com", "/blackboard/html5mobileplayer.html"),
    ("bilibili.com", "/blackboard/newplayer.html"), ("bilibili.com", "/blackboard/webplayer/embed-old.html"),
})  # fmt: skip
"""The pages that are frames around a film."""


def link_to_frame(element: Any, base: str) -> None:
    """Replace a film, a sound or a frame by a link to it; one that is not seen goes."""
    if element.tag == "iframe" and is_unseen(
        element, {element.get("width") or "", element.get("height") or ""}
    ):
        remove(element)
        return
    addresses = [element.get(name) for name in _ATTRIBUTES]
    addresses += (each.get("src") or each.get("data-src") for each in element.iter("source"))
    addresses += (
        each.get("value") for each in element.iter("param") if each.get("name") in {"movie", "src", "url"}
    )
    addresses += (each.get("src") for each in element.iter("embed"))
    known = next(filter(None, (absolute(_page_of(each), base) for each in addresses if each)), "")
    if not known:
        for child in list(element.iter("source", "track", "param")):
            if child is not element:
                remove(child)
        part_words(element)
        unwrap(element)
        return
    title = element.get("title") or element.get("aria-label")
    _replace(element, known, title or (_file_name(known) if element.tag in _PLAYED else None))


def _file_name(address: str) -> str:
    """Return the name of a file that an address ends with, or an empty text."""
    name = unquote(urlsplit(address).path.rpartition("/")[2])
    return name if _NAME.fullmatch(name) else ""


def link_to_film(element: Any, base: str) -> None:
    """Replace an element that a script would turn into a film by a link to it."""
    name, beginning = _LITE[element.tag]
    film = (element.get(name) or "").strip()
    if not _FILM.fullmatch(film):
        address = absolute(_page_of(element.get("src") or ""), base)
    else:
        address = beginning + film
    if not address:
        unwrap(element)
        return
    title = element.get("title") or element.get("videotitle") or element.get("playlabel")
    _replace(element, address, title or element.get("aria-label"))


def _replace(element: Any, address: str, title: str | None) -> None:
    for child in list(element):  # for browsers that cannot show it
        element.remove(child)
    element.attrib.clear()
    element.tag, element.text = "a", (title or "").strip() or urlsplit(address).hostname or address
    element.set("href", address)
    as_block(element)


def _page_of(address: str) -> str:
    """Return the page of a film that is shown in a frame, or the address itself."""
    address = address.strip()
    parts = urlsplit(address) if address.count("[") == address.count("]") == 0 else urlsplit("")
    host = (parts.hostname or "").removeprefix("www.")
    if host in _YOUTUBE and parts.path.startswith(("/embed/", "/v/")):
        return _youtube(parts.path.split("/")[2], parse_qs(parts.query)) or address
    query = parse_qs(parts.query)
    if (
        host in _CARDS
        and (page := query.get("url"))
        and urlsplit(page[0]).hostname not in {parts.hostname, None}
    ):
        return _page_of(page[0])
    if (
        host == "v.qq.com"
        and parts.path.startswith(("/txp/iframe/", "/iframe/"))
        and (film := query.get("vid"))
    ):
        return f"https://v.qq.com/x/page/{quote(film[0], safe='')}.html"
    if (host, parts.path) in _BILIBILI and (
        film := query.get("bvid") or [f"av{each}" for each in query.get("aid", ())]
    ):
        part = query.get("page", query.get("p", ["1"]))[0]
        is_later = part.isdecimal() and part.isascii() and part.strip("0") not in {"", "1"}
        return f"https://www.bilibili.com/video/{quote(film[0], safe='')}" + (
            f"?p={part}" if is_later else ""
        )
    if host == "player.vimeo.com":
        key = parse_qs(parts.query).get("h", [""])[0]
        film_id = parts.path.rstrip("/").rpartition("/")[2]
        return f"https://vimeo.com/{film_id}" + (f"/{key}" if _FILM.fullmatch(key) else "")
    if host == "dailymotion.com" and parts.path.startswith("/embed/video/"):
        return f"https://www.dailymotion.com/video/{parts.path.split('/')[3]}"
    return address


def _youtube(film: str, query: dict[str, list[str]]) -> str:
    """Return the page of a film or a list of films; empty: neither is named."""
    films = query.get("list", [""])[0]
    if film in {"videoseries", "", "playlist"}:
        others = query.get("playlist", [""])[0].split(",")[0]
        if films:
            return f"https://www.youtube.com/playlist?{urlencode({'list': films})}"
        film = others
        if not film:
            return ""
    if film == "live_stream":
        channel = query.get("channel", [""])[0]
        return f"https://www.youtube.com/channel/{quote(channel, safe='')}/live" if channel else ""
    wanted = {"v": film}
    if films:
        wanted["list"] = films
    start = query.get("start", query.get("t", [""]))[0]
    if _SECONDS.fullmatch(start) and start.rstrip("s").strip("0"):
        wanted["t"] = start.rstrip("s")
    return f"https://www.youtube.com/watch?{urlencode(wanted)}"
