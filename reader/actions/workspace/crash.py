"""The report of a crash: what failed and where, safe for a terminal.

It goes into the log too, in a form that holds nothing private. Textual would print the values of all variables, which are texts of articles, as they are.
"""

from collections.abc import Iterable
from contextlib import suppress
from traceback import extract_tb

from reader import __version__
from reader.i18n import tr
from reader.log import log_file, logger
from reader.text import clean_line

FRAMES = 12
"""Stack frames in the report, the innermost."""


DISTRIBUTION = "newsreader-terminal"
"""The name under which the program is installed."""

_TRACKERS = ("issues", "bug tracker", "tracker", "bugs", "repository", "source", "homepage")
"""Labels of addresses in a distribution's metadata, the best for a report first."""


def crash_report(fault: BaseException) -> str:
    """Log a crash and return a short report, safe for a terminal."""
    logger(__name__).critical(
        "crash of version %s", __version__, exc_info=(type(fault), fault, fault.__traceback__)
    )
    lines = [
        tr("newsreader crashed; everything you marked is saved."),
        *(
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in extract_tb(fault.__traceback__)[-FRAMES:]
        ),
        f"{type(fault).__name__}: {fault}",
        *_for_reports(),
    ]
    return "\n".join(clean_line(line) or " " for line in lines)


def _for_reports() -> Iterable[str]:
    """Yield lines that say where to send the log; none without a log."""
    with suppress(OSError):
        file = log_file()
        if file.is_file():
            yield tr("The log is {file}: it holds no titles, texts or passwords.", file=file)
            address = report_address()
            yield (
                tr("To report this, attach it at {address} and say what you did.", address=address)
                if address
                else tr("To report this, attach it and say what you did.")
            )


def report_address() -> str:
    """Return where faults are reported, as the installed program's metadata says; empty where it says nothing."""
    from importlib.metadata import PackageNotFoundError, metadata  # 20 ms: only where there is a fault

    try:
        named = metadata(DISTRIBUTION).get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    labelled = [entry.partition(",")[::2] for entry in named]
    known = {label.strip().casefold(): address.strip() for label, address in labelled}
    return next((known[label] for label in _TRACKERS if known.get(label)), "")
