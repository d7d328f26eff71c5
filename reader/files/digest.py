"""The digest by which things are named and compared: BLAKE2b of as many bytes as each use keeps. Pure.

Two uses have a digest of another kind: ``journal.device`` names logs that lie on disks already, and what users agree to
(``feeds.trust``) is held by SHA-256.
"""

try:
    from _blake2 import blake2b  # what hashlib offers, without the 2 ms in which that loads OpenSSL
except ImportError:
    from hashlib import blake2b

SIZE = 12
"""Bytes that feeds keep, of entries, articles and addresses: enough that no two of millions are alike."""


def digest(content: bytes | str, size: int = SIZE) -> str:
    """Return the digest as ``2 * size`` hexadecimal digits; of a text as UTF-8, broken characters included."""
    return raw_digest(content, size).hex()


def raw_digest(content: bytes | str, size: int = SIZE) -> bytes:
    """Return the digest as ``size`` bytes, for a column or a comparison in memory."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return blake2b(data, digest_size=size).digest()
