"""What programs for sites set beside or around each other: cards, images with sizes, tables of one row, frames without scripts."""

import pytest

from reader.feeds.html.convert import to_markdown

BASE = "https://example.org/post"

BOOKMARK = (
    '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="/p"><div class="kg-bookmark-content">'
    '<div class="kg-bookmark-title">Title</div><div class="kg-bookmark-description">What it says.</div>'
    '<div class="kg-bookmark-metadata"><img class="kg-bookmark-icon" src="/i.ico" alt=""><span class="kg-bookmark-author">Site</span>'
    '<span class="kg-bookmark-publisher">Ann</span></div></div><div class="kg-bookmark-thumbnail"><img src="/t.jpg" alt=""></div>'
    "</a></figure><p>Next</p>"
)


def test_a_bookmark_is_a_link_and_the_words_about_it() -> None:
    assert to_markdown(BOOKMARK, BASE) == (
        "[Title](https://example.org/p)\n\nWhat it says.\n\nSite · Ann\n\n![](https://example.org/t.jpg)\n\nNext\n"
    )


def test_an_image_in_a_light_box_does_not_say_how_large_it_is() -> None:
    html = (
        '<div class="lightbox-wrapper"><a class="lightbox" href="/big.png" title="a"><img src="/s.png" alt="a"><div class="meta">'
        '<span class="filename">a</span><span class="informations">1920×1080 90 KB</span></div></a></div>'
    )
    assert to_markdown(html, BASE) == "[![a](https://example.org/s.png)](https://example.org/big.png)\n"


@pytest.mark.parametrize("mark", ["#", "\u200b", "\xa0", "¶\ufeff"])
def test_the_link_of_a_heading_to_itself_goes(mark: str) -> None:
    assert to_markdown(f'<h2 id="a">Head<a href="#a" class="hash-link">{mark}</a></h2>', BASE) == "## Head\n"


def test_a_table_of_one_row_that_sets_blocks_beside_each_other_is_those_blocks() -> None:
    html = (
        '<table><tr><td><a href="/c"><img src="/i.png" alt="I"></a></td><td><div><p>One</p><ul><li>a</li></ul></div> by '
        '<a href="/u">u</a></td></tr></table>'
    )
    assert to_markdown(html, BASE) == (
        "[![I](https://example.org/i.png)](https://example.org/c)\n\nOne\n\n- a\n\nby [u](https://example.org/u)\n"
    )
    assert to_markdown("<table><tr><td>a</td><td>b</td></tr></table>", BASE) == "| a | b |\n| --- | --- |\n"


FRAME = '<iframe src="https://www.youtube.com/embed/abc"></iframe>'
FILM = "[www.youtube.com](https://www.youtube.com/watch?v=abc)\n"


def test_a_film_that_only_stands_there_for_browsers_without_scripts_is_kept_once() -> None:
    assert to_markdown(f'<div class="rll-youtube-player"></div><noscript>{FRAME}</noscript>', BASE) == FILM
    assert to_markdown(f"{FRAME}<noscript>{FRAME}</noscript>", BASE) == FILM


@pytest.mark.parametrize("how", ['width="0" height="0"', 'style="display:none"', 'width="1" height="1"'])
def test_a_frame_that_is_not_seen_goes(how: str) -> None:
    assert to_markdown(f'a<iframe src="https://count.example/ns.html" {how}></iframe>', BASE) == "a\n"
    assert to_markdown(f'a<noscript><iframe src="/ns.html" {how}></iframe></noscript>', BASE) == "a\n"


def test_the_full_image_of_a_gallery_is_kept() -> None:
    html = '<img src="/a-150x150.jpg" data-full-url="https://example.org/a.jpg" alt="A">'
    assert to_markdown(html, BASE) == "![A](https://example.org/a.jpg)\n"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            'T<label class="sidenote-number"></label><input type="checkbox" class="margin-toggle"><span class="sidenote">Side <em>note</em></span> more',
            "T (Side *note*) more",
        ),
        ('T<span class="marginnote">Note.</span>, more', "T (Note.), more"),
        (
            'T<span class="marginnote"><img src="/i.png" alt="I"> Note</span>more',
            "T (![I](https://example.org/i.png) Note) more",
        ),
        (
            'T<sup data-mfn="1"><a href="javascript:void(0)">1</a></sup><span class="modern-footnotes-footnote__note">N</span> more',
            "T<sup>1</sup> (N) more",
        ),
    ],
)
def test_a_note_in_the_margin_stands_in_parentheses(html: str, markdown: str) -> None:
    assert to_markdown(f"<p>{html}</p>", BASE) == f"{markdown}\n"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<select><option>1</option></select>b", "a b"),
        ("a<textarea>t</textarea>b", "a t b"),
        ("a<canvas>t</canvas>b", "a t b"),
        ("a<svg><text>t</text></svg>b", "a t b"),
        ("a<audio>t</audio>b", "a t b"),
        ('word<svg><path d="M0"/></svg>.', "word."),
        ('a<svg><path d="M0"/></svg>b', "ab"),
    ],
)
def test_what_is_drawn_or_filled_in_parts_words(html: str, text: str) -> None:
    assert to_markdown(f"<p>{html}</p>", BASE) == f"{text}\n"


def test_a_callout_is_a_quote_that_begins_with_its_emoji() -> None:
    html = (
        '<p>A</p><div class="kg-card kg-callout-card kg-callout-card-blue"><div class="kg-callout-emoji">💡</div>'
        '<div class="kg-callout-text">Never <b>in</b> sun.</div></div><p>B</p>'
    )
    assert to_markdown(html, BASE) == "A\n\n> 💡 Never **in** sun.\n\nB\n"


def test_the_card_of_a_file_is_one_link() -> None:
    html = (
        '<div class="kg-card kg-file-card"><a class="kg-file-card-container" href="/l.pdf" download><div class="kg-file-card-contents">'
        '<div class="kg-file-card-title">The list</div><div class="kg-file-card-caption">One page</div>'
        '<div class="kg-file-card-metadata"><div class="kg-file-card-filename">l.pdf</div><div class="kg-file-card-filesize">9 KB</div></div>'
        '</div><div class="kg-file-card-icon"><svg><title>download</title></svg></div></a></div>'
    )
    assert to_markdown(html, BASE) == "[The list](https://example.org/l.pdf) One page · l.pdf · 9 KB\n"


def test_a_player_leaves_its_sound_and_its_title() -> None:
    html = (
        '<div class="kg-card kg-audio-card"><img src="" alt="audio-thumbnail" class="kg-audio-thumbnail kg-audio-hide">'
        '<div class="kg-audio-player-container"><audio src="/a.mp3"></audio><div class="kg-audio-title">The tide</div>'
        '<div class="kg-audio-player"><button>play</button><span>0:00</span><div>/<span>92</span></div></div></div></div><p>B</p>'
    )
    assert to_markdown(html, BASE) == "[a.mp3](https://example.org/a.mp3)\n\nThe tide\n\nB\n"


@pytest.mark.parametrize(
    ("frame", "page"),
    [
        (
            "https://www.bilibili.com/blackboard/html5mobileplayer.html?bvid=BV1&danmaku=0",
            "https://www.bilibili.com/video/BV1",
        ),
        (
            "//player.bilibili.com/player.html?aid=170001&page=2",
            "https://www.bilibili.com/video/av170001?p=2",
        ),
        ("https://v.qq.com/txp/iframe/player.html?vid=a1", "https://v.qq.com/x/page/a1.html"),
        (
            "https://cdn.embedly.com/widgets/media.html?src=x&url=https%3A%2F%2Fwww.youtube.com%2Fembed%2Fdq&type=text%2Fhtml",
            "https://www.youtube.com/watch?v=dq",
        ),
        ("https://hatenablog-parts.com/embed?url=https%3A%2F%2Fe.org%2F8", "https://e.org/8"),
    ],
)
def test_a_frame_around_a_page_leads_to_the_page(frame: str, page: str) -> None:
    assert to_markdown(f'<iframe src="{frame}" title="T"></iframe>', BASE) == f"[T]({page})\n"
