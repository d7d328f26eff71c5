"""A folder of articles with an index, and newsreader as one calls it."""

import gc
import io
import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.cli.main import main
from reader.library.index.index_file import base_of, latest


class Done(NamedTuple):
    """What a command has said."""

    code: int
    stdout: str
    stderr: str


class Machine:
    """A folder of articles, and newsreader as one calls it."""

    def __init__(self, base: Path) -> None:
        self.base, self.articles = base, base / "articles"

    def fill(self, articles: int = 40) -> None:
        self.articles.mkdir(parents=True)
        for number in range(articles):
            text = (
                f"---\ntitle: Title {number}\ndate: 2025-02-{1 + number % 28:02}\ntags: [t{number % 3}, 标签]\n"
                f"author: Ann {number % 5}\nlink: https://a.example/{number}\n---\nThe words of article {number}.\n"
            )
            (self.articles / f"{number}.md").write_text(text)
        (self.articles / "odd.md").write_text("---\ntitle: a: b\ntags: [odd\n---\nodd")
        self.run("mark", "star", "title:7")
        self.run("mark", "read", "tag:t0")
        self.run("tag", "mine", "tag:t1")
        self.run("index")

    def run(self, *words: str, code: int | None = 0) -> Done:
        """Do what the command does, in this process: a start of Python takes longer than all that is looked at."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name, value in self.homes.items():
                patch.setenv(name, value)
            try:
                returned = main([*words, "-f", str(self.articles)])
            finally:
                gc.enable()  # a command ends its process, and leaves that to it
        done = Done(returned, *map(_written, (out, err)))
        assert "newsreader crashed" not in done.stderr, done.stderr
        assert code is None or done.code == code, done
        return done

    @property
    def homes(self) -> dict[str, str]:
        return {
            f"XDG_{name.upper()}_HOME": str(self.base / name) for name in ("config", "data", "state", "cache")
        }

    @property
    def indexes(self) -> Path:
        return self.base / "cache" / "newsreader" / "index"

    @property
    def index(self) -> Path:
        [base] = {base_of(file) for file in self.indexes.glob("*.db") if not file.name.endswith(".text.db")}
        return latest(base)

    def listed(self) -> object:
        return json.loads(self.run("list", "--json").stdout)

    def found(self) -> list[list[str]]:
        asked = (("words",), ("article", "7"), ("tag:t1", "words"))
        found = [
            json.loads(self.run("search", "--json", "--limit", "9", *words, code=None).stdout)
            for words in asked
        ]
        return [[article["title"] for article in each["articles"]] for each in found]

    def expected(self) -> object:
        """What an index says that was built just now."""
        kept = self.indexes.with_name("kept")
        self.indexes.rename(kept)
        listed = self.listed()
        shutil.rmtree(self.indexes)
        kept.rename(self.indexes)
        return listed


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()
