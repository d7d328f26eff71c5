"""Words and signs that are shown within a text and are no part of it: finding, copying and positions know nothing of them.

Pure. Lines are broken with them; a line of both is separated again.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.page.line import Role, Span
from reader.page.lines.wrap import Cut


class Part(NamedTuple):
    """What is shown before a character."""

    offset: int
    """Of that character, in the text."""
    words: str
    """What is shown; not empty."""
    is_behind: bool = False
    """It belongs to the text before it, and stands before a gap."""


class Inserted:
    """A text with its parts, in their order."""

    def __init__(self, text: str, parts: Sequence[Part]) -> None:
        self._parts = parts
        pieces, starts, end, length = list[str](), list[int](), 0, 0
        for part in parts:
            pieces += [text[end : part.offset], part.words]
            length += part.offset - end
            starts.append(length)
            length += len(part.words)
            end = part.offset
        self._starts = starts
        """Where each part begins in what is shown."""
        self.shown = "".join([*pieces, text[end:]])
        """The text with all of them."""

    def shown_at(self, offset: int) -> int:
        """Return where the character at an offset of the text stands in what is shown."""
        return offset + sum(len(part.words) for part in self._parts if part.offset <= offset)

    def cut(self, shown: Cut) -> Cut:
        """Return what a line of what is shown has of the text."""
        return self._offset(shown[0]), self._offset(shown[1])

    def _offset(self, at: int) -> int:
        number = bisect_left(self._starts, at)  # this many parts begin before it
        before = sum(len(part.words) for part in self._parts[:number])
        if number and at < self._starts[number - 1] + len(self._parts[number - 1].words):  # inside of one
            return self._parts[number - 1].offset
        return at - before

    def dressed(self, spans: Sequence[Span], shown: Cut) -> list[Span]:
        """Return the spans of a line with what is shown between them; ``shown`` is the line in what is shown."""
        parts = list(self._within(*shown))
        if not parts:
            return list(spans)
        found: list[Span] = []
        for span in spans:
            begin, end = span.offset, span.offset + len(span.text)
            last = found[-1] if found else None
            while begin < 0 and parts and parts[0].is_behind and last and parts[0].offset == _end(last):
                found.append(_decoration(parts.pop(0), last))
            while begin >= 0 and parts and parts[0].offset < end:
                part = parts.pop(0)
                if part.offset > begin:
                    found.append(
                        span._replace(
                            text=span.text[begin - span.offset : part.offset - span.offset], offset=begin
                        )
                    )
                    begin = part.offset
                found.append(_decoration(part, found[-1] if found and found[-1].offset >= 0 else span))
            found.append(
                span if begin < 0 else span._replace(text=span.text[begin - span.offset :], offset=begin)
            )
        return [*found, *(_decoration(part, found[-1] if found else None) for part in parts)]

    def _within(self, start: int, end: int) -> Iterator[Part]:
        """Yield the parts, or what of them is on a line."""
        for begin, part in zip(self._starts, self._parts, strict=True):
            words = part.words[max(0, start - begin) : max(0, end - begin)]
            if words:
                yield part._replace(words=words)


def _end(span: Span) -> int:
    """Return where the text of a span ends; -1 for decoration."""
    return span.offset + len(span.text) if span.offset >= 0 else -1


def _decoration(part: Part, beside: Span | None) -> Span:
    return Span(part.words, beside.role if beside else Role.TEXT)
