"""Which pictures of an article are found and read, and which are not: real files, and files that mean harm."""

import base64
import os
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from reader.actions.images.gallery import DATA_LIMIT, Gallery
from reader.article import Key
from reader.library import Folder
from reader.page.line import WIKI, ImageBox

Image = pytest.importorskip("PIL.Image")

GREY = (128, 128, 128)


def png(width: int, height: int, colour: tuple[int, ...] = (255, 0, 0)) -> bytes:
    file = BytesIO()
    Image.new("RGBA" if len(colour) > 3 else "RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()


def put(root: Path, name: str, data: bytes) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(data)


def gallery(root: Path, path: str = "posts/trip/index.md") -> Gallery:
    return Gallery(Folder("f", root.resolve(), root.name), Key("f", path))


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("posts/trip/a.png", "a.png"),
        ("posts/trip/a.png", "./a.png?v=2#x"),
        ("posts/trip/图 片.png", "%E5%9B%BE%20%E7%89%87.png"),
        ("posts/a.png", "../a.png"),
        ("static/img/a.png", "/img/a.png"),
        ("img/a.png", "/img/a.png"),
        ("img/a.png", "img/a.png"),
        ("attachments/deep/a.png", WIKI + "a.png"),
        ("attachments/deep/a.png", WIKI + "deep/a.png"),
        ("any/where/A.PNG", WIKI + "a.png"),
    ],
)
def test_pictures_are_found_where_sites_and_notes_keep_them(tmp_path: Path, file: str, address: str) -> None:
    put(tmp_path, file, png(40, 30))
    assert gallery(tmp_path).image(address) == ImageBox(40, 30)


def test_beside_a_page_stands_the_folder_of_its_name(tmp_path: Path) -> None:
    put(tmp_path, "posts/one/a.png", png(40, 30))
    assert gallery(tmp_path, "posts/one.md").image("a.png") == ImageBox(40, 30)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/a.png",
        "//example.com/a.png",
        "file:///etc/passwd",
        "../../../outside.png",
        "/../outside.png",
        "link.png",
        "fifo.png",
        "folder.png",
        "a\0.png",
        "",
        "#a",
        WIKI + "../outside.png",
        "data:text/html,<b>",
        "data:image/png;base64," + "A" * (DATA_LIMIT + 1),
        "data:image/png;base64,!!!!",
        "data:image/png",
    ],
)
def test_nothing_outside_the_folder_and_nothing_of_the_web_is_opened(tmp_path: Path, address: str) -> None:
    root = tmp_path / "root"
    put(root, "posts/trip/index.md", b"")
    put(tmp_path, "outside.png", png(40, 30))
    (root / "posts/trip/link.png").symlink_to(tmp_path / "outside.png")
    os.mkfifo(root / "posts/trip/fifo.png")
    (root / "posts/trip/folder.png").mkdir()
    assert gallery(root).image(address) is None
    assert gallery(root).raster(address, 10, 10, GREY) is None


def test_a_picture_that_the_text_holds_is_read(tmp_path: Path) -> None:
    address = "data:image/png;base64," + base64.b64encode(png(40, 30)).decode()
    assert gallery(tmp_path).image(address) == ImageBox(40, 30)


def test_pixels_come_in_the_size_asked_for_and_what_is_clear_shows_the_ground(tmp_path: Path) -> None:
    put(tmp_path, "posts/trip/a.png", png(40, 30, (255, 0, 0, 0)))
    raster = gallery(tmp_path).raster("a.png", 4, 6, GREY)
    assert raster is not None
    assert (raster.width, raster.height, raster.rgb) == (4, 6, bytes(GREY) * 24)


def test_a_photograph_is_turned_as_its_camera_says(tmp_path: Path) -> None:
    file = BytesIO()
    image = Image.new("RGB", (40, 20), (0, 0, 255))
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(file, "JPEG", exif=exif)
    put(tmp_path, "posts/trip/a.jpg", file.getvalue())
    assert gallery(tmp_path).image("a.jpg") == ImageBox(20, 40)


def bomb() -> bytes:
    """Return a PNG of a few bytes that claims to be of 100,000 by 100,000 pixels."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", png(40, 30)[:60], bomb(), b"GIF89a", b"\xff\xd8\xff"]
)
def test_what_is_broken_or_far_too_large_is_not_drawn(
    tmp_path: Path, data: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "posts/trip/a.png", data)
    assert gallery(tmp_path).raster("a.png", 10, 10, GREY) is None
    assert capfd.readouterr() == ("", "")
