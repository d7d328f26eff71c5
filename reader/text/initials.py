"""Titles by the letters that one types for them: Latin words as they are, Chinese characters by the first letter of their Pinyin. Pure."""

from functools import cache

from reader.text.folding import folded
from reader.text.pinyin_table import ALSO, FIRST, INITIALS

LENGTH = 100
"""Characters of a title that are looked at."""


class Letters:
    """The letters of one title."""

    __slots__ = ("_starts", "_texts")

    def __init__(self, title: str) -> None:
        texts, starts, length = ["", ""], [], 0
        was_in_word = False
        for char in folded(title[:LENGTH]):
            letter = initial(char)
            if letter or char.isalnum():
                if letter or not was_in_word:
                    starts.append(length)
                texts[0] += letter or char
                texts[1] += _other(char) or letter or char
                length += 1
            was_in_word = not letter and char.isalnum()
        self._starts = tuple(starts)
        """Where words and Chinese characters begin."""
        self._texts = tuple(dict.fromkeys(texts))

    @property
    def heads(self) -> tuple[str, ...]:
        """The first letters of the words and Chinese characters, by each reading."""
        return tuple("".join(text[start] for start in self._starts) for text in self._texts)

    def begin(self, typed: str) -> bool:
        """Return whether the title begins with what is typed, or its words and characters do."""
        return any(text.startswith(typed) for text in (*self._texts, *self.heads))

    def have(self, typed: str) -> bool:
        """Return whether a word or a character of the title begins what is typed, or a row of such first letters is it."""
        return any(text.startswith(typed, start) for text in self._texts for start in self._starts) or any(
            typed in head for head in self.heads
        )


def typed_for(title: str) -> tuple[str, ...]:
    """Return what is typed for a title that is not in Latin letters alone; empty: as it is."""
    return () if title.isascii() else Letters(title).heads


def initial(char: str) -> str:
    """Return the first letter of a Chinese character's Pinyin; empty: it has none."""
    number = ord(char) - FIRST
    letter = INITIALS[number] if 0 <= number < len(INITIALS) else "."
    return "" if letter == "." else letter


def typed_letters(typed: str) -> str:
    """Return what is typed, without all that are no letters or digits; Chinese characters by their letters."""
    return "".join(initial(char) or char for char in folded(typed) if char.isalnum())


def _other(char: str) -> str:
    return _others().get(char, "")


@cache
def _others() -> dict[str, str]:
    return dict(zip(ALSO[::2], ALSO[1::2], strict=True))
