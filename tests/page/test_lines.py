"""No line is wrong: random mixed text at every width, in every typography."""

import re
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from reader.page.layout.block_lines import block_lines
from reader.page.line import Block, BlockKind, Line, Run, TextStyle
from reader.page.lines.block_layout import block_text
from reader.page.lines.linebreak import NEVER_FIRST, NEVER_LAST, STICKY
from reader.page.lines.spacing import SPACE_BOUND, meetings
from reader.page.lines.typography import HANGING, Typography
from reader.text import cell_width
from reader.text.graphemes import graphemes
from tests.page.painting import own_text, width

HAN = "的一是不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
KANA = "あいうえおかきくけこさしすせそタチツテトナニヌネノゃゅょっァィッー々"
SIGNS = "，。、；：？！）》」』】〉（《「『【〈“”‘’—…·～ー％℃\"'()[]{}<>«»!?.,;:-/\\|&%$€#@*_+="
SOLID = [
    "👍🏽",
    "👨\u200d👩\u200d👧",
    "🇨🇳",
    "🇯🇵",
    "❤\ufe0f",
    "e\u0301",
    "が\u3099",
    "葛\U000e0100",
    "क्षि",
    "각",
]
URLS = ["https://example.com/a/b-c/d?e=f&g=h", "www.example.org/some_long_name.html", "ftp://a.b/" + "c" * 30]
MEASURED = [
    "12.5 km",
    "2025 年",
    "3.5%",
    "20 °C",
    "100亿美元",
    "$ 5",
    "-3.5",
    "￥100",
    "10:30",
    "1,234.56",
    "±5",
    "第5章",
]

words = st.one_of(
    st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABCéñßλж0123456789"), min_size=1, max_size=14),
    st.text(st.sampled_from(HAN), min_size=1, max_size=12),
    st.text(st.sampled_from(KANA), min_size=1, max_size=8),
    st.text(st.sampled_from("한국어띄어쓰기로나눈말"), min_size=1, max_size=6),
    st.text(st.sampled_from(SIGNS), min_size=1, max_size=3),
    st.sampled_from([*SOLID, *URLS, *MEASURED, *STICKY, "\u200b", "\n", " ", " ", " ", "  "]),
)
mixed = st.lists(words, max_size=30).map("".join)
measures = st.integers(2, 200)
typographies = st.builds(Typography, st.booleans(), st.booleans(), st.booleans())
marks = st.sampled_from([TextStyle.PLAIN, TextStyle.STRONG, TextStyle.CODE, TextStyle.LINK])
blocks = st.lists(st.tuples(mixed, marks), min_size=1, max_size=3).map(
    lambda runs: Block(BlockKind.PARAGRAPH, tuple(Run(text, mark) for text, mark in runs if text))
)


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, (Run(text),))


def boundaries(text: str) -> list[int]:
    found, at = [0], 0
    for cluster in graphemes(text):
        at += len(cluster)
        found.append(at)
    return found


def within(line: Line, typography: Typography) -> int:
    """The cells of a line, without a sign that hangs in the margin."""
    text = own_text(line)
    hangs = typography.hanging and text[-1:] and text[-1] in HANGING
    return width(line) - (cell_width(text[-1]) if hangs else 0)


@given(blocks, measures, typographies)
def test_no_line_is_wider_than_asked_but_a_single_grapheme(
    block: Block, measure: int, typography: Typography
) -> None:
    for line in block_lines(block, 0, measure, typography):
        assert within(line, typography) <= measure or len(list(graphemes(own_text(line)))) == 1
        assert width(line) <= measure + 2


@given(blocks, measures, typographies)
def test_no_text_is_lost_and_none_is_added(block: Block, measure: int, typography: Typography) -> None:
    text, last = block_text(block), 0
    for line in block_lines(block, 0, measure, typography):
        assert not text[last : line.start].strip(" \n")
        at = line.start
        for span in line.spans:
            if span.offset >= 0:
                assert span.offset == at
                assert text.startswith(span.text, at)
                at += len(span.text)
            else:
                assert span.text.isspace() or typography.in_words or typography.marks_code
        assert at == line.end
        last = line.end
    assert not text[last:].strip(" \n")


@given(blocks, measures, typographies)
def test_no_grapheme_is_split_over_lines_or_by_a_space(
    block: Block, measure: int, typography: Typography
) -> None:
    text = block_text(block)
    allowed = set(boundaries(text))
    for line in block_lines(block, 0, measure, typography):
        assert line.start in allowed
        assert line.end in allowed or text[line.end] == " "  # a mark may stand on a space, which is not seen
        for span, following in pairwise(line.spans):
            if following.offset < 0:
                assert span.offset + len(span.text) in allowed


def forbidden(text: str, at: int) -> bool:
    left, right = text[at - 1], text[at]
    return right in NEVER_FIRST + STICKY or left in NEVER_LAST + STICKY


@given(mixed, measures, typographies)
@example("“（）中，。", 2, Typography(hanging=True))
@example("abc\u00a0def", 4, Typography())
@example("ab\u2060c\u2060d", 3, Typography())
def test_no_line_begins_or_ends_against_the_rules_where_the_width_leaves_a_choice(
    text: str, measure: int, typography: Typography
) -> None:
    whole = boundaries(text)
    for line, following in pairwise(block_lines(paragraph(text), 0, measure, typography)):
        at = following.start
        if at != line.end or text[at - 1] == "\u200b":
            continue  # a space or a newline stood there, or the author allowed this break
        if forbidden(text, at) and not _may_part(text, at):
            choices = [each for each in whole if line.start < each < at and _is_choice(text, each)]
            assert not choices, (own_text(line), text[at], choices)


def _may_part(text: str, at: int) -> bool:
    """Whether the standard lets Latin signs part there, which the list for emergencies does not tell apart."""
    return text[at].isascii() and text[at - 1].isascii()


def _is_choice(text: str, at: int) -> bool:
    return not forbidden(text, at) and " " not in text[at - 1 : at + 1]


@given(st.lists(words, max_size=8).map("".join), st.sampled_from(MEASURED), measures, typographies)
def test_a_number_keeps_its_unit_and_its_sign_where_a_line_holds_them(
    before: str, number: str, measure: int, typography: Typography
) -> None:
    text = f"{before} {number} 中文。"
    start = len(before) + 1
    for line in block_lines(paragraph(text), 0, measure, typography):
        if start < line.start < start + len(number):
            assert cell_width(number) + (len(meetings(number)) if typography.autospace else 0) > measure


@given(st.sampled_from(URLS), st.text(st.sampled_from(HAN + "ab "), max_size=20), measures)
def test_an_address_is_broken_after_its_signs_only(url: str, before: str, measure: int) -> None:
    text = f"{before} {url} after"
    start = len(before) + 1
    for line in block_lines(paragraph(text), 0, measure):
        at = line.start - start
        if 0 < at < len(url):
            assert len(url) > measure
            if url[at - 1] not in "/?&-_.":
                piece = max(re.findall(r"(?:[a-z]+://)?[^/?&_.-]*[/?&_.-]*", url), key=len)
                assert len(piece) > measure, (url[:at], url[at:])


@given(blocks, measures, st.booleans(), st.booleans())
def test_spread_lines_are_the_same_lines(block: Block, measure: int, autospace: bool, hanging: bool) -> None:
    plain = block_lines(block, 0, measure, Typography(autospace, hanging))
    spread = block_lines(block, 0, measure, Typography(autospace, hanging, justify=True))
    assert [(line.start, line.end) for line in plain] == [(line.start, line.end) for line in spread]
    if spread:
        assert spread[-1] == plain[-1]
    for line, before in zip(spread, plain, strict=True):
        if line != before:
            assert within(line, Typography(hanging=hanging and width(before) > measure)) == measure
            assert all(len(span.text) <= SPACE_BOUND for span in line.spans if span.offset < 0)


@given(blocks, measures)
def test_a_space_stands_wherever_scripts_meet_inside_a_line_and_nowhere_else(
    block: Block, measure: int
) -> None:
    text = block_text(block)
    code = _inside_code(block)
    met = set(meetings(text)) - code
    for line in block_lines(block, 0, measure, Typography(autospace=True)):
        at, found = line.start, set()
        for span in line.spans:
            if span.offset < 0:
                assert span.text == " "
                found.add(at)
            else:
                at += len(span.text)
        assert found == {each for each in met if line.start < each < line.end}


def _inside_code(block: Block) -> set[int]:
    found, at = set(), 0
    for run in block.runs:
        if run.style & TextStyle.CODE:
            found |= set(range(at + 1, at + len(run.text)))
        at += len(run.text)
    return found


@given(blocks, measures)
def test_a_full_stop_hangs_only_where_the_line_has_no_room_for_it(block: Block, measure: int) -> None:
    for line in block_lines(block, 0, measure, Typography(hanging=True)):
        if width(line) > measure and len(list(graphemes(own_text(line)))) > 1:
            assert own_text(line)[-1] in HANGING
