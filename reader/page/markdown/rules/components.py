"""Components of MDX on lines of their own: ``<Tabs>``, ``<Admonition type="note">`` ….

Pure. Tags are removed; framing components become containers, showing ones links.
"""

import re

from markdown_it.rules_block import StateBlock

from reader.page.markdown.rules.containers import close_container, open_container
from reader.page.markdown.rules.kinds import KINDS
from reader.page.markdown.rules.lines import line_of, push_text
from reader.page.markdown.rules.shortcodes import caption, plain, shown
from reader.page.markdown.rules.tags import Tag, arguments

_LIMIT = 1_000
_NAME = re.compile(r"<(/?)([A-Z][\w.]{0,60})(?=[\s/>])")
_BRACES = re.compile(r"=\s*\{\s*[\"'`]?([^{}\"'`]*)[\"'`]?\s*\}")
_PROGRAM = re.compile(r"=\s*\{[^{}]*\}")
"""A value that is a program."""

_FRAMES = {
    "admonition": "note", "callout": "note", "aside": "note", "alert": "note", "note": "note", "tip": "tip",
    "info": "info", "warning": "warning", "caution": "caution", "danger": "danger", "details": "details",
    "accordion": "", "accordionitem": "", "tabitem": "", "tab": "", "card": "", "expandable": "details",
    "collapsible": "details", "step": "", "fragment": "",
}  # fmt: skip


def component(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse a line that is only a component's tag."""
    at = state.bMarks[start] + state.tShift[start]
    match = _NAME.match(state.src, at, state.eMarks[start] + 1)
    if match is None:
        return False
    limit = state.eMarks[start]
    if not silent:
        blank = state.src.find("\n\n", at, at + _LIMIT)
        limit = min(state.eMarks[end - 1], blank if blank >= 0 else at + _LIMIT)
    close = _tag_end(state.src, match.end(), limit)
    if close < 0:
        return False
    last = line_of(state, close, start, end)
    if state.src[close : state.eMarks[last]].strip():
        return False
    if silent:
        return True
    _push(state, match, state.src[match.end() : close - 1], start)
    state.line = last + 1
    return True


def _tag_end(source: str, at: int, limit: int) -> int:
    """Return the offset after the ``>`` that ends a tag, outside quotes and braces; -1 if there is none."""
    depth, quote = 0, ""
    for here in range(at, limit):
        char = source[here]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'`":
            quote = char
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        elif char == ">" and depth <= 0:
            return here + 1
    return -1


def _push(state: StateBlock, match: re.Match[str], inside: str, line: int) -> None:
    name = match[2].lower()
    if match[1]:
        if name in _FRAMES:
            close_container(state, f"<{name}", line)
        return
    values = _PROGRAM.sub('=""', _BRACES.sub(r'="\1"', inside.strip().removesuffix("/")))
    words, named = arguments(values)
    alone = inside.rstrip().endswith("/")
    if name in _FRAMES and not alone and _is_closed(state, match[2], line):
        given = named.get("type") or named.get("variant") or named.get("kind") or ""
        kind = given if given.lower() in KINDS else _FRAMES[name]
        title = named.get("title") or named.get("label") or named.get("summary") or named.get("header") or ""
        title = title or named.get("slot", "")
        open_container(state, f"<{name}", kind, plain(title), line)
        return
    tag = Tag(name, 0, words=words, named=named)
    source = shown(tag)
    if source:
        push_text(state, "paragraph", source, line)
        if below := caption(tag):
            push_text(state, "caption", below, line)


def _is_closed(state: StateBlock, name: str, line: int) -> bool:
    last: dict[str, int] = state.env.setdefault("last_closers", {})
    key = f"</{name}>"
    if key not in last:
        last[key] = state.src.rfind(key)
    return last[key] > state.eMarks[line]
