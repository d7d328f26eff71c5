"""What the user has written under a name of before still works, and is named with the name of now."""

from pathlib import Path

import pytest

from reader import old_names
from reader.actions.workspace.old_files import move_old_files
from reader.feeds.following.editing import remove_subscription
from reader.feeds.following.feed_keys import FEED_KEYS
from reader.feeds.following.feed_states import FeedStates
from reader.feeds.following.subscriptions import Subscription, load_subscriptions
from reader.paths import Paths
from reader.setting_loading import Loaded, load_settings
from reader.setting_tables import RULE_ACTS, Rule
from reader.settings import ROWS, THEMES
from reader.tui.keys.commands import BY_ID, COMMANDS
from reader.tui.keys.keymap import Keymap

SAMPLES = {
    "chinese_alike": "false", "code_wrap": "false", "confirm_above": "7", "drafts": "false", "full_text": "false",
    "hanging": "true", "journal": '"/s"', "line_numbers": "true", "once": '["translations"]', "read_after_s": "9",
    "read_copies": "true", "read_when": '"manual"', "refresh_every": "3", "remote_pictures": "true",
    "templates": "true", "text_files": "true", "untagged": '"one"',
}  # fmt: skip
"""A value for each old setting that is not the default."""


def load(tmp_path: Path, text: str, environ: dict[str, str] | None = None) -> Loaded:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file, environ or {})


def test_no_old_name_is_a_name_of_now_and_each_leads_to_one() -> None:
    for old, now in (
        (old_names.SETTINGS, ROWS),
        (old_names.FEED_KEYS, FEED_KEYS),
        (old_names.COMMANDS, BY_ID),
    ):
        assert not old.keys() & now.keys()
        assert set(old.values()) <= now.keys()
    assert SAMPLES.keys() == old_names.SETTINGS.keys()
    assert {"duplicates", "fetch full article", "terminal"} == {*old_names.VALUES.values()}
    assert "fetch full article" in RULE_ACTS
    assert "terminal" in THEMES


@pytest.mark.parametrize("old", old_names.SETTINGS)
def test_an_old_setting_in_the_file_works_and_is_named_with_its_line(tmp_path: Path, old: str) -> None:
    new = old_names.SETTINGS[old]
    loaded = load(tmp_path, f"# mine\n{old} = {SAMPLES[old]}\n")
    assert loaded.settings == load(tmp_path, f"{new} = {SAMPLES[old]}").settings
    assert loaded.settings != load(tmp_path, "").settings
    assert loaded.warnings == (
        f"{tmp_path}/config.toml, line 2: {old} is now called {new}; please rename it",
    )


def test_where_both_names_stand_the_one_of_now_counts_whatever_their_order(tmp_path: Path) -> None:
    lines = ["read_when = 'manual'", "mark_read_when = 'scroll-end'"]
    for text in ("\n".join(lines), "\n".join(reversed(lines))):
        loaded = load(tmp_path, text)
        assert loaded.settings.mark_read_when == "scroll-end"
        [told] = loaded.warnings
        assert told.endswith(
            "read_when is now called mark_read_when, which is there too; read_when is ignored"
        )


def test_an_old_variable_works_and_goes_before_the_file(tmp_path: Path) -> None:
    environ = {"NEWSREADER_CONFIRM_ABOVE": "9"}
    loaded = load(tmp_path, "confirm_marking_above = 5", environ)
    assert loaded.settings.confirm_marking_above == 9
    assert loaded.warnings == (
        "NEWSREADER_CONFIRM_ABOVE is now called NEWSREADER_CONFIRM_MARKING_ABOVE; please rename it",
    )
    loaded = load(tmp_path, "", {**environ, "NEWSREADER_CONFIRM_MARKING_ABOVE": "4"})
    assert loaded.settings.confirm_marking_above == 4
    assert len(loaded.warnings) == 1


def test_a_wrong_value_under_an_old_name_is_named_where_it_stands(tmp_path: Path) -> None:
    loaded = load(tmp_path, "\n\nconfirm_above = 'x'\n")
    assert [warning.partition("line 3: ")[2] for warning in loaded.warnings] == [
        "confirm_above is now called confirm_marking_above; please rename it",
        'confirm_marking_above should be a number from 0 to 1000000000, not "x"',
    ]


@pytest.mark.parametrize("name", ["once", "collapse"])
def test_an_old_value_of_a_list_works_and_is_named(tmp_path: Path, name: str) -> None:
    loaded = load(tmp_path, f'{name} = [\n  "translations",\n  "copies",\n]\n')
    assert loaded.settings.collapse == ("translations", "duplicates")
    assert loaded.warnings[-1] == (
        f'{tmp_path}/config.toml, line 3: collapse: "copies" is now called "duplicates"; please rename it'
    )


def test_an_old_act_of_a_rule_works_and_is_named(tmp_path: Path) -> None:
    loaded = load(tmp_path, '[[rules]]\nquery = "a"\nact = "full text"\n')
    assert loaded.settings.rules == (Rule("a", "fetch full article"),)
    [told] = loaded.warnings
    assert told.endswith('line 3: rules: "full text" is now called "fetch full article"; please rename it')


def test_a_name_that_is_nearly_an_old_one_leads_to_the_one_of_now(tmp_path: Path) -> None:
    [told] = load(tmp_path, "hangin = true").warnings
    assert told.endswith("no setting is called hangin; did you mean hanging_punctuation?")


def test_old_keys_of_a_feed_work_and_are_named_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(
        '[[feed]]\naddress = "https://a.example/feed"\nfull_text = true\npictures = true\npublic = true\n'
        'filter = ["sed", "s/a/b/"]\n'
    )
    found = load_subscriptions(tmp_path)
    assert found.feeds == (
        Subscription(
            "https://a.example/feed",
            is_whole=True,
            keeps_images=True,
            is_public=True,
            filter=("sed", "s/a/b/"),
        ),
    )
    assert [problem.partition("feeds.toml, ")[2] for problem in found.problems] == [
        "line 3: full_text is now called fetch_full_articles; please rename it",
        "line 4: pictures is now called download_images; please rename it",
        "line 5: public is now called public_only; please rename it",
        "line 6: filter is now called filter_command; please rename it",
    ]
    assert remove_subscription(tmp_path, "https://a.example/feed")


def test_a_wrong_value_of_an_old_key_keeps_the_wall(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text('[[feed]]\naddress = "https://a.example/feed"\npublic = "yes"\n')
    found = load_subscriptions(tmp_path)
    assert found.feeds[0].is_public
    assert [problem.partition("line 3: ")[2] for problem in found.problems] == [
        "public is now called public_only; please rename it",
        'public_only should be true or false, not "yes"',
    ]


@pytest.mark.parametrize("old", old_names.COMMANDS)
def test_keys_of_an_old_command_id_work_and_are_named(old: str) -> None:
    new = old_names.COMMANDS[old]
    keymap = Keymap(COMMANDS, {old: ("f9",)}, lambda id_: f"config.toml, line {len(id_)}")
    assert keymap.keys[new] == ("f9",)
    assert keymap.problems == [
        f"config.toml, line {len(old)}: keys: {old} is now called {new}; please rename it"
    ]


def test_keys_of_the_command_id_of_now_count_where_both_stand() -> None:
    keymap = Keymap(COMMANDS, {"star": ("f9",), "toggle_star": ("f8",)})
    assert keymap.keys["toggle_star"] == ("f8",)
    assert keymap.problems == ["keys: star is now called toggle_star, which is there too; star is ignored"]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))


def test_files_under_old_names_are_moved_once(paths: Paths) -> None:
    (paths.data / "copies").mkdir(parents=True)
    (paths.data / "copies" / "one").write_text("1")
    (paths.data / "searches.json").write_text("{}")
    (paths.cache / "pictures").mkdir(parents=True)
    (paths.cache / "pictures" / "p").write_text("2")
    assert move_old_files(paths) == []
    assert (paths.read_versions / "one").read_text() == "1"
    assert paths.searches.read_text() == "{}"
    assert (paths.images / "p").read_text() == "2"
    assert sorted(each.name for each in paths.data.iterdir()) == ["read_versions", "saved_searches.json"]
    assert move_old_files(paths) == []


def test_what_is_there_under_both_names_keeps_that_of_now_and_nothing_is_lost(paths: Paths) -> None:
    for folder in ("copies", "read_versions"):
        (paths.data / folder).mkdir(parents=True)
        (paths.data / folder / "both").write_text(folder)
        (paths.data / folder / folder).write_text(folder)
    assert move_old_files(paths) == []
    assert sorted(each.name for each in paths.read_versions.iterdir()) == ["both", "copies", "read_versions"]
    assert (paths.read_versions / "both").read_text() == "read_versions"
    assert (paths.data / "copies" / "both").read_text() == "copies"


def test_what_was_remembered_of_feeds_is_read_under_its_old_name_and_written_under_the_new(
    tmp_path: Path,
) -> None:
    feed = Subscription("https://a.example/feed")
    states = FeedStates(tmp_path)
    states.state(feed).title = "Remembered"
    states.save(0)
    [file] = tmp_path.glob(".newsreader/feeds/*/feed_states.json")
    old = file.with_name(old_names.FEED_STATES_FILE)
    file.rename(old)
    again = FeedStates(tmp_path)
    assert again.state(feed).title == "Remembered"
    again.save(0)
    assert file.exists()
    assert not old.exists()
