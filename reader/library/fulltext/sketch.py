"""Numbers that nearly equal texts have in common, made from pieces of them. Pure.

A piece is five words. Those that begin with certain letters are taken, which are the same in both texts, and the smallest
of their hashes are kept: two texts that share most pieces share most of these (min-wise hashing, Broder 1997).
"""

from zlib import crc32

SIZE = 8
"""Numbers of a text."""

LIKE = 6
"""Numbers that two texts share that are nearly the same: nine in ten of their pieces are equal."""

_WORDS = 5
_ONE_IN = 4
"""One word in this many begins a piece."""


def sketch(words: list[str]) -> list[int]:
    """Return the numbers of a text of these words, at most ``SIZE``; fewer for a short one."""
    starts = [at for at, word in enumerate(words[: -_WORDS + 1]) if ord(word[0]) % _ONE_IN == 0]
    pieces = {crc32(" ".join(words[at : at + _WORDS]).encode("utf-8", "surrogatepass")) for at in starts}
    return sorted(pieces)[:SIZE]
