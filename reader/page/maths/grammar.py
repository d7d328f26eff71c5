r"""Parser rules for formulas: ``$…$``, ``$$…$$``, ``\(…\)``, ``\[…\]`` and TeX's environments.

Pure. A dollar is a price unless pandoc's rule holds (no space inside, no digit after) and, if the article does not
say that it uses formulas, the text inside looks like one. Every search stops at the next delimiter or at a limit,
so it is linear.
"""

from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from reader.article.article import HeaderValue
from reader.text.pattern import late

HAS_MATHS = "maths"
"""The key in the parsers' environment by which the article says that it has formulas."""

INLINE_CHARACTERS = 1_000
"""Characters of an inline formula."""

DISPLAY_LINES = 100
"""Lines of a display formula."""

_DOLLAR = late(rf"\$(?![\s$])((?:[^$`\\]|\\[\s\S]){{1,{INLINE_CHARACTERS}}})(?<!\s)\$(?![0-9])")
_SPACED_DOLLAR = late(
    rf"\$[ \t]+((?:[^$`\\\n]|\\[^\n]){{1,{INLINE_CHARACTERS}}}?)[ \t]+\$(?!\s*[0-9])(?<!\\\$)"
)
"""``$ x $``, as KaTeX and MathJax take it."""

_DOLLARS = late(r"\${3,}")
_WORDY = late(r"[^\W\d_]{2}")
_WORD = late(r"[^\W\d_]{3}")
_PROSE = late(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")
_TEX = late(r"\\[A-Za-z,;!{}]|[\^_]")
_CLOSERS = {"$$": "$$", r"\[": r"\]", r"\\[": r"\\]"}
_ENVIRONMENT = late(
    r"\\begin\{((?:equation|align|alignat|gather|multline|flalign|eqnarray|displaymath|math)\*?)\}"
)
_SWITCHES = frozenset(
    {
        *("math", "maths", "mathjax", "katex", "latex", "usemath", "use_math", "usemathjax", "use_mathjax"),
        *("enable_math", "enablemath", "has_math", "hasmath", "mathjax3", "mathjax_enable", "math_enable"),
    }
)
"""Fields of front matter by which generators and themes switch formulas on."""

_ROOMS = ("params", "extra", "page", "hugo", "render")
"""Fields that contain a theme's fields."""

_NO_ROOMS: dict[str, HeaderValue] = dict.fromkeys(_ROOMS, "")
_OFF = frozenset({"", "false", "no", "off", "0", "none", "null", "~", "disable", "disabled"})

_TAIL = late(r"\s*(?:[.,;]|\(?\{?#[\w:.-]*\}?\)?|\([^()$\n]{1,20}\))?\s*")
"""Text after a formula on its last line: a full stop, a label, a number."""


def has_maths_switch(header: Mapping[str, HeaderValue]) -> bool:
    """Return whether front matter switches formulas on: ``mathjax: true``, ``katex``, ``params: {math: …}``."""
    for name, value in header.items():
        if name.lower().replace("-", "_") in _SWITCHES and _is_on(value):
            return True
        if name.lower() in _ROOMS and isinstance(value, dict) and has_maths_switch({**value, **_NO_ROOMS}):
            return True
    return False


def _is_on(value: HeaderValue) -> bool:
    if isinstance(value, dict):
        return any(_is_on(each) for key, each in value.items() if key in {"enable", "enabled", "render"})
    return isinstance(value, str) and value.strip().lower() not in _OFF


def add_block_maths(md: MarkdownIt) -> None:
    """Add display formulas to the block parser, as tokens ``maths_block``."""
    md.block.ruler.before("fence", "maths_block", _block, {"alt": ["paragraph", "reference", "blockquote"]})


def add_inline_maths(md: MarkdownIt) -> None:
    """Add inline formulas to the inline parser, as tokens ``maths``."""
    md.inline.ruler.before("escape", "maths_dollars", _dollars)
    md.inline.ruler.before("escape", "maths_brackets", _brackets)


def looks_like_maths(text: str) -> bool:
    """Return whether a text is TeX, or letters and operators without a word."""
    return bool(_TEX.search(text)) or (not _WORDY.search(text) and any(map(str.isalnum, text)))


def _dollars(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    if state.src[state.pos] != "$":
        return False
    if state.src.startswith("$$", state.pos):
        if flood := _DOLLARS.match(state.src, state.pos):
            if not silent:
                state.append_pending(flood.group())
            state.pos = flood.end()
            return True
        return _between(state, "$$", "$$", silent=silent, sure=bool(state.env.get(HAS_MATHS)))
    if state.src.startswith("$`", state.pos):
        return _between(state, "$`", "`$", silent=silent)
    found = _DOLLAR.match(state.src, state.pos)
    if found is None:
        found = _SPACED_DOLLAR.match(state.src, state.pos)
        if found and not (state.env.get(HAS_MATHS) or (_TEX.search(found[1]) and not _is_prose(found[1]))):
            return False
    if found is None or found.end() > state.posMax:
        return False
    if not state.env.get(HAS_MATHS) and not _is_alone(state.src, *found.span(), found[1]):
        return False
    return _take(state, found[1], found.end(), silent=silent)


def _is_prose(text: str) -> bool:
    """Return whether a text without commands of TeX has words."""
    return "\\" not in text and _WORD.search(text) is not None


def _is_alone(text: str, start: int, end: int, inside: str) -> bool:
    """Return whether no letter or digit touches the dollars, and the text inside looks like a formula."""
    before, after = text[start - 1 : start], text[end : end + 1]
    touched = any(char.isascii() and (char.isalnum() or char in "$_") for char in (before, after) if char)
    return not touched and looks_like_maths(inside)


def _brackets(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    src, pos = state.src, state.pos
    if src[pos] != "\\":
        return False
    has_maths = bool(state.env.get(HAS_MATHS))
    if src.startswith("\\(", pos):
        return _between(state, "\\(", "\\)", silent=silent, sure=has_maths)
    if src.startswith("\\[", pos):
        return _between(state, "\\[", "\\]", silent=silent, sure=has_maths)
    if has_maths and src.startswith("\\\\(", pos):
        return _between(state, "\\\\(", "\\\\)", silent=silent)
    return has_maths and src.startswith("\\\\[", pos) and _between(state, "\\\\[", "\\\\]", silent=silent)


def _between(state: StateInline, opener: str, closer: str, *, silent: bool, sure: bool = True) -> bool:
    start = state.pos + len(opener)
    end = state.src.find(closer, start, min(state.posMax, start + INLINE_CHARACTERS))
    inside = state.src[start:end] if end > start else ""
    if not inside.strip() or (opener != closer and opener in inside):
        return False
    if not sure and not (_TEX.search(inside) if opener == "\\[" else looks_like_maths(inside)):
        return False
    return _take(state, inside, end + len(closer), opener, silent=silent)


def _take(state: StateInline, inside: str, end: int, opener: str = "$", *, silent: bool) -> bool:
    if not silent:
        token = state.push("maths", "", 0)
        token.content, token.markup = inside.strip(), opener
    state.pos = end
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(("$", "\\"), begin) or state.is_code_block(start):
        return False
    first = state.src[begin : state.eMarks[start]]
    opener, closer = _opened(first, has_maths=bool(state.env.get(HAS_MATHS)))
    if not opener:
        return False
    has_name = opener.startswith(r"\begin")
    if has_name and silent:  # it does not interrupt a paragraph, so nothing is searched twice
        return False
    lines: list[str] = []
    for at in range(start, min(end, start + DISPLAY_LINES)):
        line = state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]]
        line = line[len(opener) :] if at == start else line
        if not (line or at == start) or (at > start and state.sCount[at] < state.blkIndent):
            return False
        close = line.find(closer)
        if close >= 0:
            tail = line[close + len(closer) :]
            content = "\n".join([*lines, line[:close]])
            if not _TAIL.fullmatch(tail) or not _is_formula(content, opener, state):
                return False
            if not silent:
                token = state.push("maths_block", "", 0)
                token.content = (f"{opener}{content}{closer}" if has_name else content.strip()) + _suffix(
                    tail
                )
                token.map = [start, at + 1]
                state.line = at + 1
            return True
        if at > start and opener in line:
            return False
        lines.append(line)
    return False


def _suffix(tail: str) -> str:
    """Return the text after a formula as TeX: a number becomes a tag, a label nothing."""
    tail = tail.strip()
    if tail.startswith(("{", "(#", "({", "#")):
        return ""
    return rf"\tag{{{tail.strip('()')}}}" if tail.startswith("(") else tail


def _opened(line: str, *, has_maths: bool) -> tuple[str, str]:
    """Return the opening and closing delimiters of a formula on a line; empty if there is none."""
    if environment := _ENVIRONMENT.match(line):
        return environment.group(), rf"\end{{{environment[1]}}}"
    for opener, closer in _CLOSERS.items():
        if line.startswith(opener) and (has_maths or opener != r"\\["):
            return ("", "") if line.startswith("$$$") else (opener, closer)
    return "", ""


def _is_formula(content: str, opener: str, state: StateBlock) -> bool:
    if not content.strip():
        return False
    if opener == "$$" and _PROSE.search(content) and not _TEX.search(content):
        return False  # the text between two formulas
    return opener != r"\[" or bool(state.env.get(HAS_MATHS)) or looks_like_maths(content)
