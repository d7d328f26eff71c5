"""Articles opened, edited, piped and shared by keys and by typed commands."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.setting_programs import OpenRow, PipeRow, ShareRow
from reader.tui.keys.keys_in_force import keymap_of
from tests.actions.program_stubs import is_alive, make_programs
from tests.tui.driving import Driven, article_writer, driven
from tests.tui.terminal import Terminal

Desks = Callable[..., Workspace]


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of programs; one of them is the browser."""
    made = make_programs(tmp_path / "programs")
    (made / "browser").write_text(f'#!/bin/sh\necho "$1" >> "{made}/opened"\n')
    (made / "browser").chmod(0o755)
    return made


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder with seven articles in one group."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(7):
        body = f"Body {number}.\n\n[site](https://example.com/{number})"
        article_writer(folder)(f"{number}.md", f"Title{number}", f"2025-02-{20 - number}", ["all"], body)
    return folder


def at_work(workspace: Workspace, programs: Path, **settings: object) -> Workspace:
    workspace.environ = {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(programs.parent)}
    browser = str(programs / "browser")
    workspace.settings = workspace.settings._replace(browser=browser, **settings)  # type: ignore[arg-type]
    return workspace


def written(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


async def type_line(it: Driven, line: str) -> None:
    await it.press(":", *line, "enter")


async def test_the_unread_of_a_group_open_after_a_question_and_are_read(
    many: Path, open_desks: Desks, programs: Path
) -> None:
    workspace = at_work(open_desks(many), programs)
    async with driven(workspace) as it:
        await it.press("O")
        assert it.shows("Open 7 pages in the browser?")
        await it.press("n")
        assert written(programs / "opened") == []
        await it.press("O", "y")
        await it.until(lambda: len(written(programs / "opened")) == 7)
        assert set(written(programs / "opened")) == {f"https://example.com/{n}" for n in range(7)}
        await it.until(lambda: workspace.library.articles.counts().unread == 0)
        await it.press("O")
        assert it.shows("Nothing is unread in this group")


async def test_the_selected_ones_open_without_a_question_up_to_five(
    many: Path, open_desks: Desks, programs: Path
) -> None:
    async with driven(at_work(open_desks(many), programs)) as it:
        await it.press("v", "j", "j", "O")
        await it.until(lambda: len(written(programs / "opened")) == 3)


async def test_a_row_decides_what_opens_an_article(many: Path, open_desks: Desks, programs: Path) -> None:
    rows = (OpenRow(("words", "-q"), match="/0$"), OpenRow(("words", "{file}"), query="title:title1"))
    async with driven(at_work(open_desks(many), programs, open=rows)) as it:
        await it.press("o")
        await it.until(lambda: written(programs / "arguments") == ["-q", "https://example.com/0"])
        await it.press("j", "o")
        await it.until(lambda: written(programs / "arguments")[2:] == [str(many / "1.md")])
        await type_line(it, "open title:title2")
        await it.until(lambda: written(programs / "opened") == ["https://example.com/2"])


async def test_a_named_program_writes_above_the_article_and_runs_once(
    many: Path, open_desks: Desks, programs: Path
) -> None:
    rows = (PipeRow("count", ("count",)),)
    async with driven(at_work(open_desks(many), programs, pipe=rows)) as it:
        await it.press("|")
        assert it.shows("Pipe Title0 to")
        await it.until(lambda: it.shows("count"))
        await it.press(*"count", "enter")
        await it.until(lambda: it.shows("count: Title0"))
        await it.press("escape")
        await it.until(lambda: it.shows("by count:"))
        assert it.shows("counted")
        await type_line(it, "pipe count")
        await it.until(lambda: it.shows("count: Title0"))
        await it.press("escape")
        assert written(programs / "runs") == ["1"]
        await type_line(it, "pipe_again")
        await it.until(lambda: it.shows("count: Title0"))
        assert written(programs / "runs") == ["2"]


async def test_a_command_that_is_typed_gets_the_article_and_is_offered_again(
    many: Path, open_desks: Desks, programs: Path
) -> None:
    workspace = at_work(open_desks(many), programs)
    async with driven(workspace) as it:
        await it.press("|", *"grep -c Body", "enter")
        await it.until(lambda: it.shows("grep: Title0"))
        assert any(line.endswith("  1") for line in it.lines())
        await it.press("escape", "|")
        await it.until(lambda: it.shows("grep -c Body"))
        await it.press(*"nosuch -x", "enter")
        assert it.shows("There is no program nosuch here")
        await it.press("escape")
        assert not it.shows("by grep:")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("fails", "fails failed with exit code 3: no key was given"), ("nothing", "nothing wrote nothing"),
     ("binary", "binary wrote something that is not text")],
)  # fmt: skip
async def test_what_goes_wrong_is_said_and_the_screen_goes_on(
    many: Path, open_desks: Desks, programs: Path, name: str, sentence: str
) -> None:
    rows = (PipeRow(name, (name,)),)
    async with driven(at_work(open_desks(many), programs, pipe=rows)) as it:
        await type_line(it, f"pipe {name}")
        await it.until(lambda: sentence in " ".join(it.text().split()))
        await it.press("j")
        assert it.shows("Title1")


async def test_a_group_gets_tags_and_undo_takes_all_back(
    many: Path, open_desks: Desks, programs: Path
) -> None:
    rows = (PipeRow("tagger", ("tagger",), output="tags"),)
    workspace = at_work(open_desks(many), programs, pipe=rows)
    async with driven(workspace) as it:
        await it.press("k")  # the heading
        await type_line(it, "pipe tagger")
        assert it.shows("Give 7 articles to tagger?")
        await it.press("y")
        await it.until(lambda: it.shows("7 articles got tags"))
        await it.until(lambda: it.shows("sea"))
        await it.press("U")
        await it.until(lambda: not it.shows("sea"))


async def test_many_are_done_without_holding_up_keys_and_a_key_stops_them(
    many: Path, open_desks: Desks, programs: Path
) -> None:
    rows = (PipeRow("hangs", ("hangs",)),)
    async with driven(at_work(open_desks(many), programs, pipe=rows)) as it:
        await it.pilot.press(":", *"pipe hangs title:title", "enter")
        await it.until(lambda: it.shows("Give 7 articles to hangs?"))
        await it.pilot.press("y")
        await it.until(lambda: it.shows("hangs: 0 of 7"))
        await it.pilot.press("j", "enter")
        await it.until(lambda: it.shows("Body 1."))
        await it.until(lambda: (programs / "child").exists() and bool(written(programs / "child")))
        await it.press("g", "|")
        await it.until(lambda: it.shows("7 articles were not tried"))
        await it.until(lambda: not is_alive(int((programs / "child").read_text())))
        await it.press("g", "|")
        assert it.shows("No program is running")


def test_the_end_of_the_program_ends_what_runs(many: Path, tmp_path: Path, programs: Path) -> None:
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    file = tmp_path / "CONFIG" / "newsreader" / "config.toml"
    file.parent.mkdir(parents=True)
    hangs = programs / "hangs"
    file.write_text(
        f'[[pipe]]\nname = "hangs"\ncommand = "{hangs}"\n[[share]]\nname = "hangs"\ncommand = "{hangs}"\n'
    )
    for key in ("|", "S"):
        (programs / "child").unlink(missing_ok=True)
        with Terminal([many], environ={**os.environ, **homes, "HOME": str(tmp_path)}) as terminal:
            terminal.wait("Title0")
            terminal.type(key)
            if key == "|":
                terminal.wait("Pipe Title0")
                terminal.type(*"hangs", "\r")
            assert terminal.wait_until(lambda: bool(written(programs / "child")))
            terminal.type("q")
            assert terminal.wait_end() == 0
            child = int((programs / "child").read_text())
            assert terminal.wait_until(lambda: not is_alive(child))  # noqa: B023 - called at once


async def test_an_output_as_an_article_is_listed(many: Path, open_desks: Desks, programs: Path) -> None:
    (programs / "upper").write_text("#!/bin/sh\necho '# Übersetzt'; echo; echo Text.\n")
    rows = (PipeRow("upper", ("upper",), output="article"),)
    async with driven(at_work(open_desks(many), programs, pipe=rows)) as it:
        await type_line(it, "pipe upper")
        await it.until(lambda: it.shows("1 new article was written"))
        await type_line(it, "filter title:übersetzt")
        await it.until(lambda: it.shows("Übersetzt"))


async def test_without_rows_sharing_offers_the_clipboard_and_a_mail(
    many: Path, open_desks: Desks, programs: Path
) -> None:
    async with driven(at_work(open_desks(many), programs)) as it:
        await it.press("S")
        assert it.shows("Share 1 article by")
        assert it.shows("mailto:")
        await it.press("1")
        await it.until(lambda: it.app.clipboard == "Title0 - https://example.com/0")
        await type_line(it, "share link title:title1 OR title:title2")
        await it.until(lambda: it.app.clipboard.splitlines()[1:] == ["Title2 - https://example.com/2"])


async def test_with_one_row_sharing_is_done_at_once(many: Path, open_desks: Desks, programs: Path) -> None:
    note = programs / "note.md"
    rows = (ShareRow("note", append=str(note)),)
    async with driven(at_work(open_desks(many), programs, share=rows)) as it:
        await it.press("S")
        await it.until(lambda: it.shows("1 line added to"))
        assert written(note) == ["- [Title0](https://example.com/0)"]


async def test_a_name_that_is_not_there_leaves_the_line_as_it_is(
    many: Path, open_desks: Desks, programs: Path
) -> None:
    rows = (PipeRow("summary", ("upper",)),)
    async with driven(at_work(open_desks(many), programs, pipe=rows)) as it:
        await it.press(":", *"pipe sumary", "enter")
        assert it.shows("did you mean summary?")
        await it.press("escape", ":", *"pipe su")
        await it.until(lambda: any("summary" in line and "upper" in line for line in it.lines()))


def test_named_programs_are_commands_with_keys_of_ones_own(open_desks: Desks, many: Path) -> None:
    settings = open_desks(many).settings._replace(
        pipe=(PipeRow("my-sum", ("upper",)),),
        share=(ShareRow("note", copy="x"),),
        keys={"pipe_my_sum": (", s",)},
    )
    keymap = keymap_of(settings)
    assert keymap.problems == []
    assert keymap.keys["pipe_my_sum"] == (", s",)
    assert [keymap.by_id[id_].lines for id_ in ("pipe_my_sum", "share_note")] == [
        ("pipe my-sum",),
        ("share note",),
    ]


async def test_a_named_program_is_in_the_palette(many: Path, open_desks: Desks, programs: Path) -> None:
    rows = (PipeRow("count", ("count",)),)
    async with driven(at_work(open_desks(many), programs, pipe=rows)) as it:
        await it.press("ctrl+p", *"Pipe to count")
        await it.until(lambda: it.shows("Pipe to count"))
        await it.press("enter")
        await it.until(lambda: it.shows("count: Title0"))


def test_the_editor_and_the_pager_have_the_terminal_and_give_it_back(
    many: Path, tmp_path: Path, programs: Path
) -> None:
    (programs / "editor").write_text(
        '#!/bin/sh\nsed -i s/Title0/Changed0/ "$1"; printf "EDITING %s\\n" "$1"; read -r line\n'
    )
    (programs / "pager").write_text("#!/bin/sh\ngrep Body; echo PAGING; read -r line < /dev/tty\n")
    for name in ("editor", "pager"):
        (programs / name).chmod(0o755)
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    environ = {
        **os.environ, **homes, "VISUAL": str(programs / "editor"), "PAGER": str(programs / "pager"), "HOME": str(tmp_path),
    }  # fmt: skip
    with Terminal([many], environ=environ) as terminal:
        terminal.wait("Title0")
        terminal.type("e")
        terminal.wait("EDITING")
        terminal.type("\r")
        terminal.wait("Changed0")
        terminal.type(":", *"pager", "\r")
        terminal.wait("PAGING")
        assert terminal.shows("Body 0.")
        terminal.type("\r")
        terminal.wait("Changed0")
        terminal.type("q")
        assert terminal.wait_end() == 0
        assert terminal.is_as_before()
