"""Each construct as it stands on the page: ``snapshots/NAME.md`` at two widths is ``snapshots/NAME.txt``.

After a change that is meant, ``NEWSREADER_SNAPSHOTS=1 make test ARGS=tests/page/test_snapshots.py`` writes the
pages anew; read the difference before it is committed.
"""

import os
from pathlib import Path

import pytest

from tests.page.painting import painted

FOLDER = Path(__file__).parent / "snapshots"
WIDTHS = (60, 30)


def snapshot(markdown: str) -> str:
    """The page at each width, below a ruler of that many cells."""
    return "\n".join(f"{'┄' * width}\n{painted(markdown, width)}\n" for width in WIDTHS)


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.md")))
def test_the_page_is_as_it_was_seen_to_be_right(name: str) -> None:
    source, expected = FOLDER / f"{name}.md", FOLDER / f"{name}.txt"
    page = snapshot(source.read_text(encoding="utf-8"))
    if os.environ.get("NEWSREADER_SNAPSHOTS"):
        expected.write_text(page, encoding="utf-8")
    assert page == expected.read_text(encoding="utf-8")
