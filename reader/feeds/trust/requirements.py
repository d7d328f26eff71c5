"""What a table of ``feeds.toml`` requires beyond fetching a public address, which needs a yes of its own.

Reads files that the table names. A requirement is known by the digest of all that was shown when the user agreed to it. A
new field of ``Subscription`` needs a yes until it stands in ``PLAIN``.
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
from reader.feeds.web.private_hosts import is_private_name
from reader.files.inside import target_outside
from reader.i18n import tr

PLAIN = frozenset(
    {
        "address", "title", "folder", "tags", "interval_s", "is_whole", "keeps_images", "website",
        "opml_folders", "is_public", "is_quiet", "newest",
    }
)  # fmt: skip
"""Fields that need no yes of their own; private hosts and folders outside are checked separately."""

_PROGRAMS = ("command", "filter", "password_command")

_NO_FEED = Subscription("")


class Kind(Enum):
    """What is required."""

    PUBLIC = "public"
    """To fetch a public address."""
    PROGRAM = "program"
    """To run a program."""
    PRIVATE = "private"
    """To fetch from this machine or its network."""
    HEADERS = "headers"
    """To send headers, or a user's name."""
    CERTIFICATES = "certificates"
    """To trust other certificates than those of the system."""
    OUTSIDE = "outside"
    """To write articles outside of the folder."""
    FILE = "file"
    """To write ``feeds.toml`` outside of the folder."""
    OTHER = "other"
    """Anything else: a field that is not in ``PLAIN``."""


class Requirement(NamedTuple):
    """What a feed's table requires, or the file itself."""

    feed: Subscription | None
    """None: it is the file's."""
    kinds: tuple[Kind, ...]
    """All kinds of what it requires."""
    lines: tuple[str, ...]
    """All of it, in full, as it is shown."""
    digest: str
    """By which a yes to it is known."""
    private: str = ""
    """The digest of a yes to private addresses too, where the address does not look like one."""
    files: tuple[NamedFile, ...] = ()
    """Files of the folder that its programs name."""
    outside: Path | None = None
    """Where it writes, if that is outside of the folder."""
    impossible: str = ""
    """Why it cannot be agreed to, as a sentence."""

    @property
    def is_public(self) -> bool:
        """Whether it requires nothing but to be fetched from the public web."""
        return self.kinds == (Kind.PUBLIC,)


def requirement_of(root: Path, feed: Subscription, inside: str) -> Requirement:
    """Return what a feed's table requires; ``inside`` is the folder of its articles, where the table names none."""
    outside = target_outside(root, root / (feed.folder or inside or feed.inside))
    named = [*(getattr(feed, name) for name in _PROGRAMS), certificates_of(root, feed)]
    files = tuple(each for words in named for each in files_named(root, words))
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


def certificates_of(root: Path, feed: Subscription) -> tuple[str, ...]:
    """Return the path of the file of certificates that a feed's table names, as ``files_named`` takes it; empty: none."""
    return (str(root / Path(feed.ca_file).expanduser()),) if feed.ca_file else ()


def requirement_of_file(root: Path) -> Requirement | None:
    """Return what a ``feeds.toml`` requires that is a link out of its folder; None: it is not."""
    outside = target_outside(root, root / FILE)
    if outside is None:
        return None
    line = tr("{file} is {target}: feeds that you follow here are written there", file=FILE, target=outside)
    return Requirement(
        None, (Kind.FILE,), (line,), digest_of(FILE, {"outside": str(outside)}), outside=outside
    )


def digest_of(address: str, what: dict[str, Any]) -> str:
    """Return the digest of an address and all that is required with it, independent of how it was written."""
    text = json.dumps([address, what], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()


_KINDS = {"headers": Kind.HEADERS, "user": Kind.HEADERS, "ca_file": Kind.CERTIFICATES}


def _lines(
    feed: Subscription,
    special: dict[str, Any],
    files: tuple[NamedFile, ...],
    outside: Path | None,
    *,
    is_private: bool,
) -> Iterator[str]:
    """Yield all that a table requires: nothing is cut, and invisible characters are written as escapes."""
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
        elif name == "ca_file":
            yield tr("trusts the certificates in {file}", file=in_full(value))
        else:
            yield in_full(f"{name} = {value}")
    for each in files:
        yield tr("the file {file}, as it is now", file=in_full(each.path))
    if outside:
        yield tr("writes its articles into {folder}", folder=in_full(str(outside)))


def in_full(text: str) -> str:
    """Return a text on one line without hiding anything: invisible characters as escapes, many spaces as their number."""
    shown = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
    return _SPACES.sub(lambda match: tr("⟨{count} spaces⟩", count=len(match[0])), shown)


def _word(word: str) -> str:
    return in_full(word if _PLAIN_WORD.fullmatch(word) else json.dumps(word, ensure_ascii=False))


_SPACES = re.compile(" {4,}")
_PLAIN_WORD = re.compile(r"[^\s\"'\\]+")
