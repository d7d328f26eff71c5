"""The program's own log: what went wrong, always; what it was doing, where the user wants to know (``--debug``).

``begin`` says at the start of each process what is to be logged. It imports nothing: ``logging`` comes with the first
record, or with a library that brings it, and costs a start nothing. Whatever any room logs, by ``logger`` here or by
``logging.getLogger``, goes into one file (``log.file``) in a form that holds no titles, texts, passwords or queries of
addresses (``log.private``), and never onto the terminal.
"""

import os
import sys
import time
import warnings
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import logging
    import threading

VARIABLE = "NEWSREADER_DEBUG"
"""The variable of the environment that asks for phases too; child processes inherit it."""

ROOT = "reader"
"""The name of the logger above all of ours."""


class _Log:
    """How this process logs; one per process, chosen once at the start."""

    process = ""
    """What kind of process this is: the command, or ``screen``."""
    has_begun = False
    is_installed = False


def begin(process: str, *, is_child: bool = False) -> None:
    """Let everything that is logged in this process from now on go into the log; never fails.

    ``process`` is a word of ours for what it does: it stands in each record. ``is_child``: whoever started it looks at its
    exit code alone, so a fault that ends it is logged and not printed.
    """
    _Log.process, _Log.has_begun = process, True
    if is_child:
        sys.excepthook = _log_end
    warnings.showwarning = _log_warning
    sys.unraisablehook = _log_unraisable
    attach()


def attach() -> None:
    """Let what libraries log go into the log, where one of them has imported ``logging``; costs nothing else."""
    if "logging" in sys.modules and _Log.has_begun:
        _install()


def logger(name: str) -> "logging.Logger":
    """Return the logger of a module: ``logger(__name__)``. Imports ``logging``, so call it where something is logged."""
    import logging  # 3 ms, and most starts have nothing to log

    if _Log.has_begun:
        _install()
    return logging.getLogger(name)


def is_debugging(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether phases are logged."""
    return environ.get(VARIABLE, "") not in {"", "0", "false"}


def debug() -> None:
    """Log phases too, in this process and in those that it starts."""
    os.environ[VARIABLE] = "1"
    if _Log.is_installed:
        _set_levels()


def log_file() -> Path:
    """Return the file that is written to now; it may not be there."""
    from reader.paths import standard_paths  # its library: only for those who log

    return standard_paths().log


class Phase:
    """A piece of work of which is logged, where that is wanted, that it begins and ends, how long it took, how it went."""

    def __init__(self, name: str, facts: dict[str, int | str]) -> None:
        self._name, self._facts = name, facts
        self._begun = 0.0

    def __enter__(self) -> Self:
        if is_debugging():
            self._begun = time.monotonic()
            self._log("begins")
        return self

    def note(self, **facts: int | str) -> None:
        """Add what came of it, by the rules of ``phase``."""
        self._facts |= facts

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._begun:
            how = f"failed ({kind.__name__})" if kind else "ended"
            self._log(f"{how} after {time.monotonic() - self._begun:.3f} s")

    def _log(self, what: str) -> None:
        facts = "".join(f" {name}={value}" for name, value in self._facts.items())
        logger(f"{ROOT}.phase").debug("%s %s%s", self._name, what, facts)


def phase(name: str, **facts: int | str) -> Phase:
    """Return a context that logs a phase; ``note`` of it adds what came of the work.

    ``facts`` are numbers and words of ours: no titles, no names of files, no addresses.
    """
    return Phase(name, facts)


def _install() -> None:
    if _Log.is_installed:
        return
    _Log.is_installed = True
    import logging
    import threading

    from reader.log.file import LogFile

    logging.getLogger().addHandler(LogFile(log_file, _Log.process))
    threading.excepthook = _log_thread
    _set_levels()


def _set_levels() -> None:
    import logging

    logging.getLogger(ROOT).setLevel(logging.DEBUG if is_debugging() else logging.WARNING)


def _log_warning(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: Any, **__: Any
) -> None:
    """Log what a library warns of; its message goes the way of strangers' messages."""
    with suppress(Exception):  # a warning is no reason to fail
        from reader.log.private import place_of

        logger("py.warnings").warning(
            "%s: %s (%s:%d)", category.__name__, message, place_of(filename), lineno
        )


def _log_end(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Log a fault that ends this process."""
    with suppress(Exception):
        logger(f"{ROOT}.log").critical("the process ended by a fault", exc_info=(kind, fault, trace))


def _log_unraisable(fault: Any) -> None:
    """Log a fault that Python could not raise anywhere, as in a destructor."""
    with suppress(Exception):
        logger(f"{ROOT}.log").error(
            "a fault that could not be raised",
            exc_info=(fault.exc_type, fault.exc_value, fault.exc_traceback),
        )


def _log_thread(arguments: "threading.ExceptHookArgs") -> None:
    """Log a fault that ended a thread."""
    if arguments.exc_value is None or issubclass(arguments.exc_type, SystemExit):
        return
    with suppress(Exception):
        logger(f"{ROOT}.log").error(
            "a thread ended by a fault",
            exc_info=(arguments.exc_type, arguments.exc_value, arguments.exc_traceback),
        )
