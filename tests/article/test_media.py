"""What an article has to hear and to see: what its front matter names, and what its text shows."""

import pytest

from reader.article.media import MediaFile, format_length, format_size, media_of, medium_of
from reader.article.media_kinds import BITS, kinds_in
from tests.article.articles import article, read


def kinds(text: str) -> set[str]:
    found = kinds_in(read(text))
    return {name for name, bit in BITS.items() if found & bit}


def test_files_are_read_as_we_write_them_and_as_others_do() -> None:
    header = article(
        'enclosures: [{"url": "https://e.org/a.mp3", "type": "audio/mpeg", "size": 39845888, "duration": 2530}]\n'
        "episode: 12\nseason: 3\nchapters: https://e.org/c.json\ntranscript: javascript:alert(1)"
    ).extra
    media = media_of(header)
    assert media.files == (MediaFile("https://e.org/a.mp3", "audio/mpeg", 39845888, "", 2530),)
    assert (media.episode, media.season, media.chapters, media.transcript) == (
        "12",
        "3",
        "https://e.org/c.json",
        "",
    )
    for written in (
        "enclosures: [https://e.org/a.mp3]",
        "enclosures: https://e.org/a.mp3",
        "audio: https://e.org/a.mp3",
        "enclosure:\n  href: https://e.org/a.mp3\n  length: x",
        "enclosures:\n  - url: https://e.org/a.mp3\n  - https://e.org/a.mp3\n  - [x]\n  - file:///etc/passwd",
    ):
        assert [(file.address, file.medium) for file in media_of(article(written).extra).files] == [
            ("https://e.org/a.mp3", "audio")
        ]


@pytest.mark.parametrize(
    ("kind", "address", "medium"),
    [
        ("audio/mpeg", "https://e.org/x", "audio"),
        ("AUDIO/MPEG; charset=x", "https://e.org/x", "audio"),
        ("", "https://e.org/a.MP4?x=1", "video"),
        ("application/octet-stream", "https://e.org/a.opus", "audio"),
        ("application/pdf", "https://e.org/a.mp3", ""),
        ("", "https://e.org/a", ""),
        ("", "https://[e.org/a.mp3", ""),
        ("application/vnd.apple.mpegurl", "https://e.org/a", "video"),
    ],
)
def test_what_a_file_is_says_its_type_else_its_ending(kind: str, address: str, medium: str) -> None:
    assert medium_of(kind, address) == medium


def test_lengths_and_sizes_are_said_as_people_say_them() -> None:
    assert [format_length(seconds) for seconds in (0, 35, 90, 2530, 3600, 4330, 86_400)] == [
        "", "35 s", "2 min", "42 min", "1 h", "1 h 12 min", "24 h",
    ]  # fmt: skip
    assert [format_size(size) for size in (0, 700, 51_200, 39_845_888, 1_500_000_000)] == [
        "", "700 B", "50 kB", "38 MB", "1.4 GB",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("---\nimage: x.png\n---\n", {"image"}),
        ("---\naudio: https://e.org/a\n---\n", {"audio"}),
        ('---\nenclosures: [{"url": "https://e.org/a", "type": "video/mp4"}]\n---\n', {"video"}),
        ("Text ![words](a.png) text", {"image"}),
        ("![words][one]\n\n[one]: a.png", {"image"}),
        ("![](<a b.png>)", {"image"}),
        ("![film](a.mp4) ![sound](a.ogg)", {"video", "audio"}),
        ("![[a.png|300]]", {"image"}),
        ("![[sound.mp3]]", {"audio"}),
        ("![[A note]] and ![[A note#heading]]", set()),
        ('<img src="a.png">', {"image"}),
        ("<video src=x></video><audio controls>", {"video", "audio"}),
        ("`![a](b.png)` and ``<img src=x>``", set()),
        ("```\n![a](b.png)\n```\n", set()),
        ("~~~md\n![a](b.png)\n~~~\n![c](d.png)", {"image"}),
        ("A [link](a.png) and an exclamation! [link](x)", set()),
        ("a < b, List<img>?", {"image"}),
        ("", set()),
    ],
)
def test_what_a_text_shows_is_known_without_parsing_it(text: str, wanted: set[str]) -> None:
    assert kinds(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "![" * 100_000,
        "![[" * 70_000,
        "`" * 200_000,
        "![a](" * 40_000,
        "<img " * 1_000 + "`" * 100_000,
        "```\n" * 50_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    assert kinds(text) <= set(BITS)


@pytest.mark.parametrize(
    "text",
    [
        "Words\n\n[www.youtube.com](https://www.youtube.com/watch?v=a1)\n",
        "> [A film](https://vimeo.com/1234/ab)\n",
        "[x](https://www.bilibili.com/video/BV1?p=2)",
        "<https://youtu.be/a1>",
        'See <iframe width="5" src="//player.bilibili.com/player.html?bvid=BV1"></iframe> here',
        "<iframe src='https://www.youtube-nocookie.com/embed/a1'></iframe>",
    ],
)
def test_the_frame_of_a_film_is_a_film(text: str) -> None:
    assert kinds(text) == {"video"}


@pytest.mark.parametrize(
    "text",
    [
        "as [this](https://www.youtube.com/watch?v=a1) says",
        "[The channel](https://www.youtube.com/@ann)",
        "[About](https://vimeo.com/about)",
        "```\nhttps://youtu.be/a1\n```\n",
        "`<iframe src='https://www.youtube.com/embed/a1'>`",
    ],
)
def test_a_link_in_a_sentence_to_a_film_is_none(text: str) -> None:
    assert kinds(text) == set()
