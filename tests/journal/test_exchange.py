"""Devices that share a folder learn of each other, whatever happens to the folder."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.journal import compaction as compaction_module
from reader.journal import log as log_module
from reader.journal import segments as segments_module
from tests.journal.devices import Device, shown

DEVICES = ("desk", "laptop", "phone")
DAY_MS = 24 * 3600 * 1000


def carry(source: Device, target: Device, how: str) -> None:
    """Bring every log but the target's own from one copy of the shared folder to another, as sync tools do."""
    for log in source.shared.iterdir():
        if log.name == target.name and how != "roll back":
            continue
        there = target.shared / log.name
        there.mkdir(exist_ok=True)
        names = {file.name for file in log.glob("*.jsonl")}
        for file in log.glob("*.jsonl"):
            data = file.read_bytes()
            if how == "carry half":
                data = data[: len(data) * 2 // 3]
            elif how in {"carry late", "roll back"}:
                data = data[: data.find(b"\n") + 1]
            (there / file.name).write_bytes(data)
        if how == "carry":
            for file in there.glob("*.jsonl"):
                if file.name not in names:
                    file.unlink()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "act",
                "act",
                "act",
                "undo",
                "meet",
                "meet",
                "carry",
                "carry half",
                "carry late",
                "roll back",
                "restart",
                "compact",
                "back up",
                "restore",
            ]
        ),
        st.integers(0, 2),
        st.integers(0, 3),
        st.integers(-2 * DAY_MS, 2 * DAY_MS),
    ),
    max_size=40,
)


@given(STEPS)
def test_devices_agree_in_the_end_whatever_happened_to_what_they_share(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int, int]]
) -> None:
    root = tmp_path_factory.mktemp("devices")
    skew_ms = dict.fromkeys(DEVICES, 0)
    all_ = [Device(root / name, name, skew_ms) for name in DEVICES]
    with pytest.MonkeyPatch.context() as patch:  # so that compaction has something to do
        for module in (log_module, segments_module, compaction_module):
            patch.setattr(module, "SEGMENT_BYTES", 200)
        patch.setattr(compaction_module, "KEPT_SEGMENTS", 1)
        _live(all_, steps, skew_ms)
    for _ in range(3):
        for device in all_:
            device.meet()
        for source in all_:
            for target in all_:
                if source is not target:
                    carry_own(source, target)
    first, *others = (shown(device) for device in all_)
    assert all(other == first for other in others)


def _live(all_: list[Device], steps: list[tuple[str, int, int, int]], skew_ms: dict[str, int]) -> None:
    for step, number, article, skew in steps:
        device = all_[number]
        skew_ms[device.name] = skew
        match step:
            case "act":
                device.act(f"{article}.md", article % 2 == 0)
            case "undo":
                device.learn(list(device.journal.undo()))
            case "meet":
                device.meet()
            case "restart":
                device.restart()
            case "compact":
                device.journal.compact()
            case "back up":
                device.back_up()
            case "restore":
                device.restore()
            case _:
                carry(all_[article % 3], device, step)


def carry_own(source: Device, target: Device) -> None:
    """Bring the source's own log, whole: what a sync tool comes to in the end."""
    log = source.shared / source.name
    if log.is_dir():
        there = target.shared / source.name
        shutil.rmtree(there, ignore_errors=True)
        shutil.copytree(log, there)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Device, Device]:
    skew = dict.fromkeys(DEVICES, 0)
    desktop, laptop = Device(tmp_path / "desk", "desk", skew), Device(tmp_path / "laptop", "laptop", skew)
    laptop.shared = desktop.shared  # a network drive: one folder for both
    laptop.restart()
    return desktop, laptop


def test_acts_cross_and_each_device_writes_only_its_own_folder(pair: tuple[Device, Device]) -> None:
    desktop, laptop = pair
    desktop.act("a.md", True)
    laptop.act("b.md", True)
    for device in (desktop, laptop, desktop):
        device.meet()
    assert shown(desktop) == shown(laptop) == {("a.md", "read"): "True", ("b.md", "read"): "True"}
    before = {file: file.stat().st_mtime_ns for file in (desktop.shared / "desk").iterdir()}
    laptop.act("a.md", False)
    laptop.meet()
    assert {file: file.stat().st_mtime_ns for file in (desktop.shared / "desk").iterdir()} == before


def test_where_nothing_is_new_nothing_is_written(pair: tuple[Device, Device]) -> None:
    desktop, laptop = pair
    desktop.act("a.md", True)
    for device in (desktop, laptop, desktop):
        device.meet()

    def look() -> dict[Path, tuple[int, int]]:
        files = [
            file for device in pair for file in (*device.home.rglob("*.jsonl"), *device.shared.rglob("*"))
        ]
        return {file: (file.stat().st_ino, file.stat().st_mtime_ns) for file in files}

    before = look()
    for device in pair:
        device.restart()
        device.meet()
    assert look() == before


def test_a_shared_folder_that_is_away_is_told_once_and_loses_nothing(pair: tuple[Device, Device]) -> None:
    desktop, laptop = pair
    desktop.shared.rename(desktop.shared.with_name("away"))
    desktop.act("a.md", True)
    for _ in range(2):
        desktop.meet()
    [told] = desktop.journal.take_problems()
    assert "cannot be synced" in told
    assert not desktop.shared.exists()  # nothing is made in the place of a drive that is not mounted
    desktop.shared.with_name("away").rename(desktop.shared)
    desktop.meet()
    laptop.meet()
    assert shown(laptop) == {("a.md", "read"): "True"}


def test_conflict_copies_and_other_files_are_left_alone(pair: tuple[Device, Device]) -> None:
    desktop, laptop = pair
    desktop.act("a.md", True)
    desktop.meet()
    log = desktop.shared / "desk"
    odd = [log / "000000.sync-conflict-20260101-120000-ABCDEFG.jsonl", log / ".syncthing.000000.jsonl.tmp"]
    for file in odd:
        file.write_text("{}\n")
    (desktop.shared / "README").write_text("mine")
    for device in (desktop, laptop):
        device.meet()
    assert shown(laptop) == {("a.md", "read"): "True"}
    assert all(file.exists() for file in odd)


def test_what_another_device_compacted_goes_here_once_nothing_would_be_lost(
    pair: tuple[Device, Device], monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop, laptop = pair
    for module in (log_module, segments_module, compaction_module):
        monkeypatch.setattr(module, "SEGMENT_BYTES", 1_000)
    for number in range(30):
        desktop.act(f"{number}.md", True)
    for number in range(60):
        desktop.act("again.md", number % 2 == 0)
    desktop.meet()
    laptop.meet()
    before, count = shown(laptop), len(list((laptop.home / "desk").iterdir()))
    assert desktop.journal.compact() is not None
    desktop.meet()
    first, *others = sorted((desktop.shared / "desk").glob("*-1.jsonl"))
    assert others
    for file in others:
        file.rename(file.with_suffix(".later"))
    laptop.meet()
    assert (laptop.home / "desk" / first.name).exists()
    assert shown(laptop) == before
    for file in others:
        file.with_suffix(".later").rename(file)
    laptop.meet()
    assert shown(laptop) == before
    assert len(list((laptop.home / "desk").iterdir())) < count
    assert {file.name for file in (laptop.home / "desk").glob("*.jsonl")} == {
        file.name for file in (desktop.home / "desk").glob("*.jsonl")
    }


def test_acts_that_only_the_shared_folder_still_has_come_home(pair: tuple[Device, Device]) -> None:
    desktop, _ = pair
    desktop.act("a.md", True)
    desktop.back_up()
    desktop.act("b.md", True)
    desktop.meet()
    desktop.restore()
    desktop.act("c.md", True)
    desktop.meet()
    assert {path for path, _ in shown(desktop)} == {"a.md", "b.md", "c.md"}
    clocks = [
        json.loads(line)["c"] for line in (desktop.home / "desk" / "000000.jsonl").read_text().splitlines()
    ]
    desktop.act("b.md", False)
    assert json.loads((desktop.home / "desk" / "000000.jsonl").read_text().splitlines()[-1])["c"] > max(
        clocks
    )


def test_of_two_states_of_a_foreign_log_each_line_is_kept_once(pair: tuple[Device, Device]) -> None:
    desktop, laptop = pair
    for path in ("a.md", "b.md"):
        desktop.act(path, True)
    desktop.meet()
    laptop.meet()
    [file] = (desktop.shared / "desk").glob("*.jsonl")
    first, _ = file.read_bytes().splitlines(keepends=True)
    other = Device(desktop.home.parent / "other", "desk", {"desk": 5_000})
    other.act("c.md", True)
    [theirs] = (other.home / "desk").glob("*.jsonl")
    file.write_bytes(first + theirs.read_bytes())  # an older copy of the log, in which others went on
    laptop.restart()
    laptop.meet()
    [here] = (laptop.home / "desk").glob("*.jsonl")
    lines = here.read_bytes().splitlines()
    assert len(lines) == len(set(lines)) == 3
    assert shown(laptop) == {(path, "read"): "True" for path in ("a.md", "b.md", "c.md")}


def test_trouble_with_the_shared_folder_is_logged_once_until_it_is_over(
    pair: tuple[Device, Device], caplog: pytest.LogCaptureFixture
) -> None:
    desktop, _ = pair
    away = desktop.shared.with_name("away")
    for count in (1, 2):
        desktop.shared.rename(away)
        for _ in range(3):
            desktop.meet()
        logged = [record for record in caplog.records if "cannot be synced" in record.message]
        assert len(logged) == count
        away.rename(desktop.shared)
        desktop.meet()
