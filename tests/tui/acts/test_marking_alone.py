"""Marking without an app: what is written to the library, what is said, what is asked."""

import pytest

from reader.article import Key
from reader.journal import Change, Field
from reader.tui.acts.marking import Marking
from tests.tui.acts.plain import Stage


@pytest.fixture
def marking(stage: Stage) -> Marking:
    return Marking(stage.roles)


def test_a_star_is_given_and_taken_away(stage: Stage, marking: Marking) -> None:
    article = stage.choose("First article")
    marking.do_toggle_star()
    assert stage.row().starred
    assert stage.results[-1].articles == (article,)
    marking.do_toggle_star()
    assert not stage.row().starred


def test_where_nothing_is_chosen_nothing_is_marked(stage: Stage, marking: Marking) -> None:
    marking.do_toggle_read()
    assert stage.said.sentences == ["No article is selected"]
    assert not stage.results


def test_a_group_is_read_as_one_act_that_undo_takes_back(stage: Stage, marking: Marking) -> None:
    model = stage.list.model
    index = next(at for at in range(len(model.sections)) if model.label(at) == "news")
    model.open_group(model.sections[index].group.id)
    marking.do_mark_group_read()
    assert stage.workspace.library.articles.counts().unread == 2
    assert stage.said.sentences == ["2 articles marked read; U undoes it"]
    marking.do_undo()
    assert stage.workspace.library.articles.counts().unread == 4
    assert stage.said.sentences[-1] == "2 articles are unread again"


def test_with_nothing_done_there_is_nothing_to_undo(stage: Stage, marking: Marking) -> None:
    marking.do_undo()
    marking.do_redo()
    assert stage.said.sentences == ["Nothing to undo", "Nothing to redo"]


def test_undo_says_how_many_articles_of_other_folders_it_changes(stage: Stage, marking: Marking) -> None:
    article = stage.choose("First article")
    key = stage.row().key
    stage.workspace.library.apply(
        stage.workspace.journal.record(
            [
                Change(each, Field.STARRED, value=True, former=False)
                for each in (key, Key("elsewhere", "a.md"), Key("elsewhere", "b.md"))
            ]
        )
    )
    marking.do_undo()
    assert stage.results[-1].articles == (article,)
    assert stage.said.sentences == ["The stars of 3 articles are gone, 2 of them not in the open folders"]


def test_marking_more_than_the_limit_is_asked_about_first(stage: Stage) -> None:
    stage.workspace.settings = stage.workspace.settings._replace(confirm_marking_above=1)
    marking = Marking(stage.roles)
    model = stage.list.model
    model.open_group(next(each.group.id for each in model.sections if each.group.name == "news"))
    marking.do_mark_group_read()
    assert stage.workspace.library.articles.counts().unread == 4
    stage.said.answer(False)
    assert stage.workspace.library.articles.counts().unread == 4
    marking.do_mark_group_read()
    stage.said.answer(True)
    assert stage.workspace.library.articles.counts().unread == 2


def test_tags_and_note_come_from_what_is_typed(stage: Stage, marking: Marking) -> None:
    stage.choose("Third article")
    marking.do_edit_tags()
    stage.said.answer("deep, long")
    marking.do_edit_note()
    stage.said.answer("read it twice")
    fields = stage.workspace.library.state.fields(stage.chosen.chosen)
    assert fields["note"] == "read it twice"
    assert {"tag:deep", "tag:long"} <= set(fields)
    assert stage.said.sentences == ["Tags changed; U undoes it"]
