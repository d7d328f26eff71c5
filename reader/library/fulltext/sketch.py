"""What nearly equal texts have in common: a few numbers made of pieces of them. Pure.

Of all pieces of five words that begin at chosen places (chosen by what stands there, so that the same ones are chosen in
both texts) the smallest hashes are kept: two texts that share most pieces share most of these (min-wise hashing, Broder
1997).
"""

from zlib import crc32

SIZE = 8
"""Numbers of a text."""

LIKE = 6
"""Two texts that share so many of them are nearly the same: nine in ten of their pieces."""

_WORDS = 5
_ONE_IN = 4
"""Of so many words one begins a piece."""


def sketch(words: list[str]) -> list[int]:
    """Return the numbers of a text of these words, at most ``SIZE``; fewer for a short one."""
    starts = [at for at, word in enumerate(words[: -_WORDS + 1]) if ord(word[0]) % _ONE_IN == 0]
    pieces = {crc32(" ".join(words[at : at + _WORDS]).encode("utf-8", "surrogatepass")) for at in starts}
    return sorted(pieces)[:SIZE]
