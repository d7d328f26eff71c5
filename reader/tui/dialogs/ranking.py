"""Which of many things is meant by what is typed so far: titles first, then other names, then letters in their order. Pure.

What is compared is folded once, so that thousands of things take a few milliseconds; the search yields in between.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

EVERY = 256
"""After this many things the search yields."""


SORTED = 2_000
"""So many things of one rank are put in order."""


class Candidate(NamedTuple):
    """One thing, folded."""

    title: str
    """What is shown of it."""
    names: str
    """All that it is found by."""


def candidate(title: str, names: Iterable[str]) -> Candidate:
    """Return a thing for the search; ``names`` are what it is found by beside its title."""
    folded = title.casefold()
    return Candidate(folded, " ".join((folded, *(name.casefold() for name in names))))


def ranked(typed: str, things: Sequence[Candidate]) -> Iterator[list[int] | None]:
    """Yield None while the search is under way, and at its end the numbers of what is found, the best first.

    Equal ranks come in the order of the things.
    """
    words = typed.casefold().split()
    whole, letters = " ".join(words), "".join(words)
    found: list[list[tuple[int, int]]] = [[] for _ in range(_NOWHERE)]
    for number, thing in enumerate(things):
        if number % EVERY == EVERY - 1:
            yield None
        rank, at = _rank(thing, whole, words, letters)
        if rank < _NOWHERE:
            found[rank].append((at, number))
    best: list[int] = []
    for bucket in found:
        if len(bucket) <= SORTED:  # to sort 100,000 would hold the loop for 60 ms
            bucket.sort()
        best += [number for _, number in bucket]
    yield best


_NOWHERE = 12


def _rank(thing: Candidate, whole: str, words: Sequence[str], letters: str) -> tuple[int, int]:
    title, names = thing
    if whole == title:
        return 0, 0
    if (found := _place(title, whole)) is not None:
        return found
    if all(word in title for word in words):
        return 5, 0
    if all(word in names for word in words):
        rank, _ = _place(names, whole) or (5, 0)
        return 5 + rank, 0
    if (spread := _spread(title, letters)) >= 0:
        return 11, spread
    return _NOWHERE, 0


def _place(text: str, typed: str) -> tuple[int, int] | None:
    """Return how well a part of a text is what is typed, and where: one of its words, its beginning, that of a word, any part."""
    first = at = text.find(typed)
    begun = -1
    while at >= 0:
        end = at + len(typed)
        is_begun = not (at and text[at - 1].isalnum())
        if is_begun and not text[end : end + 1].isalnum():
            return 1, at
        if is_begun and begun < 0:
            begun = at
        at = text.find(typed, end)
    if first < 0:
        return None
    if begun >= 0:
        return (3 if begun else 2), begun
    return 4, first


def _spread(title: str, letters: str) -> int:
    """Return how far apart letters stand that a title has in this order, the first one at the beginning of a word; below 0: it has not."""
    begun = next(
        (at for at, char in enumerate(title) if char == letters[0] and not (at and title[at - 1].isalnum())),
        -1,
    )
    at = begun
    for letter in letters[1:]:
        if at < 0:
            break
        at = title.find(letter, at + 1)
    return at - begun if begun >= 0 and at >= 0 else -1
