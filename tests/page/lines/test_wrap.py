"""Lines of a width: nothing wider, nothing lost, nothing torn, and no line that a printer would be ashamed of."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from reader.page.lines.linebreak import NEVER_FIRST, NEVER_LAST
from reader.page.lines.wrap import widths_up_to, wrap
from reader.text import cell_width
from reader.text.graphemes import graphemes

CLOSING = "，。、；：？！）》」』】〕々ーゃっ"
OPENING = "（《「『【〔“‘"
ALPHABET = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
    "abcdefghijklmnopqrstuvwxyz     ，。、；：？！）》」』】（《「『【“”‘’—…·々ーゃっテ한국어0123456789.,-%/&_()\u00a0\u200b\u0301"
    "👍🏽👨\u200d👩🇨🇳❤\ufe0f\n"
)
words = st.sampled_from(
    ["https://example.com/a/b-c/d?e=f&g=h", "www.a.org/x_y", "LiveCodeBench", "3.5%", "——", "……", "한국어는"]
)
mixed = st.lists(st.text(st.sampled_from(ALPHABET), max_size=12) | words, max_size=25).map("".join)
measures = st.integers(2, 200)


def test_the_signs_that_are_tested_are_known() -> None:
    assert set(CLOSING) <= set(NEVER_FIRST)
    assert set(OPENING) <= set(NEVER_LAST)


def lines(text: str, measure: int, *, balanced: bool = False) -> list[str]:
    return [text[start:end] for start, end in wrap(text, measure, balanced=balanced)]


@given(mixed, measures, st.booleans())
def test_no_line_is_wider_than_the_measure_but_a_single_grapheme(
    text: str, measure: int, balanced: bool
) -> None:
    for line in lines(text, measure, balanced=balanced):
        assert cell_width(line) <= measure or len(list(graphemes(line))) == 1


@given(mixed, measures, st.booleans())
def test_nothing_is_lost_and_order_is_kept(text: str, measure: int, balanced: bool) -> None:
    last = 0
    for start, end in wrap(text, measure, balanced=balanced):
        assert last <= start <= end
        assert not text[last:start].strip(" \n")
        last = end
    assert not text[last:].strip(" \n")


@given(mixed, measures)
def test_no_grapheme_is_split(text: str, measure: int) -> None:
    boundaries, at = {0}, 0
    for cluster in graphemes(text):
        at += len(cluster)
        boundaries.add(at)
    for start, end in wrap(text, measure):
        assert start in boundaries
        # Spaces at the end are not part of the line, and a mark may stand on a space.
        assert end in boundaries or text[end] == " "


@given(mixed, measures)
@example("abcdefgh，i", 8)
@example("（（（（中", 4)
@example("0_、", 2)
@example("0\u200b、", 2)
def test_no_line_begins_or_ends_against_the_rules_where_there_is_a_choice(text: str, measure: int) -> None:
    boundaries, at = [], 0
    for cluster in graphemes(text):
        boundaries.append(at)
        at += len(cluster)
    cuts = wrap(text, measure)
    for (start, end), (after, _) in pairwise(cuts):
        if after != end or text[after - 1] == "\u200b":
            continue  # a space or a newline stood between the lines, or the author allowed this break
        if text[after] in CLOSING or text[after - 1] in OPENING:
            choices = [
                at
                for at in boundaries
                if start < at < after
                and text[at] not in NEVER_FIRST + " "
                and text[at - 1] not in NEVER_LAST + " "
            ]
            assert not choices, (text[start:end], text[after], choices)


def test_a_word_that_fits_is_never_cut() -> None:
    assert lines("比肩LiveCodeBench等", 16) == ["比肩", "LiveCodeBench等"]


def test_spaces_hang_over_the_end() -> None:
    assert lines("abcd   efgh", 4) == ["abcd", "efgh"]
    assert lines("  ab", 10) == ["  ab"]


def test_a_newline_ends_a_line() -> None:
    assert lines("a\n\nb", 10) == ["a", "", "b"]


def test_a_closing_sign_takes_a_character_along_even_in_a_long_word() -> None:
    assert lines("abcdefgh，i", 8) == ["abcdefg", "h，i"]


def test_an_address_stays_whole_where_a_line_holds_it() -> None:
    assert lines("see https://example.com/a/b now", 24) == ["see", "https://example.com/a/b", "now"]


def test_a_longer_address_breaks_after_its_slashes() -> None:
    assert lines("see https://example.com/articles/2025/02/a-b.html", 20) == [
        "see",
        "https://example.com/",
        "articles/2025/02/",
        "a-b.html",
    ]


def test_a_long_name_breaks_after_its_signs_before_anywhere_else() -> None:
    assert lines("some_really_long_identifier", 14) == ["some_really_", "long_", "identifier"]


def test_the_last_line_is_no_single_character() -> None:
    assert lines("一二三四五六七。", 14) == ["一二三四五", "六七。"]
    assert lines("一二三四五六七八", 14) == ["一二三四五六", "七八"]
    assert lines("one two three a", 13) == ["one two", "three a"]


def test_balanced_lines_are_about_equally_long() -> None:
    assert lines("一二三四五六七八九十一二", 20, balanced=True) == ["一二三四五六", "七八九十一二"]


@given(mixed)
def test_widths_add_up_to_those_of_the_screen(text: str) -> None:
    text = text.replace("\n", "")
    sums, at = widths_up_to(text), 0
    assert sums[-1] >= cell_width(text)  # Textual drops the width of whatever follows a joiner
    for cluster in graphemes(text):
        assert sums[at + len(cluster)] - sums[at] == cell_width(cluster)
        at += len(cluster)
