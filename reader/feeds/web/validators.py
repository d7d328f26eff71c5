"""What makes a request conditional. Pure."""

from typing import NamedTuple


class Validators(NamedTuple):
    """What an answer is known by, byte for byte as its server wrote it; given back to the same address only."""

    address: str = ""
    etag: str = ""
    modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """Those of a conditional request (RFC 9110, section 13)."""
        named = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return {name: value for name, value in named if value}
