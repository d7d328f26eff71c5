"""The sounds, films and other files that go with an article, by its front matter. Pure.

``enclosures`` has a mapping for each, as our own files have (``url``, ``type``, ``size`` in bytes, ``duration`` in seconds, ``title``,
``alt``), or only its address, as other programs write it; ``audio`` and ``video`` have addresses too.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from reader.article.article import HeaderValue
from reader.i18n import tr
from reader.text import clean_line, safe_address

FILES_LIMIT: Final = 64
"""Files of one article."""

WORDS_LIMIT: Final = 2_000
"""Characters of a title, and of what describes an image."""

SEPARATOR: Final = " · "
"""Between what is said of a file."""

AUDIO, VIDEO, IMAGE = "audio", "video", "image"
PLAYED: Final = (AUDIO, VIDEO)
"""What a player plays."""

_KEYS: Final = ("enclosures", "enclosure", AUDIO, VIDEO)
_ENDINGS: Final = {
    IMAGE: frozenset({"jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp"}),
    AUDIO: frozenset({"mp3", "m4a", "ogg", "oga", "opus", "flac", "wav", "aac", "m4b"}),
    VIDEO: frozenset({"mp4", "m4v", "webm", "mkv", "mov", "ogv", "m3u8"}),
}
_TYPES: Final = {
    "application/ogg": AUDIO, "application/x-mpegurl": VIDEO, "application/vnd.apple.mpegurl": VIDEO,
    "application/x-shockwave-flash": VIDEO,
}  # fmt: skip
_UNITS: Final = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB"))


class MediaFile(NamedTuple):
    """A file that goes with an article."""

    address: str
    """Absolute; it passed the gate."""
    kind: str
    """Its media type, or empty."""
    bytes: int
    """Its size; 0: unknown."""
    declared: str = ""
    """``audio``, ``video`` or ``image`` where only the feed says it; empty: its type or its name does."""
    seconds: int = 0
    """How long it takes; 0: unknown."""
    title: str = ""
    """One line, or empty."""
    text: str = ""
    """The words of an image; one line, or empty."""

    @property
    def medium(self) -> str:
        """``audio``, ``video`` or ``image``; empty: something else."""
        return self.declared or medium_of(self.kind, self.address)

    @property
    def facts(self) -> str:
        """How long it takes and how large it is, as people say it: ``42 min · 38 MB``; empty: unknown."""
        return SEPARATOR.join(filter(None, (format_length(self.seconds), format_size(self.bytes))))


class Media(NamedTuple):
    """The files of an article, and what is said of an episode."""

    files: tuple[MediaFile, ...]
    """Each once."""
    episode: str
    """Its number, or empty."""
    season: str
    """Its number, or empty."""
    chapters: str
    """The address of its chapters, or empty."""
    transcript: str
    """The address of its transcript, or empty."""
    people: tuple[tuple[str, str], ...] = ()
    """Who takes part: the name, with the role if one is known; and an address, or empty."""
    forms: tuple[MediaFile, ...] = ()
    """Its file in other forms, such as a smaller one."""

    @property
    def played(self) -> tuple[MediaFile, ...]:
        """What a player plays."""
        return tuple(each for each in self.files if each.medium in PLAYED)


def medium_of(kind: str, address: str) -> str:
    """Return ``audio``, ``video`` or ``image`` by the type of a file, else by the ending of its name; else an empty text."""
    kind = kind.lower().partition(";")[0].strip()
    first = kind.partition("/")[0]
    if first in _ENDINGS or kind in _TYPES:
        return _TYPES.get(kind, first)
    if kind and not kind.startswith(("application/octet-stream", "binary/", "application/force-download")):
        return ""
    try:
        ending = urlsplit(address).path.rpartition(".")[2].lower()
    except ValueError:
        return ""
    return next((medium for medium, endings in _ENDINGS.items() if ending in endings), "")


def media_of(header: Mapping[str, HeaderValue]) -> Media:
    """Return the files that front matter names."""
    files: dict[str, MediaFile] = {}
    for key in _KEYS:
        if found := header.get(key):
            for each in _files(found, key if key in PLAYED else ""):
                if len(files) < FILES_LIMIT:
                    files.setdefault(each.address, each)
    return Media(
        tuple(files.values()), _number(header.get("episode")), _number(header.get("season")),
        _address(header.get("chapters")), _address(header.get("transcript")),
        tuple(_people(header.get("people"))), tuple(_files(header.get("other_forms") or [], "")),
    )  # fmt: skip


def has_media(header: Mapping[str, HeaderValue]) -> bool:
    """Return whether front matter may name files, quickly."""
    return any(key in header for key in _KEYS)


def format_length(seconds: int) -> str:
    """Return a length as ``42 min``, ``1 h 12 min`` or ``35 s``; empty: unknown."""
    if seconds <= 0:
        return ""
    if seconds < 60:
        return tr("{count} s", count=seconds)
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return tr("{count} min", count=minutes)
    return (
        tr("{hours} h {minutes} min", hours=hours, minutes=minutes)
        if minutes
        else tr("{hours} h", hours=hours)
    )


def format_size(size: int) -> str:
    """Return a size as ``38 MB`` or ``1.4 GB``; empty: unknown."""
    for unit, name in _UNITS:
        if size >= unit:
            count = size / unit
            return f"{count:.1f} {name}" if unit == _UNITS[0][0] else f"{count:.0f} {name}"
    return f"{size} B" if size > 0 else ""


def _files(value: HeaderValue, declared: str) -> Iterator[MediaFile]:
    items = value if isinstance(value, list) else [value]
    for item in items[:FILES_LIMIT]:
        about: Mapping[str, HeaderValue] = item if isinstance(item, dict) else {"url": item}
        address = next(
            (found for name in ("url", "href", "src", "file") if (found := _address(about.get(name)))), ""
        )
        if address:
            kind, medium = _line(about.get("type")), _line(about.get("medium")) or declared
            yield MediaFile(
                address, kind, _count(about.get("size") or about.get("length")),
                medium if medium in _ENDINGS and medium != medium_of(kind, address) else "",
                _count(about.get("duration")), _line(about.get("title")), _line(about.get("alt")),
            )  # fmt: skip


def _people(value: HeaderValue | None) -> Iterator[tuple[str, str]]:
    for each in value[:FILES_LIMIT] if isinstance(value, list) else ():
        if isinstance(each, dict) and (name := _line(each.get("name"))):
            role = _line(each.get("role"))
            yield f"{name} ({role})" if role else name, _address(each.get("link"))


def _address(value: HeaderValue | None) -> str:
    found = safe_address(value) if isinstance(value, str) and value else None
    return found.href if found and found.scheme in {"http", "https"} else ""


def _line(value: HeaderValue | None) -> str:
    return clean_line(value, WORDS_LIMIT) if isinstance(value, str) else ""


def _count(value: HeaderValue | None) -> int:
    return (
        int(value)
        if isinstance(value, str) and value.isdecimal() and value.isascii() and len(value) < 16
        else 0
    )


def _number(value: HeaderValue | None) -> str:
    text = _line(value)
    return text if text.isdecimal() and len(text) < 7 else ""
