"""Write a folder of made-up articles: ``python benchmarks/generate.py COUNT [FOLDER]``.

Deterministic: the same count gives the same bytes on every machine. Shaped like scraped news: a header of
seventeen keys, 60 % Chinese, 8 kB in the mean, about 300 tags of which few are common (Zipf's law), 60
folders, the source in the last line. A folder that is complete is left as it is and used again.
"""

import argparse
import os
import random
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path

SHAPE = 1
"""Raised whenever the articles would come out differently, so that old folders are not used again."""

TAGS = 300
FOLDERS = 60
CHINESE = 0.6
"""The share of Chinese articles."""
MEAN_BYTES = 8_000
SENTENCES = 4_000
"""How many different sentences there are in each language: writing goes fast, and no two articles are alike."""
LAST_DAY = datetime(2026, 3, 1, 12, 0, 0)  # noqa: DTZ001 - the dates of these articles name no zone
SPREAD_DAYS = 1_200

_CHARACTERS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
    "而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把"
    "性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质"
    "气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题程展五果料象员革位入常文总次品式活设"
    "及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任"
    "取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再"
)
_WORDS = (
    "the of and a to in is was that for it with as on be at by had not but from have an they which one were all "
    "there been would their we him has when who will more no if out so said what up its about into than them can "
    "only other new some could time these two may then do first any my now such like our over man even most made "
    "after also well many before must through years where much your way down should because long each just those "
    "people how too good very still being between both under last never same another know while might great year "
    "harbour letter window market river council lamp paper train winter evening engine garden library station"
)

_HEADER = """\
---
title: "{title}"
date: "{date}"
summary: "{summary}..."
categories:
  - "{tag}"
lang:
  - "{language}"
translations:
  - "{language}"
tags:
{tags}
menu: ""
thumbnail: ""
lead: ""
comments: false
authorbox: false
pager: true
toc: false
mathjax: false
sidebar: "right"
widgets:
  - "search"
  - "recent"
  - "taglist"
---

"""


class _Writer:
    """Makes the articles one after the other; each depends on all before it."""

    def __init__(self) -> None:
        self._random = random.Random(SHAPE)
        self._words = _WORDS.split()
        self.sentences = {
            True: [self._chinese(self._random.randint(8, 34)) for _ in range(SENTENCES)],
            False: [self._english(self._random.randint(5, 22)) for _ in range(SENTENCES)],
        }
        self._tags = [
            self._chinese(2).rstrip("。") + f"{n:03}"
            if n % 2
            else f"{self._random.choice(self._words)}-{n:03}"
            for n in range(TAGS)
        ]
        self._weights = list(accumulate(1 / (rank + 1) for rank in range(TAGS)))

    def article(self, number: int) -> tuple[str, str]:
        """Return the path inside the folder and the text of one article."""
        pick = self._random
        chinese = pick.random() < CHINESE
        paragraphs = list(self._paragraphs(chinese=chinese))
        tags = dict.fromkeys(
            pick.choices(self._tags, cum_weights=self._weights, k=pick.choice((1, 1, 2, 2, 3)))
        )
        written = LAST_DAY - timedelta(seconds=pick.randrange(SPREAD_DAYS * 86_400))
        header = _HEADER.format(
            title=f"A{number:06} " + pick.choice(self.sentences[chinese]).rstrip("。.")[:60],
            date=written.strftime("%Y-%m-%d %H:%M:%S"),
            summary=paragraphs[0][:50],
            tag=next(iter(tags)),
            tags="\n".join(f'  - "{tag}"' for tag in tags),
            language="zh-CN" if chinese else "en",
        )
        source = f"[{next(iter(tags))}](https://example.com/{number})"
        path = f"{pick.randrange(FOLDERS):02}/{number:06}.md"
        return path, header + "\n\n".join([*paragraphs, source]) + "\n"

    def _paragraphs(self, *, chinese: bool) -> Iterator[str]:
        left = self._random.lognormvariate(0, 0.6) / 1.2 * (MEAN_BYTES - 600)  # 600: the header
        while left > 0:
            sentences = self._random.choices(self.sentences[chinese], k=self._random.randint(2, 7))
            text = ("" if chinese else " ").join(sentences)
            if self._random.random() < 0.06:
                text = f"### **{sentences[0][:24]}**\n\n{text}"
            left -= len(text.encode())
            yield text

    def _chinese(self, length: int) -> str:
        text = "".join(self._random.choices(_CHARACTERS, k=length))
        return (text if length < 16 else f"{text[:9]}，{text[9:]}") + "。"

    def _english(self, length: int) -> str:
        return " ".join(self._random.choices(self._words, k=length)).capitalize() + "."


def sentences() -> dict[bool, list[str]]:
    """Return the sentences that articles are made of: Chinese ones (True) and English ones (False)."""
    return _Writer().sentences


def articles(count: int, folder: Path | None = None) -> Path:
    """Return a folder with that many articles, written now unless an earlier run left it complete."""
    target = folder or store() / f"articles-{SHAPE}-{count}"
    done = target.with_name(target.name + ".complete")
    if done.exists():
        return target
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(f"{target} is there and not complete: remove it, or name another folder")
    for number in range(FOLDERS):
        (target / f"{number:02}").mkdir(parents=True, exist_ok=True)
    writer = _Writer()
    for number in range(count):
        path, text = writer.article(number)
        (target / path).write_text(text, encoding="utf-8")
    done.touch()
    return target


def store() -> Path:
    """Return the folder for what benchmarks keep between runs: ``$NEWSREADER_BENCH`` or a temporary one."""
    folder = Path(os.environ.get("NEWSREADER_BENCH") or Path(tempfile.gettempdir()) / "newsreader-bench")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main() -> None:
    """Write what the command line asks for and say where it is."""
    parser = argparse.ArgumentParser(description="Write a folder of made-up articles.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path, nargs="?")
    options = parser.parse_args()
    print(articles(options.count, options.folder))


if __name__ == "__main__":
    main()
