"""The XML parser under feedparser: text in large pieces, no nesting without end, entries taken as they come. Pure.

Python's own reader hands text on in pieces that end at every line and entity, which costs more than half the time of a
feed whose HTML is escaped. feedparser takes the parsers that are named in its ``PREFERRED_XML_PARSERS``, by module. It
keeps each entry as dictionaries of dictionaries: ten times what is wanted of it, and of 50,000 most of 200 MB.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from xml.sax.expatreader import ExpatParser

from reader.feeds.entry import FeedError
from reader.i18n import tr

DEPTH_LIMIT = 1_000
"""Elements inside one another."""

TEXT_BYTES = 1 << 16

Take = Callable[[Any, str], object]
"""Makes something of an entry; told which version of its form the document has."""

_TAKE: ContextVar[Take] = ContextVar("take", default=lambda raw, _: raw)
"""feedparser makes its parser without arguments."""


@contextmanager
def entries_taken(take: Take) -> Iterator[None]:
    """While the block runs, put into the place of each entry what is made of it, once it is whole.

    Not so in documents that are not well-formed: those feedparser reads with a parser of its own.
    """
    token = _TAKE.set(take)
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
        self._depth = self._taken = 0
        self._take = _TAKE.get()
        self._parser.buffer_text = True
        self._parser.buffer_size = TEXT_BYTES

    def start_element_ns(self, name: str, attrs: Any) -> None:
        """Hand the beginning of an element on."""
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            # No error of XML: after one feedparser would try with its own parser, which knows no limit.
            raise FeedError(tr("This feed cannot be read: its elements are nested too deep"))
        super().start_element_ns(name, attrs)

    def end_element_ns(self, name: str) -> None:
        """Hand its end on."""
        self._depth -= 1
        super().end_element_ns(name)
        feed: Any = self.getContentHandler()
        if len(feed.entries) > self._taken and not feed.inentry:
            feed.entries[self._taken :] = [
                self._take(raw, feed.version) for raw in feed.entries[self._taken :]
            ]
            self._taken = len(feed.entries)
            feed.property_depth_map.clear()  # it holds them too
