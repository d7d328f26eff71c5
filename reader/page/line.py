"""The values of the typesetter: blocks of styled text, and lines of spans that a screen can draw.

Pure. Markdown becomes blocks once; blocks become lines for each width. A position in an article is
(block, offset), offset counting code points of the block's text: it survives another width.
"""

from collections.abc import Sequence
from enum import Enum, Flag, StrEnum, auto
from typing import NamedTuple

from reader.text import cell_width

WIKI = "wiki:"
"""The prefix of links to an article or file by name: ``wiki:Page#heading``."""

INNER_LINKS = ("#", WIKI)
"""Prefixes of links inside the library: to a position in the article (``#name``), or to another article."""

NOTES = ("#fn-", "#fnref-")
"""Prefixes of links from the mark of a footnote to it, and back."""

ABBREVIATION = "\ufdd0abbreviation:"
"""The prefix of an abbreviation's meaning in the place of a link; the gate removes its first character from articles."""

LINE_END = "\u2028"
"""A line break in a table cell, where a newline ends the row; the gate removes it from articles."""

CELL_BREAK = f" {LINE_END}"
"""A line break in a cell as it is written: copying leaves the space."""

END = "end"
"""The ``info`` of the rule that is the mark below the text."""

FOOT_BLOCKS = 3
"""Blocks of the foot at most: that mark, tags, other languages."""

QUOTE_BAR = "┃ "
"""The gutter of a quote."""

OPEN_SYMBOL, CLOSED_SYMBOL = "▾ ", "▸ "
"""The gutters before the summary of an open and of a closed fold; equally wide."""

TASK_BOXES = {
    "[ ] ": "☐ ", "[x] ": "☑ ", "[-] ": "☒ ", "[/] ": "◧ ", "[>] ": "▷ ", "[<] ": "◁ ", "[!] ": "! ", "[?] ": "? ", "[*] ": "★ ",
}  # fmt: skip
"""Markdown of tasks, in lower case, and their checkboxes: GFM's, and Obsidian's for cancelled, begun, moved, important ones and questions."""


class TextStyle(Flag):
    """The styles of a run of text; they combine."""

    PLAIN = 0
    """None."""
    STRONG = auto()
    """Bold."""
    EMPHASIS = auto()
    """Italic."""
    STRIKE = auto()
    """Struck through."""
    CODE = auto()
    """Inline code."""
    LINK = auto()
    """A link."""
    IMAGE = auto()
    """The words of an image."""
    UNDERLINE = auto()
    """Underlined: an insertion."""
    KBD = auto()
    """A key of the keyboard."""
    HIGHLIGHT = auto()
    """Highlighted by the author."""
    MATHS = auto()
    """A formula, as Unicode."""
    ADDED = auto()
    """Added since the read version."""
    REMOVED = auto()
    """Removed since the read version."""


class BlockKind(StrEnum):
    """The kind of a leaf block; containers (quotes, lists) are its gutters."""

    KICKER = "kicker"
    """Source and section: the line above the title."""
    TITLE = "title"
    """The article's title."""
    META = "meta"
    """Authors, date, reading time: the line under the title; tags and other languages below the text."""
    LEAD = "lead"
    """The summary of the front matter, between title block and text."""
    NOTICE = "notice"
    """A problem of the file, or the notice that it is empty."""
    PARAGRAPH = "paragraph"
    """Running text."""
    HEADING = "heading"
    """A heading of the body."""
    CODE = "code"
    """A code block."""
    RULE = "rule"
    """A thematic break."""
    IMAGE = "image"
    """An image on its own."""
    TABLE = "table"
    """A table, or a piece of one."""
    LABEL = "label"
    """The label of what is below: a callout's title, a term before its definition."""
    MATHS = "maths"
    """A display formula."""


class GutterKind(Enum):
    """The kind of a gutter left of a block."""

    QUOTE = auto()
    """A quote: a bar on every line."""
    ITEM = auto()
    """A list item: a bullet or number on its first line, spaces on the others."""
    CHANGE = auto()
    """A symbol on every line for its change since the read version."""
    FOLD = auto()
    """An open fold; its first block is the summary."""
    CLOSED_FOLD = auto()
    """A fold that is closed at first."""


class Gutter(NamedTuple):
    """One level of nesting, drawn left of the text."""

    kind: GutterKind
    """What it belongs to."""
    text: str
    """The text on the first line (``• ``, ``12. ``, a quote's ``┃ ``)."""
    rest: str
    """The text on the other lines; as wide as ``text``."""
    group: int
    """A number shared by all blocks of one quote or item."""


class Run(NamedTuple):
    """Text of one style."""

    text: str
    """Cleaned."""
    style: TextStyle = TextStyle.PLAIN
    """Its styles."""
    link: str = ""
    """The address as the article gives it; not yet checked by the gate.

    Those of ``INNER_LINKS`` are resolved by ``reader.page.navigation.targets``.
    """


class TableRuns(tuple[Run, ...]):  # noqa: SLOT001 - a tuple has no room for slots
    """The runs of a table, which know where their words may be parted."""

    hyphens: tuple[int, ...] = ()
    """The offsets in the block's text where the author allows a hyphen."""


def soft_hyphens(runs: Sequence[Run]) -> Sequence[int]:
    """Return the offsets in a block's text where a word may be parted by a hyphen, in order."""
    found: Sequence[int] = getattr(runs, "hyphens", ())
    return found


class Columns(NamedTuple):
    """The columns that the pieces of a long table share."""

    widest: tuple[int, ...]
    """Width of each column's widest cell, in cells."""
    spaced: tuple[int, ...]
    """``widest`` with a cell of space between scripts."""
    heads: tuple[str, ...]
    """The columns' headings; empty in the piece that begins with them."""
    texts: tuple[tuple[str, ...], ...] = ()
    """By column, the texts of all cells."""
    first: int = 0
    """The number of the piece's first row, from 0."""


class ImageBox(NamedTuple):
    """The size of an image that can be drawn."""

    width: int
    """In pixels."""
    height: int
    """In pixels."""
    is_too_large: bool = False
    """It would take too much memory: only its size is shown."""
    rows_limit: int = 0
    """Rows at most; 0: as many as any image may have."""


class ImageRow(NamedTuple):
    """One row of an image, in cells."""

    address: str
    """Of the image, as the article gives it."""
    row: int
    """From 0."""
    columns: int
    """Width of the image, in cells."""
    rows: int
    """Height of the image, in rows."""


class Block(NamedTuple):
    """A leaf block (a paragraph, heading, code block …) with its gutters and spacing."""

    kind: BlockKind
    """What it is."""
    runs: Sequence[Run]
    """Its text. A tuple, or a sequence that parses its Markdown on first use."""
    gutters: tuple[Gutter, ...] = ()
    """Outermost first."""
    level: int = 0
    """Of a heading, 1 to 6; of numbered code, the number of its first line; of the image of the front matter, 1."""
    info: str = ""
    """Of code: the language, in lower case; of an image: its address; of a label: its kind;
    of a rule: ``notes`` above the footnotes, ``end`` below the text; of a table: a letter per column, ``l``, ``c`` or ``r``; of a sound or film below the title: ``audio`` or ``video``."""
    space: int = 1
    """Blank lines above it (0 inside a tight list)."""
    weight: int = 0
    """An estimate of the text's cells without parsing the runs, from which the height is estimated."""
    anchors: tuple[str, ...] = ()
    """Names for inner links (``#name``); see ``reader.page.navigation.targets``."""
    columns: Columns | None = None
    """Of a piece of a long table, else None."""
    image: ImageBox | None = None
    """Of an image that can be drawn above its words, else None."""


def foot_begins(blocks: Sequence[Block]) -> int:
    """Return the index of the mark below the text, or the number of blocks if there is none."""
    last = len(blocks) - 1
    found = (at for at in range(last, max(-1, last - FOOT_BLOCKS), -1) if blocks[at].info == END)
    return next(found, len(blocks))


def notice(sentence: str) -> Block:
    """Return a notice block with a warning symbol."""
    return Block(BlockKind.NOTICE, (Run(f"⚠ {sentence}"),))


class Role(StrEnum):
    """The role of a span, by which themes colour it."""

    TEXT = "text"
    """Running text."""
    KICKER = "kicker"
    """The line above the title."""
    TITLE = "title"
    """The article's title."""
    TITLE_RULE = "title-rule"
    """The rule below the title."""
    META = "meta"
    """The line under the title."""
    LEAD = "lead"
    """The summary."""
    NOTICE = "notice"
    """A notice."""
    HEADING_1 = "heading-1"
    """A heading of level 1."""
    HEADING_2 = "heading-2"
    """A heading of level 2."""
    HEADING_3 = "heading-3"
    """A heading of level 3."""
    HEADING_4 = "heading-4"
    """A heading of level 4."""
    HEADING_5 = "heading-5"
    """A heading of level 5."""
    HEADING_6 = "heading-6"
    """A heading of level 6."""
    CODE = "code"
    """Code without a colour."""
    CODE_KEYWORD = "code-keyword"
    """A keyword."""
    CODE_STRING = "code-string"
    """A string."""
    CODE_COMMENT = "code-comment"
    """A comment."""
    CODE_NUMBER = "code-number"
    """A number."""
    CODE_NAME = "code-name"
    """A name that is defined or built in: a function, type or attribute."""
    CODE_OPERATOR = "code-operator"
    """An operator."""
    CODE_INSERTED = "code-inserted"
    """An added line of a diff."""
    CODE_DELETED = "code-deleted"
    """A removed line of a diff."""
    CODE_HEADING = "code-heading"
    """A heading in code."""
    CODE_LABEL = "code-label"
    """Decoration of code: its language, its line numbers."""
    RULE = "rule"
    """A thematic break."""
    END = "end"
    """The mark below the text."""
    IMAGE = "image"
    """The words of an image."""
    QUOTE_BAR = "quote-bar"
    """The bar of a quote."""
    BULLET = "bullet"
    """A bullet or number."""
    TABLE_RULE = "table-rule"
    """A line of a table."""
    MATHS = "maths"
    """A formula."""
    QUOTE = "quote"
    """Text inside a quotation."""
    LABEL = "label"
    """The label of a callout, or a term."""


class Span(NamedTuple):
    """A piece of a line of one role and style."""

    text: str
    """Cleaned."""
    role: Role
    """What it is."""
    style: TextStyle = TextStyle.PLAIN
    """Its styles."""
    link: str = ""
    """As in ``Run``."""
    offset: int = -1
    """Offset of its text in the block's text, in code points; -1 for decoration."""


class Line(NamedTuple):
    """One line of the page, at most as wide as the measure, without the margin."""

    spans: tuple[Span, ...]
    """From left to right."""
    block: int
    """Index of its block."""
    start: int
    """The offset of its first code point in the block's text."""
    end: int
    """The offset after its last one."""
    fill: bool = False
    """The background of its role reaches to the end of the measure (code)."""
    image: ImageRow | None = None
    """The row of an image behind the spans."""

    def offset_at(self, cell: int) -> int | None:
        """Return the offset of the character in a cell; None where there is no text."""
        from reader.text.graphemes import graphemes  # 5 ms: only for a click

        for span in self.spans if cell >= 0 else ():
            offset = span.offset
            for cluster in graphemes(span.text):
                cell -= cell_width(cluster)
                if cell < 0:
                    return None if span.offset < 0 else offset
                offset += len(cluster)
        return None
