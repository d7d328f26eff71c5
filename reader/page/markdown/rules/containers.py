"""Containers: ``!!! note`` with an indented body, ``:::`` fences, and those that other rules open and close by lines.

Pure. Fences, shortcodes and components only mark where a container begins and ends, each on a line of its own
(``container_line``); ``balanced`` pairs them in one pass.
"""

from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from reader.page.markdown.rules.kinds import KINDS
from reader.page.markdown.rules.lines import line_text
from reader.text.pattern import late

CONTAINER_LIMIT = 50
"""Nested containers that are shown; of deeper ones only the text is."""

_ADMONITION = late(r"(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]{0,40})((?:[ \t]+[A-Za-z][\w-]*){0,5})[ \t]*(.*)")
_TAB = late(r"===[!+]?()()[ \t]+(\"[^\"\n]+\"|'[^'\n]+')")
_FENCE = late(
    r":{3,}[ \t]*(?:\{[.=]?([\w-]{1,60})[^{}]*\}|([\w-]{1,60}))?[ \t]*(?:\[(.*)\]|(.*?))[ \t]*:*(?:\{[^{}]*\})?"
)
_MESSAGES = {"message": "info", "note": "note"}
"""Boxes whose tone is a word behind their name: ``:::message alert`` (Zenn), ``:::note warn`` (Qiita)."""
_TONES = {"alert": "warning", "warn": "warning", "info": "info"}
_SLASHES = late(r"/{3,}(?:[ \t]*([a-z][\w-]{0,40})(?:[ \t]*\|[ \t]*(.*))?)?")
_SLASHES_END = late(r"\n[ \t]*/{3,}[ \t]*(?:\n|\Z)")
_SLASHES_OPEN = "open_slashes"
"""The key of the number of open ones in the parser's environment."""
_OPTION = late(r"([a-z][\w-]*):[ \t]*(.*)")
_SIZED = late(r":{3,}")


def admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse ``!!! kind "title"`` and the indented lines below it (Python-Markdown).

    ``??? kind "title"`` is a closed fold, ``???+`` an open one. A tab's ``=== "title"`` is parsed too.
    """
    text = line_text(state, start)
    match = _ADMONITION.fullmatch(text) or _TAB.fullmatch(text)
    if match is None or (match[3] and match[3][0] not in "\"'“”"):
        return False
    below = start + 1
    while below < end and state.isEmpty(below):
        below += 1
    if not match[3] and (below >= end or state.sCount[below] < state.blkIndent + 4):
        return False  # text, without a title or body
    if silent:
        return True
    after = start + 1
    while after < end and (state.isEmpty(after) or state.sCount[after] >= state.blkIndent + 4):
        after += 1
    state.push("container_open", "", 1).map = [start, after]
    folds = text.startswith("???")
    if folds:
        state.push("details_open", "", 1).meta = {"open": text.startswith("???+")}
    push_label(state, match[1], match[3].strip("\"'“” \t"), start)
    indent, last, parent = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = indent + 4, after, "admonition"
    state.md.block.tokenize(state, start + 1, after)
    state.blkIndent, state.lineMax, state.parentType = indent, last, parent
    if folds:
        state.push("details_close", "", -1)
    state.push("container_close", "", -1)
    state.line = after
    return True


def fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - the parser's signature
    """Parse a line of colons: with a name it opens a container, without one it closes the innermost.

    ``:::tip[Title]`` (Docusaurus, Starlight), ``::: tip Title`` (VuePress), ``:::{note} Title`` (MyST),
    ``::: {.callout-note}`` (Pandoc, Quarto).
    """
    text = line_text(state, start)
    match = _FENCE.fullmatch(text)
    sized = _SIZED.match(text)
    if match is None or sized is None:
        return False
    if silent:
        return True
    in_braces, name = match[1], match[2]
    title = match[3] or match[4] or ""
    state.line = start + 1
    if not in_braces and not name and not title and "{" not in text:
        close_container(state, "", start)
        return True
    plain = in_braces is not None and in_braces.removeprefix("callout-") not in KINDS and not title
    kind = "" if plain else (in_braces or name or "").removeprefix("callout-")
    if kind in _MESSAGES and (tone := title.strip().lower()) in _TONES:
        kind, title = _TONES[tone], ""
    open_container(state, "", _MESSAGES.get(kind, kind), title, start)
    return True


def slashes(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse ``/// note | Title``, which opens a container, and ``///``, which closes it (Material for MkDocs)."""
    match = _SLASHES.fullmatch(line_text(state, start))
    if match is None:
        return False
    name, title = match[1], (match[2] or "").strip()
    if not name:
        if not state.env.get(_SLASHES_OPEN, 0):
            return False
        if not silent:
            state.env[_SLASHES_OPEN] -= 1
            close_container(state, "///", start)
            state.line = start + 1
        return True
    if not _SLASHES_END.search(state.src, state.eMarks[start], state.eMarks[end - 1]):
        return False
    if silent:
        return True
    kind = "" if name == "tab" else name if name in KINDS else "note" if name == "admonition" else ""
    after = start + 1
    while (
        after < end
        and state.sCount[after] >= state.blkIndent + 4
        and (option := _OPTION.fullmatch(line_text(state, after)))
    ):
        kind = (
            option[2].strip()
            if option[1] == "type" and option[2].strip() in KINDS and kind != "details"
            else kind
        )
        after += 1
    state.env[_SLASHES_OPEN] = state.env.get(_SLASHES_OPEN, 0) + 1
    open_container(state, "///", kind, title, start)
    state.line = after
    return True


def open_container(state: StateBlock, name: str, kind: str, title: str, line: int) -> None:
    """Open a container that ``close_container`` closes by its name; without kind and title it is invisible.

    The kind ``details`` is a fold.
    """
    folds = KINDS.get(kind.lower()) == "details"
    token = state.push("container_line", "", 0)
    token.meta = {"opens": True, "name": name, "bar": bool(kind or title), "folds": folds, "open": False}
    if kind or title:
        push_label(state, "" if folds and title else kind, title, line)


def close_container(state: StateBlock, name: str, line: int) -> None:
    """Close the innermost container of this name, if there is one."""
    token = state.push("container_line", "", 0)
    token.meta, token.map = {"opens": False, "name": name}, [line, line + 1]


def push_label(state: StateBlock, kind: str, title: str, line: int) -> None:
    """Push the label of a container: its kind in ``info``, its title as text."""
    state.push("label_open", "", 1).info = kind
    inline = state.push("inline", "", 0)
    inline.content, inline.map = title, [line, line + 1]
    state.push("label_close", "", -1)


def balanced(tokens: list[Token]) -> list[Token]:
    """Return the tokens with ``container_open`` and ``container_close`` paired and well nested."""
    if not any(token.type == "container_line" for token in tokens):
        return tokens
    made: list[Token] = []
    open_ones: list[dict[str, Any] | None] = []  # None: another block around
    for token in tokens:
        if token.type != "container_line":
            if token.nesting < 0:
                while open_ones and (left := open_ones.pop()) is not None:
                    made.append(_closer(left))
            elif token.nesting > 0:
                open_ones.append(None)
            made.append(token)
        elif token.meta["opens"]:
            if _depth(open_ones) < CONTAINER_LIMIT:
                open_ones.append(token.meta)
                made.append(Token(f"{_type(token.meta)}_open", "", 1, meta=token.meta))
        else:
            inner = [open_ones.pop() for _ in range(_to_close(open_ones, token.meta["name"]))]
            made += [_closer(each) for each in inner if each is not None]
    made += [_closer(each) for each in reversed(open_ones) if each is not None]
    return made


def _depth(open_ones: list[dict[str, Any] | None]) -> int:
    """Return how many containers are open inside the innermost other block, up to the limit."""
    depth = 0
    for each in reversed(open_ones):
        if each is None:
            break
        depth += 1
    return depth


def _to_close(open_ones: list[dict[str, Any] | None], name: str) -> int:
    """Return how many of the innermost containers a closing line closes."""
    for count, each in enumerate(reversed(open_ones), 1):
        if each is None:
            return 0
        if each["name"] == name:
            return count
    return 0


def _closer(opened: dict[str, Any]) -> Token:
    return Token(f"{_type(opened)}_close", "", -1, meta=opened)


def _type(opened: dict[str, Any]) -> str:
    return "details" if opened["folds"] else "container"
