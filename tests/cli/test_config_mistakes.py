"""``newsreader config`` names mistakes of queries, keys and macros too, and writes none; lists and tables in variables; profiles."""

from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader


@pytest.fixture
def file(newsreader: Newsreader) -> Path:
    """The file of settings of the command; it does not exist."""
    found = Path(newsreader("config", "path").stdout.removesuffix("\n"))
    found.parent.mkdir(parents=True, exist_ok=True)
    return found


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("searches.long", "words:>", "searches: long: query, column 7"),
        ("searches", '{ok = "tag:a", odd = "date:x"}', "searches: odd: query, column"),
        ("rules", '[{query = "tag:a", act = "read"}, {query = "(", act = "mute"}]', "rules: 2: query, column"),
        ("keys.nothing", "x", "keys: no command is called nothing"),
        ("keys.donw", "x", "keys: no command is called donw; did you mean down?"),
        ("keys.down", "spcae", "keys: down: no key is called spcae; did you mean space?"),
        ("keys.up", "j", "keys: j of up is taken by down"),
        ("macros.evening", '["frob"]', "macros: evening: frob: no command is called frob"),
        ("macros.mark_done", '["toggle_star"]', "macros: mark_done is a command already"),
        ("hosts.nas.lan.gaps", "0", "no key of a host is called gaps; did you mean gap_s?"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_query_a_key_or_a_macro_is_refused_before_it_is_written(
    newsreader: Newsreader, file: Path, name: str, value: str, said: str
) -> None:
    file.write_text('[keys]\ndown = "j"\n')
    done = newsreader("config", "set", name, value)
    assert done.returncode == 1
    assert done.stderr.startswith(f"newsreader: {said}")
    assert done.stderr.count("\n") == 1
    assert file.read_text() == '[keys]\ndown = "j"\n'


def test_a_mistake_that_is_there_already_hinders_no_other_change(newsreader: Newsreader, file: Path) -> None:
    file.write_text('[keys]\nnothing = "x"\n')
    assert newsreader("config", "set", "keys.down", "J").returncode == 0
    assert newsreader("config", "set", "searches.a", "is:unread").returncode == 0
    assert newsreader("config", "unset", "keys.nothing").returncode == 0
    assert newsreader("config", "check").returncode == 0


@pytest.mark.parametrize("name", ["hosts.nas.lan.gap_s", 'hosts."nas.lan".gap_s', "hosts.'nas.lan'.gap_s"])
def test_a_key_of_a_host_is_set_by_the_name_of_the_host(
    newsreader: Newsreader, file: Path, name: str
) -> None:
    assert newsreader("config", "set", name, "0").returncode == 0
    assert file.read_text() == '[hosts."nas.lan"]\ngap_s = 0\n'
    assert newsreader("config", "unset", name).returncode == 0
    assert file.read_text().strip() == ""


def test_check_names_mistakes_of_keys_and_macros_with_their_lines(newsreader: Newsreader, file: Path) -> None:
    file.write_text('measure = 60\n[keys]\nnothing = "x"\ndown = "foo+"\n[macros]\n", b" = ["frob"]\n')
    done = newsreader("config", "check")
    assert done.returncode == 1
    assert [line.removeprefix(f"{file}, ") for line in done.stdout.splitlines()] == [
        "line 3: keys: no command is called nothing",
        "line 4: keys: down: no key is called foo+",
        "line 6: macros: , b: frob: no command is called frob",
    ]


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("folders", '["~/a b", "~/c:d"]', 'folders = ["~/a b", "~/c:d"]'),
        ("folders", "~/a:~/b", 'folders = ["~/a", "~/b"]'),
        ("top_groups", ' ["all", "unread"]', 'top_groups = ["all", "unread"]'),
        ("searches", '{a = "is:unread"}', '[searches]\na = "is:unread"'),
        ("rules", '[{query = "tag:x", act = "read"}]', '[[rules]]\nquery = "tag:x"\nact = "read"'),
        ("hosts", '{"nas.lan" = {gap_s = 2}}', '[hosts."nas.lan"]\ngap_s = 2.0\nrequests_at_once = 1'),
        ("keys", '{down = "w"}', '[keys]\ndown = "w"'),
    ],
)
def test_a_list_or_a_table_may_stand_in_a_variable_as_in_the_file(
    newsreader: Newsreader, monkeypatch: pytest.MonkeyPatch, name: str, text: str, shown: str
) -> None:
    variable = f"NEWSREADER_{name.upper()}"
    monkeypatch.setenv(variable, text)
    done = newsreader("config", "show", name)
    assert (done.stdout, done.stderr) == (f"# {variable}\n{shown}\n", "")


def test_a_mistake_in_the_keys_of_a_variable_names_the_variable(
    newsreader: Newsreader, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('[keys]\ndown = "j"\n')
    monkeypatch.setenv("NEWSREADER_KEYS", '{down = "zz"}')
    done = newsreader("config", "check")
    assert done.stdout == "NEWSREADER_KEYS: keys: down: no key is called zz\n"


def test_a_new_profile_can_be_made_and_a_folder_is_refused(newsreader: Newsreader, tmp_path: Path) -> None:
    work = tmp_path / "my work.toml"
    refused = newsreader("--config", str(work), "list")
    assert refused.returncode == 2
    assert refused.stderr == (
        f"newsreader: --config names a file that does not exist: {work}; "
        f"to make it: newsreader config init --config '{work}'\n"
    )
    assert newsreader("--config", str(work), "config", "init").stdout == f"{work}\n"
    assert newsreader("config", "set", "measure", "50", "--config", str(work)).returncode == 0
    assert "\nmeasure = 50\n" in work.read_text()
    assert newsreader("config", "check", "--config", str(tmp_path / "none.toml")).returncode == 2
    done = newsreader("--config", str(tmp_path), "config")
    assert (done.returncode, done.stderr) == (
        2,
        f"newsreader: --config names a folder, not a file: {tmp_path}\n",
    )
