import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.theme import BUILTIN_THEMES

from reader.assets import asset
from reader.library import Scope
from reader.setting_loading import Loaded, load_settings
from reader.setting_sources import PREFIX
from reader.setting_tables import Rule
from reader.settings import ROWS, SCOPES, THEMES, Settings
from reader.text import clean_line
from reader.tui.widgets.themes import own_themes

ROOT = Path(__file__).parent.parent


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def load(file: Path, text: str, environ: dict[str, str] | None = None, **flags: Any) -> Loaded:
    file.write_text(text, "utf-8")
    return load_settings(file, environ or {}, flags)


def test_without_a_file_the_defaults_count_and_nothing_is_wrong(file: Path) -> None:
    assert load_settings(file, {}) == Loaded(Settings(), ())
    assert not file.exists()


def test_flags_go_before_variables_before_the_file(file: Path) -> None:
    text = "measure = 60\nscope = 'all'\ntheme = 'nord'"
    loaded = load(file, text, {PREFIX + "MEASURE": "70", PREFIX + "SCOPE": "later"}, measure=80)
    assert (loaded.settings.measure, loaded.settings.scope, loaded.settings.theme) == (80, "later", "nord")
    assert loaded.warnings == ()


def test_a_flag_that_was_not_given_and_an_empty_variable_say_nothing(file: Path) -> None:
    loaded = load(file, "measure = 60", {PREFIX + "MEASURE": ""}, measure=None, theme=None)
    assert loaded == Loaded(Settings(measure=60), ())


def test_every_setting_can_be_given_as_its_default_in_the_file(file: Path) -> None:
    for name in ROWS:
        written = json.dumps(getattr(Settings(), name), default=dict)  # which TOML reads alike
        assert load(file, f"{name} = {written}") == Loaded(Settings(), ())


@pytest.mark.parametrize(
    "entry",
    [
        "measure = 19",
        "measure = 301",
        "measure = 72.5",
        "measure = true",
        "measure = 'wide'",
        "measure = []",
        "measure = inf",
        "measure = nan",
        "measure = " + "9" * 4000,
        "mark_read_after_s = -1",
        "mark_read_after_s = nan",
        "mark_read_after_s = " + "9" * 4000,
        "mouse = 'maybe'",
        "mouse = 1",
        "scope = 'none'",
        "scope = []",
        "scope = {}",
        "theme = 5",
        "folders = 5",
        "folders = [1]",
        "timezone = 'Nowhere/Land'",
        "timezone = '../../etc/passwd'",
        "timezone = '/etc/localtime'",
        "timezone = 'America'",
        "timezone = 8",
        "timezone = []",
        "timezone = 1979-05-27",
        "keys = 'j'",
        "keys = { down = 5 }",
        "keys = { down = ['j', 5] }",
    ],
)
def test_a_wrong_value_is_named_once_and_leaves_the_default(file: Path, entry: str) -> None:
    loaded = load(file, entry + "\nicons = 'ascii'")
    assert loaded.settings == Settings(icons="ascii")
    (warning,) = loaded.warnings
    assert warning.startswith(f"{file}, line 1: {entry.split(maxsplit=1)[0]}")
    assert " should be " in warning


def test_a_key_without_a_name_costs_no_other_keys(file: Path) -> None:
    loaded = load(file, "keys = { down = [''], star = 'x' }")
    assert loaded.settings.keys == {
        "down": ("",),
        "star": ("x",),
    }  # the key map says what is wrong with the first
    assert loaded.warnings == ()


def test_a_wrong_variable_and_a_wrong_flag_are_named_as_they_were_given(file: Path) -> None:
    loaded = load_settings(file, {PREFIX + "MEASURE": "wide"}, {"mark_read_after_s": "soon"})
    assert loaded.settings == Settings()
    assert loaded.warnings == (
        'NEWSREADER_MEASURE: measure should be a number from 20 to 300, not "wide"',
        '--mark-read-after-s: mark_read_after_s should be a number from 0 to 3600, not "soon"',
    )


def test_a_name_that_is_nearly_right_gets_a_hint(file: Path) -> None:
    (warning,) = load(file, "mesure = 60").warnings
    assert warning == f"{file}, line 1: no setting is called mesure; did you mean measure?"
    (warning,) = load(file, "qqqqqqq = 60").warnings
    assert warning == f"{file}, line 1: no setting is called qqqqqqq"


@pytest.mark.parametrize(
    ("data", "line", "told"),
    [
        (b"measure = ", 1, "the value should be text in quotes"),
        (b"# x\na = 1\na = 2", 3, "given twice"),
        (b"a = " + b"[" * 50_000, 1, "too deep"),
        (b"\n\0" * 100, 2, "a name is missing here"),
        (b'a = "\x1b[2J', 1, "a character that is not allowed there"),
        (b'a = 1\ntheme = "nord\nb = 2', 2, "a quotation mark is missing"),
        (b'theme = "\xb0\xa1"', 1, "not UTF-8"),
        (b"[keys\ndown = 'j'", 1, "should end with ]"),
        (b"[keys]\ndown 'j'", 2, "an = is missing"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_others_count(
    file: Path, data: bytes, line: int, told: str
) -> None:
    file.write_bytes(b"icons = 'ascii'\n" + data)
    loaded = load_settings(file, {PREFIX + "MEASURE": "60"})
    assert (loaded.settings.measure, loaded.settings.icons) == (60, "ascii")
    warning = next(each for each in loaded.warnings if told in each)
    assert warning.startswith(f"{file}, line {line + 1}: ")
    assert clean_line(warning) == warning


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\xfe\xff\0m\0=\01"])
def test_a_file_of_another_encoding_is_one_warning_and_the_defaults(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    loaded = load_settings(file, {})
    assert loaded == Loaded(Settings(), (f"{file} cannot be read: it is UTF-16; save it as UTF-8",))


def test_a_link_to_nothing_is_named_with_its_target(file: Path) -> None:
    file.symlink_to("gone.toml")
    assert load_settings(file, {}).warnings == (f"{file} is a link to gone.toml, which does not exist",)


def test_line_ends_of_windows_are_no_fault_and_lines_are_counted_alike(file: Path) -> None:
    file.write_bytes(b"measure = 60\r\n\r\nicons = 5\r\n")
    loaded = load_settings(file, {})
    assert loaded.settings.measure == 60
    assert [warning.partition(": ")[0] for warning in loaded.warnings] == [f"{file}, line 3"]


def test_a_text_without_quotation_marks_is_named_and_understood(file: Path) -> None:
    loaded = load(file, "theme = nord\nmouse = False\nmeasure = 60")
    assert (loaded.settings.theme, loaded.settings.mouse, loaded.settings.measure) == ("nord", False, 60)
    assert [warning.partition(": ")[0] for warning in loaded.warnings] == [
        f"{file}, line 1",
        f"{file}, line 2",
    ]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('measure = "wide"', 'measure should be a number from 20 to 300, not "wide"'),
        ('scope = "unraed"', 'scope should be one of unread, all, starred, later, not "unraed"; did you mean "unread"?'),
        ('theme = "paper-drak"', 'theme should be a theme such as auto, paper-dark, nord, not "paper-drak"; did you mean "paper-dark"?'),
        ('language = "tlh"', 'language should be one of auto, en, ja, zh_CN, zh_TW, not "tlh"'),
        ('sync_folder = ["x"]', 'sync_folder should be text in quotes, not ["x"]'),
        ("keys = { down = 5 }", 'keys: down should be keys as in ["j", "down"], not 5'),
        ("searches = { Long = 5 }", 'searches: Long should be a query such as "words:>2000", not 5'),
        ('folders = ["/a", 5]', 'folders: each item should be a folder such as "~/notes", not 5'),
    ],
)  # fmt: skip
def test_a_warning_names_the_value_and_what_is_accepted_and_the_nearest(
    file: Path, entry: str, told: str
) -> None:
    assert load(file, f"\n{entry}").warnings == (f"{file}, line 2: {told}",)


def test_a_warning_stays_short_whatever_the_value(file: Path) -> None:
    (warning,) = load(file, f"measure = '{'x' * 10_000}'").warnings
    assert len(warning) < 300


def test_of_a_list_and_of_a_table_the_right_entries_count(file: Path) -> None:
    loaded = load(
        file,
        "folders = ['/a', 5]\ntop_groups = ['all', 'unred']\n[keys]\ndown = 5\nup = 'k'\n[searches]\nA = 1\nB = 'x'",
    )
    assert loaded.settings.folders == ("/a",)
    assert loaded.settings.top_groups == ("all",)
    assert (loaded.settings.keys, loaded.settings.searches) == ({"up": ("k",)}, {"B": "x"})
    lines = [warning.removeprefix(f"{file}, line ").partition(":")[0] for warning in loaded.warnings]
    assert lines == ["1", "2", "4", "7"]


def test_a_rule_with_one_wrong_word_is_used_without_it(file: Path) -> None:
    loaded = load(
        file,
        "[[rules]]\nquery = 'a'\nact = 'mute'\nuntl = '2027-01-01'\n"
        "[[rules]]\nquery = 'b'\nact = 'star'\nuntil = '2027-13-01'\n"
        "[[rules]]\nquery = 'c'\nact = 'tag:x'\nuntil = 2027-01-01\n"
        "[[rules]]\nquery = 'd'\nact = 'mte'\n"
        "[[rules]]\nact = 'mute'\n",
    )
    assert loaded.settings.rules == (Rule("a", "mute"), Rule("b", "star"), Rule("c", "tag:x", "2027-01-01"))
    told = 'act should be one of mute, read, star, later, fetch full article or tag:NAME, not "mte"; did you mean "mute"?'
    assert loaded.warnings == (
        f"{file}, line 4: rules: no key of a rule is called untl; did you mean until?",
        f'{file}, line 8: rules: until should be a date such as "2027-01-01", not "2027-13-01"',
        f"{file}, line 15: rules: {told}",
        f"{file}, line 16: rules: this rule has no query and is not used",
    )


def test_a_single_table_of_rules_is_a_rule_and_is_named(file: Path) -> None:
    loaded = load(file, "[rules]\nquery = 'a'\nact = 'mute'")
    assert loaded.settings.rules == (Rule("a", "mute"),)
    assert loaded.warnings == (f"{file}, line 1: rules: a rule begins with [[rules]], not [rules]",)


def test_two_rules_without_a_second_header_are_two_rules(file: Path) -> None:
    loaded = load(file, "[[rules]]\nquery = 'a'\nact = 'mute'\n\nquery = 'b'\nact = 'star'\n")
    assert loaded.settings.rules == (Rule("a", "mute"), Rule("b", "star"))
    assert loaded.warnings == (
        f"{file}, line 5: query is given twice: a line [[rules]] is missing before this one",
    )


def test_a_misspelt_variable_is_named_with_the_nearest_and_others_are_not(file: Path) -> None:
    environ = {"NEWSREADER_MESURE": "60", "NEWSREADER_HOME": "/x", "NEWSREADER_DEBUG": "1", "NEWSREADER_": "",
               "NEWSREADERS_THEME": "x", "NEWSREADER_LANG": "en", "NEWSREADER_THEEM": ""}  # fmt: skip
    assert load_settings(file, environ).warnings == (
        "NEWSREADER_MESURE is not a setting; did you mean NEWSREADER_MEASURE?",
        "NEWSREADER_LANG is not a setting; did you mean NEWSREADER_LANGUAGE?",
    )


def test_a_variable_of_the_documentation_is_not_taken_for_a_misspelt_one(file: Path) -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")]
    named = {name for page in pages for name in re.findall(r"NEWSREADER_[A-Z_]+", page.read_text("utf-8"))}
    assert len(named) > 3
    wrong = [
        each for each in load_settings(file, dict.fromkeys(named, "1")).warnings if "not a setting" in each
    ]
    assert wrong == []


def test_the_themes_that_are_accepted_are_those_that_the_screen_has(file: Path) -> None:
    own = {theme.name for theme in own_themes(asset("styles") / "themes")}
    librarys = {name for name, theme in BUILTIN_THEMES.items() if not theme.ansi}
    assert {"auto", "terminal", *own, *librarys} == set(THEMES)


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light"])
def test_former_themes_are_the_terminals_with_a_warning(file: Path, name: str) -> None:
    loaded = load(file, f'theme = "{name}"')
    assert loaded.settings.theme == "terminal"
    assert loaded.warnings == (f'{file}, line 1: theme: "{name}" is now called "terminal"; please rename it',)


def test_a_folder_in_the_place_of_the_file_is_one_warning(file: Path) -> None:
    file.mkdir()
    loaded = load_settings(file, {})
    assert loaded.settings == Settings()
    assert loaded.warnings == (f"{file} cannot be read: it is a directory",)


@pytest.mark.timeout(20)
def test_a_pipe_in_the_place_of_the_file_is_one_warning_and_no_hang(file: Path) -> None:
    os.mkfifo(file)
    loaded = load_settings(file, {})
    assert loaded.settings == Settings()
    assert "not a regular file" in loaded.warnings[0]


def test_a_byte_order_mark_is_no_fault(file: Path) -> None:
    assert load(file, "\ufeffmeasure = 60") == Loaded(Settings(measure=60), ())


def test_variables_say_lists_flags_and_numbers_as_text(file: Path) -> None:
    environ = {"FOLDERS": "/a:/b c:", "MOUSE": "Off", "MARK_READ_AFTER_S": "2", "TIMEZONE": "Asia/Shanghai"}
    loaded = load_settings(file, {PREFIX + name: value for name, value in environ.items()})
    assert loaded == Loaded(
        Settings(folders=("/a", "/b c"), mouse=False, mark_read_after_s=2.0, timezone="Asia/Shanghai"), ()
    )


def test_keys_are_a_table_of_one_key_or_many(file: Path) -> None:
    loaded = load(file, "[keys]\ndown = 'j'\nup = ['k', 'up']")
    assert loaded == Loaded(Settings(keys={"down": ("j",), "up": ("k", "up")}), ())


def test_a_hostile_name_reaches_the_warning_clean_and_short(file: Path) -> None:
    (warning,) = load(file, '"\\u001b]0;x\\u0007' + "m" * 100_000 + '" = 1').warnings
    assert clean_line(warning) == warning


@given(st.text(max_size=30), st.sampled_from(sorted(ROWS)))
def test_no_text_in_a_variable_keeps_the_program_from_starting(text: str, name: str) -> None:
    loaded = load_settings(Path("/nowhere/config.toml"), {PREFIX + name.upper(): text})
    assert len(loaded.warnings) <= 1 or isinstance(getattr(Settings(), name), tuple)  # one for each item


def test_the_scopes_that_people_write_are_those_of_the_library() -> None:
    assert tuple(Scope) == SCOPES
