"""``newsreader doctor`` finds what is wrong with what is kept beside the settings: themes, small files, folders, certificates."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.cli.doctor.finding import Situation
from reader.cli.doctor.kept import check_zone
from reader.paths import Paths
from reader.settings import Settings
from tests.cli.conftest import Newsreader
from tests.cli.machines import Machine, wrong_in


def a_theme_with_a_colour_that_is_none(machine: Machine) -> None:
    (machine.config.parent / "themes").mkdir()
    (machine.config.parent / "themes" / "sepia.toml").write_text(
        'extends = "paper-light"\naccent = "brownish"\n'
    )


def a_theme_that_is_named_like_no_theme(machine: Machine) -> None:
    (machine.config.parent / "themes").mkdir()
    (machine.config.parent / "themes" / "auto.toml").write_text('extends = "paper-light"\n')


def a_style_sheet_with_a_mistake(machine: Machine) -> None:
    (machine.config.parent / "user.tcss").write_text("Page {\n  colr: red;\n}\n")


def a_macro_of_no_command(machine: Machine) -> None:
    machine.config.write_text('[macros]\nevening = ["frob"]\n')


def a_key_of_a_variable(machine: Machine) -> None:
    machine.patch.setenv("NEWSREADER_KEYS", '{down = "spcae"}')


def saved_searches_that_are_cut_off(machine: Machine) -> None:
    machine.data.mkdir(parents=True, exist_ok=True)
    (machine.data / "saved_searches.json").write_text('[\n{"name": "a"')


def answers_about_trust_that_are_binary(machine: Machine) -> None:
    machine.data.mkdir(parents=True, exist_ok=True)
    (machine.data / "trust.json").write_bytes(b"\x00\xff\x00")


def watch_words_that_are_a_folder(machine: Machine) -> None:
    (machine.data / "watch_words.json").mkdir(parents=True)


def a_file_where_the_log_should_be(machine: Machine) -> None:
    (machine.root / "state" / "newsreader").mkdir(parents=True, exist_ok=True)
    (machine.root / "state" / "newsreader" / "log").write_text("")


def a_file_where_the_trash_should_be(machine: Machine) -> None:
    machine.data.mkdir(parents=True, exist_ok=True)
    (machine.data / "trash").write_text("")


def a_sync_folder_that_is_a_file(machine: Machine) -> None:
    (machine.root / "sync").write_text("")
    machine.config.write_text(f'sync_folder = "{machine.root}/sync"\n')


def certificates_that_are_gone(machine: Machine) -> None:
    machine.config.write_text('[hosts."nas.lan"]\nca_file = "/none/nas.pem"\n')


def a_proxy_without_a_scheme(machine: Machine) -> None:
    machine.patch.setenv("https_proxy", "proxy.lan:3128")


def a_proxy_with_a_port_that_is_none(machine: Machine) -> None:
    machine.patch.setenv("http_proxy", "http://proxy.lan:http")


def settings_in_another_encoding(machine: Machine) -> None:
    machine.config.write_bytes("measure = 60\n".encode("utf-16"))


def a_folder_where_the_settings_should_be(machine: Machine) -> None:
    machine.config.mkdir()


FAULTS: dict[Callable[[Machine], None], tuple[str, str]] = {
    a_theme_with_a_colour_that_is_none: ("themes", r"sepia\.toml, line 2: accent .*brownish.*\| correct the theme"),
    a_theme_that_is_named_like_no_theme: ("themes", r"auto\.toml.*another name"),
    a_style_sheet_with_a_mistake: ("themes", r"user\.tcss, line 2.*colr.*\| correct it"),
    a_macro_of_no_command: ("keys", r"line 2: macros: evening: frob"),
    a_key_of_a_variable: ("keys", r"NEWSREADER_KEYS: keys: down: no key is called spcae"),
    saved_searches_that_are_cut_off: ("kept", r"saved_searches\.json is damaged in line 2.*\| mend it, or move it away"),
    answers_about_trust_that_are_binary: ("kept", r"trust\.json is damaged in line 1"),
    watch_words_that_are_a_folder: ("kept", r"watch_words\.json cannot be read: Is a directory \|"),
    a_file_where_the_log_should_be: ("kept", r"/log is not a folder \| move it away"),
    a_file_where_the_trash_should_be: ("kept", r"/trash is not a folder"),
    a_sync_folder_that_is_a_file: ("sync", r"/sync is a file \| set sync_folder"),
    certificates_that_are_gone: ("network", r"certificates of nas\.lan .*/none/nas\.pem"),
    a_proxy_without_a_scheme: ("network", r"proxy in https_proxy needs .*\| correct https_proxy"),
    a_proxy_with_a_port_that_is_none: ("network", r"proxy in http_proxy needs"),
    settings_in_another_encoding: ("settings", r"it is UTF-16; save it as UTF-8"),
    a_folder_where_the_settings_should_be: ("settings", r"it is a directory"),
}  # fmt: skip
"""What is broken: the check that finds it, and what it says."""


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_fault_beside_the_settings_is_found_with_what_to_do(
    newsreader: Newsreader,
    machine: Machine,
    plant: Callable[[Machine], None],
) -> None:
    plant(machine)
    name, words = FAULTS[plant]
    found = wrong_in(newsreader, "-f", machine.folder)
    assert list(found) == [name]
    assert any(re.search(words, each) for each in found[name]), found


def test_a_file_where_the_journal_should_be_is_found(newsreader: Newsreader, machine: Machine) -> None:
    machine.data.mkdir(parents=True, exist_ok=True)
    (machine.data / "journal").write_text("")
    found = wrong_in(newsreader, "-f", machine.folder)
    assert any("/journal is not a folder" in each for each in found["kept"]), found


@pytest.mark.parametrize(
    ("zone", "is_noted"),
    [
        ("Mars/Phobos", True),
        ("../etc", True),
        ("Asia/Shanghai", False),
        ("CET-1CEST", False),
        (":UTC", False),
        ("", False),
    ],
)
def test_a_time_zone_that_there_is_not_is_noted(tmp_path: Path, zone: str, is_noted: bool) -> None:
    paths = Paths(*(tmp_path / kind for kind in ("config", "data", "state", "cache")))
    situation = Situation(
        paths, {"TZ": zone}, Settings(), (), (), None, "", is_online=False, is_terminal=False
    )
    found = list(check_zone(situation))
    assert [each.sentence for each in found] == (
        [f"TZ names no time zone: {zone}; dates are shown in UTC"] if is_noted else []
    )


def test_a_locale_that_is_not_installed_is_noted(newsreader: Newsreader, machine: Machine) -> None:
    machine.patch.setenv("LANG", "xx_YY.UTF-8")
    said = newsreader("doctor", "-f", machine.folder).stdout
    assert "  - The locale xx_YY.UTF-8 is not installed: other programs use C instead\n" in said
    assert said.endswith("Nothing is wrong\n")


def test_a_locale_that_python_itself_has_replaced_is_noted(
    newsreader_process: Newsreader, machine: Machine
) -> None:
    for name in ("LC_ALL", "LC_CTYPE"):
        machine.patch.delenv(name, raising=False)
    machine.patch.setenv("LANG", "xx_YY.UTF-8")  # so a new process sets LC_CTYPE=C.UTF-8 before it starts
    done = newsreader_process("doctor", "-f", machine.folder)
    assert "The locale xx_YY.UTF-8 is not installed" in done.stdout, done.stderr


def test_a_style_sheet_that_uses_our_colours_is_right(newsreader: Newsreader, machine: Machine) -> None:
    (machine.config.parent / "user.tcss").write_text("Screen { background: $surface; color: $muted; }\n")
    assert wrong_in(newsreader, "-f", machine.folder) == {}
