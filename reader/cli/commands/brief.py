"""``newsreader brief``: prints what came within a day, by group, ready for mail."""

from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser, amount
from reader.cli.opening import add_folders, add_query, index_words, say_if_sample, scanned_workspace
from reader.cli.output import Exit, complain, print_bytes, print_json
from reader.cli.progress import READ, ProgressReport, add_quiet, is_quiet
from reader.i18n import tr

if TYPE_CHECKING:
    from reader.actions.exporting.brief import Brief

EXAMPLES = """\
examples:
  newsreader brief                           what came within a day, as Markdown
  newsreader brief tag:ai 'date:7d'          what a query finds
  newsreader brief --html --output brief.html
  newsreader brief --template obsidian -o ~/vault/brief.md
  newsreader brief --quiet                   for cron: prints nothing where there is nothing (exit code 3)

documentation: docs/export.md
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    from reader.actions.exporting.parts import PART_KEYS

    add_query(parser)
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--html", action="store_true", help=tr("a page of HTML"))
    forms.add_argument(
        "--template", metavar="NAME", help=tr("a template: plain, obsidian, logseq, or a file")
    )
    forms.add_argument("--json", action="store_true", help=tr("print JSON"))
    parser.add_argument(
        "--by", choices=PART_KEYS, help=tr("the key of its groups; default: that of the list")
    )
    parser.add_argument("--title", metavar="TEXT", default="", help=tr("its heading"))
    parser.add_argument("--limit", type=amount, default=-1, metavar="N", help=tr("at most this many"))
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="-", help=tr("the file to write; default: stdout")
    )
    parser.add_flag("--force", tr("write over files that are there already"))
    parser.add_flag("--always", tr("print a brief where there is nothing too"))
    add_quiet(parser)
    add_folders(parser)


def run(options: Namespace) -> Exit:
    """Print the brief."""
    from reader.actions.exporting.brief import brief_articles, brief_of, default_key
    from reader.actions.exporting.target import STDOUT, refuse_existing, target_of, write_file
    from reader.actions.exporting.template import Filled, template_source

    template = Filled(template_source("brief", options.template)) if options.template else None
    target = None if options.output == STDOUT else target_of(options.output)
    if target and not options.force:
        refuse_existing(target._replace(is_folder=False))
    with scanned_workspace(options) as workspace:
        if not is_quiet(options):
            say_if_sample(workspace)
        index_words(workspace, options.query)
        articles = brief_articles(workspace, options.query, options.limit)
        if not articles and not options.always:
            if not is_quiet(options):
                complain(tr("No articles found"))
            return Exit.NOTHING_FOUND
        progress = ProgressReport(READ, is_quiet=is_quiet(options))
        key = options.by or default_key(workspace)
        brief = brief_of(
            workspace, articles, key, datetime.now(workspace.zone), title=options.title, on_progress=progress
        )
        if options.json:
            print_json({**brief._asdict(), "count": brief.total})
            return Exit.OK
        data = _text(brief, template, as_html=options.html).encode()
        if target is None:
            print_bytes(data)
        else:
            write_file(target.path, data, is_forced=options.force)
        return Exit.OK


def _text(brief: "Brief", template: object, *, as_html: bool) -> str:
    from reader.actions.exporting.brief import as_markdown, as_page, by_template
    from reader.actions.exporting.template import Filled

    if isinstance(template, Filled):
        return by_template(brief, template)
    return as_page(brief) if as_html else as_markdown(brief)
