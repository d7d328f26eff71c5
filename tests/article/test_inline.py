"""Inline Markdown as plain text: what titles, summaries and names say."""

from time import process_time

import pytest

from reader.article.inline import plain

SAID = {
    "Shipping :rocket: H~2~O, x^2^ and ==marked==": "Shipping 🚀 H₂O, x² and marked",
    "What `__init__` and `a*b*c` do": "What __init__ and a*b*c do",
    "The `<canvas>` element": "The <canvas> element",
    "`` a`b `` and \\*stars\\*": "a`b and *stars*",
    "关于**重点**的说明，**中文。**中文": "关于重点的说明，中文。中文",
    "***Both***, ~~struck~~ and **a *nested* one**": "Both, struck and a nested one",
    "Q&amp;A &#8212; caf&eacute;": "Q&A — café",
    "<em>Tags</em> <a href='x'>a link</a><br>x<sup>2</sup> H<SUB>2</SUB>O": "Tags a link x² H₂O",
    "<img src=x.png> Logo <!-- hidden -->": "Logo",
    "<https://example.org> <me@example.org>": "https://example.org me@example.org",
    "[Link with `code`](x) ![image](y.png) [[Page|name]]": "Link with code image name",
}


@pytest.mark.parametrize("text", SAID)
def test_marks_are_read_as_what_they_mean(text: str) -> None:
    assert plain(text) == SAID[text]


@pytest.mark.parametrize(
    "text",
    [
        "a *b `c [d ~~e",
        "[IPO] Ten things",
        "2*3*4 = 24, 2**3**4",
        "What __init__ does, snake_case_name, *args and **kwargs",
        "if x==1 or y==2",
        "Centering a <div>, <script>alert(1)</script>, List<String>, a < b > c",
        "10:30:45, std::move::x, :not_an_emoji:, key:100:",
        "5~10~20, ~/x and ~/y, 2^10 and 3^4, ^_^",
        "AT&T; R&D, a&b=c&copy=1, &unknown;",
        "C* and A*",
        "(*) and (*), *:・゜* _(,_ ==> ==",
    ],
)
def test_what_may_be_no_mark_stays(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("text", ["[A][B] c", "C:\\!x \\*", "a[0](b)", "[IPO] x"])
def test_what_is_no_mark_in_plain_text_stays(text: str) -> None:
    assert plain(text, is_markdown=False) == text


@pytest.mark.parametrize(
    "flood", ["*a", "`", "<a", "[", "&a", "==a", "_a ", "a^b", "a~b", ":a", "<!--", "\\*", "**a*"]
)
def test_floods_of_marks_take_no_time(flood: str) -> None:
    begun = process_time()
    plain(flood * 1_000)
    assert process_time() - begun < 0.5
