"""Metadata that Readwise, Notion, Omnivore, Joplin and clippers write into an article are the article's."""

import pytest

from reader.article import Article
from tests.article.articles import BEIJING, messages, read

READWISE = """\
# The Sea

![rw-book-cover](https://a.example/c.jpg)

## Metadata
- Author: [[Ann Lee]], [[Bo Day]]
- Full Title: The Sea and its Winds
- Category: #articles
- Document Tags: [[sea]] [[two words]]
- Published Date: 2024-03-04
- URL: https://a.example/sea
- Rating: 5

## Highlights
- One ([View Highlight](https://read.example/1))
"""

NOTION = """\
# Trip to Rome

Created: March 3, 2024 9:15 AM
Tags: sea, wind
URL: https://a.example/sea
Status: Done

It rained.
"""

OMNIVORE = """\
---
id: 12-ab
title: >
  The Sea
author: Ann Lee
tags:
  - sea
date_saved: 2024-03-04 10:00:00
---

# The Sea
#Omnivore

[Read on Omnivore](https://omnivore.example/me/sea-12)
[Read Original](https://a.example/sea_(x))

## Highlights
"""

OMNIVORE_IN_LOGSEQ = """\
- site:: [The Sea Times](https://a.example/sea)
  author:: Ann Lee
  labels:: [[sea]] [[two words]]
  date-saved:: [[Mar 4th, 2024]]
- ### Highlights
"""

JOPLIN = """\
The Sea

It rained.

id: 0123456789abcdef0123456789abcdef
parent_id: 1123456789abcdef0123456789abcdef
created_time: 2024-03-04T03:04:05.000Z
updated_time: 2024-03-06T03:04:05.000Z
is_conflict: 0
author: Ann Lee
source_url: https://a.example/sea
is_todo: 0
source: joplin-desktop
type_: 1"""

JOPLIN_WITH_HEADER = """\
---
title: The Sea
updated: 2024-03-06 03:04:05Z
created: 2024-03-04 03:04:05Z
source: https://a.example/sea
author: Ann Lee
latitude: 0.00
tags:
  - sea
---

It rained.
"""

MARKDOWNLOAD = """\
---
created: 2024-03-04T00:42:49 (UTC -05:00)
tags: [sea]
source: https://a.example/sea
author: Ann Lee
---

# The Sea

It rained.
"""

WEB_CLIPPER = """\
---
title: "The Sea"
source: "https://a.example/sea"
author:
  - "[[Ann Lee]]"
published: 2024-03-04
created: 2024-05-01
description: "About winds."
tags:
  - "sea"
---
It rained.
"""

QIITA = """\
---
title: The Sea
tags:
  - sea
private: false
updated_at: '2024-03-06T10:00:00+09:00'
id: 0123456789abcdef0123
organization_url_name: null
slide: false
ignorePublish: false
---
It rained.
"""

ZENN = """\
---
title: "The Sea"
emoji: "🌊"
type: "tech"
topics: ["sea", "wind"]
published: true
published_at: 2024-03-04 10:00
---
It rained.
"""


def about(text: str, path: str = "note.md") -> Article:
    document = read(text, path)
    assert messages(document) == []
    return document.article


def test_readwises_list_is_the_articles() -> None:
    found = about(READWISE)
    assert (found.title, found.authors) == ("The Sea and its Winds", ("Ann Lee", "Bo Day"))
    assert (found.tags, found.categories) == (("sea", "two words"), ("articles",))
    assert (found.link, f"{found.date:%F}") == ("https://a.example/sea", "2024-03-03")


def test_only_what_is_shown_above_the_text_leaves_it() -> None:
    body = read(READWISE).body
    assert "- Rating: 5\n\n## Highlights" in body
    assert "## Metadata" in body
    assert "Author" not in body
    assert body.count("\n") == READWISE.count("\n")
    assert "## Metadata" not in read(READWISE.replace("- Rating: 5\n", "")).body


def test_notions_properties_are_the_articles() -> None:
    found = about(NOTION, "Trip to Rome 0123456789abcdef0123456789abcdef.md")
    assert (found.title, found.tags, found.link) == ("Trip to Rome", ("sea", "wind"), "https://a.example/sea")
    assert f"{found.date:%F %H:%M}" == "2024-03-03 01:15"
    body = read(NOTION).body
    assert "Status: Done" in body
    assert "Created" not in body


@pytest.mark.parametrize(
    "text",
    [
        "# Chapter: one\n\nWarning: do not run.\n\nText\n",
        "# T\n\nSource: the archive\n\nText\n",
        "# T\n\nText: a\nand Date: 2024-01-02\n\nText\n",
        "# T\n\nDate: some day\nURL: none\n\nText\n",
        "Text.\n\nTags: a\nAuthor: b\n\nText\n",
        "# T\n\n## Metadata\n\nAre data about data.\n",
        "# T\n\n```\nAuthor: Ann\nDate: 2024-01-02\n```\n",
        "A note.\n\ntype_: 1\n",
    ],
)
def test_text_that_only_looks_so_stays(text: str) -> None:
    assert read(text).body == text


def test_omnivores_links_and_labels_are_the_articles() -> None:
    found = about(OMNIVORE)
    assert (found.title, found.link, found.tags) == ("The Sea", "https://a.example/sea_(x)", ("sea",))
    assert f"{found.date:%F}" == "2024-03-04"
    found = about(OMNIVORE_IN_LOGSEQ, "pages/The Sea.md")
    assert (found.link, found.source) == ("https://a.example/sea", "The Sea Times")
    assert (found.authors, found.tags) == (("Ann Lee",), ("sea", "two words"))
    assert f"{found.date:%F}" == "2024-03-03"


def test_the_tail_of_joplins_notes_is_their_header() -> None:
    document = read(JOPLIN, "0123456789abcdef0123456789abcdef.md")
    found = document.article
    assert (found.title, found.authors, found.link) == ("The Sea", ("Ann Lee",), "https://a.example/sea")
    assert found.source == "a.example"
    assert f"{found.date:%F} {found.updated:%F}" == "2024-03-04 2024-03-06"
    assert document.body.strip() == "It rained."


@pytest.mark.parametrize("text", [JOPLIN_WITH_HEADER, MARKDOWNLOAD, WEB_CLIPPER])
def test_headers_of_clippers_are_read(text: str) -> None:
    found = about(text)
    assert (found.title, found.authors, found.tags) == ("The Sea", ("Ann Lee",), ("sea",))
    assert (found.link, f"{found.date:%F}"[:9]) == ("https://a.example/sea", "2024-03-0")


def test_zenns_topics_and_qiitas_tags_are_tags() -> None:
    zenn, qiita = about(ZENN), about(QIITA)
    assert (zenn.title, zenn.tags, zenn.draft) == ("The Sea", ("sea", "wind"), False)
    assert (qiita.title, qiita.tags, qiita.draft) == ("The Sea", ("sea",), False)
    assert f"{zenn.date:%F} {qiita.updated:%F}" == "2024-03-04 2024-03-06"


DATES = {
    "date:\n  created: 2024-02-03\n  updated: 2024-03-04": "2024-02-03",
    "post_date: 2024-02-03": "2024-02-03",
    "date_saved: 2024-02-03": "2024-02-03",
    "created_time: 2024-02-03": "2024-02-03",
    "Published Date: February 3, 2024": "2024-02-03",
    "date: 2024-02-03T00:42:49 (UTC +08:00)": "2024-02-03",
    "date: 27. 2. 2025": "2025-02-27",
    "发布日期: 2024-02-03": "2024-02-03",
    "作成日: 2024-02-03": "2024-02-03",
    "생성 일시: 2024-02-03": "2024-02-03",
    "date: 2024年3月4日 下午3:04": "2024-03-04",
    "date: 2024-03-04T10:00:00+08:00[Asia/Shanghai]": "2024-03-04",
    "date: 4 мая 2024": "2024-05-04",
    "date: 2024-03-04 - 10:00": "2024-03-04",
}


@pytest.mark.parametrize("header", DATES)
def test_dates_are_read_in_the_forms_of_many_programs(header: str) -> None:
    document = read(f"---\ntitle: x\n{header}\n---\nText\n")
    assert messages(document) == []
    assert f"{document.article.date.astimezone(BEIJING):%F}" == DATES[header]


@pytest.mark.parametrize(
    "words", ["Last Modified", "Created", "git Created", "git Last Modified", "{{date}}"]
)
def test_words_for_a_date_that_a_program_fills_in_are_no_problem(words: str) -> None:
    assert messages(read(f"---\ntitle: x\ndate: {words}\n---\nText\n")) == []
