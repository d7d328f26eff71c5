"""Reads a TOML file of the user's: what can be understood, and a sentence for each thing that cannot. Disk."""

import codecs
import errno
import tomllib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from reader.i18n import tr, trn
from reader.refusal import said
from reader.text import clean_line
from reader.toml.faults import Fault, KeyPath, Rows
from reader.whole_file import read_whole

FAULTS_LIMIT = 20
"""Errors of one file that are said one by one."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Toml:
    """What a file says."""

    def __init__(
        self,
        file: Path,
        values: dict[str, Any],
        text: str,
        lines: Sequence[int] | None,
        faults: Sequence[str],
    ) -> None:
        """``lines`` are the numbers in the file that the lines of ``text`` have; None: their own."""
        self.file = file
        self.values = values
        """What could be read; empty where there is no file."""
        self.faults = tuple(faults)
        """A sentence for each thing that could not, with file and line; empty: all of it was read."""
        self._text, self._lines = text, lines

    @cached_property
    def _places(self) -> dict[KeyPath, int]:
        from reader.toml.places import places_of  # only where something is wrong

        return dict(places_of(self._text))

    def line(self, path: KeyPath) -> int:
        """Return the line of an entry, from 1; of the nearest thing around it where it has none; 0: of none."""
        found = next(
            (self._places[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self._places), 0
        )
        return self._lines[found - 1] if found and self._lines else found

    def where(self, *path: str | int) -> str:
        """Return the file and the line of an entry, as the beginning of a sentence."""
        return at_line(self.file, self.line(path))


def at_line(file: Path, line: int) -> str:
    """Return a file and a line, as the beginning of a sentence; line 0: the file alone."""
    return tr("{file}, line {line}", file=file, line=line) if line else str(file)


def read_toml(file: Path, rows: Rows | None = None) -> Toml:
    """Return what a file says, as much of it as can be read; nothing, and no fault, where there is none.

    ``rows`` is the list of tables that the file is for, whose headers are recognised when they are misspelt.
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
        why = tr("it is a directory") if problem.errno == errno.EISDIR else said(problem)
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
    """Return a text, the lines emptied that are not UTF-8, and what is wrong with the first of these."""
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
