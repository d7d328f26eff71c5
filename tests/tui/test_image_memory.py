"""Articles whose images mean harm, in a real terminal and by each way of showing them: memory, sentences, and the rest."""

from pathlib import Path

import pytest

from tests.actions.test_image_bounds import NEARLY, lying_gif, png
from tests.tui.driving import article_writer
from tests.tui.processes import PeakWatch, descendants
from tests.tui.terminal import Terminal

pytest.importorskip("PIL.Image")
pytestmark = [pytest.mark.row(18), pytest.mark.pty, pytest.mark.slow]

MB_ABOVE_IDLE = 120


def folder_of(root: Path, images: dict[str, bytes]) -> Path:
    """Write an article without images, the newest, and one that shows these."""
    root.mkdir()
    write = article_writer(root)
    for name, data in images.items():
        (root / name).write_bytes(data)
    shown = "\n\n".join(f"![words of {name}]({name})" for name in images)
    write("b.md", "Images", "2025-02-13", [], f"Above.\n\n{shown}\n\nBelow.")
    write("a.md", "Words", "2025-02-14", [], "Nothing but words.")
    return root


@pytest.mark.parametrize(("kind", "way"), [("jpeg", "half"), ("png of 16 bits", "kitty"), ("webp", "sixel")])
def test_the_largest_image_takes_little_beside_the_program(tmp_path: Path, kind: str, way: str) -> None:
    folder = folder_of(tmp_path / "f", {"image": NEARLY[kind]()})
    with Terminal([folder], size=(120, 50), environ={"NEWSREADER_IMAGES": way}) as terminal:
        terminal.wait("Nothing but words.")
        terminal.read(2)
        with PeakWatch(terminal.process.pid) as watch:
            terminal.type("J")
            terminal.wait("words of image")
            sign = {"half": "▀".encode(), "kitty": b"\x1b_Ga=T,U=1", "sixel": b"\x1bP"}[way]
            assert terminal.wait_until(lambda: sign in terminal.written), terminal.text()
            terminal.read(1)
        assert watch.mb_above <= MB_ABOVE_IDLE
        terminal.wait_until(lambda: not list(descendants(terminal.process.pid)))
        assert not list(descendants(terminal.process.pid))


@pytest.mark.parametrize("way", ["half", "kitty", "sixel"])
def test_what_is_too_large_or_lies_says_so_and_the_next_is_drawn(tmp_path: Path, way: str) -> None:
    good = png(300, 200, colour=2)
    wide = b"GIF89a" + b"\x90\x01\x90\x01" + lying_gif()[10:]  # says 400 by 400, and is not
    images = {"large.png": png(5_000, 5_000, depth=16), "lies.gif": wide, "good.png": good}
    folder = folder_of(tmp_path / "f", images)
    with Terminal([folder], size=(120, 60), environ={"NEWSREADER_IMAGES": way}) as terminal:
        terminal.wait("Nothing but words.")
        terminal.read(2)
        with PeakWatch(terminal.process.pid) as watch:
            terminal.type("J")
            terminal.wait("5,000 × 5,000, too large to show")
            terminal.wait("This image cannot be read")
            sign = {"half": "▀".encode(), "kitty": b"\x1b_Ga=T,U=1", "sixel": b"\x1bP"}[way]
            assert terminal.wait_until(lambda: sign in terminal.written), terminal.text()
        assert watch.mb_above <= MB_ABOVE_IDLE
        for words in ("words of large.png", "words of lies.gif", "words of good.png", "Below."):
            terminal.wait(words)
        terminal.type("q")
        assert terminal.wait_end() == 0


def test_who_leaves_while_an_image_is_read_waits_for_none(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "f", {"image": NEARLY["jpeg"]()})
    with Terminal([folder], size=(120, 50), environ={"NEWSREADER_IMAGES": "half"}) as terminal:
        terminal.wait("Nothing but words.")
        terminal.type("J")
        terminal.wait("words of image")
        terminal.type("q")
        children = list(descendants(terminal.process.pid))
        assert terminal.wait_end() == 0
        assert not any(Path(f"/proc/{child}/cwd").exists() for child in children)
