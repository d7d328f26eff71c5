"""The XML parser under feedparser: text in large pieces, bounded nesting, entries converted as they come. Pure.

Python's own parser passes text on in pieces that end at every line and entity, which costs more than half the time of a
feed whose HTML is escaped. feedparser uses the modules that its ``PREFERRED_XML_PARSERS`` names. It keeps each entry as
nested dictionaries: ten times what is needed of it, most of 200 MB for 50,000 entries.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import Any
from xml.sax.expatreader import ExpatParser

from reader.feeds.formats.entry import FeedError
from reader.feeds.formats.parse_budget import ENTRIES, ParseBudget
from reader.feeds.formats.window import Window
from reader.i18n import tr

DEPTH_LIMIT = 1_000
"""Elements inside each other."""

ATTRIBUTES_LIMIT = 500
"""Attributes of one element; feedparser's work grows by their square."""

NAMESPACES_LIMIT = 100
"""Namespaces of one document; feedparser goes through them at each element."""

LETTERS_LIMIT = 2_000_000
"""Characters of one entry; the rest is not read."""

TEXT_BYTES = 1 << 16
"""The largest piece of text that is passed on."""

Take = Callable[[Any, str, str], object]
"""Converts an entry of feedparser's; then come the version of the document's format, and its language as far as it is known."""


_TAKE: ContextVar[tuple[Take, Window | None]] = ContextVar("take", default=(lambda raw, *_: raw, None))
"""How the parser gets its arguments: feedparser makes it without any."""


@contextmanager
def entries_taken(take: Take, window: Window) -> Iterator[None]:
    """While the block runs, read the entries that are in the window; each is replaced by what is made of it, once whole.

    Documents that are not well-formed are not affected: feedparser reads them with another parser.
    """
    token = _TAKE.set((take, window))
    try:
        yield
    finally:
        _TAKE.reset(token)


def create_parser() -> "StrictParser":
    """Return a parser; ``xml.sax.make_parser`` calls a function of this name."""
    return StrictParser()


class StrictParser(ExpatParser):
    """A parser over expat with bounds."""

    _parser: Any
    """Expat's parser; the library keeps it here."""

    def reset(self) -> None:
        """Begin a document."""
        super().reset()
        self._depth = self._taken = self._letters = self._namespaces_met = self._skipped = 0
        self._budget = ParseBudget()
        self._take, self._window = _TAKE.get()
        self._entry_at = 0
        """The depth of the entry that is being read; 0: none is."""
        self.root = ""
        """The name of the outermost element, in lower case."""
        self._parser.buffer_text = True
        self._parser.buffer_size = TEXT_BYTES
        self._parser.CharacterDataHandler = self._text

    def start_element_ns(self, name: str, attrs: Any) -> None:
        """Pass on the beginning of an element, unless it is skipped."""
        self._depth += 1
        if not self.root:
            self.root = name.lower().split(" ")[name.count(" ") > 0]
        if self._depth > DEPTH_LIMIT:
            # Not an XML error: after one feedparser would try its other parser, which has no limit.
            raise FeedError(tr("This feed cannot be read: its elements are nested too deep"))
        if self._skipped:
            self._skipped += 1
            return
        is_left_out = False
        if not ENTRIES.isdisjoint(name.lower().split(" ")):  # its namespace, its name, its prefix
            self._budget.begin_entry()
            if not self._entry_at and self._window:
                is_left_out = not self._window.takes()
                self._entry_at = 0 if is_left_out else self._depth
        if is_left_out or not self._budget.allows(self.getContentHandler()):
            self._skipped += 1
            return
        if len(attrs) > ATTRIBUTES_LIMIT:
            attrs = dict(islice(attrs.items(), ATTRIBUTES_LIMIT))
        super().start_element_ns(name, attrs)

    def start_namespace_decl(self, prefix: str | None, uri: str) -> None:
        """Pass on a namespace, unless there are too many."""
        self._namespaces_met += 1
        if self._namespaces_met <= NAMESPACES_LIMIT:
            super().start_namespace_decl(prefix, uri)

    def _text(self, data: str) -> None:
        """Pass on text, unless there is too much of it."""
        self._letters += len(data)
        feed: Any = self.getContentHandler()
        if self._letters <= LETTERS_LIMIT and not self._skipped and self._budget.takes(feed, data):
            feed.characters(data)

    @property
    def is_over(self) -> bool:
        """Whether the outermost element is closed."""
        return bool(self.root) and not self._depth

    @property
    def read_bytes(self) -> int:
        """How many bytes of the document have been read."""
        return int(self._parser.CurrentByteIndex)

    def end_element_ns(self, name: str) -> None:
        """Pass on the end of an element, and convert an entry that is complete."""
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
                self._take(raw, feed.version, str(feed.feeddata.get("language") or ""))
                for raw in feed.entries[self._taken :]
            ]
            self._taken = len(feed.entries)
            self._letters = 0
            self._budget.begin_entry()
            feed.property_depth_map.clear()  # it refers to them too
