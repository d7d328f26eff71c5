"""Open an article's source in a browser: decide what to start, then start it.

Starts processes; never a shell. ``plan`` only looks and decides; its answer is a value, so that the screen can
ask, suspend itself for a browser that needs the terminal, or copy the address where there is no browser. The
one idea to know: the address passed the gate and is one argument of its own, whatever the command looks like.
"""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reader.actions.browser.reparsing import SHELLS, why_refused
from reader.i18n import tr
from reader.refusal import reason_of
from reader.text import Address, clean_line, safe_address

FAILURE_S = 1.0
"""A browser that ends with an error within this time has failed; one that runs longer has started."""

SHOWN_LIMIT = 200
"""Code points of a link or a command that a sentence quotes."""

PLACE = "%s"
"""Where a browser command wants the address; without it, the address comes last."""

_TEXT_BROWSERS = (
    "www-browser", "w3m", "lynx", "links", "links2", "elinks", "felinks", "browsh", "carbonyl", "cha",
    "chawan", "retawq", "netrik", "edbrowse",
)  # fmt: skip
"""Browsers that run in the terminal, in the order in which one is chosen where there is no display."""

_DESKTOP = (
    ("xdg-open",), ("gio", "open"), ("kde-open",), ("exo-open",), ("x-www-browser",), ("sensible-browser",),
    ("firefox",), ("chromium",), ("google-chrome",),
)  # fmt: skip
_WINDOWS = (("rundll32.exe", "url.dll,FileProtocolHandler"),)
_BROWSERS_ONLY = {"x-www-browser", "sensible-browser", "firefox", "chromium", "google-chrome"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What to start; nothing has been started yet."""

    argv: tuple[str, ...]
    """The program as an absolute path, and its arguments; the address is in one of them."""
    in_terminal: bool
    """It needs the terminal: leave it to ``run_in_terminal`` while the screen is suspended."""
    address: Address | None
    """What is opened; None: an article's file, or nothing that has an address."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing is opened: the link is not an address, there is no browser, or the browser failed."""

    reason: str
    """One sentence without its full stop."""
    address: Address | None = None
    """The address, to copy and show; None where the link is not one."""


@dataclass(frozen=True, slots=True)
class Launched:
    """The browser has been started, or has already done its work."""

    address: Address | None
    """What was opened, if that is an address."""


def plan(
    link: str,
    setting: str = "",
    environ: Mapping[str, str] = os.environ,
    *,
    mail: bool = False,
    platform: str = sys.platform,
) -> Plan | Refused:
    """Return what would open the link, or why nothing does.

    ``setting`` is the command of the setting ``browser``; empty, ``$BROWSER`` counts, then the system's own
    way. ``mail``: the user was asked and wants to write a mail; a mail address goes to the system's own way
    always. ``platform`` is a ``sys.platform``.
    """
    address = safe_address(link)
    if address is None:
        return Refused(
            clean_line(tr("This is not a web address: {link}", link=clean_line(link, SHOWN_LIMIT)))
        )
    if address.scheme == "mailto":
        if not mail:
            return Refused(tr("This is a mail address, not a web page"), address)
        return _system(address, environ, platform)
    if setting.strip():
        return _from_setting(setting, address, environ)
    return _from_variable(address, environ) or _system(address, environ, platform)


def plan_mail(href: str, environ: Mapping[str, str], *, platform: str = sys.platform) -> Plan | Refused:
    """Return what would write a mail by an address ``mailto:`` of the user's own, perhaps without a recipient."""
    return _system(Address(href, "mailto", ""), environ, platform)


def launch(planned: Plan, environ: Mapping[str, str] = os.environ) -> Launched | Refused:
    """Start the browser in the background, away from the terminal; return within ``FAILURE_S``.

    Call it in a thread. The process is in a session of its own, so it outlives the program, and is reaped
    whenever it ends.
    """
    # A system's opener may read $BROWSER itself and pass it to a shell; it has been considered already.
    child_environ = {name: value for name, value in environ.items() if name != "BROWSER"}
    try:
        process = subprocess.Popen(  # noqa: S603  (never a shell; the address passed the gate)
            planned.argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=child_environ,
        )
    except (OSError, ValueError) as problem:
        return _not_started(planned, problem)
    try:
        status = process.wait(FAILURE_S)
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, name="reap the browser", daemon=True).start()
        return Launched(planned.address)
    return Launched(planned.address) if status == 0 else _ended(planned, status)


def run_in_terminal(planned: Plan) -> Launched | Refused:
    """Run a browser that needs the terminal, until the user leaves it; the screen is suspended meanwhile."""
    try:
        with signals_left_to_the_child():
            status = subprocess.run(planned.argv, check=False).returncode  # noqa: S603  (as in ``launch``)
    except (OSError, ValueError) as problem:
        return _not_started(planned, problem)
    return Launched(planned.address) if status == 0 else _ended(planned, status)


def _from_setting(setting: str, address: Address, environ: Mapping[str, str]) -> Plan | Refused:
    found = _command(setting, address, environ)
    if found is None:
        sentence = tr("The program of the setting browser does not exist: {command}",
                      command=clean_line(setting, SHOWN_LIMIT))  # fmt: skip
        return Refused(sentence, address)
    return found


def _from_variable(address: Address, environ: Mapping[str, str]) -> Plan | Refused | None:
    """Return the first usable command of $BROWSER; a refusal if none is usable; None if it is not set."""
    refused = None
    for command in environ.get("BROWSER", "").split(os.pathsep):
        found = _command(command, address, environ)
        if isinstance(found, Plan):
            return found
        refused = refused or found
    return refused


def _system(address: Address, environ: Mapping[str, str], platform: str) -> Plan | Refused:
    for argv in _system_commands(address, environ, platform):
        program = program_at(argv[0], environ)
        if program:
            return Plan((program, *argv[1:], address.href), _needs_terminal(program, argv[1:]), address)
    if address.scheme == "mailto":
        return Refused(tr("No mail program was found"), address)
    return Refused(tr("No browser was found; name one in the setting browser"), address)


def _system_commands(
    address: Address, environ: Mapping[str, str], platform: str
) -> Iterator[tuple[str, ...]]:
    """Yield the commands by which this system opens addresses, the best first."""
    is_remote = any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))
    has_display = any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    if environ.get("TERMUX_VERSION"):
        yield ("termux-open-url",)
    if not is_remote:  # a window would open on a display out of sight
        if platform == "darwin":
            yield ("open",)
        elif environ.get("WSL_DISTRO_NAME") or environ.get("WSL_INTEROP"):
            yield from (("wslview",), *_WINDOWS)
    if has_display:
        yield from (
            command for command in _DESKTOP if address.scheme != "mailto" or command[0] not in _BROWSERS_ONLY
        )
    if address.scheme != "mailto":
        yield from ((name,) for name in _TEXT_BROWSERS)


def _command(command: str, address: Address, environ: Mapping[str, str]) -> Plan | Refused | None:
    """Return the plan for a command as a user writes it; None where its program is not there."""
    whole = program_at(command.strip(), environ)  # a path with spaces needs no quotes
    try:
        words = [whole] if whole else shlex.split(command)
    except ValueError:
        sentence = tr(
            "The browser's command has an unclosed quote: {command}", command=clean_line(command, SHOWN_LIMIT)
        )
        return Refused(sentence, address)
    if words and words[-1] == "&":
        words.pop()  # customary in $BROWSER; all browsers run in the background here
    return plan_for(words, address, environ, tr("firefox %s"))


def plan_for(
    words: list[str], address: Address, environ: Mapping[str, str], example: str
) -> Plan | Refused | None:
    """Return the plan for a program and its arguments; None where it is not there. ``example`` is a command that is not refused."""
    program = program_at(words[0], environ) if words else None
    if program is None:
        return None
    if refused := _refused(words, address, environ, example):
        return refused
    arguments = [_filled(word, address.href) for word in words[1:]]
    if not any(PLACE in word.replace("%%", "") for word in words[1:]):
        arguments.append(address.href)
    return Plan((program, *arguments), _needs_terminal(program, words[1:]), address)


def _refused(words: list[str], address: Address, environ: Mapping[str, str], example: str) -> Refused | None:
    """Return why a command gets no address: a word of it would be read as a program, with the address in it."""

    def real(word: str) -> str | None:
        found = program_at(word, environ)
        return os.path.realpath(found) if found else None

    found = why_refused(words, PLACE, real)
    if any(PLACE in word and any(map(str.isspace, word)) for word in words):
        found = found or (words[0], SHELLS)  # several words in one argument are taken apart by the program
    if found is None:
        return None
    word, reason = found
    command = clean_line(shlex.join(words), SHOWN_LIMIT)
    if reason == SHELLS:
        sentence = tr(
            "A shell is not given addresses; put the command into a script: {command}", command=command
        )
        return Refused(sentence, address)
    sentence = tr(
        "{program} is not given addresses ({reason}); name another, as in {example}, or a script: {command}",
        program=clean_line(_name(word), SHOWN_LIMIT), reason=tr(reason), command=command, example=example,
    )  # fmt: skip
    return Refused(sentence, address)


def _filled(word: str, href: str) -> str:
    return "%".join(part.replace(PLACE, href) for part in word.split("%%"))


def program_at(name: str, environ: Mapping[str, str]) -> str | None:
    """Return the absolute path of an executable program, looked for in the absolute folders of PATH."""
    if not name or "\0" in name:
        return None
    if name.startswith("~"):
        name = os.path.expanduser(name)  # noqa: PTH111  (a name, not yet a path)
    folders = environ.get("PATH", os.defpath).split(os.pathsep)
    found = shutil.which(name, path=os.pathsep.join(filter(os.path.isabs, folders)))
    return str(Path(found).absolute()) if found else None


def _needs_terminal(program: str, arguments: tuple[str, ...] | list[str]) -> bool:
    names = {_name(program), _name(os.path.realpath(program))}
    return not names.isdisjoint(_TEXT_BROWSERS) and "-g" not in arguments  # links -g opens a window


def _name(program: str) -> str:
    return os.path.basename(program).lower().removesuffix(".exe")  # noqa: PTH119  (any word, not only paths)


def _not_started(planned: Plan, problem: OSError | ValueError) -> Refused:
    reason = reason_of(problem)
    sentence = tr("{program} could not be started: {reason}", program=_name(planned.argv[0]), reason=reason)
    return Refused(clean_line(sentence), planned.address)


def _ended(planned: Plan, status: int) -> Refused:
    sentence = tr("{program} failed with exit code {status}", program=_name(planned.argv[0]), status=status)
    return Refused(clean_line(sentence), planned.address)


@contextmanager
def signals_left_to_the_child() -> Iterator[None]:
    """Let ctrl+c and ctrl+backslash reach only the program that has the terminal.

    A handler of ours, unlike an ignored signal, is not inherited. Only the main thread can set one.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kinds = [signal.SIGINT, *([signal.SIGQUIT] if hasattr(signal, "SIGQUIT") else [])]
    former = {kind: signal.signal(kind, lambda *_: None) for kind in kinds}
    # An event loop hears of signals by this descriptor, whatever their handlers are.
    woken = signal.set_wakeup_fd(-1)
    try:
        yield
    finally:
        signal.set_wakeup_fd(woken)
        for kind, handler in former.items():
            signal.signal(kind, handler)
