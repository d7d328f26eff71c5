"""Acts that lead from one article to another, without an app: related ones, links, back and forward, search."""

from pathlib import Path

import pytest

from reader.actions.reading.trail import Trail
from reader.page.position import Position
from reader.tui.acts.browsing import Browsing
from reader.tui.acts.gathering import Gathering
from reader.tui.acts.linking import Linking
from reader.tui.acts.searching import Searching
from reader.tui.acts.selecting import Selected
from reader.tui.control.auto_read import AutoRead
from reader.tui.control.landing import Sought
from reader.tui.dialogs.search_dialog import Result
from tests.tui.acts.plain import PlainHints, PlainMemory, Stage


@pytest.fixture
def gathering(stage: Stage) -> Gathering:
    return Gathering(stage.roles)


@pytest.fixture
def browsing(stage: Stage) -> Browsing:
    auto_read = AutoRead(stage.workspace, stage.page, stage.queue, stage.results.append)
    return Browsing(stage.roles, Selected(stage.roles), auto_read)


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def linking(stage: Stage, browsing: Browsing, trail: Trail) -> Linking:
    return Linking(stage.roles, PlainHints(), trail, browsing, lambda: None)


def test_duplicates_are_offered_and_gone_to(stage: Stage, gathering: Gathering, feed: Path) -> None:
    (feed / "again.md").write_text((feed / "three.md").read_text())
    stage.workspace.library.scan()
    third = stage.choose("Third article")
    gathering.do_list_duplicates()
    stage.said.answer(0)
    ((article, landing),) = stage.ways.gone_to
    row = stage.list.row(article)
    assert article != third
    assert row
    assert row.title == "Third article"
    assert landing is None


def test_where_there_is_no_duplicate_no_dialog_opens(stage: Stage, gathering: Gathering) -> None:
    stage.choose("Without a tag")
    gathering.do_list_duplicates()
    gathering.do_next_translation()
    assert not stage.said.asked
    assert stage.said.refused == ["This article has no duplicates"]
    assert stage.said.sentences == ["This article has no translations here"]


def test_a_dialog_that_is_closed_leads_nowhere(stage: Stage, gathering: Gathering, feed: Path) -> None:
    (feed / "again.md").write_text((feed / "three.md").read_text())
    stage.workspace.library.scan()
    stage.choose("Third article")
    gathering.do_list_duplicates()
    stage.said.answer(None)
    assert not stage.ways.gone_to


def test_a_link_to_another_file_leads_to_its_article_and_into_the_page(
    stage: Stage, linking: Linking
) -> None:
    third = stage.choose("Third article")
    stage.choose("First article")
    linking.follow("three.md")
    assert stage.ways.gone_to == [(third, None)]
    assert stage.ways.in_page
    linking.follow("nowhere.md")
    assert stage.said.sentences == ["No article here is called nowhere.md"]


def test_a_link_inside_the_article_is_a_stop_to_come_back_to(
    stage: Stage, linking: Linking, trail: Trail
) -> None:
    article = stage.choose("Third article")
    stage.page.place = Position(7)
    linking.follow("#there")
    linking.follow("#elsewhere")
    assert stage.page.jumps == ["#there", "#elsewhere"]
    assert stage.said.sentences == ["This article has no heading or anchor elsewhere"]
    assert linking.do_back()
    assert stage.ways.gone_to == [(article, Position(7))]
    assert not linking.do_back()
    assert stage.said.sentences[-1] == "Nothing to go back to"
    assert linking.do_forward()


def test_a_link_that_says_one_host_and_leads_to_another_is_asked_about(
    stage: Stage, linking: Linking
) -> None:
    stage.choose("First article")
    linking.follow("https://evil.example/x", "https://bank.example")
    ((dialog, _),) = stage.said.asked
    assert type(dialog).__name__ == "QuestionDialog"
    stage.said.answer(False)
    assert not stage.said.sentences


def test_the_address_of_the_source_is_copied_where_nothing_is_selected(
    stage: Stage, browsing: Browsing
) -> None:
    stage.choose("First article")
    browsing.do_copy_link()
    assert stage.said.copied == ["https://example.com/one"]
    stage.chosen.chosen = 0
    browsing.do_copy_link()
    assert stage.said.sentences[-1] == "No article is selected"


def test_ctrl_c_without_a_selection_names_the_key_that_leaves(stage: Stage, browsing: Browsing) -> None:
    browsing.do_copy_selection()
    assert stage.said.sentences == ["Nothing is selected. q quits newsreader"]
    assert not stage.said.copied


def test_what_was_searched_for_is_kept_and_looked_for_on_the_page(stage: Stage) -> None:
    remembered = PlainMemory("before")
    searching = Searching(stage.roles, remembered)
    article = stage.choose("Third article")
    searching.do_search_articles()
    stage.said.answer(Result(article, "paragraph many"))
    ((gone_to, sought),) = stage.ways.gone_to
    assert gone_to == article
    assert isinstance(sought, Sought)
    assert sought.pattern.search("a Paragraph")
    assert remembered.searched == "paragraph many"
    assert stage.ways.in_page
    sought.missed(article)
    assert stage.said.sentences == [
        "Not on the page: the words are in the file's header, an address or a comment"
    ]
