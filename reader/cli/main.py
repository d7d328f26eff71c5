"""The program ``newsreader``: parses the command line, opens the folders, starts the screen.

The screen is imported last, so that ``--help``, ``--version`` and output into a pipe stay fast.
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn

from reader.cli.arguments import Parser, obey_general, without_general
from reader.cli.commands import BY_NAME, command_lines, run_command
from reader.cli.language import choose_language
from reader.cli.opening import opened, scanned
from reader.cli.output import Exit, complain, fail_in_json, give_up_stdout, print_lines, report_crash
from reader.errors import IndexDamagedError, NewsreaderError, UsageError
from reader.i18n import tr, trn
from reader.log import attach, begin, is_debugging, logger
from reader.old_names import VALUES
from reader.settings import SCOPES, THEMES

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace

EXAMPLES = """\
examples:
  newsreader                           the folders of config.toml, else the last ones, else a sample
  newsreader ~/articles                one folder of Markdown files
  newsreader ~/articles ~/blog/posts   several folders as one library
  newsreader notes/today.md            one article
  newsreader ~/articles | less         the list as text

commands (newsreader COMMAND --help explains each; a folder with such a name is ./COMMAND):
{commands}"""
"""The first lines of ``newsreader --help``."""

TRIES = 2
"""How often a damaged index is rebuilt before the error is shown."""


class _Themes:
    """The names that ``--theme`` takes, the user's and former ones among them: looked up only where it is given."""

    def __iter__(self) -> Iterator[str]:
        from reader.paths import standard_paths  # with platformdirs 8 ms and more
        from reader.theme_files import theme_names

        yield from (*THEMES, *theme_names(standard_paths().themes))

    def __contains__(self, name: object) -> bool:
        return name in THEMES or VALUES.get(str(name)) in THEMES or any(name == each for each in self)


def parser() -> argparse.ArgumentParser:
    """Return the parser for ``newsreader`` without a command."""
    from reader import __version__  # not before it is known to be ours

    examples = tr(EXAMPLES, commands=command_lines())
    made = Parser("newsreader", tr("Read a folder of Markdown articles in the terminal."), examples)
    made.add_argument("folders", nargs="*", metavar="FOLDER", help=tr("folders of articles, or one file"))
    made.add_argument("-f", "--folder", action="append", default=[], metavar="FOLDER",
                      help=tr("a folder of articles, or one file; can be repeated"))  # fmt: skip
    made.add_argument("--scope", choices=SCOPES, help=tr("what the list shows at first"))
    made.add_argument(
        "--theme",
        choices=_Themes(),
        metavar="NAME",
        help=tr("the colours: auto, paper-dark, paper-light, terminal …"),
    )
    made.add_flag("--no-mouse", tr("leave the mouse to the terminal"))
    made.add_flag("--no-fast-start", tr("show nothing before all of the program is loaded"))
    made.add_argument(
        "--version",
        action="version",
        version=f"newsreader {__version__}",
        help=tr("print the version and exit"),
    )
    made.add_general()
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        choose_language(words)
        words = without_general(words)  # before a command or behind it
        command = BY_NAME.get(words[0]) if words else None
        begin(command.name if command else "newsreader")
        if command:
            return _again_if_damaged(lambda _: run_command(command, words[1:]))
        if (code := _refuse_unknown(words)) is not None:
            return code
        options = parser().parse_args(words)
        options.folders = [*options.folders, *options.folder]  # -f, as a command takes them
        obey_general(options.config, is_debugging=options.debug)
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
        # The program that reads the list has closed the pipe.
        give_up_stdout()
        return Exit.OK
    except Exception as fault:  # noqa: BLE001 - what Python prints of it may hold what articles hold, as it is
        if isinstance(fault, FileNotFoundError) and _is_nowhere():
            complain(tr("The current folder no longer exists: go to another (cd) and try again"))
            return Exit.FAILED
        report_crash(fault)
        return Exit.FAILED


def _is_nowhere() -> bool:
    """Whether the current folder was deleted: then no relative name means anything."""
    try:
        os.getcwd()  # noqa: PTH109 - one import less
    except OSError:
        return True
    return False


def _refuse_unknown(words: Sequence[str]) -> int | None:
    """Return the exit code for a first word that is an address, else None; raises UsageError for an unknown word."""
    word = words[0] if words else ""
    if word.startswith("-") or word in {"", ".", ".."} or os.path.lexists(os.path.expanduser(word)):  # noqa: PTH111 - one import less
        return None
    from reader.cli.suggesting import refuse_unknown  # only where something is wrong

    return refuse_unknown(word)


def _again_if_damaged(act: Callable[[str], int]) -> int:
    """Run an act that uses the index; if it turns out to be damaged, run it again with a rebuilt one.

    The act gets a warning to show on the screen; empty the first time.
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
    """Open the folders of the command line, and those with which the user goes on; return the exit code."""
    while (code := _open_once(options, warning)) is None:
        warning = ""
    return code


def _open_once(options: argparse.Namespace, warning: str) -> int | None:
    """Open folders, show or print them; return the exit code, or None: ``options`` name what to go on with."""
    if sys.stdout is None:
        raise NewsreaderError(tr("stdout is closed: there is nothing to show or print on"))
    on_screen = sys.stdout.isatty()
    if on_screen and (reason := _no_screen()):
        complain(reason)
        return Exit.FAILED
    flags = {
        "scope": options.scope,
        "theme": options.theme,
        "mouse": False if options.no_mouse else None,
        "fast_start": False if options.no_fast_start else None,
    }
    given = {name: value for name, value in flags.items() if value is not None}
    with opened(options.folders, given, is_strict=not on_screen, with_feeds=on_screen) as workspace:
        if not on_screen:
            return _print_list(workspace, options.scope)
        if sys.__stderr__ is None or not sys.__stderr__.isatty():
            sys.__stderr__ = sys.__stdout__  # type: ignore[misc]  # Textual draws on it
        for stream in (sys.__stdout__, sys.__stderr__):
            # The screen is drawn in UTF-8 whatever the locale says; anything else would tear it.
            if stream is not None:
                stream.reconfigure(encoding="utf-8", errors="replace")
        if warning:
            workspace.warnings = (*workspace.warnings, warning)
        from reader.tui.early.early_start import early_start
        from reader.tui.terminal.ground import asked_by

        attach()
        try:
            settings = workspace.settings
            with (
                asked_by(settings.theme, os.environ, settings.ambiguous_width, settings.icons) as asked,
                early_start(workspace, asked) as early,
            ):
                from reader.tui.app import run_app  # 280 ms: the screen comes last, and the answer meanwhile

                code = run_app(workspace, asked, early)
        finally:
            workspace.journal.close()
            if loss := workspace.journal.loss:
                complain(loss)
                workspace.library.close()  # which forgets what is lost
        if workspace.opens_next is None or loss:
            return Exit.FAILED if loss and not code else code
        from reader.actions.workspace.next_folder import names_for  # where the user wants another folder

        options.folders = names_for(workspace, workspace.opens_next)
    return None


def _print_list(workspace: "Workspace", scope_name: str | None) -> int:
    """Update the library and print the articles in a scope (None: all); return the exit code.

    Counts of problems and of files that are left out go to stderr.
    """
    from reader.actions.finding.list_lines import (  # with the library 60 ms
        left_out,
        list_lines,
        nothing_listed,
    )
    from reader.library import Scope

    scope = Scope(scope_name) if scope_name else Scope.ALL
    workspace.library.catch_up()
    changes = scanned(workspace)
    complain(*workspace.warnings, *changes.notices)
    found = print_lines(list_lines(workspace.library, scope, workspace.zone))
    if not found:
        complain(nothing_listed(workspace.library, scope, workspace.settings))
    if problems := changes.problems:
        complain(
            trn(
                "1 file has a problem; newsreader list is:problem names it",
                "{count} files have problems; newsreader list is:problem names them",
                problems,
            )
        )
    complain(*left_out(workspace.library))
    return Exit.OK if found else Exit.NOTHING_FOUND


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


def foreign_reader() -> str:
    """Return a sentence about another package ``reader`` that has replaced ours; empty if there is none.

    Imports only ``reader`` itself, since any other module may be the other package's.
    """
    import reader

    if getattr(reader, "PROGRAM", "") == "newsreader":
        return ""
    return tr(
        "another package named reader is installed in this environment and has replaced files of newsreader: "
        "install newsreader in an environment of its own (pipx install, or uv tool install)"
    )


def run() -> NoReturn:
    """Run the command and end the process with its exit code."""
    if sentence := foreign_reader():
        complain(sentence)
        sys.exit(Exit.FAILED)
    # Collecting garbage while modules load and at exit would take a fifth of a short command.
    # The screen turns the collector on again after its first frame.
    gc.disable()
    try:
        sys.exit(main())
    finally:
        gc.freeze()
