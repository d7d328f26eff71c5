"""What titles are ordered by: letters, then Chinese by Pinyin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.sort_key import sort_key


@pytest.mark.parametrize(
    "titles",
    [
        "阿里 北京 成都 大连 俄国 法国 广州 杭州 江苏 昆明 南京 欧洲 上海 天津 武汉 香港 云南 中国",
        "apple Banana café Cafés zebra",
        "apple Zebra 阿里 中国",
        "《阿里》 “北京” 【成都】 大连",
        "１2 ａb Ac",
        "かな 阿里",
        "臺灣 天津",  # as 台灣 is written simplified: tai, tian
        "中国 鑫鑫",  # not of the first level: behind all that are
        "北京 北京人 北平",
        "2024年 AI 爱",
    ],
)
def test_titles_stand_in_this_order(titles: str) -> None:
    wanted = titles.split()
    backwards = wanted[::-1]
    assert sorted(backwards, key=sort_key) == wanted


def test_the_first_level_stands_by_pinyin_and_no_two_characters_are_one() -> None:
    level = "".join(
        bytes((row, column)).decode("gb2312")
        for row in range(0xB0, 0xD8)
        for column in range(0xA1, 0xFF)
        if not (row == 0xD7 and column > 0xF9)
    )
    assert len(level) == 3755
    assert sorted(level, key=sort_key) == list(level)
    assert len({sort_key(each) for each in level}) == 3755


@pytest.mark.parametrize("text", ["", "…", "——", "★"])
def test_a_title_without_letters_is_ordered_by_what_it_is(text: str) -> None:
    assert sort_key(text) == sort_key(text).strip()
    assert (sort_key(text) == "") == (text == "")


@given(st.text(max_size=30))
def test_every_text_has_a_key_that_can_be_stored(text: str) -> None:
    assert isinstance(sort_key(text.encode("utf-8", "ignore").decode()).encode(), bytes)
