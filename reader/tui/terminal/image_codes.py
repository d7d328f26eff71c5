"""Images as what a terminal shows: half blocks in any, kitty's and sixel graphics where they are known.

Half blocks and kitty's placeholders are text in colours, which is drawn and scrolled as text is. What must go to the
terminal beside that, the pixels themselves, is made here and nowhere else: bytes in base64, or sixel data that hold
nothing but printable ASCII, between introducers of ours.
"""

import base64
import re
import zlib
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style

if TYPE_CHECKING:
    from reader.actions.images.gallery import Raster

UPPER_HALF = "▀"
"""The character whose upper half is drawn in the foreground's colour."""

PLACEHOLDER = "\U0010eeee"
"""Kitty's character for a cell of an image (its graphics protocol, "Unicode placeholders")."""

ROW_MARKS = (
    "\u0305\u030d\u030e\u0310\u0312\u033d\u033e\u033f\u0346\u034a\u034b\u034c"
    "\u0350\u0351\u0352\u0357\u035b\u0363\u0364\u0365\u0366\u0367\u0368\u0369"
)
"""By row from 0: the mark on a row's first placeholder. The cells after it follow from that."""

CHUNK = 4096
"""Characters of one message of kitty's protocol."""

_SIXELS = re.compile(r"\x1bP[0-9;]*q[!-~]*\x1b\\")


def half_blocks(raster: "Raster", colours: ColorSystem = ColorSystem.TRUECOLOR) -> list[list[Segment]]:
    """Return the rows of an image, each cell its upper pixel on its lower one.

    Each style works out its codes for the terminal's ``colours`` when it is made, in this thread, and keeps them:
    a screen of images has thousands, and drawing would wait for that.
    """
    styles: dict[tuple[bytes, bytes], Style] = {}
    stride = raster.width * 3
    rows = []
    for top in range(0, raster.height * stride, 2 * stride):
        upper, lower = raster.rgb[top : top + stride], raster.rgb[top + stride : top + 2 * stride]
        cells = [(upper[at : at + 3], lower[at : at + 3] or upper[at : at + 3]) for at in range(0, stride, 3)]
        row = []
        for cell, same in groupby(cells):
            style = styles.get(cell)
            if style is None:
                style = styles[cell] = Style.from_color(Color.from_rgb(*cell[0]), Color.from_rgb(*cell[1]))
                style.render(UPPER_HALF, color_system=colours)
            row.append(Segment(UPPER_HALF * sum(1 for _ in same), style))
        rows.append(row)
    return rows


def placeholders(number: int, columns: int, rows: int) -> list[list[Segment]]:
    """Return the rows of the image that kitty knows by a number (24 bits), which is their colour."""
    style = Style.from_color(Color.from_rgb(number >> 16 & 255, number >> 8 & 255, number & 255))
    return [
        [Segment(PLACEHOLDER + ROW_MARKS[row] + PLACEHOLDER * (columns - 1), style)] for row in range(rows)
    ]


def kitty_image(number: int, raster: "Raster", columns: int, rows: int) -> str:
    """Return what makes kitty know an image: 24-bit pixels, compressed, in chunks, for placeholders to show."""
    data = base64.b64encode(zlib.compress(raster.rgb, 6)).decode("ascii")
    chunks = [data[at : at + CHUNK] for at in range(0, len(data), CHUNK)]
    head = f"a=T,U=1,q=2,f=24,o=z,i={number},s={raster.width},v={raster.height},c={columns},r={rows}"
    return "".join(
        f"\x1b_G{f'{head},' if not at else ''}m={int(at + 1 < len(chunks))};{chunk}\x1b\\"
        for at, chunk in enumerate(chunks)
    )


def kitty_forgets(numbers: Sequence[int]) -> str:
    """Return what makes kitty forget images."""
    return "".join(f"\x1b_Ga=d,d=I,q=2,i={number}\x1b\\" for number in numbers)


def sixel_image(raster: "Raster") -> str:
    """Return an image in sixels; empty if what encodes them returns anything else."""
    from PIL import Image

    # No public way; the package's own widget would ask the terminal.
    from textual_image._sixel import image_to_sixels

    image = Image.frombytes("RGB", (raster.width, raster.height), raster.rgb)
    sixels = image_to_sixels(image)
    return sixels if _SIXELS.fullmatch(sixels) else ""


def put_at(x: int, y: int, sixels: str) -> str:
    """Return what draws sixels with their corner in a cell of the screen, from 0, and leaves the cursor where it was."""
    return f"\x1b7\x1b[{y + 1};{x + 1}H{sixels}\x1b8"
