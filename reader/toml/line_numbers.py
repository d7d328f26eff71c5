"""The line of each entry of a TOML text, which tomllib does not tell. Pure.

Only for text that tomllib has read: errors are skipped.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping

from reader.toml.faults import KeyPath

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(
    r"""[ \t]*(?:(?P<bare>[A-Za-z0-9_-]+)|"(?P<basic>(?:[^"\\]|\\.)*)"|'(?P<literal>[^']*)')[ \t]*"""
)
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})' r"|'''.*?'''(?:'{0,2})" r'|"(?:\\.|[^"\\])*"' r"|'[^']*'", re.DOTALL
)
_BARE = re.compile(r"[^,\]}\n#]*")
_LINE_REST = re.compile(r"[^\n]*")


def line_numbers(text: str) -> Mapping[KeyPath, int]:
    """Return the line, from 1, of each table, key and element of a list."""
    return _Scanner(text).found


class _Scanner:
    """One pass through a text."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._counts: dict[KeyPath, int] = {}
        """The number of the last table of each list."""
        self.found: dict[KeyPath, int] = {}
        """The lines, from 1."""
        table: KeyPath = ()
        while self._skip() < len(text):
            if text[self._at] == "[":
                table = self._header()
            else:
                self._entry(table)
            self._at = _LINE_REST.match(text, self._at).end()  # type: ignore[union-attr]  # it matches nothing too

    def _skip(self) -> int:
        """Skip spaces, line ends and comments; return the position after them."""
        self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]  # it matches nothing too
        return self._at

    def _note(self, path: KeyPath) -> None:
        self.found.setdefault(path, bisect_right(self._ends, self._at - 1) + 1)

    def _names(self) -> KeyPath:
        """Read a key, which may have dots."""
        names: list[str] = []
        while match := _KEY.match(self._text, self._at):
            names.append(_unquoted(match))
            self._at = match.end()
            if not self._text.startswith(".", self._at):
                break
            self._at += 1
        return tuple(names)

    def _header(self) -> KeyPath:
        is_list = self._text.startswith("[[", self._at)
        begin = self._at
        self._at += 2 if is_list else 1
        names = self._names()
        end, self._at = self._at, begin
        path: KeyPath = ()
        for number, name in enumerate(names, 1):
            path = (*path, name)
            self._note(path)
            if is_list and number == len(names):
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        self._note(path)
        self._at = end
        return path

    def _entry(self, table: KeyPath) -> None:
        begin = self._at
        names = self._names()
        end, self._at = self._at, begin
        for number in range(1, len(names) + 1):
            self._note((*table, *names[:number]))
        self._at = end
        if not names or not self._text.startswith("=", end):
            return
        self._at = end + 1
        self._value((*table, *names))

    def _value(self, path: KeyPath) -> None:
        self._skip()
        text = self._text
        if string := _STRING.match(text, self._at):
            self._at = string.end()
        elif text.startswith("[", self._at):
            self._at += 1
            number = 0
            while self._skip() < len(text) and text[self._at] != "]":
                self._note((*path, number))
                self._value((*path, number))
                number += 1
                self._comma("]")
            self._at += 1
        elif text.startswith("{", self._at):
            self._at += 1
            while self._skip() < len(text) and text[self._at] != "}":
                self._entry(path)
                self._comma("}")
            self._at += 1
        else:
            self._at = _BARE.match(text, self._at).end()  # type: ignore[union-attr]  # it matches nothing too

    def _comma(self, end: str) -> None:
        """Skip the comma between two values, or go to the ``end`` of the list."""
        while self._skip() < len(self._text) and self._text[self._at] not in {",", end}:
            self._at += 1
        if self._text.startswith(",", self._at):
            self._at += 1


def _unquoted(match: re.Match[str]) -> str:
    if match["basic"] is not None and "\\" in match["basic"]:
        import tomllib  # loaded already: it has read the text

        return str(tomllib.loads(f'k = "{match["basic"]}"')["k"])
    return next(part for part in match.groups() if part is not None)
