"""What a page says in words for a screen reader, where it draws lines, signs and looks for others. Pure.

The words come before the text of a block, or within it; they are no part of the text.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from reader.i18n import tr, trn
from reader.page.line import (
    ABBREVIATION,
    CLOSED_SYMBOL,
    END,
    NOTES,
    TASK_BOXES,
    Block,
    BlockKind,
    Gutter,
    GutterKind,
    Run,
    TextStyle,
)
from reader.page.lines.inserted import Part
from reader.page.lines.typography import Typography

BULLET = "• "
"""Before an item without a number, however deep: screen readers know its name."""

CODE_MARK = "`"
"""Around inline code where nothing else shows it."""

_BOXES = {box: markdown.strip() for markdown, box in TASK_BOXES.items()}


def parts_of(block: Block, typography: Typography) -> list[Part]:
    """Return what is shown within the text of a block, in order."""
    parts = list(_code_marks(block.runs)) if typography.marks_code else []
    if typography.in_words:
        before = words_before(block)
        is_image = block.kind is BlockKind.IMAGE  # which says so already
        parts = [
            *([Part(0, before)] if before else []),
            *parts,
            *_words_of_runs(block.runs, is_image=is_image),
        ]
    parts.sort(key=lambda part: (part.offset, not part.is_behind))
    return parts


def words_before(block: Block) -> str:
    """Return the words before the text of a block: what it is in, and what it is."""
    level = sum(each.kind is GutterKind.ITEM for each in block.gutters)
    last = block.gutters[-1] if block.gutters else None
    is_item = last is not None and last.kind is GutterKind.ITEM and last.text != last.rest
    inner = tr("level {level}: ", level=level) if level > 1 and is_item else ""
    *around, own = ["", *map(_gutter_words, block.gutters)]
    return "".join([*around, inner, own, _kind_words(block)])


def _kind_words(block: Block) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return tr("Heading {level}: ", level=block.level)
        case BlockKind.LEAD:
            return tr("Summary: ")
        case BlockKind.IMAGE:
            return tr("Image: ")
        case BlockKind.NOTICE:
            return tr("Notice: ")
    return {"audio": tr("Audio: "), "video": tr("Video: ")}.get(block.info, "")


def _gutter_words(gutter: Gutter) -> str:
    kind, is_first = gutter.kind, gutter.text != gutter.rest
    if kind is GutterKind.QUOTE:
        return tr("Quote: ")
    if kind is GutterKind.CHANGE:
        words = {"+": tr("Added: "), "-": tr("Removed: "), "~": tr("Changed: ")}
        return words.get(gutter.text.strip(), "")
    if not is_first:
        return ""
    if kind is GutterKind.ITEM:
        return _item_words(gutter.text)
    return tr("Folded text, closed: ") if gutter.text == CLOSED_SYMBOL else tr("Folded text, open: ")


def _item_words(text: str) -> str:
    """Return the bullet or number of an item, and of a task how far it is."""
    for box, markdown in _BOXES.items():
        if text.endswith(box) and len(box) > 1:
            done = {"[ ]": tr("To do: "), "[x]": tr("Done: "), "[-]": tr("Cancelled: ")}
            return text.removesuffix(box) + done.get(markdown, f"{markdown} ")
    return text if any(map(str.isalnum, text)) else BULLET


def _words_of_runs(runs: Sequence[Run], *, is_image: bool) -> Iterator[Part]:
    at = 0
    for (link, style), some in groupby(runs, lambda run: (run.link, run.style & _WORDED)):
        start, text = at, "".join(run.text for run in some)
        at += len(text)
        if TextStyle.IMAGE in style and not is_image:
            yield Part(start, tr("image: "))
        words = [word for each, word in _words_of_styles() if each in style]
        is_address = "://" in text or TextStyle.IMAGE in style  # which says so itself
        if link and not is_address and not link.startswith((*NOTES, ABBREVIATION)):
            words.append(tr("link"))
        for word in words:
            yield Part(at, tr(" ({word})", word=word), is_behind=True)


_WORDED = TextStyle.STRIKE | TextStyle.HIGHLIGHT | TextStyle.ADDED | TextStyle.REMOVED | TextStyle.IMAGE
"""The styles of which a word is said."""


def _words_of_styles() -> tuple[tuple[TextStyle, str], ...]:
    return (
        (TextStyle.STRIKE, tr("struck out")),
        (TextStyle.HIGHLIGHT, tr("marked")),
        (TextStyle.ADDED, tr("added")),
        (TextStyle.REMOVED, tr("removed")),
    )


def _code_marks(runs: Sequence[Run]) -> Iterator[Part]:
    at = 0
    for is_code, some in groupby(runs, lambda run: TextStyle.CODE in run.style):
        start = at
        at += sum(len(run.text) for run in some)
        if is_code and at > start:
            yield Part(start, CODE_MARK)
            yield Part(at, CODE_MARK, is_behind=True)


def rule_words(block: Block) -> str:
    """Return what stands for a line across the page."""
    if block.info == END:
        return tr("End of the article")
    return tr("Footnotes") if block.info == "notes" else tr("Section break")


def code_words(language: str, lines: int) -> tuple[str, str]:
    """Return what stands above and below a code block."""
    count = trn("1 line", "{count:,} lines", lines)
    above = (
        tr("Code in {language}, {lines}:", language=language, lines=count)
        if language
        else tr("Code, {lines}:", lines=count)
    )
    return above, tr("End of the code")


def table_words(rows: int, columns: int) -> str:
    """Return what stands above a table, whose rows stand below each other."""
    count = trn("1 row", "{count:,} rows", rows)
    wide = trn("1 column", "{count:,} columns", columns)
    return tr("Table, {rows}, {columns}:", rows=count, columns=wide)
