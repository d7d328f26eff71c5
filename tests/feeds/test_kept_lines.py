"""Line ends that the style of an entry keeps, as descriptions of films have them."""

from reader.feeds.html.convert import to_markdown


def test_line_ends_that_the_style_keeps_are_line_breaks_and_blank_lines_paragraphs() -> None:
    html = '<p style="white-space: pre-wrap">one\ntwo <b>three\nfour</b>\n\nfive</p><p>six\nseven</p>'
    markdown = to_markdown(html, "https://e.com/")
    assert markdown == "one\\\ntwo **three\\\nfour**\n\nfive\n\nsix seven\n"
    assert "three" in to_markdown(
        '<div style="white-space:pre"><pre>one\ntwo</pre>three</div>', "https://e.com/"
    )
