"""The files of a library's articles: where they are, and what is in them now. Reads files."""

import os
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from pathlib import Path

from reader.article import Document, Key
from reader.errors import ArticleGoneError
from reader.i18n import tr
from reader.library.index.open_index import OpenIndex
from reader.library.index.rows import Folder, Row


class ArticleFiles:
    """Paths and texts, by article or by key. On any thread; texts take as long as the disk does."""

    def __init__(self, index: OpenIndex, zone: tzinfo) -> None:
        """``zone`` is that of dates that name none."""
        self._index, self._zone = index, zone

    def path_of(self, key: Key) -> Path:
        """Return the file of a key of this library."""
        return self._folder(key).path / key.path

    def path(self, article: int) -> Path | None:
        """Return an article's file; None if it is gone."""
        row = self._index.articles.row(article)
        return row and self.path_of(row.key)

    def articles_at(self, paths: Iterable[Path]) -> dict[int, Path]:
        """Return the articles at these paths, which begin with those of the library's folders; others are left out."""
        found: dict[int, Path] = {}
        for path in paths:
            keys = (
                Key(folder.id, path.relative_to(folder.path).as_posix())
                for folder in self._index.folders.values()
                if path.is_relative_to(folder.path)
            )
            found |= dict.fromkeys(self._index.articles.find_all(keys), path)
        return found

    def document(self, article: int) -> Document:
        """Return an article with its text, read from its file now; raises ArticleGoneError."""
        *_, document = self.documents(article)
        return document

    def documents(self, article: int) -> Iterator[Document]:
        """Yield an article as ``document`` returns it, and before that the beginning of a large one."""
        from reader.library.scan.documents import documents_in  # 5 ms: after the first frame

        row, root = self._row_and_root(article)
        own_tags = self._index.state.own_tags(article)
        return documents_in(root, self.path_of(row.key), row, own_tags, self._zone)

    def body(self, article: int) -> str:
        """Return the text of an article below its front matter, read from its file now; raises ArticleGoneError."""
        from reader.library.scan.documents import body_in  # 10 ms: after the first frame

        row, root = self._row_and_root(article)
        return body_in(root, self.path_of(row.key))

    def _row_and_root(self, article: int) -> tuple[Row, bytes]:
        row = self._index.articles.row(article)
        if row is None:
            raise ArticleGoneError(tr("This article is not there any more."))
        return row, os.fsencode(self._folder(row.key).path)

    def _folder(self, key: Key) -> Folder:
        return next(folder for folder in self._index.folders.values() if folder.id == key.folder)
