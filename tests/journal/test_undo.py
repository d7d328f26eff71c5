from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.journal import Change, Event, Field, Journal, Value
from reader.journal.history import ACTS_KEPT, History
from reader.journal.log import HISTORY_BYTES
from tests.journal.cases import change, values


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal.open(tmp_path, machine="laptop")


def reopened(journal: Journal, tmp_path: Path) -> Journal:
    journal.close()
    return Journal.open(tmp_path, machine="laptop")


def test_undo_writes_the_former_value_and_redo_the_later_one(journal: Journal) -> None:
    (act,) = journal.record([change("a.md", True, False)])
    (undone,) = journal.undo()
    assert undone.change == change("a.md", False, True)
    assert undone.reverts == act.act
    assert values(journal) == {"a.md": False}
    (redone,) = journal.redo()
    assert redone.change == act.change
    assert redone.reverts == undone.act
    assert values(journal) == {"a.md": True}


def test_a_batch_is_one_step(journal: Journal) -> None:
    journal.record([change("z.md", True, False)])
    journal.record([change(f"{n}.md", True, False) for n in range(50)])
    assert len(journal.undo()) == 50
    assert values(journal) == {"z.md": True} | {f"{n}.md": False for n in range(50)}
    assert len(journal.redo()) == 50
    assert set(values(journal).values()) == {True}


def test_steps_go_back_one_by_one_and_forward_again(journal: Journal) -> None:
    for n in range(5):
        journal.record([change(f"{n}.md", True, False)])
    undone = [journal.undo()[0].change.key.path for _ in range(5)]
    assert undone == ["4.md", "3.md", "2.md", "1.md", "0.md"]
    assert journal.undo() == ()
    assert [journal.redo()[0].change.key.path for _ in range(5)] == undone[::-1]
    assert journal.redo() == ()


def test_a_new_act_ends_redoing(journal: Journal) -> None:
    journal.record([change("a.md")])
    journal.undo()
    journal.record([change("b.md")])
    assert journal.redo() == ()
    assert journal.undo()[0].change.key.path == "b.md"


def test_positions_and_openings_are_no_steps_and_do_not_end_redoing(journal: Journal) -> None:
    journal.record([change("a.md")])
    journal.undo()
    journal.record([change("a.md", "3:1", field=Field.POSITION), change("a.md", 17, field=Field.OPENED)])
    assert journal.redo()[0].change == change("a.md")
    journal.record([change("a.md", "9:9", field=Field.POSITION)])
    assert journal.undo()[0].change == change("a.md", None, True)


def test_what_the_program_says_of_itself_is_no_step_and_does_not_end_redoing(journal: Journal) -> None:
    journal.record([change("old.md", True, False)])
    journal.undo()
    (carried,) = journal.record([change("new.md", True, False)], is_act=False)
    assert (carried.act, carried.reverts) == ("", "")
    assert journal.redo()[0].change.key.path == "old.md"
    assert values(journal) == {"old.md": True, "new.md": True}


def test_an_act_that_changes_nothing_is_no_step(journal: Journal) -> None:
    journal.record([change("a.md", True, False)])
    journal.record([change("b.md", True, True)])
    assert journal.undo()[0].change.key.path == "a.md"


def test_one_article_twice_in_a_batch_gets_its_first_value_back(journal: Journal) -> None:
    journal.record([change("a.md", True, False), change("a.md", "x", True)])
    assert [event.change.value for event in journal.undo()] == [False]
    assert [event.change.value for event in journal.redo()] == ["x"]


def test_undo_and_redo_work_after_a_restart(journal: Journal, tmp_path: Path) -> None:
    for n in range(3):
        journal.record([change(f"{n}.md", True, False), change(f"{n}b.md", True, False)])
    journal.undo()
    later = reopened(journal, tmp_path)
    assert [event.change.key.path for event in later.undo()] == ["1b.md", "1.md"]
    later = reopened(later, tmp_path)
    assert {event.change.key.path for event in later.redo()} == {"1.md", "1b.md"}
    later = reopened(later, tmp_path)
    assert {event.change.key.path for event in later.redo()} == {"2.md", "2b.md"}
    assert later.redo() == ()
    later = reopened(later, tmp_path)
    assert [len(later.undo()) for _ in range(4)] == [2, 2, 2, 0]


def test_undo_reaches_back_behind_what_this_run_did(journal: Journal, tmp_path: Path) -> None:
    journal.record([change("a.md", True, False)])
    later = reopened(journal, tmp_path)
    later.record([change("b.md", True, False)])
    assert later.undo()[0].change.key.path == "b.md"
    assert later.undo()[0].change.key.path == "a.md"
    assert later.redo()[0].change.key.path == "a.md"
    assert later.redo()[0].change.key.path == "b.md"


def test_two_journals_on_one_log_never_undo_the_same_act(journal: Journal, tmp_path: Path) -> None:
    other = Journal.open(tmp_path, machine="laptop")
    journal.record([change("a.md", True, False)])
    other.record([change("b.md", True, False)])
    assert journal.undo()[0].change.key.path == "b.md"
    assert other.undo()[0].change.key.path == "a.md"
    assert journal.undo() == other.undo() == ()
    assert journal.redo()[0].change.key.path == "a.md"
    assert other.redo()[0].change.key.path == "b.md"
    assert values(journal) == {"a.md": True, "b.md": True}


def test_the_acts_of_another_device_are_not_undone_here(journal: Journal, tmp_path: Path) -> None:
    Journal.open(tmp_path, machine="desk").record([change("a.md")])
    journal.read(None)
    assert journal.undo() == ()


def test_a_garbled_act_is_no_step_and_the_others_are(journal: Journal, tmp_path: Path) -> None:
    journal.record([change("a.md", True, False)])
    journal.record([change("b.md", True, False)])
    file = tmp_path / "laptop" / "000000.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"b.md"', b"\0b.md\0"))
    later = reopened(journal, tmp_path)
    assert later.undo()[0].change.key.path == "a.md"


def test_a_large_batch_before_many_positions_is_still_one_step(journal: Journal, tmp_path: Path) -> None:
    journal.record([change(f"{n}.md", True, False) for n in range(3000)])
    positions = [change(f"{n}.md", "12:345", field=Field.POSITION) for n in range(15_000)]
    journal.record(positions)
    assert sum(file.stat().st_size for file in (tmp_path / "laptop").glob("*.jsonl")) > HISTORY_BYTES[0]
    assert len(reopened(journal, tmp_path).undo()) == 3000


def test_the_number_of_steps_is_bounded() -> None:
    history = History(Event(n, "laptop", change(f"{n}.md"), act=f"act{n}") for n in range(ACTS_KEPT * 2))
    steps = 0
    while act := history.last_done:
        history.add(
            Event(0, "laptop", reverse, act=f"undo{act.id}", reverts=act.id) for reverse in act.reverse()
        )
        steps += 1
    assert steps == ACTS_KEPT


def test_a_line_that_stands_twice_in_the_log_is_one_act() -> None:
    first = Event(1, "laptop", change("a.md"), act="one")
    second = Event(2, "laptop", change("b.md"), act="two")
    history = History([first, second, first, second])
    assert history.last_done is not None
    assert history.last_done.id == "two"
    history.add([Event(3, "laptop", change("b.md", None, True), act="three", reverts="two"), first])
    assert history.last_done.id == "one"


def test_an_act_that_is_met_again_after_it_was_undone_leaves_it_to_be_redone() -> None:
    first = Event(1, "laptop", change("a.md"), act="one")
    history = History([first, Event(2, "laptop", change("a.md", None, True), act="two", reverts="one")])
    history.add([first])
    assert history.last_done is None
    assert history.last_undone is not None
    assert history.last_undone.id == "two"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["act", "act", "undo", "redo", "restart"]), st.integers(0, 3), st.booleans()
        ),
        max_size=25,
    )
)
def test_undo_and_redo_behave_as_two_stacks_of_states(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    journal = Journal.open(folder, machine="laptop")
    state: dict[str, Value] = {}
    past: list[dict[str, Value]] = []
    future: list[dict[str, Value]] = []
    for step, article, value in steps:
        if step == "act":
            path = f"{article}.md"
            if state.get(path) != value:
                past.append(dict(state))
                future = []
            journal.record([change(path, value, state.get(path))])
            state[path] = value
        elif step == "undo":
            assert bool(journal.undo()) == bool(past)
            if past:
                future.append(state)
                state = past.pop()
        elif step == "redo":
            assert bool(journal.redo()) == bool(future)
            if future:
                past.append(state)
                state = future.pop()
        else:
            journal = Journal.open(folder, machine="laptop")
        said = {path: flag for path, flag in values(journal).items() if flag is not None}
        assert said == state


def test_undo_of_a_change_of_several_fields_restores_each(journal: Journal) -> None:
    changes = [
        Change(change("a.md").key, field, True, former)
        for field, former in ((Field.READ, False), (Field.STARRED, None), (Field.LATER, True))
    ]
    journal.record(changes)
    undone = {event.change.field: event.change.value for event in journal.undo()}
    assert undone == {Field.READ: False, Field.STARRED: None}
