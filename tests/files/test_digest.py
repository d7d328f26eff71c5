"""Digests stand in ledgers, in names of files and in ids: another program version must come to the same."""

from hashlib import blake2b

import pytest

from reader.files.digest import digest, raw_digest


@pytest.mark.parametrize(
    "content", ["", "text", "中文 é", "broken \udc80", b"", b"\x00\xff", "https://e.org/"]
)
@pytest.mark.parametrize("size", [3, 12, 16])
def test_a_digest_is_blake2b_of_the_bytes_or_of_the_text_as_utf8(content: str | bytes, size: int) -> None:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    assert digest(content, size) == blake2b(data, digest_size=size).hexdigest()
    assert raw_digest(content, size) == bytes.fromhex(digest(content, size))


def test_what_feeds_keep_is_as_it_always_was() -> None:
    assert digest("https://e.org/") == "f83a882dbfacaf391d0edba5"
