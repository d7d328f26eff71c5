"""Pictures on the page: in half blocks, for kitty and in sixels; what goes past the wall is harmless."""

import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from reader.actions.images.gallery import Raster
from reader.actions.workspace.workspace import Workspace
from reader.tui.terminal.graphics import Graphics, graphics_for
from reader.tui.terminal.image_codes import (
    PLACEHOLDER,
    ROW_MARKS,
    half_blocks,
    kitty_image,
    placeholders,
    sixel_image,
)
from reader.tui.widgets.drawn import DrawnImage
from tests.feeds.server import Web
from tests.tui.driving import Driven, article_writer, driven
from tests.tui.terminal import ROOT, Terminal

Image = pytest.importorskip("PIL.Image")
Desks = Callable[..., Workspace]

RED, BLUE = bytes((255, 0, 0)), bytes((0, 0, 255))
BODY = "Before.\n\n![A red field](red.png)\n\n![gone](gone.png)\n\n" + "\n\n".join(
    f"Line {n}." for n in range(60)
)


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    article_writer(folder)("a.md", "Pictures", "2025-02-14", [], BODY)
    Image.new("RGB", (200, 120), (255, 0, 0)).save(folder / "red.png")
    return folder


def reds(it: Driven) -> list[int]:
    """Return how many cells of each row of the screen are red above and below."""
    strips = it.app.screen._compositor.render_strips()  # no public way to read what was painted
    return [
        sum(
            segment.cell_length
            for segment in strip
            if segment.style
            and segment.style.color
            and segment.style.bgcolor
            and segment.style.color.triplet == segment.style.bgcolor.triplet == (255, 0, 0)
        )
        for strip in strips
    ]


async def test_a_picture_is_drawn_above_its_words(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed, images="half")) as it:
        await it.until(lambda: max(reds(it)) == 20)
        rows = [y for y, cells in enumerate(reds(it)) if cells]
        assert len(rows) == 6
        assert "▣ A red field" in it.lines()[rows[-1] + 1]
        assert "▣ gone" in it.text()
        await it.press("enter", *["j"] * (rows[0] + 1))
        assert len([cells for cells in reds(it) if cells]) == 5


@pytest.mark.parametrize(("images", "environ"), [("none", {}), ("half", {"NO_COLOR": "1"})])
async def test_where_none_are_wanted_the_words_are_enough(
    feed: Path, open_desks: Desks, images: str, environ: dict[str, str]
) -> None:
    workspace = open_desks(feed, images=images)
    workspace.environ = environ
    async with driven(workspace) as it:
        await it.until(lambda: it.shows("▣ A red field"))
        assert it.lines()[it.on_page("Before.")[1] + 2].rstrip("▇ ").endswith("▣ A red field")


async def test_rows_that_pass_the_wall_unseen_hold_no_text_of_the_article(
    feed: Path, open_desks: Desks
) -> None:
    article_writer(feed)("a.md", "Quoted", "2025-02-14", [], "> 1. ![\x07words](red.png)\n\nAfter.")
    async with driven(open_desks(feed, images="half")) as it:
        await it.until(lambda: max(reds(it)) == 20)
        page = it.screen.page
        strips = [strip for strip in page.draw(range(page.size.height)) if isinstance(strip, DrawnImage)]
        assert len(strips) == 6
        assert set("".join(strip.text for strip in strips)) == set("▀ ┃1.")


async def test_what_is_selected_and_found_knows_of_no_pictures(feed: Path, open_desks: Desks) -> None:
    async with driven(open_desks(feed, images="half")) as it:
        await it.until(lambda: max(reds(it)) == 20)
        await it.press("enter", "slash", *"red field", "enter", "v", "$", "y")
        assert it.app.clipboard == "red field"


@pytest.mark.parametrize(
    ("wanted", "environ", "graphics"),
    [
        ("auto", {"TERM": "xterm-256color"}, Graphics.HALF),
        ("auto", {"TERM": "xterm-kitty"}, Graphics.KITTY),
        ("auto", {"TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"}, Graphics.KITTY),
        ("auto", {"TERM": "xterm-kitty", "TMUX": "/tmp/x"}, Graphics.HALF),
        ("kitty", {"TMUX": "/tmp/x"}, Graphics.KITTY),
        ("sixel", {}, Graphics.SIXEL),
        ("half", {"NO_COLOR": "1"}, Graphics.NONE),
        ("none", {}, Graphics.NONE),
    ],
)
def test_the_way_is_as_wanted_else_as_the_terminal_says(
    wanted: str, environ: dict[str, str], graphics: Graphics
) -> None:
    assert graphics_for(wanted, environ) is graphics


def test_half_blocks_show_two_pixels_a_cell() -> None:
    (row,) = half_blocks(Raster(3, 2, RED + RED + BLUE + BLUE + BLUE + BLUE))
    assert [(segment.text, str(segment.style)) for segment in row] == [
        ("▀▀", "#ff0000 on #0000ff"),
        ("▀", "#0000ff on #0000ff"),
    ]
    assert [segment.text for segment in half_blocks(Raster(2, 3, RED * 6))[1]] == ["▀▀"]


def test_kitty_gets_pixels_in_base64_and_placeholders_in_their_colour() -> None:
    told = kitty_image(0x010203, Raster(60, 60, bytes(range(256)) * 42 + bytes(48)), 6, 3)
    messages = re.findall(r"\x1b_G([\w=,-]*);([A-Za-z0-9+/=]*)\x1b\\", told)
    assert "".join(f"\x1b_G{head};{data}\x1b\\" for head, data in messages) == told
    assert messages[0][0].startswith("a=T,U=1,q=2,f=24,o=z,i=66051,s=60,v=60,c=6,r=3,m=")
    rows = placeholders(0x010203, 6, 3)
    assert [row[0].text.count(PLACEHOLDER) for row in rows] == [6, 6, 6]
    assert [row[0].text[1] for row in rows] == list(ROW_MARKS[:3])
    assert {str(row[0].style) for row in rows} == {"#010203"}


def test_sixels_are_printable() -> None:
    told = sixel_image(Raster(20, 20, RED * 200 + BLUE * 200))
    assert re.fullmatch(r"\x1bP[\d;]*q[!-~]+\x1b\\", told)


@pytest.mark.pty
@pytest.mark.parametrize("way", ["half", "kitty", "sixel"])
def test_beside_the_screen_librarys_own_only_our_messages_reach_the_terminal(
    feed: Path, way: str, tmp_path: Path
) -> None:
    environ = {"HOME": str(tmp_path), "NEWSREADER_IMAGES": way}
    with Terminal([feed], environ=environ) as terminal:
        sign = {"half": "▀".encode(), "kitty": b"\x1b_Ga=T,U=1", "sixel": b"\x1bP"}[way]
        assert terminal.wait_until(lambda: sign in terminal.written and terminal.shows("A red field"))
        drawn = terminal.written.count(sign)
        terminal.type("\r", "j", "k")  # what was scrolled is drawn anew; kitty knows its pictures already
        assert way != "sixel" or terminal.wait_until(lambda: terminal.written.count(sign) > drawn)
        terminal.type("q")
        assert terminal.wait_end() == 0
        shown = terminal.written
    assert (b"\x1b_Ga=d,d=I,q=2" in shown) == (way == "kitty")
    for message in re.findall(rb"\x1b[_P].*?\x1b\\", shown, re.DOTALL):
        assert message[2:-2].isascii()
        assert message[2:-2].decode().isprintable()


def test_without_the_extra_everything_else_works(feed: Path, tmp_path: Path) -> None:
    program = f"""
import sys
sys.modules["PIL"] = None
from reader.actions.images import gallery
gallery.find_spec = lambda _: None
from reader.cli.main import main
sys.exit(main([{str(feed)!r}]))
"""
    environ = {"HOME": str(tmp_path), "NEWSREADER_IMAGES": "half"}
    with Terminal(["-c", program], environ=environ, command=[sys.executable]) as terminal:
        terminal.wait("▣ A red field")
        terminal.wait("showing images needs the extra images")
        terminal.type("q")
        assert terminal.wait_end() == 0


def test_showing_an_article_on_the_command_line_needs_no_pictures(feed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "show", str(feed / "a.md")],
        capture_output=True, text=True, check=True, timeout=60, cwd=ROOT,
    )  # fmt: skip
    assert "\n\n▣ A red field\n\n▣ gone\n" in done.stdout


@pytest.mark.parametrize("by_itself", [False, True])
async def test_a_picture_of_the_web_comes_by_a_key_or_where_the_settings_say_so(
    tmp_path: Path, open_desks: Desks, monkeypatch: pytest.MonkeyPatch, by_itself: bool
) -> None:
    # The server is on this machine, where no article may lead; for the test it is somewhere.
    monkeypatch.setattr("reader.feeds.web.connection._require_public", lambda *_: None)
    web = Web()
    data = BytesIO()
    Image.new("RGB", (200, 120), (255, 0, 0)).save(data, "PNG")
    web.put("/red.png", data.getvalue(), 200, Content_Type="image/png")
    folder = tmp_path / "web"
    folder.mkdir()
    article_writer(folder)(
        "a.md", "Pictures", "2025-02-14", [], BODY.replace("red.png", f"{web.address}/red.png")
    )
    async with driven(open_desks(folder, images="half", remote_images=by_itself)) as it:
        await it.until(lambda: it.shows("A red field"))
        assert web.asked == []
        assert not any(reds(it))
        await it.press("enter")
        if not by_itself:
            await it.settle()
            assert web.asked == []
            await it.press("i")
        await it.until(lambda: any(reds(it)))
        await it.press("i")
        await it.until(lambda: it.shows("All images are here"))
    web.close()
