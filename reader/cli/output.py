"""What the command line says beside the list, and a stdout that takes no more."""

import os
import sys

from reader.i18n import tr
from reader.text import clean_line


def complain(sentence: str) -> None:
    """Print a sentence on stderr under the program's name, cleaned of what could steer a terminal."""
    print(clean_line(tr("newsreader: {sentence}", sentence=sentence)), file=sys.stderr)


def give_up_stdout() -> None:
    """Let nothing more reach stdout: Python would complain once more about what it holds when it closes that."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
