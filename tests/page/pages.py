"""How the tests of dialects read a page: a file in, its lines, its words and the markup that is left out."""

import re
from datetime import UTC, datetime

from reader.article import Document, Key, read_document
from reader.page.compose import PageOptions, compose
from reader.page.layout.layout import Layout
from reader.page.line import END, Block, BlockKind, TextStyle

MODIFIED = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

_MARKUP = re.compile(
    r"^[\w.-]+:: |\(\([0-9a-f]{8}-|\{[:.#%{]|\{ [.#]|[%}]\}|\{(?:--|\+\+|==|>>|~~)|\[\[|\]\]|\]\(|\*\*\w|__\w+__|#\+\w|\+\+\w"
    r"|@\[|=\d+x|^:::|^!!!|^\?\?\?|^=== |^///|^\+[-=]{3}|^\||-{4,} +-{4,}|</?[A-Za-z]\w*[ />]|^\.\. \w",
    re.MULTILINE,
)


def read(text: str, path: str = "note.md") -> Document:
    """The file as a document."""
    return read_document(text.encode(), Key("folder", path), MODIFIED, zone=UTC)


def blocks(text: str, path: str = "note.md") -> tuple[Block, ...]:
    """The blocks of its page."""
    return compose(read(text, path), PageOptions(UTC))


def lines(text: str, path: str = "note.md", width: int = 72) -> list[str]:
    """The lines below the title block, without blank ones and the mark of the end."""
    made = blocks(text, path)
    head = {BlockKind.TITLE, BlockKind.META, BlockKind.LEAD, BlockKind.NOTICE, BlockKind.KICKER}
    page = Layout([block for block in made if block.kind not in head and block.info != END], width)
    page.prepare(0, page.height)
    found = [page.line(row) for row in range(page.height)]
    shown = ["".join(span.text for span in line.spans).rstrip() for line in found if line]
    return [line for line in shown if line]


def residue(text: str, path: str = "note.md") -> list[str]:
    """The markup that stands on the page outside code and formulas."""
    quoted = TextStyle.CODE | TextStyle.MATHS
    texts = [
        "".join("·" if run.style & quoted else run.text for run in block.runs)
        for block in blocks(text, path)
        if block.kind not in {BlockKind.CODE, BlockKind.MATHS}
    ]
    return [match[0] for each in texts for match in _MARKUP.finditer(each)]


def links(text: str, path: str = "note.md") -> dict[str, str]:
    """The words of the links on the page, and where they lead."""
    return {run.text: run.link for block in blocks(text, path) for run in block.runs if run.link}
