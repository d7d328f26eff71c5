"""Programs that read their arguments a second time, as commands: an address handed to one of them could act.

Pure. An address is one argument, and quoting protects it from nothing here, since these programs take their arguments
apart again. It cannot be made harmless for them either: ``;``, ``&`` and ``$`` have a meaning in addresses (RFC 3986,
section 2.2), and encoded they would be others. So such commands are refused. The tables say why each program is in them;
a program that is in none gets the address as one argument, and is trusted with it.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

SHELLS = "it is a shell, or passes its arguments to one"
"""The reason for shells."""
CODE = "one of its arguments is a program"
"""The reason for interpreters that take a program as an argument."""
COMMANDS = "one of its arguments is a command in its own language, which can start programs"
"""The reason for programs with a command language."""
STARTS = "it starts programs that its arguments and its input name"
"""The reason for programs that start others from their arguments."""

REASONS: dict[str, str] = {
    SHELLS: """
        sh ash bash dash zsh fish ksh ksh93 mksh pdksh yash rbash csh tcsh nu xonsh elvish oil osh rc es murex ion
        busybox toybox eval exec source cmd command.com powershell pwsh start wsl
        ssh slogin rsh autossh mosh et dbclient su runuser login newgrp sg
        watch viddy script scriptlive ttyrec asciinema tmux screen byobu zellij abduco dtach
        parallel sem tsp ts at batch crontab entr watchexec nodemon hyperfine flock
        make gmake bmake nmake ninja just task rake
        nix-shell nix guix devbox direnv rofi dmenu_run fzf sk
        i3-msg swaymsg hyprctl niri bspc herbstclient riverctl awesome-client qtile xmonadctl sxhkd xbindkeys
    """,
    CODE: """
        osascript expect tclsh wish jimsh gdb lldb rr perf-script bpftrace dtrace stap
        awk gawk mawk nawk original-awk goawk frawk sed gsed ssed jq gojq yq
        ed red ex vi vim nvim gvim view rvim rview vimdiff nvi elvis vile neovide kak hx helix micro emacs emacsclient
        xemacs jove mg
        bc dc octave gnuplot maxima gp sage R Rscript ghc ghci runghc ocaml sbcl clisp ecl racket guile gosh csi
        erl elixir iex swipl scala kotlin groovy jshell julia clojure bb janet fennel
        sqlite3 psql mysql mariadb duckdb
    """,
    COMMANDS: """
        git hg svn bzr fossil darcs jj cvs p4 less more most man info pager bat delta
        mail mailx s-nail nail mutt neomutt aerc ftp lftp sftp tftp telnet nc ncat netcat socat
        cmake meson ant mvn gradle npm npx pnpm yarn cargo go bazel conan
        terminator guake tilix xfce4-terminal lxterminal mate-terminal x-terminal-emulator
        tar gtar zip rsync scp wmctrl xdotool ydotool
    """,
    STARTS: "xargs find gfind fd fdfind rename run-parts run-mailcap mailcap see edit print dbus-send gdbus busctl",
}
"""Names of programs by the reason for which they get no address."""

_PROGRAMS = {name.lower(): reason for reason, names in REASONS.items() for name in names.split()}

_SCRIPTED = frozenset(
    ["perl", "python", "pypy", "ruby", "jruby", "node", "nodejs", "deno", "bun", "php", "lua", "luajit"]
)
"""Interpreters that take a program behind an option; given a script's file instead, the script gets the address."""

_HARMLESS = {
    "python": frozenset(["-u", "-B", "-I", "-s", "-S", "-P", "-O", "-OO", "-m"]),
    "perl": frozenset({"-w"}),
    "ruby": frozenset({"-w"}),
}
"""Options before a script's file that take no program and no value; ``-m`` has a module in a file's place."""

_SHELLS = """
    sh ash bash dash zsh fish ksh mksh csh tcsh nu xonsh elvish busybox eval cmd powershell pwsh ssh su
    tmux nix-shell
"""
_ANYWHERE = frozenset(_SHELLS.split())
"""Refused at any position in a command, since a program that is not listed here may start them."""

_PROGRAM_OPTIONS = frozenset(
    ["-c", "-e", "-ex", "-exec", "--command", "--eval", "--exec", "--execute", "--expression"]
)
"""Options behind which most programs take the next argument for a program."""

_MANY_IN_ONE = frozenset({"busybox", "toybox", "coreutils"})
"""Programs that act by the name of the link that starts them."""

_PLAIN_WRAPPERS = """
    nohup setsid setpriv command dbus-launch flatpak-spawn host-spawn firejail unshare valgrind torify
    arch prime-run gamemoderun
"""
_WRAPPERS: dict[str, tuple[str, int]] = dict.fromkeys(_PLAIN_WRAPPERS.split(), ("", 0)) | {
    "env": ("-u --unset -C --chdir", 0),
    "nice": ("-n --adjustment", 0),
    "ionice": ("-c -n --class --classdata", 0),
    "chrt": ("-T -P -D", 1),
    "taskset": ("", 1),
    "timeout": ("-k --kill-after -s --signal", 1),
    "gtimeout": ("-k --kill-after -s --signal", 1),
    "stdbuf": ("-i -o -e --input --output --error", 0),
    "time": ("-f -o --format --output", 0),
    "sudo": ("-u -g -h -p -C -D -r -t --user --group --host --prompt --chdir", 0),
    "doas": ("-u -C", 0),
    "pkexec": ("--user", 0),
    "systemd-run": ("-p -u -M --property --unit --slice --description", 0),
    "systemd-inhibit": ("--what --who --why --mode", 0),
    "systemd-cat": ("-t -p", 0),
    "dbus-run-session": ("--config-file", 0),
    "nsenter": ("-t", 0),
    "chroot": ("", 1),
    "strace": ("-o -e -p -s -u", 0),
    "ltrace": ("-o -e -p -s -u", 0),
    "xvfb-run": ("-e -f -n -p -s -w", 0),
    "torsocks": ("-P -a -p -u", 0),
    "proxychains": ("-f", 0),
    "caffeinate": ("-t -w", 0),
    "uwsm": ("", 1),
    "setarch": ("", 1),
    "kitty": ("-T -o -c --title --override --config --class --directory", 0),
    "foot": ("-c -T -a -o -D", 0),
}
"""Programs that start the one after them: which of their options have a value, and how many words come before the
program. The program that they start is examined instead."""

_ENV_SPLITS = re.compile(r"-[a-z]*S|--split-string")
_SHELL_OF_SUDO = re.compile(r"-[A-Za-z]*[is][A-Za-z]*|--login|--shell")
_TERMINAL_NAMES = """
    xterm uxterm lxterm urxvt rxvt st alacritty konsole mlterm gnome-terminal kgx ptyxis wezterm ghostty
    cool-retro-term
"""
_TERMINALS = frozenset(_TERMINAL_NAMES.split())
"""Terminals: they start the program behind ``-e`` or ``--``, with the words that follow."""

_VERSION = re.compile(
    r"[-.]?\d[\d.]*[a-z]?$|\.(?:basic|tiny|gtk3?|nox|athena|motif|exe|bin|real)$|-(?:gtk|nox|lucid)$"
)

_Resolve = Callable[[str], str | None]


def why_refused(
    words: Sequence[str], placeholder: str, resolve: _Resolve = lambda _: None
) -> tuple[str, str] | None:
    """Return which program of a command would run an address as code, and why; None if none would.

    ``words`` is the command, split, ``placeholder`` its placeholder for the address; without one the address comes last.
    ``resolve`` gives the path of a program, links followed.
    """
    words = words if any(_has(word, placeholder) for word in words[1:]) else [*words, placeholder]
    for at, names in _started(words, resolve):
        word = words[at] if at < len(words) else ""
        if not word or _has(word, placeholder):
            return (words[0], STARTS)  # the address would be what is started
        for name in names:
            if reason := _PROGRAMS.get(name):
                return (word, reason)
            if name in _SCRIPTED and not _runs_a_file(
                words[at + 1 :], placeholder, _HARMLESS.get(name, frozenset())
            ):
                return (word, CODE)
    for before, word in pairwise(words):
        if _plain(word) in _ANYWHERE or (
            word.startswith("--") and _plain(word.partition("=")[2]) in _ANYWHERE
        ):
            return (word, SHELLS)
        if before in _PROGRAM_OPTIONS and _has(word, placeholder):
            return (before, CODE)
    return None


def _started(words: Sequence[str], resolve: _Resolve) -> Iterator[tuple[int, set[str]]]:
    """Yield index and name of each program that is started: the first, and those that wrappers start."""
    at: int | None = 0
    while at is not None:
        word = words[at] if at < len(words) else ""
        plain = _plain(word)
        names = {plain, _plain(resolve(word) or plain)} - (_MANY_IN_ONE - {plain}) if word else set()
        names |= {_VERSION.sub("", name) for name in names}
        yield at, names
        at = _next(names, words, at)


def _next(names: set[str], words: Sequence[str], at: int) -> int | None:
    """Return the index of the program that this one starts, if it is known to start one."""
    if names & _TERMINALS:
        behind = (n + 1 for n in range(at + 1, len(words)) if words[n] in {"-e", "-x", "--"})
        return next(behind, None)
    wrapper = next((name for name in sorted(names) if name in _WRAPPERS), None)
    return _behind(wrapper, words, at + 1) if wrapper else None


def _behind(wrapper: str, words: Sequence[str], at: int) -> int:
    """Return the index of the program that a wrapper starts; one beyond the end for a shell or nothing."""
    with_value, operands = _WRAPPERS[wrapper]
    while at < len(words):
        word = words[at]
        if (wrapper == "env" and _ENV_SPLITS.match(word)) or (
            wrapper in {"sudo", "doas"} and _SHELL_OF_SUDO.fullmatch(word)
        ):
            return len(words)
        if word == "--":
            return at + 1 + operands
        if word.startswith("-") and len(word) > 1:
            at += 2 if word in with_value.split() else 1
        elif (
            wrapper in {"env", "sudo", "doas", "systemd-run"}
            and word.partition("=")[0].isidentifier()
            and "=" in word
        ):
            at += 1
        elif operands:
            operands -= 1
            at += 1
        else:
            return at
    return at


def _runs_a_file(words: Sequence[str], placeholder: str, harmless: frozenset[str]) -> bool:
    """Whether an interpreter is given the file of a script, or a module, before the address."""
    first = next((word for word in words if word not in harmless), placeholder)
    return not first.startswith("-") and not _has(first, placeholder)


def _has(word: str, placeholder: str) -> bool:
    return placeholder in word.replace("%%", "")


def _plain(word: str) -> str:
    return os.path.basename(word).lower().removesuffix(".exe")  # noqa: PTH119  (any word, not only paths)
