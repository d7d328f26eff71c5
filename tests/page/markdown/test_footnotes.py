"""Footnotes: numbered as they are mentioned, set at the end, and there and back by inner links."""

from hypothesis import given
from hypothesis import strategies as st

from reader.page.layout.layout import Position
from reader.page.markdown.parse import parse
from reader.page.navigation.targets import heading_name, target
from tests.page.painting import page, painted

TEXT = """
正文[^注]，and text[^b]. 又一次[^注]。

[^b]: A note
    that goes on

    with `code` and

        a listing

[^注]: 注释，其中还有[^inner]。
[^inner]: inside
[^unused]: mentioned nowhere
"""


def test_notes_stand_at_the_end_in_the_order_in_which_they_are_mentioned() -> None:
    assert painted(TEXT) == page("""
正文¹，and text². 又一次¹。

────────────────

¹ 注释，其中还有³。\N{NO-BREAK SPACE}↩

² A note that goes on

  with code and

  a listing

  ↩

³ inside\N{NO-BREAK SPACE}↩

⁴ mentioned nowhere
""")


def test_a_mention_without_a_note_is_text() -> None:
    assert painted("a[^nope] and [^b]\n\n[^b]: x").startswith("a[^nope] and ¹")
    assert painted("a[^nope]") == "a[^nope]"


def test_a_mention_in_code_is_code() -> None:
    assert painted("`[^b]` [^b]\n\n    [^b]: no\n\n[^b]: x") == page("""
[^b] ¹

[^b]: no

────────────────

¹ x\N{NO-BREAK SPACE}↩
""")


def test_notes_in_lists_and_quotes_and_in_one_another_are_set_apart_too() -> None:
    assert painted("- a[^1]\n\n  [^1]: one[^2]\n\n> b[^2]\n>\n> [^2]: two") == page("""
• a¹

┃ b²

────────────────

¹ one²\N{NO-BREAK SPACE}↩

² two\N{NO-BREAK SPACE}↩
""")


def test_a_note_in_the_text_stands_in_brackets() -> None:
    assert painted("正文^[注释 *b* [c](/d)]，x ^[ y") == "正文 (注释 b c)，x ^[ y"


def test_numbers_align_to_the_right() -> None:
    mentions = " ".join(f"[^n{n}]" for n in range(10))
    notes = "\n".join(f"[^n{n}]: note{n}" for n in range(10))
    shown = painted(f"{mentions}\n\n{notes}", 80).split("\n")
    assert " ¹ note0\N{NO-BREAK SPACE}↩" in shown
    assert "¹⁰ note9\N{NO-BREAK SPACE}↩" in shown


def test_links_lead_to_the_note_and_back_to_its_mention() -> None:
    blocks = parse(TEXT)
    links = [run.link for block in blocks for run in block.runs if run.link]
    assert links == ["#fn-1", "#fn-2", "#fn-1", "#fn-3", "#fnref-1", "#fnref-2", "#fnref-3"]
    note = target(blocks, "#fn-2")
    assert note is not None
    assert blocks[note.block].runs[0].text == "A note that goes on"
    assert target(blocks, "#fnref-2") == Position(0, len("正文¹，and text"))
    assert target(blocks, "#fn-9") is None


def test_a_mention_in_a_table_is_found() -> None:
    blocks = parse("| a | b |\n|---|---|\n| c | d[^1] |\n\n[^1]: x")
    assert target(blocks, "#fnref-1") == Position(0, len("a\tb\nc\td"))


def test_headings_are_found_by_the_name_given_or_by_their_text() -> None:
    blocks = parse("# 标题 One, *two*!\n\n## Same\n\n## Same\n\n## Named {#own .x}\n\n## Named")
    assert [block.anchors for block in blocks] == [(), (), (), ("own",), ()]
    assert target(blocks, "#标题-one-two") == Position(0)
    assert target(blocks, "#%E6%A0%87%E9%A2%98-one-two") == Position(0)
    assert target(blocks, "#same-1") == Position(2)
    assert target(blocks, "#own") == Position(3)
    assert target(blocks, "#named") == Position(3)
    assert target(blocks, "#nothing") is None


@given(st.text(max_size=30))
def test_a_headings_name_is_its_own_name(text: str) -> None:
    assert heading_name(heading_name(text)) == heading_name(text)


@given(st.lists(st.integers(0, 5), max_size=12), st.permutations(range(6)))
def test_every_note_is_shown_once_whatever_mentions_it(mentions: list[int], order: list[int]) -> None:
    text = (
        " ".join(f"w[^{each}]" for each in mentions) + "\n\n" + "\n".join(f"[^{n}]: note{n}" for n in order)
    )
    shown = painted(text, 80)
    assert sorted(word for word in shown.split() if word.startswith("note")) == [f"note{n}" for n in range(6)]
    firsts = list(dict.fromkeys(mentions))
    assert [word for word in shown.split() if word.startswith("note")][: len(firsts)] == [
        f"note{n}" for n in firsts
    ]


def test_marks_are_superscripts_as_long_as_these_can_be_read() -> None:
    mentions = " ".join(f"word[^n{n}]" for n in range(1, 101))
    notes = "\n".join(f"[^n{n}]: note{n}" for n in range(1, 101))
    shown = painted(f"{mentions}\n\n{notes}", 80)
    assert "word¹ word²" in shown.replace("\n", " ")
    assert "word⁹⁹ word[100]" in shown.replace("\n", " ")
    assert "\n    ¹ note1" in shown
    assert "\n[100] note100" in shown


def test_marks_beside_one_another_are_two_numbers() -> None:
    notes = "\n\n[^a]: one\n\n[^b]: two\n"
    assert painted(f"word[^a][^b], x²[^a] y^2^[^b]{notes}").split("\n")[0] == "word¹\xa0², x²\xa0¹ y²\xa0²"
    assert painted(f"1999[^a] **bold**[^b]{notes}").split("\n")[0] == "1999¹ bold²"


def test_no_line_begins_with_a_mark_and_one_may_end_with_it() -> None:
    notes = "\n\n[^a]: 注\n"
    for measure in range(10, 30):
        for text in (
            "这是一个很长的句子[^a]后面还有字。",
            "some words and[^a] others, “quoted”[^a] and more",
        ):
            lines = painted(text + notes, measure).split("\n\n")[0].split("\n")
            assert not [line for line in lines if line.startswith("¹")], measure
    assert painted(f"一二三四五[^a]六七{notes}", 11).split("\n")[:2] == ["一二三四五¹", "六七"]
