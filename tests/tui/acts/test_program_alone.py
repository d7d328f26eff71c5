"""Acts about the program, without an app: problems, statistics, the help, leaving."""

from pathlib import Path

import pytest

from reader.tui.acts.program import ProgramCommands
from reader.tui.keys.commands import COMMANDS
from tests.tui.acts.plain import Stage


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def program(stage: Stage, ran: list[str]) -> ProgramCommands:
    return ProgramCommands(stage.roles, ran.append)


def test_the_program_ends_when_the_acts_before_are_done(stage: Stage, program: ProgramCommands) -> None:
    waiting = []
    stage.queue.do(lambda: None, lambda _: waiting.append(stage.program.has_ended))
    program.do_quit()
    assert waiting == [False]
    assert stage.program.has_ended


def test_a_terminal_that_cannot_stop_the_program_says_so(stage: Stage, program: ProgramCommands) -> None:
    program.do_suspend()
    assert stage.said.sentences == ["This terminal does not support suspending"]


def test_the_help_runs_what_is_chosen(stage: Stage, program: ProgramCommands, ran: list[str]) -> None:
    program.do_show_help()
    stage.said.answer(0)
    program.do_show_help()
    stage.said.answer(None)
    program.do_show_help()
    stage.said.answer(len(COMMANDS) - 1)
    assert ran == [COMMANDS[0].id, COMMANDS[-1].id]


def test_a_problem_leads_to_its_article_and_of_no_article_is_said(
    stage: Stage, program: ProgramCommands, feed: Path
) -> None:
    (feed / "broken.md").write_text("---\ntitle: [unclosed\n---\nText.\n")
    stage.workspace.library.scan()
    key, problem = next(iter(stage.workspace.library.articles.problems()))
    program.do_list_problems()
    stage.said.answer((key, problem))
    assert stage.ways.keys == [key]
    program.do_list_problems()
    stage.said.answer((key._replace(path="not there.md"), problem))
    assert stage.said.warnings == [f"not there.md is not in the list: {problem.message}"]


def test_statistics_open_with_lines_that_fit_the_window(stage: Stage, program: ProgramCommands) -> None:
    program.do_show_statistics()
    ((dialog, _),) = stage.said.asked
    assert type(dialog).__name__ == "LinesDialog"
