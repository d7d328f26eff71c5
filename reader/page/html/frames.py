"""The stack of open elements and containers while HTML blocks are converted, and the output tokens.

Pure.
"""

from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from reader.page.html.elements import HEADINGS, LISTS
from reader.page.html.tables import HtmlTable

DEPTH_LIMIT = 100
"""Nested elements and containers; the tags of deeper ones are ignored."""


@dataclass(slots=True)
class Frame:
    """An open element, or an open container of Markdown."""

    name: str
    """The element, or the type of the token that opened the container."""
    ending: str = ""
    """The type of the token that closes it, if any."""
    is_markdown: bool = False
    """It is a container of Markdown."""
    heading: int = 0
    """The level of the heading that it is in; 0 for none."""
    look: str = ""
    """The element by which its text is styled."""
    table: HtmlTable | None = None
    """The table that it is, or is in."""
    reads_markdown: bool = False
    """Its text is Markdown (``markdown="1"``)."""
    keeps_lines: bool = False
    """Line ends of its text are line breaks."""
    is_implied: bool = False
    """It was opened without a tag."""
    lacks_summary: bool = False
    """A ``details`` whose summary has not come yet."""

    def inside(self, name: str) -> "Frame":
        """Return a frame for an element that continues this one."""
        return Frame(
            name, heading=self.heading, look=self.look, table=self.table, reads_markdown=self.reads_markdown
        )


def nesting_of(kind: str) -> Literal[-1, 0, 1]:
    """Return whether a token of this type opens (1), closes (-1) or does neither (0)."""
    if kind.endswith("_open"):
        return 1
    return -1 if kind.endswith("_close") else 0


class Frames:
    """The stack of open frames; the document is at the bottom."""

    def __init__(self) -> None:
        self.out: list[Token] = []
        self._stack = [Frame("", is_markdown=True)]

    def __len__(self) -> int:
        return len(self._stack)

    @property
    def top(self) -> Frame:
        """The innermost frame."""
        return self._stack[-1]

    @property
    def keep_lines(self) -> bool:
        """Whether line ends of text here are line breaks."""
        return any(frame.keeps_lines for frame in self._stack)

    @property
    def is_deep(self) -> bool:
        """Whether ``DEPTH_LIMIT`` is reached."""
        return len(self._stack) > DEPTH_LIMIT

    def name(self, at: int) -> str:
        """Return the name of the frame at a depth; empty if there is none."""
        return self._stack[at].name if at < len(self._stack) else ""

    def frame(self, at: int) -> Frame:
        """Return the frame at a depth; 0 is the document."""
        return self._stack[at]

    def put(self, kind: str, tag: str = "", *, info: str = "") -> Token:
        """Output a token, whose type opens or closes."""
        token = Token(kind, tag, nesting_of(kind), info=info)
        self.out.append(token)
        return token

    def push(self, frame: Frame) -> None:
        """Open a frame."""
        self._stack.append(frame)

    def pop(self) -> Frame:
        """Close the innermost frame and output its closing token."""
        frame = self._stack.pop()
        if frame.name == "table" and frame.table:
            if frame.table.close() and self.top.table:
                self.top.table.dissolve(is_table=True)
        elif frame.name == "tr" and frame.table:
            frame.table.close_row()
        elif frame.name in {"td", "th"} and frame.table:
            frame.table.close_cell()
        elif frame.ending:
            self.put(frame.ending)
        return frame

    def depth(self, name: str) -> int:
        """Return the depth of the element that a closing tag closes, 0 if there is none.

        It closes none outside the current container, cell or (for items) list.
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
        """Return the depth of the innermost table, 0 if there is none in this container."""
        for at in range(len(self._stack) - 1, 0, -1):
            if self._stack[at].is_markdown:
                return 0
            if self._stack[at].name == "table" and self._stack[at].table:
                return at
        return 0

    def list_depth(self) -> int:
        """Return the depth of the list of an item here, 0 if there is none."""
        for at in range(len(self._stack) - 1, 0, -1):
            frame = self._stack[at]
            if frame.name in LISTS:
                return at
            if frame.is_markdown or frame.name in {"td", "th", "blockquote", "aside", "details", "dd"}:
                return 0
        return 0

    def container_depth(self, kind: str) -> int:
        """Return the depth of the innermost Markdown container that a token of this type opened."""
        for at in range(len(self._stack) - 1, 0, -1):
            if self._stack[at].is_markdown and self._stack[at].name == kind:
                return at
        return len(self._stack)
