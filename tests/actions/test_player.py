"""Playing a sound or film: real programs stand in for players and write down what they were given."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.browser.launch import Launched, Plan, Refused, launch
from reader.actions.browser.player import plan_player
from reader.article.media import MediaFile
from reader.setting_loading import load_settings

SOUND = MediaFile("https://e.org/a b;id&x=$(y).mp3", "audio/mpeg", 0)
FILM = MediaFile("https://e.org/a.mp4", "video/mp4", 0)

Program = Callable[[str], Path]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    def make(name: str) -> Path:
        made = tmp_path / "bin" / name
        made.parent.mkdir(exist_ok=True)
        made.write_text(
            f"#!{sys.executable}\nimport json, sys\nopen({str(tmp_path / 'record')!r}, 'w').write(json.dumps(sys.argv[1:]))\n"
        )
        made.chmod(0o755)
        return made

    return make


def test_the_player_of_the_setting_gets_the_address_as_one_argument(tmp_path: Path, program: Program) -> None:
    player = str(program("player"))
    where = {"PATH": str(tmp_path / "bin")}
    for setting, wanted in (
        ((player, "--volume=50"), ["--volume=50", "https://e.org/a%20b;id&x=$(y).mp3"]),
        ((player, "--url=%s", "-q"), ["--url=https://e.org/a%20b;id&x=$(y).mp3", "-q"]),
        (("player",), ["https://e.org/a%20b;id&x=$(y).mp3"]),
    ):
        planned = plan_player(SOUND, setting, where)
        assert isinstance(planned, Plan)
        assert isinstance(launch(planned, where), Launched)
        assert json.loads((tmp_path / "record").read_text()) == wanted


@pytest.mark.parametrize(
    "words", [("sh", "-c", "%s"), ("env", "bash", "-c", "mpv %s"), ("awk", "%s"), ("tmux", "new", "mpv %s")]
)
def test_what_would_read_the_address_as_a_command_is_refused(
    tmp_path: Path, program: Program, words: tuple[str, ...]
) -> None:
    for name in ("sh", "env", "bash", "awk", "tmux", "mpv"):
        program(name)
    planned = plan_player(SOUND, words, {"PATH": str(tmp_path / "bin")})
    assert isinstance(planned, Refused)
    assert not (tmp_path / "record").exists()


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "/etc/passwd", "-o/tmp/x", "mailto:a@e.org", ""]
)
def test_only_addresses_of_the_web_are_played(tmp_path: Path, program: Program, address: str) -> None:
    player = str(program("player"))
    assert isinstance(
        plan_player(MediaFile(address, "", 0), (player,), {"PATH": str(tmp_path / "bin")}), Refused
    )


def test_without_a_setting_the_best_player_that_is_there_plays(tmp_path: Path, program: Program) -> None:
    where = {"PATH": str(tmp_path / "bin")}
    nothing = plan_player(SOUND, (), where)
    assert isinstance(nothing, Refused)
    assert nothing.reason == "No player was found; the setting player names one"
    for name in ("vlc", "mpv"):
        program(name)
        planned = plan_player(SOUND, (), where)
        assert isinstance(planned, Plan)
        assert Path(planned.argv[0]).name == name
    missing = plan_player(SOUND, ("gone",), where)
    assert isinstance(missing, Refused)
    assert missing.reason == "The program of the setting player does not exist: gone"


def test_a_player_without_a_window_gets_the_terminal(tmp_path: Path, program: Program) -> None:
    program("mpv")
    program("vlc")
    where = {"PATH": str(tmp_path / "bin")}
    shown = {**where, "WAYLAND_DISPLAY": "wayland-0"}

    def in_terminal(file: MediaFile, *setting: str, environ: dict[str, str]) -> bool:
        planned = plan_player(file, setting, environ)
        assert isinstance(planned, Plan)
        return planned.in_terminal

    assert in_terminal(SOUND, "mpv", environ=shown)
    assert in_terminal(FILM, "mpv", environ=where)
    assert not in_terminal(FILM, "mpv", environ=shown)
    assert not in_terminal(SOUND, "mpv", "--force-window", environ=shown)
    assert not in_terminal(SOUND, "vlc", environ=shown)


@pytest.mark.parametrize(
    ("written", "player"),
    [
        ('["mpv", "--no-video"]', ("mpv", "--no-video")),
        ("\"mpv --title='a b'\"", ("mpv", "--title=a b")),
        ("[]", ()),
        ('""', ()),
    ],
)
def test_the_setting_is_a_list_of_words(tmp_path: Path, written: str, player: tuple[str, ...]) -> None:
    (tmp_path / "config.toml").write_text(f"player = {written}\n")
    found = load_settings(tmp_path / "config.toml", {})
    assert (found.settings.player, found.warnings) == (player, ())


@pytest.mark.parametrize("written", ["5", '["mpv", 5]', '"mpv \'"', "{a = 1}"])
def test_a_wrong_setting_says_what_it_takes(tmp_path: Path, written: str) -> None:
    (tmp_path / "config.toml").write_text(f"player = {written}\n")
    found = load_settings(tmp_path / "config.toml", {})
    assert found.settings.player == ()
    assert 'a list such as ["mpv", "--no-video"]' in found.warnings[0]
