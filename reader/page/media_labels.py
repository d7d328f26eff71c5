"""Labels for images, videos and embedded pages (a symbol, words and the host), and for links without words.

Pure.
"""

import re
from urllib.parse import unquote, urlsplit

from reader.i18n import tr
from reader.text import clean_line
from reader.text.pattern import late

IMAGE_SYMBOL = "▣"
"""Before the words of an image."""
MEDIA_SYMBOL = "▶"
"""Before the words of a video, audio or embedded page."""

FILE_SYMBOL = "↓"
"""Before the name of a file that is neither shown nor played."""

NAME_LENGTH = 80
"""Characters of the file name that an image without words shows."""


_DECORATION = late(
    r"(?:(?:the|an?|user|author|my|profile|site) )?(?:avatar|badge|icon|spacer|pixel|blank|1x1)s?|头像|頭像|图标|圖示|アバター|アイコン",
    re.IGNORECASE,
)
"""Words that say of an image only that it decorates something."""

_DECORATING_NAME = late(
    r"(?:^|[-_.\s])(?:avatar|badge|icon|spacer|pixel|blank|1x1)s?(?=$|[-_.\s\d])", re.IGNORECASE
)
_NO_NAME = late(
    r"(?:[0-9a-f]{8,}|[\d\W_]+(?:x\d+)?"
    r"|(?:img|image|dsc[nf]?|pict?|picture|photo|screen ?shot|untitled|pasted image|图片|图像|截图)[\d\W_]*)"
    r"(?:\.\w{1,5})?",
    re.IGNORECASE,
)
"""Names of files that programs give."""


def image_label(words: str, address: str) -> str:
    """Return ``▣ words — host``; without words the file's name is used, unless that says nothing."""
    return _joined(f"{IMAGE_SYMBOL} {words or image_name(address)}".rstrip(), address)


def image_name(address: str) -> str:
    """Return the name of an image's file; a word for all images where it says nothing, empty for a ``data:`` image."""
    if address.startswith("data:"):
        return ""
    name = unquote(address.rpartition("/")[2].partition("?")[0])  # it may be the address of another
    name = clean_line(name.rstrip("/").rpartition("/")[2], NAME_LENGTH)
    return tr("Image") if _NO_NAME.fullmatch(name) else name


def is_decoration(words: str, address: str, classes: str = "") -> bool:
    """Return whether an image only decorates: an avatar, badge, icon or spacer, by its words, else by its name or HTML classes."""
    if words or not address:  # without an address it shows nothing
        return not words or _DECORATION.fullmatch(words) is not None
    name = address.rpartition("/")[2].partition("?")[0].rpartition(".")[0]
    return any(_DECORATING_NAME.search(each) for each in (name, *classes.split()))


def media_label(element: str, words: str, address: str) -> str:
    """Return ``▶ words — host`` for an HTML element that plays or embeds something."""
    if not words:
        words = {"video": tr("Video"), "audio": tr("Audio")}.get(element) or tr("Embedded page")
    return _joined(f"{MEDIA_SYMBOL} {words}", address)


def link_label(address: str) -> str:
    """Return the words of a link that has none: its host, mail address or file; empty for a position in the article."""
    if address.startswith("#"):
        return ""
    scheme, _, rest = address.partition(":")
    if scheme.lower() in {"mailto", "tel"}:
        return clean_line(rest.partition("?")[0], NAME_LENGTH)
    path = address.partition("#")[0].partition("?")[0].rstrip("/")
    return _host(address) or clean_line(path.rpartition("/")[2] or path, NAME_LENGTH)


def _joined(label: str, address: str) -> str:
    return " — ".join(part for part in (label, _host(address)) if part)


def _host(address: str) -> str:
    try:
        return clean_line(urlsplit(address).hostname or "", 253)
    except ValueError:  # an address with broken brackets
        return ""
