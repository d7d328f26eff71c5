"""What stands inside a line beyond CommonMark: marked text, letters up and down, emoji, links of a wiki, attributes."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.page.line import BlockKind, TextStyle
from reader.page.markdown.parse import parse
from reader.page.navigation.targets import target
from reader.page.position import Position
from reader.text.raised import subscript, superscript
from tests.page.painting import painted


def marked(markdown: str) -> list[tuple[str, TextStyle]]:
    return [(run.text, run.style) for block in parse(markdown) for run in block.runs]


def links(markdown: str) -> list[tuple[str, str]]:
    return [(run.text, run.link) for block in parse(markdown) for run in block.runs if run.link]


def test_marked_text_may_hold_other_marks() -> None:
    assert marked("这==很**重要**==的 `==a==`") == [
        ("这", TextStyle.PLAIN),
        ("很", TextStyle.HIGHLIGHT),
        ("重要", TextStyle.HIGHLIGHT | TextStyle.STRONG),
        ("的 ", TextStyle.PLAIN),
        ("==a==", TextStyle.CODE),
    ]


@pytest.mark.parametrize(
    "text", ["a == b == c", "if a==b and c==d", "==a", "a === b === c", "====", "==  =="]
)
def test_signs_of_equality_stay(text: str) -> None:
    assert painted(text) == text


def test_letters_go_up_and_down() -> None:
    assert (
        painted("H~2~O, x^2^, 10^-3^, CO~2~的, (a)^n^ 文^注^ e^αx^", 80)
        == "H₂O, x², 10⁻³, CO₂的, (a)ⁿ 文^(注) e^(αx)"
    )


@pytest.mark.parametrize(
    "text",
    ["^_^ 和 ^o^", "5~10元，8~12元", "2^10 和 3^4", "e^{-x^2}", "a ~ b ~ c", "~/x", "5~10~20", "`H~2~O`"],
)
def test_faces_ranges_and_powers_stay(text: str) -> None:
    assert painted(text) == text.replace("`", "")


def test_one_tilde_strikes_as_two_do() -> None:
    assert marked("~a~ ~~b~~ ~~~c~~~") == [
        ("a", TextStyle.STRIKE),
        (" ", TextStyle.PLAIN),
        ("b", TextStyle.STRIKE),
        (" ~~~c~~~", TextStyle.PLAIN),
    ]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_letters_without_such_a_form_are_not_lost(text: str) -> None:
    for made in (superscript(text), subscript(text)):
        assert text in made or len(made) == len(text)


def test_names_of_icons_are_not_shown() -> None:
    assert (
        painted(":material-account: me :fontawesome-solid-book:{ .lg .middle } and :octicons-tag-24:", 60)
        == "me and"
    )


def test_words_in_brackets_with_attributes_stand_without_both() -> None:
    assert painted("[small *caps*]{.smallcaps}, [x]{#id} [y](z){.a} [n] {.b} [c]{d}", 60) == (
        "small caps, x y [n] {.b} [c]{d}"
    )
    assert [run.link for block in parse("[a]{.b}\n\n[a]: /x") for run in block.runs] == ["/x"]


def test_names_of_emoji_are_emoji() -> None:
    assert painted("好:smile: :+1: :heavy_check_mark:，:TADA:") == "好😄 👍 ✔️，🎉"


@pytest.mark.parametrize(
    "text", ["10:30:45", "std::move::x", "a:b:c", ":not_an_emoji:", "`:smile:`", "key:100:", "::"]
)
def test_other_colons_stay(text: str) -> None:
    assert painted(text) == text.replace("`", "")


@pytest.mark.parametrize(
    ("source", "text", "link"),
    [
        ("[[页面]]", "页面", "wiki:页面"),
        ("[[Page|一个词]]", "一个词", "wiki:Page"),
        ("[[Page#Part one]]", "Page > Part one", "wiki:Page#Part one"),
        ("[[#Part]]", "Part", "#Part"),
        ("[[folder/Page.md#^block|x]]", "x", "wiki:folder/Page.md#^block"),
        ("![[Note]]", "Note", "wiki:Note"),
        ("![[图.png|300]]", "▣ 图.png", "wiki:图.png"),
        ("![[a/b.JPG|说明]]", "▣ 说明", "wiki:a/b.JPG"),
    ],
)
def test_links_of_a_wiki_lead_to_names(source: str, text: str, link: str) -> None:
    assert links(source) == [(text, link)]
    assert links(f"见 {source}。") == [(text, link)]


def test_an_embedded_picture_alone_is_a_picture() -> None:
    (block,) = parse("![[a.png|300]]")
    assert (block.kind, block.info) == (BlockKind.IMAGE, "wiki:a.png")


def test_a_link_of_a_wiki_stands_in_a_table_too() -> None:
    assert links("| a | b |\n|---|---|\n| [[Page\\|x]] | y |") == [("x", "wiki:Page")]


def test_brackets_that_are_no_link_of_a_wiki_stay() -> None:
    assert painted("[[ -f x ]] `[[x]]` [[]] [[a\nb]]") == "[[ -f x ]] [[x]] [[]] [[a b]]"
    assert links("[[a]](/u)") == [("[a]", "/u")]
    assert links("[[a]]\n\n[a]: /u") == [("a", "/u")]


def test_comments_are_not_shown() -> None:
    assert (
        painted("a %%hidden%%b 100 %% c\n\n%%\nhidden\n\nmore\n%%\n\nd `%%e%%`") == "a b 100 %% c\n\nd %%e%%"
    )
    assert painted("%% never closed") == "%% never closed"
    assert painted("50%% off and 20%% off") == "50%% off and 20%% off"


def test_attributes_are_not_shown() -> None:
    assert painted("## 标题 {#id .class}\n\ntext\n{: .lead #x}\n\n{.note}\nmore") == "标题\n\ntext\n\nmore"
    assert painted('[a](b){:target="_blank"} ![c](d.png){width="50%"} *e*{.f} `g`{:.h}') == "a ▣ c e g"
    assert painted("the end. {.wide}") == "the end."


@pytest.mark.parametrize("text", ["a {.b} c", "{x}", "{ #a }", "f(){#x", "a set {: of}", "{#if x}"])
def test_other_braces_stay(text: str) -> None:
    assert painted(text) == text


def test_places_for_a_table_of_contents_are_not_shown() -> None:
    assert painted("[TOC]\n\na\n\n[[toc]]\n\n* TOC\n{:toc}\n\n1. 目录\n{: toc}\n\nb") == "a\n\nb"
    assert painted("[toc]\n\n[toc]: /u") == "toc"
    assert painted("* TOC\n* b") == "• TOC\n• b"


SIGNS = [
    "==",
    "~",
    "~~",
    "^",
    "[[",
    "]]",
    "[^",
    "]",
    "!",
    ":",
    "::: ",
    "*",
    "`",
    "!!! ",
    "> ",
    "- ",
    "\n",
    "\n\n",
    " ",
    "{",
    "=",
    "^[",
    ": ",
]


@given(st.lists(st.one_of(st.sampled_from(SIGNS), st.sampled_from("甲乙丙丁")), max_size=40))
def test_no_letter_is_lost_among_the_signs(pieces: list[str]) -> None:
    text = "".join(pieces)
    # A listing's language is not shown, and a note's label is its number.
    assume("~~~" not in text and "```" not in text and "]:" not in text)
    shown = painted(text, 80)
    assert {letter: shown.count(letter) for letter in "甲乙丙丁"} == {
        letter: text.count(letter) for letter in "甲乙丙丁"
    }


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("A paragraph. ^37066d", "A paragraph."),
        ("- 一项 ^an-item\n- b", "• 一项\n• b"),
        ("## Part ^the-part", "Part"),
        ("> quoted\n\n^quote-of-the-day\n\nafter", "┃ quoted\n\nafter"),
        ("e = mc ^2", "e = mc ^2"),
        ("10 ^2024", "10 ^2024"),
        ("`x ^37066d`", "x ^37066d"),
        ("a ^37066d b", "a ^37066d b"),
        ("    x ^37066d", "x ^37066d"),
    ],
)
def test_the_name_of_a_block_is_not_shown(markdown: str, shown: str) -> None:
    assert painted(markdown) == shown


@pytest.mark.parametrize(
    ("name", "block"), [("^37066d", 0), ("^an-item", 2), ("^after-table", 4), ("^gone", None)]
)
def test_a_link_leads_to_a_block_by_its_name(name: str, block: int | None) -> None:
    blocks = parse("One. ^37066d\n\n- a\n- b ^an-item\n\n| t |\n|-|\n| c |\n\n^after-table\n\nbelow")
    assert target(blocks, f"#{name}") == (None if block is None else Position(block))


def test_soft_hyphens_are_not_seen_however_they_are_written() -> None:
    assert painted("Donau&shy;dampf\u00adschiff <b>fahrt&shy;s</b>", 80) == "Donaudampfschiff fahrts"
