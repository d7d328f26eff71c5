"""Abbreviations: ``*[HTML]: …`` and ``<abbr title="…">`` say what a word stands for, which is shown in place.

Pure. The meaning takes the place of a link in the runs of the word, so that it costs nothing where there is none.
"""

import re
from collections.abc import Iterable, Iterator, MutableMapping
from functools import cached_property
from typing import Any

from reader.page.line import ABBREVIATION, Run, TextStyle

ABBREVIATIONS = "abbreviations"
"""The key of the document's ``Meanings`` in the parser's environment."""

DASH = " — "
"""Between an abbreviation and its meaning, where these are defined."""

TERMS_LIMIT = 500
"""Abbreviations of an article."""

_NOT_WORDS = TextStyle.CODE | TextStyle.IMAGE | TextStyle.MATHS | TextStyle.KBD
_LETTER = "[0-9A-Za-z_\u00c0-\u058f]"
"""What would make a longer word of an abbreviation; Chinese may touch it."""


class Meanings(dict[str, str]):
    """What each abbreviation of a document stands for."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the abbreviations in a text, the longest first."""
        terms = sorted(self, key=len, reverse=True)
        return re.compile(f"(?<!{_LETTER})(?:{'|'.join(map(re.escape, terms))})(?!{_LETTER})")


def remember(env: MutableMapping[str, Any], term: str, meaning: str) -> None:
    """Keep what an abbreviation stands for; the first definition counts."""
    meanings = env.setdefault(ABBREVIATIONS, Meanings())
    if term.strip() and meaning.strip() and len(meanings) < TERMS_LIMIT:
        meanings.setdefault(term.strip(), meaning.strip())


def explained(runs: Iterable[Run], meanings: Meanings) -> Iterator[Run]:
    """Yield runs with the meanings of abbreviations in the place of links; those of links, code and formulas as they are.

    So stay those of a definition, which says the meaning itself.
    """
    runs = list(runs)
    is_definition = (
        runs and runs[0].text in meanings and "".join(run.text for run in runs[1:2]).startswith(DASH)
    )
    if is_definition:
        yield from runs
        return
    for run in runs:
        if not meanings or run.link or run.style & _NOT_WORDS:
            yield run
            continue
        at = 0
        for found in meanings.pattern.finditer(run.text):
            if found.start() > at:
                yield run._replace(text=run.text[at : found.start()])
            yield run._replace(text=found[0], link=ABBREVIATION + meanings[found[0]])
            at = found.end()
        if at < len(run.text):
            yield run._replace(text=run.text[at:])
