"""Every word of every article is found: in Chinese, Japanese, Korean and Latin, whatever changes and whatever breaks."""

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.journal import Journal
from reader.library import EVERYTHING, Library, Scope
from reader.library.fulltext.tokens import match_of, prepared, words_of
from reader.paths import Paths
from reader.settings import Settings

NOW = datetime(2026, 3, 10, tzinfo=UTC)
ROOT = Path(__file__).parent.parent.parent.parent


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[Path], Library]]:
    """Open libraries of one home, scanned and with their text built."""
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    libraries: list[Library] = []

    def make(folder: Path) -> Library:
        library = Library.open([folder], paths, Journal.open(paths.journal, machine="t"), Settings())
        libraries.append(library)
        library.scan()
        assert library.build_text() == 0
        return library

    yield make
    for library in libraries:
        library.close()


def test_words_with_soft_hyphens_are_found_whole(opened: Callable[[Path], Library], tmp_path: Path) -> None:
    folder = tmp_path / "hyphens"
    folder.mkdir()
    (folder / "a.md").write_text(
        "# Donau\xaddampf\n\nA Silben&shy;tren&#173;nung, too; Ent&#xAD;wick\xadlung.\n"
    )
    (folder / "b.md").write_text("Silben&amp;shy;trennung\n")
    library = opened(folder)
    for typed in ("Silbentrennung", "entwicklung", "Donaudampf", "Silben\xadtrennung"):
        assert found(library, typed) == ["a"]
    assert found(library, "trennung") == ["b"]


def test_what_is_mentioned_is_a_whole_word_of_the_text(
    opened: Callable[[Path], Library], folder: Path
) -> None:
    library = opened(folder)
    for typed, article in (("coop", "a"), ("pie", "a"), ("研究", "b"), ("full", "e")):
        assert found(library, typed) == [article]
    for query, count in (
        ("mentions:coop", 0), ("mentions:pie", 1), ('mentions:"a pie"', 1), ('mentions:"pie a"', 0), ("coop", 1), ("mentions:研究", 1),
    ):  # fmt: skip
        assert (query, len(library.questions.query(query, NOW))) == (query, count)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "feed"
    made.mkdir()
    texts = {
        "a": ("2026-03-01", "Apple news", "We ate a pie in the Café; naïve coöperation."),
        "b": ("2026-02-01", "苹果与香蕉", "北京大学的人工智能研究，使用C++和DeepSeek2。"),
        "c": ("2026-01-01", "カタカナ", "日本語の文章も、ちゃんと見つかる。東京タワー"),
        "d": ("2025-12-01", "한국어", "대한민국의 서울특별시"),
        "e": ("2025-11-01", "Widths", "ＡＢＣ１２３ full width. ǅ ﬁne"),
    }
    for name, (date, title, body) in texts.items():
        (made / f"{name}.md").write_text(
            f"---\ntitle: {title}\ndate: {date}\n---\n{body}\n", encoding="utf-8"
        )
    return made


def found(library: Library, typed: str, limit: int = 50) -> list[str]:
    ids = library.questions.search(typed, NOW, limit)
    rows = library.articles.rows(ids)
    return [rows[article].key.path[0] for article in ids]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("pie", "a"),
        ("cafe", "a"),
        ("CAFÉ", "a"),
        ("naive", "a"),
        ("pi", "a"),
        ('"pi"', ""),
        ('"a pie"', "a"),
        ('"pie a"', ""),
        ("pie apple", "a"),
        ("pie -apple", ""),
        ("大", "b"),
        ("大学", "b"),
        ("京大学", "b"),
        ("北京大学的人", "b"),
        ("学大", ""),
        ("人工智能 北京", "b"),
        ("deepseek", "b"),
        ('"C++"', "b"),
        ("ちゃんと", "c"),
        ("タワ", "c"),
        ("東京タワー", "c"),
        ("민국", "d"),
        ("서울", "d"),
        ("abc123", "e"),
        ("fine", "e"),
        ("苹果", "b"),
        ("date:2026 的", "b"),
    ],
)
def test_words_are_found_whatever_they_are_written_in(
    opened: Callable[[Path], Library], folder: Path, typed: str, names: str
) -> None:
    assert found(opened(folder), typed) == list(names)


def test_titles_come_first_then_the_newest(opened: Callable[[Path], Library], folder: Path) -> None:
    for name, date, title in (
        ("x", "2020-01-01", "Zebra"),
        ("y", "2026-01-01", "-"),
        ("z", "2026-02-02", "-"),
    ):
        (folder / f"{name}.md").write_text(f"---\ntitle: '{title}'\ndate: {date}\n---\na zebra\n")
    library = opened(folder)
    assert found(library, "zebra") == ["x", "z", "y"]
    assert found(library, "zebra", 2) == ["x", "z"]


def test_what_changes_is_found_as_it_is_now(opened: Callable[[Path], Library], folder: Path) -> None:
    library = opened(folder)
    (folder / "a.md").write_text("---\ntitle: Apple news\ndate: 2026-03-01\n---\nA cake.\n")
    (folder / "b.md").rename(folder / "k.md")
    (folder / "c.md").unlink()
    library.scan()
    assert found(library, "apple") == ["a"]
    library.build_text()
    assert (found(library, "pie"), found(library, "cake")) == ([], ["a"])
    assert found(library, "大学") == ["k"]
    assert found(library, "東京") == []


def test_before_its_text_is_there_an_article_is_found_by_what_the_index_knows(
    opened: Callable[[Path], Library], folder: Path
) -> None:
    library = opened(folder)
    (folder / "n.md").write_text("---\ntitle: Fresh pie\ndate: 2026-03-09\ntags: [sea]\n---\nmore\n")
    library.scan()
    assert found(library, "pie") == ["n", "a"]
    assert found(library, "sea") == ["n"]


@pytest.mark.parametrize("before", ["none", "readable by all"])
def test_the_words_are_for_their_owners_eyes_alone(
    opened: Callable[[Path], Library], folder: Path, tmp_path: Path, before: str
) -> None:
    if before != "none":
        opened(folder)
        for each in tmp_path.rglob("*.text.db*"):
            each.chmod(0o644)
        (folder / "n.md").write_text("A word more.\n")
    opened(folder).build_text()
    modes = {each.name: each.stat().st_mode & 0o077 for each in tmp_path.rglob("*.text.db") if each.is_file()}
    assert list(modes.values()) == [0]


@pytest.mark.parametrize("damage", ["cut", "garbage", "other", "gone"])
def test_a_file_of_words_that_is_broken_is_built_again(
    opened: Callable[[Path], Library], folder: Path, tmp_path: Path, damage: str
) -> None:
    opened(folder)
    (file,) = tmp_path.rglob("*.text.db")
    match damage:
        case "cut":
            os.truncate(file, 5_000)
        case "garbage":
            file.write_bytes(b"no database" * 1_000)
        case "other":
            file.unlink()
            with sqlite3.connect(file) as other:
                other.execute("CREATE TABLE words(x)")
        case _:
            file.unlink()
    for beside in tmp_path.rglob("*.text.db-*"):
        beside.unlink()
    library = opened(folder)
    assert found(library, "大学") == ["b"]


def test_words_that_turn_out_to_be_broken_cost_no_more_than_themselves(
    opened: Callable[[Path], Library], folder: Path, tmp_path: Path
) -> None:
    library = opened(folder)
    (file,) = tmp_path.rglob("*.text.db")
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("UPDATE words_data SET block = x'00ff00ff00ff' WHERE id > 1")
    assert found(library, "apple") == ["a"]
    assert library.articles.counts().total == 5
    library.build_text()
    assert found(library, "大学") == ["b"]


def test_words_of_another_index_are_not_taken_for_this_ones(
    opened: Callable[[Path], Library], folder: Path, tmp_path: Path
) -> None:
    opened(folder).close()
    for file in tmp_path.rglob("index/*"):
        if ".text." not in file.name:
            file.unlink()
    (folder / "0.md").write_text("first, so that all numbers are others")
    library = opened(folder)
    assert found(library, "大学") == ["b"]


def present(folder: Path, pattern: str) -> list[Path]:
    """Return the files that are there while another process makes and removes folders."""
    while True:
        with suppress(FileNotFoundError):
            return list(folder.rglob(pattern))


def _words_read(cache: Path) -> int:
    """Return how many articles' words another process has written by now."""
    [file] = present(cache, "*.text.db")
    with (
        suppress(sqlite3.OperationalError),
        closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as text,
    ):
        return int(text.execute("SELECT count(*) FROM entry").fetchone()[0])
    return 0


def test_a_process_that_is_killed_is_followed_by_one_that_goes_on_where_it_was(folder: Path) -> None:
    for number in range(1_500):
        (folder / f"m{number}.md").write_text(f"---\ndate: 2024-01-01\n---\nmany {number} {'text ' * 200}")
    cache = Path(os.environ["XDG_CACHE_HOME"])
    command = [sys.executable, "-m", "reader", "index", "-f", str(folder)]
    building = subprocess.Popen(command, cwd=ROOT)
    deadline = time.monotonic() + 60
    while not present(cache, "*.text.db") and time.monotonic() < deadline:
        time.sleep(0.01)
    while not _words_read(cache) and time.monotonic() < deadline:
        time.sleep(0.01)
    building.send_signal(signal.SIGKILL)
    building.wait()
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)
    done = subprocess.run(
        [sys.executable, "-m", "reader", "search", "-f", str(folder), "many", "1234", "--json"],
        cwd=ROOT, check=True, timeout=60, capture_output=True, text=True,
    )  # fmt: skip
    assert "m1234.md" in done.stdout
    (file,) = cache.rglob("*.text.db")
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT article) FROM entry").fetchone() == (
            1_505,
            1_505,
        )


def test_only_one_builds_at_a_time(opened: Callable[[Path], Library], folder: Path) -> None:
    library = opened(folder)
    (folder / "n.md").write_text("new")
    library.scan()
    inner: list[int | None] = []
    assert library.build_text(lambda _: inner.append(library.build_text())) == 0
    assert inner[0] is None


@pytest.mark.slow
def test_every_word_of_real_articles_is_found(opened: Callable[[Path], Library], test_data: Path) -> None:
    library = opened(test_data / "corpus")
    ids = library.articles.ids(EVERYTHING, Scope.ALL)
    pick = random.Random(7)
    missed = []
    for row in library.articles.rows(ids).values():
        words = re.findall(
            r"[\w\u0900-\u0dff]+", row.title
        )  # \w leaves out the vowel signs of Indian scripts
        missed += [
            (row.key.path, word) for word in words if row.id not in library.questions.query(f'"{word}"', NOW)
        ]
    for article in pick.sample(list(ids), 120):
        body = library.files.document(article).body
        runs = re.findall(r"[\u4e00-\u9fff]{6,}", body)
        for run in pick.sample(runs, min(2, len(runs))):
            start, length = pick.randrange(len(run) - 5), pick.randint(1, 6)
            part = run[start : start + length]
            if article not in library.questions.query(part, NOW):
                missed.append((str(article), part))
    assert missed == []


def test_how_a_text_becomes_words() -> None:
    assert prepared("北京2025年") == " 北  京 2025 年 "
    assert words_of("e\u0301té Straße ﬁ") == ["ete", "strasse", "fi"]
    assert match_of('say "hi" OR x*', is_prefix=True) == '"say hi or x" *'
    assert match_of("…!", is_prefix=True) == ""


def test_traditional_characters_find_simplified_ones_and_back(
    folder: Path, opened: Callable[[Path], Library]
) -> None:
    (folder / "f.md").write_text("---\ntitle: 雲端\n---\n機器學習與資料庫\n", encoding="utf-8")
    library = opened(folder)
    assert found(library, "蘋果") == ["b"]
    assert found(library, "机器学习") == ["f"]
    assert found(library, "云端") == ["f"]
    assert [
        row.title for row in library.articles.rows(library.questions.query("title:云", NOW)).values()
    ] == ["雲端"]


def test_titles_come_first_then_tags_then_texts_and_slips_are_found_by_what_is_near(
    tmp_path: Path, opened: Callable[[Path], Library]
) -> None:
    folder = tmp_path / "ranked"
    folder.mkdir()
    headers = {
        "1": "title: Plain\ndate: 2026-03-01",
        "2": "title: Tagged\ntags: [harbour]\ndate: 2020-01-01",
        "3": "title: The old harbour\ndate: 2010-01-01",
        "4": "title: Harbuor lights\ndate: 2026-03-02",
    }
    for name, header in headers.items():
        (folder / f"{name}.md").write_text(
            f"---\n{header}\n---\n{'The harbour.' if name == '1' else 'Nothing.'}\n"
        )
    library = opened(folder)
    assert found(library, "harbour") == ["3", "2", "1"]
    assert found(library, "habrour") == found(library, "xqzv") == []
    near = {
        typed: library.questions.nearly(typed, NOW, 5)
        for typed in ("habrour", "harbour", "xqzv", "tag:harbour")
    }
    names = {
        typed: [library.articles.rows([each])[each].key.path for each in ids] for typed, ids in near.items()
    }
    assert names == {"habrour": ["3.md"], "harbour": ["3.md", "4.md"], "xqzv": [], "tag:harbour": []}


def test_an_article_at_which_each_process_dies_is_left_out_and_all_others_are_found(folder: Path) -> None:
    for number in range(300):
        (folder / f"m{number}.md").write_text(f"---\ndate: 2024-01-01\n---\nmany {number} {'text ' * 200}")
    command = [sys.executable, "-m", "reader", "index", "-f", str(folder)]
    cache = Path(os.environ["XDG_CACHE_HOME"])

    def killed_at(name: str) -> str:
        """Kill one as soon as it says that it reads what has this in its name; return the whole of that."""
        building = subprocess.Popen(command, cwd=ROOT)
        found = ""
        while not found.startswith(name) or not found:
            assert building.poll() is None
            for file in present(cache, "*.reading"):
                with suppress(OSError):
                    found = file.read_text()
        building.send_signal(signal.SIGKILL)
        building.wait()
        return found

    assert len(killed_at("").split()) == 200
    suspect = killed_at("alone ").split()[1]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)
    (file,) = cache.rglob("*.text.db")
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (305,)
        rows = connection.execute("SELECT article FROM entry WHERE row NOT IN (SELECT rowid FROM words WHERE words MATCH 'many OR 字 OR pie OR of')").fetchall()  # fmt: skip
    assert suspect in {str(row[0]) for row in rows}
    assert len(rows) < 10
    assert not list(cache.rglob("*.reading"))
