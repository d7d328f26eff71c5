"""Where lines may end: the official test without an exception, and what books add to it."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.lines.linebreak import NEVER_FIRST, NEVER_LAST, opportunities, standard_opportunities
from reader.text.graphemes import inside_graphemes


def official(path: Path) -> Iterator[tuple[str, list[bool]]]:
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        fields = line.partition("#")[0].split()
        if fields:
            yield (
                "".join(chr(int(point, 16)) for point in fields[1::2]),
                [mark == "÷" for mark in fields[0::2]],
            )


def pieces(text: str) -> str:
    """The text with a stroke wherever a line may end."""
    flags = opportunities(text)
    return "".join(("|" if flags[at] else "") + char for at, char in enumerate(text))


def test_all_cases_of_the_standard_hold(standards: Path) -> None:
    cases = list(official(standards / "LineBreakTest-17.0.0.txt.gz"))
    assert len(cases) == 19_338
    # The first and the last mark are the paragraph's own ends, which wrapping knows anyway.
    wrong = [text for text, marks in cases if [*map(bool, standard_opportunities(text))][1:-1] != marks[1:-1]]
    assert not wrong


REASONS = {
    "Korean is set by words (KLREQ 3.1)": r"[가-힣ᄀ-ᇿ][\u0308\u200d]*\|.|.\|[가-힣ᄀ-ᇿ]",
    "dashes and dividers begin no line (CLREQ 3.1.3)": r".\|[—―～／｜]",
    "units stay with their numbers (CLREQ 3.1.3)": r"[0-9]\|年|[0-9] \|%|[$₩] \|[0-9]|.\|[％‰℃℉]",
    "the dot in a name begins no line (CLREQ 3.1.3)": r".\|·",
    "quoted Latin words may part from the Chinese around them": r"[一-鿿]\|“|”\|[一-鿿]",
    "signs in a row are one operator": r"\$\|\$|%\|%",
    "a hyphen before a word is a part of it": r"-\|\w|-\|\W\Z",
}
"""Why books break elsewhere than the standard; the stroke stands where only one of them lets a line end."""


def test_books_part_from_the_standard_for_named_reasons_only(standards: Path) -> None:
    used = set()
    for text, marks in official(standards / "LineBreakTest-17.0.0.txt.gz"):
        inside = set(inside_graphemes(text))  # what shows as one sign stays one
        for at, flag in enumerate(opportunities(text)[1:-1], 1):
            if bool(flag) != marks[at] and at not in inside:
                place = f"{text[max(0, at - 4) : at]}|{text[at]}"
                reason = next((name for name, pattern in REASONS.items() if re.search(pattern, place)), None)
                assert reason, (text, at)
                used.add(reason)
    assert used == set(REASONS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中文，中文。", "中|文，|中|文。"),
        ("他说：“你好。”然后走了", "他|说：|“你|好。”|然|后|走|了"),
        ("《三体》（刘慈欣）", "《三|体》|（刘|慈|欣）"),
        ("メンテナーへの「ちょっと」", "メ|ン|テ|ナー|へ|の|「ちょっ|と」"),
        ("人々、時々", "人々、|時々"),
        ("等等……还有——吗", "等|等……|还|有——|吗"),
        ("莱昂纳多·迪卡普里奥", "莱|昂|纳|多·|迪|卡|普|里|奥"),
        ("新闻 · 肖芳", "新|闻 · |肖|芳"),
        ("从8～10点", "从|8～|10点"),
        ("58.3万笔/秒", "58.3万|笔/秒"),
        ("2025年2月14日", "2025年|2月|14日"),
        ("涨6.34%，到124.1港元", "涨|6.34%，|到|124.1港元"),
        ("2025 年 2 月，5 亿美元", "2025 年 |2 月，|5 亿美元"),
        ("超过100亿元，3万多人", "超|过|100亿元，|3万|多|人"),
        ("气温 20 ℃，涨 5 %", "气|温 |20 ℃，|涨 |5 %"),
        ("￥100和$3.50", "￥100|和|$3.50"),
        ("-5°C到+10℃", "-5°C|到|+10℃"),
    ],
)
def test_chinese_and_japanese_break_as_in_books(text: str, expected: str) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The quick (brown) fox.", "The |quick |(brown) |fox."),
        ("state-of-the-art", "state-|of-|the-|art"),
        ("use --flag or -x", "use |--flag |or |-x"),
        ("he—or she", "he—|or |she"),
        ("10 km or 10 kmh", "10 km |or |10 |kmh"),
        ("$ 5 million at 3.5 GHz", "$ 5 million |at |3.5 GHz"),
        ("at 10 a.m. in 1984", "at |10 a.m. |in |1984"),
        ("10\u00a0km", "10\u00a0km"),
        ("word\u2060joiner-\u2060x", "word\u2060joiner-\u2060x"),
        ("zero\u200bwidth", "zero\u200b|width"),
        ("it's “quoted” text", "it's |“quoted” |text"),
        ("1,234.56 a/b", "1,234.56 |a/|b"),
        ("example.org · Ann Lee · 1 min", "example.org · |Ann |Lee · |1 min"),
        ("two  · spaces", "two  · |spaces"),
        ("on 2026-03-05 06:15 sharp", "on |2026-03-05 06:15 |sharp"),
        ("2026-03-05 06 of 99:99", "2026-03-05 |06 |of |99:99"),
    ],
)
def test_latin_breaks_at_spaces_and_hyphens(text: str, expected: str) -> None:
    assert pieces(text) == expected


def test_mixed_text_breaks_between_scripts() -> None:
    assert pieces("使用DeepSeek的") == "使|用|DeepSeek|的"
    assert pieces("“Hello”世界") == "“Hello”|世|界"


def test_straight_quotation_marks_open_and_close_in_turn() -> None:
    assert pieces('他说"你好"然后"Hello World"走') == '他|说|"你|好"|然|后|"Hello |World"|走'
    assert pieces('"你"，"好"') == '"你"，|"好"'
    assert pieces('5" 的管') == '5" |的|管'  # not a pair


def test_korean_breaks_between_words_only() -> None:
    assert pieces("오픈소스 프로젝트를 관리") == "오픈소스 |프로젝트를 |관리"
    assert pieces("쿠버네티스(Kubernetes)는") == "쿠버네티스(Kubernetes)는"


def test_what_shows_as_one_sign_is_never_broken() -> None:
    assert pieces("中👨\u200d👩\u200d👧🇨🇳🇯🇵👍🏽e\u0301文") == "中|👨\u200d👩\u200d👧|🇨🇳|🇯🇵|👍🏽|e\u0301|文"


def test_no_sign_is_both_closing_and_opening() -> None:
    assert not set(NEVER_FIRST) & set(NEVER_LAST)


@given(
    st.text(st.sampled_from("中文あー한글ab ，。！？；：、）】》”’（【《“‘0-/\u00a0\u0301👍🏽"), max_size=60)
)
def test_no_line_may_begin_with_a_closing_or_end_with_an_opening_sign(text: str) -> None:
    for at, flag in enumerate(opportunities(text)):
        if flag and not text[at - 1].isspace():
            assert text[at] not in "，。！？；：、）】》ー"
            assert text[at - 1] not in "（【《"
