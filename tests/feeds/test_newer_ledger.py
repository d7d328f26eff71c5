"""A ledger that a newer version of the program has written: what it knows is neither passed over nor written over."""

import json
from pathlib import Path

import pytest

from reader.feeds.files.known_entry import KnownEntry
from reader.feeds.files.ledger import VERSION, LedgerError, load_ledger

pytestmark = pytest.mark.row(13)

KNOWN = KnownEntry("a.md", "w", "s", "", "t", "2026-01-01")


@pytest.mark.parametrize("device", ["laptop", "phone"])
@pytest.mark.parametrize("version", [VERSION + 1, 99])
def test_a_newer_ledger_of_any_device_keeps_its_feed_as_it_is(
    tmp_path: Path, device: str, version: int
) -> None:
    file = tmp_path / device / "feed.json"
    file.parent.mkdir()
    file.write_text(json.dumps({"version": version, "entries": {"k": list(KNOWN)}, "more": 1}))
    before = file.read_bytes()
    with pytest.raises(LedgerError) as refused:
        load_ledger(tmp_path, "laptop", "feed")
    assert str(file) in str(refused.value)
    assert "newer newsreader" in str(refused.value)
    assert "pdate newsreader" in str(refused.value)
    assert file.read_bytes() == before


def test_a_ledger_without_a_version_is_one_of_ours_and_gets_one(tmp_path: Path) -> None:
    file = tmp_path / "laptop" / "feed.json"
    file.parent.mkdir()
    file.write_text(json.dumps({"entries": {"k": list(KNOWN)}}))
    ledger = load_ledger(tmp_path, "laptop", "feed")
    assert ledger.entries == {"k": KNOWN}
    ledger.learn("l", KNOWN)
    ledger.save()
    assert json.loads(file.read_text())["version"] == VERSION
    assert set(load_ledger(tmp_path, "laptop", "feed").entries) == {"k", "l"}
