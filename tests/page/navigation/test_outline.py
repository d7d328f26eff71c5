"""The headings of a page as a list."""

from hypothesis import given
from hypothesis import strategies as st

from reader.page.line import Block, BlockKind
from reader.page.markdown.inline import Inline
from reader.page.markdown.parse import parse
from reader.page.navigation.outline import Heading, heading_at, heading_line, headings

ARTICLE = """\
Before the first.

# Fruit

## 苹果 and *pears*

Text.

## Plums

# Trees
"""


def test_headings_lie_under_those_of_a_higher_level() -> None:
    blocks = parse(ARTICLE)
    told = [(each.depth, heading_line(blocks[each.block])) for each in headings(blocks)]
    assert told == [(0, "Fruit"), (1, "苹果 and pears"), (1, "Plums"), (0, "Trees")]


def test_a_level_that_is_left_out_indents_once_and_the_topmost_not_at_all() -> None:
    blocks = parse("### Deep\n\n###### Deeper\n\n#### Between\n\n## Up\n")
    assert [each.depth for each in headings(blocks)] == [0, 1, 1, 0]


def test_a_heading_of_two_lines_is_one_line_in_the_list() -> None:
    blocks = parse("One\ntwo<br>three\n===\n")
    assert heading_line(blocks[0]) == "One two three"


def test_a_block_stands_under_the_heading_before_it() -> None:
    found = (Heading(2, 0), Heading(5, 1))
    assert [heading_at(found, block) for block in (0, 1, 2, 4, 5, 9)] == [-1, -1, 0, 0, 1, 1]


def test_finding_headings_reads_no_leaf() -> None:
    class Unread(Inline):
        def _read(self) -> tuple[()]:
            raise AssertionError("a leaf was read")

    blocks = parse(ARTICLE)
    unread = [
        Block(block.kind, Unread(block.runs._md, block.runs._source, {}), level=block.level)
        for block in blocks
        if isinstance(block.runs, Inline)
    ]
    assert len(headings(unread)) == 4


@given(st.lists(st.integers(0, 6), max_size=40))
def test_no_heading_lies_more_than_one_deeper_than_the_one_before(levels: list[int]) -> None:
    kinds = {True: BlockKind.HEADING, False: BlockKind.PARAGRAPH}
    found = headings([Block(kinds[level > 0], (), level=level) for level in levels])
    depths = [each.depth for each in found]
    assert len(found) == sum(level > 0 for level in levels)
    assert all(later <= earlier + 1 for earlier, later in zip([-1, *depths], depths, strict=False))
