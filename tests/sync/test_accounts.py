"""The file of accounts: what it says, what is wrong in it, and where it is not read."""

from pathlib import Path

from reader.sync.accounts import Account, ignored_files, load_accounts

GOOD = """
[[account]]
name = "Home"
address = "https://example.org/api/greader.php/"
user = "bee"
password_command = ["pass", "show", "reader"]
"""


def test_an_account_is_read(tmp_path: Path) -> None:
    (tmp_path / "accounts.toml").write_text(GOOD)
    found = load_accounts(tmp_path)
    command = ("pass", "show", "reader")
    home = Account("Home", "greader", "https://example.org/api/greader.php", "bee", command)
    assert found == ((home,), ())


def test_without_a_file_there_are_no_accounts(tmp_path: Path) -> None:
    assert load_accounts(tmp_path) == ((), ())


def test_a_mistake_costs_only_its_account(tmp_path: Path) -> None:
    file = tmp_path / "accounts.toml"
    wrong = {
        'kind = "fever"': "kind should be greader, miniflux",
        'address = "file:///etc/passwd"': "address should begin with https:// or http:// and hold no login",
        'address = "https://bee:word@example.org"': "address should begin with https:// or http:// and hold no login",
        'password_command = "pass show"': "password_command should be a list of words",
        'user = ""': "an account needs user",
        'password = "word"': "an account has no password",
    }
    for line, sentence in wrong.items():
        key = line.partition(" ")[0]
        rest = [each for each in GOOD.splitlines() if not each.startswith(f"{key} ")]
        bad = "\n".join([*rest, line])
        file.write_text(f"{bad}\n{GOOD.replace('Home', 'Work')}")
        found = load_accounts(tmp_path)
        assert [each.name for each in found.accounts] == ["Work"]
        assert found.problems == (f"{file}, line 2: {sentence}",)


def test_one_in_a_folder_of_articles_is_ignored(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    assert ignored_files([folder]) == []
    (folder / "accounts.toml").write_text(GOOD)
    sentence = f"{folder / 'accounts.toml'} is ignored: accounts belong into the folder of your settings"
    assert ignored_files([folder]) == [sentence]
