"""Splits HTML into tags and text.

Pure. Always linear: the standard library's parser takes minutes for 90 kB of ``<a ``. What is not a complete tag
is text; ``is_markup`` tells tags from words in angle brackets (``List<String>``, ``<your-name>``).
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.page.html.elements import FLAGS, KNOWN, NEEDS_END, VERBATIM
from reader.text.white_space import keeps_lines

WASTE_LIMIT = 8
"""Characters read in vain for unclosed tags, as a multiple of the text; after that, ``<`` is text."""

_NAME = re.compile(r"</?([A-Za-z][^\s/<>\"'=]*+)")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?:([^\s\"'<>/={}]++)"
    r"(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|\{((?:[^{}]|\{[^{}]*+\})*+)\}|([^\s\"'<>{}]++)))?+"
    r"|\{[^{}]*+\})"
)
"""An attribute; values of components are in braces."""
_LITERAL = re.compile(r"\s*+([\"'`])([^\"'`]*+)\1\s*+")
_UNSEEN = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_EQUALS = re.compile(r"[\s=]*+")
_END = re.compile(r"[\s/]*+>")
_VERBATIM_ENDS = {name: re.compile(rf"</{name}\s*+>", re.IGNORECASE) for name in VERBATIM}
_ANY_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*+)")
_ENTITY = re.compile(
    r"&(?:#[0-9]{1,7}+(?![0-9]);?|#[xX][0-9a-fA-F]{1,6}+(?![0-9a-fA-F]);?|[A-Za-z][A-Za-z0-9]{1,31};?)"
)
_UNREAD = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))


class Tag(NamedTuple):
    """An opening or closing tag."""

    name: str
    """As it is written."""
    closing: bool
    """It is a closing tag."""
    attributes: dict[str, str | None]
    """By lower-case name, entities decoded; None for no value or a program's."""
    raw: str
    """As it is written."""

    @property
    def element(self) -> str:
        """The name in lower case."""
        return self.name.lower()

    @property
    def closes_itself(self) -> bool:
        """Whether it ends in ``/>``."""
        return self.raw.endswith("/>")

    @property
    def is_unseen(self) -> bool:
        """Whether its author hides the content: preview texts of mails, answers, link targets."""
        return not self.closing and (
            "hidden" in self.attributes or _UNSEEN.search(self.attributes.get("style") or "") is not None
        )

    @property
    def keeps_lines(self) -> bool:
        """Whether line ends of its text are line breaks: ``white-space: pre-wrap`` and the like."""
        return keeps_lines(self.attributes.get("style"))

    def value(self, *names: str) -> str:
        """Return the first of these attributes that has a value, else an empty text."""
        return next((value for name in names if (value := self.attributes.get(name))), "")


def decoded(text: str) -> str:
    """Return the text with entities decoded."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def read_tag(text: str) -> Tag | None:
    """Return a text as a tag; None for anything else (a comment, a declaration)."""
    return _Reader(text).tag(0)


def pieces(text: str) -> Iterator[str | Tag]:
    """Yield the tags of HTML and the text between them, in order, entities not decoded.

    Closed comments, declarations, scripts and style sheets are left out; unclosed ones are text.
    """
    reader = _Reader(text)
    start = at = 0
    while (at := text.find("<", at)) >= 0 and reader.patient:
        tag = reader.tag(at)
        end = at + len(tag.raw) if tag else reader.end_of_unread(at)
        if end == at:
            at += 1
            continue
        if at > start:
            yield text[start:at]
        if tag and (after := reader.after_verbatim(tag, end)):
            end = after
        elif tag:
            yield tag
        start = at = end
    if start < len(text):
        yield text[start:]


class _Reader:
    """Reads tags at given offsets of a text, and remembers which ends do not occur again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._waste = WASTE_LIMIT * len(text)
        self._absent: set[str] = set()

    @property
    def patient(self) -> bool:
        """Whether ``WASTE_LIMIT`` allows to read another broken tag."""
        return self._waste >= 0

    def tag(self, at: int) -> Tag | None:
        """Return the complete tag that begins at ``at``, if there is one."""
        text = self._text
        name = _NAME.match(text, at)
        if name is None:
            return None
        offset = name.end()
        attributes: dict[str, str | None] = {}
        while (end := _END.match(text, offset)) is None:
            match = _ATTRIBUTE.match(text, offset)
            if match is None:
                # An unclosed quoted value was read to the end of the text.
                equals = _EQUALS.match(text, offset)
                unclosed = equals is not None and text.startswith(("'", '"', "{"), equals.end())
                self._waste -= (len(text) if unclosed else offset) - at
                return None
            offset = match.end()
            if match[1]:
                literal = _LITERAL.fullmatch(match[4] or "")  # anything else in braces is a program
                values = (*match.group(2, 3, 5), literal[2] if literal else None)
                value = next((value for value in values if value is not None), None)
                attributes.setdefault(match[1].lower(), value if value is None else decoded(value))
        return Tag(name[1], text[at + 1] == "/", attributes, text[at : end.end()])

    def end_of_unread(self, at: int) -> int:
        """Return the end of the comment or declaration at ``at``; ``at`` itself if there is none."""
        for begin, end in _UNREAD:
            if self._text.startswith(begin, at):
                found = self._find(end, at + 2)
                return found + len(end) if found >= 0 else at
        return at

    def _find(self, end: str, at: int) -> int:
        found = -1 if end in self._absent else self._text.find(end, at)
        if found < 0:
            self._absent.add(end)
        return found

    def after_verbatim(self, tag: Tag, at: int) -> int:
        """Return the end of the script or style sheet whose content begins at ``at``; 0 if it is unclosed or another element."""
        name = tag.element
        if name not in VERBATIM or tag.closing or tag.closes_itself or name in self._absent:
            return 0
        match = _VERBATIM_ENDS[name].search(self._text, at)
        if match is None:
            self._absent.add(name)
            return 0
        return match.end()


def paired_names(text: str) -> frozenset[str]:
    """Return the custom tag names that a text opens and closes, as they are written."""
    if "</" not in text:
        return frozenset()
    names: tuple[set[str], set[str]] = (set(), set())
    for match in _ANY_TAG.finditer(text):
        names[bool(match[1])].add(match[2])
    return frozenset(name for name in names[0] & names[1] if not _is_html(name) or len(name) == 1)


def is_markup(tag: Tag, *, closed: bool, paired: frozenset[str]) -> bool:
    """Return whether a tag is markup, rather than a word in angle brackets.

    ``closed``: its closing tag follows; ``paired``: see ``paired_names``.
    """
    if not _is_html(tag.name):
        return tag.name in paired or (tag.closes_itself and is_component(tag))
    if tag.closing or closed:
        return True
    if tag.element in NEEDS_END:
        return tag.closes_itself
    if len(tag.name) == 1 and tag.name.isupper() and not tag.attributes:  # Box<A>
        return tag.name in paired
    valued = any(value is not None for value in tag.attributes.values())
    return valued or all(name in FLAGS or "-" in name or ":" in name for name in tag.attributes)


def is_component(tag: Tag) -> bool:
    """Return whether a tag's name has a capital, like that of a component."""
    return tag.name[0].isupper() and not _is_html(tag.name)


def _is_html(name: str) -> bool:
    return (name.islower() or name.isupper()) and name.lower() in KNOWN
