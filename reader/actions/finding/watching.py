"""Words to watch for: those of the tables ``[[watch]]`` of config.toml, and those that a key keeps in the data folder.

Each has a group above the others, with a query; what is shown is marked by regexes, text by text, as it is drawn.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from reader.actions.finding.named_file import parsed, write_named
from reader.actions.finding.saved_searches import NAME_LIMIT, SavedSearch
from reader.errors import NewsreaderError, UsageError
from reader.i18n import tr
from reader.setting_tables import WATCH_COLOURS, Watch
from reader.settings import Settings
from reader.text import clean_line

WORDS_KEPT = 500
"""Words that a key keeps, at most."""

TEXTS_KEPT = 2_000
"""Texts whose marks are kept: those that were drawn last."""


class Mark(NamedTuple):
    """A watch word in a text."""

    start: int
    """In code points."""
    end: int
    """Behind its last code point."""
    colour: str
    """One of ``WATCH_COLOURS``."""


class Watcher:
    """The watch words in force, and where they stand in texts."""

    def __init__(self, watches: Iterable[Watch] = ()) -> None:
        self._patterns = [(pattern, each.colour) for each in watches if (pattern := pattern_of(each.words))]
        self.marks = lru_cache(TEXTS_KEPT)(self._marks)
        """Returns the marks in a text, from its beginning to its end; of two that overlap the first word's."""

    def __bool__(self) -> bool:
        """Whether there is any word."""
        return bool(self._patterns)

    def _marks(self, text: str) -> tuple[Mark, ...]:
        taken: list[Mark] = []
        for pattern, colour in self._patterns:
            for found in pattern.finditer(text):
                mark = Mark(*found.span(), colour)
                if not any(each.start < mark.end and mark.start < each.end for each in taken):
                    taken.append(mark)
        return tuple(sorted(taken))


def pattern_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return a regex that finds the words as the full text does: Chinese ones anywhere, others as whole words only."""
    found = [form for word in sorted(words, key=len, reverse=True) for form in _whole_forms(word)]
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def _whole_forms(word: str) -> Iterator[str]:
    from reader.actions.finding.searching import IDEOGRAPHS, forms  # the language: only for those who watch

    letter = f"[^\\W_{IDEOGRAPHS}]"  # of a word that has others beside it: none that is a word itself
    for form in forms(word):
        first, last = (re.match(letter, char) for char in (word[0], word[-1]))
        before, after = f"(?<!{letter})" if first else "", f"(?!{letter})" if last else ""
        yield f"{before}(?:{form}){after}"


def query_of(words: Iterable[str]) -> str:
    """Return the query that finds the articles with any of these words."""
    from reader.library.query.write import value_text  # the language: only for those who watch for words

    return " OR ".join(f"mentions:{value_text(word)}" for word in words)


def watches(settings: Settings, file: Path) -> list[Watch]:
    """Return all watch words in force: those of the settings, then those of the file that no setting has."""
    known = {word.casefold() for watch in settings.watch for word in watch.words}
    kept = (Watch((word,), colour) for word, colour in _kept(file).items() if word.casefold() not in known)
    return [*settings.watch, *kept]


def watch_searches(settings: Settings, file: Path) -> Iterator[SavedSearch]:
    """Yield the group of each watch, in their order."""
    kept = _kept(file)
    for watch in watches(settings, file):
        is_kept = watch not in settings.watch and watch.words[0] in kept
        name = clean_line(", ".join(watch.words), NAME_LIMIT)
        yield SavedSearch(name, query_of(watch.words), is_kept, watch.colour)


def check_word(word: str) -> None:
    """Raise UsageError for what cannot be watched for."""
    if not any(char.isalnum() for char in word):
        raise UsageError(tr("A watch word needs a letter or a digit"))


def keep_word(file: Path, word: str) -> None:
    """Keep a word to watch for, in the next colour; raises NewsreaderError. A damaged file is not overwritten."""
    word = clean_line(word, NAME_LIMIT).strip()
    check_word(word)
    kept = parsed(file)
    if word not in kept:
        if len(kept) >= WORDS_KEPT:
            raise UsageError(tr("There are {count} watch words already: delete one first", count=WORDS_KEPT))
        write_named(file, {**kept, word: WATCH_COLOURS[len(kept) % len(WATCH_COLOURS)]})


def forget_word(file: Path, word: str) -> None:
    """Watch for a word no longer that a key has kept; raises NewsreaderError."""
    kept = parsed(file)
    if kept.pop(word, None) is not None:
        write_named(file, kept)


def _kept(file: Path) -> dict[str, str]:
    """Return the words of a file with their colours, without what cannot be used."""
    try:
        found = parsed(file)
    except NewsreaderError:
        return {}
    return {
        clean_line(word, NAME_LIMIT): colour if colour in WATCH_COLOURS else WATCH_COLOURS[0]
        for word, colour in found.items()
        if any(char.isalnum() for char in word)
    }
