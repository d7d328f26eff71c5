"""A journal for those who do not stay to try again: an act is written, or an error and not done at all."""

from reader.errors import JournalError
from reader.files.lock import WAIT_S
from reader.i18n import tr
from reader.journal.event import Event
from reader.journal.journal import Journal
from reader.refusal import refusal
from reader.text import clean_line


class StrictJournal(Journal):
    """Raises JournalError for an act that cannot be written. What the program itself says again may still wait.

    Another writer is waited for as long as one waits who shows nothing meanwhile.
    """

    _patience_s = WAIT_S

    def sync(self) -> None:
        """Bring what was written to the disk itself; raises JournalError where it refuses."""
        super().sync()
        if sentence := self.loss:
            self.give_up()
            raise JournalError(sentence)

    def _settle(self, pending: tuple[Event, ...], trouble: OSError | None) -> None:
        super()._settle(pending, trouble)
        if trouble is not None and self.give_up():
            sentence = tr("The journal in {folder} cannot be written, so nothing is marked: {reason}",
                      folder=self._log.folder, reason=refusal(trouble))  # fmt: skip
            raise JournalError(clean_line(sentence)) from trouble
