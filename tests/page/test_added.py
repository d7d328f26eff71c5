"""When an entry was fetched stands beside its date."""

from datetime import UTC, timedelta

from reader.page.compose import PageOptions, compose
from tests.page.pages import read


def test_when_an_entry_was_fetched_stands_beside_its_date_where_that_is_not_the_same() -> None:
    entry = read("---\ntitle: A\ndate: 2025-02-14 17:21\n---\nText.", "a.md")
    near, far = (entry.article.date + timedelta(minutes=minutes) for minutes in (59, 3000))
    texts = []
    for added in (None, near, far):
        blocks = compose(entry, PageOptions(UTC, added=added))
        texts.append(" ".join("".join(run.text for run in block.runs) for block in blocks))
    assert ["added" in text for text in texts] == [False, False, True]
    assert f"added {far.astimezone(UTC):%Y-%m-%d %H:%M}" in texts[2]
