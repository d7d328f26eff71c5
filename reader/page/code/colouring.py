"""Syntax colours of a code block, found step by step while scrolling.

Pure. This costs 3 µs a character, and Pygments' grammars have regexes that are slow on hostile text. So only code
blocks of limited size are coloured, only near the visible lines, each step within its time and all within
``WHOLE_S``; the rest stays plain.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING

from reader.page.line import Role

if TYPE_CHECKING:
    from pygments.lexer import Lexer

CODE_BLOCK_CHARACTERS = 20_000
"""Characters above which a code block stays plain: a grammar may scan all of it repeatedly."""

LINE_CHARACTERS = 500
"""A code block with a longer line stays plain: it is generated."""

AT_ONCE_CHARACTERS = 5_000
"""A longer code block of two mixed languages stays plain: such grammars work in one go."""

SPACE_CHARACTERS = 500
"""A code block with more white space in a row stays plain: some grammars are slow on it."""

WHOLE_S = 0.5
"""Seconds that all colours of a code block may take; ten times what the longest one needs."""

FIRST_S = 0.004
"""Seconds that colours may take while a code block is drawn; the rest follows in slices."""

AHEAD = 4_000
"""Characters below the visible lines that are coloured too, between two frames."""

KEPT = 64
"""Code blocks whose colours are cached, for any width and theme."""

_MUCH_SPACE = re.compile(rf"\s{{{SPACE_CHARACTERS}}}")

_ROLES = {
    "Keyword": Role.CODE_KEYWORD,
    "Keyword.Type": Role.CODE_NAME,
    "Operator.Word": Role.CODE_KEYWORD,
    "Operator": Role.CODE_OPERATOR,
    "Literal.String": Role.CODE_STRING,
    "Literal.Number": Role.CODE_NUMBER,
    "Keyword.Constant": Role.CODE_NUMBER,
    "Literal.Date": Role.CODE_NUMBER,
    "Comment": Role.CODE_COMMENT,
    "Comment.Preproc": Role.CODE_KEYWORD,
    "Comment.PreprocFile": Role.CODE_STRING,
    "Name.Function": Role.CODE_NAME,
    "Name.Class": Role.CODE_NAME,
    "Name.Tag": Role.CODE_KEYWORD,
    "Name.Attribute": Role.CODE_NAME,
    "Name.Decorator": Role.CODE_NAME,
    "Name.Builtin": Role.CODE_NAME,
    "Name.Builtin.Pseudo": Role.CODE,
    "Name.Exception": Role.CODE_NAME,
    "Generic.Inserted": Role.CODE_INSERTED,
    "Generic.Deleted": Role.CODE_DELETED,
    "Generic.Heading": Role.CODE_HEADING,
    "Generic.Subheading": Role.CODE_HEADING,
    "Generic.Prompt": Role.CODE_OPERATOR,
    "Generic.Error": Role.CODE_DELETED,
    "Generic.Traceback": Role.CODE_DELETED,
}
"""Roles by Pygments' token types; a type without a row has the role of its parent."""


class Colouring:
    """The roles of a code block's text, as far as they are known."""

    def __init__(self, language: str, text: str) -> None:
        self._text = text
        self._language = language
        self._tokens: Iterator[tuple[int, object, str]] | None = None
        self._begins: list[int] = []
        self._pieces: list[tuple[int, Role]] = []
        """Where each coloured part ends, and its role; ``_begins`` says where it begins."""
        self._known = self._wanted = 0
        """Offsets up to which roles are known, and wanted."""
        self._spent = 0.0
        self._is_done = False

    @property
    def is_waiting(self) -> bool:
        """Whether colours are missing of the visible lines, or shortly below them."""
        return not self._is_done and self._known < self._wanted

    def reach(self, end: int) -> None:
        """Find the roles up to ``end`` within ``FIRST_S``; ``advance`` finds the rest."""
        self._wanted = max(self._wanted, end + AHEAD)
        if self._spent < FIRST_S:
            self._find(FIRST_S - self._spent, end)

    def advance(self, seconds: float) -> bool:
        """Find more of the missing roles within ``seconds``; return whether any was found."""
        return self._find(seconds, self._wanted)

    def _find(self, seconds: float, end: int) -> bool:
        if self._is_done or not self._begin():
            return False
        assert self._tokens is not None
        begun, known = perf_counter(), self._known
        stop = begun + min(seconds, WHOLE_S - self._spent)
        try:
            while self._known < end:
                at, kind, value = next(self._tokens)
                self._take(at, kind, value)
                if perf_counter() >= stop:
                    break
        except Exception:  # noqa: BLE001 - a grammar's end, or its fault: the rest is plain, and can be read
            self._finish()
        self._spent += perf_counter() - begun
        if self._known >= len(self._text) or self._spent >= WHOLE_S:
            self._finish()
        return self._known > known or self._is_done

    def roles(self, start: int, end: int) -> Iterator[tuple[int, int, Role]]:
        """Yield the coloured parts between two offsets, in order: where each begins, where it ends, its role."""
        at = max(0, bisect_right(self._begins, start) - 1)
        while at < len(self._begins) and (begin := self._begins[at]) < end:
            stop, role = self._pieces[at]
            if stop > start:
                yield max(begin, start), min(stop, end), role
            at += 1

    def _begin(self) -> bool:
        """Return whether the grammar is loaded; ``load`` does that."""
        if self._tokens is None:
            lexer = _LOADED.get(self._language)
            if self._language in _LOADED and lexer is None:
                self._finish()
            if lexer is None:
                return False
            if len(self._text) > AT_ONCE_CHARACTERS and _works_at_once(lexer):
                self._finish()
                return False
            self._tokens = lexer.get_tokens_unprocessed(self._text + "\n")
        return True

    def _finish(self) -> None:
        self._is_done = True
        self._tokens = None

    def _take(self, at: int, kind: object, value: str) -> None:
        if not value:
            return
        if at < self._known or not self._text.startswith(value.removesuffix("\n"), at):
            raise ValueError(at)  # a grammar that changes the text cannot be used
        end = at + len(value)
        self._known = end
        role = _role(kind)
        if role is Role.CODE or not value.strip():
            return
        if self._pieces and self._pieces[-1] == (at, role):
            self._pieces[-1] = (end, role)
        else:
            self._begins.append(at)
            self._pieces.append((end, role))


@lru_cache(KEPT)
def colouring(language: str, text: str) -> Colouring | None:
    """Return the colours of a code block, found step by step; None if it stays plain."""
    if not language or len(text) > CODE_BLOCK_CHARACTERS:
        return None
    if max(map(len, text.split("\n"))) > LINE_CHARACTERS or _MUCH_SPACE.search(text):
        return None
    return Colouring(language, text)


GRAMMARS_KEPT = 200
"""Grammars that are cached, and names without one; articles choose the names."""

_ENDLESS = frozenset({"tnt"})
"""Grammars that loop forever on some texts: found by trying all of them on runs of each character."""

_LOADED: "dict[str, Lexer | None]" = {}
"""The grammars by language; None if there is none."""


def load(language: str) -> None:
    """Load a language's grammar: up to 80 ms the first time, so in a thread."""
    if language in _LOADED:
        return
    if len(_LOADED) >= GRAMMARS_KEPT:
        _LOADED.clear()
    from pygments.lexers import get_lexer_by_name

    if language in _ENDLESS:
        _LOADED[language] = None
        return
    options = {"startinline": True} if language == "php" else {}
    try:
        _LOADED[language] = get_lexer_by_name(language, **options)
    except Exception:  # noqa: BLE001 - there is none of that name, or it is broken: the code block stays plain
        _LOADED[language] = None


def _works_at_once(lexer: "Lexer") -> bool:
    from pygments.lexer import DelegatingLexer  # loaded by then: a grammar was

    return isinstance(lexer, DelegatingLexer)


@lru_cache(1_000)
def _role(kind: object) -> Role:
    names = str(kind).split(".")[1:]
    for length in range(len(names), 0, -1):
        if role := _ROLES.get(".".join(names[:length])):
            return role
    return Role.CODE
