"""What was meant by what is typed: the names that have it, the one name that is nearest, texts that nearly have it. Pure."""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

LENGTH_LIMIT = 40
"""Characters of a name that are compared: the work grows by their square."""

CUTOFF = 0.6
"""How alike two names have to be, from 0 to 1."""

LIKENESS = 80.0
"""How alike a part of a text has to be to what is typed, from 0 to 100: one slip in five characters."""

_FAR = 5
"""How far a name is that does not have what is typed."""

_Key = TypeVar("_Key", bound=Hashable)


class Names(NamedTuple):
    """What one of many things is found by while the user types."""

    names: Sequence[str]
    """Its names, the one that is shown first."""
    beside: str = ""
    """Found by too, but no name: a description, keys."""


def matching(typed: str, things: Sequence[Names], *, best_first: bool = False) -> list[int]:
    """Return the numbers of the things that have all words of what is typed, whatever their case; of nothing typed, all.

    Where none has them, those in whose first name the letters stand in this order, with others between them. They come in
    the order of the things, or with ``best_first`` by how close their names are, the first name before others: equal, one
    of its words, begun so, a word begun so, a part.
    """
    words = typed.casefold().split()
    found = [at for at, thing in enumerate(things) if _has_words(thing, words)]
    if not found and words:
        letters = "".join(words)
        found = [at for at, thing in enumerate(things) if _has_in_order(thing.names[0], letters)]
    if words and best_first:
        found.sort(key=lambda at: _distance(things[at].names, " ".join(words)))
    return found


def _has_words(thing: Names, words: Sequence[str]) -> bool:
    text = " ".join((*thing.names, thing.beside)).casefold()
    return all(word in text for word in words)


def _has_in_order(name: str, letters: str) -> bool:
    left = iter(name.casefold())
    return all(letter in left for letter in letters)


def _distance(names: Iterable[str], typed: str) -> tuple[int, int]:
    nearest_yet = (_FAR, 0)
    for number, name in enumerate(names):
        rank, at = _distance_of(name.casefold(), typed)
        nearest_yet = min(nearest_yet, (rank + (_FAR if number and rank else 0), at))
    return nearest_yet


def _distance_of(name: str, typed: str) -> tuple[int, int]:
    if name == typed:
        return 0, 0
    if word := re.search(rf"\b{re.escape(typed)}\b", name):
        return 1, word.start()
    at = name.find(typed)
    if at == 0:
        return 2, 0
    if begun := re.search(rf"\b{re.escape(typed)}", name):
        return 3, begun.start()
    return (4, at) if at > 0 else (_FAR, 0)


def nearest(typed: str, names: Iterable[str], cutoff: float = CUTOFF) -> str:
    """Return the name that was most likely meant by one that does not exist, whatever its case; empty: none is near."""
    from difflib import get_close_matches  # 6 ms, only where something is wrong

    by_small = {name.lower(): name for name in names}
    typed = typed[:LENGTH_LIMIT].lower()
    if typed in by_small:
        return by_small[typed]
    if swapped := next((name for name in by_small if sorted(name) == sorted(typed)), ""):
        return by_small[swapped]  # letters in another order, such as raed: other names may be as alike
    near = get_close_matches(typed, by_small, n=1, cutoff=cutoff)
    return by_small[near[0]] if near else ""


def needed_parts(typed: str) -> list[str]:
    """Return parts of what is typed of which each longer text that ``nearly`` finds has one as it is.

    Where n characters are like m of a text, (n + m) * (1 - LIKENESS / 100) of them at most are left out or put in, and m is
    n at most. One slip spoils one part, so of one part more than slips one is whole.
    """
    length = len(typed)
    count = int(2 * length * (100 - LIKENESS)) // 100 + 1
    return [typed[length * at // count : length * (at + 1) // count] for at in range(count)]


def nearly(typed: str, texts: Mapping[_Key, str], limit: int) -> list[_Key]:
    """Return the keys of texts of which a part is nearly what is typed, the likest first, then in their order.

    For many thousands of texts, hence a library of its own; both sides are folded by the caller.
    """
    from rapidfuzz import fuzz, process  # 20 ms: only where something is mistyped

    # A text that is shorter than what is typed would be found for being a part of it.
    long_enough = {key: text for key, text in texts.items() if len(text) >= len(typed) - 1}
    found = process.extract(
        typed, long_enough, scorer=fuzz.partial_ratio, limit=limit, score_cutoff=LIKENESS, processor=None
    )
    return [key for _, _, key in found]
