"""The table of header keys by field, for all site generators.

Pure. Names are compared without case, ``_`` and ``-``; ``a.b`` is key ``b`` inside mapping ``a``. A field's
first key that holds something wins. Zola keeps its own keys in ``extra`` and ``taxonomies``, Hugo in
``params``: each key is looked for there too.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Final

from reader.article.article import HeaderValue
from reader.article.template import is_template
from reader.article.value import NAMES_KEPT, plain_name

INNER: Final = ("taxonomies", "extra", "params")
"""Mappings of a header whose keys count like the header's own, after those."""

ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title", "link_title", "name", "full_title", "标题", "標題", "タイトル", "제목", "शीर्षक"),
    "date": (
        "date", "date.created", "date.published", "publish_date", "published", "pub_date", "date_published", "published_at",
        "published_date", "publication_date", "published_on", "created", "post_date", "created_time", "creation_date",
        "date_created", "created_date", "created_at", "date_saved", "saved_at", "date_added", "date_clipped", "日期", "创建时间",
        "发布日期", "發布日期", "发布时间", "创建日期", "作成日", "作成日時", "公開日", "投稿日", "작성일", "생성 일시",
    ),
    "updated": (
        "updated", "lastmod", "modified", "last_update.date", "date.updated", "date.modified", "last_modified_at",
        "last_modified", "updated_date", "date_updated", "date_modified", "updated_at", "updated_time", "modified_at",
        "last_edited_time", "last_edited", "last_updated", "更新时间",
        "更新日期", "修改时间", "最后编辑时间", "更新日", "更新日時", "最終更新日時", "수정일", "최종 편집 일시",
    ),
    "path": ("path",),
    "tags": ("tags", "tag", "keywords", "topics", "labels", "document_tags", "标签", "標籤", "タグ", "태그"),
    "categories": ("categories", "category", "分类", "分類", "カテゴリ"),
    "authors": ("author", "authors", "creator", "by", "byline", "created_by", "written_by", "作者", "著者", "작성자"),
    "summary": ("summary", "description", "excerpt", "lead", "subtitle", "abstract", "摘要"),
    "link": (
        "link", "source", "url", "source_url", "original_url", "canonical", "canonical_url", "external_url", "web_url",
        "article_url", "网址", "網址", "原文链接",
    ),
    "source": ("source", "site_name", "site", "publisher", "publication", "来源", "來源"),
    "image": (
        "image", "thumbnail", "cover", "banner", "hero", "hero_image", "featured_image", "og_image", "images",
    ),
    "language": ("lang", "language", "locale"),
    "cjk": ("is_cjk_language",),
    "draft": ("draft", "unlisted"),
    "published": ("published",),
    "status": ("status",),
    "guid": ("id", "guid", "uuid"),
    "translation": ("translation_key", "ref"),
    "layout": ("layout",),
}  # fmt: skip
"""Field to the keys that mean it, the best first."""

_MEANING: Final[dict[str, list[tuple[str, int, str]]]] = {}
"""Plain name of a key to its possible meanings: field, rank among the field's keys, and the inner key, if any."""
for _field, _aliases in ALIASES.items():
    for _rank, _alias in enumerate(_aliases):
        _key, _, _inside = _alias.partition(".")
        _MEANING.setdefault(plain_name(_key), []).append((_field, _rank, plain_name(_inside)))

KNOWN: Final = frozenset(_MEANING) - {"ref"} | {"slug", "weight", "type"}
"""The plain names that show that lines without fences are a header."""


@lru_cache(maxsize=NAMES_KEPT)
def _meanings(key: str) -> Sequence[tuple[str, int, str]]:
    return _MEANING.get(plain_name(key), ())


class Fields:
    """The values of a header, by field instead of by key."""

    def __init__(self, header: Mapping[str, HeaderValue]) -> None:
        self._found: dict[str, list[tuple[int, int, HeaderValue]]] = {}
        self._add(header, 0)
        for key, value in header.items():
            if isinstance(value, dict) and plain_name(key) in INNER:
                self._add(value, 1 + INNER.index(plain_name(key)))

    def _add(self, keys: Mapping[str, HeaderValue], level: int) -> None:
        for key, value in keys.items():
            if not value or not (meanings := _meanings(key)):
                continue
            for field, rank, inside in meanings:
                meant = value
                if inside:
                    by_name = {plain_name(k): v for k, v in value.items()} if isinstance(value, dict) else {}
                    meant = by_name.get(inside, "")
                if meant := _without_templates(meant):
                    self._found.setdefault(field, []).append((rank, level, meant))

    def candidates(self, field: str) -> Sequence[HeaderValue]:
        """Return the values of the field's keys that are not empty, the best first."""
        found = self._found.get(field)
        if not found:
            return ()
        return [value for _, _, value in sorted(found, key=_RANK)] if len(found) > 1 else [found[0][2]]

    def first(self, field: str) -> HeaderValue:
        """Return the best value of the field, or an empty text."""
        return next(iter(self.candidates(field)), "")


def _without_templates(value: HeaderValue) -> HeaderValue:
    """Return a value without its templates; empty where it has nothing else."""
    if isinstance(value, str):
        return "" if is_template(value) else value
    if isinstance(value, list):
        return [item for item in value if not (isinstance(item, str) and is_template(item))]
    return value


_RANK: Final = itemgetter(0, 1)
