"""Made-up texts of articles for the page: long ones, half Chinese and half English, and odd ones."""

import random

from benchmarks.generate import SENTENCES, sentences

SEED = 2026


def mixed(size: int) -> str:
    """Return about ``size`` bytes of Markdown: mostly paragraphs, all the usual constructs among them."""
    pick, known = random.Random(SEED), sentences()
    pieces: list[str] = []
    left = size
    while left > 0:
        chinese = pick.random() < 0.5
        few = pick.choices(known[chinese], k=pick.randint(2, 7))
        pieces.append(_piece(pick.random(), few, ("" if chinese else " ").join(few)))
        left -= len(pieces[-1].encode()) + 2
    return "\n\n".join(pieces) + "\n"


def _piece(kind: float, few: list[str], text: str) -> str:
    if kind < 0.06:
        return f"## {few[0][:30]}"
    if kind < 0.10:
        return "\n".join(f"- {each}" for each in few)
    if kind < 0.12:
        return f"> {text}"
    if kind < 0.14:
        return "```python\ndef turn(page):\n    return page + 1  # the next one\n```"
    if kind < 0.15:
        rows = "".join(f"\n| {each[:20]} | {number} |" for number, each in enumerate(few))
        return f"| name | count |\n| --- | ---: |{rows}"
    if kind < 0.30:
        return f"{text} [a link](https://example.com/a), **strong** and `code`."
    return text


def odd() -> dict[str, str]:
    """Return texts that nobody writes by hand, by what is odd about them."""
    chinese, english = sentences()[True], sentences()[False]
    links = [f"[link {number}](https://example.com/{number})" for number in range(10_000)]
    rows = (f"| {chinese[n % SENTENCES][:20]} | **{n}** | {english[n % SENTENCES]} |" for n in range(2_000))
    return {
        "a line of 110,000 characters": " ".join(english)[:110_000],
        "one without a space": "x" * 110_000,
        "a Chinese one": ("".join(chinese) * 2)[:110_000],
        "10,000 links in one paragraph": " ".join(links),
        "10,000 links, a paragraph each": "\n\n".join(links),
        "5,000 headings": "\n\n".join(f"## Heading {number} 标题" for number in range(5_000)),
        "a table of 2,000 rows": "| a | b | c |\n|---|---|---|\n" + "\n".join(rows),
        "quotes nested 500 deep": ">" * 500 + " deep",
        "100 kB of [[[[": "[" * 100_000,
        "100 kB of ****": "*" * 100_000,
        "100 kB of *a *a": "*a " * 33_333,
    }
