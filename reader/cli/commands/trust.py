"""``newsreader trust``: what the feeds of a folder may do; shown in full, then agreed to or refused."""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.exits import Exit
from reader.cli.output import complain, print_json, print_lines
from reader.errors import UsageError
from reader.i18n import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.actions.feeds.trusting import Answer
    from reader.feeds.trust.agreements import Review, Trust
    from reader.feeds.trust.requirements import Requirement

EXAMPLES = """\
examples:
  newsreader trust ~/shared            show what its feeds want, and ask
  newsreader trust --public ~/shared   agree to its feeds of the web, and to nothing else
  newsreader trust --yes ~/shared      agree to all of it, in a script that knows what it holds
  newsreader trust --list              the folders that you have answered for
  newsreader trust --revoke ~/shared   forget what you have said: it asks again
"""


def options(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("folder", nargs="*", metavar="FOLDER", help=tr("a folder with a feeds.toml"))
    acts = parser.add_mutually_exclusive_group()
    acts.add_argument("--yes", action="store_true", help=tr("agree to all that is shown, without a question"))
    acts.add_argument("--public", action="store_true", help=tr("agree to its feeds of the web only"))
    acts.add_argument("--list", action="store_true", help=tr("list the folders that you have answered for"))
    acts.add_argument("--revoke", action="store_true", help=tr("forget what you have said about the folder"))
    parser.add_argument("--json", action="store_true", help=tr("as JSON"))


def run(options: Namespace) -> Exit:
    """Show it, ask, and keep the answer."""
    import os

    from reader.actions.finding.query_faults import query_fault
    from reader.feeds.trust.agreements import Trust
    from reader.i18n import speak
    from reader.paths import standard_paths
    from reader.settings import load_settings

    paths = standard_paths()
    settings, warnings = load_settings(paths.settings_file, os.environ, {}, query_fault)
    speak(settings.language)
    for warning in warnings:
        complain(warning)
    trust = Trust(paths.trust, paths.subscriptions)
    if options.list:
        return _list(trust, as_json=options.json)
    if not options.folder:
        raise UsageError(tr("Name a folder with a feeds.toml, or use --list"))
    if not all(options.folder):  # an empty word is no name of the current folder
        raise UsageError(tr("There is no folder {path}", path="''"))
    reviews: list[dict[str, object]] = []
    done = [
        _revoke(Path(name), trust, as_json=options.json)
        if options.revoke
        else _ask_about(Path(name), trust, options, reviews)
        for name in options.folder
    ]
    if options.json and not options.revoke:
        print_json({"reviews": reviews})
    return max(done)


def _list(trust: "Trust", *, as_json: bool) -> Exit:
    folders = trust.folders()
    if as_json:
        print_json({"folders": [
            {
                "folder": path, "public": answers.public, "agreed": len(answers.agreed),
                "refused": len(answers.refused),
            }
            for path, answers in sorted(folders.items())
        ]})  # fmt: skip
        return Exit.OK if folders else Exit.NOTHING_FOUND
    from reader.feeds.trust.requirements import in_full

    for path, answers in sorted(folders.items()):
        public = {
            True: tr("its feeds of the web"), False: tr("not its feeds of the web"), None: tr("not asked about its feeds of the web"),
        }[answers.public]  # fmt: skip
        agreed, refused = len(answers.agreed), len(answers.refused)
        parts = [
            public,
            *(
                [trn("1 feed as it was shown", "{count:,} feeds as they were shown", agreed)]
                if agreed
                else []
            ),
            *([trn("1 refused", "{count:,} refused", refused)] if refused else []),
        ]
        print_lines([f"{in_full(path)}  {' · '.join(parts)}"])
    if not folders:
        complain(tr("You have answered for no folder yet"))
    return Exit.OK if folders else Exit.NOTHING_FOUND


def _revoke(folder: Path, trust: "Trust", *, as_json: bool) -> Exit:
    is_forgotten = trust.forget(folder)
    if as_json:
        print_json({"folder": str(folder.absolute()), "forgotten": is_forgotten})
    elif is_forgotten:
        print_lines([tr("{folder}: forgotten; its feeds wait for your yes again", folder=folder)])
    if not is_forgotten:
        complain(tr("{folder}: you have not answered for it", folder=folder))
    return Exit.OK if is_forgotten else Exit.NOTHING_FOUND


def _ask_about(folder: Path, trust: "Trust", options: Namespace, reviews: list[dict[str, object]]) -> Exit:
    """Show what a folder's feeds want and take the answer; what JSON tells of it goes to ``reviews``."""
    from reader.feeds.following.subscriptions import load_subscriptions

    if not os.path.isdir(folder):  # noqa: PTH112 - Path raises an error for a name that is too long
        raise UsageError(tr("There is no folder {path}", path=folder))
    found = load_subscriptions(folder)
    for problem in found.problems:
        complain(problem)
    code = _ask(folder, trust, options, reviews)
    is_wrong = found.is_damaged or (found.unused and not found.feeds)
    return Exit.FAILED if is_wrong and code in {Exit.OK, Exit.NOTHING_FOUND} else code


def _ask(folder: Path, trust: "Trust", options: Namespace, reviews: list[dict[str, object]]) -> Exit:
    from reader.actions.feeds.trusting import Answer, keep, review_of
    from reader.feeds.trust.requirements import in_full

    review = review_of(folder, trust)
    if trust.notice:
        complain(trust.notice)
    if options.json:
        reviews.append(_values(review))
    elif not review.waiting:
        count = len(review.allowed)
        sentence = trn("all of it is agreed to: 1 feed", "all of it is agreed to: {count:,} feeds", count)
        print_lines([f"{in_full(str(folder))}: {sentence if count else tr('there are no feeds here')}"])
    else:
        _show(review)
    if not review.waiting:
        return Exit.OK if review.allowed else Exit.NOTHING_FOUND
    if options.public:
        trust.agree(folder, [want for want in review.waiting if want.is_public])
        return _said(review, Answer.PUBLIC)
    answer = Answer.YES if options.yes else _answer()
    if answer is Answer.LATER:
        complain(tr("Nothing was agreed to: answer on a terminal, or with --yes"))
        return Exit.FAILED
    keep(review, answer, trust)
    return _said(review, answer)


def ask_on_terminal(roots: "Sequence[Path]", trust: "Trust") -> None:
    """Show what was not asked about yet in these folders, and take the answers, if this is all on a terminal."""
    from reader.actions.feeds.trusting import keep, review_of

    if all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        for root in roots:
            review = review_of(root, trust)
            if review.open:
                _show(review)
                keep(review, _answer(), trust)


def _show(review: "Review") -> None:
    from reader.actions.feeds.trusting import lines_of
    from reader.feeds.trust.requirements import in_full

    print_lines([in_full(str(review.root.absolute())), "", *lines_of(review.waiting)])


def _said(review: "Review", answer: "Answer") -> Exit:
    from reader.actions.feeds.trusting import Answer

    impossible = sum(bool(want.impossible) for want in review.waiting)
    if answer is Answer.NO:
        complain(tr("Nothing was agreed to; newsreader trust asks again"))
    elif impossible and answer is Answer.YES:
        complain(trn("1 feed cannot be agreed to", "{count:,} feeds cannot be agreed to", impossible))
        return Exit.SOME_FAILED
    else:
        complain(tr("Agreed"))
    return Exit.OK


def _answer() -> "Answer":
    """Return what is typed on the terminal; where there is none, or its input ends: later."""
    from reader.actions.feeds.trusting import Answer

    answers = {"y": Answer.YES, "p": Answer.PUBLIC, "n": Answer.NO, "l": Answer.LATER}
    if sys.stdin is None or not sys.stdin.isatty() or sys.stderr is None:
        return Answer.LATER
    while True:
        sys.stderr.write(
            tr("Agree to all of this? y: yes · p: only to feeds of the web · n: no · l: later: ")
        )
        sys.stderr.flush()
        typed = sys.stdin.readline()
        if not typed:
            return Answer.LATER
        if found := answers.get(typed.strip().lower()[:1]):
            return found


def _values(review: "Review") -> dict[str, object]:
    def values(want: "Requirement") -> dict[str, object]:
        return {
            "address": want.feed.address if want.feed else "", "title": want.feed.title if want.feed else "",
            "wants": [kind.value for kind in want.kinds], "lines": list(want.lines), "impossible": want.impossible,
        }  # fmt: skip

    return {
        "folder": str(review.root.absolute()),
        "agreed": [values(each.requirement) for each in review.allowed],
        "waiting": [values(want) for want in review.waiting],
    }
