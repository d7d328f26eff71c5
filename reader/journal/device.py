"""The name of this device: of machine, user and data folder together.

Reads the system, writes nothing. A log has one owner, so a copied home, a home that two hosts share, a restored backup or
a container has another name than the device it was copied from.
"""

import os
import sys
from pathlib import Path

try:
    from _blake2 import blake2s  # as in ``files.digest``
except ImportError:
    from hashlib import blake2s

_ID_FILES = ("/etc/machine-id", "/var/lib/dbus/machine-id", "/etc/hostid")


def device_id(data: Path) -> str:
    """Return the name of this device for the data folder: 16 hexadecimal digits, the same at every start."""
    return device_name("\n".join((_system_id(), _host(), str(os.getuid()), str(data.resolve()))))


def device_name(text: str) -> str:
    """Return a name for the folder of a device's log, 16 hexadecimal digits of the text: logs on disks have it already."""
    return blake2s(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _host() -> str:
    return os.uname().nodename


if sys.platform == "darwin":

    def _system_id() -> str:
        import ctypes

        found = ctypes.create_string_buffer(16)
        wait = (ctypes.c_long * 2)(1, 0)
        failed = ctypes.CDLL(None).gethostuuid(found, ctypes.byref(wait))
        return "" if failed else found.raw.hex()

else:

    def _system_id() -> str:
        for name in _ID_FILES:
            try:
                text = Path(name).read_text("ascii", "replace").strip()
            except OSError:
                continue
            if text:
                return text
        return ""
