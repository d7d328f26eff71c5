"""The command that shows what feeds of the open folders need a yes for, and takes the answer."""

from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.tui.acts.topic import Roles, Topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.feeds import Review
    from reader.tui.control.refreshing import Refreshing


NAMED = 200
"""How many feeds of the web are named where they are agreed to."""


class Trusting(Topic):
    """Asks, folder by folder."""

    def __init__(self, roles: Roles, refreshing: "Refreshing") -> None:
        super().__init__(roles)
        self._refreshing, self._consent = refreshing, refreshing.consent

    def do_trust_feeds(self) -> None:
        """Show what waits for a yes: what is new first, what was refused after that."""

        def show(waiting: "Sequence[Review]") -> None:
            if waiting:
                self._ask(sorted(waiting, key=lambda each: not each.open))
            else:
                self._tell.say(tr("No feed waits for your consent"))

        self._tell.in_worker(self._consent.waiting, show)

    def _ask(self, waiting: "Sequence[Review]") -> None:
        from reader.actions.feeds.trusting import Answer, keep, review_lines, trust_of
        from reader.tui.dialogs.trust_dialog import TrustDialog  # only when needed

        review = waiting[0]

        def take(answer: Answer | None) -> None:
            if answer is None or answer is Answer.LATER:
                self._consent.postpone(review.root)
            else:
                is_no = answer is Answer.NO
                self._tell.in_worker(
                    lambda: keep(review, answer, trust_of(self._workspace)), lambda _: self._kept(is_no=is_no)
                )
            if waiting[1:] and answer is not None:
                self._ask(waiting[1:])

        self._tell.ask(TrustDialog(review.root, tuple(review_lines(review.waiting, NAMED))), take)

    def _kept(self, *, is_no: bool) -> None:
        self._consent.look()
        if is_no:
            self._tell.say(tr("Nothing was agreed to; newsreader trust FOLDER asks again"))
        else:
            self._tell.say(tr("Agreed"))
            self._refreshing.refresh(is_manual=False)
