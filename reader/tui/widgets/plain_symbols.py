"""Signs of ASCII in the place of others, where ``icons = "ascii"`` wants them or the terminal may draw others too wide.

What an article says stays as it is: marks of punctuation are replaced only where the program puts them, between spaces, at
the end of what is cut, and outside of the text of the page. Imports no Textual.
"""

from collections.abc import Callable, Mapping
from functools import cache

from reader.text.cells import Widths, char_width, widths_in_use
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


def replaced(text: str, stand_in: Callable[[str], str]) -> str:
    """Return what is drawn instead of a text of the program: raised digits as digits, else what ``stand_in`` makes of it."""
    if text.isascii():
        return text
    raised = text.translate(_tables(widths_in_use())[2])
    return raised if raised.replace(" ", "").isdecimal() else stand_in(text)  # else no mark of a footnote
