"""An entry as an article file: front matter and Markdown, equal to the byte on every machine. Pure."""

from collections.abc import Mapping, Sequence

from reader.article.language import guess_language, language_tag, primary
from reader.feeds.files.first_words import first_words
from reader.feeds.files.header import header_line
from reader.feeds.formats.entry import Enclosure, Entry, Feed
from reader.feeds.html.convert import to_markdown


def article_file(entry: Entry, feed: Feed, title: str, address: str, tags: Sequence[str]) -> bytes:
    """Return the file of an entry; ``title`` and ``tags`` are the subscription's, ``address`` the feed's, empty for a saved page."""
    body = entry.markdown or to_markdown(entry.html, entry.base or entry.link or feed.link or address)
    header: list[tuple[str, object]] = [
        ("title", entry.title or first_words(body)),
        ("date", entry.published.isoformat() if entry.published else ""),
        ("date_text", entry.date_text),
        ("updated", entry.updated.isoformat() if entry.updated and entry.updated != entry.published else ""),
        ("link", entry.link),
        ("authors", list(entry.authors)),
        ("tags", list(dict.fromkeys([*tags, *entry.tags]))),
        ("summary", entry.summary),
        ("captions", list(entry.captions)),
        ("lang", _language(feed.language, body)),
        ("image", entry.image),
        ("guid", entry.key),
        ("source", title),
        ("feed_url", address),
        ("enclosures", [_about(each) for each in entry.enclosures]),
        ("episode", entry.episode.number),
        ("season", entry.episode.season),
        ("chapters", entry.episode.chapters),
        ("chapter_list", [_named(each._asdict()) for each in entry.episode.chapter_list]),
        ("transcript", entry.episode.transcript),
        ("people", [_named(each._asdict()) for each in entry.episode.people]),
        ("other_forms", [_about(each) for each in entry.episode.forms]),
    ]
    lines = [header_line(name, value) for name, value in header if value]
    text = "\n".join(["---", *lines, "---", "", body])
    return text.encode("utf-8", "replace")


def _about(file: Enclosure) -> dict[str, object]:
    """Return what the front matter says of a file; ``size`` is in bytes, ``duration`` in seconds."""
    about = {
        "url": file.address, "type": file.kind, "medium": file.declared,
        "size": file.bytes, "duration": file.seconds, "title": file.title, "alt": file.text,
    }  # fmt: skip
    return _named(about)


def _named(values: Mapping[str, object]) -> dict[str, object]:
    """Return what is not empty; that something begins at once says something."""
    return {name: value for name, value in values.items() if value or name == "start_s"}


def _language(declared: str, body: str) -> str:
    """Return the language of an entry, guessed against what is declared: many feeds keep the default of their program, English."""
    tag, guessed = language_tag(declared), guess_language(body)
    return guessed if guessed and primary(guessed) != primary(tag) else tag
