"""``newsreader export``: writes articles as a book, a page, Markdown or JSON."""

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser, amount
from reader.cli.opening import add_folders, add_query, index_words, say_if_sample, scanned_workspace
from reader.cli.output import Exit, complain, print_bytes, print_json
from reader.cli.progress import ProgressReport, add_quiet, is_quiet
from reader.errors import UsageError
from reader.i18n import tr, trn
from reader.text import clean_name

if TYPE_CHECKING:
    from reader.actions.exporting.making import Made
    from reader.actions.exporting.target import Target
    from reader.actions.workspace.workspace import Workspace

EXAMPLES = """\
examples:
  newsreader export tag:ai -o ai.epub              a book with a table of contents
  newsreader export --by source date:7d -o week.epub
  newsreader export 1f0c9be2a47d -o article.html   one page with its images, for a browser or a mail
  newsreader export tag:ai -o ~/vault/             a file of Markdown for each article
  newsreader export --format json tag:ai | jq '.articles[].title'

documentation: docs/export.md
"""

PROGRESS = "{done} of {total} articles exported"
"""The progress message."""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    from reader.actions.exporting.making import FORMS
    from reader.actions.exporting.parts import PART_KEYS

    add_query(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="-",
        help=tr("the file to write, or a folder (with a slash at its end) for Markdown; default: stdout"),
    )  # fmt: skip
    parser.add_argument(
        "--format", choices=[form.name for form in FORMS], default="",
        help=tr("the form; default: as the file is called, Markdown for stdout"),
    )  # fmt: skip
    parser.add_argument(
        "--by",
        choices=PART_KEYS,
        default=PART_KEYS[0],
        help=tr("the key of the parts of a book, page or file"),
    )
    parser.add_argument("--title", metavar="TEXT", default="", help=tr("the title of a book or page"))
    parser.add_flag("--images", tr("fetch images from the web; beside Markdown, copy images too"))
    parser.add_flag("--force", tr("write over files that are there already"))
    parser.add_argument("--limit", type=amount, default=-1, metavar="N", help=tr("at most this many"))
    add_quiet(parser)
    add_folders(parser)


def run(options: Namespace) -> Exit:
    """Write the articles."""
    from reader.actions.exporting.making import Wish, form_of, make
    from reader.actions.exporting.target import STDOUT, refuse_existing, target_of
    from reader.actions.finding.querying import chosen

    if not options.query:
        raise UsageError(tr("name the articles with a query; '' means all"))
    is_printed = options.output == STDOUT
    target = None if is_printed else target_of(options.output)
    asked = "json" if options.json and is_printed else options.format
    name = asked or ("markdown" if is_printed or (target and target.is_folder) else "")
    form = form_of(name, options.output)
    _refuse_odd(options, form.name, target)
    if target and not target.is_folder and not options.force:
        refuse_existing(target)
    with scanned_workspace(options) as workspace:
        say_if_sample(workspace)
        index_words(workspace, options.query)
        articles = chosen(workspace.library, options.query, workspace.zone, options.limit)
        if not articles:
            complain(tr("No articles found"))
            return Exit.NOTHING_FOUND
        title = options.title or " ".join(word for word in options.query if word)
        wish = Wish(
            form.name, title, bool(options.title), options.by,
            is_folder=bool(target and target.is_folder), has_images=options.images,
        )  # fmt: skip
        fetcher = None
        if options.images:
            from reader.actions.feeds.fetching import new_fetcher

            fetcher = new_fetcher(workspace.settings)
        progress = ProgressReport(PROGRESS, is_quiet=is_quiet(options))
        made = make(workspace, articles, wish, fetcher, on_progress=progress)
        if target is None:
            print_bytes(made.files[0][1])
        else:
            from reader.actions.exporting.placing import place

            place(made, target, is_forced=options.force)
        return _report(options, made, target, workspace)


def _refuse_odd(options: Namespace, form: str, target: "Target | None") -> None:
    if target and target.is_folder and form != "markdown":
        raise UsageError(tr("{path} is a folder: name a file in it", path=clean_name(str(target.path))))
    if target is None and form == "epub" and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError(tr("A terminal cannot show a book: name a file with -o"))
    if target is None and form == "markdown" and options.images:
        raise UsageError(tr("Images go beside a file: name one with -o"))


def _report(options: Namespace, made: "Made", target: "Target | None", workspace: "Workspace") -> Exit:  # noqa: ARG001 - one shape
    if made.gone:
        sentence = trn("1 article could not be read", "{count:,} articles could not be read", made.gone)
        complain(sentence)
    if made.images_left_out and not is_quiet(options):
        complain(trn("1 image is left out", "{count:,} images are left out", made.images_left_out))
    if target and options.json:
        print_json({"articles": made.articles, "files": len(made.files), "path": str(target.path)})
    elif target and not is_quiet(options):
        complain(
            trn(
                "{path}: 1 article",
                "{path}: {count:,} articles",
                made.articles,
                path=clean_name(str(target.path)),
            )
        )
    return Exit.FAILED if made.gone else Exit.OK
