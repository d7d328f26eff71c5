"""A journal for commands, which do not stay to try again: an act is written, or it fails and is not done."""

from reader.errors import JournalError
from reader.files.lock import WAIT_S
from reader.i18n import tr
from reader.journal.event import Event
from reader.journal.journal import Journal
from reader.refusal import refusal
from reader.text import clean_line


class StrictJournal(Journal):
    """Raises JournalError for an act that cannot be written. What the program writes by itself may still wait."""

    _wait_s = WAIT_S

    def sync(self) -> None:
        """Force what was written onto the disk; raises JournalError where it refuses."""
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
