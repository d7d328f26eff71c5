"""What a query asks of one article, read off its tree: the oracle beside the compiler.

It shares nothing with what it checks but the tree itself: it folds text, counts days and compares numbers by means of its
own, and knows the fields by their names. Dates are compared as a calendar is read, not as seconds between two ends.
"""

import re
import unicodedata
from datetime import datetime, timedelta
from operator import eq, ge, gt, le, lt
from typing import NamedTuple

from reader.article import Article
from reader.library.query.tree import All, Either, Node, Not, Pattern, Term, Text

RELATIONS = {"=": eq, "<": lt, "<=": le, ">": gt, ">=": ge}
HOURS = {"h": 1, "d": 24, "w": 24 * 7, "m": 24 * 30, "y": 24 * 365}


class State(NamedTuple):
    """What the user did with an article."""

    is_read: bool = False
    is_starred: bool = False
    is_later: bool = False


class Facts(NamedTuple):
    """What a query can ask of an article."""

    article: Article
    path: str
    """Below its folder."""
    state: State
    host: str
    """Of the article's link."""
    arrived: datetime
    """When the index saw it first."""


def folded(text: str) -> str:
    """Letters without case, accents and width."""
    bare = (
        each for each in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(each)
    )
    return unicodedata.normalize("NFC", "".join(bare))


def matches(node: Node | None, facts: Facts, now: datetime) -> bool:
    """Return whether the article is what the tree asks for; ``now`` is aware, and its zone that of all days."""
    match node:
        case None:
            return True
        case Text(words, _):
            found = facts.article
            texts = (found.title, found.summary, *found.tags, *found.categories, *found.authors)
            return folded(words) in folded("\n".join(texts))
        case Pattern(source):
            ignored = re.IGNORECASE if source.islower() or not re.search("[A-Z]", source) else 0
            return re.search(source, facts.article.title, ignored) is not None
        case Not(inner):
            return not matches(inner, facts, now)
        case All(parts):
            return all(matches(part, facts, now) for part in parts)
        case Either(parts):
            return any(matches(part, facts, now) for part in parts)
        case Term():
            return _term(node, facts, now)


def _term(term: Term, facts: Facts, now: datetime) -> bool:
    article = facts.article
    match term.field:
        case "is" | "has":
            return _flag(term.value, facts)
        case "title":
            return folded(term.value) in folded(article.title)
        case "mentions":
            found = (article.title, article.summary, *article.tags, *article.categories, *article.authors)
            wanted = _whole_words(term.value)
            if not wanted:
                return folded(term.value) in folded("\n".join(found))
            return any(
                wanted == words[at : at + len(wanted)]
                for words in map(_whole_words, found)
                for at in range(len(words))
            )
        case "path":
            return term.value.casefold() in facts.path.casefold()
        case "author":
            return any(folded(term.value) in folded(each) for each in article.authors)
        case "source":
            return any(folded(term.value) in folded(each) for each in (article.source, facts.host) if each)
        case "tag":
            # A tag can be no star alone: ``has:tags`` asks for any.
            return any(_is_named(term.value, each) for each in article.tags if term.value != "*" or each)
        case "category":
            return any(_is_named(term.value, each) for each in article.categories)
        case "lang":
            asked, parts = folded(term.value).split("-"), article.language.lower().split("-")
            return parts[: len(asked)] == asked
        case "words":
            return _measures(term, article.words + article.characters)
        case "minutes":
            return _measures(term, article.minutes)
        case "date":
            return _falls(term, article.date, now) and (_says_its_date(article) or not _asks_for_lately(term))
        case "arrived":
            return _falls(term, facts.arrived, now)
        case "updated":
            return article.updated is not None and _falls(term, article.updated, now)
        case _:
            values = article.extra.get(term.field, [])
            return any(
                _is_named(term.value, str(each))
                for each in (values if isinstance(values, list) else [values])
            )


def _whole_words(text: str) -> list[str]:
    """Each ideograph is a word."""
    return re.findall("[\u4e00-\u9fff]|[^\\W_\u4e00-\u9fff]+", folded(text))


def _is_named(asked: str, name: str) -> bool:
    """Equal; a star at the end stands for anything."""
    if asked.endswith("*"):
        return folded(name).startswith(folded(asked[:-1]))
    return folded(name) == folded(asked)


def _measures(term: Term, number: int) -> bool:
    if term.relation == "..":
        return (not term.value or number >= int(term.value)) and (not term.high or number <= int(term.high))
    return bool(RELATIONS[term.relation](number, int(term.value)))


def _falls(term: Term, moment: datetime, now: datetime) -> bool:
    if term.relation == "..":
        after = not term.value or _compares(">=", term.value, moment, now)
        return after and (not term.high or _compares("<=", term.high, moment, now))
    return _compares(term.relation, term.value, moment, now)


def _says_its_date(article: Article) -> bool:
    """A file's own time is that of a clone too; of what came from a feed it is the arrival."""
    return article.date_source != "file" or "feed_url" in article.extra


def _asks_for_lately(term: Term) -> bool:
    is_relative = re.fullmatch(r"\d+[hdwmy]|today|yesterday", term.value) is not None
    return is_relative and term.relation not in {"<", "<="}


def _compares(relation: str, value: str, moment: datetime, now: datetime) -> bool:
    if ago := re.fullmatch(r"(\d+)([hdwmy])", value):
        # "7d" is all of the last seven days, up to now and on: nothing is later than it, and nothing is not before its end.
        is_in = moment.timestamp() >= now.timestamp() - 3600 * int(ago[1]) * HOURS[ago[2]]
        return {"=": is_in, ">": is_in, ">=": is_in, "<": not is_in, "<=": True}[relation]
    if value in {"today", "yesterday"}:
        value = (now.date() - timedelta(days=value == "yesterday")).isoformat()
    asked = [int(part) for part in value.split("-")]
    there = moment.astimezone(now.tzinfo)
    return bool(RELATIONS[relation]([there.year, there.month, there.day][: len(asked)], asked))


def _flag(value: str, facts: Facts) -> bool:
    article, state = facts.article, facts.state
    told: dict[str, object] = {
        "unread": not state.is_read,
        "read": state.is_read,
        "starred": state.is_starred,
        "later": state.is_later,
        "new": False,  # there was no session before
        "draft": article.draft,
        "untagged": not article.tags,
        "problem": article.problems,
        "image": article.image,
        "audio": "audio/" in str(article.extra.get("enclosures")),
        "video": "video/" in str(article.extra.get("enclosures")),
        "summary": article.summary,
        "link": article.link,
        "tags": article.tags,
    }
    return bool(told[value])
