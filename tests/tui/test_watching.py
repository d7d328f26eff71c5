"""Watch words on the screen: in titles, snippets and text, a sign in the row, a group with a count."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.paths import Paths
from reader.setting_tables import Watch
from tests.tui.driving import Driven, article_writer, driven

Desks = Callable[..., Workspace]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    root.mkdir()
    write = article_writer(root)
    write("1.md", "苹果选中了阿里", "2025-01-04", ["sea"], "正文里没有。")
    write("2.md", "Nothing said", "2025-01-03", ["sea"], "用AI写的文章。\n\nmaintain")
    write("3.md", "They maintain it", "2025-01-02", ["sea"], "Aix.")
    return root


def grounds(it: Driven, text: str) -> set[str]:
    """Return the grounds of all places where a text is drawn."""
    found = set()
    for strip in it.app.screen._compositor.render_strips():
        for segment in strip:
            if segment.text.strip() == text and segment.style and segment.style.bgcolor:
                found.add(segment.style.bgcolor.name)
    return found


def variable(it: Driven, name: str) -> str:
    return it.app.get_css_variables()[name].lower()


async def test_words_of_the_settings_are_marked_and_have_a_group(folder: Path, open_desks: Desks) -> None:
    watch = [{"words": ["苹果", "阿里"], "colour": "green"}, {"words": "ai", "colour": "red"}]
    workspace = open_desks(folder, watch=watch, theme="paper-light")
    workspace.library.scan()
    workspace.library.build_text()
    async with driven(workspace) as it:
        await it.until(lambda: "1" in it.title_line("苹果, 阿里"))
        await it.until(lambda: it.title_line("▸ ai").strip("▕ ").endswith("1"))
        assert "◆" in it.title_line("苹果选")
        await it.until(lambda: "◆" in it.title_line("Nothing said"))  # in its text
        assert "◆" not in it.title_line("They maintain")
        await it.press("j")
        await it.until(lambda: it.shows("用AI写"))
        assert grounds(it, "苹果") == {variable(it, "highlight-green")}
        assert grounds(it, "AI") == {variable(it, "highlight-red")}
        await it.press("r")
        await it.until(lambda: not it.title_line("▸ ai").strip("▕ ").endswith("1"))


async def test_a_key_asks_for_a_word_filled_with_what_is_selected(
    folder: Path, open_desks: Desks, paths: Paths
) -> None:
    async with driven(open_desks(folder, theme="paper-light", top_groups=("all", "unread"))) as it:
        await it.press("g", "*", *"…", "enter")
        assert it.shows("A watch word needs a letter")
        await it.press("escape", "enter", "v", "l", "g", "*")
        assert it.shows("Watch for a word")
        assert it.shows("苹果")
        await it.press("enter")
        await it.until(lambda: it.shows("苹果 is watched for now"))
        assert json.loads(paths.watch_words.read_text(encoding="utf-8")) == {"苹果": "yellow"}
        await it.press("escape", "escape")
        await it.until(lambda: variable(it, "highlight-yellow") in grounds(it, "苹果"))
        # Where it stands in later sessions too: behind the saved searches.
        assert [line.split()[1] for line in it.lines()[:3]] == ["All", "Unread", "苹果"]
        await it.press("g", "t", *"苹果", "enter", "g", "W")
        assert it.shows("Watch for 苹果 no longer?")
        await it.press("y")
        await it.until(lambda: json.loads(paths.watch_words.read_text(encoding="utf-8")) == {})
        await it.until(lambda: not grounds(it, "苹果") & {variable(it, "highlight-yellow")})


def underlined(it: Driven, text: str) -> bool:
    """Return whether a text is drawn with a line below it anywhere."""
    parts = [part for strip in it.app.screen._compositor.render_strips() for part in strip]
    return any(part.text == text and part.style and part.style.underline for part in parts)


async def test_snippets_and_titles_of_a_search_have_the_marks(folder: Path, open_desks: Desks) -> None:
    workspace = open_desks(folder, watch=[{"words": ["写的文章", "阿里"]}], theme="paper-light")
    assert workspace.settings.watch == (Watch(("写的文章", "阿里")),)
    async with driven(workspace, size=(120, 30)) as it:
        await it.press("ctrl+k", *"AI")
        await it.until(lambda: it.shows("2 articles") and underlined(it, "写的文章"))  # on the bar
        await it.press("down")
        await it.until(lambda: variable(it, "highlight-yellow") in grounds(it, "写的文章"))
        await it.press("escape", "ctrl+k", *"苹果")
        await it.until(lambda: it.shows("1 article ·") and underlined(it, "阿里"))


@pytest.mark.parametrize("theme", ["ansi-dark", "paper-dark"])
async def test_marks_stand_on_the_chosen_row_and_in_the_terminals_own_colours(
    folder: Path, open_desks: Desks, theme: str
) -> None:
    async with driven(open_desks(folder, watch=[{"words": ["苹果"]}], theme=theme)) as it:
        await it.until(lambda: underlined(it, "苹果"))
        await it.press("ctrl+k", *"苹果")
        await it.until(lambda: it.shows("1 article"))
