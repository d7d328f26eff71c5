"""Where the style sheets and the sample feed lie: in the wheel inside the package, in a checkout beside it."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def asset(name: str) -> Path:
    """Return the folder ``styles`` or ``sample_feed``, wherever this installation keeps it."""
    packaged = _PACKAGE / "_assets" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name
