"""What the file of an entry is called. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from reader.files.digest import digest
from reader.text import clean_line
from reader.text.graphemes import graphemes

SLUG_BYTES = 120
"""A name with its date and ending fits the 255 bytes of every file system then."""

TRIES = 100
"""Names that are tried for a file; the third is needed by nobody."""

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


def file_names(title: str, day: date | None, key: str) -> Iterator[str]:
    """Yield names for an entry's file: the plain one, then those that tell it from others, by its key."""
    mark = digest(key, 3)
    slug = slug_of(title)
    stem = "-".join(filter(None, [f"{day:%Y-%m-%d}" if day else "", slug or mark]))
    told_apart = f"{stem}-{mark}" if slug else stem
    yield f"{stem}.md"
    if slug:
        yield f"{told_apart}.md"
    yield from (f"{told_apart}-{number}.md" for number in range(2, TRIES))
