"""Less, at most, more, at least, between: what each finds at its edges, by name and by the oracle."""

import ast
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library import Library
from reader.library.query.tree import Not, Query, Term
from reader.library.query.write import write
from tests.library.query import oracle
from tests.library.query.asking import NOW, facts_of, found, opened
from tests.library.query.oracle import matches

WORDS = (0, 1, 399, 400, 401, 800)
DATES = {
    "old": "2024-12-31T23:59:59",
    "year": "2025-01-01T00:00:00",
    "month-end": "2025-01-31T23:59:59",
    "february": "2025-02-01T00:00:00",
    "december": "2025-12-31T23:59:59",
    "new-year": "2026-01-01T00:00:00",
    "week-less": "2026-03-03T11:59:59",
    "week": "2026-03-03T12:00:00",
    "before": "2026-03-08T23:59:59",
    "yesterday": "2026-03-09T00:00:00",
    "evening": "2026-03-09T23:59:59",
    "today": "2026-03-10T00:00:00",
    "now": "2026-03-10T12:00:00",
    "tomorrow": "2026-03-11T00:00:00",
}
"""Each at an edge of a year, a month, a day or a week; the order is that of time."""

ORDER = list(DATES)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    files = {f"w{count}.md": f"---\ntitle: W\ndate: 2020-01-01\n---\n{'word ' * count}\n" for count in WORDS}
    for name, date in DATES.items():
        header = f"title: D\ndate: {date}+08:00\nupdated: {date}+08:00"
        files[f"{name}.md"] = f"---\n{header}\n---\n{'word ' * 3000}\n"
    return opened(tmp_path_factory.mktemp("relations"), files)[0]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("words:<400", (0, 1, 399)),
        ("words:<=400", (0, 1, 399, 400)),
        ("words:400", (400,)),
        ("words:=400", (400,)),
        ("words:>400", (401, 800)),
        ("words:>=400", (400, 401, 800)),
        ("words:400..401", (400, 401)),
        ("words:..399", (0, 1, 399)),
        ("words:0..1", (0, 1)),
        ("words:0", (0,)),
        ("words:401..", (401, 800)),
        ("words:<1", (0,)),
        ("words:<=0", (0,)),
        ("words:<0", ()),
        ("words:>800", ()),
        ("-words:<=400", (401, 800)),
        ("minutes:<=1", (0, 1)),
        ("minutes:<2", (0, 1)),
        ("minutes:>1", (399, 400, 401, 800)),
        ("minutes:>=2", (399, 400, 401, 800)),
        ("minutes:2", (399, 400, 401)),
    ],
)  # fmt: skip
def test_a_number_is_compared_as_it_is_written(library: Library, text: str, counts: tuple[int, ...]) -> None:
    assert set(found(library, f"date:2020 {text}")) == {f"w{count}.md" for count in counts}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("date:2025", "year", "december"),
        ("date:<2025", "old", "old"),
        ("date:<=2025", "old", "december"),
        ("date:>2025", "new-year", "tomorrow"),
        ("date:>=2025", "year", "tomorrow"),
        ("date:2025-01", "year", "month-end"),
        ("date:<2025-01", "old", "old"),
        ("date:<=2025-01", "old", "month-end"),
        ("date:>2025-01", "february", "tomorrow"),
        ("date:>=2025-01", "year", "tomorrow"),
        ("date:<2026-03-09", "old", "before"),
        ("date:<=2026-03-09", "old", "evening"),
        ("date:>2026-03-09", "today", "tomorrow"),
        ("date:>=2026-03-09", "yesterday", "tomorrow"),
        ("date:2026-03-09", "yesterday", "evening"),
        ("date:yesterday", "yesterday", "evening"),
        ("date:<yesterday", "old", "before"),
        ("date:<=yesterday", "old", "evening"),
        ("date:>yesterday", "today", "tomorrow"),
        ("date:today", "today", "now"),
        ("date:7d", "week", "tomorrow"),
        ("date:1w", "week", "tomorrow"),
        ("date:168h", "week", "tomorrow"),
        ("date:<7d", "old", "week-less"),
        ("date:>=7d", "week", "tomorrow"),
        ("date:>7d", "week", "tomorrow"),
        ("date:2025..2026-01", "year", "new-year"),
        ("date:..2025-01", "old", "month-end"),
        ("date:2026-03-09..", "yesterday", "tomorrow"),
        ("date:7d..yesterday", "week", "evening"),
    ],
)
def test_a_date_is_compared_as_a_calendar_is_read(library: Library, text: str, first: str, last: str) -> None:
    expected = {f"{name}.md" for name in ORDER[ORDER.index(first) : ORDER.index(last) + 1]}
    assert set(found(library, f"date:>=2024 {text}")) == expected
    assert set(found(library, text.replace("date:", "updated:"))) == expected


def test_what_is_equal_in_an_order_has_the_newest_first_and_of_one_date_the_first_path(
    library: Library,
) -> None:
    dated = [f"{name}.md" for name in ORDER]
    words = [f"w{count}.md" for count in WORDS]
    assert found(library, "date:>=2024 sort:words") == dated[::-1]
    assert found(library, "date:>=2024 sort:-minutes") == dated[::-1]
    assert found(library, "date:>=2024 sort:date") == dated
    assert found(library, "sort:words") == [*words, *dated[::-1]]
    assert found(library, "date:2020 sort:date") == found(library, "date:2020 sort:-date") == sorted(words)
    assert found(library, "date:2020 sort:title") == sorted(words)


MEASURED = st.one_of(
    *(
        st.one_of(
            st.builds(term, values, st.sampled_from(["=", "<", "<=", ">", ">="])),
            st.builds(term, values, st.just(".."), values),
        )
        for field, values in (
            ("words", st.sampled_from(["0", *(str(each + add) for each in WORDS[1:] for add in (-1, 0, 1))])),
            ("minutes", st.integers(0, 16).map(str)),
            *((name, st.sampled_from([
                "2024", "2025", "2024-12", "2025-01", "2025-02", "2025-12", "2026-01-01", "2025-01-31", "2026-03-09",
                "today", "yesterday", "1d", "7d", "1w", "168h", "12h", "2m", "1y",
            ])) for name in ("date", "updated")),
        )
        for term in (partial(Term, field),)
    )
)  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(term=MEASURED, is_negated=st.booleans())
def test_the_index_compares_as_the_oracle_does(library: Library, term: Term, is_negated: bool) -> None:
    tree = Not(term) if is_negated else term
    expected = {path for path, facts in facts_of(library).items() if matches(tree, facts, NOW)}
    assert set(found(library, write(Query(tree)))) == expected


def test_the_oracle_shares_nothing_with_what_it_checks_but_the_tree() -> None:
    nodes = ast.walk(ast.parse(Path(oracle.__file__).read_text(encoding="utf-8")))
    imported = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    assert {name for name in imported if name.startswith("reader")} == {
        "reader.article",
        "reader.library.query.tree",
    }
