"""Soft hyphens: where a word may be parted by a hyphen, and nothing anywhere else."""

from datetime import UTC, datetime

import pytest

from reader.article import Key
from reader.article.document import read_document
from reader.page.compose import PageOptions, compose
from reader.page.layout.layout import Position
from reader.page.line import TextStyle
from reader.page.lines.typography import Typography
from reader.page.markdown.parse import parse
from tests.page.painting import line_text, lines_of, page, painted, settled, width

WORD = "Donau&shy;dampf&shy;schiff&shy;fahrts&shy;gesell&shy;schafts&shy;kapitän"


@pytest.mark.parametrize("soft", ["&shy;", "&#173;", "\u00ad"])
def test_a_word_is_parted_at_a_soft_hyphen_by_a_hyphen(soft: str) -> None:
    assert painted(f"Die {WORD} liegt".replace("&shy;", soft), 20) == (
        "Die Donaudampf-\nschifffahrtsgesell-\nschaftskapitän liegt"
    )
    assert painted(f"## {WORD}".replace("&shy;", soft), 24).replace("\n", "").replace("-", "") == (
        "Donaudampfschifffahrtsgesellschaftskapitän"
    )


@pytest.mark.parametrize("typography", [Typography(), Typography(justify=True), Typography(autospace=True)])
@pytest.mark.parametrize("measure", range(6, 40))
def test_no_line_with_a_hyphen_is_too_wide(measure: int, typography: Typography) -> None:
    layout = settled(parse(f"Die {WORD} liegt am *Donau&shy;ufer*, {WORD}. " * 3), measure, typography)
    lines = lines_of(layout)
    assert all(width(line) <= measure for line in lines)
    words = "".join(line_text(line).removesuffix("-") for line in lines).replace(" ", "")
    assert words == ("Die" + WORD + "liegtamDonauufer," + WORD + ".").replace("&shy;", "") * 3


def test_hyphens_are_not_text() -> None:
    layout = settled(parse(f"Die {WORD} liegt"), 20)
    assert (
        layout.text_between(Position(0), Position(1))
        == "Die Donaudampfschifffahrtsgesellschaftskapitän liegt"
    )
    hyphens = [line.spans[-1] for line in lines_of(layout) if line and line_text(line).endswith("-")]
    assert {span.offset for span in hyphens} == {-1}


def test_a_hyphen_looks_like_its_word_and_is_not_doubled() -> None:
    layout = settled(parse("Am **Donau&shy;dampf**"), 10)
    line = lines_of(layout)[0]
    assert line is not None
    assert line.spans[-1].text == "-"
    assert line.spans[-1].style is TextStyle.STRONG
    assert painted("ein auto-&shy;matisch", 10) == "ein auto-\nmatisch"
    assert painted("`Donau&shy;dampf` Donau&shy;", 80) == "Donau&shy;dampf Donau"


def test_the_soft_hyphens_of_a_file_are_places_to_break_but_not_in_code() -> None:
    source = f"---\ntitle: Do\u00adnau\n---\nDie {WORD}\n\n```\na\u00adb\n```\n\n`a\u00adb`\n".replace(
        "&shy;", "\u00ad"
    )
    document = read_document(source.encode(), Key("", "a.md"), datetime(2024, 5, 6, tzinfo=UTC), zone=UTC)
    assert document.article.title == "Donau"
    shown = [line_text(line) for line in lines_of(settled(compose(document, PageOptions(UTC)), 20))]
    assert "Die Donaudampf-" in shown
    assert sum("ab" in line for line in shown) == 2


def test_words_in_cells_are_parted_too() -> None:
    table = (
        f"| Wort | Text |\n|---|---|\n| {WORD} | Straßen&shy;bahn&shy;halte&shy;stelle hier |\n| a | b |\n"
    )
    assert painted(table, 26) == page("""
Wort            Text
──────────────────────────
Donaudampf-     Straßen-
schifffahrts-   bahnhalte-
gesellschafts-  stelle
kapitän         hier

a               b
""")
    assert painted(table, 18) == page("""
Wort: Donaudampf-
schifffahrts-
gesellschafts-
kapitän
Text: Straßenbahn-
haltestelle hier

Wort: a
Text: b
""")


@pytest.mark.parametrize("measure", range(12, 60, 3))
def test_no_row_with_a_hyphen_is_too_wide(measure: int) -> None:
    table = f"| Wort | Text |\n|---|--:|\n| {WORD} | ein {WORD} |\n| *{WORD}*<br>{WORD} | b |\n"
    layout = settled(parse(table), measure)
    assert all(width(line) <= measure for line in lines_of(layout))
    assert layout.text_between(Position(0), Position(0, 999)).count(WORD.replace("&shy;", "")) == 4
