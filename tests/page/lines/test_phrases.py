"""Japanese headings end their lines between phrases, if the lines stay about as long."""

import pytest

from reader.page.lines.wrap import wrap
from reader.text import cell_width


def lines(text: str, measure: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, measure, balanced=True)]


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        (
            "メンテナーになるということとは何を意味するのか?",
            46,
            ["メンテナーになるということとは", "何を意味するのか?"],
        ),
        (
            "データベースの移行にかかる時間の見積もり方",
            24,
            ["データベースの移行に", "かかる時間の見積もり方"],
        ),
        ("静かな生活を送るための七つの方法", 20, ["静かな生活を", "送るための七つの方法"]),
        ("はじめに、この本の読み方について", 24, ["はじめに、", "この本の読み方について"]),
        ("コミュニティを大きくするために", 20, ["コミュニティを", "大きくするために"]),
        ("新しいお知らせとお願いがあります", 20, ["新しいお知らせと", "お願いがあります"]),
        (
            "オープンソースの始め方について知っておくべきこと",
            36,
            ["オープンソースの始め方について", "知っておくべきこと"],
        ),
        ("はじめてのオープンソース貢献ガイド", 30, ["はじめての", "オープンソース貢献ガイド"]),
        ("意見を受け入れられる場所", 18, ["意見を", "受け入れられる場所"]),
        ("変更に対する読者の考え方", 18, ["変更に対する", "読者の考え方"]),
    ],
)
def test_a_line_ends_after_a_phrase(text: str, measure: int, expected: list[str]) -> None:
    assert lines(text, measure) == expected


@pytest.mark.parametrize("measure", range(12, 60, 5))
@pytest.mark.parametrize(
    "text",
    [
        "オープンソースプロジェクトのメンテナーのためのベストプラクティス集とその使い方",
        "Kubernetes における Pod のスケジューリングとは何か、そしてなぜ必要なのか",
        "「はい」と言わないことを学ぶ：期待をはっきりと伝える方法",
    ],
)
def test_there_are_no_more_lines_and_none_is_too_long(text: str, measure: int) -> None:
    found = lines(text, measure)
    assert len(found) <= len(wrap(text, measure)) or len(found) > 6
    assert all(cell_width(line) <= measure for line in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_chinese_and_latin_headings_are_balanced_as_before() -> None:
    assert lines("苹果入华为什么选中了阿里巴巴", 20) == ["苹果入华为什么", "选中了阿里巴巴"]
    assert lines("one two three four five six", 20) == ["one two three", "four five six"]
