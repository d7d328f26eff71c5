"""Reads the header of an image: format, size, memory needed to decode it.

Pure. Without a decoder, which would reserve memory for the size and has faults of its own.
"""

import struct
from typing import NamedTuple

DECODED_LIMIT = 60_000_000
"""Bytes that an image may take while it is read: 15 million pixels of a PNG in colour, photographs of any camera."""

PIXELS_LIMIT = 200_000_000
"""Pixels of a JPEG, of which no more than an eighth in each direction may be kept: all of them have to be unpacked."""

SIDE_LIMIT = 65_500
"""Pixels in either direction, as JPEG allows; more is a mistake in any supported format."""

_WEBP_FRAMES, _WEBP_WHOLE, _WEBP_LOSSY = 18, 4.5, 0.3
"""Bytes that the decoder of WebP takes for each pixel: of one that is animated two canvases, the frame and the copies that are
handed out; of another one that may be without loss, or have alpha, its pixels; of one with loss a few rows of them."""

_WEBP_ANIMATED = 0x02
"""The flag of a WebP of several frames."""

_PNG_BYTES = {0: 1, 2: 4, 3: 1, 4: 4, 6: 4}
"""Bytes of a pixel of a PNG once it is read, by its type of colour."""

_EXIF_TURNED = 0x0112
"""The EXIF tag of the orientation."""

_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = {0xC2, 0xC6, 0xCA, 0xCE}
"""Markers of JPEG that begin a frame, and those among them whose pixels come in several scans."""


class Header(NamedTuple):
    """The header of an image."""

    format: str
    """Its name in Pillow."""
    width: int
    """In pixels, as stored."""
    height: int
    """In pixels, as stored."""
    pixel_bytes: float = 0.0
    """Bytes of memory per pixel to decode the whole image."""
    scan_bytes: float = 0.0
    """Bytes of memory per pixel that a JPEG of several scans needs at any scale."""
    turned: int = 1
    """The EXIF orientation, from 1 to 8."""

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height once it is turned."""
        return (self.height, self.width) if self.turned > 4 else (self.width, self.height)

    def fits(self) -> bool:
        """Return whether reading it stays within ``DECODED_LIMIT``, if no more than an eighth of a JPEG's pixels is wanted."""
        eighth = 64 if self.format == "JPEG" else 1
        pixels = self.width * self.height
        taken = pixels * (self.pixel_bytes / eighth + self.scan_bytes)
        is_quick = max(self.width, self.height) <= SIDE_LIMIT and pixels <= PIXELS_LIMIT
        return is_quick and taken <= DECODED_LIMIT


def header_of(data: bytes) -> Header | None:
    """Return the header of an image; None if the format is not supported, or it has no size."""
    try:
        found = _found(data)
    except (struct.error, IndexError):  # the data is cut off
        return None
    return found if found and found.width > 0 and found.height > 0 else None


def _found(data: bytes) -> Header | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith((b"GIF87a", b"GIF89a")):
        width, height = struct.unpack_from("<HH", data, 6)
        return Header("GIF", width, height, pixel_bytes=1)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    if data.startswith(b"BM"):
        return _bmp(data)
    return None


def _png(data: bytes) -> Header | None:
    length, kind, width, height, depth, colour = struct.unpack_from(">I4sIIBB", data, 8)
    if (length, kind) != (13, b"IHDR") or colour not in _PNG_BYTES:
        return None
    taken = 2 if (depth, colour) == (16, 0) else _PNG_BYTES[colour]
    is_animated = b"acTL" in data[: data.find(b"IDAT")]  # then its decoder keeps the frame before
    return Header("PNG", width, height, pixel_bytes=taken + 8 * is_animated)


def _webp(data: bytes) -> Header | None:
    kind = data[12:16]
    if kind == b"VP8X":
        sides = data[24:30]
        width, height = (1 + int.from_bytes(side, "little") for side in (sides[:3], sides[3:]))
        taken = _WEBP_FRAMES if data[20] & _WEBP_ANIMATED else _WEBP_WHOLE
        return Header("WEBP", width, height, taken) if len(sides) == 6 else None
    if kind == b"VP8L" and data[20] == 0x2F:
        (bits,) = struct.unpack_from("<I", data, 21)
        return Header("WEBP", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF), _WEBP_WHOLE)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return Header("WEBP", width & 0x3FFF, height & 0x3FFF, _WEBP_LOSSY)
    return None


def _bmp(data: bytes) -> Header | None:
    (size,) = struct.unpack_from("<I", data, 14)
    if size == 12:
        width, height, _, bits = struct.unpack_from("<HHHH", data, 18)
    else:
        width, height, _, bits = struct.unpack_from("<iiHH", data, 18)
    return Header("BMP", width, abs(height), 1 if bits <= 8 else 4)


def _jpeg(data: bytes) -> Header | None:
    at, turned = 2, 1
    while True:
        while data[at + 1] == 0xFF:  # padding
            at += 1
        marker, (length,) = data[at + 1], struct.unpack_from(">H", data, at + 2)
        if data[at] != 0xFF or length < 2 or marker in {0xD9, 0xDA}:
            return None
        if marker in _FRAMES:
            return _jpeg_frame(data, at, turned)
        if marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            turned = _exif_turned(data[at + 10 : at + 2 + length])
        at += 2 + length


def _jpeg_frame(data: bytes, at: int, turned: int) -> Header | None:
    """Return the header of a JPEG whose frame begins at ``at``."""
    length, _, height, width, parts = struct.unpack_from(">HBHHB", data, at + 2)
    sampling = [divmod(data[at + 11 + 3 * part], 16) for part in range(parts)]
    if not sampling or not all(1 <= side <= 4 for pair in sampling for side in pair):
        return None
    most = max(across for across, _ in sampling) * max(down for _, down in sampling)
    kept = 2 * sum(across * down for across, down in sampling) / most
    in_scans = data[at + 1] in _PROGRESSIVE or _parts_of_first_scan(data, at + 2 + length) < parts
    return Header("JPEG", width, height, 1 if parts == 1 else 4, kept if in_scans else 0.0, turned)


def _parts_of_first_scan(data: bytes, at: int) -> int:
    """Return how many components the first scan of a JPEG has; 0 without a scan."""
    while len(data) > at + 4 and data[at] == 0xFF:
        (length,) = struct.unpack_from(">H", data, at + 2)
        if data[at + 1] == 0xDA:
            return data[at + 4]
        at += 2 + length
    return 0


def _exif_turned(data: bytes) -> int:
    """Return the EXIF orientation of an image; 1, not turned, without one."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None:
        return 1
    try:
        (first,) = struct.unpack_from(order + "I", data, 4)
        (count,) = struct.unpack_from(order + "H", data, first)
        for entry in range(first + 2, first + 2 + 12 * count, 12):
            tag, _, _, turned = struct.unpack_from(order + "HHIH", data, entry)
            if tag == _EXIF_TURNED:
                return turned if 1 <= turned <= 8 else 1
    except struct.error:
        pass
    return 1
