"""Keys, macros and highlights of newsboat's config, as lines of ours."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reader.cli.newsboat_toml import toml_lines
from reader.feeds.interchange.newsboat_config import read_config
from reader.feeds.interchange.newsboat_keys import OPERATIONS, read_keys
from reader.setting_loading import load_settings
from reader.tui.keys.commands import BY_ID
from reader.tui.keys.keys_in_force import keymap_of
from tests.tui.newsboat_keys import FACTS


def pasted(config: str) -> dict[str, Any]:
    return tomllib.loads("\n".join(toml_lines(read_config(config))))


def test_operations_are_the_commands_of_the_preset() -> None:
    assert set(OPERATIONS.values()) <= set(BY_ID)
    for fact in FACTS:
        if fact.preset and fact.operation in OPERATIONS and fact.operation != "open-search":
            assert OPERATIONS[fact.operation] == fact.preset, fact


@pytest.mark.parametrize(
    ("line", "key", "command"),
    [
        ("bind-key j down", "j", "down"), ("bind-key ^F pagedown articlelist", "ctrl+f", "page_down"), ('bind-key " " next-unread', "space", "next_unread"),
        ("bind-key SPACE open", "space", "enter"), ("bind-key RIGHT open", "right", "enter"), ("bind gg everywhere home", "g g", "top"),
        ("bind <C-x><S-tab> feedlist reload-all", "ctrl+x shift+tab", "refresh_feeds"), ('bind G article end -- "to the end"', "G", "bottom"),
        ("bind <lt> articlelist prev", "<", "previous_article"), ("bind ^Gx everywhere help", "ctrl+g x", "show_help"),
        ("bind <S-j> everywhere next-feed", "J", "next_group"),
    ],
)  # fmt: skip
def test_a_key_is_read_in_newsboats_notation(line: str, key: str, command: str) -> None:
    found = read_keys([line])
    assert [(each.key, each.command) for each in found.binds] == [(key, command)]
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("line", "key", "lines"),
    [
        ("macro y open-in-browser; toggle-article-read", ", y", ("open_source", "toggle_read")),
        ('macro v set browser "mpv %u" ; open-in-browser ; set browser "lynx %u" -- "play it"', ", v", ("set browser mpv %s", "open_source", "set browser lynx %s")),
        ("macro 3 three", ", 3", ("open_link 3",)), ("macro ^T next-unread;open", ", ctrl+t", ("next_unread", "enter")),
        ("bind O article open-in-browser ; next-unread", "O", ("open_source", "next_unread")), ("bind-key z open-url-10", "z", ("open_link 10",)),
    ],
)  # fmt: skip
def test_a_macro_is_a_list_of_commands(line: str, key: str, lines: tuple[str, ...]) -> None:
    found = read_keys([line])
    assert [(each.key, each.lines) for each in found.macros] == [(key, lines)]


@pytest.mark.parametrize(
    ("line", "words", "colour"),
    [
        ('highlight article "苹果" red', ("苹果",), "red"), ('highlight all "(rust|go|C#)" yellow default bold', ("rust", "go", "C#"), "yellow"),
        ("highlight articlelist linux color208 black", ("linux",), ""),
    ],
)  # fmt: skip
def test_highlighted_words_are_kept(line: str, words: tuple[str, ...], colour: str) -> None:
    assert [(each.words, each.colour) for each in read_keys([line]).watches] == [(words, colour)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("bind-key x purge-deleted", "purge-deleted has no counterpart here"), ("bind-key", "it names no key"), ("bind-key x", "it has no counterpart here"),
        ("bind-key NOKEY open", "no key here is called NOKEY"), ("macro x", "it names no operation"), ('macro x pipe-to "rm -rf"', "pipe-to rm -rf has no counterpart here"),
        ("macro x set pager less", "set pager less has no counterpart here"), ('highlight article "^a.*b$" red', "is a regex, not words"),
        ("highlight feedlist x red", "lines of feedlist are not highlighted here"), ("highlight article x", "it names no words and colour"),
        ("run-on-startup next-unread", "run-on-startup has no counterpart here"), ('highlight-article "age < 3" red blue', "highlight-article has no counterpart here"),
        ("unbind-key -a", "no key here is called -a"), ("bind <C- everywhere open", ""), ("macro x open-url-0", "has no counterpart"), ("macro x open-url-99999999999", "has no counterpart"),
    ],
)  # fmt: skip
def test_what_has_no_counterpart_is_said_with_its_line(line: str, why: str) -> None:
    found = read_keys([line])
    assert not found.macros
    if why:
        assert [(each[0], why in each[1]) for each in found.left_out] == [(line, True)]


def test_what_is_pasted_is_what_newsboat_had(tmp_path: Path) -> None:
    config = "bind-key j down\nbind-key k up\nunbind-key ^E\nbind-key J next-feed\nmacro y toggle-article-read; next-unread\nmacro z cmdline\n"
    found = pasted(config)
    assert found["key_preset"] == "newsboat"
    assert found["macros"] == {", y": ["toggle_read", "next_unread"], ", z": ["command_line"]}
    file = tmp_path / "config.toml"
    file.write_text("\n".join(toml_lines(read_config(config))))
    loaded = load_settings(file, {})
    assert loaded.warnings == ()
    keymap = keymap_of(loaded.settings)
    assert keymap.problems == []
    assert keymap.keys["down"] == ("j", "down")
    assert keymap.keys["next_group"][0] == "J"
    assert "J" not in keymap.keys["next_article"]
    assert keymap.keys["edit_tags"] == ()
    assert keymap.keys["macro , y"] == (", y",)


@pytest.mark.parametrize(
    "hostile",
    [
        "bind-key \x1b[31m open",
        "bind \x00 x open",
        'highlight all "a\x1bb" red',
        "macro \ud800 open",
        "bind-key é open",
    ],
)
def test_odd_lines_leave_valid_toml_without_control_characters(hostile: str) -> None:
    lines = toml_lines(read_config(f"{hostile}\nbind-key x open\n"))
    assert "\x1b" not in "".join(lines)
    tomllib.loads("\n".join(lines).encode("utf-8", "replace").decode())


def test_quotation_marks_and_backslashes_survive() -> None:
    assert pasted('bind-key "\\"" help\n')["keys"]["show_help"][0] == '"'
    assert pasted("bind <C-\\> everywhere help\n")["keys"]["show_help"][0] == "ctrl+\\"


@pytest.mark.parametrize(
    "colour", ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "color9"]
)
def test_a_highlight_in_any_colour_is_a_watch_that_the_settings_take(tmp_path: Path, colour: str) -> None:
    [watch] = read_keys([f"highlight article 苹果 {colour}"]).watches
    file = tmp_path / "config.toml"
    named = f'colour = "{watch.colour}"\n' if watch.colour else ""
    file.write_text(f'[[watch]]\nwords = "苹果"\n{named}', encoding="utf-8")
    settings, warnings = load_settings(file, {})
    assert warnings == ()
    assert settings.watch[0].words == watch.words
