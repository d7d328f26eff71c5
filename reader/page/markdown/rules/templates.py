"""Parser rules for template tags: on lines of their own, in text, and in the addresses of links.

Pure.
"""

import re

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reader.page.markdown.rules.containers import close_container, open_container
from reader.page.markdown.rules.lines import limit_of, line_of, line_text, push_text
from reader.page.markdown.rules.link_tokens import push_image, push_link
from reader.page.markdown.rules.shortcodes import CODE, address_of, caption, container_of, plain, shown
from reader.page.markdown.rules.tags import Tag, read_tag
from reader.text.pattern import late

IS_TEMPLATE = "is_template"
"""The key in the environment of a document that a program fills in: the names of values are not for readers."""

_RAW_LIMIT = 4_000
_REMARK_LIMIT = 4_000
_REMARK = late(r"\{#(?![\w:-]+\})(?:.{0,4000}?)#\}|\{\{!--.{0,4000}?--\}\}|\{\{![^{}]{0,400}\}\}", re.DOTALL)
"""A comment of Nunjucks, Jinja, Tera and Twig, or of Handlebars."""
_CODE = late(
    r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1|\Z)|(?<!`)(`+)(?!`)[^\n]{1,1000}?(?<!`)\2(?!`)",
    re.MULTILINE | re.DOTALL,
)
_USED = late(r"\{%-?\s*(?!raw\b|endraw\b|verbatim\b)[a-z]")
_RAW_TAG = late(r"\{%-?\s*(?:end)?(?:raw|verbatim)\s*-?%\}\n?")
_HOLDS_CODE = late(r"\w*(?:code|example|sample|snippet|source)\w*", re.IGNORECASE)
"""The name of a variable that holds code: ``{% set codeContent %}`` (Nunjucks)."""
_RAW_END = late(r"\{%-?\s*endraw\s*-?%\}")
_VALUE = late(r"\$?\{\{((?:[^{}\n]|\{[^{}\n]{0,200}\}){0,300})\}\}")
_QUOTED = late(r"""\s*(?:"([^"]*)"|'([^']*)')\s*(?:\|.*)?""")
_SITE = late(r"\s*(?:site|page|post)\.(?:base_?url|url|path|github\.url)\b[^{}]*|\s*-?\s*")
_LINK = late(
    r"(!?)\[([^\[\]]{0,300})\]\([ \t]*"
    r"((?:[^\s(){}\"']|\{\{[^\n{}]{0,300}\}\}|\{%[^\n{}]{0,300}%\}){1,400})"
    r"(?:[ \t]+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?[ \t]*\)"
)
_REFERENCE = late(r"\[([^\[\]]{1,300})\]:[ \t]+(\S*\{[{%].*)")


_BRANCHES = frozenset({"else", "elif", "elsif", "elseif", "when"})
"""Tags between texts of which a site shows one; all are shown here."""


def is_template_text(text: str) -> bool:
    """Return whether a text has tags of a template outside code, but for those that quote."""
    return "{%" in text and _USED.search(_CODE.sub("", text)) is not None


def remark(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Hide a comment of a template that begins a line, with text behind it shown."""
    at = start_of(state, start)
    if not state.src.startswith(("{#", "{{!"), at):
        return False
    match = _REMARK.match(state.src, at, min(state.eMarks[end - 1], at + _REMARK_LIMIT))
    if match is None:
        return False
    last = line_of(state, match.end(), start, end)
    rest = state.src[match.end() : state.eMarks[last]].strip()
    if rest and last == start:
        return False  # a comment in text
    if silent:
        return True
    if rest:
        push_text(state, "paragraph", rest, last)
    state.line = last + 1
    return True


def remark_in_text(state: StateInline, silent: bool) -> bool:  # noqa: ARG001, FBT001 - the parser's signature
    """Hide a comment of a template, and the space after it if there is a space before it or nothing."""
    match = _REMARK.match(state.src, state.pos, min(state.posMax, state.pos + _REMARK_LIMIT))
    if match is None:
        return False
    before = state.src[max(0, state.pos - 1) : state.pos]
    state.pos = match.end()
    while not before.strip() and state.src[state.pos : state.pos + 1] == " ":
        state.pos += 1
    return True


def tags_alone(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse one or more lines that are only tags; of code, also the text between its tags."""
    at, limit = state.bMarks[start] + state.tShift[start], limit_of(state, start_of(state, start), end)
    tag = read_tag(state.src, at, limit)
    if tag is None or tag.literal:
        return False
    if (
        not tag.closes
        and (tag.name in CODE | {"comment"} or _sets_code(tag))
        and _code(state, tag, start, end, silent=silent)
    ):
        return True
    tags, last = _row(state, tag, start, end, limit)
    if not tags:
        return False
    if silent:
        return True
    for each in tags:
        _push(state, each, start)
    state.line = last + 1
    return True


def _sets_code(tag: Tag) -> bool:
    return tag.liquid and tag.name == "set" and _HOLDS_CODE.fullmatch(tag.inner) is not None


def start_of(state: StateBlock, line: int) -> int:
    """Return the offset of a line's text."""
    return state.bMarks[line] + state.tShift[line]


def _row(state: StateBlock, tag: Tag, start: int, end: int, limit: int) -> tuple[list[Tag], int]:
    """Return the tags up to the end of the line on which the last one ends; none if there is text too."""
    tags = [tag]
    while True:
        line = line_of(state, tags[-1].end, start, end)
        at = state.src[tags[-1].end : state.eMarks[line]]
        rest = at.lstrip(" \t")
        if not rest:
            return tags, line
        tag_after = read_tag(state.src, tags[-1].end + len(at) - len(rest), limit)
        if tag_after is None or tag_after.literal:
            return [], start
        tags.append(tag_after)


def _push(state: StateBlock, tag: Tag, line: int) -> None:
    found = container_of(tag)
    if found is not None and (tag.closes or (not tag.alone and _is_closed(state, tag, line))):
        if tag.closes:
            close_container(state, tag.name, line)
        else:
            open_container(state, tag.name, *(found[0], plain(found[1])), line)
        return
    if tag.closes:
        return
    source = shown(tag)
    if source:
        push_text(state, "paragraph", source, line)
        below = caption(tag)
        if below:
            push_text(state, "caption", below, line)


def _is_closed(state: StateBlock, tag: Tag, line: int) -> bool:
    """Return whether a closing tag follows; an unclosed container would contain the rest of the page."""
    last: dict[str, int] = state.env.setdefault("last_closers", {})
    key = f"end{tag.name}" if tag.liquid else f"/{tag.name}"
    if key not in last:
        name = re.escape(tag.name)
        pattern = rf"\{{%-?\s*end{name}\b" if tag.liquid else rf"\{{\{{[<%]\s*/\s*{name}\s*[%>]"
        last[key] = max((each.start() for each in re.finditer(pattern, state.src, re.IGNORECASE)), default=-1)
    return last[key] > state.eMarks[line]


def _code(state: StateBlock, tag: Tag, start: int, end: int, *, silent: bool) -> bool:
    """Parse the text up to the closing tag as code; hide that of a comment."""
    if silent:
        return True
    unclosed = state.env.setdefault("unclosed_tags", set())
    if tag.name in unclosed:
        return False
    name = re.escape(tag.name)
    closer = re.compile(
        rf"\{{%-?\s*end{name}\s*-?%\}}" if tag.liquid else rf"\{{\{{[<%]\s*/\s*{name}\s*[%>]\}}\}}"
    )
    first = line_of(state, tag.end, start, end)
    inside = closer.search(state.src, tag.end, state.eMarks[first])
    if inside:
        last, content = first, state.src[tag.end : inside.start()]
    else:
        last = first + 1
        while last < end and not closer.search(state.src, state.bMarks[last], state.eMarks[last]):
            last += 1
        if last >= end:
            unclosed.add(tag.name)
            return False
        content = state.src[tag.end : state.eMarks[first]].strip()
        content += "\n" * bool(content) + state.getLines(first + 1, last, state.blkIndent, keepLastLF=True)
        before = state.src[start_of(state, last) : state.eMarks[last]]
        content += before[: closer.search(before).start()].rstrip()  # type: ignore[union-attr]
    state.line = last + 1
    if tag.name == "comment":
        return True
    token = state.push("fence", "code", 0)
    if tag.name == "set":
        content = _RAW_TAG.sub("", content)
    token.content, token.map = content.strip("\n") + "\n", [start, last + 1]
    title = tag.get("title", "file", "filename", "caption")
    if tag.name == "codeblock" and not title:
        title = " ".join(word for word in tag.words if "://" not in word)
    title = title.replace('"', "'")
    token.info = f'{_language(tag)} title="{title}"' if title else _language(tag)
    return True


def _language(tag: Tag) -> str:
    if tag.name == "mermaid":
        return "mermaid"
    given = tag.get("lang", "language")
    return given or (tag.word(0) if tag.name in {"highlight", "prism", "code-block"} else "")


def reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - the parser's signature
    """Parse ``[label]: {{ site.url }}/path``, whose spaces the parser does not allow."""
    match = _REFERENCE.fullmatch(line_text(state, start))
    if match is None or silent:
        return False
    label = normalizeReference(match[1])
    state.env.setdefault("references", {}).setdefault(
        label, {"title": "", "href": address_of(match[2]), "map": []}
    )
    state.line = start + 1
    return True


def link_to_template(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse a link or image whose address is a template."""
    match = _LINK.match(state.src, state.pos)
    if match is None or ("{{" not in match[3] and "{%" not in match[3]):
        return False
    if not silent:
        address = address_of(match[3])
        if match[1]:
            push_image(state, match[2], address)
        else:
            push_link(state, address or "#", *match.span(2))
    state.pos = match.end()
    return True


def tag_in_text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse a tag in text: it is replaced by its Markdown or hidden; an escaped one is shown."""
    tag = read_tag(state.src, state.pos, state.posMax)
    if tag is None:
        return _value(state, silent=silent)
    end = tag.end
    if tag.name == "raw" and tag.liquid and not tag.closes:
        closer = _RAW_END.search(state.src, end, min(state.posMax, end + _RAW_LIMIT))
        # Code inside stays code; only the tags around it are removed.
        if closer and "`" not in state.src[end : closer.start()]:
            if not silent:
                state.push("text", "", 0).content = state.src[end : closer.start()]
            end = closer.end()
    elif not silent and tag.literal:
        state.push("code_inline", "code", 0).content = tag.literal
    elif not silent and tag.liquid and tag.name in _BRANCHES and _is_between_words(state, end):
        state.push("text", "", 0).content = " "
    elif not silent and (source := shown(tag)):
        state.push("text", "", 0)
        made = state.md.inline.parse(source, state.md, state.env, [])
        state.tokens += made
        state.tokens_meta += [None] * len(made)
    state.pos = end
    return True


def _is_between_words(state: StateInline, end: int) -> bool:
    """Return whether nothing else parts the texts around a tag."""
    around = state.src[state.pos - 1 : state.pos], state.src[end : end + 1]
    return all(each.strip() and each not in "({}" for each in around)


def _value(state: StateInline, *, silent: bool) -> bool:
    """Parse ``{{ … }}``: a quoted text is shown, the site's address hidden, anything else shown as code."""
    match = _VALUE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        quoted = _QUOTED.fullmatch(match[1])
        if quoted:
            state.push("text", "", 0).content = quoted[1] or quoted[2] or ""
        elif not (_SITE.fullmatch(match[1]) or state.env.get(IS_TEMPLATE)):
            state.push("code_inline", "code", 0).content = match.group()
    state.pos = match.end()
    if state.env.get(IS_TEMPLATE) and not _QUOTED.fullmatch(match[1]) and not _SITE.fullmatch(match[1]):
        before = state.src[max(0, match.start() - 1) : match.start()]
        state.pos += not before.strip() and state.src.startswith(" ", state.pos)
    return True


def out_of_html(tokens: list[Token], *, is_template: bool = False) -> list[Token]:
    """Return the tokens with template tags removed from HTML; closing tags in it close their containers.

    For the parser, HTML goes on until a blank line, with any tags below it. ``is_template``: without values too.
    """
    made: list[Token] = []
    for token in tokens:
        made.append(token)
        if token.type == "html_block":
            lines = token.content.rstrip("\n").split("\n")
            closers: list[Token] = []
            while lines and (name := _closes(lines[-1].strip())) is not None:
                lines.pop()
                closer = Token("container_line", "", 0)
                closer.meta = {"opens": False, "name": name}
                closers.insert(0, closer)
            token.content = without_tags("\n".join(lines), is_template=is_template)
            made += closers
    return made


def _closes(line: str) -> str | None:
    """Return the name of a line's closing tag, if the line is only that."""
    if _COLONS.fullmatch(line):
        return ""
    tag = read_tag(line, 0, len(line)) if line.startswith("{") else None
    return tag.name if tag and tag.closes and tag.end == len(line) else None


_COLONS = late(r":{3,}")


def without_tags(text: str, *, is_template: bool = False) -> str:
    """Return text without template tags, with quoted values as text; for text that is not Markdown."""
    if "{#" in text or "{{!" in text:
        text = _REMARK.sub("", text)
    if "{{" not in text and "{%" not in text:
        return text
    kept: list[str] = []
    done = at = 0
    while (at := text.find("{", at)) >= 0:
        tag = read_tag(text, at, len(text))
        value = None if tag else _VALUE.match(text, at)
        if tag is None and value is None:
            at += 1
            continue
        kept.append(text[done:at])
        if (
            tag
            and tag.name == "raw"
            and not tag.closes
            and (closer := _RAW_END.search(text, tag.end, tag.end + _RAW_LIMIT))
        ):
            kept.append(text[tag.end : closer.start()])
            done = at = closer.end()
        elif tag:
            kept.append(tag.literal)
            done = at = tag.end
        elif value:
            quoted = _QUOTED.fullmatch(value[1])
            if quoted:
                kept.append(quoted[1] or quoted[2] or "")
            elif not (_SITE.fullmatch(value[1]) or is_template):
                kept.append(value.group())
            done = at = value.end()
    return "".join(kept) + text[done:]
