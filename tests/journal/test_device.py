import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from reader.journal import device, device_id
from reader.journal.segments import is_device


def test_the_id_is_the_same_at_every_start_and_names_a_folder(tmp_path: Path) -> None:
    assert device_id(tmp_path) == device_id(tmp_path)
    assert is_device(device_id(tmp_path))


def test_a_copied_data_folder_is_a_new_device(tmp_path: Path) -> None:
    assert device_id(tmp_path / "home") != device_id(tmp_path / "copy of home")


def test_a_link_to_the_data_folder_is_the_same_device(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "link").symlink_to("home")
    assert device_id(tmp_path / "home") == device_id(tmp_path / "link")


def test_a_home_that_two_hosts_share_is_two_devices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = device_id(tmp_path)
    monkeypatch.setattr(os, "uname", lambda: SimpleNamespace(nodename="another-host"))
    assert device_id(tmp_path) != here


def test_an_undecodable_folder_has_an_id_too(tmp_path: Path) -> None:
    assert is_device(device_id(tmp_path / "\udcff\udcfe"))


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has no such files")
def test_the_first_file_that_names_the_system_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = []
    for texts in (("one",), ("", "one"), (None, "one"), ("one", "two"), ("two",), ("", ""), (None,)):
        files = [tmp_path / f"{number}" for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.unlink(missing_ok=True)
            if text is not None:
                file.write_text(f"{text}\n")
        monkeypatch.setattr(device, "_ID_FILES", tuple(map(str, files)))
        names.append(device_id(tmp_path))
    one, two, none = names[0], names[4], names[5]
    assert names == [one, one, one, one, two, none, none]
    assert len({one, two, none}) == 3
