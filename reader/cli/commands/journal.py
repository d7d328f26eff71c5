"""``newsreader journal``: shows, checks, compacts, exports and imports the journal."""

import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, scanned_workspace
from reader.cli.output import Exit, complain, moment, print_json, print_lines
from reader.errors import UsageError
from reader.i18n import tr, trn
from reader.refusal import unreadable
from reader.text import clean_name

if TYPE_CHECKING:
    from datetime import tzinfo

    from reader.actions.changes.journal_export import Imported
    from reader.actions.workspace.workspace import Workspace
    from reader.journal import LogSummary

EXAMPLES = """\
examples:
  newsreader journal status              where it is, which devices write it, and when
  newsreader journal verify              check all of it; damaged lines are counted (exit code 1)
  newsreader journal compact             shorten this device's log
  newsreader journal export > mine.json  all that was read, starred, tagged and noted, as JSON
  newsreader journal import mine.json    import that, as one change that undo takes back
"""

ACTS = ("status", "verify", "compact", "export", "import")
"""The values of ``act``."""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument("act", choices=ACTS, help=tr("what to do"))
    parser.add_argument("file", nargs="?", metavar="FILE", help=tr("the file to import; -: stdin"))
    add_folders(parser, rescan=False)


def run(options: Namespace) -> Exit:
    """Run the act that was named."""
    if options.act != "import" and options.file is not None:
        raise UsageError(tr("{act} takes no file: {file}", act=options.act, file=options.file))
    if options.act == "import" and options.file is None and sys.stdin is not None and sys.stdin.isatty():
        raise UsageError(tr("Name the file to import; - reads stdin"))
    with scanned_workspace(options) as workspace:
        match options.act:
            case "export":
                from reader.actions.changes.journal_export import exported

                print_json({"articles": list(exported(workspace.journal, workspace.library))})
                return Exit.OK
            case "import":
                return import_file(workspace, options.file or "-", as_json=options.json)
            case "compact":
                return _compact(workspace, as_json=options.json)
            case _:
                return _survey(workspace, is_check=options.act == "verify", as_json=options.json)


def import_file(workspace: "Workspace", name: str, *, as_json: bool) -> Exit:
    """Import a file of JSON (``-``: stdin) and print the result; return the exit code."""
    from reader.actions.changes.journal_export import imported

    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    except (OSError, ValueError) as problem:
        raise unreadable(name, problem) from problem
    done = imported(text, name, workspace.journal, workspace.library)
    workspace.journal.sync()
    return report_import(done, as_json=as_json)


def report_import(done: "Imported", *, as_json: bool) -> Exit:
    """Print how many articles an import has changed and how many are unknown here; return the exit code."""
    if as_json:
        print_json(done._asdict())
    else:
        print_lines([trn("1 article changed", "{count:,} articles changed", done.changed)])
    if done.unknown:
        sentence = trn(
            "1 article is not in this library", "{count:,} articles are not in this library", done.unknown
        )
        complain(sentence)
    return Exit.OK if done.known else Exit.NOTHING_FOUND


def _compact(workspace: "Workspace", *, as_json: bool) -> Exit:
    done = workspace.journal.compact()
    if as_json:
        print_json({"compacted": done._asdict() if done else None})
    elif done:
        saved = done.bytes_before - done.bytes_after
        print_lines([tr("{before:,} entries became {after:,}; {saved:,} bytes saved",
                        before=done.events_before, after=done.events_after, saved=saved)])  # fmt: skip
    else:
        print_lines([tr("Nothing to compact")])
    return Exit.OK


def _survey(workspace: "Workspace", *, is_check: bool, as_json: bool) -> Exit:
    logs = workspace.logs()
    damaged = sum(log.damaged for log in logs)
    if as_json:
        shared = str(workspace.journal.shared) if workspace.journal.shared else None
        print_json({
            "folder": str(workspace.journal.folder), "shared": shared, "device": workspace.journal.device,
            "logs": [_values(log, workspace.zone) for log in logs],
        })  # fmt: skip
    else:
        print_lines(_lines(workspace, logs))
    if damaged and is_check:
        complain(
            trn("1 line is damaged and was skipped", "{count:,} lines are damaged and were skipped", damaged)
        )
    return Exit.FAILED if damaged and is_check else Exit.OK


def _values(log: "LogSummary", zone: "tzinfo") -> dict[str, object]:
    values = log._asdict()
    last_s = values.pop("last_s")
    return {**values, "last": moment(last_s, zone)}


def _lines(workspace: "Workspace", logs: "list[LogSummary]") -> list[str]:
    lines = [tr("in {folder}", folder=clean_name(str(workspace.journal.folder)))]
    if workspace.journal.shared:
        lines.append(tr("exchanged with {folder}", folder=clean_name(str(workspace.journal.shared))))
    for log in logs:
        own = tr("this device") if log.device == workspace.journal.device else ""
        last = (
            datetime.fromtimestamp(log.last_s, workspace.zone).strftime("%Y-%m-%d %H:%M")
            if log.last_s
            else ""
        )
        size = tr("{events:,} entries, {kib:,} KiB", events=log.events, kib=-(-log.bytes // 1024))
        bad = trn("1 damaged line", "{count:,} damaged lines", log.damaged) if log.damaged else ""
        lines.append("  ".join(filter(None, [log.device, size, last, own, bad])))
    return lines
