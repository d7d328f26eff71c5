"""Code of an entry's HTML: its lines, without their numbers, and its language. Pure."""

import re
from typing import Any

from lxml import etree

from reader.feeds.html.emphasis import join, move_spaces, write_tags
from reader.feeds.html.tree import BLOCKS, is_blank, remove, text_of, unwrap
from reader.text.pattern import late

_LANGUAGE = late(
    r"(?:^|\s)(?:language|lang|highlight-source|highlight-text|brush|sourceCode)[-: ]+([\w+#-]{1,30})"
    r"|(?:^|\s)src-([\w+#-]{1,30})|(?:^|\s)sourceCode\s+([\w+#-]{1,30})"
)
_HIGHLIGHT = late(r"\bhighlight\s+([\w+#-]{1,30})(?:\s|$)")
_NO_LANGUAGES = frozenset({"plain", "plaintext", "text", "none", "nohighlight"})
_SHORT = frozenset({
    "awk", "c", "cpp", "cs", "css", "go", "ini", "js", "lua", "md", "nix", "php", "py", "rb", "rs", "sh", "sql", "ts", "vb", "vim", "xml",
})  # fmt: skip
"""What ``lang`` of code names as often as a language that people speak."""

_LOOKS = frozenset({"chroma", "highlighter-rouge", "hljs", "line-numbers", "tab-size", "table"})
"""Classes that stand where languages do."""

_GUTTER = late(
    r"(?:^|[\s_-])(?:gutter|linenos?|linenodiv|line-?numbers?|line-numbers-rows|rouge-gutter|lnt|hljs-ln-numbers"
    r"|hljs-ln-n|blob-num|crayon-nums?|code-line-number|lineno-container)(?=$|\s)|(?:^|\s)ln(?=$|\s)"
)
_ADDED = late(r"(?:^|\s)(?:line-numbers|linenos|lineno)(?=\s|$)")
"""What is a class of the code as well, which then has numbers beside it."""

_UNSELECTED = late(r"user-select\s*:\s*none")
_CODE_CELL = late(r"(?:^|\s)(?:blob-code(?:-inner)?|crayon-code|rouge-code|hljs-ln-code)(?=\s|$)")
_LINE = late(r"(?:^|\s)(?:line|code-line|token-line|ec-line|hljs-line)(?=\s|$)")
_NUMBERS = late(r"\s*[0-9]{1,6}\.?(?:\s+[0-9]{1,6}\.?)*\s*")
_NUMBER = late(r"[0-9]+")


def keep_code_block(element: Any, _: str = "") -> None:
    """Give a code block its language and its lines, and nothing else."""
    for each in list(element.iterancestors("code", "pre")):
        each.tag = "div"  # code in code: the inner one has the lines
    _take_table(element)
    for table in list(element.iter("table")):
        drop_numbers(table)
    language = _language_of(element)
    text = lines_of(element)
    tail = element.tail
    for child in list(element):
        element.remove(child)
    element.attrib.clear()
    element.tag, element.text, element.tail = "pre", None, tail
    code = etree.SubElement(element, "code")
    code.text = text
    if language:
        code.set("class", f"language-{language}")


def _take_table(pre: Any) -> None:
    """Put a table with lines of code back into the block from which the parser took it; in place."""
    table = pre.getnext()
    if len(pre) or not is_blank(pre.text) or not is_blank(pre.tail) or table is None or table.tag != "table":
        return
    if any("\n" in text_of(each).strip() for each in table.iter("td")):
        pre.tail, table.tail = table.tail, None
        pre.append(table)


def keep_code(element: Any, _: str) -> None:
    """Make code with several lines a block, which it is not in Markdown."""
    if len(element) and next(element.iterdescendants("br", "pre", *BLOCKS), None) is not None:
        if element.find(".//pre") is None:
            keep_code_block(element)
        else:
            unwrap(element)
    elif next(element.iterancestors("pre"), None) is None:
        move_spaces(element)  # Markdown takes one at each edge of code for the edge itself
        before = element.getprevious()
        if before is not None and before.tag == "code" and not before.tail:
            join(before, element)
        elif _follows_code(element):
            write_tags(element, "code")


def _follows_code(element: Any) -> bool:
    """Return whether other code ends where code begins, though one of them stands in an element: their marks would be read as one."""
    each = element
    while each.getprevious() is None:
        parent = each.getparent()
        if parent is None or parent.text or parent.tag in BLOCKS:
            return False
        each = parent
    before = each.getprevious()
    while before is not None and not before.tail and before.tag not in BLOCKS:
        if before.tag == "code":
            return True
        before = before[-1] if len(before) else None
    return False


def lines_of(element: Any) -> str:
    """Return the text of code, in which each block and each ``<br>`` ends a line, without the numbers of lines."""
    lines = _Lines()
    lines.read(element)
    return lines.text


def keep_code_table(table: Any) -> bool:
    """Make a table that holds nothing but code a code block; return whether it is one."""
    cells = [each for each in table.iter("td") if _CODE_CELL.search(each.get("class") or "")]
    holder = f"{table.get('class') or ''} {next((each.get('class') or '' for each in table.iterancestors('div')), '')}"
    if not cells and "syntaxhighlighter" in holder:
        cells = [each for each in table.iter("td") if "code" in (each.get("class") or "").split()]
    if not cells or any(next(each.iter("pre"), None) is not None for each in cells):
        return False
    others = [each for each in table.iter("td", "th") if each not in set(cells) and not is_gutter(each)]
    if any(text_of(each).strip() and next(each.iterancestors("td"), None) is None for each in others):
        return False
    keep_code_block(table)
    return True


def drop_numbers(table: Any) -> None:
    """Remove the cells of a table that number the lines of the code beside them."""
    for cell in list(table.iter("td", "th")):
        if is_gutter(cell) or _counts_lines(cell):
            remove(cell)


def is_gutter(element: Any) -> bool:
    """Return whether an element has the numbers of lines."""
    names = element.get("class")
    if names and _GUTTER.search(names):
        # A whole code block may be called after the numbers that it has.
        return (
            not _ADDED.search(names)
            or element.tag in {"td", "th"}
            or _NUMBERS.fullmatch(text_of(element)) is not None
        )
    style = element.get("style")
    return bool(style and _UNSELECTED.search(style) and _NUMBERS.fullmatch(text_of(element)))


def _counts_lines(cell: Any) -> bool:
    """Return whether a cell counts up, and code stands beside it."""
    text = text_of(cell)
    if not _NUMBERS.fullmatch(text):
        return False
    numbers = [int(each) for each in _NUMBER.findall(text)]
    row = cell.getparent()
    beside = (each for each in row if each is not cell and each.tag in {"td", "th"})
    is_code = next(cell.iterancestors("pre"), None) is not None
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and any(
        is_code or next(each.iter("pre"), None) is not None for each in beside
    )


class _Lines:
    """Collects the text of code; it is never nested deeper than the parser allows."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._is_begun = self._has_ended = False
        """Whether something stands in the line; whether a block has just ended it."""

    @property
    def text(self) -> str:
        text = "".join(self._parts)
        return text[:-1] if self._has_ended and text.endswith("\n") else text

    def read(self, element: Any) -> None:
        """Read what is in an element."""
        self._add(element.text)
        for each in element:
            is_block = each.tag in BLOCKS
            if each.tag == "br":
                self._break()
            elif not is_gutter(each):
                if is_block:
                    self._end()
                self.read(each)
                if (is_block and each.tag not in {"td", "th"}) or _is_line(each):
                    self._end()
            self._add(each.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self._has_ended and text.startswith("\n"):
            text = text[1:]  # the end of the block is this line's end
            self._has_ended = False
        if text:
            self._parts.append(text)
            self._is_begun, self._has_ended = not text.endswith("\n"), False

    def _break(self) -> None:
        self._parts.append("\n")
        self._is_begun = self._has_ended = False

    def _end(self) -> None:
        if self._is_begun:
            self._parts.append("\n")
            self._is_begun, self._has_ended = False, True


def _is_line(span: Any) -> bool:
    """Return whether a span is one of several lines with nothing between them."""
    names, following = span.get("class"), span.getnext()
    return bool(
        names
        and span.tag == "span"
        and not span.tail
        and following is not None
        and following.tag == "span"
        and _LINE.search(names)
        and following.get("class")
        and _LINE.search(following.get("class"))
    )


def _language_of(element: Any) -> str:
    around = [*element.iter("code"), element, *list(element.iterancestors())[:6]]
    names = [f"{each.get('class') or ''} {each.get('data-lang') or ''}" for each in around]
    for pattern in (_LANGUAGE, _HIGHLIGHT):
        for each in names:
            match = pattern.search(each)
            found = next(filter(None, match.groups())) if match else ""
            if found and found.lower() not in _LOOKS:
                return "" if found.lower() in _NO_LANGUAGES else found
    for name in ("data-lang", "data-language", "data-enlighter-language"):
        lang = next((each.get(name) for each in around if each.get(name)), "")
        if re.fullmatch(r"[\w+#-]{1,30}", str(lang)) and str(lang).lower() not in _NO_LANGUAGES:
            return str(lang)
    written = next((str(each.get("lang")) for each in around[:2] if each.get("lang")), "")
    is_code = written.lower() in _SHORT or (
        len(written) > 3 and re.fullmatch(r"[A-Za-z][\w+#]{3,29}", written)
    )
    return written if is_code and written.lower() not in _NO_LANGUAGES else ""
