"""Regexes that cannot stall: one that could take for ever on a title is refused. Pure.

Python's matcher tries one way after another, so a repetition inside a repetition takes twice as long with each
character. A few repetitions beside one another are harmless in titles, which the gate keeps short.
"""

import re
from collections.abc import Iterable
from typing import Any

from reader.i18n import tr
from reader.refusal import regex_reason

REPETITIONS = 3
"""Repetitions without an upper limit beside one another."""

COUNT_LIMIT = 100
"""Highest number of repetitions that a regex may name."""

LENGTH_LIMIT = 500
"""Characters of a regex."""


class PatternError(ValueError):
    """Not a valid regex, or one that is refused; ``str()`` says why."""


def compiled(source: str) -> re.Pattern[str]:
    """Return the regex; without capitals it ignores case. Raises PatternError."""
    if len(source) > LENGTH_LIMIT:
        raise PatternError(tr("it is too long"))
    try:
        pattern = re.compile(source, re.IGNORECASE if source == source.lower() else re.NOFLAG)
        tree = re._parser.parse(source)  # type: ignore[attr-defined]  # noqa: SLF001 - the only way to see what is repeated
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(regex_reason(error)) from error
    if _repetitions(tree, inside=False) > REPETITIONS:
        raise PatternError(tr("it has too many repetitions"))
    return pattern


def _repetitions(items: Iterable[Any], *, inside: bool) -> int:
    """Return how many repetitions there are; raises PatternError for one inside another."""
    count = 0
    for operation, argument in items:
        name = str(operation)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            _, most, inner = argument
            if most == 1:
                count += _repetitions(inner, inside=inside)
                continue
            if inside:
                raise PatternError(tr("a repetition stands inside another one"))
            if most > COUNT_LIMIT and str(most) != "MAXREPEAT":
                raise PatternError(tr("it repeats something too often"))
            _repetitions(inner, inside=True)  # has none that counts, or raises
            count += 1
        elif name == "BRANCH":
            count += max(_repetitions(branch, inside=inside) for branch in argument[1])
        elif name == "SUBPATTERN":
            count += _repetitions(argument[-1], inside=inside)
        elif name in {"ASSERT", "ASSERT_NOT"}:
            count += _repetitions(argument[1], inside=inside)
        elif name == "ATOMIC_GROUP":
            count += _repetitions(argument, inside=inside)
        elif name in {"GROUPREF", "GROUPREF_EXISTS"}:
            raise PatternError(tr("it refers back to a group"))
    return count
