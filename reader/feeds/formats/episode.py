"""What a feed says of an episode: its numbers, chapters, people and the other forms of its file. Pure."""

from collections.abc import Mapping, Sequence
from html import escape, unescape
from typing import Any

from reader.feeds.formats.entry import Chapter, Episode, Person
from reader.feeds.formats.media import file_of, seconds_of
from reader.feeds.formats.values import LABELS_LIMIT, address_of, count_of, line_of

_FIELDS = frozenset({
    "itunes_episode", "itunes_season", "podcast_episode", "podcast_season", "podcast_chapters", "podcast_transcript",
    "psc_chapters", "podcast_people", "podcast_forms",
})  # fmt: skip
_NO_EPISODE = Episode()

CHAPTERS_LIMIT = 500
"""Chapters of one episode."""


def episode_of(raw: Mapping[str, Any], base: str) -> Episode:
    """Return what is said of an episode, by feedparser's fields."""
    if _FIELDS.isdisjoint(raw):
        return _NO_EPISODE
    people = (
        Person(
            line_of(unescape(each.get("name") or ""), 100),
            line_of(each.get("role"), 100),
            address_of(each.get("href"), base),
        )
        for each in raw.get("podcast_people") or ()
    )
    forms = (
        file_of(address, line_of(each.get("type"), 100), count_of(each.get("length")))._replace(
            title=line_of(each.get("title"))
        )
        for each in raw.get("podcast_forms") or ()
        if (address := address_of(each.get("uri"), base))
    )
    return Episode(
        count_of(raw.get("itunes_episode") or raw.get("podcast_episode")),
        count_of(raw.get("itunes_season") or raw.get("podcast_season")),
        _address_in(raw.get("podcast_chapters"), base),
        _address_in(raw.get("podcast_transcript"), base),
        tuple(each for each in people if each.name)[:LABELS_LIMIT],
        tuple({each.address: each for each in forms}.values()),
        _chapters((raw.get("psc_chapters") or {}).get("chapters") or (), base),
    )


def with_chapters(html: str, chapters: Sequence[Chapter]) -> str:
    """Return a text with the chapters below it, unless it names them all."""
    if all(each.title in html or escape(each.title) in html for each in chapters):
        return html
    return f"{html}<ul>{''.join(map(_item, chapters))}</ul>"


def _item(chapter: Chapter) -> str:
    title = escape(chapter.title)
    linked = f'<a href="{escape(chapter.link)}">{title}</a>' if chapter.link else title
    minutes, seconds = divmod(chapter.start_s, 60)
    hours, minutes = divmod(minutes, 60)
    return f"<li>{hours:02}:{minutes:02}:{seconds:02} {linked}</li>"


def _chapters(found: Sequence[Mapping[str, Any]], base: str) -> tuple[Chapter, ...]:
    chapters = (
        Chapter(seconds_of(each.get("start")), line_of(each.get("title")), address_of(each.get("href"), base))
        for each in found[:CHAPTERS_LIMIT]
    )
    return tuple(each for each in chapters if each.title)


def _address_in(raw: Any, base: str) -> str:
    """Return the address in the attributes of an element, or in its text."""
    return address_of(raw.get("url") or raw.get("href") if isinstance(raw, Mapping) else raw, base)
