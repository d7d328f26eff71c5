"""Rules for new articles: rows of ``[[rules]]`` in the settings, each a query and an act."""

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
"""An act that only rules have: mark the article read; it stays."""

FULL_TEXT = "fetch full article"
"""An act that only rules have: fetch the full article from its page."""

TAG = "tag:"
"""The prefix of acts that add a tag."""


class Applied(NamedTuple):
    """What a rule did, or would do."""

    rule: Rule
    """Which rule."""
    articles: tuple[int, ...]
    """The articles that it matches."""
    problem: str = ""
    """Why it cannot be used, as a sentence."""


def is_over(rule: Rule, today: date) -> bool:
    """Return whether a rule has ended."""
    return bool(rule.until) and date.fromisoformat(rule.until) < today


def matching(
    library: Library, rules: Sequence[Rule], now: datetime, among: Iterable[int] | None = None
) -> list[Applied]:
    """Return which articles each rule matches, among some or all. In a worker."""
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
    """Apply the rules to articles that have just arrived; each is an act that can be undone. In a worker.

    Articles to be fetched in full are only returned: fetching needs the network.
    """
    done = matching(library, rules, now, arrived)
    for applied in done:
        act = applied.rule.act
        if act == FULL_TEXT:
            continue
        if act.startswith(TAG):
            tag(library, journal, applied.articles, [act.removeprefix(TAG)])
        else:
            field, value = ACTS["read" if act == MUTE else act]
            mark(library, journal, applied.articles, field, value=value)
    return done
