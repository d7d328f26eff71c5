"""The colours of a listing: which part is a keyword, a text, a comment…, found bit by bit as one scrolls.

Pure. Finding them costs 3 µs a character, and the library's grammars hold expressions that are slow on text
made to hurt. So a listing has a size up to which it is coloured, only what is looked at is, each bit within
the time that it is given and all of them within ``WHOLE_S``; whatever is left then stays plain.
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
"""A listing of more than this stays plain: as long as an article, and a grammar may look at all of it again and again."""

LINE_CHARACTERS = 500
"""A listing with a longer line stays plain: it was written by a machine, for a machine."""

AT_ONCE_CHARACTERS = 5_000
"""A longer listing in two languages at once stays plain: such grammars find all of its colours in one go."""

SPACE_CHARACTERS = 500
"""A listing with more white space in a row stays plain: grammars of some languages are slow on it."""

WHOLE_S = 0.5
"""Seconds that all the colours of a listing may take; ten times what the longest one needs."""

FIRST_S = 0.004
"""Seconds that a listing's colours may take while it is drawn; what is left comes in slices afterwards."""

AHEAD = 4_000
"""Characters after the lines that were looked at that get their colours too, between two frames."""

KEPT = 64
"""Listings of which the colours are kept, whatever the width and the theme."""

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
"""By the library's name of a token's kind; a kind that is not named here looks like the one that it belongs to."""


class Colouring:
    """The roles of a listing's text, as far as they are known."""

    def __init__(self, language: str, text: str) -> None:
        self._text = text
        self._language = language
        self._tokens: Iterator[tuple[int, object, str]] | None = None
        self._begins: list[int] = []
        self._pieces: list[tuple[int, Role]] = []
        """Where each coloured part ends, and its role; ``_begins`` says where it begins."""
        self._known = self._wanted = 0
        """All before this offset is known; up to that one it is wanted."""
        self._spent = 0.0
        self._is_done = False

    @property
    def is_waiting(self) -> bool:
        """Whether more is to be found out: of what was asked for, and some more."""
        return not self._is_done and self._known < self._wanted

    def reach(self, end: int) -> None:
        """Find out the roles up to ``end`` if that takes little time; what is left waits for ``advance``."""
        self._wanted = max(self._wanted, end + AHEAD)
        if self._spent < FIRST_S:
            self._find(FIRST_S - self._spent, end)

    def advance(self, seconds: float) -> bool:
        """Find out more of what is waited for, in so many seconds; return whether anything was found."""
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
        """Return whether the grammar is at hand; it is loaded elsewhere."""
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
            raise ValueError(at)  # a grammar that does not keep to the text is none
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
    """Return the colours of a listing, to be found out bit by bit; None if it stays plain."""
    if not language or len(text) > CODE_BLOCK_CHARACTERS:
        return None
    if max(map(len, text.split("\n"))) > LINE_CHARACTERS or _MUCH_SPACE.search(text):
        return None
    return Colouring(language, text)


GRAMMARS_KEPT = 200
"""Grammars, and names of which there is none, that are kept; articles choose the names."""

_ENDLESS = frozenset({"tnt"})
"""Grammars that do not end on some texts: found by trying all of them on floods of each sign."""

_LOADED: "dict[str, Lexer | None]" = {}
"""The grammars by language; None: there is none of that name."""


def load(language: str) -> None:
    """Load a language's grammar if that was not done yet: up to 80 ms the first time, so in a thread."""
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
    except Exception:  # noqa: BLE001 - there is none of that name, or it is broken: the listing stays plain
        _LOADED[language] = None


def _works_at_once(lexer: "Lexer") -> bool:
    from pygments.lexer import DelegatingLexer  # here already: a grammar was loaded

    return isinstance(lexer, DelegatingLexer)


@lru_cache(1_000)
def _role(kind: object) -> Role:
    names = str(kind).split(".")[1:]
    for length in range(len(names), 0, -1):
        if role := _ROLES.get(".".join(names[:length])):
            return role
    return Role.CODE
