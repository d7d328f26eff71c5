"""Parts of a page as Markdown, to be pasted elsewhere: their words and styles, and the links that lead out of the library.

Pure. What the source has is not copied, for it may be HTML, a template or another dialect.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reader.page.line import LINE_END, Block, BlockKind, GutterKind, Run, TextStyle
from reader.page.lines.block_layout import block_text
from reader.text import safe_address

_SPECIAL = re.compile(
    r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|~(?=~)|(?<=~)~|\$(?=\S)|&(?=#?\w{1,31};)"
)
"""Characters that Markdown would take for markup."""

_LINE_BEGINS = re.compile(r"^(?:(?=[#>+=|-])|(\d{1,9})(?=[.)](?:\s|$)))", re.MULTILINE)
"""The beginning of a line that would be that of a heading, a quotation, a list or a table."""

_MARKS = (
    (TextStyle.STRIKE, "~~"),
    (TextStyle.EMPHASIS, "*"),
    (TextStyle.STRONG, "**"),
)
_BULLETS = {"•": "-", "◦": "-", "▪": "-", "☐": "- [ ]", "☑": "- [x]"}
"""Bullets of the page and those of Markdown."""
_NUMBER = re.compile(r"[0-9]{1,9}[.)]( [☐☑])?")
_TICKS = re.compile(r"`+")


def escaped(text: str) -> str:
    """Return a text of one line in which nothing is markup."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def destination(address: str) -> str:
    """Return an address as a link of Markdown takes it, also with brackets and spaces in it."""
    return f"<{address}>" if any(sign in address for sign in "() ") else address


def runs_as_markdown(runs: Iterable[Run], start: int = 0, end: int = 2**31) -> str:
    """Return a part of a block's text as Markdown on one line, but for line breaks; mentions of footnotes are left out."""
    pieces = [run for run in _within(runs, start, end) if not run.link.startswith(("#fn-", "#fnref-"))]
    texts = []
    for link, linked in groupby(pieces, key=_outer_link):
        runs_inside = list(linked)
        said = "".join(run.text for run in runs_inside)
        if link and said == runs_inside[0].link:  # an address that is its own link
            texts.append(said)
        else:
            inside = "".join(map(_dressed, runs_inside))
            texts.append(f"[{inside}]({destination(link)})" if link and inside.strip() else inside)
    return "".join(texts).rstrip()


def block_as_markdown(block: Block, start: int = 0, end: int = 2**31) -> str:
    """Return a block, or a part of it, as Markdown: code in a fence, items with their bullets."""
    if block.kind is BlockKind.CODE:
        code = block_text(block)[start:end]
        fence = "`" * max(3, 1 + max((len(ticks) for ticks in _TICKS.findall(code)), default=0))
        return f"{fence}{block.info}\n{code}\n{fence}"
    if block.kind is BlockKind.TABLE:
        return (
            table_rows_as_markdown([block])
            if not start
            else block_text(block)[start:end].replace(LINE_END, "")
        )
    if block.kind is BlockKind.RULE:
        return "" if block.info else "---"
    text = runs_as_markdown(block.runs, start, end)
    text = _LINE_BEGINS.sub(lambda match: f"{match[1]}\\" if match[1] else "\\", text).replace("\n", "  \n")
    if block.kind is BlockKind.HEADING and not start:
        text = f"{'#' * block.level} {text}"
    return _with_bullet(block, text, is_beginning=not start)


def passage_as_markdown(blocks: Sequence[Block], parts: Iterable[tuple[int, int, int]]) -> str:
    """Return parts of a page (block, start, end) as Markdown, with the blank lines of the page between blocks."""
    written: list[str] = []
    for index, start, end in parts:
        text = block_as_markdown(blocks[index], start, end)
        if text.strip():
            tight = not blocks[index].space and blocks[index].kind is BlockKind.PARAGRAPH
            written.append(("\n" if tight else "\n\n") * bool(written) + text)
    return "".join(written)


def cells_of(pieces: Sequence[Block]) -> list[list[list[Run]]]:
    """Return the runs in each cell of each row of a table, which may consist of several blocks."""
    rows: list[list[list[Run]]] = [[[]]]
    for piece in pieces:
        for run in (*piece.runs, Run("\n")):
            if run.text == "\n":
                rows.append([[]])
            elif run.text == "\t":
                rows[-1].append([])
            else:
                rows[-1][-1].append(run)
    return [row for row in rows if row != [[]]]


def table_rows_as_markdown(pieces: Sequence[Block]) -> str:
    """Return a table, which may consist of several blocks, as Markdown."""
    texts = [[_cell(cell, is_head=not number) for cell in row] for number, row in enumerate(cells_of(pieces))]
    letters = pieces[0].info
    count = max(len(letters), *map(len, texts))
    texts = [[*row, *[""] * (count - len(row))] for row in texts]
    rule = [{"c": ":---:", "r": "---:"}.get(letters[at : at + 1], "---") for at in range(count)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (texts[0], rule, *texts[1:]))


def _cell(runs: list[Run], *, is_head: bool) -> str:
    if is_head:  # which is bold by itself
        runs = [run._replace(style=run.style & ~TextStyle.STRONG) for run in runs]
    text = runs_as_markdown(runs).replace("|", r"\|")
    return text.replace(f" {LINE_END}", "<br>").replace(LINE_END, "<br>").strip()


def _within(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    at = 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        if text:
            yield run._replace(text=text)
        at += len(run.text)


def _outer_link(run: Run) -> str:
    """Return the address of a link that leads somewhere from anywhere; empty for another text."""
    address = safe_address(run.link) if run.link and "://" in run.link else None
    return address.href if address else ""


def _dressed(run: Run) -> str:
    text, style = run.text, run.style
    inner = text.strip()
    if not inner:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if TextStyle.CODE in style:
        ticks = "`" * (1 + max((len(each) for each in _TICKS.findall(inner)), default=0))
        gap = " " if inner.startswith("`") or inner.endswith("`") else ""
        inner = f"{ticks}{gap}{inner}{gap}{ticks}"
    else:
        inner = escaped(inner)
    for mark, signs in _MARKS:
        if mark in style:
            inner = f"{signs}{inner}{signs}"
    return f"{before}{inner}{after}"


def _with_bullet(block: Block, text: str, *, is_beginning: bool) -> str:
    """Return the text of a list item behind its bullet or number, indented as its list is."""
    items = [each for each in block.gutters if each.kind is GutterKind.ITEM]
    if not items:
        return text
    own = items[-1].text.strip() if is_beginning and items[-1].text != items[-1].rest else ""
    if own not in _BULLETS and not _NUMBER.fullmatch(own):  # a footnote's number
        own = ""
    own = _BULLETS.get(own, own)
    indent = "  " * (len(items) - 1)
    return f"{indent}{own} {text}" if own else indent + text
