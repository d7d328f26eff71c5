"""Reads one image: ``python -m reader.actions.images.process``, the file on stdin, its pixels on stdout.

A process of its own, see ``image_reading``. Pillow, an optional extra, is loaded here alone. It reads as few pixels as the
format allows, the first frame only, and what has to be converted is converted a tile at a time.
"""

import resource
import sys
from contextlib import suppress
from io import BytesIO

from PIL import Image, PngImagePlugin

from reader.actions.images.header import Header
from reader.actions.images.webp import read_small

MEMORY_LIMIT = 160 << 20
"""Bytes of data that the process may have, itself included; those whose header says more are not read at all."""

CPU_S = 6
"""Seconds of work."""

TILE_PIXELS = 1 << 18
"""How much of an image is converted at a time."""

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""The transpositions by EXIF orientation."""


def pixels(image: Image.Image, width: int, height: int, ground: tuple[int, int, int]) -> Image.Image:
    """Return an image scaled to ``width`` x ``height`` pixels, transparency on the colour ``ground``."""
    # Scaled tile by tile, to less than twice the wanted size.
    across, down = max(1, image.width // width), max(1, image.height // height)
    small = Image.new("RGB", (-(-image.width // across), -(-image.height // down)))
    columns = max(1, min(image.width, TILE_PIXELS // down) // across) * across
    rows = max(1, TILE_PIXELS // columns // down) * down
    for top in range(0, image.height, rows):
        for left in range(0, image.width, columns):
            right, bottom = min(left + columns, image.width), min(top + rows, image.height)
            tile = _flat(image.crop((left, top, right, bottom)), ground)
            small.paste(tile.reduce((across, down)), (left // across, top // down))
    return small.resize((width, height), Image.Resampling.LANCZOS)


def _flat(tile: Image.Image, ground: tuple[int, int, int]) -> Image.Image:
    if tile.mode.startswith("I"):  # 16 bits of grey
        return tile.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if tile.mode in {"RGBA", "LA", "PA"} or "transparency" in tile.info:
        return Image.alpha_composite(
            Image.new("RGBA", tile.size, (*ground, 255)), tile.convert("RGBA")
        ).convert("RGB")
    return tile.convert("RGB")


def read(data: bytes, header: Header, wanted: tuple[int, int], ground: tuple[int, int, int]) -> bytes:
    """Return three bytes for each pixel wanted; raises whatever Pillow does, ValueError for what differs from its header."""
    if header.format == "WEBP" and (
        small := read_small(data, (header.width, header.height), wanted)
    ):  # Pillow's own turning by EXIF is not used
        return pixels(small, *wanted, ground).tobytes()
    image = Image.open(BytesIO(data), formats=[header.format])
    if image.size != (header.width, header.height):
        raise ValueError("the image is not as large as it says")
    width, height = wanted if header.turned <= 4 else wanted[::-1]
    image.draft("RGB", (width, height))  # a JPEG can be decoded at an eighth
    image.load()
    small = pixels(image, width, height, ground)
    return (small.transpose(TURNS[header.turned]) if header.turned in TURNS else small).tobytes()


def main() -> None:
    """Read the image that comes on stdin, as the arguments say."""
    for limit, most in ((resource.RLIMIT_DATA, MEMORY_LIMIT), (resource.RLIMIT_CPU, CPU_S)):
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Image.MAX_IMAGE_PIXELS = None  # the header was checked; Pillow would only warn
    PngImagePlugin.MAX_TEXT_MEMORY = PngImagePlugin.MAX_TEXT_CHUNK = 1 << 18
    kind, *numbers = sys.argv[1:]
    width, height, turned, columns, rows, red, green, blue = map(int, numbers)
    header = Header(kind, width, height, turned=turned)
    data = sys.stdin.buffer.read()
    sys.stdout.buffer.write(read(data, header, (columns, rows), (red, green, blue)))


if __name__ == "__main__":
    main()
