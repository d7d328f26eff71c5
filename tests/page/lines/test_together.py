"""What a line's end never parts, and where it may: operators, names, quotations in a row, paths, Thai and its neighbours."""

import re

import pytest

from reader.page.lines.linebreak import opportunities
from reader.page.lines.wrap import wrap
from tests.page.painting import painted


def lines(text: str, measure: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, measure)]


@pytest.mark.parametrize(
    "token",
    ["C++", "g++", "i++", "C++17", "->", "=>", "x->y", "<=", "!=", "==", ":=", "::", "&&", "<<", "\\\\server", "$$$", "%%",
     "#话题", "@用户", "5＋3", "３×４", "3–5", "**", "</", "a=>b", "|>", "~>"],
)  # fmt: skip
def test_operators_and_names_with_signs_stay_whole(token: str) -> None:
    text = f"中文{token}中文"
    start, end = 2, 2 + len(token)
    kept = [token] if token[0] != "#" else ["#话"]
    inside = opportunities(text)[start + 1 : start + len(kept[0]) if token[0] in "#@" else end]
    assert not any(inside[:1] if token[0] in "#@" else inside)


@pytest.mark.parametrize("measure", range(8, 40))
def test_no_line_parts_an_operator(measure: int) -> None:
    for text in (
        "学习编程的人常用的C++语言和别的语言。",
        "这里取的指针的成员x->y也行。",
        "用a=>b和c!=d来写吧",
    ):
        ends = [
            line[-1] + after[0]
            for line, after in zip(lines(text, measure), lines(text, measure)[1:], strict=False)
        ]
        assert not [pair for pair in ends if re.fullmatch(r"[-+=!>A-Za-z]{2}", pair)]


def test_quotations_in_a_row_may_part() -> None:
    single = "它们是‘甲’‘乙’‘丙’‘丁’‘戊’‘己’‘庚’‘辛’‘壬’‘癸’，共十个。"
    assert lines(single, 40)[0].startswith("它们是‘甲’‘乙’‘丙’‘丁’‘戊’‘己’")
    double = single.replace("‘", "“").replace("’", "”")
    assert lines(double, 40)[0].startswith("它们是“甲”“乙”")
    mixed = "他读过《一》“二”（三）“四”《五》“六”《七》“八”"
    assert len(lines(mixed, 30)[0]) > 10
    for text in (single, double, mixed):
        for measure in range(10, 50):
            assert not any(line[0] in "’”》）" or line[-1] in "‘“《（" for line in lines(text, measure))


def test_english_quotation_marks_stay_with_their_words() -> None:
    text = "say “yes” or ‘no’ and don’t ‘ever’"
    assert lines(text, 12) == ["say “yes” or", "‘no’ and", "don’t ‘ever’"]


def test_a_path_of_windows_breaks_after_backslashes() -> None:
    path = r"C:\Users\someone\AppData\Local\Programs\Python\Python311\python.exe"
    assert all(line.endswith(("\\", "exe")) for line in lines(path, 30))
    assert painted(f"`{path}`", 30).startswith("C:\\Users")


_FIRST = re.compile("[\u0e2f-\u0e3a\u0e45-\u0e4e\u0eaf-\u0ebc\u0ec6-\u0ece\u102b-\u103e\u17b4-\u17dd]")
_LAST = re.compile("[\u0e40-\u0e44\u0ec0-\u0ec4\u1039\u17d2]$")


@pytest.mark.parametrize(
    "text",
    [
        "มาเลเซียเป็นประเทศที่มีความหลากหลายทางวัฒนธรรมและเศรษฐกิจ",
        "ປະເທດລາວເປັນປະເທດທີ່ມີວັດທະນະທຳທີ່ຫຼາກຫຼາຍແລະສວຍງາມ",
        "ភាសាខ្មែរគឺជាភាសាកំណើតរបស់ជនជាតិខ្មែរនិងជាភាសាផ្លូវការ",
        "မြန်မာဘာသာစကားသည်မြန်မာနိုင်ငံ၏ရုံးသုံးဘာသာစကားဖြစ်သည်။",
    ],
    ids=["Thai", "Lao", "Khmer", "Burmese"],
)
@pytest.mark.parametrize("measure", [7, 12, 13, 20, 21])
def test_scripts_without_spaces_break_by_the_rules_of_their_letters(text: str, measure: int) -> None:
    found = lines(text, measure)
    assert "".join(found) == text
    assert len(found) > 1
    assert not [line for line in found[1:] if _FIRST.match(line)]
    assert not [line for line in found if _LAST.search(line)]
