"""What lies on another machine is known, and looked at now and then."""

import threading
from pathlib import Path

import pytest

from reader.library.scan import watch
from reader.library.scan.mounts import remote_kind
from tests.library.person import Person

MOUNTS = rb"""22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:40 / /mnt/share rw shared:2 master:7 - nfs4 server:/share rw
41 22 0:41 / /mnt/with\040space rw - fuse.sshfs me@host: rw
42 40 0:42 / /mnt/share/local rw - ext4 /dev/sdb rw
43 22 0:43 / /mnt/twice rw - cifs //host/a rw
44 43 0:44 / /mnt/twice rw - tmpfs tmpfs rw
nonsense
""".splitlines()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (b"/srv/me", ""),
        (b"/mnt/share", "nfs4"),
        (b"/mnt/share/a/b", "nfs4"),
        (b"/mnt/shared", ""),
        (b"/mnt/with space/x", "fuse.sshfs"),
        (b"/mnt/share/local/x", ""),
        (b"/mnt/twice/x", ""),
    ],
)
def test_the_innermost_mount_says_where_a_folder_lies(path: bytes, kind: str) -> None:
    assert remote_kind(path, MOUNTS) == kind


def test_this_machine_answers_for_its_own_folders(tmp_path: Path) -> None:
    assert remote_kind(bytes(tmp_path)) == ""


def test_a_network_drive_is_looked_through_now_and_then_and_told(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "remote_kind", lambda _: "nfs")
    monkeypatch.setattr(watch, "RESCAN_S", 0.05)
    monkeypatch.setattr(watch, "LOOK_UP_MS", 60)
    library = person.open()
    stop, whole = threading.Event(), 0
    for paths in library.watch(stop):
        whole += paths == {person.root}
        if whole == 3:
            stop.set()
    assert "network drive (nfs)" in library.notice
