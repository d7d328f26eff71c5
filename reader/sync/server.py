"""What newsreader needs of a server: the values that it has, and the acts that it does. Pure.

An answer without an error proves nothing: some servers answer OK to marks that they lose. What was sent is confirmed by the
states that are pulled afterwards.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from enum import Enum
from typing import NamedTuple, Protocol

from reader.article.media import MediaFile


class Mark(Enum):
    """What is done to entries."""

    READ = "read"
    UNREAD = "unread"
    STAR = "star"
    UNSTAR = "unstar"


class ServerInfo(NamedTuple):
    """What a server says of itself."""

    name: str
    """Of the program, such as FreshRSS; empty: it does not say."""
    version: str
    """Empty: it does not say."""
    user: str
    """The name of the account, as the server has it."""
    has_labels: bool
    """Entries can have labels."""


class ServerFeed(NamedTuple):
    """A subscription of an account."""

    id: str
    """What the server calls it."""
    title: str
    """The user's name for it, or its own; not cleaned."""
    address: str
    """Of the feed."""
    site: str
    """Of the page that it belongs to, or empty."""
    folder: str
    """The folder that it is in, or empty; not cleaned."""


class ServerEntry(NamedTuple):
    """An entry of an account; its texts are as the server has them."""

    id: str
    """What the server calls it, in one form."""
    feed: str
    """The id of its feed."""
    link: str
    """As it is written; empty: it has none."""
    title: str
    """Not cleaned."""
    html: str
    """Its text."""
    published: datetime | None
    """In UTC."""
    author: str
    """Not cleaned, or empty."""
    labels: tuple[str, ...]
    """The user's labels; the folder of its feed is among them where the server does not tell them apart."""
    enclosures: tuple[MediaFile, ...]
    """Its files."""
    is_read: bool
    """When it was fetched; states that were pulled are newer."""
    is_starred: bool
    """When it was fetched."""


class States(NamedTuple):
    """The ids of the entries that an account has, and which of them are unread and starred."""

    ids: frozenset[str]
    """All, or those since the moment that was asked for; what is unread or starred is among them."""
    unread: frozenset[str]
    """All that are unread."""
    starred: frozenset[str]
    """All that are starred."""
    is_whole: bool
    """Whether an entry that is not in ``unread`` is read and one not in ``starred`` has no star; False: the lists changed
    while they were read, and only what is in them is sure."""


Progress = Callable[[Sequence[str]], None]
"""Takes the ids of a batch when the server has answered for it."""


class Server(Protocol):
    """An account at a server. Each method raises SyncError."""

    def check(self) -> ServerInfo:
        """Sign in, and return what the server is."""

    def feeds(self) -> list[ServerFeed]:
        """Return the subscriptions."""

    def labels(self) -> list[str]:
        """Return the names of the labels that entries can have; folders of feeds are none."""

    def states(self, since_s: float = 0.0) -> States:
        """Return which entries there are and what is unread and starred; ``since_s`` (since 1970) leaves out older ids.

        Servers differ in what older means: it saves requests, and a walk without it must come from time to time.
        """

    def is_changed(self, since_s: float) -> bool:
        """Return whether anything may have changed since a moment; True where the server cannot say so."""

    def entries(self, ids: Sequence[str]) -> Iterator[ServerEntry]:
        """Yield entries, batch by batch; those that the server no longer has are left out."""

    def mark(self, mark: Mark, ids: Collection[str], progress: Progress = ...) -> None:
        """Mark entries in batches; ``progress`` learns of each."""

    def label(self, name: str, ids: Collection[str], *, is_added: bool, progress: Progress = ...) -> None:
        """Add a label to entries, or remove it."""

    def follow(self, address: str, title: str = "", folder: str = "") -> None:
        """Subscribe to a feed; the list of feeds shows what became of it."""

    def unfollow(self, feed: str) -> None:
        """Unsubscribe from a feed by its id."""

    def rename(self, feed: str, title: str) -> None:
        """Give a feed a title."""

    def move(self, feed: str, folder: str, before: str = "") -> None:
        """Move a feed to a folder, which is made where it is missing; ``before`` is the folder that it leaves."""
