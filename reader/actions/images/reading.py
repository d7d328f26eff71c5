"""Decodes images in another process: one that makes the decoder crash, hang or take memory fails alone.

For workers. One image is decoded at a time, so memory is bounded by the largest.
"""

import subprocess
import sys
from contextlib import suppress
from threading import Lock

from reader.actions.images.header import Header

PATIENCE_S = 15.0
"""Seconds that an image may take, on a busy machine."""

_one_at_a_time = Lock()


class ImageReader:
    """Reads images for one page, until it is stopped."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._is_over = False

    def read(
        self, data: bytes, header: Header, width: int, height: int, ground: tuple[int, int, int]
    ) -> bytes | None:
        """Return an image scaled to ``width`` x ``height``, three bytes a pixel; None if it cannot be decoded.

        Its first frame, turned as its header says; what is transparent is on the colour ``ground``.
        """
        words = (header.format, header.width, header.height, header.turned, width, height, *ground)
        with _one_at_a_time:
            output = self._output(data, list(map(str, words)))
        return output if len(output) == 3 * width * height else None

    def stop(self) -> None:
        """Stop decoding, and decode nothing more: the program ends."""
        self._is_over = True
        if self._process is not None:
            self._process.kill()

    def _output(self, data: bytes, words: list[str]) -> bytes:
        """Return the output of the process; empty if it fails."""
        # -P: the current folder is not searched for modules.
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
