"""Images that mean harm: each fails alone, says what it is where it can, and takes little memory and time."""

import base64
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from reader.actions.images.gallery import Gallery
from reader.actions.images.header import DECODED_LIMIT, header_of
from reader.article import Key
from reader.library import Folder
from tests.tui.processes import PeakWatch
from tests.tui.terminal import ROOT

Image = pytest.importorskip("PIL.Image")

GREY = (128, 128, 128)
MB_ABOVE = 120


def saved(image: Any, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    width: int,
    height: int,
    *,
    depth: int = 8,
    colour: int = 6,
    rows: int | None = None,
    before: bytes = b"",
    after: bytes = b"",
) -> bytes:
    """Return a PNG that is empty all over, made without holding its pixels; ``rows`` of them, if not as it says."""
    row_bytes = 1 + -(-width * depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] // 8)
    packer = zlib.compressobj(9)
    pieces = [packer.compress(bytes(row_bytes)) for _ in range(height if rows is None else rows)]
    pieces.append(packer.flush())
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    palette = chunk(b"PLTE", bytes(768)) if colour == 3 else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + palette
        + before
        + chunk(b"IDAT", b"".join(pieces))
        + after
        + chunk(b"IEND", b"")
    )


def gallery(folder: Path) -> Gallery:
    return Gallery(Folder("f", folder.resolve(), folder.name), Key("f", "a.md"))


def solid(mode: str = "RGB", size: tuple[int, int] = (900, 700), colour: Any = (10, 200, 30)) -> Any:
    return Image.new(mode, size, colour)


GOOD: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: saved(solid(), "JPEG"),
    "progressive": lambda: saved(solid(), "JPEG", progressive=True),
    "cmyk": lambda: saved(solid().convert("CMYK"), "JPEG"),
    "png": lambda: saved(solid(), "PNG"),
    "png with alpha": lambda: saved(solid("RGBA", colour=(10, 200, 30, 255)), "PNG"),
    "png with a palette": lambda: saved(solid().convert("P", palette=Image.Palette.ADAPTIVE), "PNG"),
    "gif": lambda: saved(solid().convert("P", palette=Image.Palette.ADAPTIVE), "GIF"),
    "webp": lambda: saved(solid(), "WEBP", lossless=True),
    "bmp": lambda: saved(solid(), "BMP"),
    "animated webp": lambda: saved(
        solid(), "WEBP", lossless=True, save_all=True, append_images=[solid(colour=(255, 0, 0))] * 2
    ),
    "animated png": lambda: saved(
        solid(), "PNG", save_all=True, append_images=[solid(colour=(255, 0, 0))] * 2
    ),
}


@pytest.mark.parametrize("kind", GOOD)
def test_every_format_is_read_in_its_colour(tmp_path: Path, kind: str) -> None:
    (tmp_path / "image").write_bytes(GOOD[kind]())
    it = gallery(tmp_path)
    image = it.image("image")
    assert image is not None
    assert (image.width, image.height, image.is_too_large) == (900, 700, False)
    raster = it.raster("image", 31, 17, GREY)
    assert raster is not None
    assert len(raster.rgb) == 3 * 31 * 17
    assert all(abs(was - wanted) <= 12 for was, wanted in zip(raster.rgb, (10, 200, 30) * 527, strict=True))


def test_grey_of_16_bits_keeps_its_greys(tmp_path: Path) -> None:
    image = Image.new("I;16", (64, 64), 0x8000)
    (tmp_path / "image.png").write_bytes(saved(image, "PNG"))
    raster = gallery(tmp_path).raster("image.png", 4, 4, GREY)
    assert raster is not None
    assert set(raster.rgb) <= {127, 128}


@pytest.mark.parametrize("turned", range(1, 9))
def test_an_image_is_turned_in_each_of_the_eight_ways(tmp_path: Path, turned: int) -> None:
    """As the library for images does it, which is asked here and not in the program."""
    from PIL import ImageOps

    image = Image.new("RGB", (64, 32), (255, 255, 255))
    image.paste((255, 0, 0), (0, 0, 32, 16))
    exif = image.getexif()
    exif[0x0112] = turned
    (tmp_path / "a.jpg").write_bytes(saved(image, "JPEG", exif=exif, quality=100, subsampling=0))
    with Image.open(tmp_path / "a.jpg") as opened:
        wanted = ImageOps.exif_transpose(opened).convert("RGB")
    image = gallery(tmp_path).image("a.jpg")
    assert image is not None
    assert (image.width, image.height) == wanted.size
    raster = gallery(tmp_path).raster("a.jpg", *wanted.size, GREY)
    assert raster is not None
    assert all(abs(was - is_) <= 12 for was, is_ in zip(raster.rgb, wanted.tobytes(), strict=True))


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (lambda: png(5_000, 5_000, depth=16), (5_000, 5_000)),
        (lambda: png(60_000, 60_000, rows=1), (60_000, 60_000)),
        (lambda: b"GIF89a" + struct.pack("<HH", 65_000, 65_000) + bytes(9), (65_000, 65_000)),
        (lambda: b"BM" + bytes(12) + struct.pack("<IiiHH", 40, 30_000, -30_000, 1, 24), (30_000, 30_000)),
        (
            lambda: b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xfe\x3f\0" * 2,
            (16_383, 16_383),
        ),
        (
            lambda: saved(Image.new("RGB", (6_000, 6_000)), "JPEG", progressive=True, subsampling=0),
            (6_000, 6_000),
        ),
        (lambda: saved(Image.new("L", (20_000, 12_000)), "JPEG"), (20_000, 12_000)),
    ],
)  # fmt: skip
def test_what_is_too_large_is_known_by_its_header(
    tmp_path: Path, data: Callable[[], bytes], size: tuple[int, int]
) -> None:
    (tmp_path / "image").write_bytes(data())
    it = gallery(tmp_path)
    image = it.image("image")
    assert image is not None
    assert (image.width, image.height, image.is_too_large) == (*size, True)
    assert it.raster("image", 40, 20, GREY) is None


def lying_gif() -> bytes:
    """Return a GIF of 10 by 10 whose first frame is of 60,000 by 60,000."""
    frame = b"\x2c" + struct.pack("<HHHH", 0, 0, 60_000, 60_000) + b"\x00\x08\x02\x00\x01\x00\x3b"
    return b"GIF89a" + struct.pack("<HH", 10, 10) + b"\x80\0\0" + bytes(6) + frame


def lying_webp() -> bytes:
    """Return a WebP of 100 by 100 that holds a frame of another size."""
    data = saved(solid(), "WEBP", lossless=True)
    inner = data[12:]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + b"\x63\0\0" * 2 + inner
    return b"RIFF" + struct.pack("<I", len(body)) + body


BAD: dict[str, Callable[[], bytes]] = {
    "png cut": lambda: png(500, 500)[:90],
    "png of more rows than it says": lambda: png(40, 40, rows=0)[:-12] + chunk(b"IDAT", bytes(99)),
    "text that unpacks to 1 GB": lambda: png(
        40,
        40,
        before=b"".join(chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(1 << 24), 9)) for _ in range(64)),
    ),
    "gif that lies": lying_gif,
    "webp that lies": lying_webp,
    "jpeg cut": lambda: saved(solid(), "JPEG")[:400],
    "jpeg of rubbish": lambda: saved(solid(), "JPEG")[:300] + os.urandom(5_000),
    "gif of rubbish": lambda: saved(solid().convert("P"), "GIF")[:800] + b"\x55" * 5_000,
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_image_is_none_or_what_could_be_saved_and_the_next_is_read(tmp_path: Path, kind: str) -> None:
    (tmp_path / "bad").write_bytes(BAD[kind]())
    (tmp_path / "good").write_bytes(saved(solid(), "PNG"))
    it = gallery(tmp_path)
    raster = it.raster("bad", 40, 20, GREY)
    assert raster is None or len(raster.rgb) == 2400
    assert it.raster("good", 40, 20, GREY) is not None


@pytest.mark.parametrize("kind", ["gif that lies", "webp that lies", "png cut", "jpeg cut"])
def test_what_is_not_as_it_says_is_not_shown(tmp_path: Path, kind: str) -> None:
    (tmp_path / "bad").write_bytes(BAD[kind]())
    assert gallery(tmp_path).raster("bad", 40, 20, GREY) is None


FOREIGN = {
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n%%EndComments\n(ran) (w) file\n",
    "pdf": b"%PDF-1.4\n",
    "tiff": saved(Image.new("RGB", (40, 40)), "TIFF"),
    "ico": saved(Image.new("RGB", (32, 32)), "ICO"),
    "icns": saved(Image.new("RGBA", (32, 32)), "ICNS"),
    "ppm": b"P6 40 40 255\n" + bytes(4_800),
    "psd": b"8BPS\0\1" + bytes(40),
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"/>',
    "fits": b"SIMPLE  =                    T".ljust(2_880),
    "wmf": b"\xd7\xcd\xc6\x9a" + bytes(40),
    "hdf": b"\x89HDF\r\n\x1a\n" + bytes(40),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_formats_that_are_not_named_are_none(tmp_path: Path, kind: str) -> None:
    for name in (f"image.{kind}", "image.png"):
        (tmp_path / name).write_bytes(FOREIGN[kind])
        assert gallery(tmp_path).image(name) is None
        assert gallery(tmp_path).raster(name, 40, 20, GREY) is None


@pytest.mark.parametrize("cut", range(0, 120, 3))
def test_a_header_may_end_anywhere(cut: int) -> None:
    for make in GOOD.values():
        found = header_of(make()[:cut])
        assert found is None or (found.width, found.height) == (900, 700)


def test_a_header_of_any_bytes_is_read_or_none() -> None:
    import random

    pick = random.Random(5)
    wholes = [make() for make in GOOD.values()]
    for _ in range(3_000):
        data = bytearray(pick.choice(wholes)[:2_000])
        for _ in range(pick.randrange(1, 8)):
            data[pick.randrange(len(data))] = pick.randrange(256)
        header_of(bytes(data))


def test_of_10_000_frames_the_first_is_read(tmp_path: Path) -> None:
    frame = b"\x2c" + struct.pack("<HHHH", 0, 0, 400, 300) + b"\x00\x02\x02\x4c\x01\x00"
    whole = saved(Image.new("P", (400, 300)), "GIF")
    (tmp_path / "many.gif").write_bytes(whole[:-1] + frame * 10_000 + b"\x3b")
    frames = [Image.new("RGB", (8, 8), (shade % 256, 0, 0)) for shade in range(2_000)]
    (tmp_path / "many.webp").write_bytes(
        saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    )
    for name in ("many.gif", "many.webp"):
        raster = gallery(tmp_path).raster(name, 40, 20, GREY)
        assert raster is not None
        assert raster.rgb == bytes(2_400)


def test_data_of_20_mb_in_the_text_is_not_looked_at(tmp_path: Path) -> None:
    address = "data:image/png;base64," + base64.b64encode(os.urandom(15 << 20)).decode()
    assert gallery(tmp_path).image(address) is None


def test_the_parent_loads_no_decoder(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(saved(solid(), "PNG"))
    program = f"""
import sys
from pathlib import Path
from reader.actions.images.gallery import Gallery
from reader.article import Key
from reader.library import Folder
it = Gallery(Folder("f", Path({str(tmp_path.resolve())!r}), "f"), Key("f", "a.md"))
assert it.image("a.png")
assert it.raster("a.png", 4, 4, (0, 0, 0))
assert "PIL" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60, cwd=ROOT)


def photo_of_a_phone(*, alpha: bool) -> bytes:
    """Return 12 megapixels in which something is everywhere, with what a camera says."""
    size = (4_032, 3_024)
    noise, slope = (
        made.resize(size) for made in (Image.effect_noise((1_008, 756), 60), Image.linear_gradient("L"))
    )
    parts = (noise, slope, noise, Image.new("L", size, 90))[: 4 if alpha else 3]
    image = Image.merge("RGBA" if alpha else "RGB", parts)
    return saved(image, "WEBP", quality=80, method=0, exif=b"Exif\0\0II*\0\x08\0\0\0\0\0")


NEARLY = {
    "png of 16 bits": lambda: png(3_800, 3_800, depth=16),
    "png with a palette": lambda: png(7_600, 7_600, colour=3),
    "png of grey": lambda: png(7_600, 7_600, colour=0),
    "png of one bit": lambda: png(7_700, 7_700, depth=1, colour=0),
    "gif": lambda: saved(Image.new("P", (7_600, 7_600)), "GIF"),
    "webp": lambda: saved(Image.new("RGB", (14_000, 14_000)), "WEBP", method=0),
    "webp with alpha": lambda: saved(Image.new("RGBA", (3_650, 3_650), (1, 2, 3, 9)), "WEBP", method=0),
    "webp without loss": lambda: saved(Image.new("RGB", (3_650, 3_650)), "WEBP", lossless=True, method=0),
    "animated webp": lambda: saved(
        Image.new("RGB", (1_800, 1_800)),
        "WEBP",
        save_all=True,
        append_images=[Image.new("RGB", (1_800, 1_800), (9, 9, 9))],
    ),
    "webp of a phone": lambda: photo_of_a_phone(alpha=False),
    "webp of a phone with alpha": lambda: photo_of_a_phone(alpha=True),
    "bmp": lambda: saved(Image.new("1", (7_600, 7_600)), "BMP"),
    "jpeg": lambda: saved(Image.new("RGB", (12_000, 12_000)), "JPEG"),
    "progressive jpeg": lambda: saved(
        Image.new("RGB", (3_000, 3_000)), "JPEG", progressive=True, subsampling=0
    ),
    "very wide": lambda: saved(Image.new("P", (60_000, 900)), "GIF"),
}
"""The most of each format that is read."""


READER = """
import sys
from pathlib import Path
from reader.actions.images.gallery import Gallery
from reader.article import Key
from reader.library import Folder
folder, width, height = sys.argv[1:]
it = Gallery(Folder("f", Path(folder), "f"), Key("f", "a.md"))
print(it.image("image").is_too_large, flush=True)
sys.stdin.readline()
raster = it.raster("image", int(width), int(height), (128, 128, 128))
print(len(raster.rgb) if raster else 0, flush=True)
sys.stdin.readline()
"""
"""A program of its own that reads one image: what the tests hold besides is not weighed."""


@pytest.mark.slow
@pytest.mark.parametrize("kind", NEARLY)
@pytest.mark.parametrize("wanted", [(76, 40), (760, 400)])
def test_the_largest_that_are_read_stay_within_the_memory(
    tmp_path: Path, kind: str, wanted: tuple[int, int], record_property: Callable[[str, object], None]
) -> None:
    (tmp_path / "image").write_bytes(NEARLY[kind]())
    command = [sys.executable, "-c", READER, str(tmp_path.resolve()), *map(str, wanted)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, bufsize=0
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == b"False\n", "it is not among the largest that are read"
        with PeakWatch(process.pid) as watch:
            process.stdin.write(b"\n")
            length = int(process.stdout.readline())
        process.stdin.write(b"\n")
    record_property("figure", f"{kind} {wanted}: {watch.mb_above:.0f} MB")
    assert length == 3 * wanted[0] * wanted[1]
    assert watch.mb_above <= MB_ABOVE


@pytest.mark.parametrize("kind", ["webp of a phone", "webp of a phone with alpha"])
def test_a_webp_that_is_read_smaller_looks_as_it_does_whole(tmp_path: Path, kind: str) -> None:
    data = NEARLY[kind]()
    (tmp_path / "a.webp").write_bytes(data)
    raster = gallery(tmp_path).raster("a.webp", 120, 90, GREY)
    assert raster is not None
    with Image.open(BytesIO(data)) as opened:
        whole = opened.convert("RGBA")
    ground = Image.new("RGBA", whole.size, (*GREY, 255))
    wanted = (
        Image.alpha_composite(ground, whole).convert("RGB").resize((120, 90), Image.Resampling.BOX).tobytes()
    )
    off = [abs(was - is_) for was, is_ in zip(raster.rgb, wanted, strict=True)]
    assert sum(off) / len(off) < 6


def test_the_limit_leaves_room_for_the_images_of_large_screens() -> None:
    assert DECODED_LIMIT > 5_120 * 2_880 * 4
