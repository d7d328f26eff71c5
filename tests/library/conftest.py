"""What the tests of the library share."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.library.person import Person


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    """Someone with an empty folder for articles and nothing read yet."""
    person = Person(tmp_path / "home", tmp_path / "articles")
    yield person
    for library in person.opened:
        library.close()
    person.journal.close()


@pytest.fixture
def ordinary_person() -> Iterator[Person]:
    """Someone to whom things can be forbidden: while this is used, root is nobody."""
    folder = Path(tempfile.mkdtemp(prefix="ordinary-"))
    nobody = 65534
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(folder, nobody, nobody)
        os.setegid(nobody)
        os.seteuid(nobody)
    person = Person(folder / "home", folder / "articles")
    try:
        yield person
    finally:
        for library in person.opened:
            library.close()
        person.journal.close()
        if is_root:
            os.seteuid(0)
            os.setegid(0)
        for path, folders, _ in os.walk(folder):
            for name in folders:
                Path(path, name).chmod(0o700)
        shutil.rmtree(folder)
