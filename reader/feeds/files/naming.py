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

LAST_WORD = 20
"""Characters of a word that is cut: a shorter one is left out."""

_DEVICES = frozenset(
    {
        "con",
        "prn",
        "aux",
        "nul",
        "conin",
        "conout",
        *(f"{kind}{number}" for kind in ("com", "lpt") for number in range(10)),
    }
)
"""Names that Windows keeps for devices."""

_UNSEEN = re.compile(
    "[\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
"""Characters inside words that change only how others look."""


def slug_of(text: str) -> str:
    """Return a text as part of a file's name: letters, digits and emoji with dashes between; it may be empty.

    So it needs no quotes in any shell and is allowed on every file system.
    """
    plain = _UNSEEN.sub("", unicodedata.normalize("NFC", clean_line(text, 300)).lower())
    kept: list[str] = []
    for char in unicodedata.normalize("NFC", plain):
        kind = unicodedata.category(char)
        if kind[0] in "LN" or kind == "So" or (kind in {"Mn", "Mc"} and kept and kept[-1] != "-"):
            kept.append(char)
        elif kept and kept[-1] != "-" and kind[0] != "M":
            kept.append("-")
    slug = _beginning("".join(kept))
    return f"{slug}-" if unicodedata.normalize("NFKC", slug) in _DEVICES else slug


def _beginning(slug: str) -> str:
    """Return the beginning of a slug that is not too long: whole words, or whole characters of a long one."""
    size, end = 0, 0
    for cluster in graphemes(slug):
        size += len(cluster.encode("utf-8", "surrogatepass"))
        if size > SLUG_BYTES:
            break
        end += len(cluster)
    beginning = slug[:end]
    if end < len(slug) and slug[end] != "-":
        words, _, last = beginning.rpartition("-")
        beginning = words if words and len(last) < LAST_WORD else beginning
    return beginning.strip("-")


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
