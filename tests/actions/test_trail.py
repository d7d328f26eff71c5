"""Back and forward through what was read."""

from hypothesis import given
from hypothesis import strategies as st

from reader.actions.reading.trail import STOPS_KEPT, Stop, Trail
from reader.page.position import Position


def read(*articles: int) -> Trail:
    trail = Trail()
    for article in articles:
        trail.enter(article)
    return trail


def test_back_and_forward_go_through_what_was_read() -> None:
    trail = read(1, 2, 3)
    assert [trail.back(3), trail.back(2), trail.back(1)] == [Stop(2), Stop(1), None]
    assert [trail.forward(), trail.forward(), trail.forward()] == [Stop(2), Stop(3), None]


def test_a_new_way_cuts_off_the_old_one() -> None:
    trail = read(1, 2, 3)
    trail.back(3)
    trail.enter(4)
    assert trail.forward() is None
    assert trail.back(4) == Stop(2)


def test_going_back_leads_to_where_one_was() -> None:
    trail = read(1)
    trail.leave(1, Position(7, 3))
    trail.enter(2)
    assert trail.back(2) == Stop(1, Position(7, 3))


def test_a_jump_inside_an_article_is_a_stop() -> None:
    trail = read(1)
    trail.jump(1, Position(2), Position(40))
    assert trail.back(1) == Stop(1, Position(2))
    assert trail.forward() == Stop(1, Position(40))


def test_coming_back_to_an_article_that_was_left_at_its_beginning_leads_there() -> None:
    trail = read(1, 2)
    trail.jump(1, None, Position(9))
    trail.back(1)
    trail.leave(1, None)
    assert trail.forward() == Stop(1, Position(9))
    assert trail.back(1) == Stop(1, Position(0))


def test_from_what_is_only_looked_at_back_leads_to_what_was_read_last() -> None:
    trail = read(1, 2)
    assert trail.back(9) == Stop(2)
    assert trail.back(2) == Stop(1)


def test_what_is_gone_is_stepped_over() -> None:
    trail = read(1, 2, 1, 3)
    trail.back(3)
    trail.forget(1)
    assert trail.back(1) == Stop(2)
    assert trail.forward() == Stop(3)


@given(st.lists(st.integers(1, 5), max_size=3 * STOPS_KEPT))
def test_one_comes_back_the_way_one_came(articles: list[int]) -> None:
    trail = read(*articles)
    came = [article for at, article in enumerate(articles) if not at or articles[at - 1] != article]
    went = []
    here = articles[-1] if articles else 0
    while stop := trail.back(here):
        here = stop.article
        went.append(here)
    assert went == came[-STOPS_KEPT:-1][::-1]
