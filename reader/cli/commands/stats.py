"""``newsreader stats``: how much was read, by day, tag and language."""

from argparse import Namespace
from datetime import UTC, datetime

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, say_if_sample, scanned_workspace
from reader.cli.output import Exit, columns, print_json, print_lines

EXAMPLES = """\
examples:
  newsreader stats                           with bars
  newsreader stats --json | jq '.days'       for another program
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    add_folders(parser)


def run(options: Namespace) -> Exit:
    """Print the statistics."""
    from reader.actions.changes.statistics import statistics, statistics_lines

    with scanned_workspace(options) as workspace:
        say_if_sample(workspace)
        found = statistics(workspace.library, workspace.journal, datetime.now(UTC), workspace.zone)
        if options.json:
            tags, languages = dict(found.tags), dict(found.languages)
            days = [{"day": f"{day}", "read": count} for day, count in found.days]
            print_json({**found._asdict(), "days": days, "tags": tags, "languages": languages})
        else:
            print_lines(statistics_lines(found, columns()))
    return Exit.OK
