"""What a row of ``feeds.toml`` wants beyond fetching a public address: it needs a yes to just that. Disk, for files that it names.

A row is known by a digest of all that was shown when the user agreed to it. What is new in a ``Subscription`` needs a yes
until it stands in ``PLAIN``.
"""

import json
import re
from collections.abc import Iterator
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from reader.feeds.following.subscriptions import FILE, Subscription
from reader.feeds.trust.named_files import UNREADABLE, NamedFile, files_named
from reader.feeds.web.private import is_private_name
from reader.i18n import tr
from reader.inside import target_outside

PLAIN = frozenset(
    {"address", "title", "folder", "tags", "interval_s", "is_whole", "keeps_images", "is_public"}
)
"""Fields of a row that need no yes of their own: what they may not do is looked at apart (private hosts, folders outside)."""

_PROGRAMS = ("command", "filter", "password_command")

_NO_FEED = Subscription("")


class Kind(Enum):
    """What is wanted."""

    PUBLIC = "public"
    """To fetch a public address."""
    PROGRAM = "program"
    PRIVATE = "private"
    """To fetch from this machine or the network that it is in."""
    HEADERS = "headers"
    """To send headers, or a user's name."""
    OUTSIDE = "outside"
    """To write articles outside of the folder."""
    FILE = "file"
    """To write ``feeds.toml`` outside of the folder."""
    OTHER = "other"


class Requirement(NamedTuple):
    """What a row wants; or, where it is of no feed, what the whole file wants."""

    feed: Subscription | None
    kinds: tuple[Kind, ...]
    lines: tuple[str, ...]
    """All of it, in full, as it may be shown."""
    digest: str
    """By which a yes to it is known."""
    private: str = ""
    """The same with a yes to private addresses, where the row itself does not look like one."""
    files: tuple[NamedFile, ...] = ()
    """Files of the folder that its programs name."""
    outside: Path | None = None
    """Where it writes, if that is outside."""
    impossible: str = ""
    """Why it cannot be agreed to, as a sentence."""

    @property
    def is_public(self) -> bool:
        """Whether all that it wants is to be fetched from the web."""
        return self.kinds == (Kind.PUBLIC,)


def want_of(root: Path, feed: Subscription, title: str) -> Requirement:
    """Return what a row wants; ``title`` is what its feed is called, where the row does not say."""
    inside = root / (feed.folder or feed._replace(title=feed.title or title).inside)
    outside = target_outside(root, inside)
    files = tuple(each for name in _PROGRAMS for each in files_named(root, getattr(feed, name)))
    is_private = (
        not feed.is_public and not feed.command and is_private_name(urlsplit(feed.address).hostname or "")
    )
    special = {
        name: getattr(feed, name)
        for name in Subscription._fields
        if name not in PLAIN and getattr(feed, name) != getattr(_NO_FEED, name)
    }
    kinds = dict.fromkeys(
        Kind.PROGRAM if name in _PROGRAMS else _KINDS.get(name, Kind.OTHER) for name in special
    )
    kinds |= {Kind.PRIVATE: None} if is_private else {}
    kinds |= {Kind.OUTSIDE: None} if outside else {}
    if "headers" in special:
        special["headers"] = sorted(special["headers"])
    what = {**special, "outside": str(outside or ""), "files": [(each.path, each.digest) for each in files]}
    unreadable = next((each.path for each in files if each.digest == UNREADABLE), "")
    return Requirement(
        feed, tuple(kinds) or (Kind.PUBLIC,), tuple(_lines(feed, special, files, outside, is_private=is_private)),
        digest_of(feed.address, {**what, "private": is_private}),
        digest_of(feed.address, {**what, "private": True}),
        files, outside,
        tr("{file} cannot be examined", file=unreadable) if unreadable else "",
    )  # fmt: skip


def want_of_file(root: Path) -> Requirement | None:
    """Return what a ``feeds.toml`` wants that leads out of its folder; None: it stays inside."""
    outside = target_outside(root, root / FILE)
    if outside is None:
        return None
    line = tr("{file} is {target}: feeds that you follow here are written there", file=FILE, target=outside)
    return Requirement(
        None, (Kind.FILE,), (line,), digest_of(FILE, {"outside": str(outside)}), outside=outside
    )


def digest_of(address: str, what: dict[str, Any]) -> str:
    """Return the digest of a row: of its address and of all that it wants, in one form whatever it was written as."""
    text = json.dumps([address, what], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()


_KINDS = {"headers": Kind.HEADERS, "user": Kind.HEADERS}


def _lines(
    feed: Subscription,
    special: dict[str, Any],
    files: tuple[NamedFile, ...],
    outside: Path | None,
    *,
    is_private: bool,
) -> Iterator[str]:
    """Yield what a row wants, all of it: nothing of it is cut, and what cannot be seen is written as it is known by."""
    if not feed.command:
        yield in_full(feed.address)
    if is_private:
        yield tr("which is in your own network or on this machine")
    for name, value in special.items():
        if name in _PROGRAMS:
            sentence = {
                "command": tr("runs a program that prints the feed:"),
                "filter": tr("runs a program that changes the feed:"),
                "password_command": tr("runs a program that prints a password:"),
            }[name]
            yield sentence
            yield "  " + " ".join(map(_word, value))
            yield from (f"  {word.encode('unicode_escape').decode()}" for word in value if not word.isascii())
        elif name == "headers":
            yield from (tr("sends {header}", header=in_full(f"{key}: {text}")) for key, text in value)
        elif name == "user":
            yield tr("sends the user name {user}", user=in_full(value))
        else:
            yield in_full(f"{name} = {value}")
    for each in files:
        yield tr("the file {file}, as it is now", file=in_full(each.path))
    if outside:
        yield tr("writes its articles into {folder}", folder=in_full(str(outside)))


def in_full(text: str) -> str:
    """Return a text on one line with all that is in it: what shows nothing by its code, many spaces by their number."""
    shown = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
    return _SPACES.sub(lambda match: tr("⟨{count} spaces⟩", count=len(match[0])), shown)


def _word(word: str) -> str:
    return in_full(word if _PLAIN_WORD.fullmatch(word) else json.dumps(word, ensure_ascii=False))


_SPACES = re.compile(" {4,}")
_PLAIN_WORD = re.compile(r"[^\s\"'\\]+")
