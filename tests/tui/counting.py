"""Counts of our own, to compare those on the screen with: of the article files and the lines of the journal alone.

Shares nothing with the program: the files are ones that the test has written, their headers are read line by line, and
of the journal what was said last of each field.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.tui.driving import beside


class Counted(NamedTuple):
    """An article as its file and the journal have it."""

    name: str
    title: str
    date: str
    tags: tuple[str, ...]
    """Those of the file, then one's own."""
    read: bool
    starred: bool
    later: bool


def counted(folder: Path, journal: Path) -> list[Counted]:
    """Return the articles that lie in the folder now, with what the journal says of them."""
    said = _said(journal)
    found = []
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        header = text.split("---\n")[1]
        fields = dict(re.findall(r'^(\w+): "(.*)"$', header, re.MULTILINE))
        of_it = {field: value for (name, field), value in said.items() if name == path.name}
        own = [
            field.removeprefix("tag:") for field, value in of_it.items() if field.startswith("tag:") and value
        ]
        taken = {
            field.removeprefix("tag:")
            for field, value in of_it.items()
            if field.startswith("tag:") and not value
        }
        tags = [tag for tag in re.findall(r'^  - "(.*)"$', header, re.MULTILINE) if tag not in taken]
        found.append(
            Counted(
                path.name, fields["title"], fields["date"], tuple(dict.fromkeys([*tags, *own])),
                bool(of_it.get("read")), bool(of_it.get("starred")), bool(of_it.get("later")),
            )
        )  # fmt: skip
    return found


def _said(journal: Path) -> dict[tuple[str, str], object]:
    """Return what was said last of each article's field, by the name of its file."""
    last: dict[tuple[str, str], tuple[int, str, object]] = {}
    for log in journal.glob("*/*.jsonl"):
        for line in log.read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            if "k" in event:
                place, when = (event["k"][1], event["f"]), (event["c"], log.parent.name)
                if place not in last or last[place][:2] <= when:
                    last[place] = (*when, event["n"])
    return {place: value for place, (_, _, value) in last.items()}


FILTERS: dict[str, Callable[[Counted], bool]] = {
    "": lambda _: True,
    "tag:red": lambda each: "red" in each.tags,
    "-tag:blue": lambda each: "blue" not in each.tags,
    "is:unread": lambda each: not each.read,
    "is:read sort:title": lambda each: each.read,
    "is:starred": lambda each: each.starred,
    "title:pear": lambda each: "pear" in each.title.lower(),
    "tag:red OR is:later": lambda each: "red" in each.tags or each.later,
    "tag:green sort:title": lambda each: "green" in each.tags,
    "sort:-title": lambda _: True,
    "tag:nowhere": lambda _: False,
    "date:>2025-01-06 -is:starred": lambda each: each.date[:10] > "2025-01-06" and not each.starred,
}
"""Queries, and what they mean."""

SCOPES: dict[str, Callable[[Counted], bool]] = {
    "unread": lambda each: not each.read,
    "all": lambda _: True,
    "starred": lambda each: each.starred,
    "later": lambda each: each.later,
}

SEARCHES: dict[str, Callable[[Counted], bool]] = {
    "All": lambda _: True,
    "Unread": lambda each: not each.read,
    "Starred": lambda each: each.starred,
    "Later": lambda each: each.later,
    "Reds": lambda each: "red" in each.tags,
    "Fresh blue": lambda each: "blue" in each.tags and not each.read,
}
"""What stands above the groups."""

GROUPS: dict[str, Callable[[Counted], tuple[str, ...]]] = {
    "tags": lambda each: each.tags,
    "years": lambda each: (each.date[:4],),
    "months": lambda each: (each.date[:7],),
}
"""What articles may be grouped by, as the status line names it."""


class Seen(NamedTuple):
    """A group as the list shows it."""

    name: str
    number: int
    articles: list[tuple[str, bool, bool]]
    """Title, unread, starred; of an open one."""
    is_open: bool


_HEADING = re.compile(r"^.([▸▾]) (.+?)(?:\s+(\d+))?\s*$")
_ARTICLE = re.compile(r"^.(●| ) (\w+ \d+)(.*)$")
_STATUS = re.compile(
    r"^ (?:& (?P<query>.+?) · )?(?P<scope>unread|all|starred|later) · (?P<unread>[\d,]+)/(?P<total>[\d,]+) unread"
)


def groups_on(lines: list[str], cells: int) -> list[Seen]:
    """Return the groups of the list, so many cells wide, from the rows of the screen."""
    seen: list[Seen] = []
    for line in lines:
        left = beside(line, cells)[0]
        if heading := _HEADING.match(left):
            seen.append(Seen(heading[2], int(heading[3] or 0), [], heading[1] == "▾"))
        elif seen and (article := _ARTICLE.match(left)):
            seen[-1].articles.append((article[2], article[1] == "●", "★" in article[3]))
    return seen


def disagreements(lines: list[str], status: str, articles: list[Counted], cells: int) -> Iterator[str]:
    """Yield what the screen says and the files and the journal do not."""
    unread = {each.title for each in articles if not each.read}
    for line in lines:
        if (coming := re.search(r"Next: (\w+ \d+)", line)) and coming[1] not in unread:
            yield f"{coming[1]} is said to come next"
    told = _STATUS.match(status)
    if told is None:
        yield f"no status: {status!r}"
        return
    query, scope = told["query"] or "", told["scope"]
    inside = [each for each in articles if FILTERS[query](each)]
    counts = (sum(not each.read for each in inside), len(inside))
    if (int(told["unread"]), int(told["total"])) != counts:
        yield f"status {status!r}, but {counts} of {len(articles)} within {query!r}"
    by = next((key for key in GROUPS if f"by {key}" in status), "tags")
    seen, listed = groups_on(lines, cells), [each for each in inside if SCOPES[scope](each)]
    for group in seen[: len(SEARCHES)]:
        found = [each for each in inside if SEARCHES[group.name](each)]
        if group.number != len(found):
            yield f"{group.name} says {group.number}, but {len(found)} are found within {query!r}"
        yield from _of_group(group, found, articles, query)
    if [group.name for group in seen[: len(SEARCHES)]] != list(SEARCHES):
        yield f"above the groups: {[group.name for group in seen]}"
    below = {group.name: group for group in seen[len(SEARCHES) :]}
    if len(below) != len(seen) - len(SEARCHES):
        yield f"a group stands twice: {[group.name for group in seen]}"
    for name in {name for each in listed for name in GROUPS[by](each)} - below.keys():
        yield f"{name} is not listed in {scope} within {query!r}"
    for name, group in below.items():
        found = [each for each in listed if name in GROUPS[by](each)]
        in_group = [each for each in inside if name in GROUPS[by](each)]
        count = sum(not each.read for each in in_group) if scope in {"unread", "all"} else len(found)
        if group.number != count:
            yield f"{name} says {group.number}, but it is {count} in {scope} within {query!r}"
        yield from _of_group(group, found, [each for each in articles if name in GROUPS[by](each)], query)


def _of_group(group: Seen, found: list[Counted], may_be: list[Counted], query: str) -> Iterator[str]:
    """Yield what is wrong with the rows of an open group: what belongs there, what may (it was read there), their order."""
    if not group.is_open:
        if group.articles:
            yield f"{group.name} is closed and shows {group.articles}"
        return
    rows = {title: (unread, starred) for title, unread, starred in group.articles}
    by_title = {each.title: each for each in may_be}
    if len(rows) != len(group.articles):
        yield f"{group.name} shows an article twice"
    if missing := {each.title for each in found} - rows.keys():
        yield f"{group.name} does not show {sorted(missing)}"
    for title, row in rows.items():
        if title not in by_title:
            yield f"{group.name} shows {title}, which is not of it"
        elif row != (not by_title[title].read, by_title[title].starred):
            yield f"{group.name} shows {title} as unread, starred = {row}"
    shown = [by_title[title] for title in rows if title in by_title]
    if "sort:title" in query:
        wanted = sorted(shown, key=lambda each: each.title.lower())
    elif "sort:-title" in query:
        wanted = sorted(shown, key=lambda each: each.title.lower(), reverse=True)
    else:
        wanted = sorted(shown, key=lambda each: each.date, reverse=True)
    if shown != wanted:
        yield f"{group.name} shows {[each.title for each in shown]}, which is not the order of {query!r}"
