"""Folders on other machines, where changes are not reported. Reads one file of the system (Linux)."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

REMOTE = frozenset({
    "9p", "afs", "ceph", "cifs", "coda", "fuse.davfs", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs",
    "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs",
    "vmhgfs",
})  # fmt: skip
"""File systems that other machines write to without a report to this one."""

_MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(rb"\\([0-7]{3})")


def remote_kind(path: bytes, mounts: Iterable[bytes] | None = None) -> str:
    """Return the kind of remote file system that holds a real path; empty for a local one, or where it is unknown.

    ``mounts`` are lines of proc_pid_mountinfo(5); None: the system's.
    """
    if mounts is None:
        try:
            mounts = _MOUNTS.read_bytes().splitlines()
        except OSError:
            return ""
    length, kind = -1, ""
    for line in mounts:
        before, dash, after = line.partition(b" - ")
        fields = before.split(b" ")
        if not dash or len(fields) < 5:
            continue
        point = _OCTAL.sub(lambda match: bytes([int(match[1], 8)]), fields[4])
        is_above = path == point or path.startswith(point.rstrip(b"/") + b"/")
        if is_above and len(point) >= length:  # the last of those on one point covers the others
            length, kind = len(point), os.fsdecode(after.split(b" ")[0])
    return kind if kind in REMOTE else ""
