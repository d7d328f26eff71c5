"""Writing a small file whole or not at all, so that no crash and no full disk leaves half of one. Disk."""

import os
from contextlib import suppress
from pathlib import Path


def write_whole(file: Path, data: bytes, *, is_lasting: bool = False) -> None:
    """Put the data in the file's place; raises OSError, and then the former file stands and nothing lies beside it.

    ``is_lasting``: a power cut a moment later loses neither the old nor the new.
    """
    import tempfile  # 4 ms that the start need not pay

    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as temporary:
        try:
            temporary.write(data)
            temporary.flush()
            if is_lasting:
                os.fsync(temporary.fileno())
            Path(temporary.name).replace(file)
        except BaseException:
            with suppress(OSError):
                Path(temporary.name).unlink()
            raise
    if is_lasting:
        folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
