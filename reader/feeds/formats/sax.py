"""The XML parser under feedparser: text in large pieces, no nesting without end, entries taken as they come. Pure.

Python's own reader hands text on in pieces that end at every line and entity, which costs more than half the time of a
feed whose HTML is escaped. feedparser takes the parsers that are named in its ``PREFERRED_XML_PARSERS``, by module. It
keeps each entry as dictionaries of dictionaries: ten times what is wanted of it, and of 50,000 most of 200 MB.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import Any
from xml.sax.expatreader import ExpatParser

from reader.feeds.formats.entry import FeedError
from reader.feeds.formats.limits import ENTRIES, ParseBudget
from reader.feeds.formats.window import Window
from reader.i18n import tr

DEPTH_LIMIT = 1_000
"""Elements inside one another."""

ATTRIBUTES_LIMIT = 500
"""Of one element; feedparser needs the square of their number."""

NAMESPACES_LIMIT = 100
"""Of one document; feedparser goes through them at each element."""

LETTERS_LIMIT = 2_000_000
"""Of one entry; what is beyond is not read."""

TEXT_BYTES = 1 << 16

Take = Callable[[Any, str], object]
"""Makes something of an entry; told which version of its form the document has."""


_TAKE: ContextVar[tuple[Take, Window | None]] = ContextVar("take", default=(lambda raw, _: raw, None))
"""feedparser makes its parser without arguments."""


@contextmanager
def entries_taken(take: Take, window: Window) -> Iterator[None]:
    """While the block runs, read the entries that are in the window; each is replaced by what is made of it, once whole.

    Not so in documents that are not well-formed: those feedparser reads with a parser of its own.
    """
    token = _TAKE.set((take, window))
    try:
        yield
    finally:
        _TAKE.reset(token)


def create_parser() -> "Reader":
    """Return a parser; the name is what ``xml.sax.make_parser`` asks a module for."""
    return Reader()


class Reader(ExpatParser):
    """A reader over expat."""

    _parser: Any
    """The parser of expat, which the library keeps here."""

    def reset(self) -> None:
        """Begin a document."""
        super().reset()
        self._depth = self._taken = self._letters = self._namespaces_met = self._skipped = 0
        self._patience = ParseBudget()
        self._take, self._window = _TAKE.get()
        self._entry_at = 0
        """How deep the entry is that is being read; 0: none is."""
        self._parser.buffer_text = True
        self._parser.buffer_size = TEXT_BYTES
        self._parser.CharacterDataHandler = self._text

    def start_element_ns(self, name: str, attrs: Any) -> None:
        """Hand the beginning of an element on."""
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            # No error of XML: after one feedparser would try with its own parser, which knows no limit.
            raise FeedError(tr("This feed cannot be read: its elements are nested too deep"))
        if self._skipped:
            self._skipped += 1
            return
        is_left_out = False
        if not ENTRIES.isdisjoint(name.lower().split(" ")):  # its namespace, its name, its prefix
            self._patience.begin_entry()
            if not self._entry_at and self._window:
                is_left_out = not self._window.takes()
                self._entry_at = 0 if is_left_out else self._depth
        if is_left_out or not self._patience.allows(self.getContentHandler()):
            self._skipped += 1
            return
        if len(attrs) > ATTRIBUTES_LIMIT:
            attrs = dict(islice(attrs.items(), ATTRIBUTES_LIMIT))
        super().start_element_ns(name, attrs)

    def start_namespace_decl(self, prefix: str | None, uri: str) -> None:
        """Hand a namespace on, unless there are too many."""
        self._namespaces_met += 1
        if self._namespaces_met <= NAMESPACES_LIMIT:
            super().start_namespace_decl(prefix, uri)

    def _text(self, data: str) -> None:
        """Hand text on, unless there is too much of it."""
        self._letters += len(data)
        feed: Any = self.getContentHandler()
        if self._letters <= LETTERS_LIMIT and not self._skipped and self._patience.takes(feed, data):
            feed.characters(data)

    @property
    def read_bytes(self) -> int:
        """How far the document has been read, in bytes."""
        return int(self._parser.CurrentByteIndex)

    def end_element_ns(self, name: str) -> None:
        """Hand its end on."""
        if self._depth == self._entry_at:
            self._entry_at = 0
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
            return
        super().end_element_ns(name)
        feed: Any = self.getContentHandler()
        if len(feed.entries) > self._taken and not feed.inentry:
            feed.entries[self._taken :] = [
                self._take(raw, feed.version) for raw in feed.entries[self._taken :]
            ]
            self._taken = len(feed.entries)
            self._letters = 0
            self._patience.begin_entry()
            feed.property_depth_map.clear()  # it holds them too
