"""``newsreader config``: a first file, changes that keep comments, and what is wrong with it."""

import json
import stat
import sys
import tomllib
from pathlib import Path

import pytest

from reader.setting_loading import load_settings
from reader.settings import ROWS, Settings
from tests.cli.conftest import Newsreader
from tests.tui.terminal import Terminal

MINE = """\
# of mine
measure = 60  # narrow

[searches]
# what I read first
first = "tag:ai"
"""


@pytest.fixture
def file(newsreader: Newsreader) -> Path:
    """The file of settings of the command; it does not exist."""
    found = Path(newsreader("config", "path").stdout.removesuffix("\n"))
    found.parent.mkdir(parents=True, exist_ok=True)
    return found


def test_a_first_file_names_every_setting_and_sets_none(newsreader: Newsreader, file: Path) -> None:
    assert newsreader("config", "init").stdout == f"{file}\n"
    text = file.read_text()
    assert tomllib.loads(text) == {}
    assert [name for name in ROWS if name not in text] == []
    assert newsreader("config").stdout == ""
    assert newsreader("config", "init").returncode == 1
    assert file.read_text() == text


def test_every_line_of_a_first_file_can_be_made_a_setting(newsreader: Newsreader, file: Path) -> None:
    newsreader("config", "init")
    lines = file.read_text().splitlines()
    entries = [line for line in lines if line.startswith("# ") and (" = " in line or line.startswith("# ["))]
    file.write_text("\n".join(line.removeprefix("# ") for line in entries))
    found, warnings = load_settings(file, {})
    assert warnings == ()
    tables = {"searches", "rules", "hosts", "watch", "open", "pipe", "share", "keys", "macros"}
    assert {name for name in ROWS if getattr(found, name) != getattr(Settings(), name)} == tables


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["measure", "66"], 66), (["theme", "nord"], "nord"), (["autospace", "yes"], True),
        (["collapse", "duplicates translations"], ["duplicates", "translations"]),
        (["collapse", '["duplicates"]'], ["duplicates"]), (["player", "mpv --no-video"], ["mpv", "--no-video"]),
        (["mark_read_after_s", "0.5"], 0.5), (["browser", '"quoted one"'], "quoted one"), (["language", "en"], "en"),
        (["group_by", "feed"], "feed"), (["group_by", "tag, source"], ["tag", "source"]), (["scope", '"all"'], "all"),
    ],
)  # fmt: skip
def test_a_setting_is_written_as_its_own_type(
    newsreader: Newsreader, file: Path, words: list[str], value: object
) -> None:
    assert newsreader("config", "set", *words).returncode == 0
    assert tomllib.loads(file.read_text()) == {words[0]: value}
    [shown] = json.loads(newsreader("config", "--json").stdout)["settings"]
    assert (shown["name"], shown["value"], shown["source"]) == (words[0], value, f"{file}, line 1")
    newsreader("config", "unset", words[0])
    assert tomllib.loads(file.read_text()) == {}


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_change_keeps_comments_and_all_else_to_the_byte(
    newsreader: Newsreader, file: Path, bom: bytes, end: bytes
) -> None:
    written = bom + MINE.encode().replace(b"\n", end)
    file.write_bytes(written)
    file.chmod(0o640)
    newsreader("config", "set", "measure", "72")
    assert file.read_bytes() == written.replace(b"= 60", b"= 72")
    newsreader("config", "set", "searches.later", "is:later")
    assert file.read_bytes() == written.replace(b"= 60", b"= 72") + b'later = "is:later"' + end
    newsreader("config", "unset", "searches.later")
    newsreader("config", "set", "measure", "60")
    assert file.read_bytes() == written
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_what_stays_in_a_list_keeps_its_comments(newsreader: Newsreader, file: Path) -> None:
    file.write_text('folders = [\n  "~/a",  # notes\n  "~/b",  # blog\n]\n')
    newsreader("config", "set", "folders", '["~/a", "~/b", "~/c"]')
    assert file.read_text() == 'folders = [\n  "~/a",  # notes\n  "~/b",  # blog\n  "~/c",\n]\n'
    newsreader("config", "set", "folders", '["~/b", "~/c"]')
    assert file.read_text() == 'folders = [\n  "~/b",  # blog\n  "~/c",\n]\n'
    newsreader("config", "set", "folders", '["~/c", "~/b"]')
    assert tomllib.loads(file.read_text()) == {"folders": ["~/c", "~/b"]}


def test_a_new_setting_stands_below_its_comment_or_before_the_tables(
    newsreader: Newsreader, file: Path
) -> None:
    newsreader("config", "init")
    newsreader("config", "set", "theme", "nord")
    assert '# theme = "auto"\ntheme = "nord"\n' in file.read_text()
    file.write_text(MINE)
    newsreader("config", "set", "theme", "nord")
    assert tomllib.loads(file.read_text())["theme"] == "nord"
    assert "# what I read first" in file.read_text()


def test_a_table_that_is_left_empty_goes(newsreader: Newsreader, file: Path) -> None:
    newsreader("config", "set", "keys.mark_done", '["d", "W"]')
    assert tomllib.loads(file.read_text()) == {"keys": {"mark_done": ["d", "W"]}}
    newsreader("config", "unset", "keys.mark_done")
    assert tomllib.loads(file.read_text()) == {}
    assert newsreader("config", "unset", "keys.mark_done").returncode == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["set", "themme", "nord"], "no setting is called themme; did you mean theme?"),
        (["set", "theme", "nrod"], 'did you mean "nord"?'), (["set", "measure", "wide"], "a number from 20 to 300"),
        (["set", "measure"], "Name a setting and its value"), (["unset"], "Name a setting"),
        (["path", "more"], "path takes no more words"), (["set", "rules", "x"], "rules"), (["shw"], "did you mean show?"),
    ],
)  # fmt: skip
def test_what_is_no_setting_or_value_is_refused_and_nothing_written(
    newsreader: Newsreader, file: Path, words: list[str], told: str
) -> None:
    done = newsreader("config", *words)
    assert done.returncode in {1, 2}
    assert told in done.stderr
    assert not file.exists()


def test_a_file_with_a_fault_is_not_changed(newsreader: Newsreader, file: Path) -> None:
    file.write_text("measure = \n")
    done = newsreader("config", "set", "theme", "nord")
    assert done.returncode == 1
    assert f"Nothing is changed until this is fixed: {file}, line 1" in done.stderr
    assert file.read_text() == "measure = \n"


def test_a_file_that_is_a_link_stays_one(newsreader: Newsreader, file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "news.toml"
    kept.parent.mkdir()
    kept.write_text(MINE)
    file.symlink_to(kept)
    newsreader("config", "set", "measure", "72")
    assert file.is_symlink()
    assert kept.read_text() == MINE.replace("= 60", "= 72")
    assert [each.name for each in kept.parent.iterdir()] == ["news.toml"]


@pytest.mark.parametrize("words", [["set", "measure", "72"], ["init"], ["check"]])
def test_a_link_to_nothing_is_called_so(
    newsreader: Newsreader, file: Path, tmp_path: Path, words: list[str]
) -> None:
    file.symlink_to(tmp_path / "gone.toml")
    done = newsreader("config", *words)
    assert done.returncode == 1
    assert f"{file} is a link to {tmp_path / 'gone.toml'}, which does not exist" in done.stdout + done.stderr
    assert not file.exists()


def test_check_names_each_mistake_with_its_line(newsreader: Newsreader, file: Path) -> None:
    assert newsreader("config", "check").stdout == f"There is no {file}: every setting is at its default\n"
    file.write_text('measur = 60\nscope = "unraed"\n[searches]\nbad = "is:nothing"\n')
    done = newsreader("config", "check")
    assert done.returncode == 1
    assert [line.partition(": ")[0] for line in done.stdout.splitlines()] == [
        f"{file}, line {number}" for number in (1, 2, 4)
    ]
    assert json.loads(newsreader("config", "check", "--json").stdout)["problems"] == done.stdout.splitlines()
    file.write_text(MINE)
    assert newsreader("config", "check").stdout == f"No mistakes in {file}\n"


def test_a_variable_is_named_where_it_has_precedence(
    newsreader: Newsreader, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text(MINE)
    monkeypatch.setenv("NEWSREADER_MEASURE", "50")
    assert "# NEWSREADER_MEASURE\nmeasure = 50" in newsreader("config").stdout
    done = newsreader("config", "set", "measure", "72")
    assert "NEWSREADER_MEASURE is set too, and has precedence" in done.stderr
    assert tomllib.loads(file.read_text())["measure"] == 72


def test_what_is_shown_can_be_read_as_a_file_of_settings(
    newsreader: Newsreader, file: Path, tmp_path: Path
) -> None:
    file.write_text(
        f'{MINE}[[rules]]\nquery = "tag:ads"\nact = "read"\n[hosts."a.example"]\ngap_s = 2.5\n[keys]\ndone = "x"\n'
    )
    for words in (["config"], ["config", "show"]):
        copy = tmp_path / "copy.toml"
        copy.write_text(newsreader(*words).stdout)
        assert load_settings(copy, {}) == load_settings(file, {})
    assert newsreader("config", "show", "measure").stdout.endswith("measure = 60\n")


@pytest.mark.parametrize("before", [True, False])
def test_another_file_of_settings_is_taken_for_one_run(
    newsreader: Newsreader, file: Path, tmp_path: Path, before: bool
) -> None:
    file.write_text(MINE)
    work = tmp_path / "work.toml"
    work.write_text("measure = 44\n")
    named = ["--config", work]
    done = newsreader(*(named if before else []), "config", *([] if before else named))
    assert done.stdout == f"# {work}, line 1\nmeasure = 44\n"
    assert "measure = 60" in newsreader("config").stdout
    missing = newsreader("config", f"--config={tmp_path / 'none.toml'}")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "a file that does not exist" in missing.stderr


@pytest.mark.pty
def test_the_editor_opens_the_file_and_mistakes_are_named_afterwards(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "an editor"
    editor.write_text('#!/bin/sh\necho "measur = 1" >> "$2"\necho edited "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"'{editor}' -w")
    command = (sys.executable, "-m", "reader", "config")
    with Terminal(["edit"], command=command, size=(160, 24)) as it:
        assert it.wait_end() == 1
        lines = [line.strip() for line in it.lines() if line]
    assert lines[0] == "edited -w"
    assert "did you mean measure?" in lines[1]
    assert len(file.read_text().splitlines()) > 50, "there was none, so a first one was written"
    monkeypatch.setenv("VISUAL", "no-such-editor")
    with Terminal(["edit"], command=command, size=(160, 24)) as it:
        assert it.wait_end() == 1
        assert "no-such-editor cannot be run; set $EDITOR" in it.lines()[0]


def test_without_a_terminal_no_editor_is_started(newsreader: Newsreader, file: Path) -> None:
    done = newsreader("config", "edit")
    assert done.returncode == 1
    assert f"an editor needs a terminal; the file is {file}" in done.stderr
    assert not file.exists()


def test_a_file_that_cannot_be_written_is_named(newsreader: Newsreader, file: Path) -> None:
    file.mkdir()
    done = newsreader("config", "set", "measure", "66")
    assert done.returncode == 1
    assert str(file) in done.stderr
    assert "Traceback" not in done.stderr
