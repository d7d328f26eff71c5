"""Text between markup: spaces, indents, empty paragraphs, annotations, spoilers, kramdown's extensions, odd addresses, formulas."""

import pytest

from reader.page.line import BlockKind, GutterKind, TextStyle
from reader.page.markdown.parse import parse
from tests.page.painting import painted


def links(markdown: str) -> list[tuple[str, str]]:
    return [(run.text, run.link) for block in parse(markdown) for run in block.runs if run.link]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("stop.  Next   one", "stop. Next one"),
        ("a **b ** c  *d*  e", "a **b ** c d e"),
        ("- [ ]  task\n- [x]   done", "☐ task\n☑ done"),
        ("`a  b`", "a  b"),
        ("a %%hidden%%  b", "a b"),
        ("中文  中文", "中文 中文"),
    ],
)
def test_spaces_separate_words_and_no_more(source: str, shown: str) -> None:
    assert painted(source) == shown


@pytest.mark.parametrize(
    "indent",
    [
        "&emsp;&emsp;",
        "&nbsp;&nbsp;&nbsp;&nbsp;",
        "&ensp;&ensp;",
        "　　",
        "\u2003\u2003",
        "\u00a0\u00a0",
        "&#12288;&#12288;",
    ],
)
def test_indents_of_paragraphs_are_the_pages_own_matter(indent: str) -> None:
    assert painted(f"{indent}首行缩进") == "首行缩进"
    assert painted(f"{indent}**首行**缩进") == "首行缩进"
    assert painted(f"<p>{indent}首行缩进</p>") == "首行缩进"
    assert painted(f"一<br>{indent}二") == "一\n二"


def test_indents_in_cells_and_in_verse_stay() -> None:
    assert painted("| a |\n|---|\n| &nbsp;&nbsp;b |").split("\n")[2] == "\u00a0\u00a0b"
    assert painted("one<br>&nbsp;&nbsp;two") == "one\n\u00a0\u00a0two"


@pytest.mark.parametrize(
    "empty", ["&nbsp;", "<br/>", "<br>", "&nbsp;<br>", "<p>&nbsp;</p>", "<p><br></p>", "\\", "&emsp;"]
)
def test_paragraphs_without_anything_leave_no_lines(empty: str) -> None:
    assert painted(f"a\n\n{empty}\n\n{empty}\n\nb") == "a\n\nb"
    assert painted(f"- a\n\n{empty}") == "• a"


def test_many_line_breaks_leave_one_empty_line() -> None:
    assert painted("a<br><br><br><br>b") == "a\n\nb"
    assert painted("a<br>b") == "a\nb"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("漢字《かんじ》を", "漢字(かんじ)を"),
        ("｜東京タワー《とうきょうタワー》", "東京タワー(とうきょうタワー)"),
        ("他读《红楼梦》和《史记》", "他读《红楼梦》和《史记》"),
        ("the ||spoiler|| here", "the spoiler here"),
        ("if x || y || z, a||b||c", "if x || y || z, a||b||c"),
        ("`||code||`", "||code||"),
    ],
)
def test_annotations_and_spoilers_have_no_marks(source: str, shown: str) -> None:
    assert painted(source) == shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a\n\n{::comment}\nhidden\n\n# more\n{:/comment}\n\nb", "a\n\nb"),
        ("a\n\n{::comment}\nhidden\n{:/}\n\nb", "a\n\nb"),
        ('{::options toc_levels="1..2" /}\n\na', "a"),
        ("a {::comment}hidden{:/comment} b", "a b"),
        ("a {::nomarkdown}*b*{:/} c", "a *b* c"),
        ("{::nomarkdown}\n<b>x</b>\n{:/nomarkdown}", "x"),
        ("- a\n\n^\n\n- b", "• a\n\n• b"),
        ("{::comment}\nnever closed", "{::comment} never closed"),
        ("`{::comment}x{:/}`", "{::comment}x{:/}"),
        ("2^3 and ^", "2^3 and ^"),
    ],
)
def test_extensions_of_kramdown_do_what_they_say(source: str, shown: str) -> None:
    assert painted(source) == shown


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("![Drawing one.svg](Drawing one.svg)", [("▣ Drawing one.svg", "Drawing one.svg")]),
        ("[my note](../some folder/my note.md)", [("my note", "../some folder/my note.md")]),
        ("[a](my note.md#part two)", [("a", "my note.md#part two")]),
        ('![a b](a (1).png "title")', [("▣ a b", "a (1).png")]),
        ("[a](see the docs) and (b) [c](d e)", []),
        ("[x](https://e.com/a b.md)", [("https://e.com/a", "https://e.com/a")]),
        ("`[a](b c.md)`", []),
    ],
)
def test_paths_of_files_may_have_spaces(source: str, found: list[tuple[str, str]]) -> None:
    assert links(source) == found


def test_an_image_with_spaces_in_its_path_is_a_block() -> None:
    (block,) = parse("![Drawing one.svg](Drawing one.svg)")
    assert (block.kind, block.info) == (BlockKind.IMAGE, "Drawing one.svg")


def test_entities_in_an_address_in_angle_brackets_are_decoded() -> None:
    assert links("<https://e.com/?a=1&amp;b=2>") == [("https://e.com/?a=1&b=2",) * 2]
    assert links("[x](https://e.com/?a=1&amp;amp;b)") == [("x", "https://e.com/?a=1&amp;b")]


@pytest.mark.parametrize(
    "heading",
    [
        "हिन्दी {#हिन्दी}",
        "قبل {#قبل-تحقّق}",
        "ไทย {#ภาษาไทย}",
        "中文 {#中文}",
        "தமிழ் {#தமிழ் .x}",
        "a {#o\u0308-u\u0308}",
    ],
)
def test_ids_of_headings_have_letters_of_every_script(heading: str) -> None:
    (block,) = parse(f"## {heading}")
    assert "".join(run.text for run in block.runs) == heading.partition(" {")[0]
    assert block.anchors == (heading.partition("#")[2].rstrip("}").partition(" ")[0],)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("so $ x_{i} $ is", "so xᵢ is"),
        (r"let $ \alpha + 1 $.", "let α + 1."),
        ("costs $ 5 and $ 6", "costs $ 5 and $ 6"),
        ("$5 - $6 and $ 7 - $ 8", "$5 - $6 and $ 7 - $ 8"),
        ("of functions$$\nx = a\n$$ then", "of functions x = a then"),
        ("中文$$\nx = a\n$$中文", "中文 x = a 中文"),
        (
            "The input is $$\nx = 1\n$$Then the response is $$\ny = 2\n$$",
            "The input is x = 1 Then the response is y = 2",
        ),
    ],
)
def test_formulas_beside_text_are_set_apart_from_it(source: str, shown: str) -> None:
    assert painted(source, 60) == shown


def test_other_boxes_of_obsidian_are_boxes() -> None:
    shown = painted("- [-] a\n- [/] b\n- [>] c\n- [!] d\n- [?] e\n- [x] f\n- [q] g")
    assert shown == "☒ a\n◧ b\n▷ c\n! d\n? e\n☑ f\n• [q] g"


def test_an_aside_stands_apart_from_the_authors_text() -> None:
    inside, after = parse("<aside>own words</aside>\n\ntext")
    assert [each.kind for each in inside.gutters] == [GutterKind.QUOTE]
    assert not after.gutters
    assert painted("<aside>\n💡 **x**\n\nmore\n\n</aside>\n\nb") == "┃ 💡 **x**\n┃\n┃ more\n\nb"
    assert inside.runs[0].style is TextStyle.PLAIN
