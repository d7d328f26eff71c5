"""A passage of an article as a quotation in Markdown: its words, and whose they are."""

from collections.abc import Iterable, Sequence

from reader.article import Article
from reader.page.as_markdown import destination, escaped, passage_as_markdown
from reader.page.line import Block
from reader.text import clean_line

AUTHORS = 3
"""Authors that are named; where there are more, the first one."""


def as_quotation(blocks: Sequence[Block], parts: Iterable[tuple[int, int, int]], article: Article) -> str:
    """Return parts of an article's page (block, start, end) as a quotation with author, title and link; empty without text."""
    passage = passage_as_markdown(blocks, parts)
    if not passage.strip():
        return ""
    lines = [*passage.split("\n"), "", f"— {credit(article)}"]
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def credit(article: Article) -> str:
    """Return author, title and link of an article in Markdown: ``Author, [Title](<link>)``."""
    title = escaped(clean_line(article.title))
    title = f"[{title}]({destination(article.link)})" if article.link else title
    authors = [escaped(clean_line(name)) for name in article.authors if name.strip()]
    if len(authors) > AUTHORS:
        authors = [f"{authors[0]} et al."]
    return ", ".join([*authors, title])
