"""Lets another process read an image: one that makes the decoder crash, hang or take memory fails alone.

Belongs into a worker. One image is read at a time, so what they take together is what the largest takes.
"""

import subprocess
import sys
from contextlib import suppress
from threading import Lock

from reader.actions.images.header import Header

PATIENCE_S = 15.0
"""How long an image may take, on a machine that has other things to do too."""

_one_at_a_time = Lock()


class ImageReader:
    """Reads images for one page, until it is stopped."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._is_over = False

    def read(
        self, data: bytes, header: Header, width: int, height: int, ground: tuple[int, int, int]
    ) -> bytes | None:
        """Return an image in so many pixels, three bytes for each; None for one that cannot be read.

        Its first frame, turned as its header says; what is transparent is on the colour ``ground``.
        """
        words = (header.format, header.width, header.height, header.turned, width, height, *ground)
        with _one_at_a_time:
            output = self._output(data, list(map(str, words)))
        return output if len(output) == 3 * width * height else None

    def stop(self) -> None:
        """End what is being read, and read nothing more: the program ends."""
        self._is_over = True
        if self._process is not None:
            self._process.kill()

    def _output(self, data: bytes, words: list[str]) -> bytes:
        """Return what the process writes; nothing where it fails."""
        # -P: what lies in the folder where one stands is no part of the program.
        command = [sys.executable, "-P", "-m", "reader.actions.images.process", *words]
        try:
            self._process = process = subprocess.Popen(  # noqa: S603 - the program itself, with numbers
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
        except OSError:
            return b""
        if self._is_over:
            process.kill()
        try:
            output, _ = process.communicate(data, timeout=PATIENCE_S)
        except (subprocess.TimeoutExpired, OSError):
            process.kill()
            with suppress(OSError):
                process.communicate()
            return b""
        finally:
            self._process = None
        return b"" if process.returncode else output
