"""Converts the blocks of a page to XHTML, for books and pages outside of the terminal.

Pure. What the article has is text here, never markup: the elements are made from the typesetter's blocks, so the result is
well-formed for every input, and holds no script, no handler and no address that the gate refuses.
"""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from reader.page.as_markdown import cells_of
from reader.page.line import (
    ABBREVIATION,
    LINE_END,
    WIKI,
    Block,
    BlockKind,
    Gutter,
    GutterKind,
    Run,
    TextStyle,
    foot_begins,
)
from reader.page.media_labels import IMAGE_SYMBOL
from reader.page.navigation.targets import heading_name
from reader.text import clean, safe_address
from reader.text.pattern import late

LOWEST = 6
"""The level of the lowest heading that HTML has."""

_ELEMENTS = (
    (TextStyle.HIGHLIGHT, "mark"),
    (TextStyle.STRONG, "strong"),
    (TextStyle.EMPHASIS, "em"),
    (TextStyle.UNDERLINE, "u"),
    (TextStyle.STRIKE, "del"),
    (TextStyle.KBD, "kbd"),
    (TextStyle.CODE, "code"),
)
"""The elements of styles, the outermost first."""

_BULLETS = frozenset("•◦▪")
_BOXES = frozenset("☐☑☒◧▷◁!?★")
_NUMBER = late(r"([0-9]{1,9})[.)]")
_MARK = late(r"[0-9A-Za-z]{1,12}[.)]")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOT_XML = late("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no document of XML 1.0 may have."""


class PlacedImage(NamedTuple):
    """An image that goes into the document."""

    source: str
    """Its address there: a path, or one of ``data:``."""
    width: int
    """In pixels."""
    height: int
    """In pixels."""


class Surroundings(NamedTuple):
    """What the blocks are put into."""

    prefix: str = ""
    """Begins all ids, so that those of several articles in one document differ."""
    image: Callable[[str], PlacedImage | None] = lambda _: None
    """Returns the image of an address as the article gives it; None: its words stand there."""
    link: Callable[[str], str] = lambda _: ""
    """Returns the address in the document of a link to another article; empty: it leads nowhere."""


_ALONE = Surroundings()


def as_xhtml(blocks: Sequence[Block], surroundings: Surroundings = _ALONE) -> str:
    """Return the blocks as elements of XHTML, one after another; the mark below the text is left out."""
    return _Writer(blocks, surroundings).text()


def as_text(text: str) -> str:
    """Return text in which nothing is markup, for an element or an attribute."""
    return escape(_NOT_XML.sub("", clean(text).replace(LINE_END, " ")))


def image_addresses(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the addresses of the images among the blocks and in their text, as the article gives them."""
    for block in blocks:
        if block.kind is BlockKind.IMAGE and block.info:
            yield block.info
        elif block.kind is not BlockKind.CODE:
            yield from (run.link for run in block.runs if run.style & TextStyle.IMAGE and run.link)


class _Writer:
    """Writes the blocks of one article."""

    def __init__(self, blocks: Sequence[Block], surroundings: Surroundings) -> None:
        self._blocks, self._around = blocks, surroundings
        self._places = _places(blocks)
        self._wanted = {
            self._places[name]
            for block in blocks
            if block.kind is not BlockKind.CODE
            for run in block.runs
            if run.link.startswith("#") and (name := _name(run.link)) in self._places
        }
        """The blocks to which links lead."""
        levels = [block.level for block in blocks if block.kind is BlockKind.HEADING]
        self._deeper = 2 - min(levels, default=2)
        self._mentioned: set[str] = set()
        """The notes whose first mention was written."""

    def text(self) -> str:
        foot = foot_begins(self._blocks)
        rows = [(at, block) for at, block in enumerate(self._blocks) if at != foot]
        return "\n".join(self._level(rows, 0))

    def _level(self, rows: Sequence[tuple[int, Block]], depth: int) -> Iterator[str]:
        """Yield the elements of blocks that share all gutters above ``depth``."""
        list_, number = "", 0
        for group, members in groupby(rows, key=lambda row: _group(row[1], depth)):
            inner = list(members)
            gutter = inner[0][1].gutters[depth] if group else None
            tag = _list_of(gutter)
            if tag != list_:
                if list_:
                    yield f"</{list_[:2]}>"
                if tag:
                    yield f"<{tag}>"
                list_, number = tag, 0
            if gutter is None:
                yield from self._leaves(inner)
            elif tag:
                attribute, number = _item_number(gutter, tag, number)
                yield f"<li{attribute}>{self._box(gutter)}{self._inside(inner, depth)}</li>"
            else:
                yield self._container(inner, gutter, depth)
        if list_:
            yield f"</{list_[:2]}>"

    def _inside(self, rows: Sequence[tuple[int, Block]], depth: int) -> str:
        return "\n".join(self._level(rows, depth + 1))

    def _box(self, gutter: Gutter) -> str:
        """Return the checkbox of a task, or a mark that no list of HTML counts."""
        mark = gutter.text.strip()
        own = "" if mark in _BULLETS or _NUMBER.fullmatch(mark) else mark
        return f'<span class="mark">{as_text(own)}</span> ' if own else ""

    def _container(self, rows: Sequence[tuple[int, Block]], gutter: Gutter, depth: int) -> str:
        if gutter.kind in {GutterKind.FOLD, GutterKind.CLOSED_FOLD}:
            (at, first), *rest = rows
            summary = self._runs(first.runs, links=False) or "…"
            inside = self._inside(rest, depth) if rest else ""
            return f'<details open="open"><summary{self._id(at)}>{summary}</summary>\n{inside}</details>'
        inside = self._inside(rows, depth)
        if gutter.kind is GutterKind.QUOTE:
            kind = ' class="callout"' if rows[0][1].kind is BlockKind.LABEL else ""
            return f"<blockquote{kind}>\n{inside}</blockquote>"
        mark = as_text(gutter.text.strip().translate(_RAISED))
        return (
            f'<div class="note"><span class="mark">{mark}</span>\n{inside}</div>'
            if mark
            else f'<div class="inset">\n{inside}</div>'
        )

    def _leaves(self, rows: Sequence[tuple[int, Block]]) -> Iterator[str]:
        pieces: list[Block] = []
        for number, (at, block) in enumerate(rows):
            if block.kind is not BlockKind.TABLE:
                yield self._leaf(at, block)
                continue
            pieces.append(block)
            following = rows[number + 1][1] if number + 1 < len(rows) else None
            if following is None or not _continues(following):
                yield self._table(at - len(pieces) + 1, pieces)
                pieces = []

    def _leaf(self, at: int, block: Block) -> str:
        id_ = self._id(at)
        match block.kind:
            case BlockKind.CODE:
                code = as_text("".join(run.text for run in block.runs))
                return f"<pre{id_}><code>{code}</code></pre>"
            case BlockKind.MATHS:
                lines = as_text("".join(run.text for run in block.runs))
                return f'<pre class="maths"{id_}>{lines}</pre>'
            case BlockKind.RULE:
                return '<hr class="notes"/>' if block.info else "<hr/>"
            case BlockKind.IMAGE:
                return self._figure(at, block)
            case BlockKind.TITLE:
                return f"<h1{id_}>{self._runs(block.runs)}</h1>"
            case BlockKind.HEADING:
                level = min(LOWEST, max(2, block.level + self._deeper))
                return f"<h{level}{id_}>{self._runs(block.runs)}</h{level}>"
        text = self._runs(block.runs)
        names = [] if block.kind is BlockKind.PARAGRAPH else [block.kind.value]
        is_item = bool(block.gutters) and block.gutters[-1].kind is GutterKind.ITEM
        names += ["apart"] if block.space and is_item else []
        classes = f' class="{" ".join(names)}"' if names else ""
        return f"<p{classes}{id_}>{text}</p>" if text or id_ else ""

    def _figure(self, at: int, block: Block) -> str:
        placed = self._around.image(block.info)
        if placed is None:
            text = self._runs([run._replace(style=run.style & ~TextStyle.IMAGE) for run in block.runs])
            return f'<p class="image"{self._id(at)}>{text}</p>' if text else ""
        words = _image_words("".join(run.text for run in block.runs))
        image = _image(placed, words)
        link = next((run.link for run in block.runs if run.link != block.info), "")
        address = safe_address(link)
        if address:
            image = f'<a href="{as_text(address.href)}">{image}</a>'
        return f"<figure{self._id(at)}>{image}</figure>"

    def _table(self, at: int, pieces: Sequence[Block]) -> str:
        aligns = pieces[0].info
        written = []
        for number, row in enumerate(cells_of(pieces)):
            tag = "td" if number else "th"
            cells = (
                f"<{tag}{_aligned(aligns, column)}>{self._cell(cell, is_head=not number)}</{tag}>"
                for column, cell in enumerate(row)
            )
            written.append(f"<tr>{''.join(cells)}</tr>")
        if not written:
            return ""
        head, *body = written
        rest = f"<tbody>\n{chr(10).join(body)}\n</tbody>" if body else ""
        return f'<div class="table"{self._id(at)}><table><thead>{head}</thead>{rest}</table></div>'

    def _cell(self, runs: Sequence[Run], *, is_head: bool) -> str:
        if is_head:  # which is bold by itself
            runs = [run._replace(style=run.style & ~TextStyle.STRONG) for run in runs]
        return self._runs(runs).strip()

    def _id(self, at: int) -> str:
        return f' id="{self._around.prefix}b{at}"' if at in self._wanted else ""

    # Text

    def _runs(self, runs: Sequence[Run], *, links: bool = True) -> str:
        """Return runs as text with elements; without ``links`` none is a link."""
        written = []
        for link, linked in groupby(runs, key=lambda run: run.link):
            inside = "".join(map(self._run, linked))
            written.append(self._linked(link, inside) if link and links else inside)
        return "".join(written).strip()

    def _run(self, run: Run) -> str:
        if run.style & TextStyle.IMAGE:
            placed = self._around.image(run.link) if run.link else None
            if placed is not None:
                return _image(placed, _image_words(run.text))
        text = as_text(run.text.replace(f" {LINE_END}", "\n").replace(LINE_END, "\n")).replace(
            "\n", "<br/>\n"
        )
        if not text.strip():
            return text
        if run.style & TextStyle.MATHS:
            return f'<span class="maths">{text}</span>'
        for style, element in reversed(_ELEMENTS):
            if run.style & style:
                text = f"<{element}>{text}</{element}>"
        return text

    def _linked(self, link: str, inside: str) -> str:
        if link.startswith(ABBREVIATION):
            return f'<abbr title="{as_text(link.removeprefix(ABBREVIATION))}">{inside}</abbr>'
        if not inside.strip():
            return inside
        if link.startswith("#fn-"):
            return self._note(link.removeprefix("#fn-"), inside)
        if link.startswith("#"):
            name = _name(link)
            if name.startswith("fnref-") and name.removeprefix("fnref-") in self._mentioned:
                return f'<a href="#{self._around.prefix}{as_text(name)}" class="back">{inside}</a>'
            at = self._places.get(name)
            return inside if at is None else f'<a href="#{self._around.prefix}b{at}">{inside}</a>'
        address = safe_address(link) if not link.startswith(WIKI) else None
        href = address.href if address else self._around.link(link)
        return f'<a href="{as_text(href)}">{inside}</a>' if href else inside

    def _note(self, number: str, inside: str) -> str:
        """Return the mention of a footnote, raised as a book has it."""
        at = self._places.get(f"fn-{number}")
        text = inside.translate(_RAISED)
        if at is None or not number.isdecimal():
            return f"<sup>{text}</sup>"
        id_ = "" if number in self._mentioned else f' id="{self._around.prefix}fnref-{number}"'
        self._mentioned.add(number)
        return f'<sup><a class="noteref"{id_} href="#{self._around.prefix}b{at}">{text}</a></sup>'


def _name(link: str) -> str:
    from urllib.parse import unquote  # 2 ms: only where an article has links

    return unquote(link.removeprefix("#"))


def _places(blocks: Sequence[Block]) -> dict[str, int]:
    """Return the blocks by the names that lead to them: first those that the article gives, then those of headings."""
    found: dict[str, int] = {}
    for at, block in enumerate(blocks):
        for anchor in block.anchors:
            found.setdefault(anchor, at)
    seen: dict[str, int] = {}
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            own = heading_name("".join(run.text for run in block.runs))
            count = seen[own] = seen.get(own, -1) + 1
            found.setdefault(f"{own}-{count}" if count else own, at)
    return found


def _group(block: Block, depth: int) -> int:
    return block.gutters[depth].group if len(block.gutters) > depth else 0


def _list_of(gutter: Gutter | None) -> str:
    """Return the beginning of the list that an item is of: its name, perhaps with a class; empty: none."""
    mark = gutter.text.strip() if gutter and gutter.kind is GutterKind.ITEM else ""
    if mark in _BULLETS:
        return "ul"
    if _NUMBER.fullmatch(mark):
        return "ol"
    if mark[-1:] in _BOXES or _MARK.fullmatch(mark):
        return 'ul class="marked"'
    return ""


def _item_number(gutter: Gutter, tag: str, before: int) -> tuple[str, int]:
    """Return the attribute of an item whose number does not follow from the one before, and its number."""
    match = _NUMBER.fullmatch(gutter.text.strip()) if tag == "ol" else None
    if match is None:
        return "", before
    number = int(match[1])
    return ("" if number == before + 1 else f' value="{number}"'), number


def _continues(block: Block) -> bool:
    """Return whether a block is a later piece of the table before it."""
    return block.kind is BlockKind.TABLE and block.columns is not None and bool(block.columns.heads)


def _aligned(aligns: str, column: int) -> str:
    name = {"c": "centre", "r": "right"}.get(aligns[column : column + 1])
    return f' class="{name}"' if name else ""


def _image_words(label: str) -> str:
    """Return the words of an image from its label, which names the host behind them."""
    return label.removeprefix(IMAGE_SYMBOL).rpartition(" — ")[0].strip() or label.removeprefix(
        IMAGE_SYMBOL
    ).strip(" —")


def _image(placed: PlacedImage, words: str) -> str:
    size = f' width="{placed.width}" height="{placed.height}"' if placed.width else ""
    return f'<img src="{as_text(placed.source)}" alt="{as_text(words)}"{size}/>'
