"""What the typesetter makes: blocks of marked text, and lines of spans that a screen can paint.

Pure values. Markdown becomes blocks once; blocks become lines for a width. A position in an article is
(block, offset), offset counting code points of the block's text: it survives another width.
"""

from collections.abc import Sequence
from enum import Enum, Flag, StrEnum, auto
from typing import NamedTuple

from reader.text import cell_width

WIKI = "wiki:"
"""Begins a link whose target is the name of an article or a file: ``wiki:Page#heading``."""

INNER_LINKS = ("#", WIKI)
"""What links begin with that stay inside the library: a place in the article (``#name``), or another article."""

LINE_END = "\u2028"
"""Ends a line inside a cell of a table, where a newline ends a row; the gate lets none in from an article."""

CELL_BREAK = f" {LINE_END}"
"""A line end in a cell as it is written: what is copied is the space."""


class TextStyle(Flag):
    """What a run of text is, inside a block; marks add up."""

    PLAIN = 0
    STRONG = auto()
    EMPHASIS = auto()
    STRIKE = auto()
    CODE = auto()
    LINK = auto()
    IMAGE = auto()
    UNDERLINE = auto()
    """What was added later."""
    KBD = auto()
    """A key to be pressed."""
    HIGHLIGHT = auto()
    """Marked as with a highlighter."""
    MATHS = auto()
    """A formula, as Unicode."""
    ADDED = auto()
    """It was not there when the article was read before."""
    REMOVED = auto()
    """It was, and is gone."""


class BlockKind(StrEnum):
    """What a leaf block is; containers (quotes, lists) are its gutters."""

    TITLE = "title"
    META = "meta"
    """Source, authors, date, reading time: the line under the title."""
    LEAD = "lead"
    """What the article is about, as its front matter says: between the title block and the text."""
    NOTICE = "notice"
    """A problem of the file, or that it is empty."""
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    RULE = "rule"
    IMAGE = "image"
    TABLE = "table"
    LABEL = "label"
    """What is below it: a callout's title, a term before its definition."""
    MATHS = "maths"
    """A formula that stands alone."""


class GutterKind(Enum):
    """What stands left of a block, outermost first."""

    QUOTE = auto()
    """A bar on every line."""
    ITEM = auto()
    """A bullet or number on the item's first line, its width in spaces on the others."""
    CHANGE = auto()
    """A sign on every line for what became of it since the article was read."""
    FOLD = auto()
    """An item that can be closed: its first block, the summary, stays then."""
    CLOSED_FOLD = auto()
    """One that is closed until it is opened."""


class Gutter(NamedTuple):
    """One level of nesting, as it shows left of the text."""

    kind: GutterKind
    text: str
    """What the first line of the item shows (``• ``, ``12. ``, a quote's ``┃ ``)."""
    rest: str
    """What its other lines show; as wide as ``text``."""
    group: int
    """The same number for all blocks inside one and the same quote or item."""


class Run(NamedTuple):
    """Text with the same marks throughout."""

    text: str
    marks: TextStyle = TextStyle.PLAIN
    link: str = ""
    """The address as the article gives it; a screen passes it through the gate before it becomes a link.

    One of ``INNER_LINKS`` leads to no address: see ``reader.page.places.targets``.
    """


class Columns(NamedTuple):
    """What the pieces of a long table share."""

    widest: tuple[int, ...]
    """Cells of the widest cell in each column."""
    spaced: tuple[int, ...]
    """The same where a cell is shown between scripts."""
    heads: tuple[str, ...]
    """The columns' headings; none in the piece that begins with them."""


class ImageBox(NamedTuple):
    """What has to be known of a picture to leave room for it."""

    width: int
    """In pixels."""
    height: int
    is_too_large: bool = False
    """It takes more memory than an image may: only its size is shown."""


class ImageRow(NamedTuple):
    """One row of cells of a picture."""

    address: str
    """Which picture, as the article says it."""
    row: int
    """From 0."""
    columns: int
    """Cells of the whole picture, across."""
    rows: int
    """And down."""


class Block(NamedTuple):
    """One leaf: a paragraph, a heading, a listing… with all that stands around it."""

    kind: BlockKind
    runs: Sequence[Run]
    """Its text. A tuple, or a sequence that reads its Markdown when it is first looked at."""
    gutters: tuple[Gutter, ...] = ()
    level: int = 0
    """Of a heading, 1 to 6; of code whose lines are numbered, the number of the first."""
    info: str = ""
    """Of code: the language, in lower case; of an image: its address; of a label: the kind it was given;
    of a rule: ``notes`` above the footnotes; of a table: a letter per column, ``l``, ``c`` or ``r``."""
    space: int = 1
    """Blank lines above it (0 inside a tight list)."""
    weight: int = 0
    """About how many cells its text takes, known before the runs are read: a first guess of its height."""
    anchors: tuple[str, ...] = ()
    """Names that inner links (``#name``) lead to; ``reader.page.places.targets`` finds them, and headings by their text."""
    columns: Columns | None = None
    """Of a piece of a long table."""
    image: ImageBox | None = None
    """Of an image that can be drawn: it stands above the image's words."""


def notice(sentence: str) -> Block:
    """Return a block that tells what is wrong, with a sign before it."""
    return Block(BlockKind.NOTICE, (Run(f"⚠ {sentence}"),))


class Role(StrEnum):
    """What a span is for; a style sheet gives each its look."""

    TEXT = "text"
    TITLE = "title"
    META = "meta"
    LEAD = "lead"
    NOTICE = "notice"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    CODE = "code"
    CODE_KEYWORD = "code-keyword"
    CODE_STRING = "code-string"
    CODE_COMMENT = "code-comment"
    CODE_NUMBER = "code-number"
    CODE_NAME = "code-name"
    """What is defined or built in: functions, types, attributes."""
    CODE_OPERATOR = "code-operator"
    CODE_INSERTED = "code-inserted"
    CODE_DELETED = "code-deleted"
    CODE_HEADING = "code-heading"
    CODE_LABEL = "code-label"
    """What a listing says beside its text: its language, its lines' numbers."""
    RULE = "rule"
    IMAGE = "image"
    QUOTE_BAR = "quote-bar"
    BULLET = "bullet"
    TABLE_RULE = "table-rule"
    MATHS = "maths"
    QUOTE = "quote"
    """Text inside a quotation."""
    LABEL = "label"


class Span(NamedTuple):
    """A piece of a line that looks the same throughout."""

    text: str
    role: Role
    marks: TextStyle = TextStyle.PLAIN
    link: str = ""
    offset: int = -1
    """Where its text begins in the block's text, in code points; -1: decoration, not part of the text."""


class Line(NamedTuple):
    """One line of the page, at most as wide as the measure, without the margin."""

    spans: tuple[Span, ...]
    block: int
    """Index of the block that it belongs to."""
    start: int
    """The offset of its first code point in the block's text."""
    end: int
    """The offset after its last one."""
    fill: bool = False
    """The background of its role reaches to the end of the measure (code)."""
    image: ImageRow | None = None
    """What is drawn behind the spans; it is not part of the text."""

    def offset_at(self, cell: int) -> int | None:
        """Return the offset of the sign that a cell shows a part of; None where nothing of the text is."""
        from reader.text.graphemes import graphemes  # 5 ms: only for a click

        for span in self.spans if cell >= 0 else ():
            offset = span.offset
            for sign in graphemes(span.text):
                cell -= cell_width(sign)
                if cell < 0:
                    return None if span.offset < 0 else offset
                offset += len(sign)
        return None
