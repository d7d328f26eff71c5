"""Decodes bytes: byte-order marks, UTF-8, UTF-16, and a guess among legacy encodings.

Pure. UTF-8 is right almost always and costs one strict decode. Only where that fails are candidates decoded
and scored by how much of the result is what its language is mostly made of (``reader.article.charset_table``).
"""

import codecs
import re
from collections import Counter
from typing import NamedTuple

from reader.article import not_text
from reader.article.article import Problem
from reader.article.charset_table import ALPHABETS, CHARSETS
from reader.i18n import tr

SAMPLE_BYTES = 65_536
"""Bytes on which an encoding is guessed and binary files are recognized."""

FIRST_BYTES = 512
"""Bytes at the beginning of a file in which control characters show that it is not text."""

CONTROLS_IN_TEXT = 0.05
"""Share of control characters above which a file is not text (random bytes have 0.1)."""

CONTROLS_IN_UTF8 = 0.25
"""The same for bytes that are valid UTF-8: random ones almost never are, an archive of texts is padded with zeros."""

CONTROLS_ALLOWED = 4
"""Control characters that even the shortest text may have."""

LIKELY_SCORE = 0.12
"""Least share of frequent characters in running text of a language."""

ACCENTS_ALONE = 0.6
"""Share of isolated bytes beyond ASCII above which they are accented letters."""

ZEROS_IN_UTF_16 = 3
"""Zero bytes that even the shortest text in UTF-16 has; fewer are accidents."""

FIRST_OTHER = "\u2000"
"""Code points below it are letters; text that is valid in UTF-8 and a legacy encoding consists of them."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte-order marks; UTF-32's little-endian one begins like UTF-16's and comes first."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_LONE_HIGH_BYTE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_JAPANESE = b"\x1b$"
_PLAIN_IN_UTF_16 = re.compile(
    "[\t\r\n -~\u00a0-\u024f\u0370-\u05ff\u2010-\u2026\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]"
)
_REPLACED = "\ufffd"


class Decoded(NamedTuple):
    """The text of a file, with LF line ends and no byte-order mark."""

    text: str
    """Not yet cleaned by the gate."""
    problems: tuple[Problem, ...] = ()
    """What was wrong with the bytes."""
    binary: bool = False
    """The bytes are not text; ``text`` is empty."""


def decode(data: bytes, *, truncated: bool = False) -> Decoded:
    """Return the bytes as text; never raises. ``truncated``: the data may end within a character."""
    if data.startswith(not_text.PDF):
        return _no_text()
    if _JAPANESE in data and (found := _escaped_japanese(data, truncated=truncated)):
        return found
    if b"\0" in data:
        return _decode_odd(data, truncated=truncated)
    try:
        return Decoded(_unix(data.removeprefix(codecs.BOM_UTF8).decode()))
    except UnicodeDecodeError as error:
        if truncated and error.end >= len(data) - 3:
            return decode(data[: error.start])
        return _decode_odd(data, truncated=truncated)


def _escaped_japanese(data: bytes, *, truncated: bool) -> Decoded | None:
    """Return text in ISO-2022-JP (seven bits, kanji between escapes), or None."""
    if truncated:
        data = data[: data.rfind(b"\n") + 1]  # escapes end with the line
    try:
        data.decode("ascii")
        data.decode("iso2022_jp")
    except UnicodeDecodeError:
        return None
    return _replacing(data, "iso2022_jp", truncated=False)


def _decode_odd(data: bytes, *, truncated: bool) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding, truncated=truncated)
    sample = data[:SAMPLE_BYTES]
    if not_text.kind_of(sample) and _has_odd_bytes(sample):
        return _no_text()
    if encoding := _unmarked_utf16(sample):
        return _replacing(data, encoding, truncated=truncated)
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    share = CONTROLS_IN_UTF8 if _is_utf8(sample) else CONTROLS_IN_TEXT
    if controls > CONTROLS_ALLOWED + len(sample) * share:
        return _no_text()
    return _replacing(data, guess_encoding(sample), truncated=truncated)


def _no_text() -> Decoded:
    return Decoded("", (Problem(tr("This file is not text and cannot be shown.")),), binary=True)


def _has_odd_bytes(sample: bytes) -> bool:
    """Return whether control characters or halves of characters follow near the beginning, as in binary files.

    A text in a legacy encoding may begin like a Windows program, with the letters MZ.
    """
    begin = sample[:FIRST_BYTES]
    return len(begin) != len(begin.translate(None, _CONTROLS)) or b"\xff" in begin


def _replacing(data: bytes, encoding: str, *, truncated: bool) -> Decoded:
    """Return the text with U+FFFD for invalid bytes, and a problem that says so."""
    text = data.decode(encoding, "replace")
    if truncated:
        text = text.rstrip(_REPLACED)
    text = _unix(text)
    problems = []
    if not encoding.startswith("utf-"):
        problems.append(
            Problem(tr("This file is not in UTF-8; it was read as {encoding}.", encoding=encoding))
        )
    # The file may have U+FFFD itself; then nothing was replaced.
    if (at := text.find(_REPLACED)) >= 0 and _REPLACED.encode() not in data:
        line = text.count("\n", 0, at) + 1
        problems.append(
            Problem(tr("Some bytes are not valid {encoding}; they show as \ufffd.", encoding=encoding), line)
        )
    return Decoded(text, tuple(problems))


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _unmarked_utf16(sample: bytes) -> str:
    """Return the UTF-16 that the zero bytes show: line breaks and ASCII letters have one, on one side; else an empty text."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    # Latin text has many. Chinese text has few, but is invalid as UTF-8.
    is_utf8 = _is_utf8(sample)
    needed = 10 if is_utf8 else 100
    if max(even, odd) < ZEROS_IN_UTF_16 or max(even, odd) * needed < len(sample):
        return ""
    if min(even, odd) * 5 > max(even, odd):  # Chinese text with many 一, which has its zero on the other side
        return "" if is_utf8 else _plain_utf16(sample)
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    if is_utf8 and sum(char < FIRST_OTHER for char in text) * 2 < len(text):
        return ""  # ASCII with a stray zero: pairs of its letters look like ideographs
    return "" if text.count(_REPLACED) * 50 > len(text) else encoding


def _plain_utf16(sample: bytes) -> str:
    """Return the UTF-16 in which nearly all characters are common letters, in lines; else an empty text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
        odd = len(_PLAIN_IN_UTF_16.sub("", text))
        if odd * 50 <= len(text) and "\n" in text:
            return encoding
    return ""


def _is_utf8(sample: bytes) -> bool:
    return sample[:-4].decode("utf-8", "replace").count(_REPLACED) < 2


def guess_encoding(sample: bytes) -> str:
    """Return the encoding in which bytes that are not valid UTF-8 make most sense."""
    as_utf8 = sample.decode("utf-8", "replace")
    bad = as_utf8.count(_REPLACED)
    good = len(as_utf8) - bad - len(sample.translate(None, bytes(range(128, 256))))
    if good >= 4 * bad:
        return "utf-8"
    # Accented letters are isolated; two-byte characters and words of another alphabet come in runs.
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    accents = len(_LONE_HIGH_BYTE.findall(sample)) > high * ACCENTS_ALONE
    scores = {name: _score(sample, name) for name in CHARSETS if not (accents and name in ALPHABETS)}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= LIKELY_SCORE else "cp1252"


def _score(sample: bytes, encoding: str) -> float:
    """Return the share of the language's frequent characters among all that are not ASCII, minus odd ones."""
    counts = Counter(sample.decode(encoding, "replace"))
    total = sum(count for char, count in counts.items() if not char.isascii())
    if not total:
        return 0.0
    common = sum(counts[char] for char in CHARSETS[encoding])
    odd = sum(count for char, count in counts.items() if _is_odd(char))
    return (common - 2 * odd) / total


def _is_odd(char: str) -> bool:
    """Return whether a character is rare in text: U+FFFD, private use, half-width katakana, C1 controls."""
    return (
        char == _REPLACED
        or "\ue000" <= char <= "\uf8ff"
        or "\uff61" <= char <= "\uff9f"
        or "\x80" <= char <= "\x9f"
    )
