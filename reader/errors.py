"""The one family of errors that newsreader raises on purpose.

Pure. The message of each is a whole sentence for the person at the terminal: what is wrong, with which
file, and what to do. Whoever catches one shows it; nobody needs to reword it.
"""


class NewsreaderError(Exception):
    """Something that a user can understand and act on; ``str()`` gives the sentence to show."""


class UsageError(NewsreaderError):
    """The command line or a setting asks for something that does not exist (exit code 2)."""


class ArticleGoneError(NewsreaderError):
    """The file of a listed article cannot be read any more; the message names it."""


class JournalError(NewsreaderError):
    """What the user did cannot be written down; the message says why and where."""


class IndexUnusableError(NewsreaderError):
    """The index can be neither opened nor rebuilt; the message names its file."""


class IndexDamagedError(IndexUnusableError):
    """The index turned out to be damaged and is deleted: whoever starts again makes it anew."""
