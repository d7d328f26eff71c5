"""Columns of tables: by their longest words, then by how much text they have; rows that are tall have air."""

from reader.page.layout.columns import fitted
from reader.page.markdown.parse import parse
from reader.text import cell_width
from tests.page.painting import own_text, page, painted, settled

SETTINGS = """
| Setting | Description | Default |
| --- | --- | --- |
| `root` | The root directory of your website, or the path below which it is served | |
| `permalink` | The form of the addresses of articles | `:year/:month/:day/:title/` |
| `pretty_urls.trailing_index` | Keep `index.html` at the end of an address | `true` |
"""


def table(*rows: tuple[str, ...]) -> str:
    head, *body = rows
    return "".join("| " + " | ".join(row) + " |\n" for row in (head, ("---",) * len(head), *body))


def columns(*texts: str) -> tuple[tuple[str, ...], ...]:
    """A table of one row, with these cells."""
    return tuple((text,) for text in texts)


def test_no_word_is_torn_where_the_longest_words_fit() -> None:
    for measure in range(66, 90):
        shown = painted(SETTINGS, measure)
        for word in (":year/:month/:day/:title/", "pretty_urls.trailing_index", "directory"):
            assert any(word in line for line in shown.split("\n")), measure


def test_where_they_do_not_fit_words_end_lines_at_their_seams() -> None:
    for measure in range(40, 66):
        shown = painted(SETTINGS, measure)
        for part in (":year/", ":month/", ":day/", ":title/", "trailing_", "index", "directory", "website"):
            assert any(part in line for line in shown.split("\n")), measure


def test_the_column_with_most_text_gets_the_cells_that_are_left() -> None:
    long, short = "many words of text " * 9, "few words of text"
    widths = fitted([cell_width(long), cell_width(short)], columns(long, short), 60)
    assert sum(widths) == 60
    assert widths[0] > 2 * widths[1] >= 20


def test_columns_share_by_their_text_between_their_least_and_their_natural_width() -> None:
    texts = ("a " * 40, "b " * 40, "short", "一" * 30)
    natural = [79, 79, 5, 60]
    for room in range(35, 220):
        widths = fitted(natural, columns(*texts), room)
        assert sum(widths) == room
        assert all(
            least <= width <= most
            for least, width, most in zip((10, 10, 5, 10), widths, natural, strict=True)
        )
        assert abs(widths[0] - widths[1]) <= 1
    assert fitted(natural, columns(*texts), 34) == []
    assert fitted(natural, columns(*texts), 223) == natural


def test_only_rows_of_several_lines_have_blank_lines_around_them() -> None:
    text = table(
        ("键", "说明"), ("一", "短"), ("二", "这是一个很长的说明，放不下一行。"), ("三", "短"), ("四", "短")
    )
    assert painted(text, 24) == page("""
键  说明
────────────────────────
一  短

二  这是一个很长的说明，
    放不下一行。

三  短
四  短
""")


def test_pieces_of_a_long_table_have_the_same_columns_and_air() -> None:
    rows = [(f"key_{number}", "word " * (3 + number % 9), "x") for number in range(90)]
    text = table(("Key", "Text", "Default"), *rows)
    assert len(parse(text)) == 3
    lines = painted(text, 40).split("\n")
    assert lines == [line for line in lines if not line.strip() or line.index(line.strip()[0]) in {0, 8}]
    for number, line in enumerate(lines):
        following = lines[number + 1 :][:1]
        if line.startswith("key_") and following and not following[0].startswith(("key_", " ")):
            assert following == [""]


def test_records_use_the_whole_measure_below_their_first_line() -> None:
    text = table(
        ("Option", "Description", "Default"),
        ("per_page", "The number of posts displayed on each page. 0 disables pagination", "10"),
    )
    assert painted(text, 24) == page("""
Option: per_page
  Description: The
    number of posts
    displayed on each
    page. 0 disables
    pagination
  Default: 10
""")


def test_a_word_that_has_no_room_beside_its_label_stands_below_it() -> None:
    text = table(("Name", "Beschreibung", "c"), ("a", "Donaudampfschifffahrt", "1"))
    assert painted(text, 26) == page("""
Name: a
  Beschreibung:
    Donaudampfschifffahrt
  c: 1
""")


def test_records_lose_no_text_and_fit_at_every_width() -> None:
    text = table(
        ("Option", "说明"), ("a", "这是一个很长的说明 with `words_of_code` 和文字，放不下一行。"), ("b", "x")
    )
    for measure in range(4, 24):
        layout = settled(parse(text), measure)
        lines = [layout.line(row) for row in range(layout.height)]
        letters = "".join(own_text(line) for line in lines)
        assert "".join(letters.split()).endswith(
            "a这是一个很长的说明withwords_of_code和文字，放不下一行。bx"
        ), measure
        assert all(
            sum(cell_width(span.text) for span in line.spans) <= max(measure, 4) for line in lines if line
        )
