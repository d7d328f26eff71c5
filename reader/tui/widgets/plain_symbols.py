"""Signs of ASCII in the place of all others that the program draws, for the setting ``icons = "ascii"``.

A line filter, as widgets of Textual draw such signs too. What an article says stays as it is: marks of punctuation are
replaced only where the program puts them, between spaces, at the end of what is cut, and outside of the text of the page.
"""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from reader.text.pattern import late

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
    "~": "⟳",
    "_": "☐",
    "x": "☑✗✘",
    "=": "☒",
}
_TABLE = {ord(sign): plain for plain, signs in _SIGNS.items() for sign in signs}
_MARKS = late(r"(?:(?<=\s)|^)([·›‹—×])(?=[\s\d]|$)|(?:(?<=\s)|^)(…)|(…)(?=\s|$)")
_PLAIN = {"·": "|", "›": ">", "‹": "<", "—": "-", "×": "x", "…": "."}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def plain(text: str) -> str:
    """Return a text of the program in which each sign beyond ASCII is one of ASCII, as wide as it was."""
    if text.isascii():
        return text
    return _MARKS.sub(lambda found: _PLAIN[found[0]], text.translate(_TABLE))


SAID = "said"
"""The key of Rich's meta on what an article says on the page."""


class PlainSymbols(LineFilter):
    """Replaces the signs of all that is drawn but what an article says on the page."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments; the very same list where there is nothing to do."""
        del background
        if all(segment.control or segment.text.isascii() for segment in segments):
            return segments
        return [each if each.control or each.text.isascii() else _plain(each) for each in segments]


def _plain(segment: Segment) -> Segment:
    text, style, _ = segment
    if style is not None and style._meta and SAID in style.meta:  # noqa: SLF001 - cheaper than reading what is not there
        return segment
    raised = text.translate(_RAISED)
    return Segment(raised if raised.strip().isdecimal() else plain(text), style)  # else no mark of a footnote
