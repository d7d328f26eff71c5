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
