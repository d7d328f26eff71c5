"""Reads what is right in a TOML text with errors, and says what is wrong with each other line. Pure."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from reader.i18n import tr
from reader.text import clean_line
from reader.toml.faults import Fault, Rows

TRIED_FAULTS = 200
"""After this many errors values of several lines are no longer looked for: that takes many tries."""

CONFLICTS_LIMIT = 50
"""Lines that contradict earlier ones; a text with more is not used at all."""

FOUND_LENGTH = 60
"""Characters of a line that are shown."""

STATEMENT_LINES = 200
"""The most lines of one value."""

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_HEADER = re.compile(r"""[ \t]*\[+[ \t]*["'\w]""")
_ENTRY = re.compile(
    r"""[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*[ \t]*="""
)
_UNQUOTED = re.compile(
    r"""(?P<key>[ \t]*[\w-]+[ \t]*=)[ \t]*["']?(?P<text>[^"'#\[\]{}\x00-\x1f\x7f]+?)["']?[ \t]*(?:#.*)?"""
)
_PLAIN_KEY = re.compile(r"""[ \t]*["']?([\w-]+)["']?[ \t]*=""")


class Saved(NamedTuple):
    """What could be used of a text."""

    values: dict[str, Any]
    """By key."""
    text: str
    """The lines that were used."""
    lines: Sequence[int]
    """Their numbers in the whole text, from 1."""
    faults: Sequence[Fault]
    """What is wrong with the others, in their order."""


class _Line(NamedTuple):
    text: str
    number: int


def salvage(text: str, rows: Rows | None = None) -> Saved:
    """Return what tomllib can read of a text that it cannot read whole."""
    faults: list[Fault] = []
    kept: list[_Line] = []
    for block in _blocks(text):
        kept += _usable(block, rows, faults)
    values = _read_together(kept, faults)
    return Saved(
        values, "\n".join(line.text for line in kept), [line.number for line in kept],
        sorted(faults),
    )  # fmt: skip


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Yield the lines of each table with its header; before the first header, those that have none."""
    block: list[_Line] = []
    for number, line in enumerate(text.split("\n"), 1):
        if _HEADER.match(line) and _is_header(line):
            if block:
                yield block
            block = []
        block.append(_Line(line, number))
    yield block


def _is_header(line: str) -> bool:
    """Return whether a line that begins with a bracket is a header and not part of a list."""
    inside = line.partition("#")[0].strip()
    return not inside.endswith(",") and bool(re.match(r"""\[+[ \t]*(?:[A-Za-z_"']|\d+[\w-])""", inside))


def _usable(block: list[_Line], rows: Rows | None, faults: list[Fault]) -> list[_Line]:
    """Return the lines of a table that tomllib can read; add what is wrong with the others to ``faults``."""
    has_head = bool(_HEADER.match(block[0].text)) and _is_header(block[0].text)
    mended = _mended(block[0], rows, faults) if has_head else None
    if mended:
        block = [mended, *block[1:]]
    if _problem(block) is None:
        return block
    head = block[:1] if has_head else []
    if head and (problem := _problem(head)):
        faults.append(_fault(problem, head))
        return []  # the table of its entries is unknown
    statements = list(_statements(block[len(head) :], faults))
    if head and rows and head[0].text.strip().startswith(f"[[{rows.name}]]"):
        return list(_parted(head[0], statements, rows, faults))
    return [*head, *(line for statement in statements for line in statement)]


def _mended(head: _Line, rows: Rows | None, faults: list[Fault]) -> _Line | None:
    """Return the right header of a row for a misspelt one; None: it is right, or not a header of a row."""
    if rows is None or not re.fullmatch(rf"""\s*\[+\s*["']?{rows.name}s?["']?\s*\]*\s*(?:#.*)?""", head.text):
        return None
    found, right = head.text.partition("#")[0].strip(), f"[[{rows.name}]]"
    if found == right:
        return None
    sentence = tr("it should be {right}, not {found}", right=right, found=clean_line(found, FOUND_LENGTH))
    faults.append(Fault(head.number, sentence))
    return _Line(right, head.number)


def _statements(lines: Sequence[_Line], faults: list[Fault]) -> Iterator[list[_Line]]:
    """Yield the lines of each entry that can be read."""
    at = 0
    while at < len(lines):
        end = at + 1
        while end < min(len(lines), at + STATEMENT_LINES) and not _ENTRY.match(lines[end].text):
            end += 1
        for stop in range(at + 1, end + 1 if len(faults) < TRIED_FAULTS else at + 2):
            if _problem(lines[at:stop]) is None:
                yield list(lines[at:stop])
                at = stop
                break
        else:
            faults.append(_fault(_problem(lines[at:end]) or ValueError(), lines[at:end]))
            if quoted := _quoted(lines[at]):
                yield [quoted]
                end = at + 1  # the lines after it are entries of their own
            at = end


def _quoted(line: _Line) -> _Line | None:
    """Return an entry that lacks quotation marks with them; None: that is not what is wrong."""
    match = _UNQUOTED.fullmatch(line.text.rstrip())
    return line._replace(text=f"{match['key']} '{match['text']}'") if match else None


def _parted(
    head: _Line, statements: Sequence[list[_Line]], rows: Rows, faults: list[Fault]
) -> Iterator[_Line]:
    """Yield the lines of a row; where a second row follows without its header, with that header."""
    names = [_name(statement) for statement in statements]
    yield head
    seen: set[str] = set()
    for number, (name, statement) in enumerate(zip(names, statements, strict=True)):
        if name and name in seen and seen & rows.keys and rows.keys & {*names[number:]}:
            line = statement[0].number
            sentence = tr(
                "{name} is given twice: a line [[{row}]] is missing before this one", name=name, row=rows.name
            )
            faults.append(Fault(line, sentence))
            yield _Line(f"[[{rows.name}]]", line)
            seen = set()
        seen.add(name)
        yield from statement


def _name(statement: Sequence[_Line]) -> str:
    return next((match[1] for line in statement if (match := _PLAIN_KEY.match(line.text))), "")


def _read_together(kept: list[_Line], faults: list[Fault]) -> dict[str, Any]:
    """Return the values of all lines; where two contradict each other, the later one is emptied."""
    conflicts = 0
    while True:
        problem = _problem(kept)
        if problem is None:
            return _values(kept)
        found = _AT_LINE.search(str(problem))
        if not found or conflicts >= CONFLICTS_LIMIT:
            faults.append(Fault(1, describe_error(problem, "")))
            kept.clear()
            return {}
        conflicts += 1
        at = min(int(found[1]), len(kept)) - 1
        faults.append(Fault(kept[at].number, describe_error(problem, kept[at].text)))
        for number in _part_of(kept, at):
            kept[number] = kept[number]._replace(text="")


def _part_of(kept: Sequence[_Line], at: int) -> range:
    """Return the lines of the table whose header stands at a line, else of the entry there."""
    is_table = bool(_HEADER.match(kept[at].text))
    end = at + 1
    while end < len(kept):
        text = kept[end].text
        if (_HEADER.match(text) and _is_header(text)) or (not is_table and _ENTRY.match(text)):
            break
        end += 1
    begin = at
    while not is_table and begin > 0 and not _ENTRY.match(kept[begin].text):
        begin -= 1
    return range(begin, end)


def _problem(lines: Sequence[_Line]) -> ValueError | RecursionError | None:
    try:
        _values(lines)
    except (ValueError, RecursionError) as problem:
        return problem
    return None


def _values(lines: Sequence[_Line]) -> dict[str, Any]:
    # With a newline, so that tomllib names the number of the last line too.
    return tomllib.loads("\n".join([*(line.text for line in lines), ""]))


def _fault(problem: Exception, lines: Sequence[_Line]) -> Fault:
    found = _AT_LINE.search(str(problem))
    number = int(found[1]) if found else 1
    if number > len(lines):  # tomllib expected more at the end
        sentence = "Unclosed array" if re.search(r"=\s*\[", lines[0].text) else str(problem)
        problem, number = ValueError(sentence), 1
    return Fault(lines[number - 1].number, describe_error(problem, lines[number - 1].text))


SENTENCES = (
    ("after a key in a key/value pair", "an = is missing between name and value"),
    ("Unclosed array", "the list is not closed with ]"),
    ("Unclosed inline table", "what stands in braces should end on the line where it begins"),
    ("Unterminated string", "a quotation mark is missing at the end of the text"),
    ('Expected "\'"', "a quotation mark is missing at the end of the text"),
    ("Illegal character '\\n'", "a quotation mark is missing at the end of the text"),
    ("llegal character", "it has a character that must not stand there"),
    ("Found invalid character", "it has a character that must not stand there"),
    ("Unescaped", "a backslash has to be written twice, or the text in single quotes"),
    ("Expected newline", "something stands behind the value"),
    ("Expected ']' ", "the name of a table should end with ]"),
    ("Expected ']]'", "the name of a list of tables should end with ]]"),
    ("Invalid initial character", "a name should stand here"),
    ("Invalid statement", "a name should stand here"),
    ("Invalid date", "this is not a date"),
    ("overwrite", "it is given twice, and the first is used"),
    ("Duplicate", "it has the same name twice"),
    ("twice", "it is given twice, and the first is used"),
    ("mutate", "it is given twice, and the first is used"),
    ("Invalid value", "the value should stand in quotes, or be a number, a list, true or false"),
    ("", "this cannot be read"),
)
"""Parts of tomllib's messages, and what each means."""


def describe_error(problem: Exception, found: str) -> str:
    """Return what is wrong as a sentence for the user, with the line that was found."""
    if isinstance(problem, RecursionError):
        return tr("the lists in it are too deep")
    what = tr(next(sentence for words, sentence in SENTENCES if words in str(problem)))
    line = clean_line(found, FOUND_LENGTH).strip()
    return tr("{what}: {line}", what=what, line=line) if line else what
