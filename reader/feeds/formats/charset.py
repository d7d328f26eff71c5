"""Encodings by the names that the web gives them, as browsers understand these (WHATWG's Encoding Standard). Pure."""

import codecs
import re

_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "utf-8-sig": "utf-8",
}  # fmt: skip
"""Encodings that browsers read as wider ones, by Python's names."""

_OTHER_NAMES = {
    "x-sjis": "cp932", "windows-31j": "cp932", "ms_kanji": "cp932", "x-gbk": "gb18030", "chinese": "gb18030",
    "x-euc-jp": "euc_jp", "x-x-big5": "big5hkscs", "cn-big5": "big5hkscs", "x-cp1250": "cp1250", "x-cp1251": "cp1251",
    "x-cp1252": "cp1252", "windows-874": "cp874", "x-mac-roman": "mac_roman", "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic", "unicode-1-1-utf-8": "utf-8", "unicode": "utf-16", "ucs-2": "utf-16",
    "iso-10646-ucs-2": "utf-16", "ucs-4": "utf-32", "iso-10646-ucs-4": "utf-32", "koi": "koi8_r", "koi8": "koi8_r",
    "windows-949": "cp949", "ks_c_5601-1987": "cp949", "dos-874": "cp874", "iso-8859-8-i": "iso8859-8",
}  # fmt: skip
"""Names that Python does not know."""

_NO_TEXT = frozenset({
    "utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem",
})  # fmt: skip
"""Python's codecs that nothing on the web may name."""

_NAME = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]{2,40})", re.IGNORECASE)


def codec_of(name: str) -> str:
    """Return Python's name for an encoding that the web calls ``name``; empty: it is unknown."""
    name = name.strip(" \t\r\n\"'").lower()
    name = _OTHER_NAMES.get(name, name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    # codecs.lookup also finds what turns bytes into bytes, such as "hex".
    if not getattr(found, "_is_text_encoding", True) or found.name in _NO_TEXT:
        return ""
    return _WIDER.get(found.name, found.name)


def charset_named(text: str) -> str:
    """Return the encoding that the header Content-Type names, or the beginning of a page, as it is written; else empty."""
    match = _NAME.search(text)
    return match[1] if match else ""
