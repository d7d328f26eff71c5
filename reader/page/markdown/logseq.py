"""Turns a page of Logseq into plain Markdown: properties, references to blocks, macros, Org blocks.

Pure, one pass over the lines. Properties that Logseq keeps for itself are left out, the others are lines of their
own. A reference to a block of the page becomes a link with that block's words.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from reader.article.fence import property_of
from reader.article.inline import plain
from reader.text.pattern import late

WORDS_LIMIT: Final = 80
"""Characters of a block that a reference to it shows."""

_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_LINE: Final = late(r"([ \t]*)((?:[-*+][ \t]+)?)(.*)", re.DOTALL)
_FENCE: Final = late(r"`{3,}|~{3,}")
_OWN: Final = late(
    r"id|collapsed|heading|background-color|background_color|template|template-including-parent|icon|public|filters"
    r"|created-at|updated-at|exclude-from-graph-view|file|file-path|query-[\w-]+|card-[\w-]+|hl-[\w-]+|ls-[\w-]+"
    r"|logseq\.[\w.-]+|last-modified-at|duration|done|doing|todo|later|now"
)
"""Properties that Logseq keeps for itself."""
_BEGIN: Final = late(r"#\+BEGIN_(\w+)[ \t]*(.*)", re.IGNORECASE)
_BULLETS: Final = frozenset({"", "-", "*", "+"})
_CALLOUTS: Final = frozenset({"note", "tip", "important", "warning", "caution", "pinned"})
_CODE: Final = {"src": "", "example": "text", "export": "", "query": "clojure"}
_PLANNED: Final = late(r"(SCHEDULED|DEADLINE):[ \t]*<([^<>\n]{1,60})>")
_CODE_SPAN: Final = late(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_REFERENCE: Final = late(
    rf"(?:\[([^\[\]\n]{{1,300}})\]\(\(\(({_UUID})\)\)\)|\{{\{{embed[ \t]+\(\(({_UUID})\)\)\}}\}}|\(\(({_UUID})\)\))"
)
_PAGE: Final = late(r"\[([^\[\]\n]{1,300})\]\(\[\[([^\[\]\n]{1,300})\]\]\)")
_MACRO: Final = late(r"\{\{([a-z][\w-]{0,40})[ \t]*([^{}\n]{0,500})\}\}", re.IGNORECASE)
_SIZE: Final = late(r"(?<=\))\{(?::[a-z-]+[ \t]+[^{}\n,]{1,40}(?:,[ \t]*|(?=\})))+\}")
_MARKED: Final = late(r"\^\^(?=\S)([^\n^]{1,500}?)(?<=\S)\^\^")
_SHOWN: Final = frozenset(
    {"video", "youtube", "vimeo", "bilibili", "twitter", "tweet", "pdf", "img", "iframe"}
)
_ADDRESS: Final = late(r"https?://[^\s()<>]{1,1000}")
_ESCAPED: Final = late(r"([\[\]\\`*_<>])")


class _Block(NamedTuple):
    """An Org block that is open."""

    kind: str
    prefix: str
    """Before its first line: indentation and bullet."""
    indent: str
    """Before its other lines."""
    words: str
    """What follows its kind."""


def as_markdown(text: str) -> str:
    """Return the page as Markdown."""
    lines = _dedented(text.split("\n"))
    named = _named(lines)
    mentioned = {name for groups in _REFERENCE.findall(text) for name in groups[1:] if name}
    return "\n".join(_Reader(named, mentioned).read(lines))


def _dedented(lines: list[str]) -> list[str]:
    """Return the lines without the tabs before the first one: a page may begin inside its outline."""
    first = next((line for line in lines if line.strip()), "")
    tabs = len(first) - len(first.lstrip("\t"))
    if not tabs:
        return lines
    return [line[min(tabs, len(line) - len(line.lstrip("\t"))) :] for line in lines]


def _parts(line: str) -> tuple[str, str, str]:
    """Return indentation, bullet and text of a line."""
    match = _LINE.fullmatch(line)
    return (match[1], match[2], match[3]) if match else ("", "", line)


def _named(lines: list[str]) -> dict[str, str]:
    """Return the first words of the blocks that have an id, by id."""
    found: dict[str, str] = {}
    words = ""
    for line in lines:
        _, bullet, text = _parts(line)
        pair = property_of(text) if "::" in text else None
        if pair and pair[0] == "id":
            found[pair[1]] = words
        elif bullet and not pair:
            words = text.strip()
    return found


class _Reader:
    """The lines so far, and what is open."""

    def __init__(self, named: dict[str, str], mentioned: set[str]) -> None:
        """``named``: the words of blocks by id; ``mentioned``: the ids that are referred to."""
        self._named, self._mentioned = named, mentioned
        self._out: list[str] = []
        self._fence = ""
        self._block: _Block | None = None
        self._inside: list[str] = []
        """The lines of the open Org block."""
        self._in_log = False

    def read(self, lines: list[str]) -> list[str]:
        """Return the lines as Markdown."""
        for at, line in enumerate(lines):
            indent, bullet, text = _parts(line)
            if self._block:
                self._read_inside(line, text, lines[at + 1] if at + 1 < len(lines) else "")
            elif self._fence:
                self._out.append(line)
                if text.strip().startswith(self._fence) and not text.strip().strip(self._fence[0]):
                    self._fence = ""
            elif self._in_log or text.strip() == ":LOGBOOK:":
                self._in_log = text.strip() != ":END:"
            elif fence := _FENCE.match(text):
                self._fence = fence[0]
                self._out.append(line)
            elif begin := _BEGIN.fullmatch(text.rstrip()):
                self._block = _Block(begin[1].lower(), indent + bullet, indent + " " * len(bullet), begin[2])
                self._inside = []
            else:
                self._read_line(indent, bullet, text, lines[at + 1] if at + 1 < len(lines) else "")
        if self._block:  # it is never closed
            self._out += [self._block.prefix + f"#+BEGIN_{self._block.kind.upper()}", *self._inside]
        return self._out

    def _read_line(self, indent: str, bullet: str, text: str, following: str) -> None:
        pair = property_of(text) if "::" in text else None
        if pair and pair[0] == "id" and not bullet:
            if pair[1] in self._mentioned and _ends_block(following):
                self._out.append(f"{indent}^{pair[1]}")
            return
        if pair and _OWN.fullmatch(pair[0].casefold()):
            return
        if text.strip() in _BULLETS and bullet + text.strip() and _depth(following) <= _depth(indent):
            return  # an empty block
        if pair:
            text = f"{pair[0]}: {pair[1]}"
        if (pair or _PLANNED.match(text)) and not bullet and self._out and self._out[-1].strip():
            self._out[-1] = self._out[-1].rstrip() + "  "  # on a line of its own
        self._out.append(indent + bullet + self._shown(text))

    def _read_inside(self, line: str, text: str, following: str) -> None:
        block = self._block
        assert block is not None
        if text.strip().upper() != f"#+END_{block.kind.upper()}":
            blank = len(line) - len(line.lstrip(" \t"))
            self._inside.append(line[min(blank, len(block.indent)) :])
            return
        self._block = None
        made = list(self._org(block))
        for at, each in enumerate(made):
            self._out.append((block.indent if at else block.prefix) + each)
        if made and following.strip() and not _parts(following)[1]:
            self._out.append(f"{block.indent}{{: .end}}")  # ends the quote and makes no list loose

    def _org(self, block: _Block) -> Iterator[str]:
        """Yield the lines of an Org block as Markdown."""
        if block.kind == "comment" or not any(line.strip() for line in self._inside):
            return
        if block.kind in _CODE:
            yield f"```{block.words.strip() or _CODE[block.kind]}"
            yield from self._inside
            yield "```"
            return
        shown = [self._shown(line) for line in self._inside]
        if block.kind in _CALLOUTS:
            yield f"> [!{block.kind.upper()}]"
        is_quote = block.kind in _CALLOUTS or block.kind in {"quote", "verse"}
        for line in shown:
            yield f"> {line}{'  ' * (block.kind == 'verse')}" if is_quote else line

    def _shown(self, text: str) -> str:
        """Return a line of text with references and macros as Markdown; code stays."""
        if not any(part in text for part in ("((", "{", "^^", "[[", "<")):
            return text
        made: list[str] = []
        at = 0
        for code in _CODE_SPAN.finditer(text):
            made += (self._without_macros(text[at : code.start()]), code[0])
            at = code.end()
        return "".join([*made, self._without_macros(text[at:])])

    def _without_macros(self, text: str) -> str:
        text = _PLANNED.sub(r"\1: \2", text)
        text = _REFERENCE.sub(self._reference, text)
        text = _PAGE.sub(lambda match: f"[[{match[2]}|{match[1]}]]", text)
        text = _MACRO.sub(_macro, text)
        return _MARKED.sub(r"==\1==", _SIZE.sub("", text))

    def _reference(self, match: re.Match[str]) -> str:
        """Return a link with the words of a block; of another page's, an arrow."""
        name = match[2] or match[3] or match[4]
        if name not in self._named:
            return match[1] or "↗"
        words = match[1] or plain(self._named[name].lstrip("# "))[:WORDS_LIMIT] or "↗"
        words = _ESCAPED.sub(lambda special: "\\" + special[1], words)
        return f"[{words}](#^{name})"


def _depth(line: str) -> int:
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))


def _ends_block(following: str) -> bool:
    """Return whether no further text of the block follows."""
    _, bullet, text = _parts(following)
    return bool(bullet) or not text.strip()


def _macro(match: re.Match[str]) -> str:
    """Return what a macro shows."""
    name, words = match[1].lower(), match[2].strip()
    if name == "cloze":
        return words
    if name == "embed":
        return words
    if name == "renderer":
        return ""
    if name == "youtube-timestamp" and words.isdecimal():
        minutes, seconds = divmod(int(words), 60)
        return f"{minutes}:{seconds:02}"
    if name in _SHOWN and (found := _ADDRESS.search(words)):
        return f"[▶ {found[0].partition('://')[2].removeprefix('www.')}]({found[0]})"
    return f"`{{{{{name} {words}}}}}`" if name in {"query", "namespace"} else match[0]
