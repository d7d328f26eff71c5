"""Reads a TOML file of the user's: its values, and a sentence for each part that cannot be read. Disk."""

import codecs
import errno
import tomllib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from reader.files.whole import read_whole
from reader.i18n import tr, trn
from reader.refusal import reason_of
from reader.text import clean_line
from reader.toml.faults import Fault, KeyPath, Rows

FAULTS_LIMIT = 20
"""Errors of one file that are listed one by one."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Toml:
    """The values of a file, its faults, and the lines of its entries."""

    def __init__(
        self,
        file: Path,
        values: dict[str, Any],
        text: str,
        lines: Sequence[int] | None,
        faults: Sequence[str],
    ) -> None:
        """``lines`` are the numbers that the lines of ``text`` have in the file; None: the same."""
        self.file = file
        """Where it was read from."""
        self.values = values
        """What could be read; empty: there is no file."""
        self.faults = tuple(faults)
        """A sentence with file and line for each part that could not; empty: all of it was read."""
        self._text, self._lines = text, lines

    @cached_property
    def _line_numbers(self) -> dict[KeyPath, int]:
        from reader.toml.line_numbers import line_numbers  # only where something is wrong

        return dict(line_numbers(self._text))

    def line(self, path: KeyPath) -> int:
        """Return the line of an entry, from 1, or of the closest table or list around it; 0: neither has one."""
        found = next(
            (
                self._line_numbers[path[:end]]
                for end in range(len(path), 0, -1)
                if path[:end] in self._line_numbers
            ),
            0,
        )
        return self._lines[found - 1] if found and self._lines else found

    def where(self, *path: str | int) -> str:
        """Return the file and the line of an entry, as the beginning of a sentence."""
        return at_line(self.file, self.line(path))


def at_line(file: Path, line: int) -> str:
    """Return a file and a line, as the beginning of a sentence; line 0: the file alone."""
    return tr("{file}, line {line}", file=file, line=line) if line else str(file)


def read_toml(file: Path, rows: Rows | None = None) -> Toml:
    """Return what can be read of a file; without values and faults where there is no file.

    ``rows`` is the list of tables that the file consists of, whose headers are recognised when they are misspelt.
    """
    try:
        data = read_whole(file)
    except FileNotFoundError:
        if file.is_symlink():
            target = file.readlink()
            return _unread(
                file, tr("{file} is a link to {target}, which does not exist", file=file, target=target)
            )
        return Toml(file, {}, "", None, ())
    except OSError as problem:
        why = tr("it is a directory") if problem.errno == errno.EISDIR else reason_of(problem)
        return _unread(file, tr("{file} cannot be read: {why}", file=file, why=why))
    if data.startswith(_UTF16):
        return _unread(file, tr("{file} cannot be read: it is UTF-16; save it as UTF-8", file=file))
    text, faults = _decoded(data.removeprefix(codecs.BOM_UTF8))
    if not faults:
        try:
            return Toml(file, tomllib.loads(text), text.replace("\r\n", "\n"), None, ())
        except (ValueError, RecursionError):
            pass
    from reader.toml.salvage import salvage  # only where something is wrong

    saved = salvage(text.replace("\r\n", "\n"), rows)
    sentences = [
        clean_line(tr("{where}: {what}", where=at_line(file, fault.line), what=fault.sentence))
        for fault in sorted([*faults, *saved.faults])
    ]
    if len(sentences) > FAULTS_LIMIT:
        more = trn("{file}: 1 more line cannot be read", "{file}: {count:,} more lines cannot be read",
                   len(sentences) - FAULTS_LIMIT, file=file)  # fmt: skip
        sentences = [*sentences[:FAULTS_LIMIT], clean_line(more)]
    return Toml(file, saved.values, saved.text, saved.lines, sentences)


def _unread(file: Path, sentence: str) -> Toml:
    return Toml(file, {}, "", None, [clean_line(sentence)])


def _decoded(data: bytes) -> tuple[str, list[Fault]]:
    """Return the text, with lines that are not UTF-8 emptied, and a fault for the first of those."""
    try:
        return data.decode(), []
    except UnicodeDecodeError:
        pass
    lines, wrong = [], []
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(line.decode())
        except UnicodeDecodeError:
            lines.append("")
            wrong.append(number)
    sentence = tr("this line is not UTF-8; save the file as UTF-8")
    if len(wrong) > 1:
        sentence = tr("{count:,} lines from here on are not UTF-8; save the file as UTF-8", count=len(wrong))
    return "\n".join(lines), [Fault(wrong[0], sentence)]
