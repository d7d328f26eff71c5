"""Letters of titles: Latin words as they are, Chinese characters by the first letter of their Pinyin."""

import pytest

from reader.text.initials import Letters, initial, typed_letters
from reader.text.pinyin_table import ALSO, FIRST, INITIALS
from tools.pinyin_table import usual_letter


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("苹果AI入华为什么选中了阿里？", "pgai"), ("苹果AI入华为什么选中了阿里？", "pgair"), ("重庆的桥", "zq"), ("长城", "cc"), ("長城", "zc"),
        ("First article", "fir"), ("First article", "fa"), ("“Quoted” title", "quo"), ("Émile", "emi"), ("ＡＩ時代", "aisd"),
        ("2025 年", "2025n"), ("C++ 入门", "crm"), ("Привет", "при"), ("辗转", "nz"), ("犇", "b"),
    ],
)  # fmt: skip
def test_a_title_begins_with_its_letters_and_those_of_its_words(title: str, typed: str) -> None:
    assert Letters(title).begin(typed_letters(typed))
    assert Letters(f"xx {title}").have(typed_letters(typed))
    assert not Letters(f"xx {title}").begin(typed_letters(typed))


@pytest.mark.parametrize(
    ("title", "typed"), [("First article", "irst"), ("苹果", "gp"), ("", "a"), ("！？", "a")]
)
def test_letters_inside_words_or_in_another_order_are_not_meant(title: str, typed: str) -> None:
    assert not Letters(title).begin(typed)
    assert not Letters(title).have(typed)


def test_what_is_typed_may_have_spaces_capitals_and_chinese_characters() -> None:
    assert typed_letters(" P G-ai ") == "pgai"
    assert typed_letters("苹果") == "pg"


def test_the_usual_characters_have_the_letter_under_which_gb_2312_lists_them() -> None:
    codes = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    usual = [char for code in codes if (char := code.decode("gb2312", "ignore"))]
    assert len(usual) == 3755
    assert [char for char in usual if initial(char) != usual_letter(char)] == []
    assert set(ALSO[::2]) <= set(usual)


def test_the_rarer_characters_have_letters_that_begin_syllables() -> None:
    assert set(INITIALS) == set("abcdefghjklmnopqrstwxyz.")
    assert INITIALS.count(".") < 200
    assert "".join(map(initial, "彧晟昊翀龘"))[:3] == "ycH".lower()
    assert initial("a") == initial("あ") == initial(chr(FIRST - 1)) == ""
