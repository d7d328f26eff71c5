"""The kinds of callouts, admonitions and containers, with their names and labels.

Pure. The names are those of GitHub, Obsidian, Docusaurus, Material for MkDocs, Hugo themes and Hexo.
"""

from collections.abc import Mapping

from reader.i18n import tr

_NAMES = {
    "note": "note",
    "info": "info information primary blue default",
    "tip": "tip hint success-tip green",
    "important": "important",
    "warning": "warning warn attention yellow orange",
    "caution": "caution",
    "danger": "danger error alert-danger red",
    "bug": "bug",
    "example": "example",
    "quote": "quote cite blockquote",
    "summary": "abstract summary tldr",
    "todo": "todo",
    "success": "success check done",
    "question": "question help faq",
    "failure": "failure fail missing",
    "details": "details spoiler collapse expand fold accordion toggle",
}
WORDS = {
    "note": "Note",
    "info": "Info",
    "tip": "Tip",
    "important": "Important",
    "warning": "Warning",
    "caution": "Caution",
    "danger": "Danger",
    "bug": "Bug",
    "example": "Example",
    "quote": "Quote",
    "summary": "Summary",
    "todo": "To do",
    "success": "Success",
    "question": "Question",
    "failure": "Failure",
    "details": "Details",
}
"""The label of each kind, in English."""
_HANT = ("zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue")
_SPOKEN = {
    "zh": dict(zip(WORDS, (
        "备注", "信息", "提示", "重要", "警告", "注意", "危险", "缺陷", "示例", "引用", "摘要", "待办", "成功", "问题", "失败", "详情",
    ), strict=True)),
    "zh-hant": dict(zip(WORDS, (
        "備註", "資訊", "提示", "重要", "警告", "注意", "危險", "缺陷", "範例", "引用", "摘要", "待辦", "成功", "問題", "失敗", "詳情",
    ), strict=True)),
    "ja": dict(zip(WORDS, (
        "備考", "情報", "ヒント", "重要", "警告", "注意", "危険", "バグ", "例", "引用", "要約", "やること", "成功", "質問", "失敗", "詳細",
    ), strict=True)),
}  # fmt: skip
"""Labels of each kind by language: in Chinese or Japanese text an English word would stand out."""

KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}
"""The kind by name, in lower case."""


def kind_word(name: str, language: str = "") -> str:
    """Return the label of a kind by any of its names; an unknown name is its own label.

    ``language`` is the article's, as a BCP 47 tag; without labels in it, the program's language is used.
    """
    kind = KINDS.get(name.lower())
    if kind and (words := _words_in(language)):
        return words[kind]
    return tr(WORDS[kind]) if kind else name.replace("-", " ").replace("_", " ").strip().capitalize()


def _words_in(language: str) -> Mapping[str, str] | None:
    tag = language.lower()
    return _SPOKEN.get("zh-hant" if tag.startswith(_HANT) else tag.partition("-")[0])
