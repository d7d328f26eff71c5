"""What goes with an entry beside its text: sounds, films and images. Pure.

RSS and Atom name files in enclosures, Media RSS beside them with more about each, often the same image in several sizes. A
file is listed once. Images that the text does not show are shown below it, if there are several or they have words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

from reader.article.media import PLAYED, medium_of
from reader.feeds.formats.entry import Enclosure
from reader.feeds.formats.values import LABELS_LIMIT, address_of, count_of, line_of, line_of_html
from reader.text.pattern import late

WORDS_LIMIT = 2_000
"""Characters that describe one file."""

_SIZE_IN_NAME = late(r"[-_@](?:(\d{2,5})x(\d{2,5})|\d{2,5}w|[23]x)(?=\.\w{2,5}(?:\?|$))")
_CLOCK = late(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2})(?:\.\d+)?")
_SPELLED = late(
    r"(?:P?T)?(?:(\d{1,3})\s?h(?:(?:ou)?rs?)?\.?)?[\s,]*(?:(\d{1,4})\s?m(?:in(?:ute)?s?)?\.?)?[\s,]*"
    r"(?:(\d{1,6})(?:\.\d+)?\s?s(?:ec(?:ond)?s?)?\.?)?",
    re.IGNORECASE,
)
"""A length with its units, of ISO 8601 or in words."""
_FLASH = "application/x-shockwave-flash"
_PAGES = frozenset({"www.youtube.com", "youtube.com", "m.youtube.com", "youtu.be", "vimeo.com"})
"""Hosts whose pages players can play."""

PLAYERS_LETTERS = 200_000
"""Characters of a text in which sounds and films are looked for."""

_PLAYER = late(
    r"<(?P<medium>audio|video)\b(?P<own>[^<>]{0,2000})>(?P<inner>(?:[^<]{0,500}<(?:source|track)\b[^<>]{0,2000}>){0,9})",
    re.IGNORECASE,
)
_SOURCE = late(r"""\s(?:data-)?src\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""", re.IGNORECASE)

ICON_PX = 100
"""A thumbnail that is no larger shows its author, or too little of what the entry is about: Blogger's have 72."""


def files_of(raw: Mapping[str, Any], base: str, link: str) -> tuple[Enclosure, ...]:
    """Return the files of an entry by feedparser's fields; ``link`` is that of the entry, which films are pages of."""
    if not (enclosed := _enclosures(raw)) and "media_content" not in raw:
        return ()
    enclosures = ((_area(each), _enclosure(each, base)) for each in enclosed)
    found = [(area, each) for area, each in enclosures if each]
    found += _media(list(raw.get("media_content") or ())[:LABELS_LIMIT], base, link)
    # Of an image in several sizes the largest comes first, where its first one stood.
    files = list(merged(each for _, each in _largest_first(found)))
    played = [at for at, each in enumerate(files) if each.medium in PLAYED]
    seconds = seconds_of(raw.get("itunes_duration"))
    # itunes:duration is that of the episode, which is the first file: others are its other forms, or films beside it.
    if played and seconds and not any(files[at].seconds for at in played):
        files[played[0]] = files[played[0]]._replace(seconds=seconds)
    return tuple(files)


def _largest_first(found: list[tuple[int, Enclosure]]) -> list[tuple[int, Enclosure]]:
    places: dict[str, int] = {}
    for at, (_, each) in enumerate(found):
        places.setdefault(_key(each), at)
    return sorted(found, key=lambda each: (places[_key(each[1])], -each[0]))


def _key(file: Enclosure) -> str:
    return _image_name(file.address) if file.medium == "image" else file.address


def _enclosures(raw: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    links: Iterable[dict[str, Any]] = raw.get("links") or ()
    return [each for each in links if dict.get(each, "rel") == "enclosure"][:LABELS_LIMIT]


def merged(files: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
    """Return files with each once: of one address with all that is known of it, of one image in several sizes the largest."""
    known: dict[str, Enclosure] = {}
    for each in files:
        key = _key(each)
        there = known.get(key)
        known[key] = each if there is None else _joined(there, each)
    return tuple(known.values())[:LABELS_LIMIT]


def with_images(html: str, files: Sequence[Enclosure]) -> str:
    """Return a text with the images below it that it does not show, if there are several of them or they have words."""
    images = [each for each in files if each.medium == "image"] if files else ()
    if len(images) < 2 and not any(each.text for each in images):
        return html
    shown = {_image_name(found) for found in re.findall(r"""\bsrc\s*=\s*["']?([^"'\s>]+)""", html[:200_000])}
    more = [each for each in images if _image_name(each.address) not in shown]
    if any(each.text == line_of_html(html, WORDS_LIMIT) for each in more if each.text):
        html = ""  # a post without words, whose text is that of its image
    return html + "".join(
        f'<p><img src="{escape(each.address)}" alt="{escape(each.text)}"></p>' for each in more
    )


def with_played(files: tuple[Enclosure, ...], html: str, base: str) -> tuple[Enclosure, ...]:
    """Return files with the sounds and films that a text plays, unless there are others: those are nearly always the same."""
    if ("<audio" not in html and "<video" not in html) or any(each.medium in PLAYED for each in files):
        return files
    found = list(files)
    for match in _PLAYER.finditer(html[:PLAYERS_LETTERS]):
        written = _SOURCE.search(match["own"]) or _SOURCE.search(match["inner"] or "")
        address = address_of(unescape(written[1] or written[2] or written[3]), base) if written else ""
        if address:
            found.append(file_of(address, "", 0, match["medium"]))
    return merged(found)


def with_magnets(html: str, raw: Mapping[str, Any]) -> str:
    """Return a text with the addresses of torrents that the entry has in its links below it, unless it names them itself."""
    links: Iterable[dict[str, Any]] = raw.get("links") or ()
    named = [*(dict.get(each, "href") for each in links), raw.get("torrent_magneturi")]
    magnets = [each.strip() for each in named if isinstance(each, str) and each.startswith("magnet:")]
    if not magnets:
        return html
    known = unescape(html)
    missing = [each for each in dict.fromkeys(magnets[:LABELS_LIMIT]) if each not in known]
    return html + "".join(f'<p><a href="{escape(each)}">{escape(each)}</a></p>' for each in missing)


def image_of(raw: Mapping[str, Any], files: Sequence[Enclosure], base: str) -> str:
    """Return the image of an entry: the largest thumbnail, else its first image."""
    if not files and "media_thumbnail" not in raw and "image" not in raw:
        return ""
    thumbnails = sorted(raw.get("media_thumbnail") or (), key=_area, reverse=True)
    thumbnails = [each for each in thumbnails if not _is_icon(each)]
    own = [str((raw.get("image") or {}).get("href") or "")]
    named = [
        *(each.get("url") for each in thumbnails), *(each.address for each in files if each.medium == "image"), *own,
    ]  # fmt: skip
    return next((found for each in named if (found := address_of(each, base))), "")


def seconds_of(raw: Any) -> int:
    """Return a length in seconds: ``2520``, ``42:00``, ``1:12:03``, ``PT42M``, ``1 hr 12 min``; 0: it is none."""
    text = str(raw or "").strip()
    if match := _CLOCK.fullmatch(text) or _SPELLED.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + seconds
    return count_of(text.partition(".")[0])


def file_of(address: str, kind: str, size: int, declared: str = "") -> Enclosure:
    """Return a file; ``declared`` is what the feed says it is, which is kept where its type and its name do not say the same."""
    declared = declared.lower()
    is_needed = declared in {"audio", "video", "image"} and declared != medium_of(kind, address)
    return Enclosure(address, kind, size, declared if is_needed else "")


def _enclosure(raw: Mapping[str, Any], base: str) -> Enclosure | None:
    address, kind = address_of(raw.get("href") or raw.get("url"), base), line_of(raw.get("type"), 100)
    if not address:
        return None
    return file_of(address, kind, count_of(raw.get("length")))._replace(title=line_of(raw.get("title")))


def _media(found: list[Mapping[str, Any]], base: str, link: str) -> Iterator[tuple[int, Enclosure]]:
    """Yield files with the pixels of each."""
    chosen: dict[Any, Mapping[str, Any]] = {}
    """The film or sound that stands for its group: the default, else the first."""
    for each in found:
        group = each.get("group")
        if group is not None and _is_played(each):
            is_default = str(each.get("isdefault")).lower() == "true"
            chosen[group] = each if is_default else chosen.get(group, each)
    for each in found:
        if _is_played(each) and chosen.get(each.get("group"), each) is not each:
            continue
        address, kind = address_of(each.get("url"), base), line_of(each.get("type"), 100)
        declared = str(each.get("medium") or "")
        if kind == _FLASH and (urlsplit(link).hostname or "") in _PAGES:
            address, kind, declared = link, "", "video"
        if address:
            yield _area(each), file_of(address, kind, count_of(each.get("filesize")), declared)._replace(
                seconds=seconds_of(each.get("duration")), title=line_of_html(each.get("title")),
                text=line_of_html(each.get("description"), WORDS_LIMIT),
            )  # fmt: skip


def _is_played(raw: Mapping[str, Any]) -> bool:
    kind, address = str(raw.get("type") or ""), str(raw.get("url") or "")
    return (str(raw.get("medium") or "").lower() or medium_of(kind, address)) in PLAYED


def _joined(one: Enclosure, other: Enclosure) -> Enclosure:
    """Return one file of what two elements say of it; its address is that of the first."""
    return Enclosure(
        one.address, one.kind or other.kind, one.bytes or other.bytes, one.declared or other.declared,
        one.seconds or other.seconds, one.title or other.title, one.text or other.text,
    )  # fmt: skip


def _area(raw: Mapping[str, Any]) -> int:
    """Return the pixels of an image; where only one side is known, that; else what its name says."""
    declared = (count_of(raw.get("width")) or 1) * (count_of(raw.get("height")) or 1)
    if declared > 1 or not (named := _SIZE_IN_NAME.search(str(raw.get("url") or raw.get("href") or ""))):
        return declared
    return int(named[1] or 1) * int(named[2] or 1)


def _is_icon(raw: Mapping[str, Any]) -> bool:
    """Return whether the sides of an image, as far as they are known, are those of an icon."""
    return 0 < max(count_of(raw.get("width")), count_of(raw.get("height"))) <= ICON_PX


def _image_name(address: str) -> str:
    """Return what images of several sizes have in common."""
    parts = urlsplit(address) if "[" not in address else None
    return (
        f"{parts.hostname}{_SIZE_IN_NAME.sub('', parts.path)}" if parts and parts.path.strip("/") else address
    )
