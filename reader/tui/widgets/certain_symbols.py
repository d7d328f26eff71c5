"""Signs that every terminal draws in one cell, in the place of ambiguous ones, where it is not known how wide these are.

Neutral or narrow by UAX 11. Like ``plain_symbols``, of which this is the brother: what an article says stays as it is.
"""

from reader.text.pattern import late

_SIGNS = {
    "‒": "─━┄┅┈┉╌╍═",
    "❘": "│┃┆┇┊┋╎╏║▕",
    "❚": "▌▐▍▎▏",
    "+": "┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╔╗╚╝╠╣╦╩╬╭╮╯╰",
    "▮": "█▉▊▋▀▄■▣",
    "░": "▒▓",
    " ": "▁▂▃▅▆▇▔🬂🬎",
    "▪": "●◉•",
    "◦": "○◯",
    "❖": "◆",
    "✶": "★",
    "▾": "▼",
    "▸": "▶▷",
    "◂": "◀◁",
    "▴": "▲△",
    "⇠": "←",
    "⇡": "↑",
    "⇢": "→",
    "⇣": "↓",
    "<": "≤",
    ">": "≥",
}
_TABLE = {ord(sign): certain for certain, signs in _SIGNS.items() for sign in signs}
_MARKS = late(r"(?:(?<=\s)|^)([·—×])(?=[\s\d]|$)|(?:(?<=\s)|^)(…)|(…)(?=\s|$)")
_CERTAIN = {"·": "⋅", "—": "‒", "×": "✕", "…": "⋯"}


def certain(text: str) -> str:
    """Return a text of the program in which each ambiguous sign is one of which every terminal knows the width."""
    return text if text.isascii() else _MARKS.sub(lambda found: _CERTAIN[found[0]], text.translate(_TABLE))
