"""The program's own log: faults always, phases of work with ``--debug``.

``begin`` is called at the start of each process. It imports nothing: ``logging`` is loaded with the first record, or by a
library, and costs a start nothing. What any room logs, by ``logger`` here or by ``logging.getLogger``, goes into one file
(``log.file``) without titles, texts, passwords or queries of addresses (``log.redact``), and never to the terminal.
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
"""The environment variable by which phases are logged too; child processes inherit it."""

ROOT = "reader"
"""The name of the logger above all of ours."""


class _Log:
    """How this process logs; one per process, chosen once at the start."""

    process = ""
    """What kind of process this is: the name of the command, or ``screen``."""
    has_begun = False
    """``begin`` was called."""
    is_installed = False
    """``logging`` is loaded and writes into the file."""


def begin(process: str, *, is_child: bool = False) -> None:
    """Log into the file from now on in this process; never fails.

    ``process`` is our word for what it does, and stands in each record. ``is_child``: its parent looks only at its exit code,
    so a fault that ends it is logged and not printed.
    """
    _Log.process, _Log.has_begun = process, True
    if is_child:
        sys.excepthook = _log_end
    warnings.showwarning = _log_warning
    sys.unraisablehook = _log_unraisable
    attach()


def attach() -> None:
    """Log what libraries log too, where one of them has imported ``logging``; else it costs nothing."""
    if "logging" in sys.modules and _Log.has_begun:
        _install()


def logger(name: str) -> "logging.Logger":
    """Return the logger of a module: ``logger(__name__)``. Imports ``logging``, so call it where something is logged."""
    import logging  # 3 ms, and most starts log nothing

    if _Log.has_begun:
        _install()
    return logging.getLogger(name)


def is_debugging(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether phases are logged."""
    return environ.get(VARIABLE, "") not in {"", "0", "false"}


def debug() -> None:
    """Log phases too, in this process and its children."""
    os.environ[VARIABLE] = "1"
    if _Log.is_installed:
        _set_levels()


def log_file() -> Path:
    """Return the file that is written to; it may not exist yet."""
    from reader.paths import standard_paths  # loads platformdirs: only where something is logged

    return standard_paths().log


class Phase:
    """A piece of work; in debugging, its begin and end are logged, with time and outcome."""

    def __init__(self, name: str, facts: dict[str, int | str]) -> None:
        self._name, self._facts = name, facts
        self._begun = 0.0

    def __enter__(self) -> Self:
        if is_debugging():
            self._begun = time.monotonic()
            self._log("begins")
        return self

    def note(self, **facts: int | str) -> None:
        """Add facts about its outcome, by the rules of ``phase``."""
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
    """Return a context that logs a phase; its ``note`` adds facts about the outcome.

    ``facts`` are numbers and our own words: no titles, names of files or addresses.
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
    """Log a library's warning; its message is treated like those of other libraries."""
    with suppress(Exception):  # a warning is no reason to fail
        from reader.log.redact import module_path

        logger("py.warnings").warning(
            "%s: %s (%s:%d)", category.__name__, message, module_path(filename), lineno
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
