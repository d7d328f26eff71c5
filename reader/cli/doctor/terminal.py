"""The terminal: what it says of itself, and how wide it draws what others draw otherwise; the browser and the player."""

import os
import re
import select
import sys
import time
from collections.abc import Iterator, Mapping, Sequence

from reader.cli.doctor.finding import Finding, Situation, note, ok, wrong
from reader.i18n import tr
from reader.text.cells import standard_width

LEAST_SIZE = (50, 18)
"""Columns and rows below which little can be shown."""

ESCAPE_MS = 50
"""With a longer wait of tmux, esc is felt to be slow."""

ANSWER_S = 1.0
"""How long a terminal may take to answer; over a slow line it takes that."""

CHARACTERS = ("●", "▌", "…", "·", "“", "中", "🙂", "❤️")
"""What terminals disagree about: some draw these wide, some narrow."""

AMBIGUOUS = frozenset("●▌…·“")
"""Those that Unicode calls ambiguous."""

_PLACE = re.compile(rb"\x1b\[(\d+);(\d+)R")
"""The answer to where the cursor is."""


def check_terminal(situation: Situation) -> Iterator[Finding]:
    """Look at what kind of terminal this is, how large, with how many colours."""
    environ = situation.environ
    kind = environ.get("TERM", "")
    if not kind or kind in {"dumb", "unknown"}:
        yield wrong(
            tr("TERM is {term}, so no screen can be shown", term=kind or tr("not set")),
            tr("open a terminal, or set TERM to what it is, such as xterm-256color"),
        )
        return
    yield ok(f"TERM={kind}")
    if situation.is_terminal:
        columns, rows = os.get_terminal_size(sys.stdout.fileno())
        if columns < LEAST_SIZE[0] or rows < LEAST_SIZE[1]:
            yield note(
                tr("The terminal has {columns}x{rows} cells", columns=columns, rows=rows),
                tr(
                    "articles are easier to read with {columns}x{rows} and more",
                    columns=LEAST_SIZE[0],
                    rows=LEAST_SIZE[1],
                ),
            )
        else:
            yield ok(tr("{columns}x{rows} cells", columns=columns, rows=rows))
    yield from _accessibility(situation)
    if environ.get("NO_COLOR"):
        yield note(tr("NO_COLOR is set: nothing is coloured"), tr("unset it to see colours"))
    elif environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        yield ok(tr("true colours"))
    else:
        yield note(
            tr("COLORTERM is not set: there may be only 256 colours"),
            tr(
                "if the terminal has more, set COLORTERM=truecolor; over ssh it is lost unless SendEnv sends it"
            ),
        )
    if environ.get("TMUX"):
        yield from _of_tmux(environ)


def _of_tmux(environ: Mapping[str, str]) -> Iterator[Finding]:
    import subprocess

    try:
        found = subprocess.run(
            ["tmux", "show-options", "-gv", "escape-time"],  # noqa: S607 - the one that runs around us
            capture_output=True, text=True, timeout=2, check=False, env=dict(environ),
        )  # fmt: skip
        wait_ms = int(found.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return
    if wait_ms > ESCAPE_MS:
        yield note(
            tr("tmux waits {ms} ms after esc, so esc is slow", ms=wait_ms),
            tr("write into ~/.tmux.conf: set -sg escape-time 10"),
        )
    else:
        yield ok(tr("tmux waits {ms} ms after esc", ms=wait_ms))


def check_locale(situation: Situation) -> Iterator[Finding]:
    """Look at the locale: its encoding is UTF-8."""
    environ = situation.environ
    named = _named_locale(environ)
    encoding = named.partition(".")[2].partition("@")[0].lower().replace("-", "")
    if encoding == "utf8" and not _is_installed(named):
        yield note(
            tr("The locale {name} is not installed: other programs use C instead", name=named),
            tr("install it, or set LANG to one that locale -a lists, such as C.UTF-8"),
        )
    elif encoding == "utf8":
        yield ok(tr("locale {name}", name=named))
    else:
        yield wrong(
            tr(
                "The locale is {name}, not one of UTF-8: other programs may show names of files wrongly",
                name=named or "C",
            ),
            tr("set LANG to one that locale -a lists, such as C.UTF-8"),
        )


def _named_locale(environ: Mapping[str, str]) -> str:
    """Return the locale that the environment names.

    Where that is not installed, Python itself sets LC_CTYPE to C.UTF-8 before it starts: then it is that of LANG.
    """
    lang = environ.get("LANG", "")
    kind = environ.get("LC_CTYPE", "")
    if kind == "C.UTF-8" and lang and not _is_installed(lang):
        kind = ""
    return environ.get("LC_ALL") or kind or lang


def _is_installed(name: str) -> bool:
    import locale

    former = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return False
    finally:
        locale.setlocale(locale.LC_CTYPE, former)
    return True


def _accessibility(situation: Situation) -> Iterator[Finding]:
    """Say which of the settings for a screen reader, and against motion, are on."""
    if situation.settings.screen_reader:
        yield ok(
            tr("screen_reader is on: the screen is in words, and the terminal's cursor shows where one is")
        )
    if situation.settings.reduced_motion:
        yield ok(tr("reduced_motion is on: nothing moves by itself"))


def check_widths(situation: Situation) -> Iterator[Finding]:
    """Measure how many cells the terminal takes for characters that terminals draw differently."""
    if not situation.is_terminal:
        return
    measured = measure(CHARACTERS)
    if not measured:
        yield note(tr("The terminal does not say where its cursor is, so widths cannot be measured"))
        return
    widths = dict(zip(CHARACTERS, measured, strict=False))
    yield _of_ambiguous(situation.settings.ambiguous_width, max(widths[each] for each in AMBIGUOUS))
    others = [each for each in CHARACTERS if each not in AMBIGUOUS and widths[each] != standard_width(each)]
    if others:
        yield note(
            tr(
                "The terminal draws {characters} in another width than Unicode gives them",
                characters=" ".join(others),
            ),
            tr(
                "what stands behind them is put in its place; a newer version of the terminal may draw them well"
            ),
        )
    else:
        yield ok(tr("{characters} have the width that is expected", characters=" ".join(CHARACTERS)))


def _of_ambiguous(setting: str, drawn: int) -> Finding:
    """Return which width of ambiguous characters counts, and why; ``drawn``: that of the terminal."""
    if setting == "auto":
        return ok(
            tr(
                "Ambiguous characters such as “ … ● have width {width}: so the terminal draws them",
                width=drawn,
            )
        )
    if setting == str(drawn):
        return ok(
            tr("Ambiguous characters such as “ … ● have width {width}: so ambiguous_width says", width=drawn)
        )
    return wrong(
        tr(
            "ambiguous_width is {width}, but the terminal draws “ … ● in width {drawn}",
            width=setting,
            drawn=drawn,
        ),
        tr('set ambiguous_width = "auto" in config.toml'),
    )


def measure(characters: Sequence[str]) -> list[int]:
    """Return the cells that the terminal at stdin and stdout takes for each; none where it does not answer in time."""
    import termios
    import tty

    source, target = sys.stdin.fileno(), sys.stdout.fileno()
    before = termios.tcgetattr(source)
    widths = []
    try:
        tty.setcbreak(source)
        for character in characters:
            os.write(target, b"\r" + character.encode() + b"\x1b[6n")
            column = _column(source)
            if column is None:
                break
            widths.append(column - 1)
    finally:
        os.write(target, b"\r\x1b[K")
        termios.tcsetattr(source, termios.TCSAFLUSH, before)
    return widths if len(widths) == len(characters) else []


def _column(source: int) -> int | None:
    """Return the column of the cursor from the terminal's answer, from 1."""
    data, deadline = b"", time.monotonic() + ANSWER_S
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([source], [], [], left)[0]:
            break
        data += os.read(source, 64)
        if found := _PLACE.search(data):
            return int(found[2])
    return None


def check_images(situation: Situation) -> Iterator[Finding]:
    """Look at how images are shown."""
    from reader.tui.terminal.graphics import graphics_for, missing_extra

    for sentence in missing_extra(situation.settings.images):
        yield wrong(sentence, tr('install newsreader-terminal[images], or set images = "none"'))
    kind = graphics_for(situation.settings.images, situation.environ)
    yield ok(tr("images are drawn by {way}", way=kind.value))


def check_programs(situation: Situation) -> Iterator[Finding]:
    """Look at the browser, the player, and what shows notices if they are wanted."""
    from reader.actions.browser.desktop_notice import program
    from reader.actions.browser.launch import Refused, plan
    from reader.actions.browser.player import plan_player
    from reader.article.media import MediaFile

    browser = plan("https://example.org/", situation.settings.browser, situation.environ)
    if isinstance(browser, Refused):
        yield wrong(
            browser.reason, tr("set browser in config.toml, or $BROWSER; until then addresses are copied")
        )
    else:
        yield ok(tr("links are opened by {program}", program=browser.argv[0]))
    player = plan_player(
        MediaFile("https://example.org/a.mp3", "audio/mpeg", 0), situation.settings.player, situation.environ
    )
    if isinstance(player, Refused):
        state = wrong if situation.settings.player else note
        yield state(player.reason, tr("to hear podcasts, install mpv, or set player in config.toml"))
    else:
        yield ok(tr("audio and video are played by {program}", program=player.argv[0]))
    if situation.settings.notices == "desktop":
        if found := program(situation.environ):
            yield ok(tr("notices are shown by {program}", program=found))
        else:
            yield wrong(
                tr("no program shows notices"), tr("install notify-send, or set notices to osc9 or osc777")
            )
