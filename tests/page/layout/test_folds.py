"""What can be opened and closed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.layout.folds import Folds
from reader.page.layout.layout import Layout, Position
from reader.page.markdown.parse import parse
from tests.page.painting import line_text, lines_of, page, settled

TWO = """前文。

<details>
<summary>一 <em>summary</em></summary>

Hidden 里面。

<details open><summary>Inner</summary>

Deep.

</details>
</details>

<details open>
<summary>二</summary>

- Seen.

</details>

后文。
"""


def folded(markdown: str) -> Layout:
    blocks = parse(markdown)
    return Layout(blocks, 40, folds=Folds(blocks))


def painted(layout: Layout) -> str:
    while layout.settle(1.0):
        pass
    return "\n".join(line_text(line).rstrip() for line in lines_of(layout))


def test_what_the_article_leaves_closed_shows_its_summary_alone() -> None:
    layout = folded(TWO)
    assert painted(layout) == page("""
前文。

▸ 一 summary

▾ 二

  • Seen.

后文。
""")
    head = min(layout.folds.closed)
    layout.fold(set())
    assert painted(layout) == page("""
前文。

▾ 一 summary

  Hidden 里面。

  ▾ Inner

    Deep.

▾ 二

  • Seen.

后文。
""")
    layout.fold({head})
    assert painted(layout).startswith("前文。\n\n▸ 一 summary\n\n▾ 二")


@pytest.mark.parametrize(
    ("markdown", "closed"),
    [
        ("> [!tip]- 标题\n> inside\n>\n> more", "┃ ▸ Tip · 标题"),
        ("> [!tip]+ 标题\n> inside", "┃ ▾ Tip · 标题\n┃   inside"),
        ('??? note "折叠"\n    inside', "┃ ▸ Note · 折叠"),
        ("???+ note\n    inside", "┃ ▾ Note\n┃   inside"),
        (":::details\ninside\n:::", "▸ Details"),
        ("<Details>\n\ninside\n\n</Details>", "▸ Details"),
        ("- > [!faq]- Why\n  > inside\n- b", "• ┃ ▸ Question · Why\n• b"),
        ("> [!a]- x\n> > [!b]- y\n> > inside", "┃ ▸ A · x"),
    ],
)
def test_callouts_and_containers_fold_where_they_say_so(markdown: str, closed: str) -> None:
    layout = folded(f"{markdown}\n\nafter")
    assert painted(layout) == f"{closed}\n\nafter"
    layout.fold(set())
    assert "inside" in painted(layout)


def test_all_is_open_where_nobody_asks_for_folds() -> None:
    assert "Hidden" in painted(settled(parse(TWO), 40))


def test_copying_knows_of_no_folds() -> None:
    layout = folded(TWO)
    assert "Hidden 里面。" in layout.text_between(Position(0), Position(len(layout.blocks)))


def test_a_place_inside_what_is_closed_is_below_its_summary() -> None:
    layout = folded(TWO)
    inside = next(at for at in range(len(layout.blocks)) if "Hidden" in layout.text(at))
    assert layout.folds.around(inside) == [inside - 1]
    assert layout.row(Position(inside, 3)) == layout.row(Position(inside - 1)) + 1


def test_a_summary_with_nothing_below_it_is_no_fold() -> None:
    assert painted(folded("<details><summary>a</summary></details>")) == "▾ a"


def test_another_width_keeps_what_is_open() -> None:
    layout = folded(TWO)
    layout.fold(set())
    assert "Hidden" in painted(layout.resized(30))
    assert "Hidden" not in painted(folded(TWO).resized(30))


def test_an_edited_page_keeps_what_is_open_while_it_has_as_many_folds() -> None:
    former, edited = folded(TWO), folded("新\n\n" + TWO)
    former.fold(set())
    edited.fold(edited.folds.as_before(former.folds))
    assert "Hidden" in painted(edited)
    other = folded("<details><summary>三</summary>\n\nx\n\n</details>\n\n" + TWO)
    other.fold(other.folds.as_before(former.folds))
    assert "Hidden" not in painted(other)


def test_links_are_counted_once_however_often_one_opens_and_closes() -> None:
    layout = folded(
        "<details><summary><a href='https://e.com'>s</a></summary>\n\n[a](x) [b](y)\n\n</details>"
    )
    painted(layout)
    assert layout.links == 3, "those inside count before it is opened"
    for closed in (set(), layout.folds.closed, set()):
        layout.fold(set(closed))
        painted(layout)
    assert layout.links == 3


PIECES = st.recursive(
    st.just("text\n\n"),
    lambda inner: st.tuples(st.booleans(), st.lists(inner, max_size=3)).map(
        lambda each: (
            f"<details{' open' * each[0]}>\n<summary>s</summary>\n\n{''.join(each[1])}\n</details>\n\n"
        )
    ),
    max_leaves=8,
)


@given(st.lists(PIECES, min_size=1, max_size=4).map("".join), st.data())
def test_however_one_opens_and_closes_the_rows_are_those_of_what_is_shown(
    markdown: str, data: st.DataObject
) -> None:
    layout = folded(markdown)
    heads = layout.folds.heads
    for _ in range(3):
        closed = data.draw(st.sets(st.sampled_from(heads))) if heads else set()
        layout.fold(closed)
        painted(layout)
        fresh = Layout(layout.blocks, 40, folds=Folds(layout.blocks))
        fresh.folds.closed = closed
        fresh = fresh.resized(40)
        assert painted(layout) == painted(fresh)
        assert layout.height == len(painted(layout).split("\n"))
        shown = [block for at, block in enumerate(layout.blocks) if not layout.folds.around(at)]
        assert painted(layout).replace("▸", "▾").split() == painted(settled(tuple(shown), 40)).split()


def test_folds_opened_in_the_beginning_of_an_article_stay_open_in_the_whole() -> None:
    begun = folded("a\n\n<details><summary>One</summary>\n\nText.\n\n</details>\n\n")
    whole = folded(
        "a\n\n<details><summary>One</summary>\n\nText.\n\n</details>\n\nb\n\n"
        "<details><summary>Two</summary>\n\nText.\n\n</details>\n"
    )
    one, two = whole.folds.heads
    begun.fold(set())
    assert whole.folds.as_before(begun.folds) == {two}
    begun.fold({one})
    assert whole.folds.as_before(begun.folds) == {one, two}


def test_rows_below_one_another_name_the_hidden_blocks_between_them() -> None:
    layout = folded(TWO)
    painted(layout)
    seen = [set(layout.blocks_on(row, 1)) for row in range(layout.height)]
    assert set.union(*seen) == set(range(len(layout.blocks)))
