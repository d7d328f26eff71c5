"""``newsreader download``: downloads the audio and video of articles into the folders of their feeds."""

from argparse import Namespace
from functools import partial

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, add_query, index_words, say_if_sample, scanned_workspace
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.cli.progress import ProgressReport, add_quiet, is_quiet
from reader.errors import UsageError
from reader.i18n import tr

EXAMPLES = """\
examples:
  newsreader download is:unread has:audio       the episodes that are not read
  newsreader download 1f0c9be2a47d              one, by the id that list prints; again: continues it
  newsreader download has:video arrived:7d      films of the last week
"""

PROGRESS = "{done} of {total} bytes downloaded"
"""The progress message."""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    add_query(parser)
    add_folders(parser)
    parser.add_flag("--dry-run", tr("download nothing, only list the addresses"))
    add_quiet(parser)


def run(options: Namespace) -> Exit:
    """Download what the articles have, and print where it is."""
    from reader.actions.finding.querying import chosen
    from reader.actions.reading.media import played

    if not options.query:
        raise UsageError(tr("name the articles with a query; '' means all"))
    files: list[str] = []
    problems: list[str] = []
    with scanned_workspace(options) as workspace:
        say_if_sample(workspace)
        library = workspace.library
        index_words(workspace, options.query)
        articles = [each for each in chosen(library, options.query, workspace.zone) if played(library, each)]
        if options.dry_run:
            files = [file.address for each in articles for file in played(library, each)]
        else:
            from reader.actions.feeds.downloading import download
            from reader.actions.feeds.fetching import new_fetcher

            fetcher = new_fetcher(workspace.settings)
            for each in articles:
                report = ProgressReport(PROGRESS, is_quiet=is_quiet(options))
                result = download(workspace, each, fetcher, partial(_report, report))
                report(1, 1)
                files += map(str, result.files)
                problems += result.problems
                if not (options.json or is_quiet(options)):
                    print_lines(map(str, result.files))
    for problem in problems:
        complain(problem)
    if options.json:
        print_json({"addresses": files} if options.dry_run else {"paths": files, "problems": problems})
    elif options.dry_run:
        print_lines(files)
    if not articles:
        complain(tr("No article that was found has audio or video"))
        return Exit.NOTHING_FOUND
    return Exit.FAILED if problems else Exit.OK


def _report(report: ProgressReport, done: int, total: int) -> None:
    """Show progress; the end of a file, or of one of unknown size, is not that of all."""
    report(done, max(total, done) + 1)
