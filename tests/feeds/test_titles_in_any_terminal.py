"""What is made of an entry's text is the same in every terminal: two devices write the same file."""

from reader.feeds.files.first_words import first_words
from reader.page.markdown.parse import parse
from reader.text.cells import Widths, use_widths

QUOTED = "“他说” … · “Größe” — " * 12
TABLE = "  名称     “a”    x\n ------   -----  ---\n  “b”      …      2\n\n"


def test_first_words_and_tables_in_text_do_not_depend_on_the_terminal() -> None:
    title, table = first_words(QUOTED), [[run.text for run in block.runs] for block in parse(TABLE)]
    use_widths(Widths(2, 2))
    try:
        assert first_words(QUOTED) == title
        assert [[run.text for run in block.runs] for block in parse(TABLE)] == table
    finally:
        use_widths(Widths())
