"""Names for the files of entries. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from reader.files.digest import digest
from reader.text import clean_line
from reader.text.graphemes import graphemes

SLUG_BYTES = 120
"""With date and ending a name then fits the 255 bytes of all file systems."""

TRIES = 100
"""Names that are tried for a file; the third is hardly ever needed."""

_FORBIDDEN = re.compile(r"""[<>:"/\\|?*\x00-\x1f\x7f#%{}^~`\[\]]+""")
_BETWEEN = re.compile(r"[\s\-_.,;!'’‘“”()（）：，。！？、《》「」]+")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{kind}{number}" for kind in ("com", "lpt") for number in range(1, 10))}
)


def slug_of(text: str) -> str:
    """Return a text as part of a file's name: letters, digits and ideographs with dashes between; it may be empty."""
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
    """Yield names for an entry's file: the plain one, then some that have a digest of its key."""
    mark = digest(key, 3)
    slug = slug_of(title)
    stem = "-".join(filter(None, [f"{day:%Y-%m-%d}" if day else "", slug or mark]))
    distinct = f"{stem}-{mark}" if slug else stem
    yield f"{stem}.md"
    if slug:
        yield f"{distinct}.md"
    yield from (f"{distinct}-{number}.md" for number in range(2, TRIES))
