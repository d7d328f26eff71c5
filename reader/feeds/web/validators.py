"""The validators of an answer, which make the next request conditional. Pure."""

from typing import NamedTuple


class Validators(NamedTuple):
    """The validators of an answer, byte for byte as its server wrote them; sent back to the same address only."""

    address: str = ""
    """Where the answer came from."""
    etag: str = ""
    """The header ETag."""
    modified: str = ""
    """The header Last-Modified."""

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a conditional request (RFC 9110, section 13)."""
        named = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return {name: value for name, value in named if value}
