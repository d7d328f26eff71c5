"""What reading marks by itself, without an app."""

import pytest

from reader.tui.control.auto_read import AutoRead
from tests.tui.acts.plain import Stage


@pytest.fixture
def auto_read(stage: Stage) -> AutoRead:
    return AutoRead(stage.workspace, stage.page, stage.queue, stage.results.append)


@pytest.mark.parametrize("with_duplicates", [False, True])
def test_duplicates_are_looked_for_in_a_worker(
    stage: Stage, auto_read: AutoRead, *, with_duplicates: bool
) -> None:
    stage.workspace.settings = stage.workspace.settings._replace(mark_duplicates_read=with_duplicates)
    article = stage.choose("First article")
    auto_read.mark_shown_read()
    assert stage.results[-1].articles == (article,)
    assert stage.row().read
    assert stage.said.in_workers == with_duplicates


def test_what_is_being_marked_is_not_marked_again_on_this_visit(stage: Stage, auto_read: AutoRead) -> None:
    stage.workspace.settings = stage.workspace.settings._replace(mark_duplicates_read=True)
    stage.choose("First article")
    auto_read.mark_shown_read()
    auto_read.mark_shown_read()
    assert len(stage.results) == 1
    auto_read.new_visit()
    auto_read.mark_shown_read()
    assert len(stage.results) == 2
