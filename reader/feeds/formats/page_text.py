"""Decodes a page. Pure."""

import codecs
import re
from contextlib import suppress

from reader.article.decoding import decode

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_HEAD_BYTES = 4096
"""The beginning of a page in which its encoding is looked for; HTML wants it in the first 1024."""

_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
}
"""Names of encodings that browsers read as wider ones (WHATWG's Encoding Standard)."""


def page_text(data: bytes, kind: str) -> str:
    """Return a page as text: by byte order mark, ``kind`` (Content-Type) or its own declaration, else by a guess."""
    named = _CHARSET.search(kind) or _CHARSET.search(data[:_HEAD_BYTES].decode("latin-1"))
    if named and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        with suppress(LookupError, ValueError):
            name = codecs.lookup(named[1]).name
            return data.decode(_WIDER.get(name, name), "replace").replace("\r\n", "\n")
    return decode(data).text
