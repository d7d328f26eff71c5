"""Turns the bytes of a feed's document into text: which encoding they are in. Pure but for the body.

What is valid UTF-8 is UTF-8, whatever is declared: a text in another encoding is hardly ever valid by accident. Then count
the header, the document's own declaration, and a guess by the letters. Bytes that are wrong are replaced one by one.
"""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.article.decoding import SAMPLE_BYTES, guess_encoding
from reader.feeds.formats.charset import charset_named, codec_of
from reader.feeds.web.body import Body

HEAD_BYTES = 1024
"""The beginning of a document in which its declaration is looked for."""

NEARLY = 4
"""How many letters beyond ASCII must be valid UTF-8 for each that is not, so that the document is UTF-8."""

WRONG_SHARE = 0.05
"""Share of the letters beyond ASCII that may be wrong in an encoding that the document or its server names."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
"""Byte order marks; UTF-32's little-endian one begins like UTF-16's and comes first."""

_BEGINNINGS = (
    (re.compile(rb"(?:[ \t\r\n]\0\0\0)*[<{]\0\0\0"), "utf-32-le"),
    (re.compile(rb"(?:\0\0\0[ \t\r\n])*\0\0\0[<{]"), "utf-32-be"),
    (re.compile(rb"(?:[ \t\r\n]\0)*[<{]\0[^\0]\0"), "utf-16-le"),
    (re.compile(rb"(?:\0[ \t\r\n])*\0[<{]\0[^\0]"), "utf-16-be"),
)
"""How a document without a mark begins in encodings of several bytes."""

_EBCDIC = b"\x4c\x6f\xa7\x94"
"""``<?xm`` in the encodings of mainframes."""

_DECLARED = re.compile(r"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']?\s*([\w.:+-]{2,40})", re.IGNORECASE)
_HALVES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
"""Half an emoji, as programs write it that take UTF-16 for letters."""

_DEFAULTS = frozenset({"cp1252"})
"""What servers name in their header for all documents, whatever they are in: ISO-8859-1 and ASCII."""

_ESCAPES = {
    "iso2022_jp": b"\x1b",
    "iso2022_jp_1": b"\x1b",
    "iso2022_jp_2": b"\x1b",
    "iso2022_kr": b"\x1b",
    "hz": b"~{",
}
"""Encodings of seven bits, which are valid UTF-8, and what their texts contain."""


class Letters(NamedTuple):
    """How a document is decoded."""

    encoding: str
    """The name of Python's codec."""
    begin: int = 0
    """The bytes of its byte order mark."""


class _Tally(NamedTuple):
    """How well an encoding fits."""

    good: int
    """Letters that are not ASCII."""
    wrong: int
    """Places where bytes are not valid."""


def letters_of(body: Body, kind: str) -> Letters:
    """Return how a document is decoded; ``kind`` is its Content-Type. Raises OSError."""
    begin = body.read(HEAD_BYTES)
    mark, marked = next(((mark, name) for mark, name in _MARKS if begin.startswith(mark)), (b"", ""))
    # Some programs write the mark of UTF-16 before a text that is not in it.
    if marked and marked != "utf-8" and b"\0" in begin[len(mark) :][:8]:
        return Letters(marked, len(mark))
    for pattern, name in _BEGINNINGS:
        if pattern.match(begin, len(mark)):
            return Letters(name, len(mark))
    header, declared = codec_of(charset_named(kind)), _declared(begin[len(mark) :])
    if begin.startswith(_EBCDIC):
        return Letters(declared if declared.startswith("cp") and declared != "cp1252" else "cp037")
    return Letters(_with_ascii(body, len(mark), header, declared), len(mark))


def texts_of(body: Body, letters: Letters, errors: str = "replace") -> Iterator[str]:
    """Yield the text of a document piece by piece; raises OSError, and UnicodeError if ``errors`` is ``strict``."""
    decoder = codecs.getincrementaldecoder(letters.encoding)(errors)
    skipped = letters.begin
    for piece in body.pieces():
        yield decoder.decode(piece[skipped:])
        skipped = 0
    yield decoder.decode(b"", final=True)


def _declared(begin: bytes) -> str:
    if begin.lstrip(b" \t\r\n")[:1] == b"{":
        return "utf-8"  # JSON is in nothing else (RFC 8259)
    text = begin.decode("cp037" if begin.startswith(_EBCDIC) else "latin-1")
    match = _DECLARED.search(text)
    return codec_of(match[1]) if match else ""


def _with_ascii(body: Body, begin: int, header: str, declared: str) -> str:
    """Return the encoding of a document whose ASCII is ASCII."""
    names = [header, declared]
    if header in _DEFAULTS and declared not in {"", "utf-8"}:
        names.reverse()
    for name in names:
        if name in _ESCAPES and any(_ESCAPES[name] in piece for piece in body.pieces()):
            return name
    if _is_valid(body, Letters("utf-8", begin)):
        return "utf-8"
    good, wrong = _tally(body, Letters("utf-8", begin))
    wrong -= 2 * sum(len(_HALVES.findall(piece)) for piece in body.pieces())  # three bytes, one place
    if good >= NEARLY * wrong:
        return "utf-8"
    for name in names:
        if name == "utf-8":
            # Many say so whose letters are all in another encoding; but one wrong byte is an accident.
            if wrong == 1 or good >= wrong:
                return name
        elif name and not name.startswith(("utf-16", "utf-32")) and _fits(body, Letters(name, begin)):
            return name
    return "utf-8" if good > wrong else guess_encoding(_sample(body))


def _is_valid(body: Body, letters: Letters) -> bool:
    try:
        for _ in texts_of(body, letters, "strict"):
            pass
    except ValueError:
        return False
    return True


def _fits(body: Body, letters: Letters) -> bool:
    """Return whether nearly all letters are valid in an encoding."""
    tally = _tally(body, letters)
    return tally.wrong <= max(1, (tally.good + tally.wrong) * WRONG_SHARE)


def _tally(body: Body, letters: Letters) -> _Tally:
    good = wrong = 0
    for text in texts_of(body, letters):
        bad = text.count("\ufffd")
        good += len(text) - len(text.encode("ascii", "ignore")) - bad
        wrong += bad
    return _Tally(good, wrong)


def _sample(body: Body) -> bytes:
    """Return bytes around the first that are not ASCII: the beginning may be all markup."""
    for piece in body.pieces():
        if not piece.isascii():
            at = len(piece) - len(piece.lstrip(bytes(range(128))))
            return piece[max(0, at - HEAD_BYTES) :][:SAMPLE_BYTES]
    return b""
