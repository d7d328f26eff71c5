"""The elements and containers that are open while HTML blocks are read, and the tokens that come out.

Pure.
"""

from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from reader.page.html.elements import HEADINGS, LISTS
from reader.page.html.tables import HtmlTable

DEPTH_LIMIT = 100
"""Elements and containers inside one another; the tags of deeper ones change nothing."""


@dataclass(slots=True)
class Frame:
    """An element that is open, or a container of Markdown."""

    name: str
    """Of the element, or the type of the token that began the container."""
    ending: str = ""
    """The type of the token that ends it, if one does."""
    is_markdown: bool = False
    heading: int = 0
    """The level, inside a heading."""
    look: str = ""
    """The element that its text looks like."""
    number: int | None = None
    """Of a numbered list: what its next item has."""
    table: HtmlTable | None = None
    """The table that it is in, or is."""
    reads_markdown: bool = False
    is_implied: bool = False
    lacks_summary: bool = False

    def inside(self, name: str) -> "Frame":
        """Return a frame for an element that only goes on with this one."""
        return Frame(
            name,
            heading=self.heading,
            look=self.look,
            table=self.table,
            reads_markdown=self.reads_markdown,
        )


def nesting_of(kind: str) -> Literal[-1, 0, 1]:
    """Return whether a token of this type opens (1), closes (-1) or stands alone."""
    if kind.endswith("_open"):
        return 1
    return -1 if kind.endswith("_close") else 0


class Frames:
    """The open frames, outermost first, above a bottom one that is the document."""

    def __init__(self) -> None:
        self.out: list[Token] = []
        self._stack = [Frame("", is_markdown=True)]

    def __len__(self) -> int:
        return len(self._stack)

    @property
    def top(self) -> Frame:
        """The innermost one."""
        return self._stack[-1]

    @property
    def is_deep(self) -> bool:
        """Whether no more may be opened."""
        return len(self._stack) > DEPTH_LIMIT

    def name(self, at: int) -> str:
        """Return the name of the frame at a depth, or nothing if there is none so deep."""
        return self._stack[at].name if at < len(self._stack) else ""

    def frame(self, at: int) -> Frame:
        """Return the frame at a depth; 0 is the document."""
        return self._stack[at]

    def put(self, kind: str, tag: str = "", *, info: str = "") -> Token:
        """Write a token; its type says whether it opens or closes."""
        token = Token(kind, tag, nesting_of(kind), info=info)
        self.out.append(token)
        return token

    def push(self, frame: Frame) -> None:
        """Open a frame."""
        self._stack.append(frame)

    def pop(self) -> Frame:
        """Close the innermost frame and write its end."""
        frame = self._stack.pop()
        if frame.name == "table" and frame.table:
            if frame.table.close() and self.top.table:
                self.top.table.dissolve()
        elif frame.name == "tr" and frame.table:
            frame.table.close_row()
        elif frame.name in {"td", "th"} and frame.table:
            frame.table.close_cell()
        elif frame.ending:
            self.put(frame.ending)
        return frame

    def depth(self, name: str) -> int:
        """Return how deep the element is that a closing tag of this name ends, 0 if there is none.

        It ends none outside the container, the cell or (an item) the list that it stands in.
        """
        for at in range(len(self._stack) - 1, 0, -1):
            frame = self._stack[at]
            if frame.is_markdown:
                return 0
            if frame.name == name or (name in HEADINGS and frame.name in HEADINGS):
                return at
            if frame.name in {"td", "th"} and name not in {"tr", "table"}:
                return 0
            if frame.name in LISTS and name == "li":
                return 0
            if frame.name == "table" and frame.table:
                return 0
        return 0

    def table_depth(self) -> int:
        """Return how deep the innermost table is, 0 if there is none in this container."""
        for at in range(len(self._stack) - 1, 0, -1):
            if self._stack[at].is_markdown:
                return 0
            if self._stack[at].name == "table" and self._stack[at].table:
                return at
        return 0

    def list_depth(self) -> int:
        """Return how deep the list is that an item here belongs to, 0 if there is none."""
        for at in range(len(self._stack) - 1, 0, -1):
            frame = self._stack[at]
            if frame.name in LISTS:
                return at
            if frame.is_markdown or frame.name in {"td", "th", "blockquote", "details", "dd"}:
                return 0
        return 0

    def container_depth(self, kind: str) -> int:
        """Return how deep the innermost container of Markdown is that a token of this type began."""
        for at in range(len(self._stack) - 1, 0, -1):
            if self._stack[at].is_markdown and self._stack[at].name == kind:
                return at
        return len(self._stack)
