"""Whether a commit's message is one that a list of commits can show: ``python -m tools.subject FILE``.

A subject of at most 72 characters, an empty line, then why. A merge or a revert keeps the words that git gives it.
"""

import sys
from pathlib import Path

LONGEST = 72
"""Characters of a subject; a list of commits shows no more in 80 columns."""

_BY_GIT = ("Merge ", "Revert ", "fixup! ", "squash! ")


def complaint(message: str) -> str:
    """Return what is wrong with a message; empty: nothing is."""
    lines = [line for line in message.splitlines() if not line.startswith("#")]
    while lines and not lines[0].strip():
        lines.pop(0)
    if not lines:
        return "There is no subject."
    subject = lines[0].rstrip()
    if subject.startswith(_BY_GIT):
        return ""
    if len(subject) > LONGEST:
        return f"The subject has {len(subject)} characters; at most {LONGEST} are shown."
    if subject.endswith(".") and subject[-2:-1].isalnum():
        return "The subject is a title: it ends without a full stop."
    if len(lines) > 1 and lines[1].strip():
        return "An empty line stands between the subject and the rest."
    return ""


def main() -> int:
    """Look at the message in a file, as git's commit-msg hook hands it on; return 1 where something is wrong."""
    told = complaint(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if told:
        print(told, file=sys.stderr)
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
