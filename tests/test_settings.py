import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import Scope
from reader.settings import PREFIX, ROWS, SCOPES, Loaded, Settings, load_settings
from reader.text import clean_line


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
    text = "measure = 60\nscope = 'all'\ntheme = 'paper'"
    loaded = load(file, text, {PREFIX + "MEASURE": "70", PREFIX + "SCOPE": "later"}, measure=80)
    assert (loaded.settings.measure, loaded.settings.scope, loaded.settings.theme) == (80, "later", "paper")
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
        "read_after_s = -1",
        "read_after_s = nan",
        "read_after_s = " + "9" * 4000,
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
    assert warning.startswith(f"{file}: {entry.split(maxsplit=1)[0]} should be ")


def test_a_key_without_a_name_costs_no_other_keys(file: Path) -> None:
    loaded = load(file, "keys = { down = [''], star = 'x' }")
    assert loaded.settings.keys == {
        "down": ("",),
        "star": ("x",),
    }  # the key map says what is wrong with the first
    assert loaded.warnings == ()


def test_a_wrong_variable_and_a_wrong_flag_are_named_as_they_were_given(file: Path) -> None:
    loaded = load_settings(file, {PREFIX + "MEASURE": "wide"}, {"read_after_s": "soon"})
    assert loaded.settings == Settings()
    assert loaded.warnings == (
        "NEWSREADER_MEASURE: measure should be a number from 20 to 300",
        "--read-after-s: read_after_s should be a number from 0 to 3600",
    )


def test_a_name_that_is_nearly_right_gets_a_hint(file: Path) -> None:
    (warning,) = load(file, "mesure = 60").warnings
    assert warning == f"{file}: no setting is called mesure; did you mean measure?"
    (warning,) = load(file, "qqqqqqq = 60").warnings
    assert warning == f"{file}: no setting is called qqqqqqq"


@pytest.mark.parametrize(
    "data",
    [b"measure = ", b"\xff\xfe\x00", b"a = 1\na = 2", b"a = " + b"[" * 50_000, b"\0" * 100, b'a = "\x1b[2J'],
)
def test_a_file_that_cannot_be_read_is_one_warning_and_the_defaults(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    loaded = load_settings(file, {PREFIX + "MEASURE": "60"})
    assert loaded.settings == Settings(measure=60)
    (warning,) = loaded.warnings
    assert warning.startswith(f"{file} is not used: ")
    assert clean_line(warning) == warning


def test_a_folder_in_the_place_of_the_file_is_one_warning(file: Path) -> None:
    file.mkdir()
    loaded = load_settings(file, {})
    assert loaded.settings == Settings()
    assert len(loaded.warnings) == 1


@pytest.mark.timeout(20)
def test_a_pipe_in_the_place_of_the_file_is_one_warning_and_no_hang(file: Path) -> None:
    os.mkfifo(file)
    loaded = load_settings(file, {})
    assert loaded.settings == Settings()
    assert "no regular file" in loaded.warnings[0]


def test_a_byte_order_mark_is_no_fault(file: Path) -> None:
    assert load(file, "\ufeffmeasure = 60") == Loaded(Settings(measure=60), ())


def test_variables_say_lists_flags_and_numbers_as_text(file: Path) -> None:
    environ = {"FOLDERS": "/a:/b c:", "MOUSE": "Off", "READ_AFTER_S": "2", "TIMEZONE": "Asia/Shanghai"}
    loaded = load_settings(file, {PREFIX + name: value for name, value in environ.items()})
    assert loaded == Loaded(
        Settings(folders=("/a", "/b c"), mouse=False, read_after_s=2.0, timezone="Asia/Shanghai"), ()
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
    assert len(loaded.warnings) <= 1
    assert loaded.settings == Settings() or not loaded.warnings


def test_the_scopes_that_people_write_are_those_of_the_library() -> None:
    assert tuple(Scope) == SCOPES
