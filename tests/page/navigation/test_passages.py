"""What a link to a position in the article leads to."""

from reader.page.line import ABBREVIATION, Block
from reader.page.markdown.parse import parse
from reader.page.navigation.passages import passage_from

NOTES = """Text[^1], more[^long], 再来[^中].

# Head

Under it.

> Quoted. ^quote-1
>
> Still.

[^1]: *One*.
[^long]: First.

    Second.

    - item
[^中]: 中文。
"""


def texts(found: tuple[Block, ...]) -> list[str]:
    return ["".join(run.text for run in block.runs) for block in found]


def test_a_footnote_is_shown_whole_without_its_number_and_the_way_back() -> None:
    blocks = parse(NOTES)
    assert texts(passage_from(blocks, "#fn-1")) == ["One."]
    long = passage_from(blocks, "#fn-2")
    assert texts(long) == ["First.", "Second.", "item"]
    assert [len(block.gutters) for block in long] == [0, 0, 1]
    assert long[0].space == 0
    assert texts(passage_from(blocks, "#fn-3")) == ["中文。"]


def test_elsewhere_it_is_what_begins_there() -> None:
    blocks = parse(NOTES)
    assert texts(passage_from(blocks, "#head"))[:3] == ["Head", "Under it.", "Quoted."]
    assert texts(passage_from(blocks, "#^quote-1"))[:2] == ["Quoted.", "Still."]
    assert passage_from(blocks, "#nowhere") == ()


def abbreviated(markdown: str) -> list[tuple[str, str]]:
    """The abbreviations of a text that have a meaning, with it."""
    return [
        (run.text, run.link.removeprefix(ABBREVIATION))
        for block in parse(markdown)
        for run in block.runs
        if run.link.startswith(ABBREVIATION)
    ]


def test_abbreviations_have_their_meanings_wherever_they_stand_as_words() -> None:
    text = "HTML5 and HTML, 使用HTML的, `HTML` and [HTML](a.md); W3C*s*.\n\n*[HTML]: Hyper Text\n*[W3C]: 万维网联盟\n"
    assert abbreviated(text) == [("HTML", "Hyper Text"), ("HTML", "Hyper Text"), ("W3C", "万维网联盟")]
    assert abbreviated('An <abbr title="Cascading Style  Sheets">CSS</abbr> and <abbr>none</abbr>.') == [
        ("CSS", "Cascading Style Sheets")
    ]
    assert abbreviated('<p>A <abbr title="B C">BC</abbr></p>') == [("BC", "B C")]
    assert abbreviated('[a <abbr title="B C">BC</abbr>](https://e.org)') == []


def test_no_article_can_write_a_meaning_as_a_link() -> None:
    assert abbreviated(f"[a]({ABBREVIATION}b) <a href='{ABBREVIATION}b'>c</a> [d](<{ABBREVIATION}e f>)") == []


def test_a_word_keeps_its_text_and_hundreds_of_terms_are_enough() -> None:
    terms = "\n".join(f"*[T{n}]: meaning {n}" for n in range(2_000))
    blocks = parse(f"T1 T1999 text\n\n{terms}")
    assert texts(blocks)[0] == "T1 T1999 text"
    assert len(abbreviated(f"{' '.join(f'T{n}' for n in range(2_000))}\n\n{terms}")) == 500
