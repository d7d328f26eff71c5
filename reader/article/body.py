"""The body of a file without parsing its header, for full text search. Pure."""

from reader.article.decoding import decode
from reader.article.fence import LOCATE, Form, form_of, looks_like_keys
from reader.article.header import read_header
from reader.text import clean


def read_body(data: bytes, *, truncated: bool = False) -> str:
    """Return the text of a file below its header, in a quarter of the time that ``read_document`` takes.

    A header that begins with a known key is not parsed, so prose below such a key counts as header here.
    """
    text = clean(decode(data, truncated=truncated).text)
    if form_of(text) is Form.YAML:
        found = LOCATE[Form.YAML](text)
        if found and looks_like_keys(found.header):
            return found.body
    return read_header(text).body
