"""Searches with a name, wherever they are written."""

from pathlib import Path

import pytest

from reader.actions.finding.saved_searches import forget_search, keep_search, saved_searches
from reader.errors import NewsreaderError
from reader.settings import Settings


def test_the_programs_own_come_first_then_the_settings_then_what_a_key_saved(tmp_path: Path) -> None:
    file = tmp_path / "data" / "searches.json"
    keep_search(file, " Kept\n", "tag:b")
    keep_search(file, "Mine", "tag:c")
    settings = Settings(top_groups=("today", "all"), searches={"Mine": "tag:a"})
    found = [(search.name, search.query, search.is_kept) for search in saved_searches(settings, file)]
    assert found == [
        ("Today", "date:today", False), ("All", "", False), ("Mine", "tag:a", False), ("Kept", "tag:b", True),
    ]  # fmt: skip


def test_one_is_replaced_by_its_name_and_forgotten_by_it(tmp_path: Path) -> None:
    file = tmp_path / "searches.json"
    for query in ("old", "new"):
        keep_search(file, "A", query)
    assert [search.query for search in saved_searches(Settings(top_groups=()), file)] == ["new"]
    forget_search(file, "A")
    forget_search(file, "never there")
    assert saved_searches(Settings(top_groups=()), file) == ()


@pytest.mark.parametrize("content", [b"", b"[1]", b"\xff{", b'{"a": 1}', b"[" * 100_000])
def test_a_broken_file_keeps_nothing_from_starting(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "searches.json"
    file.write_bytes(content)
    assert saved_searches(Settings(top_groups=()), file) == ()


def test_a_name_is_needed_and_a_place_to_write(tmp_path: Path) -> None:
    with pytest.raises(NewsreaderError, match="needs a name"):
        keep_search(tmp_path / "searches.json", " \n", "tag:a")
    (tmp_path / "file").write_text("")
    with pytest.raises(NewsreaderError, match=r"searches\.json cannot be written"):
        keep_search(tmp_path / "file" / "searches.json", "A", "tag:a")
