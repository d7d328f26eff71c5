"""Decodes a page. Pure."""

import codecs

from reader.article.decoding import decode
from reader.feeds.formats.charset import charset_named, codec_of

_HEAD_BYTES = 4096
"""The beginning of a page in which its encoding is looked for; HTML wants it in the first 1024."""

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def page_text(data: bytes, kind: str) -> str:
    """Return a page as text: by byte order mark, ``kind`` (Content-Type) or its own declaration, else by a guess."""
    name = codec_of(charset_named(kind) or charset_named(data[:_HEAD_BYTES].decode("latin-1")))
    if name and not data.startswith(_MARKS):
        return data.decode(name, "replace").replace("\r\n", "\n")
    return decode(data).text
