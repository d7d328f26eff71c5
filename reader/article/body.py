"""The body of a file, without what its header says: for those who look for words in it. Pure."""

from reader.article.decoding import decode
from reader.article.header import read_header
from reader.text import clean


def read_body(data: bytes, *, truncated: bool = False) -> str:
    """Return the text of a file below its header, as ``read_document`` does, in half of the time."""
    return read_header(clean(decode(data, truncated=truncated).text)).body
