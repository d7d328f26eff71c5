"""Sounds, films and images of entries: each once, with what the feed says of it, in the front matter."""

import json
from typing import cast

import frontmatter
import pytest

from reader.feeds.formats.entry import Entry, Episode
from reader.feeds.formats.media import seconds_of
from reader.feeds.formats.parse import parse_feed
from tests.feeds import shapes
from tests.feeds.conftest import Ask
from tests.feeds.server import Web

BASE = "https://example.org/feed"


def entries(document: str) -> tuple[Entry, ...]:
    return parse_feed(document.encode(), BASE).entries


def one(item: str) -> Entry:
    [entry] = entries(
        shapes.rss(f"<item><guid>1</guid><title>A</title><description>Text.</description>{item}</item>")
    )
    return entry


def test_an_episode_has_its_file_length_size_and_number() -> None:
    first, second = entries(shapes.podcast())
    [file] = first.enclosures
    assert (file.address, file.kind, file.bytes) == (
        "https://cdn.example.org/ep12.mp3",
        "audio/mpeg",
        39845888,
    )
    assert (file.medium, file.seconds, file.facts) == ("audio", 2530, "42 min · 38 MB")
    assert first.episode == Episode(
        12, 3, "https://cdn.example.org/ep12.json", "https://cdn.example.org/ep12.vtt"
    )
    [file] = second.enclosures
    assert (file.medium, file.facts) == ("audio", "1 h 12 min")


def test_all_images_of_a_post_are_shown_with_their_words_and_the_post_stays_the_text() -> None:
    first, second = entries(shapes.mastodon())
    assert [file.text for file in first.enclosures] == [
        "A wooden hive under an apple tree, with a much longer description than the post has words.",
        "蜂箱的特写",
    ]
    assert first.html.startswith("<p>Two hives today.</p><p><img ")
    assert first.html.count("<img ") == 2
    assert first.summary == ""
    assert (first.image, first.tags) == ("https://files.example.social/media/1.png", ("bees",))
    assert [(file.medium, file.facts) for file in second.enclosures] == [("video", "2 MB")]
    assert second.html == "<p>Listen to them.</p>"


def test_a_post_that_is_only_an_image_says_the_words_of_it_once() -> None:
    image = '<media:content url="https://e.org/a.jpg" medium="image"><media:description>A grey cat</media:description></media:content>'
    item = f"<item><guid>1</guid><link>https://e.org/1</link>{{}}{image}</item>"
    for text in ("", "<description>&lt;p&gt;A grey  cat&lt;/p&gt;</description>"):
        [entry] = entries(shapes.rss(item.replace("{}", text)))
        assert entry.html == '<p><img src="https://e.org/a.jpg" alt="A grey cat"></p>'
    [entry] = entries(shapes.rss(item.replace("{}", "<description>Another</description>")))
    assert "Another" in entry.html
    assert 'alt="A grey cat"' in entry.html


def test_a_film_is_the_page_that_plays_it_and_its_words_are_the_text() -> None:
    [entry] = entries(shapes.YOUTUBE)
    assert [(file.address, file.medium) for file in entry.enclosures] == [
        ("https://www.youtube.com/watch?v=abc123", "video")
    ]
    assert entry.image == "https://i1.ytimg.com/vi/abc123/hqdefault.jpg"
    assert (entry.title, "The waggle dance, explained." in entry.html) == ("How bees dance", True)


def test_of_thumbnails_the_largest_is_the_image() -> None:
    found = "".join(
        f'<media:thumbnail url="/{width}.jpg" width="{width}" height="{width}"/>' for width in (75, 900, 150)
    )
    assert one(found).image == "https://example.org/900.jpg"


def test_a_thumbnail_as_small_as_an_icon_is_not_the_image() -> None:
    assert not one('<media:thumbnail url="/ann.png" width="30" height="30"/>').image
    for sides in ("", ' width="900"', ' height="200"', ' width="64" height="200"'):
        assert one(f'<media:thumbnail url="/a.png"{sides}/>').image == "https://example.org/a.png"
    assert not one('<media:thumbnail url="/a.png" width="48"/>').image


def test_a_size_may_have_commas_between_its_thousands() -> None:
    lengths = {"12,345,678": 12_345_678, "1,2": 0, "12,345": 12_345, ",123": 0, "1234,567": 0}
    for written, size in lengths.items():
        [file] = one(f'<enclosure url="/a.mp3" type="audio/mpeg" length="{written}"/>').enclosures
        assert file.bytes == size


def test_one_image_in_several_sizes_is_one_image() -> None:
    found = one(
        "".join(
            f'<media:content url="https://i.example.org/5000.jpg?width={width}" width="{width}"/>'
            for width in (140, 700, 460)
        )
        + '<media:content url="https://w.example.org/a-150x150.png" width="150" height="150"/>'
        + '<enclosure url="https://w.example.org/a-1024x682.png" type="image/png" length="7"/>'
    )
    assert [file.address for file in found.enclosures] == [
        "https://w.example.org/a-1024x682.png", "https://i.example.org/5000.jpg?width=700",
    ]  # fmt: skip


def test_an_image_is_known_by_its_type_or_its_name() -> None:
    found = one(
        '<enclosure url="/a" type="image/jpeg"/><media:content url="/b.webp"/><media:content url="/c" medium="image"/>'
        '<media:content url="/d.bin" type="application/pdf"/>'
    )
    assert [file.medium for file in found.enclosures] == ["image", "image", "image", ""]
    assert found.image == "https://example.org/a"
    assert [name in found.html for name in ("/a", "/b.webp", "/c", "/d.bin")] == [True, True, True, False]


def test_an_image_that_the_text_shows_is_not_shown_again() -> None:
    document = shapes.rss(
        "<item><guid>1</guid><description>&lt;img src='https://i.example.org/a-300x200.jpg?x=1'&gt;</description>"
        '<media:content url="https://i.example.org/a.jpg"><media:description>Words</media:description></media:content>'
        '<media:content url="https://i.example.org/b.jpg"/></item>'
    )
    [entry] = entries(document)
    assert entry.html.count("<img ") == 2


def test_the_caption_of_a_photo_is_no_text_and_no_summary() -> None:
    caption = "<media:description>A much longer caption of the photo than the text is</media:description>"
    for item in (
        f'<media:content url="/a.jpg" medium="image">{caption}</media:content>',
        f'<media:content url="/a.jpg" medium="image"/>{caption}',
    ):
        entry = one(item)
        assert entry.html.startswith("Text.")
        assert entry.summary == ""


def test_of_the_forms_of_one_film_the_default_is_kept() -> None:
    found = one(
        '<media:group><media:content url="/low.mp4" duration="60"/><media:content url="/high.mp4" isDefault="true"/>'
        '<media:content url="/poster.jpg"/></media:group><media:content url="/other.mp4"/>'
    )
    assert [file.address.rpartition("/")[2] for file in found.enclosures] == [
        "high.mp4",
        "poster.jpg",
        "other.mp4",
    ]


def test_what_two_elements_say_of_one_file_is_joined() -> None:
    found = one(
        '<enclosure url="/a.mp3" type="audio/mpeg" length="0"/>'
        '<media:content url="/a.mp3" fileSize="1024" duration="90"><media:title>Part 1</media:title></media:content>'
    )
    [file] = found.enclosures
    assert (file.kind, file.bytes, file.seconds, file.title) == ("audio/mpeg", 1024, 90, "Part 1")


@pytest.mark.parametrize(
    ("files", "seconds"),
    [
        ('<enclosure url="/a.mp3" type="audio/mpeg"/>', [2530]),
        (
            '<enclosure url="/a.mp3" type="audio/mpeg"/><media:content url="/a.mp4" type="video/mp4"/>',
            [2530, 0],
        ),
        ('<enclosure url="/a.png" type="image/png"/><enclosure url="/a.mp3" type="audio/mpeg"/>', [0, 2530]),
        (
            '<enclosure url="/a.mp3" type="audio/mpeg"/><media:content url="/b.mp3" type="audio/mpeg" duration="60"/>',
            [0, 60],
        ),
    ],
)
def test_the_length_of_an_episode_is_that_of_its_first_file(files: str, seconds: list[int]) -> None:
    found = one(f"{files}<itunes:duration>42:10</itunes:duration>")
    assert [file.seconds for file in found.enclosures] == seconds


def test_the_attachments_of_json_have_lengths_and_titles() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": "x", "attachments": [
            {"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 2_000_000, "duration_in_seconds": 90.5, "title": "Part 1"},
            {"url": "/b.jpg", "mime_type": "image/jpeg"}, {"url": "javascript:alert(1)"}, {"url": 5}, "x",
        ]}],
    }  # fmt: skip
    [entry] = entries(json.dumps(document))
    assert [(file.medium, file.seconds, file.title) for file in entry.enclosures] == [
        ("audio", 90, "Part 1"), ("image", 0, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "seconds"),
    [("2520", 2520), ("42:00", 2520), ("1:12:03", 4323), ("90:15", 5415), ("0", 0), ("-5", 0), ("soon", 0), (90.5, 90),
     ("1:2:3:4", 0), ("12.7", 12), ("٤٢", 0), (None, 0), (True, 0), ("9" * 50, 0),
     ("PT1H2M", 3720), ("PT42M7.5S", 2527), ("1 hr 12 min", 4320), ("42 minutes", 2520), ("1h2m3s", 3723), ("3600 sec", 3600),
     ("P1D", 0), ("PT", 0), ("1 m 2 h", 0), (" ", 0)],
)  # fmt: skip
def test_a_length_is_read_in_seconds(raw: object, seconds: int) -> None:
    assert seconds_of(raw) == seconds


def test_the_front_matter_has_all_of_it(web: Web, ask: Ask) -> None:
    [outcome] = ask(web.put("/feed", shapes.podcast()))
    post = frontmatter.loads(max(outcome.added).read_text())
    assert post.metadata["enclosures"] == [
        {"url": "https://cdn.example.org/ep12.mp3", "type": "audio/mpeg", "size": 39845888, "duration": 2530}
    ]
    assert (post.metadata["episode"], post.metadata["season"]) == (12, 3)
    assert post.metadata["chapters"] == "https://cdn.example.org/ep12.json"
    assert post.metadata["transcript"] == "https://cdn.example.org/ep12.vtt"
    [outcome] = ask(web.put("/social", shapes.mastodon()))
    text = max(outcome.added).read_text()
    post = frontmatter.loads(text)
    files = cast("list[dict[str, str]]", post.metadata["enclosures"])
    assert [each["alt"][:12] for each in files] == ["A wooden hiv", "蜂箱的特写"]
    assert "![蜂箱的特写](https://files.example.social/media/2.png)" in text


def test_a_hostile_number_of_files_stays_within_bounds() -> None:
    found = one("".join(f'<media:content url="/{number}.jpg" medium="image"/>' for number in range(5_000)))
    assert len(found.enclosures) <= 64


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<audio controls src='/a.mp3?_=1'>no</audio>", [("https://example.org/a.mp3?_=1", "audio")]),
        ('<video poster="/p.jpg"><source type="video/webm" src="v"><source src="/w.mp4"></video>', [("https://example.org/v", "video")]),
        ("<p>x</p><AUDIO><source src=b.ogg></AUDIO> <audio src='/c.mp3'></audio>", [("https://example.org/b.ogg", "audio"), ("https://example.org/c.mp3", "audio")]),
        ("<audio src='/a&amp;b.mp3'></audio><audio></audio><audiox src=/d.mp3>", [("https://example.org/a&b.mp3", "audio")]),
        ("&lt;audio src=/a.mp3&gt;", []),
    ],
)  # fmt: skip
def test_what_a_text_plays_is_among_the_files(text: str, found: list[tuple[str, str]]) -> None:
    item = f"<item><guid>1</guid><link>https://example.org/x</link><title>A</title><description><![CDATA[<p>{text}</p>]]></description>{{}}</item>"
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "url": "/x", "content_html": text}],
    }
    for each in (shapes.rss(item.replace("{}", "")), json.dumps(document)):
        [entry] = entries(each)
        assert [(file.address, file.medium) for file in entry.enclosures] == found
    [entry] = entries(shapes.rss(item.replace("{}", "<enclosure url='/e.mp3' type='audio/mpeg'/>")))
    assert [file.address for file in entry.enclosures] == ["https://example.org/e.mp3"]
