"""Whatever stands in an entry, other programs and our page show all of its words, once, in their order and their lines."""

import re
from itertools import count, islice

import pytest
from lxml import html
from markdown_it import MarkdownIt

from reader.feeds.html.convert import to_markdown
from tests.counts import FULL
from tests.feeds.bodies import Bodies, lines_of
from tests.feeds.other_reader import BASE
from tests.page.painting import painted

BODIES = 1_000 if FULL else 150
PARTS = 5

_COMMONMARK = MarkdownIt("commonmark").enable(["strikethrough", "table"])
_DEFINITION = re.compile(r"^([> ]*): +", re.MULTILINE)
_WORD = re.compile(r"w\d+x|字\d+文")
_IMAGE = "▣ i.png — a.example"


def bodies(part: int) -> list[str]:
    """Return one of the parts of the bodies."""
    made = (body for seed in count(part * 100_000) if "<" in (body := Bodies(seed).body()))
    return list(islice(made, BODIES // PARTS))


def without_space(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("part", range(PARTS))
def test_other_programs_show_the_lines_of_an_entry(part: int) -> None:
    for body in bodies(part):
        markdown = _DEFINITION.sub(r"\1", to_markdown(body, BASE))
        found = lines_of(html.fromstring(f"<div>{_COMMONMARK.render(markdown)}</div>"))
        wanted = lines_of(html.fromstring(f"<div>{body}</div>"))
        assert [_DEFINITION.sub(r"\1", each) for each in found] == [
            _DEFINITION.sub(r"\1", each) for each in wanted
        ], body


@pytest.mark.parametrize("part", range(PARTS))
def test_our_page_shows_the_words_of_an_entry(part: int) -> None:
    for body in bodies(part)[:: 1 if FULL else 3]:
        page = painted(to_markdown(body, BASE), 3000).replace(_IMAGE, "")
        wanted = lines_of(html.fromstring(f"<div>{body}</div>"))
        if "<table" in body:  # the lines of cells stand beside each other
            assert sorted(_WORD.findall(page)) == sorted(_WORD.findall(" ".join(wanted))), body
            continue
        letters, at = without_space(page), 0
        for line in wanted:
            at = letters.find(without_space(_DEFINITION.sub(r"\1", line)), at)
            assert at >= 0, (line, body)
