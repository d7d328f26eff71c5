"""``newsreader trust``: shows what the feeds of a folder may do, and saves the user's answer."""

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.errors import UsageError
from reader.i18n import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.actions.feeds.trusting import Answer, Trust
    from reader.feeds import Requirement, Review

EXAMPLES = """\
examples:
  newsreader trust ~/shared            show what its feeds want, and ask
  newsreader trust --public ~/shared   agree to its web feeds, and to nothing else
  newsreader trust --yes ~/shared      agree to all of it, in a script that knows what that is
  newsreader trust --list              the folders that you have answered for
  newsreader trust --revoke ~/shared   forget your answer: it asks again
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument("folder", nargs="*", metavar="FOLDER", help=tr("a folder with a feeds.toml"))
    acts = parser.add_mutually_exclusive_group()
    acts.add_argument("--yes", action="store_true", help=tr("agree to everything shown, without asking"))
    acts.add_argument("--public", action="store_true", help=tr("agree to its web feeds only"))
    acts.add_argument("--list", action="store_true", help=tr("list the folders that you have answered for"))
    acts.add_argument("--revoke", action="store_true", help=tr("forget your answer for the folder"))


def run(options: Namespace) -> Exit:
    """Show what the feeds want, ask, and save the answer."""
    import os

    from reader.actions.feeds.trusting import trust_at
    from reader.actions.workspace.preferences import load_preferences
    from reader.paths import standard_paths

    paths = standard_paths()
    complain(*load_preferences(paths, os.environ, {}).warnings)
    trust = trust_at(paths)
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
    from reader.actions.feeds.trusting import in_full

    for path, answers in sorted(folders.items()):
        public = {
            True: tr("its web feeds"), False: tr("not its web feeds"), None: tr("not asked about its web feeds"),
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
        print_lines([tr("{folder}: forgotten; its feeds wait for your consent again", folder=folder)])
    if not is_forgotten:
        complain(tr("{folder}: you have not answered for it", folder=folder))
    return Exit.OK if is_forgotten else Exit.NOTHING_FOUND


def _ask_about(folder: Path, trust: "Trust", options: Namespace, reviews: list[dict[str, object]]) -> Exit:
    """Show what a folder's feeds want and save the answer; for JSON, values are added to ``reviews``."""
    from reader.actions.feeds.trusting import reviewed

    if not os.path.isdir(folder):  # noqa: PTH112 - Path raises an error for a name that is too long
        raise UsageError(tr("There is no folder {path}", path=folder))
    found = reviewed(folder, trust)
    complain(*found.problems)
    code = _ask(found.review, trust, options, reviews)
    return Exit.FAILED if found.is_damaged and code in {Exit.OK, Exit.NOTHING_FOUND} else code


def _ask(review: "Review", trust: "Trust", options: Namespace, reviews: list[dict[str, object]]) -> Exit:
    from reader.actions.feeds.trusting import Answer, in_full, keep

    folder = review.root
    if trust.notice:
        complain(trust.notice)
    if options.json:
        reviews.append(_values(review))
    elif not review.waiting:
        count = len(review.allowed)
        sentence = trn("everything is agreed to: 1 feed", "everything is agreed to: {count:,} feeds", count)
        print_lines([f"{in_full(str(folder))}: {sentence if count else tr('there are no feeds here')}"])
    else:
        _show(review)
    if not review.waiting:
        return Exit.OK if review.allowed else Exit.NOTHING_FOUND
    if options.public:
        trust.agree(folder, [want for want in review.waiting if want.is_public])
        return _report(review, Answer.PUBLIC)
    answer = Answer.YES if options.yes else _answer()
    if answer is Answer.LATER:
        complain(tr("Nothing was agreed to: answer on a terminal, or with --yes"))
        return Exit.FAILED
    keep(review, answer, trust)
    return _report(review, answer)


def ask_on_terminal(roots: "Sequence[Path]", trust: "Trust") -> None:
    """On a terminal, show what was not asked about yet in these folders, and save the answers."""
    from reader.actions.feeds.trusting import keep, review_of

    if all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        for root in roots:
            review = review_of(root, trust)
            if review.open:
                _show(review)
                keep(review, _answer(), trust)


def _show(review: "Review") -> None:
    from reader.actions.feeds.trusting import in_full, review_lines

    print_lines([in_full(str(review.root.absolute())), "", *review_lines(review.waiting)])


def _report(review: "Review", answer: "Answer") -> Exit:
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
    """Return the answer that is typed on the terminal; LATER without one, or when its input ends."""
    from reader.actions.feeds.trusting import Answer

    answers = {"y": Answer.YES, "p": Answer.PUBLIC, "n": Answer.NO, "l": Answer.LATER}
    if sys.stdin is None or not sys.stdin.isatty() or sys.stderr is None:
        return Answer.LATER
    while True:
        sys.stderr.write(tr("Agree to all of this? y: yes · p: only to web feeds · n: no · l: later: "))
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
