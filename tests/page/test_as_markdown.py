"""Parts of a page as Markdown: what is pasted elsewhere says the same there."""

import pytest

from reader.page.as_markdown import passage_as_markdown
from reader.page.markdown.parse import parse


def copied(markdown: str) -> str:
    """What becomes of a whole text."""
    blocks = parse(markdown)
    return passage_as_markdown(blocks, [(at, 0, 10**9) for at in range(len(blocks))])


STAY = [
    "Plain text.",
    "A *word*, **another**, ~~a third~~ and `code`.",
    "A [link](https://example.org/a) and <b>",
    "**中文**和*斜体*。",
    "# A heading\n\nText.",
    "- one\n- two\n  - three",
    "3. three\n4. four",
    "- [ ] open\n- [x] done",
    "```python\nprint(1)\n```",
    "````\n```\n````",
    "| a | b |\n| --- | ---: |\n| 1 | 2 |",
    "A line,  \nand another.",
    r"Signs: \*not\* \[a\] 2 \* 3 and snake_case and \_x\_.",
    r"1\. is no list" + "\n\n" + r"\# is no heading" + "\n\n" + r"\> is no quotation",
    "`` ` ``",
]


@pytest.mark.parametrize("markdown", STAY)
def test_what_is_markdown_already_stays_so(markdown: str) -> None:
    expected = markdown.replace("and <b>", r"and \<b>")
    assert copied(markdown.replace("and <b>", r"and \<b>")) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("A [page](other.md), [[a note]] and [up](#up).", "A page, a note and up."),
        ("A fact[^1].\n\n[^1]: Its source.", "A fact.\n\nIts source."),
        ("<b>bold</b> &lt;i&gt; &amp;amp;", r"**bold** \<i> \&amp;"),
        ("https://example.org/a_b_c is an address", "https://example.org/a_b_c is an address"),
        ("[x](javascript:alert(1))", "x"),
        ("* one\n* two", "- one\n- two"),
        ("a ** b", r"a \*\* b"),
    ],
)
def test_what_leads_nowhere_elsewhere_is_only_text(markdown: str, expected: str) -> None:
    assert copied(markdown) == expected


def test_the_copy_of_a_copy_is_the_same() -> None:
    for markdown in STAY:
        once = copied(markdown)
        assert copied(once) == once
