"""The command that shows what feeds of the open folders want, and takes a yes or a no."""

from typing import TYPE_CHECKING

from reader.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.feeds import Review
    from reader.tui.screen.reading_screen import ReadingScreen


NAMED = 200
"""Feeds of the web that are named where one agrees to them."""


class Trusting:
    """Ask, folder by folder."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_trust_feeds(self) -> None:
        """Show what waits for a yes: what was not asked about yet first, what was refused after that."""

        def show(waiting: "Sequence[Review]") -> None:
            if waiting:
                self._ask(sorted(waiting, key=lambda each: not each.open))
            else:
                self._screen.say(tr("No feed waits for your consent"))

        self._screen.in_worker(self._screen.background.consent.waiting, show)

    def _ask(self, waiting: "Sequence[Review]") -> None:
        from reader.actions.feeds.trusting import Answer, keep, review_lines, trust_of
        from reader.tui.dialogs.trust_dialog import TrustDialog  # only where something is asked

        screen, review = self._screen, waiting[0]

        def take(answer: Answer | None) -> None:
            if answer is None or answer is Answer.LATER:
                screen.background.consent.postpone(review.root)
            else:
                is_no = answer is Answer.NO
                screen.in_worker(
                    lambda: keep(review, answer, trust_of(screen.workspace)),
                    lambda _: self._kept(is_no=is_no),
                )
            if waiting[1:] and answer is not None:
                self._ask(waiting[1:])

        screen.app.push_screen(TrustDialog(review.root, tuple(review_lines(review.waiting, NAMED))), take)

    def _kept(self, *, is_no: bool) -> None:
        screen = self._screen
        screen.background.consent.look()
        if is_no:
            screen.say(tr("Nothing was agreed to; newsreader trust FOLDER asks again"))
        else:
            screen.say(tr("Agreed"))
            screen.background.refreshing.refresh(is_manual=False)
