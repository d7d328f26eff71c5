"""Signs of ASCII in the place of others, where ``icons = "ascii"`` wants them or the terminal may draw others too wide.

Line filters, as widgets of Textual draw such signs too. ``PlainSymbols`` replaces all that the program draws. What an
article says stays as it is: marks of punctuation are replaced only where the program puts them, between spaces, at the end
of what is cut, and outside of the text of the page. ``PlainLines`` replaces lines and blocks, those of articles too:
drawings in text keep their columns.
"""

from collections.abc import Mapping
from functools import cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from reader.text.cells import Widths, char_width, widths_in_use
from reader.text.pattern import late
from reader.text.plain_lines import plain_lines

_SIGNS = {
    "-": "─━┄┅┈┉╌╍═",
    "|": "│┃┆┇┊┋╎╏║▌▐▍▎▏▕",
    "+": "┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╔╗╚╝╠╣╦╩╬╭╮╯╰★",
    "#": "█▉▊▋▀▄░▒▓▣■",
    " ": "▁▂▃▅▆▇▔🬂🬎",
    "*": "●◆◉▪◼•",
    "o": "○◦◯",
    "v": "▾▼↓✓✔",
    ">": "▸▶►▷→↳≥⟩",
    "<": "◂◀◁←↵≤⟨",
    "^": "▲△↑",
    "L": "◷",
    "/": "◧",
    "!": "⚠",
    "~": "↻",
    "_": "☐",
    "x": "☑✗✘",
    "=": "☒",
}
_TABLE = {ord(sign): plain for plain, signs in _SIGNS.items() for sign in signs}
_MARKS = late(r"(?:(?<=\s)|^)([·›‹—×])(?=[\s\d]|$)|(?:(?<=\s)|^)(…)|(…)(?=\s|$)")
_PLAIN = {"·": "|", "›": ">", "‹": "<", "—": "-", "×": "x", "…": "."}
_RAISED = {ord(raised): plain for raised, plain in zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)}


@cache
def _tables(widths: Widths) -> tuple[Mapping[int, str], Mapping[str, str], Mapping[int, str]]:
    """Return what replaces signs, marks and raised digits, in as many cells as they take by these widths."""
    del widths  # those in use
    return (
        {at: plain.ljust(char_width(chr(at))) for at, plain in _TABLE.items()},
        {
            mark: plain.ljust(char_width(mark), plain if plain == "." else " ")
            for mark, plain in _PLAIN.items()
        },
        {at: plain.ljust(char_width(chr(at))) for at, plain in _RAISED.items()},
    )


def plain(text: str) -> str:
    """Return a text of the program in which each sign beyond ASCII is one of ASCII, as wide as it was."""
    if text.isascii():
        return text
    signs, marks, _ = _tables(widths_in_use())
    return _MARKS.sub(lambda found: marks[found[0]], text.translate(signs))


SAID = "said"
"""The key of Rich's meta on what an article says on the page."""


class PlainSymbols(LineFilter):
    """Replaces the signs of all that is drawn but what an article says on the page."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments; the very same list where there is nothing to do."""
        del background
        if all(segment.control or segment.text.isascii() for segment in segments):
            return segments
        return [each if each.control or each.text.isascii() else self._with(each) for each in segments]

    def _with(self, segment: Segment) -> Segment:
        text, style, _ = segment
        if style is not None and style._meta and SAID in style.meta:  # noqa: SLF001 - cheaper than reading what is not there
            return segment
        raised = text.translate(_tables(widths_in_use())[2])
        return Segment(
            raised if raised.replace(" ", "").isdecimal() else self.stand_in(text), style
        )  # else no mark of a footnote

    def stand_in(self, text: str) -> str:
        """Return what is drawn instead of a text of the program."""
        return plain(text)


class PlainLines(LineFilter):
    """Replaces lines and blocks, which count one cell, for a terminal that draws them wide."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments; the very same list where there is nothing to do."""
        del background
        if all(text.isascii() for text, _, _ in segments):
            return segments
        return [
            Segment(plain_lines(text), style, control)
            if not control and not text.isascii()
            else Segment(text, style, control)
            for text, style, control in segments
        ]
