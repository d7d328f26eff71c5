"""Where lines may end: the official test without an exception, and what books add to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.linebreak import NEVER_FIRST, NEVER_LAST, opportunities, standard_opportunities


def official(path: Path) -> Iterator[tuple[str, list[bool]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
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


def test_all_cases_of_the_standard_hold(test_data: Path) -> None:
    cases = list(official(test_data / "conformance" / "LineBreakTest-17.0.0.txt"))
    assert len(cases) == 19_338
    # The first and the last mark are the paragraph's own ends, which wrapping knows anyway.
    wrong = [text for text, marks in cases if [*map(bool, standard_opportunities(text))][1:-1] != marks[1:-1]]
    assert not wrong


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
        ("从8～10点", "从|8～|10点"),
        ("58.3万笔/秒", "58.3万|笔/秒"),
        ("2025年2月14日", "2025年|2月|14日"),
        ("涨6.34%，到124.1港元", "涨|6.34%，|到|124.1|港|元"),
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
        ("10 km", "10 |km"),
        ("10\u00a0km", "10\u00a0km"),
        ("word\u2060joiner-\u2060x", "word\u2060joiner-\u2060x"),
        ("zero\u200bwidth", "zero\u200b|width"),
        ("it's “quoted” text", "it's |“quoted” |text"),
        ("1,234.56 a/b", "1,234.56 |a/|b"),
    ],
)
def test_latin_breaks_at_spaces_and_hyphens(text: str, expected: str) -> None:
    assert pieces(text) == expected


def test_mixed_text_breaks_between_scripts() -> None:
    assert pieces("使用DeepSeek的") == "使|用|DeepSeek|的"
    assert pieces("“Hello”世界") == "“Hello”|世|界"


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
