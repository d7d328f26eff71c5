"""What podcasts say beside the text: people, chapters and other forms of the file."""

import pytest

from reader.feeds.files.article_file import article_file
from reader.feeds.formats.entry import Chapter, Entry, Person
from reader.feeds.formats.parse import parse_feed
from tests.feeds import shapes

BASE = "https://example.org/feed"
CHAPTERS_NAMESPACE = 'xmlns:psc="http://podlove.org/simple-chapters"'


def file_and_entry(more: str, text: str = "Text.") -> tuple[str, Entry]:
    item = f"<item><guid>1</guid><title>A</title><description>{text}</description>{more}</item>"
    feed = parse_feed(shapes.rss(item).replace("<rss ", f"<rss {CHAPTERS_NAMESPACE} ", 1).encode(), BASE)
    [entry] = feed.entries
    return article_file(entry, feed, "F", BASE, ()).decode(), entry


def test_all_people_of_an_episode_are_kept_with_their_roles() -> None:
    text, entry = file_and_entry(
        '<podcast:person role="guest" href="/jane" img="/j.png">Jane &amp; co</podcast:person>'
        "<podcast:person>李雷</podcast:person><podcast:person href='https://e.org/'> </podcast:person>"
    )
    assert entry.episode.people == (
        Person("Jane & co", "guest", "https://example.org/jane"),
        Person("李雷", "", ""),
    )
    assert (
        'people: [{"name": "Jane & co", "role": "guest", "link": "https://example.org/jane"}, {"name": "李雷"}]'
        in text
    )
    assert "podcast_name" not in text


def test_people_of_the_feed_are_not_those_of_its_entries() -> None:
    item = "<item><guid>1</guid><title>A</title><description>T</description></item>"
    [entry] = parse_feed(
        shapes.rss(item, more="<podcast:person>Host</podcast:person>").encode(), BASE
    ).entries
    assert entry.episode.people == ()


CHAPTERS = (
    '<psc:chapters version="1.2"><psc:chapter start="00:00:00.000" title="Intro &amp; &lt;news&gt;"/>'
    '<psc:chapter start="1:02:30" title="The *main* part" href="/main"/><psc:chapter start="5"/></psc:chapters>'
)


def test_chapters_that_the_feed_names_stand_below_the_text() -> None:
    text, entry = file_and_entry(CHAPTERS)
    assert entry.episode.chapter_list == (
        Chapter(0, "Intro & <news>", ""), Chapter(3750, "The *main* part", "https://example.org/main"),
    )  # fmt: skip
    assert text.endswith(
        "Text.\n\n- 00:00:00 Intro & \\<news>\n- 01:02:30 [The \\*main\\* part](https://example.org/main)\n"
    )
    assert 'chapter_list: [{"start_s": 0, "title": "Intro & <news>"}, {"start_s": 3750, ' in text


def test_chapters_that_the_text_names_are_not_repeated() -> None:
    text, _ = file_and_entry(
        CHAPTERS, "00:00 Intro &amp;amp; &amp;lt;news&amp;gt; &lt;br&gt; 1:02 The *main* part"
    )
    assert text.count("main* part") + text.count("main\\* part") == 2  # with that of the front matter


def test_the_other_forms_of_a_file_are_kept_and_are_no_other_files() -> None:
    text, entry = file_and_entry(
        '<enclosure url="/a.mp3" type="audio/mpeg" length="5"/>'
        '<podcast:alternateEnclosure type="audio/opus" length="1000" title="Low"><podcast:source uri="/a.opus"/>'
        '<podcast:source uri="ipfs://x"/></podcast:alternateEnclosure>'
        '<podcast:alternateEnclosure type="video/mp4"><podcast:source uri="https://e.org/a.mp4"/></podcast:alternateEnclosure>'
        '<podcast:alternateEnclosure type="video/mp4"/>'
    )
    assert [each.address for each in entry.enclosures] == ["https://example.org/a.mp3"]
    assert 'other_forms: [{"url": "https://example.org/a.opus", "type": "audio/opus", "size": 1000, "title": "Low"}, {"url": "https://e.org/a.mp4", "type": "video/mp4"}]' in text  # fmt: skip


def test_the_first_of_several_transcripts_is_kept() -> None:
    _, entry = file_and_entry('<podcast:transcript url="/a.html"/><podcast:transcript url="/a.srt"/>')
    assert entry.episode.transcript == "https://example.org/a.html"


@pytest.mark.parametrize(
    "broken",
    [
        "</podcast:person>",
        "<podcast:source uri='/x'/>",
        "<podcast:person>",
        "<psc:chapter start='1' title='x'/>",
    ],
)
def test_what_stands_alone_costs_no_entry(broken: str) -> None:
    text, _ = file_and_entry(broken)
    assert text.endswith("Text.\n")


def test_who_took_an_image_and_the_words_of_a_film_are_kept() -> None:
    text, _ = file_and_entry(
        '<media:content url="https://e.org/a.jpg" medium="image"><media:credit role="photographer">Ann P</media:credit>'
        "<media:text>What is said in it</media:text></media:content>"
    )
    assert 'captions: ["What is said in it", "Ann P"]' in text


def test_the_numbers_of_an_episode_are_kept_whatever_is_said_beside_them() -> None:
    _, entry = file_and_entry(
        '<podcast:season name="The sea">3</podcast:season><podcast:episode display="Ch. 12">12</podcast:episode>'
    )
    assert (entry.episode.season, entry.episode.number) == (3, 12)
