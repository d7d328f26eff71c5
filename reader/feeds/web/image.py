"""Fetches one image. Network."""

from collections.abc import Mapping
from typing import NamedTuple

from reader.errors import NewsreaderError
from reader.feeds.web.fetch import Fetcher
from reader.i18n import tr
from reader.text import clean_line

ENDINGS: Mapping[str, str] = {
    "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/avif": "avif",
    "image/svg+xml": "svg", "image/bmp": "bmp",
}  # fmt: skip
"""The extensions of images' files, by their media types."""


class WebImage(NamedTuple):
    """An image that was fetched."""

    data: bytes
    """As the server sent it."""
    ending: str
    """The extension for its file, without a dot."""


def fetch_image(address: str, fetcher: Fetcher) -> WebImage:
    """Return the image at an address from an article, hence never in a private network; raises NewsreaderError."""
    answer = fetcher.fetch(address)
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if answer.status != 200 or kind not in ENDINGS:
        named = clean_line(address, 200)
        raise NewsreaderError(
            tr("{address} is no picture: the server answers {status}", address=named, status=answer.status)
        )
    return WebImage(answer.data, ENDINGS[kind])
