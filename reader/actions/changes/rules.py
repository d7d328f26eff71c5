"""What is done by itself with articles that arrive: rows of ``[[rules]]`` in the settings, each a query and an act."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from reader.actions.changes.flags import ACTS, mark
from reader.actions.changes.tagging import tag
from reader.errors import NewsreaderError
from reader.journal import Journal
from reader.library import Library
from reader.setting_tables import Rule

MUTE = "mute"
"""An act of rules alone: marked read, so that nobody is troubled; the article stays."""

FULL_TEXT = "full text"
"""An act of rules alone: the whole article is fetched from its page."""

TAG = "tag:"
"""What an act begins with that gives a tag."""


class Applied(NamedTuple):
    """What a rule did, or would do."""

    rule: Rule
    articles: tuple[int, ...]
    problem: str = ""
    """Why it cannot be used, as a sentence."""


def is_over(rule: Rule, today: date) -> bool:
    """Return whether a rule has ended."""
    return bool(rule.until) and date.fromisoformat(rule.until) < today


def matching(
    library: Library, rules: Sequence[Rule], now: datetime, among: Iterable[int] | None = None
) -> list[Applied]:
    """Return what each rule means, among some articles or all. In a worker."""
    wanted = None if among is None else set(among)
    found = []
    for rule in rules:
        if is_over(rule, now.date()):
            continue
        try:
            articles = library.questions.query(rule.query, now)
        except NewsreaderError as problem:
            found.append(Applied(rule, (), str(problem)))
        else:
            found.append(Applied(rule, tuple(each for each in articles if wanted is None or each in wanted)))
    return found


def apply_rules(
    library: Library, journal: Journal, rules: Sequence[Rule], now: datetime, arrived: Sequence[int]
) -> list[Applied]:
    """Do what the rules say with articles that have just arrived; each is an act that undo takes back. In a worker.

    Which are to be fetched whole is only said: that needs the network.
    """
    done = matching(library, rules, now, arrived)
    for applied in done:
        act = applied.rule.act
        if act == FULL_TEXT:
            continue
        if act.startswith(TAG):
            tag(library, journal, applied.articles, [act.removeprefix(TAG)])
        elif act != FULL_TEXT:
            field, value = ACTS["read" if act == MUTE else act]
            mark(library, journal, applied.articles, field, value=value)
    return done
