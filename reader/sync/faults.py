"""What goes wrong with a server: one family of errors, each with one sentence for the user. Pure."""

from reader.errors import NewsreaderError


class SyncError(NewsreaderError):
    """A server could not do what was asked; nothing is lost: it is asked again later."""


class UnreachableError(SyncError):
    """The server did not answer, not in time, or not in full."""


class LoginError(SyncError):
    """The server does not accept the user or the password: asking again does not help."""


class BusyError(SyncError):
    """The server asks to be left alone for a time."""

    def __init__(self, sentence: str, wait_s: float) -> None:
        super().__init__(sentence)
        self.wait_s = wait_s
        """How long, in seconds."""


class OtherServerError(SyncError):
    """Something else answers at the address: asking again does not help."""


class ServerFaultError(SyncError):
    """The server has an error of its own, or refuses one request."""
