"""Lines of help in languages with wide characters, by the cells that a terminal gives them."""

import re

from reader.text import cell_width

_UNIT = re.compile(r"[（“‘「《]*(?:[!-~]+|[^\s!-~])[，。；：、！？）”’」》…]*\s?")
"""What stays on one line: a word, or a wide character with the punctuation around it."""


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text, none wider than ``width`` cells unless a single word is."""
    lines = [""]
    for unit in _UNIT.findall(" ".join(text.split())):
        if lines[-1] and cell_width((lines[-1] + unit).rstrip()) > width:
            lines.append("")
        lines[-1] += unit
    return [line.rstrip() for line in lines]
