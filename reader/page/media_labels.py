"""Labels for images, videos and embedded pages: a symbol, words and the host.

Pure.
"""

from urllib.parse import unquote, urlsplit

from reader.i18n import tr
from reader.text import clean_line

IMAGE_SYMBOL = "▣"
"""Before the words of an image."""
MEDIA_SYMBOL = "▶"
"""Before the words of a video, audio or embedded page."""

FILE_SYMBOL = "↓"
"""Before the name of a file that is neither shown nor played."""

NAME_LENGTH = 80
"""Characters of the file name that an image without words shows."""


def image_label(words: str, address: str) -> str:
    """Return ``▣ words — host``; without words the file's name is used, unless it is a ``data:`` image."""
    if not words and not address.startswith("data:"):
        name = unquote(address.rpartition("/")[2].partition("?")[0])  # it may be the address of another
        words = clean_line(name.rstrip("/").rpartition("/")[2], NAME_LENGTH)
    return _joined(f"{IMAGE_SYMBOL} {words}".rstrip(), address)


def media_label(element: str, words: str, address: str) -> str:
    """Return ``▶ words — host`` for an HTML element that plays or embeds something."""
    if not words:
        words = {"video": tr("Video"), "audio": tr("Audio")}.get(element) or tr("Embedded page")
    return _joined(f"{MEDIA_SYMBOL} {words}", address)


def _joined(label: str, address: str) -> str:
    return " — ".join(part for part in (label, _host(address)) if part)


def _host(address: str) -> str:
    try:
        return clean_line(urlsplit(address).hostname or "", 253)
    except ValueError:  # an address with broken brackets
        return ""
