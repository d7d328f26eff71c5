"""The promises of SECURITY.md about accounts at servers."""

import os
import stat
from pathlib import Path

from tests.cli.conftest import Newsreader
from tests.sync.greader_server import PASSWORD, USER, greader_server


def test_a_folder_of_articles_has_no_say_in_accounts(
    newsreader: Newsreader, folder: Path, tmp_path: Path
) -> None:
    """
    Accounts at servers stand in the folder of your settings alone: an `accounts.toml` in a folder of articles names a program,
    and is ignored. Their passwords are in files that only you can read.
    """
    ran = tmp_path / "ran"
    with greader_server() as server:
        (folder / "accounts.toml").write_text(
            f'[[account]]\nname = "Evil"\naddress = "{server.address}"\nuser = "{USER}"\npassword_command = ["touch", "{ran}"]\n'
        )
        (folder / "feeds.toml").write_text("")
        for words in (
            ["refresh", "-f", folder],
            ["account", "check"],
            ["doctor", "--online", "-f", folder],
            ["list", "-f", folder],
        ):
            newsreader(*words)
        assert not ran.exists()
        assert server.requests == []
        typed = tmp_path / "typed"
        typed.write_text(PASSWORD + "\n")
        with typed.open("rb") as stdin:
            newsreader("account", "add", server.address, "--user", USER, "--name", "Mine", stdin=stdin)
        newsreader("refresh")
    homes = [Path(os.environ[f"XDG_{name}_HOME"]) for name in ("CONFIG", "DATA", "STATE", "CACHE")]
    files = [file for home in homes for file in home.rglob("*") if file.is_file()]
    holding = [file for file in files if PASSWORD.encode() in file.read_bytes()]
    assert [file.parent.name for file in holding] == ["passwords"]
    assert [stat.S_IMODE(file.stat().st_mode) for file in holding] == [0o600]
