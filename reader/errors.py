"""The one family of errors that newsreader raises on purpose.

Pure. The message of each is a whole sentence for the user: what is wrong, with which file, and what to do. A caller that
catches one shows it as it is.
"""


class NewsreaderError(Exception):
    """What a user can understand and act on; ``str()`` gives the sentence to show."""


class UsageError(NewsreaderError):
    """The command line or a setting names something that does not exist (exit code 2)."""


class ArticleGoneError(NewsreaderError):
    """The file of a listed article can no longer be read; the message names it."""


class JournalError(NewsreaderError):
    """The journal cannot record an act; the message says why and where."""


class IndexUnusableError(NewsreaderError):
    """The index can be neither opened nor rebuilt; the message names its file."""


class IndexDamagedError(IndexUnusableError):
    """The index is damaged and was deleted; the next start rebuilds it."""
