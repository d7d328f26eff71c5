"""Reads the candidates of an image, as HTML's standard parses a ``srcset`` attribute. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.text.pattern import late

CANDIDATES_LIMIT = 200
"""Candidates of one image that are read."""

_BETWEEN = late(r"[\s,]*")
_ADDRESS = late(r"\S+")
_WIDTH = late(r"\+?([0-9]{1,9})w")
_DENSITY = late(r"\+?([0-9]{0,9}(?:\.[0-9]{1,9})?(?:[eE][+-]?[0-9]{1,3})?)x")
_HEIGHT = late(r"[0-9]{1,9}h")


class Candidate(NamedTuple):
    """One image of a set."""

    width: int
    """In pixels; 0: it is not given."""
    density: float
    """Pixels to a pixel of CSS; 1: it is not given."""
    address: str
    """As it is written."""


def candidates(srcset: str) -> Iterator[Candidate]:
    """Yield the candidates of a ``srcset`` in their order; those with wrong descriptors are left out.

    An address ends at a space, so it may have commas in it; only commas at its end separate it from the next.
    """
    at = 0
    for _ in range(CANDIDATES_LIMIT):
        at = _end(_BETWEEN, srcset, at)
        match = _ADDRESS.match(srcset, at)
        if match is None:
            return
        at, address = match.end(), match[0]
        descriptors: list[str] = []
        if address.endswith(","):
            address = address.rstrip(",")
        else:
            descriptors, at = _descriptors(srcset, at)
        if found := _candidate(address, descriptors):
            yield found


def largest(sets: Iterator[Candidate]) -> str:
    """Return the address of the largest candidate, the first of equals; empty: there is none."""
    return max(sets, key=lambda each: (each.width, each.density), default=Candidate(0, 0, "")).address


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _descriptors(text: str, at: int) -> tuple[list[str], int]:
    """Return the words up to the next comma that is not in parentheses, and where the next candidate begins."""
    begin, depth = at, 0
    while at < len(text):
        char = text[at]
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char == "," and not depth:
            break
        at += 1
    return text[begin:at].split(), at + 1


def _candidate(address: str, descriptors: list[str]) -> Candidate | None:
    width, density = 0, 1.0
    for each in descriptors:
        if match := _WIDTH.fullmatch(each):
            width = int(match[1])
        elif (match := _DENSITY.fullmatch(each)) and match[1]:
            density = float(match[1])
        elif not _HEIGHT.fullmatch(each):
            return None
    return Candidate(width, density, address)
