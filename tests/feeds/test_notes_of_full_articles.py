"""Footnotes of what a feed gave and of the full article do not meet in one file."""

from reader.feeds.files.entry_parts import parts_of, with_full_article
from tests.feeds.other_reader import read, words

FILE = '---\ntitle: "t"\n---\n\n{}'


def shown(given: str, full: str) -> list[str]:
    data = with_full_article(FILE.format(given).encode(), "https://e.org/a", full)
    body = data.decode().partition("\n---\n\n")[2]
    found = read(body, notes=True)
    assert "[^" not in words(found)
    return [words(each).rstrip("↩︎ ") for each in found.iterfind(".//section//li")]


def test_equal_labels_are_two_notes() -> None:
    given = "A summary that the article does not have[^1]\n\n[^1]: Note of the feed\n"
    full = "The article itself[^1]\n\n[^1]: Note of the page\n"
    assert shown(given, full) == ["Note of the feed", "Note of the page"]


def test_a_note_goes_with_its_mention() -> None:
    given = "A summary that only the feed has[^1], and more\n\nThe article itself as it is on the page[^2]\n\n[^1]: Note of the page\n\n    with two paragraphs\n\n[^2]: Of no use\n"
    full = "The article itself as it is on the page[^n]\n\n[^n]: Note of the page with two paragraphs\n"
    assert shown(given, full) == [
        "Note of the page with two paragraphs",
        "Note of the page with two paragraphs",
    ]


def test_a_second_full_article_finds_the_first() -> None:
    given, full = "Only here is this said[^1]\n\n[^1]: N\n", "Page[^1]\n\n[^1]: M\n"
    once = with_full_article(FILE.format(given).encode(), "https://e.org/a", full)
    assert with_full_article(once, "https://e.org/a", parts_of(once).full) == once
