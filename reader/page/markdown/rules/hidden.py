"""Rules that hide what is written for tools: comments, attributes, markers of tables of contents, imports.

Pure. These are parser rules, so code stays code.
"""

import re

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from reader.page.html.components import IS_MDX
from reader.page.markdown.rules.abbreviations import DASH, remember
from reader.page.markdown.rules.lines import line_of, line_text, push_text
from reader.text.pattern import late

STATEMENT_LINES = 400
"""Lines of an exported statement."""

_ITEM = r"""(?:[#.](?:[\w:.-]|[^\x00-\x7f\s]){1,100}|[\w:@-]{1,60}=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[^\s"'{}]{1,200}))"""
_ITEM_OR_NAME = rf"(?:{_ITEM}|[\w-]{{1,60}}:?)"
ATTRIBUTES = late(rf"\{{=[\w-]{{1,40}}\}}|\{{:?[ \t]*{_ITEM}(?:[ \t]+{_ITEM}){{0,20}}[ \t]*\}}")
"""``{#id}``, ``{.class}``, ``{: .class key="value"}`` (kramdown, Pandoc, Goldmark)."""
_NAMED = late(rf"\{{:[ \t]*{_ITEM_OR_NAME}(?:[ \t]+{_ITEM_OR_NAME}){{0,20}}[ \t]*\}}")
"""On a line of its own also a reference to attributes that are defined elsewhere (kramdown)."""
_FIRST = late(r"\{(?:[ \t]*[#.:]|=(?=\w)|[ \t]+[\w:@-]{1,60}=[\"'])")
"""How attributes begin."""
_LONE_NAME = late(r"\{[ \t]+#[^\s{}]+[ \t]+\}")
"""On a line of its own it is as likely a remark of a program."""
_SPAN = late(r"\[([^\[\]\n]{1,500})\](?=\{)")
_ID = late(r"#((?:[\w:-]|[^\x00-\x7f\s]){1,100})")
_TRAILING = late(r"[ \t]*(\{[^{}\n]{1,400}\})[ \t]*$")
_TOC = late(r"\[(?:toc|\[_?toc_?\])\]|\{\{<?%?\s*toc\s*%?>?\}\}|\\tableofcontents", re.IGNORECASE)
_TOC_BEGINS = ("[", "{{", "\\")
_TOC_DEFINED = late(r"^[ ]{0,3}\[toc\]:", re.IGNORECASE | re.MULTILINE)
_LIST_TOC = late(r"(?:[*+-]|\d{1,9}[.)])[ \t]+\S[^\n]{0,60}")
_LIST_TOC_MARK = late(r"\{:[ \t]*\.?toc\b[^{}]*\}", re.IGNORECASE)
_IMPORT = late(
    r"import\s+(?:type\s+)?(?:[\w$*{}\s,]{1,2000}?\sfrom\s*)?['\"][^'\"\n]{1,300}['\"]\s*(?:with\s*\{[^{}\n]*\}\s*)?;?[ \t]*(?://[^\n]*)?"
)
_IMPORT_BEGINS = late(r"import\s+(?:type\s+)?(?:[\w$*]+\s*,\s*)?\{[\w$\s,]*")
_EXPORT = late(
    r"export\s+(?:(?:const|let|var)\s+[\w${[][^\n]*[=({]|(?:async\s+)?function\s*\*?\s*\w*\s*\(|\{|\*\s+from\s+['\"]"
    r"|default\s+(?:(?:async\s+)?function\b|class\b|[({\[]|[\w$.]+\(|[A-Z][\w$]*;?\s*$|[\w$.]+;)"
    r"|class\s+[A-Z]\w*\s*(?:extends\b|\{)|type\s+\w+\s*=|interface\s+[A-Z]\w*\s*(?:extends\b|\{))"
)
_SENTENCE = late(r"[^\W\d_]{2,} [^\W\d_]{2,} [^\W\d_]{2,}[^(){}\[\]'\"`;=]*[.!?]$")
"""The end of a sentence, which no statement has."""
_STRING = late(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`(?:[^`\\]|\\.)*`|//.*")
_GOES_ON = late(r"(?:[=,+?:&|]|=>)\s*$")
_COMPONENT = late(r"\b[A-Z]\w*")
_BLOCK_ID = late(r"(?:^|[ \t\n])\^(?=[\d-]*[A-Za-z]|\d{8}-\d{4}-)([A-Za-z\d-]{4,60})[ \t]*$")
"""``^37066d`` or ``^some-name``; shorter ones and numbers may be powers."""
_BRACES = late(
    r"""\{\s*(?:"([^"{}\n]{1,500})"|'([^'{}\n]{1,500})'|`([^`{}$\n]{1,500})`|(?![#.:])(?:[^{}\n]|\{[^{}\n]{0,200}\}){1,500})\s*\}"""
)
"""An expression of MDX; a text in quotes is what it shows."""
_SNIPPET = late(r"-{1,}8<-{1,}(?:[ \t]+[\"']([^\"'<>\[\]\n]{1,300})[\"'])?")
_ABBREVIATION = late(r"\*\[([^\[\]]{1,100})\]:[ \t]*(.*)")


def comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Hide ``%%`` … ``%%`` over lines (Obsidian)."""
    at = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("%%", at) or state.src.find("%%", at + 2, state.eMarks[start]) >= 0:
        return False
    close = state.src.find("%%", at + 2, state.eMarks[end - 1])
    if close < 0:
        return False
    if silent:
        return True
    last = line_of(state, close + 2, start, end)
    rest = state.src[close + 2 : state.eMarks[last]].strip()
    if rest:
        push_text(state, "paragraph", rest, last)
    state.line = last + 1
    return True


def comment_in_text(state: StateInline, silent: bool) -> bool:  # noqa: ARG001, FBT001 - the parser's signature
    """Hide ``%%…%%``, and the space after it if there is a space before it or nothing."""
    if not state.src.startswith("%%", state.pos):
        return False
    close = state.src.find("%%", state.pos + 2, state.posMax)
    before = state.src[max(0, state.pos - 1) : state.pos]
    if close < 0 or before.isdigit():  # ``50%%`` is a number
        return False
    state.pos = close + 2
    while not before.strip() and state.src[state.pos : state.pos + 1] == " ":
        state.pos += 1
    return True


def expression_comment(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Hide ``{/* … */}``, parse ``{" "}`` as a space; in MDX show ``{"text"}`` as the text and hide other expressions."""
    space = state.src[state.pos : state.pos + 5]
    if space in {'{" "}', "{' '}"}:
        if not silent:
            state.append_pending(" ")
        state.pos += 5
        return True
    if not state.src.startswith("{/*", state.pos):
        return bool(state.env.get(IS_MDX)) and _braces(state, silent=silent)
    close = state.src.find("*/}", state.pos + 3, min(state.posMax, state.pos + 2_000))
    if close < 0:
        return False
    state.pos = close + 3
    return True


def _braces(state: StateInline, *, silent: bool) -> bool:
    match = _BRACES.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    text = next((part for part in match.groups() if part), "")
    if text and not silent:
        state.append_pending(text)
    before = state.src[max(0, state.pos - 1) : state.pos]
    state.pos = match.end()
    state.pos += not text and not before.strip() and state.src.startswith(" ", state.pos)
    return True


def snippet(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - the parser's signature
    """Parse ``--8<-- "file.md"``, the text of another file, as a link to it (Python-Markdown)."""
    if not state.src.startswith("--", state.bMarks[start] + state.tShift[start]):
        return False
    match = _SNIPPET.fullmatch(line_text(state, start))
    if match is None:
        return False
    if not silent:
        if match[1]:
            push_text(state, "paragraph", f"[{match[1]}](<{match[1].partition(':')[0]}>)", start)
        state.line = start + 1
    return True


def attributes_alone(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - the parser's signature
    """Hide a line of attributes."""
    text = line_text(state, start)
    if (
        not _FIRST.match(text)
        or _LONE_NAME.fullmatch(text)
        or not (ATTRIBUTES.fullmatch(text) or _NAMED.fullmatch(text))
    ):
        return False
    if not silent:
        state.line = start + 1
    return True


def attributes_in_text(state: StateInline, silent: bool) -> bool:  # noqa: ARG001, FBT001 - the parser's signature
    """Hide attributes after a link, image, code or emphasis, or at the end of the text."""
    behind = bool(state.tokens) and not state.pending and state.tokens[-1].type in {"image", "link_close"}
    if not behind and not _FIRST.match(state.src, state.pos):
        return False
    match = ATTRIBUTES.match(state.src, state.pos, state.posMax)
    before = state.src[state.pos - 1] if state.pos else "\n"
    if match is None or (before in " \t\n" and _LONE_NAME.fullmatch(match.group())):
        return False
    at_end = (
        not state.src[match.end() : state.posMax].split("\n", 1)[0].strip() if before in " \t\n" else False
    )
    if not behind and before not in ')]*_~`>"' and not at_end:
        return False
    state.pos = match.end()
    return True


def span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse ``[words]{.class}`` as the words (Pandoc), unless they are a reference link."""
    match = _SPAN.match(state.src, state.pos, state.posMax)
    attributes = ATTRIBUTES.match(state.src, match.end(), state.posMax) if match else None
    if match is None or attributes is None or normalizeReference(match[1]) in state.env.get("references", ()):
        return False
    if not silent:
        end, state.pos, state.posMax = state.posMax, match.start(1), match.end(1)
        state.md.inline.tokenize(state)
        state.posMax = end
    state.pos = attributes.end()
    return True


def heading_id(content: str) -> tuple[str, str]:
    """Return a heading's Markdown without attributes at its end, and the id among these."""
    match = _TRAILING.search(content[-500:]) if content.rstrip().endswith("}") else None
    if match is None or not _FIRST.match(match[1]) or not ATTRIBUTES.fullmatch(match[1]):
        return content, ""
    found = _ID.search(match[1])
    return content[: len(content) - len(match.group())], found[1] if found else ""


def block_id(content: str) -> tuple[str, str]:
    """Return a block's Markdown without the id at its end, and the anchor of that id (Obsidian)."""
    match = _BLOCK_ID.search(content, max(0, len(content) - 80))
    return (content[: match.start()], f"^{match[1]}") if match else (content, "")


def table_of_contents(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Hide ``[TOC]``, ``[[toc]]``, and a list with ``{:toc}`` (kramdown)."""
    at = state.bMarks[start] + state.tShift[start]
    if state.src.startswith(_TOC_BEGINS, at) and _TOC.fullmatch(line_text(state, start)):
        if "toc_defined" not in state.env:
            state.env["toc_defined"] = bool(_TOC_DEFINED.search(state.src))
        if state.env["toc_defined"]:
            return False
        if not silent:
            state.line = start + 1
        return True
    after = start + 1
    if (
        silent
        or after >= end
        or not state.src.startswith("{:", state.bMarks[after] + state.tShift[after])
        or not _LIST_TOC.fullmatch(line_text(state, start))
        or not _LIST_TOC_MARK.fullmatch(line_text(state, after))
    ):
        return False
    state.line = after + 1
    return True


def module(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Hide ``import`` and ``export`` of MDX; sentences that begin so stay.

    In other Markdown only an import goes whose name is that of a component in the text: those who render such files as MDX
    import what they use.
    """
    if silent or state.sCount[start] != state.blkIndent:
        return False
    text, is_mdx = line_text(state, start), state.env.get(IS_MDX)
    if text.startswith("import"):
        after = _import_end(state, start, end)
        if is_mdx is False and after > start and not _is_used(state, start, after):
            return False
    elif is_mdx is not False and _EXPORT.match(text) and not _SENTENCE.search(text):
        after = _statement_end(state, start, end)
    else:
        return False
    if after <= start:
        return False
    state.line = after
    return True


def _is_used(state: StateBlock, start: int, after: int) -> bool:
    """Return whether the text has a component that an import names."""
    names, _, _ = state.getLines(start, after, 0, keepLastLF=False).partition("from")
    return any(re.search(rf"<{re.escape(name)}[\s/>.]", state.src) for name in _COMPONENT.findall(names))


def _statement_end(state: StateBlock, start: int, end: int) -> int:
    """Return the line after a statement of JavaScript: where its brackets are closed, else the next empty line."""
    depth = 0
    for last in range(start, min(end, start + STATEMENT_LINES)):
        text = _STRING.sub("", line_text(state, last))
        depth += sum(map(text.count, "([{")) - sum(map(text.count, ")]}"))
        if depth <= 0 and not _GOES_ON.search(text):
            return last + 1
    after = start + 1
    while after < end and not state.isEmpty(after):
        after += 1
    return after


def _import_end(state: StateBlock, start: int, end: int) -> int:
    """Return the line after an import; ``start`` if there is none."""
    text = line_text(state, start)
    if _IMPORT.fullmatch(text):
        return start + 1
    if not _IMPORT_BEGINS.fullmatch(text):
        return start
    for last in range(start + 1, min(end, start + 40)):
        if state.isEmpty(last):
            break
        text += "\n" + line_text(state, last)
        if "from" in text and _IMPORT.fullmatch(text):
            return last + 1
    return start


def abbreviation(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - the parser's signature
    """Parse ``*[HTML]: …`` as a term and its definition, since a terminal has no tooltips."""
    match = _ABBREVIATION.fullmatch(line_text(state, start))
    if match is None:
        return False
    if not silent:
        remember(state.env, match[1], match[2])
        push_text(
            state, "abbreviation", f"**{match[1]}**{DASH}{match[2]}" if match[2] else f"**{match[1]}**", start
        )
        state.line = start + 1
    return True
