"""The command that shows what feeds of the open folders want, and takes a yes or a no."""

from typing import TYPE_CHECKING

from reader.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.feeds.trust import Review
    from reader.tui.reading_screen import ReadingScreen


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
                self._screen.say(tr("Nothing that feeds want waits for your yes"))

        self._screen.in_worker(self._screen.upkeep.consent.waiting, show)

    def _ask(self, waiting: "Sequence[Review]") -> None:
        from reader.actions.trusting import lines_of  # here already: the worker has looked
        from reader.tui.trust_dialog import Answer, TrustDialog  # only where something is asked

        screen, review = self._screen, waiting[0]

        def take(answer: Answer | None) -> None:
            if answer in {None, Answer.LATER}:
                screen.upkeep.consent.postpone(review.root)
            else:
                screen.in_worker(lambda: self._keep(review, answer), lambda _: self._kept(answer))
            if waiting[1:] and answer is not None:
                self._ask(waiting[1:])

        screen.app.push_screen(TrustDialog(review.root, tuple(lines_of(review.waiting, NAMED))), take)

    def _keep(self, review: "Review", answer: object) -> None:
        from reader.actions.trusting import trust_of
        from reader.feeds.wants import Kind
        from reader.tui.trust_dialog import Answer

        trust = trust_of(self._screen.desk)
        public = [want for want in review.waiting if want.kinds[0] is Kind.PUBLIC]
        if answer is Answer.NO:
            trust.refuse(review.root, review.waiting)
        else:
            trust.agree(review.root, public if answer is Answer.PUBLIC else review.waiting)
        if answer is Answer.PUBLIC:
            trust.refuse(review.root, [want for want in review.waiting if want not in public])

    def _kept(self, answer: object) -> None:
        from reader.tui.trust_dialog import Answer

        screen = self._screen
        screen.upkeep.consent.look()
        if answer is Answer.NO:
            screen.say(tr("It is not done; newsreader trust FOLDER asks again"))
        else:
            screen.say(tr("Agreed"))
            screen.upkeep.refresh_feeds(is_manual=False)
