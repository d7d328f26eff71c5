"""A passage of an article's Markdown as plain text on one line, as one reads it on the page. Pure.

Without a Markdown parser, for speed: fifty passages are made while one types. What is not certainly markup stays.
"""

import re
from collections.abc import Iterator

from reader.article.inline import plain
from reader.page.lines.joining import joins_without_space
from reader.page.lines.line_breaks import AUTO_KEEP, KEEP, with_line_breaks
from reader.text.pattern import late

BEFORE_IT, AFTER_IT = 300, 300
"""Characters of a line before what was found, and of the text behind it, that are looked at: markup is seldom longer."""

_FENCE = late(r"^[ \t>]*(?:`{3,}|~{3,})(.*)$", re.MULTILINE)
"""The first or the last line of a code block; what it says of the code."""
_NOTHING = late(
    r"\s*(?:(?:[-*_][ \t]*){3,}|=+|\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?|\$\$|:{3,}.*|<!--.*-->|\[[^\]\n]+\]:[ \t]*\S+)\s*"
)
"""A line that shows nothing: a rule, the line below a heading or a table's head, the edge of a box, what a link refers to."""
_QUOTED = late(r"\s*(?:>[ \t]?)+(?:\[![\w-]+\][+-]?[ \t]*)?")
_MARK = late(
    r"\s*(?:(#{1,6})[ \t]+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|[0-9]{1,9}[.)][ \t]+|\[\^[^\]\s]+\]:[ \t]*|:[ \t]+)"
)
"""What a block begins with: a heading, an item, a task, a note, a definition."""
_BEHIND = late(r"(?:[ \t]+#+)?(?:[ \t]*\{[#.][^{}\n]*\})?[ \t]*$")
"""What may stand behind a heading."""


def passage_around(body: str, start: int, end: int, line_breaks: str) -> str:
    """Return what stands on the page from the line on in which ``start`` and ``end`` are, some hundred characters of it.

    Where the line begins far before it, from somewhere in it. ``line_breaks``: the setting, or what the article's folder says.
    """
    begin = max(body.rfind("\n", 0, start) + 1, start - BEFORE_IT)
    if body[begin - 1 : begin] not in {"", "\n"}:  # not in the middle of a word, or of an address
        begin = body.find(" ", begin, start) + 1 or begin
    stop = end + AFTER_IT
    if (line_end := body.find("\n", stop, stop + AFTER_IT)) >= 0:
        stop = line_end
    is_code = sum(1 for _ in _FENCE.finditer(body, 0, begin)) % 2 == 1
    joined = ""
    for text, is_apart in _lines(body[begin:stop], line_breaks, is_code=is_code):
        is_glued = joined and not is_apart and joins_without_space(joined[-1], text[0])
        joined += text if is_glued or not joined else f" {text}"
    return _without_halves(plain(joined))


def _lines(source: str, line_breaks: str, *, is_code: bool) -> Iterator[tuple[str, bool]]:
    """Yield the texts of lines, and whether each stands apart from the one before, as the page has it."""
    mode = KEEP if line_breaks == AUTO_KEEP else line_breaks
    was_alone, at_start = False, True
    for paragraph in source.split("\n\n"):
        is_first = True
        for line in with_line_breaks(paragraph, mode).split("\n"):
            if fence := _FENCE.match(line):
                is_code = not is_code
                says = fence[1].strip(" {}") if is_code and at_start else ""  # what was found is in it
                text, is_block, is_alone = says, True, True
            elif is_code:
                text, is_block, is_alone = line.strip(), True, True
            else:
                text, is_block, is_alone = _unmarked(line)
            at_start = False
            if text.strip():
                yield text.lstrip(), is_block or is_first or was_alone
                is_first, was_alone = False, is_alone


def _unmarked(line: str) -> tuple[str, bool, bool]:
    """Return a line without what makes it a block, whether it begins one, and whether nothing else is in that."""
    if _NOTHING.fullmatch(line):
        return "", True, True
    quoted = _QUOTED.match(line)
    text = line[quoted.end() :] if quoted else line
    if text.lstrip().startswith("|"):
        cells = (cell.strip() for cell in text.strip().strip("|").split("|"))
        return " · ".join(filter(None, cells)), True, True
    mark = _MARK.match(text)
    if not mark:
        return text, bool(quoted), False
    text = text[mark.end() :]
    return (_BEHIND.sub("", text), True, True) if mark[1] else (text, True, False)


def _without_halves(text: str) -> str:
    """Return a text without the one mark of a pair whose other one is elsewhere."""
    for mark in ("**", "`", "~~"):
        if text.count(mark) == 1:
            text = text.replace(mark, "")
    return text
