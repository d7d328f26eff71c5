"""``newsreader doctor`` finds what is wrong, names it and says what to do, and finds nothing where all is well."""

import os
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.cli.machines import Machine, wrong_in
from tests.tui.odd_terminal import OddTerminal
from tests.tui.terminal import Terminal


def test_where_all_is_well_nothing_is_wrong(newsreader: Newsreader, machine: Machine) -> None:
    assert wrong_in(newsreader, "-f", machine.folder) == {}
    text = newsreader("doctor", "-f", machine.folder).stdout
    assert text.endswith("Nothing is wrong\n")
    assert f"  + articles: {machine.folder}\n" in text
    assert not re.search("[\x00-\x09\x0b-\x1f]", text)


def a_mistake_in_the_settings(machine: Machine) -> None:
    machine.config.write_text("measur = 60\n")


def settings_that_are_not_toml(machine: Machine) -> None:
    machine.config.write_text("measure = = 60\n")


def a_variable_that_is_misspelt(machine: Machine) -> None:
    machine.patch.setenv("NEWSREADER_MEASUR", "60")


def a_wrong_query_of_a_rule(machine: Machine) -> None:
    machine.config.write_text('[[rules]]\nquery = "is:nothing"\nact = "read"\n')


def two_commands_with_one_key(machine: Machine) -> None:
    machine.config.write_text('[keys]\ntoggle_star = "x"\ntoggle_later = "x"\n')


def a_folder_of_the_settings_that_is_gone(machine: Machine) -> None:
    machine.config.write_text('folders = ["/none/such"]\n')


def a_file_where_the_state_should_be(machine: Machine) -> None:
    (machine.root / "state").write_text("")


def a_damaged_line_of_the_journal(machine: Machine) -> None:
    [log] = machine.logs()
    with log.open("ab") as file:
        file.write(b'{"v":1, broken\n')


def a_newer_journal(machine: Machine) -> None:
    [log] = machine.logs()
    with log.open("ab") as file:
        file.write(b'{"v":99,"a":"x"}\n')


def a_sync_folder_that_is_gone(machine: Machine) -> None:
    machine.config.write_text('sync_folder = "/none/such"\n')


def a_feeds_file_with_a_mistake(machine: Machine) -> None:
    (machine.folder / "feeds.toml").write_text('[[feed]]\naddres = "https://example.org/feed"\n')


def a_browser_that_there_is_not(machine: Machine) -> None:
    machine.config.write_text('browser = "no-such-browser"\n')


def a_browser_that_is_a_shell(machine: Machine) -> None:
    machine.config.write_text("browser = \"sh -c 'firefox %s'\"\n")


def notices_that_nothing_shows(machine: Machine) -> None:
    machine.config.write_text('notices = "desktop"\n')


def a_player_that_there_is_not(machine: Machine) -> None:
    machine.config.write_text('player = ["no-such-player"]\n')


def a_terminal_that_is_dumb(machine: Machine) -> None:
    machine.patch.setenv("TERM", "dumb")


def a_locale_without_utf_8(machine: Machine) -> None:
    machine.patch.setenv("LANG", "en_US.ISO-8859-1")


FAULTS: dict[Callable[[Machine], None], tuple[str, str]] = {
    a_mistake_in_the_settings: ("settings", r"line 1: no setting is called measur.*newsreader config edit"),
    settings_that_are_not_toml: ("settings", r"line 1.*newsreader config edit"),
    a_variable_that_is_misspelt: ("settings", r"NEWSREADER_MEASUR .*did you mean NEWSREADER_MEASURE"),
    a_wrong_query_of_a_rule: ("settings", r"line 2.*is:nothing"),
    two_commands_with_one_key: ("keys", r"line [23].* x .*newsreader keys"),
    a_folder_of_the_settings_that_is_gone: ("articles", r"/none/such.*newsreader config edit"),
    a_file_where_the_state_should_be: ("files", r"the state of the screen.*takes no files"),
    a_damaged_line_of_the_journal: ("journal", r"1 line of the journal is damaged.*backup"),
    a_newer_journal: ("journal", r"newer newsreader: update this one"),
    a_sync_folder_that_is_gone: ("sync", r"/none/such does not exist.*sync_folder"),
    a_feeds_file_with_a_mistake: ("feeds", r"feeds\.toml, line [12].*addres"),
    a_browser_that_there_is_not: ("programs", r"no-such-browser.*config\.toml"),
    a_browser_that_is_a_shell: ("programs", r"sh.*config\.toml"),
    notices_that_nothing_shows: ("programs", r"no program shows notices.*notify-send"),
    a_player_that_there_is_not: ("programs", r"no-such-player.*player in config\.toml"),
    a_terminal_that_is_dumb: ("terminal", r"TERM is dumb.*xterm-256color"),
    a_locale_without_utf_8: ("locale", r"ISO-8859-1.*C\.UTF-8"),
}
"""What is broken: the check that finds it, and what it says."""


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_fault_is_found_with_what_to_do(
    newsreader: Newsreader, machine: Machine, plant: Callable[[Machine], None]
) -> None:
    newsreader("mark", "-f", machine.folder, "read", "tag:fruit")
    plant(machine)
    name, told = FAULTS[plant]
    found = wrong_in(newsreader, "-f", machine.folder)
    assert list(found) == [name]
    assert any(re.search(told, each) for each in found[name]), found


def test_folders_that_are_lost_and_feeds_that_fail_are_found(
    newsreader: Newsreader, machine: Machine, tmp_path: Path
) -> None:
    done = newsreader("doctor", "-f", tmp_path / "none")
    assert done.returncode == 2
    assert str(tmp_path / "none") in done.stderr
    machine.web.put("/other.xml", b"<html><p>No feed any more</p></html>")
    address = f"{machine.web.address}/other.xml"
    (machine.folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{address}"\n')
    newsreader("trust", "--yes", machine.folder)
    newsreader("refresh", "-f", machine.folder)
    found = wrong_in(newsreader, "-f", machine.folder)
    assert list(found) == ["feeds"]
    assert "This is not a feed" in found["feeds"][0]


def test_online_asks_the_feeds_and_writes_nothing(newsreader: Newsreader, machine: Machine) -> None:
    newsreader("add", "-f", machine.folder, machine.web.address + "/feed.xml")
    before = {path: path.read_bytes() for path in machine.folder.rglob("*") if path.is_file()}
    assert wrong_in(newsreader, "-f", machine.folder, "--online") == {}
    machine.web.put("/feed.xml", b"<html><p>No feed any more</p></html>")
    assert wrong_in(newsreader, "-f", machine.folder) == {}
    found = wrong_in(newsreader, "-f", machine.folder, "--online")
    assert list(found) == ["online"]
    assert {path: path.read_bytes() for path in machine.folder.rglob("*") if path.is_file()} == before


def test_a_damaged_index_is_rebuilt_and_said(newsreader: Newsreader, machine: Machine) -> None:
    newsreader("list", "-f", machine.folder)
    index = max((machine.root / "cache").rglob("*.db"), key=lambda each: each.stat().st_size)
    data = bytearray(index.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 8192] = bytes(8192)
    index.write_bytes(data)
    done = newsreader("doctor", "-f", machine.folder)
    assert "rebuilt" in done.stdout
    assert "and is intact" in newsreader("doctor", "-f", machine.folder).stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_a_folder_that_cannot_be_read_is_found(newsreader: Newsreader, machine: Machine) -> None:
    machine.folder.chmod(stat.S_IXUSR)
    assert "articles" in wrong_in(newsreader, "-f", machine.folder)


def test_what_is_named_by_others_does_not_steer_the_terminal(
    newsreader: Newsreader, machine: Machine
) -> None:
    machine.config.write_text('folders = ["/none/\\u001b]0;PWNED\\u0007"]\n')
    text = newsreader("doctor", "-f", machine.folder).stdout
    assert "PWNED" in text
    assert "\x1b" not in text


@pytest.mark.pty
def test_on_a_terminal_the_widths_of_signs_are_measured(machine: Machine) -> None:
    command = (sys.executable, "-m", "reader", "doctor", "-f")
    with Terminal([machine.folder], command=command, size=(160, 60)) as it:
        it.wait_end()
        text = "\n".join(it.lines())
    assert "  + 160x60 cells" in text
    assert b"have the width that is expected" in it.written  # the emulator loses what is behind an emoji
    assert "have width 1: so the terminal draws them" in text


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("auto", "have width 2: so the terminal draws them"),
        ("2", "so ambiguous_width says"),
        ("1", "in width 2"),
    ],
)
def test_it_says_which_width_of_ambiguous_characters_counts_and_why(
    machine: Machine, setting: str, said: str
) -> None:
    command = (sys.executable, "-m", "reader", "doctor", "-f")
    environ = {"NEWSREADER_AMBIGUOUS_WIDTH": setting}
    with OddTerminal(
        machine.folder, (160, 60), ambiguous=2, emoji="old", environ=environ, command=command
    ) as it:
        it.wait_end()
        text = "\n".join(it.lines())
    assert said in text
    assert "draws 🙂 ❤️ in another width than Unicode gives them" in text
