"""The command ``newsreader``: reads the command line, opens the folders, starts the screen last and lazily.

Imports nothing of the screen until it is needed: ``--help``, ``--version`` and output into a pipe stay fast.
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from reader.cli.arguments import Parser
from reader.cli.commands import BY_NAME, command_lines, run_command
from reader.cli.exits import Exit
from reader.cli.foreign import foreign_reader
from reader.cli.opening import opened
from reader.cli.output import complain, fail_in_json, give_up_stdout, tell_crash
from reader.errors import IndexDamagedError, NewsreaderError, UsageError
from reader.i18n import tr
from reader.log import attach, begin, debug, is_debugging, logger
from reader.settings import SCOPES, THEMES

EXAMPLES = """\
examples:
  newsreader                           the folders of config.toml, else the last ones, else a sample
  newsreader ~/articles                one folder of Markdown files
  newsreader ~/articles ~/blog/posts   several folders as one library
  newsreader notes/today.md            one article
  newsreader ~/articles | less         the list as text

commands (newsreader COMMAND --help explains each; a folder with such a name is ./COMMAND):
{commands}"""

TRIES = 2
"""So often a damaged index is rebuilt; what is damaged even then is told."""


def parser() -> argparse.ArgumentParser:
    """Return what the command line may say."""
    from reader import __version__  # not before it is known to be ours

    examples = tr(EXAMPLES, commands=command_lines())
    made = Parser("newsreader", tr("Read a folder of Markdown articles in the terminal."), examples)
    made.add_argument("folders", nargs="*", metavar="FOLDER", help=tr("folders of articles, or one file"))
    made.add_argument("--scope", choices=SCOPES, help=tr("what the list shows at first"))
    made.add_argument(
        "--theme",
        choices=THEMES,
        metavar="NAME",
        help=tr("the colours: auto, paper-dark, paper-light, ansi-dark …"),
    )
    made.add_argument("--no-mouse", action="store_true", help=tr("leave the mouse to the terminal"))
    made.add_argument("--version", action="version", version=f"newsreader {__version__}")
    made.add_debug()
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["--debug"]:  # before a command or behind it
        words.pop(0)
        debug()
    command = BY_NAME.get(words[0]) if words else None
    begin(command.name if command else "newsreader")
    try:
        if command:
            return _again_if_damaged(lambda _: run_command(command, words[1:]))
        if (code := _refuse_unknown(words)) is not None:
            return code
        options = parser().parse_args(words)
        if options.debug:
            debug()
        return _again_if_damaged(lambda warning: _open(options, warning))
    except NewsreaderError as error:
        complain(str(error))
        fail_in_json(str(error), words)
        if not isinstance(error, UsageError):
            logger(__name__).warning("ended by %s", type(error).__name__, exc_info=is_debugging())
        return Exit.USAGE if isinstance(error, UsageError) else Exit.FAILED
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever read the list has seen enough.
        give_up_stdout()
        return Exit.OK
    except Exception as fault:  # noqa: BLE001 - what Python prints of it may hold what articles hold, as it is
        if isinstance(fault, FileNotFoundError) and _is_nowhere():
            complain(tr("The folder that you are in is gone: go to another (cd) and try again"))
            return Exit.FAILED
        tell_crash(fault)
        return Exit.FAILED


def _is_nowhere() -> bool:
    """Whether the current folder was deleted: then no relative name means anything."""
    try:
        os.getcwd()  # noqa: PTH109 - one import less
    except OSError:
        return True
    return False


def _refuse_unknown(words: Sequence[str]) -> int | None:
    """Return what came of a first word that is an address; raises UsageError for one that is nothing."""
    if not words or words[0].startswith("-"):
        return None
    from reader.cli.suggesting import refuse_unknown  # only where folders are named

    return refuse_unknown(words)


def _again_if_damaged(act: Callable[[str], int]) -> int:
    """Do what is done with the index, and if that turns out to be damaged do it again with a new one.

    The act is told what has happened, to say it on the screen, where there is one.
    """
    warning = ""
    for _ in range(TRIES):
        try:
            return act(warning)
        except IndexDamagedError:  # nothing has been printed
            warning = tr("The index was damaged and is rebuilt; nothing is lost.")
            if sys.stdout is None or not sys.stdout.isatty():
                complain(warning)
    return act(warning)


def _open(options: argparse.Namespace, warning: str = "") -> int:
    """Open what the command line names, show or print it, and return the exit code."""
    if sys.stdout is None:
        raise NewsreaderError(tr("stdout is closed: there is nothing to show or print on"))
    on_screen = sys.stdout.isatty()
    if on_screen and (reason := _no_screen()):
        complain(reason)
        return Exit.FAILED
    flags = {"scope": options.scope, "theme": options.theme, "mouse": False if options.no_mouse else None}
    given = {name: value for name, value in flags.items() if value is not None}
    with opened(options.folders, given, is_strict=not on_screen, with_feeds=on_screen) as workspace:
        if not on_screen:
            from reader.cli.listing import print_list
            from reader.library import Scope

            return print_list(workspace, Scope(options.scope) if options.scope else Scope.ALL)
        if sys.__stderr__ is None or not sys.__stderr__.isatty():
            sys.__stderr__ = sys.__stdout__  # type: ignore[misc]  # Textual draws on it
        for stream in (sys.__stdout__, sys.__stderr__):
            # The screen is drawn in UTF-8 whatever the locale says; anything else would tear it.
            if stream is not None:
                stream.reconfigure(encoding="utf-8", errors="replace")
        if warning:
            workspace.warnings = (*workspace.warnings, warning)
        from reader.tui.app import run_app  # 280 ms: the screen comes last

        attach()
        try:
            code = run_app(workspace)
        finally:
            workspace.journal.close()
            if loss := workspace.journal.loss:
                complain(loss)
                workspace.library.close()  # which forgets what is lost
        return Exit.FAILED if loss and not code else code


def _no_screen() -> str:
    """Return why this terminal cannot show the screen; empty if it can."""
    term = os.environ.get("TERM", "")
    if not term:
        return tr("TERM is not set, so no screen can be shown; newsreader FOLDER | cat prints the list")
    if term in {"dumb", "unknown"}:
        return tr(
            "this terminal (TERM={term}) cannot show a screen; newsreader FOLDER | cat prints the list",
            term=term,
        )
    if sys.stdin is None or not sys.stdin.isatty():
        return tr(
            "the keyboard is not at stdin; start newsreader without a pipe into it, or print the list: newsreader FOLDER | cat"
        )
    return ""


def run() -> NoReturn:
    """Run the command and end the process with its exit code."""
    if sentence := foreign_reader():
        complain(sentence)
        sys.exit(Exit.FAILED)
    # No garbage is worth collecting while modules are loaded, and none when all of it goes: a fifth of a short command.
    # The screen turns the collector on again after its first frame.
    gc.disable()
    try:
        sys.exit(main())
    finally:
        gc.freeze()
