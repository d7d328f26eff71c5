"""Two hundred articles as Chinese news have them, and what a reader who only sees their titles is to do with each."""

from collections.abc import Iterator
from pathlib import Path

from tests.tui.driving import article_writer

WHO = (
    "苹果",
    "阿里云",
    "字节跳动",
    "国家统计局",
    "OpenAI",
    "上海交大团队",
    "特斯拉中国",
    "《自然》杂志",
    "比亚迪",
    "多家券商",
)
WHAT = ("发布最新一代大模型并开放接口", "二季度营收同比增长37%", "回应“降价”传闻：没有的事", "把芯片做到了2纳米，成本却降了一半",
        "为什么又一次选中了杭州？", "与Apple的谈判进入最后阶段", "tau蛋白研究有新进展，药企股价应声上涨", "宣布裁员，员工：早有预感",
        "被曝数据泄露，官方已介入调查", "的十年：从车库到万亿市值")  # fmt: skip
TAGS = ("科技", "财经", "公司", "研究")
SOURCES = ("界面新闻", "虎嗅网", "少数派")

WORDS = {"必看": "star", "收藏": "later", "细读": "enter"}
"""What the last words of a title mean; all others are done at once."""


def headlines() -> Iterator[tuple[str, str]]:
    """Yield titles, each another one, with what is to be done: 140 done, 40 entered, 12 starred, 8 kept for later."""
    special = ["必看"] * 12 + ["收藏"] * 8 + ["细读"] * 40
    for number in range(200):
        # Spread: 7 and 200 have no common divisor.
        place = number * 7 % 200
        word = special[place] if place < len(special) else ""
        title = f"{WHO[number % 10]}{WHAT[number // 10 % 10]}（{number // 2 + 1}）"
        title += f"｜{word}" if word else ("｜快讯" if number % 2 else "")
        yield title, WORDS.get(word, "done")


def write_headlines(folder: Path) -> dict[str, str]:
    """Write the articles; return what is to be done with each, by its title."""
    wanted = {}
    for number, (title, act) in enumerate(headlines()):
        wanted[title] = act
        body = "界面新闻记者 | 肖芳\n\n" + "\n\n".join(
            f"第{part}段。{title}。" * 3 for part in range(number % 9 + 1)
        )
        file = article_writer(folder)(
            f"{number:03}.md",
            title,
            f"2025-02-{28 - number // 10:02} {23 - number % 10 * 2:02}:00",
            [TAGS[number % 4]],
            body,
        )
        file.write_text(
            file.read_text(encoding="utf-8").replace("tags:", f"source: {SOURCES[number % 3]}\ntags:", 1),
            encoding="utf-8",
        )
    return wanted
