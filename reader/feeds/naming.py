"""What the file of an entry is called. Pure."""

import re
import unicodedata
from datetime import date
from hashlib import blake2b

from reader.text import clean_line
from reader.text.graphemes import graphemes

SLUG_BYTES = 120
"""A name with its date and ending fits the 255 bytes of every file system then."""

_FORBIDDEN = re.compile(r"""[<>:"/\\|?*\x00-\x1f\x7f#%{}^~`\[\]]+""")
_BETWEEN = re.compile(r"[\s\-_.,;!'’‘“”()（）：，。！？、《》「」]+")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{kind}{number}" for kind in ("com", "lpt") for number in range(1, 10))}
)


def slug_of(text: str) -> str:
    """Return a text as a part of a file's name: letters, digits and ideographs with dashes between; perhaps empty."""
    plain = unicodedata.normalize("NFC", clean_line(text, 300))
    words = _BETWEEN.sub("-", _FORBIDDEN.sub(" ", plain)).strip("-. ")
    kept, size = [], 0
    for cluster in graphemes(words.lower()):
        size += len(cluster.encode("utf-8", "surrogatepass"))
        if size > SLUG_BYTES:
            break
        kept.append(cluster)
    slug = "".join(kept).strip("-. ")
    return f"{slug}-" if slug.partition(".")[0] in _DEVICES else slug


def file_name(title: str, day: date | None, key: str, *, is_taken: bool = False) -> str:
    """Return the name of an entry's file; ``is_taken``: another entry has the plain one."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    parts = [f"{day:%Y-%m-%d}" if day else "", slug_of(title) or digest]
    if is_taken and parts[1] != digest:
        parts.append(digest)
    return "-".join(filter(None, parts)) + ".md"
