"""How these tests read a file: a text or bytes in, a ``Document`` out, at a fixed time and place."""

from datetime import UTC, datetime, timedelta, timezone

from reader.article import Article, Document, Key, read_document

MODIFIED = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
"""The file's own time in all of these tests."""

BEIJING = timezone(timedelta(hours=8))
"""The zone of dates that name none."""


def read(content: str | bytes, path: str = "some-note.md", *, truncated: bool = False) -> Document:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return read_document(data, Key("folder", path), MODIFIED, zone=BEIJING, truncated=truncated)


def article(header: str, body: str = "Body.\n", path: str = "some-note.md") -> Article:
    return read(f"---\n{header}\n---\n{body}", path).article


def messages(document: Document) -> list[str]:
    return [problem.message for problem in document.article.problems]
