"""Images and films of an entry, however a page loads them."""

import pytest

from reader.feeds.html.convert import to_markdown
from reader.feeds.html.srcset import candidates
from tests.feeds.other_reader import BASE, blocks, shown, words

PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


@pytest.mark.parametrize(
    ("srcset", "found"),
    [
        ("/a.jpg", [("/a.jpg", 0, 1)]),
        ("/a.jpg 2x, /b.jpg 1x", [("/a.jpg", 0, 2), ("/b.jpg", 0, 1)]),
        (
            "https://c.e/w_424,c_limit/a 424w, https://c.e/w_848,c_limit/a 848w",
            [("https://c.e/w_424,c_limit/a", 424, 1), ("https://c.e/w_848,c_limit/a", 848, 1)],
        ),
        ("/a.jpg,/b.jpg 2x", [("/a.jpg,/b.jpg", 0, 2)]),
        ("/a.jpg, /b.jpg 2x", [("/a.jpg", 0, 1), ("/b.jpg", 0, 2)]),
        ("  ,, /a.jpg 1.5x ,,\n\t/b.jpg  300w  200h,", [("/a.jpg", 0, 1.5), ("/b.jpg", 300, 1)]),
        ("/a.jpg 300w,/b.jpg 600w", [("/a.jpg", 300, 1), ("/b.jpg", 600, 1)]),
        ("/a.jpg (max-width: 3px, 4px) , /b.jpg 2x", [("/b.jpg", 0, 2)]),
        ("/a.jpg -5w, /b.jpg 5q, /c.jpg x, /d.jpg 1e1x", [("/d.jpg", 0, 10)]),
        ("data:image/png;base64,AAAA,BB 1x, /b.jpg 2x", [("data:image/png;base64,AAAA,BB", 0, 1), ("/b.jpg", 0, 2)]),
        ("", []),
        (" , ,", []),
    ],
)  # fmt: skip
def test_a_srcset_is_parsed_as_html_says(srcset: str, found: list[tuple[str, int, float]]) -> None:
    assert [(each.address, each.width, each.density) for each in candidates(srcset)] == found


SOURCES = [
    ('data-srcset="https://c.e/w_424,c_limit/a.jpg 424w, https://c.e/w_848,c_limit/a.jpg 848w" src="data:,"',
     "https://c.e/w_848,c_limit/a.jpg"),
    ('srcset="/l.png 2x, /s.png 1x" src="/s.png"', "https://b.org/l.png"),
    ('srcset="/a.png 900w, /b.png 1800w, /c.png 300w" src="/c.png"', "https://b.org/b.png"),
    ('srcset="/a.png 0.5x" src="/c.png"', "https://b.org/c.png"),
    ('data-src="true" src="/a.png"', "https://b.org/a.png"),
    ('data-src="lazy" src="/a.png"', "https://b.org/a.png"),
    ('data-src=\'{"a": "/b.png"}\' src="/a.png"', "https://b.org/a.png"),
    ('data-original="1" src="/a.png"', "https://b.org/a.png"),
    ('data-src="javascript:x" src="/a.png"', "https://b.org/a.png"),
    ('data-src="real.png" src="/blank.gif"', "https://b.org/p/real.png"),
    ('data-src="../real" src="/blank.gif"', "https://b.org/real"),
    ('data-src="//e.org/i?id=1" src="/blank.gif"', "https://e.org/i?id=1"),
    (f'data-lazy-src="/r.jpg" src="{PIXEL}" srcset="{PIXEL} 1w"', "https://b.org/r.jpg"),
    (f'data-lazy-srcset="/r-300.jpg 300w,/r-900.jpg 900w" src="{PIXEL}"', "https://b.org/r-900.jpg"),
    (f'data-lazy-srcset="/r-300.jpg 300w, /r-900.jpg 900w" data-src="/r.jpg" src="{PIXEL}"', "https://b.org/r-900.jpg"),
]  # fmt: skip


@pytest.mark.parametrize(("attributes", "address"), SOURCES)
def test_the_largest_form_of_an_image_is_kept(attributes: str, address: str) -> None:
    image = shown(f"<p>a <img {attributes} alt='A'> b</p>").find(".//img")
    assert (image.get("src"), image.get("alt")) == (address, "A")


@pytest.mark.parametrize(
    ("picture", "address"),
    [
        ('<source srcset="/a.webp 1x, /b.webp 2x"><img src="data:,">', "https://b.org/b.webp"),
        ('<source srcset="/a.webp"><img src="/i.jpg">', "https://b.org/i.jpg"),
        ('<source srcset="/a.webp"><source srcset="/b.webp"><img alt="x">', "https://b.org/a.webp"),
        ('<source data-srcset="/a.webp 2x" srcset="data:,x">', "https://b.org/a.webp"),
        ('<source srcset="/a.avif"><img srcset="/i.jpg 300w, /j.jpg 600w">', "https://b.org/j.jpg"),
    ],
)
def test_a_picture_is_shown_once(picture: str, address: str) -> None:
    images = shown(f"<p>a</p><picture>{picture}</picture><p>b</p>").findall(".//img")
    assert [each.get("src") for each in images] == [address]


def test_what_is_shown_without_scripts_is_not_shown_twice() -> None:
    lazy = f'<img src="{PIXEL}" data-src="/r.jpg" data-srcset="/r-300x200.jpg 300w, /r-900x600.jpg 900w">'
    for twin in ("/r.jpg", "/r-300x200.jpg", "/r-900x600.jpg?fit=9", "/r-1024x768.jpg"):
        images = shown(f'{lazy}<noscript><img src="{twin}"></noscript>').findall(".//img")
        assert [each.get("src") for each in images] == ["https://b.org/r-900x600.jpg"]
    other = shown(f'{lazy}<noscript><img src="/other.jpg"></noscript>').findall(".//img")
    assert len(other) == 2


@pytest.mark.parametrize(
    "attributes",
    ["width=1 height=1", "width='1px' height='1px'", "height=0", "width='1.0'", "style='display:none'",
     "style='display: none !important'", "style='width:1px;height:1px'", "style='visibility:hidden'", "hidden"],
)  # fmt: skip
def test_a_tracking_pixel_is_left_out(attributes: str) -> None:
    assert to_markdown(f"<p>x<img src='/t.gif' alt='t' {attributes}>y</p>", BASE) == "xy\n"


@pytest.mark.parametrize(
    "attributes", ["width=10 height=10", "width='100%'", "style='max-width:100%;width:11px'", "height=16"]
)
def test_a_small_image_is_no_pixel(attributes: str) -> None:
    assert shown(f"<p>x<img src='/t.gif' {attributes}></p>").find(".//img") is not None


def test_an_image_inside_the_text_leaves_what_stands_for_it() -> None:
    data = "data:image/png;base64," + "A" * 5_000
    assert to_markdown(f"<p>x <img src='{data}' alt='A chart'> y</p>", BASE) == "x A chart y\n"
    assert to_markdown(f"<p>x <img src='{data}'> y</p>", BASE) == "x 🖼 y\n"
    assert to_markdown(f"<p>x<img src='{PIXEL}'>y</p>", BASE) == "xy\n"


def test_amp_images_are_images() -> None:
    found = shown(
        "<amp-img src='/a.jpg' srcset='/b.jpg 2x' alt='A'><noscript><img src='/a.jpg'></noscript></amp-img>"
    )
    assert [(each.get("src"), each.get("alt")) for each in found.findall(".//img")] == [("https://b.org/b.jpg", "A")]  # fmt: skip


FILMS = [
    ('<iframe src="https://www.youtube.com/embed/abc"></iframe>', "https://www.youtube.com/watch?v=abc"),
    ('<iframe src="//www.youtube-nocookie.com/embed/abc?rel=0"></iframe>', "https://www.youtube.com/watch?v=abc"),
    ('<iframe src="https://www.youtube.com/embed/videoseries?list=PL1"></iframe>', "https://www.youtube.com/playlist?list=PL1"),
    ('<iframe src="//player.bilibili.com/player.html?bvid=BV1x&page=2"></iframe>', "https://www.bilibili.com/video/BV1x?p=2"),
    ('<iframe src="//player.bilibili.com/player.html?bvid=BV1x&page=1"></iframe>', "https://www.bilibili.com/video/BV1x"),
    ('<iframe src="https://www.youtube.com/embed/?list=PL1"></iframe>', "https://www.youtube.com/playlist?list=PL1"),
    ('<iframe src="https://www.youtube.com/embed/abc?list=PL1"></iframe>', "https://www.youtube.com/watch?v=abc&list=PL1"),
    ('<iframe src="https://www.youtube.com/embed/abc?start=90"></iframe>', "https://www.youtube.com/watch?v=abc&t=90"),
    ('<iframe src="https://player.vimeo.com/video/123?h=abc&title=0"></iframe>', "https://vimeo.com/123/abc"),
    ('<iframe src="https://player.vimeo.com/video/123"></iframe>', "https://vimeo.com/123"),
    ('<iframe data-src="https://e.org/f" src="about:blank"></iframe>', "https://e.org/f"),
    ('<lite-youtube videoid="abc" playlabel="A film"></lite-youtube>', "https://www.youtube.com/watch?v=abc"),
    ('<amp-youtube data-videoid="abc"></amp-youtube>', "https://www.youtube.com/watch?v=abc"),
    ('<lite-vimeo videoid="123"></lite-vimeo>', "https://vimeo.com/123"),
    ('<video src="/v.mp4">Not shown</video>', "https://b.org/v.mp4"),
    ('<video><source src="/v.webm"><source src="/v.mp4"><track src="/t.vtt"><a href="/v.mp4">Load</a></video>', "https://b.org/v.webm"),
    ('<audio controls><source src="/a.mp3" type="audio/mpeg"></audio>', "https://b.org/a.mp3"),
    ('<object data="/m.swf"><embed src="/n.swf"></object>', "https://b.org/m.swf"),
    ('<object><param name="movie" value="/m.swf"><embed src="/n.swf"></object>', "https://b.org/m.swf"),
]  # fmt: skip


@pytest.mark.parametrize(("film", "address"), FILMS)
def test_a_film_is_a_link_on_a_line_of_its_own(film: str, address: str) -> None:
    for html in (f"<p>a</p>{film}{film}<p>b</p>", f"<p>a {film}{film} b</p>", f"a<b>{film}{film}</b>b"):
        found = shown(html)
        assert [each.tag for each in found] == ["p"] * 4
        assert [words(found[0]), words(found[3])] == ["a", "b"]
        links = [each for block in found[1:3] for each in block.iter("a")]
        assert [each.get("href") for each in links] == [address] * 2
        assert all(words(each) == words(block) for each, block in zip(links, found[1:3], strict=True))


def test_a_film_says_what_it_is_called() -> None:
    assert words(shown('<lite-youtube videoid="a" playlabel="A film"></lite-youtube>')) == "A film"
    assert words(shown('<iframe src="https://e.org/" title="A frame"></iframe>')) == "A frame"


def test_a_film_in_a_cell_or_a_link_stays_there() -> None:
    frame = '<iframe src="https://e.org/"></iframe>'
    table = shown(f"<table><tr><th>x</th><th>y</th></tr><tr><td>a{frame}b</td><td>c</td></tr></table>")
    assert [words(each) for each in table.iter("td")] == ["a e.org b", "c"]
    assert blocks(shown(f"<h2>a{frame}b</h2>")) == [("h2", "a e.org b")]


def test_an_image_in_a_heading_is_kept() -> None:
    for html in (
        "<h2><img src='/i.png' alt='A'></h2>",
        "<h1><a href='/u'><img src='/i.png' alt='A'> T</a></h1>",
    ):
        assert [each.get("src") for each in shown(html).iter("img")] == ["https://b.org/i.png"]


@pytest.mark.parametrize(
    ("image", "text"),
    [
        ("<img src='/w.png' title=':wink:' class='emoji' alt=':wink:' width='20' height='20'>", "A 😉 b\n"),
        ("<img src='/w.svg' alt='🙂' class='wp-smiley' style='height: 1em'>", "A 🙂 b\n"),
        ("<img src='/w.png' alt='[泪]' style='width:1em; height:1em;'>", "A [泪] b\n"),
        ("<img src='/w.png' class='emoji emoji-custom' alt=':ourboat:'>", "A :ourboat: b\n"),
        ("<img src='/face.png' alt='' width='24' height='24' class='avatar'>", "A b\n"),
        ("<img src='/a.png' alt='' width='640' height='24'>", "A ![](https://e.org/a.png) b\n"),
        (
            "<a href='/x'><img src='/a.png' alt='' width='24' height='24'></a>",
            "A [![](https://e.org/a.png)](https://e.org/x) b\n",
        ),
    ],
)
def test_emoji_are_characters_and_faces_beside_names_go(image: str, text: str) -> None:
    assert to_markdown(f"<p>A {image} b</p>", "https://e.org/").replace("\\:", ":") == text
