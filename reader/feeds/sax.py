"""The XML parser under feedparser: text in large pieces, no nesting without end. Pure.

Python's own reader hands text on in pieces that end at every line and entity, which costs more than half the time of a
feed whose HTML is escaped. feedparser takes the parsers that are named in its ``PREFERRED_XML_PARSERS``, by module.
"""

from typing import Any
from xml.sax.expatreader import ExpatParser

from reader.feeds.entry import FeedError
from reader.i18n import tr

DEPTH_LIMIT = 1_000
"""Elements inside one another."""

TEXT_BYTES = 1 << 16


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
        self._depth = 0
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
