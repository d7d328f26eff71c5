"""The argument parser of all commands: help, error messages, options at any position.

``argparse`` knows the options of a command; their order among the words is resolved here, since scripts put them
anywhere, pass values that begin with a dash, and must never have a mistyped option taken for a word of a query.
"""

import argparse
import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from reader.cli.output import Exit, columns, complain, fail_in_json, print_lines
from reader.errors import UsageError
from reader.i18n import AUTO, languages, listed, tr
from reader.log import debug
from reader.nearest import nearest
from reader.text import cell_width
from reader.text.pattern import late

_NEGATION = late(r"-(?:[A-Za-z][\w.-]+[:：]|[(\"'/#（“「]|[^\x00-\x7f]|\S+\s+\S)")
"""A negated condition, never a mistyped option: ``-tag:ads``, ``-"two words"``, ``-(a OR b)``, ``-/regex/``, ``-苹果``,
and several words that were quoted for the shell."""


class Parser(argparse.ArgumentParser):
    """A parser whose help shows the usage first, then examples; typed text is cleaned of control characters before it is printed."""

    _words: Sequence[str] = ()
    takes_query = False
    """Whether words that begin with a minus may negate a condition: ``-tag:ads``."""

    def __init__(self, prog: str, description: str, examples: str) -> None:
        super().__init__(
            prog=prog, description=f"{description}\n\n{examples.rstrip()}", formatter_class=_Help,
            allow_abbrev=False,  # an abbreviation in a script may become ambiguous
            add_help=False,
        )  # fmt: skip
        # What argparse says itself it would translate by catalogues of its own.
        self._positionals.title, self._optionals.title = tr("positional arguments"), tr("options")
        self.add_argument("-h", "--help", action="help", help=tr("show this help message and exit"))

    def add_flag(self, *names: str) -> None:
        """Add an option without a value: its names, and what help says of it."""
        *options, does = names
        self.add_argument(*options, action="store_true", help=does)

    def actions(self) -> Sequence[argparse.Action]:
        """Return what can be given, options and operands, in the order of the help."""
        return self._actions

    def add_json(self) -> None:
        """Add ``--json``, which every command takes, unless it has one that excludes another."""
        if "--json" not in self._option_string_actions:
            self.add_flag("--json", tr("print JSON"))

    def add_general(self) -> None:
        """Add the last options of every command, which ``obey_general`` follows."""
        self.add_argument("--config", metavar="FILE", help=tr("another file of settings"))
        self.add_argument(
            "--lang",
            metavar="LANGUAGE",
            help=tr("the language: {names}", names=listed((AUTO, *languages()))),
        )
        self.add_flag("--debug", tr("log what the program does, not only what goes wrong"))

    def parse_known_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override]
        """Read the arguments with the options first, wherever they stood."""
        words = self._words = list(sys.argv[1:] if args is None else args)
        options, operands = self._sorted(words)
        self._refuse_clashes(options)
        self._require_operands(options, operands)
        # Behind the two dashes nothing is an option to argparse, whatever it begins with.
        return super().parse_known_args([*options, *(["--"] if operands else []), *operands], namespace)

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override]
        """Read the arguments; ends the program for words that the command does not take."""
        known, left = self.parse_known_args(args, namespace)
        if more := [word for word in left if word != "--"]:
            self.error(tr("{prog} does not take {words}", prog=self.prog, words=shlex.join(more)))
        return known

    def _refuse_clashes(self, options: Sequence[str]) -> None:
        """Exit if two options exclude each other."""
        given = [self._option_string_actions.get(option.partition("=")[0]) for option in options]
        for group in self._mutually_exclusive_groups:
            names = [self._name_of(action) for action in group._group_actions if action in given]  # noqa: SLF001
            if len(names) > 1:
                self.error(tr("{option} and {other} cannot be combined", option=names[0], other=names[1]))

    def _require_operands(self, options: Sequence[str], operands: Sequence[str]) -> None:
        """Exit if arguments are missing, naming them as the usage does."""
        if any(option in {"-h", "--help", "--version"} for option in options):
            return
        needed = [
            each
            for each in self._get_positional_actions()
            if each.nargs in {None, "+"} or getattr(each, "needed_unless", None) not in {None, *operands[:1]}
        ]
        if missing := needed[len(operands) :]:
            names = " ".join(str(each.metavar or "|".join(each.choices or ())) for each in missing)
            self.error(tr("{prog} needs {words}", prog=self.prog, words=names))

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:
        """Return a converted value; errors are our own sentences."""
        try:
            return super()._get_value(action, arg_string)
        except argparse.ArgumentError as fault:
            said = tr(
                "{name} takes {what}, not {value}",
                name=self._name_of(action), what=fault.message, value=shlex.quote(arg_string),
            )  # fmt: skip
            raise argparse.ArgumentError(None, said) from None

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Raise ArgumentError for a value that is not one of the choices, with the nearest one."""
        if action.choices is None or value in action.choices:
            return
        names = [str(each) for each in action.choices]
        name, choices, typed = self._name_of(action), listed(names), shlex.quote(str(value))
        if near := nearest(str(value), names):
            said = tr(
                "{name} takes one of {choices}, not {value}; did you mean {near}?",
                name=name, choices=choices, value=typed, near=near,
            )  # fmt: skip
        else:
            said = tr("{name} takes one of {choices}, not {value}", name=name, choices=choices, value=typed)
        raise argparse.ArgumentError(None, said)

    def _name_of(self, action: argparse.Action) -> str:
        """Return the name of an option, or the command for a positional argument."""
        return next(iter(reversed(action.option_strings)), self.prog)

    def _sorted(self, words: Sequence[str]) -> tuple[list[str], list[str]]:
        """Return the options, each joined with its value, and the operands; exits for a wrong option."""
        options: list[str] = []
        operands: list[str] = []
        rest = iter(words)
        for word in rest:
            if word == "--":
                operands += rest
            elif word in {"", "-"} or not word.startswith("-"):
                operands.append(word)
            elif word.startswith("--"):
                options.append(self._long_option(word, rest))
            elif self.takes_query and _NEGATION.match(word):
                operands.append(word)
            else:
                options += self._short_options(word, rest)
        return options, operands

    def _long_option(self, word: str, rest: Iterator[str]) -> str:
        name, equals, _ = word.partition("=")
        action = self._option_string_actions.get(name)
        if action is None:
            self.error(self._unknown(name))
        if action.nargs == 0:
            if equals:
                self.error(tr("{option} takes no value", option=name))
            return word
        return word if equals else f"{name}={self._value(name, rest)}"

    def _short_options(self, word: str, rest: Iterator[str]) -> Iterator[str]:
        """Yield the options in a word such as ``-f``, ``-fFOLDER`` or, without values, ``-ab``."""
        if self._is_file(word):
            self.error(self._unknown(word))
        for at, letter in enumerate(word[1:], start=1):
            name = f"-{letter}"
            action = self._option_string_actions.get(name)
            if action is None:
                self.error(self._unknown(word if at == 1 else name))
            if action.nargs == 0:
                yield name
                continue
            long = next(each for each in action.option_strings if each.startswith("--"))
            yield f"{long}={word[at + 1 :] or self._value(name, rest)}"
            return

    def _is_file(self, word: str) -> bool:
        """Whether a word such as ``-f.md`` is more likely a file of the current folder than an option with its value."""
        if len(word) <= 2 or not self._get_positional_actions() or not os.path.lexists(word):
            return False
        from reader.article.name import SUFFIXES, TEXT_SUFFIX  # 5 ms with its package

        return word.lower().endswith((*SUFFIXES, TEXT_SUFFIX))

    def _value(self, name: str, rest: Iterator[str]) -> str:
        value = next(rest, None)
        if value is None:
            self.error(tr("{option} needs a value", option=name))
        return value

    def _unknown(self, option: str) -> str:
        """Return the error message for an unknown option, with the nearest one."""
        from reader.cli.other_options import hint_at_file, meant_by  # only where something is wrong

        names = [name for name in self._option_string_actions if name.startswith("--")]
        near = meant_by(option, names, takes_query=self.takes_query)
        said = tr("There is no option {option}", option=option)
        if near:
            said = tr("There is no option {option}; did you mean {near}?", option=option, near=near)
        if hint := hint_at_file(option) if self._get_positional_actions() else "":
            return f"{tr('There is no option {option}', option=option)}\n{hint}"
        is_meant_for_sure = near and len(option) == len("-n")
        if self.takes_query and not option.startswith("--") and not is_meant_for_sure:
            hint = tr(
                "To leave a word out of a query, write it after two dashes: {prog} … -- {option}",
                prog=self.prog,
                option=option,
            )
            return f"{said}\n{hint}"
        return said

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print help and version in UTF-8, whatever the locale is."""
        if message and (file is None or file is sys.stdout):
            print_lines([message.removesuffix("\n")])
        else:
            super()._print_message(message, file)

    def error(self, message: str) -> NoReturn:
        """Print the usage and the error, and exit."""
        if sys.stderr is not None:
            self.print_usage(sys.stderr)
        complain(*message.splitlines())
        fail_in_json(message, self._words)
        sys.exit(Exit.USAGE)


class _Prefix(str):
    """What the usage begins with; argparse indents its other lines by the length of it."""

    __slots__ = ()

    def __len__(self) -> int:
        return cell_width(str(self))


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal; argparse would load ``shutil`` for that."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns() - 2)
        self._headings: dict[str, str] = {}

    def _expand_help(self, action: argparse.Action) -> str:
        """Return an argument's help as it is; argparse would first look up all that it may name, such as the user's themes."""
        return action.help or ""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Begin the usage in the chosen language."""
        super().add_usage(usage, actions, groups, _Prefix(tr("usage: ")) if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """Begin a list of arguments; argparse adds a colon, which not every language writes so."""
        super().start_section(heading)
        if heading:
            self._headings[f"\n{heading}:\n"] = f"\n{tr('{heading}:', heading=heading)}\n"

    def format_help(self) -> str:
        """Return the help with the headings as the language writes them."""
        text = super().format_help()
        for plain, heading in self._headings.items():
            text = text.replace(plain, heading, 1)
        return text

    def _split_lines(self, text: str, width: int) -> list[str]:
        """Wrap what help says of an option; argparse would count characters, and break Chinese nowhere."""
        if text.isascii():
            return super()._split_lines(text, width)
        from reader.cli.wrapping import wrapped  # not for English

        return wrapped(text, width)


def amount(text: str) -> int:
    """Return a whole number from 1 on, as ``--limit`` takes it."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(tr("a whole number of at least 1"))
    return int(text)


MAKING = frozenset({"init", "edit", "set", "path"})
"""Acts of ``newsreader config`` for which the file of ``--config`` need not be there."""


def obey_general(config: str | None, *, is_debugging: bool, may_be_new: bool = False) -> None:
    """Follow the options that every command has: the file of ``--config``, and ``--debug``. Raises UsageError.

    The file has to be there, unless it ``may_be_new``: ``newsreader config`` writes it.
    """
    if is_debugging:
        debug()
    if config is None:
        return
    from reader.paths import choose_settings

    file = Path(config).expanduser().absolute()
    if file.is_dir():
        raise UsageError(tr("--config names a folder, not a file: {file}", file=file))
    if not file.is_file() and not may_be_new:
        raise UsageError(
            tr(
                "--config names a file that does not exist: {file}; to make it: newsreader config init --config {named}",
                file=file,
                named=shlex.quote(config),
            )
        )
    choose_settings(file)


def _makes_settings(words: Sequence[str]) -> bool:
    return "config" in words and not MAKING.isdisjoint(words)


def without_general(words: Sequence[str]) -> list[str]:
    """Return the words behind the general options that stand before a command, and follow these; raises UsageError."""
    left = list(words)
    while left:
        if left[0] == "--debug":
            obey_general(None, is_debugging=True)
            del left[0]
        elif left[0] == "--config" and len(left) > 1:
            obey_general(left[1], is_debugging=False, may_be_new=_makes_settings(left[2:]))
            del left[:2]
        elif left[0] == "--lang" and len(left) > 1:
            del left[:2]  # obeyed already: choose_language
        elif left[0].startswith("--lang="):
            del left[0]
        elif left[0].startswith("--config="):
            file = left.pop(0).partition("=")[2]
            obey_general(file, is_debugging=False, may_be_new=_makes_settings(left))
        else:
            break
    return left
