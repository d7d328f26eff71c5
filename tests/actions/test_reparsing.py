"""Commands of the setting ``browser`` and of $BROWSER that would read an address as something to do are refused."""

from pathlib import Path

import pytest

from reader.actions.browser.launch import Plan, Refused, launch, plan
from reader.text import clean_line

LINK = "https://example.com/;touch${IFS}trap"

BAD = (
    "watch %s", "watch -n 5 %s", "script -c %s", "script -qc %s /dev/null", "tmux new-session -d %s", "tmux neww %s",
    "screen %s", "screen -dm %s", "vim +!%s", "vi +!%s", "nvim +!%s", "ex +!%s", "vim.basic -c %s", "vim %s", "view +:%s",
    "emacs --eval %s", "emacsclient --eval %s", "emacs-gtk --eval %s", "git -c alias.x=!%s x", "git clone %s",
    "ssh host open %s", "su -c %s", "su me -c %s", "sudo sh -c %s", "sudo -s %s", "sudo -iu me %s", "doas sh %s", "sudo %s",
    "env -S %s", "env -iS %s", "env --split-string=%s", "env A=b sh -c %s", "env A=b %s", "env", "nice", "nohup %s",
    "xargs %s", "xargs -I{} %s", "find . -exec %s ;", "fd -x %s", "perl -e %s", "perl -we %s", "perl5.36 -ne %s", "perl %s",
    "python -c %s", "python3 -c %s", "python3.11 -Bc %s", "python3 %s", "python3 -X utf8 x.py", "ruby -e %s",
    "ruby3.1 -r x %s", "node -e %s", "node --eval %s", "node -p %s", "php -r %s", "lua5.4 -e %s", "deno eval %s",
    "awk %s", "mawk -v x=%s BEGIN{}", "gawk 'BEGIN{x}'", "sed e %s", "sed -e %s", "make %s", "gmake -f x %s", "parallel %s",
    "expect -c %s", "osascript -e %s", "cmd /c start %s", "cmd.exe /c start %s", "powershell -Command %s", "pwsh %s",
    "busybox sh %s", "busybox %s", "nix-shell --run %s", "flatpak-spawn --host sh -c %s", "flatpak-spawn %s",
    "flatpak-spawn --host watch %s", "timeout 5 watch %s", "timeout -k 5 10 vim +!%s", "timeout 5 %s", "nice -n 5 vim +!%s",
    "nice -5 watch %s", "stdbuf -o0 watch %s", "stdbuf -o 0 script -c %s", "setsid -f watch %s", "setsid %s",
    "nohup nice watch %s", "env -u X nice -n 5 timeout 5 python3 -c %s", "xterm -e %s", "xterm -e watch %s",
    "xterm -T title -e vim +!%s", "konsole -e %s", "alacritty -e sh -c %s", "gnome-terminal -- vim +!%s", "kitty vim +!%s",
    "kitty %s", "foot tmux new %s", "at now %s", "batch %s", "gdb -ex %s", "tclsh %s", "tclsh8.6 %s", "i3-msg exec %s",
    "swaymsg exec %s", "terminator -e %s", "flatpak run --command=sh app -c %s", "unknown sh -c %s", "unknown -e %s",
    "unknown --eval %s", "unknown -c", "docker run image bash -lc %s", "sqlite3 x %s", "less +!%s", "socat %s -", "rofi -e %s",
    "entr %s", "flock x -c %s", "systemd-run --user sh -c %s", "systemd-run %s", "eval %s", "run-mailcap %s", "hyperfine %s",
)  # fmt: skip

GOOD = (
    "firefox", "firefox %s", "firefox --new-tab %s", "firefox -P work --url=%s", "env MOZ_ENABLE_WAYLAND=1 firefox %s",
    "env -u DISPLAY firefox", "nice -n 10 firefox %s", "nohup firefox %s", "setsid -f firefox %s", "timeout 60 firefox %s",
    "timeout --signal=9 60 firefox", "stdbuf -oL firefox %s", "flatpak run org.mozilla.firefox %s", "open -a Safari %s",
    "xdg-open %s", "gio open %s", "exo-open --launch WebBrowser %s", "flatpak-spawn --host firefox %s", "snap run firefox",
    "w3m %s", "xterm -e w3m %s", "xterm -e w3m", "konsole -e lynx %s", "gnome-terminal -- w3m %s", "kitty w3m %s",
    "python3 -m webbrowser %s", "python3 -m webbrowser -t", "python3 -u open.py %s", "perl -w open.pl %s", "node open.js",
    "sudo -u guest firefox %s", "systemd-run --user firefox %s", "firejail --private firefox %s", "torsocks w3m %s",
    "google-chrome-stable --incognito %s", "firefox -P screen %s", "links2 -g %s", "emacs-browser %s", "shell-browser %s",
    "firefox --class=watch %s", "mpv %s", "curl -sO %s", "rundll32.exe url.dll,FileProtocolHandler %s",
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Every program that is named here, as a script that writes down what it was given; no other is found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for command in (*BAD, *GOOD):
        program = folder / command.split()[0]
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/given\n')
        program.chmod(0o755)
    return str(folder)


@pytest.mark.parametrize("command", BAD)
def test_what_reads_its_arguments_again_gets_no_address(command: str, path: str) -> None:
    around = {"PATH": path, "DISPLAY": ":0"}
    for planned in (plan(LINK, command, around), plan(LINK, environ={**around, "BROWSER": command})):
        assert isinstance(planned, Refused)
        assert planned.address
        assert planned.reason == clean_line(planned.reason)
        assert "script" in planned.reason
        assert "firefox %s" in planned.reason or "shell" in planned.reason


@pytest.mark.parametrize("command", GOOD)
def test_a_browser_gets_it_as_one_argument_also_through_a_wrapper(
    command: str, path: str, tmp_path: Path
) -> None:
    around = {"PATH": path, "DISPLAY": ":0"}
    planned = plan(LINK, command, around)
    assert isinstance(planned, Plan), planned
    assert sum("touch" in word for word in planned.argv) == 1
    assert planned.argv[0] == f"{path}/{command.split(maxsplit=1)[0]}"
    launch(planned, around)
    given = (tmp_path / "given").read_text().splitlines()
    assert given == list(planned.argv[1:])
    assert not (tmp_path / "trap").exists()


def test_a_link_to_what_reads_its_arguments_again_is_seen_through(tmp_path: Path, path: str) -> None:
    (tmp_path / "bin" / "editor").symlink_to(tmp_path / "bin" / "vim")
    assert isinstance(plan(LINK, "editor %s", {"PATH": path}), Refused)
    assert isinstance(plan(LINK, "nice editor %s", {"PATH": path}), Refused)


def test_many_programs_in_one_are_known_by_their_links(tmp_path: Path, path: str) -> None:
    for name in ("env", "nice"):
        (tmp_path / "bin" / name).unlink()
        (tmp_path / "bin" / name).symlink_to(tmp_path / "bin" / "busybox")
    assert isinstance(plan(LINK, "env A=b nice firefox %s", {"PATH": path}), Plan)
    assert isinstance(plan(LINK, "env A=b nice sh -c %s", {"PATH": path}), Refused)
