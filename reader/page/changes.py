"""Two versions of an article as one page: what was added, removed and changed.

Pure and linear: parts that occur once in either text are matched first, what lies between is compared in small
groups; first paragraphs, then the words of changed ones. Only blocks that differ are parsed.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from operator import itemgetter

from reader.i18n import tr, trn
from reader.page.line import TASK_BOXES, Block, BlockKind, Gutter, GutterKind, Run, TextStyle
from reader.page.lines.block_layout import block_text
from reader.page.lines.joining import is_east_asian
from reader.page.navigation.matching import ALIKE, alike, key_of, pairs
from reader.text.graphemes import graphemes

ADDED, REMOVED, CHANGED, SAME = "+ ", "- ", "~ ", "  "
"""The gutters of changed paragraphs, and of the lines of code blocks."""

GROUP_LIMIT = 64
"""Paragraphs or words between two matches that are compared; longer stretches count as replaced."""

WINDOW = 4
"""How many paragraphs ahead a changed one is searched."""

LIKENESSES_LIMIT = 20_000
"""How often paragraphs are compared for similarity; after that they count as removed and added."""

APART = Run(" ", TextStyle.REMOVED | TextStyle.ADDED)
"""Stands between removed and added words; neither text has it."""

_TEXTS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LABEL, BlockKind.META, BlockKind.TITLE})
"""Kinds whose words are compared (of code blocks, the lines); others are removed and added as a whole."""

_BOXES = frozenset(TASK_BOXES.values())
_MARKED = _TEXTS | {BlockKind.TABLE, BlockKind.IMAGE, BlockKind.NOTICE}


@dataclass(slots=True)
class ChangeCounts:
    """The numbers of passages that differ: paragraphs, list items, code blocks, tables."""

    added: int = 0
    """Only the new text has them."""
    removed: int = 0
    """Only the old text had them."""
    changed: int = 0
    """Both have them, in other words."""


def changed_page(old: Sequence[Block], new: Sequence[Block]) -> tuple[Block, ...] | None:
    """Return the new blocks and the removed ones as a page whose gutters tell them apart.

    None if both are equal.
    """
    counts = ChangeCounts()
    blocks = tuple(_Merge(old, new, counts).blocks())
    if counts == ChangeCounts():
        return None
    return (Block(BlockKind.NOTICE, (Run(_summary(counts)),)), *blocks)


def _summary(counts: ChangeCounts) -> str:
    parts = [
        trn("1 passage added", "{count:,} passages added", counts.added) if counts.added else "",
        trn("1 removed", "{count:,} removed", counts.removed) if counts.removed else "",
        trn("1 changed", "{count:,} changed", counts.changed) if counts.changed else "",
    ]
    return tr("Since you read it: {changes}", changes=" · ".join(filter(None, parts)))


class _Merge:
    """One pass over both texts."""

    def __init__(self, old: Sequence[Block], new: Sequence[Block], counts: ChangeCounts) -> None:
        self._old, self._new, self._counts = old, new, counts
        self._looks = 0
        self._group = 1 + max((each.group for block in (*old, *new) for each in block.gutters), default=0)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of the page in order."""
        mine, others = list(map(_key, self._old)), list(map(_key, self._new))
        for is_same, left, right in aligned(mine, others):
            if is_same:
                yield from self._new[right.start : right.stop]
            else:
                yield from self._replaced(left, right)

    def _replaced(self, left: range, right: range) -> Iterator[Block]:
        """Yield the blocks of two stretches: similar ones as changed, the others as removed and added."""
        at = right.start
        for index in left:
            like = self._like(index, range(at, min(at + WINDOW, right.stop)))
            if like is None:
                yield self._removed(index)
                continue
            yield from self._added(range(at, like))
            at = like + 1
            if self._old[index].kind in _TEXTS:
                self._counts.changed += 1
                yield self._changed(self._old[index], self._new[like])
            elif self._old[index].kind is BlockKind.CODE:
                self._counts.changed += 1
                yield from self._lines_changed(self._old[index], self._new[like])
            else:
                yield self._removed(index)
                yield from self._added(range(like, at))
        yield from self._added(range(at, right.stop))

    def _removed(self, index: int) -> Block:
        self._counts.removed += 1
        return self._with_style(self._old[index], REMOVED, TextStyle.REMOVED)

    def _added(self, right: range) -> Iterator[Block]:
        for index in right:
            self._counts.added += 1
            yield self._with_style(self._new[index], ADDED, TextStyle.ADDED)

    def _like(self, index: int, candidates: range) -> int | None:
        """Return the new block that is similar to an old one, if any."""
        block = self._old[index]
        text = block_text(block)
        for at in candidates:
            if self._looks >= LIKENESSES_LIMIT:
                return None
            self._looks += 1
            if self._new[at].kind is block.kind and alike(text, block_text(self._new[at])) >= ALIKE:
                return at
        return None

    def _changed(self, old: Block, new: Block) -> Block:
        return self._with_gutter(new, CHANGED)._replace(runs=tuple(merged(tuple(old.runs), tuple(new.runs))))

    def _lines_changed(self, old: Block, new: Block) -> Iterator[Block]:
        """Yield a code block in pieces: lines that both have, removed ones, added ones."""
        mine, others = block_text(old).split("\n"), block_text(new).split("\n")
        former = old._replace(gutters=new.gutters, anchors=())
        for is_same, left, right in aligned(mine, others):
            pieces = (
                [(SAME, new, others, right)]
                if is_same
                else [(REMOVED, former, mine, left), (ADDED, new, others, right)]
            )
            for gutter_text, block, lines, part in pieces:
                if part:
                    text = "\n".join(lines[part.start : part.stop])
                    level = block.level and block.level + part.start
                    yield self._with_gutter(block, gutter_text)._replace(runs=(Run(text),), level=level)
                    former, new = former._replace(space=0), new._replace(space=0, anchors=())

    def _with_style(self, block: Block, gutter_text: str, style: TextStyle) -> Block:
        changed = self._with_gutter(block, gutter_text)
        if style is TextStyle.REMOVED:
            changed = changed._replace(anchors=())
        if block.kind not in _MARKED:
            return changed
        return changed._replace(runs=tuple(run._replace(style=run.style | style) for run in block.runs))

    def _with_gutter(self, block: Block, gutter_text: str) -> Block:
        self._group += 1
        gutter = Gutter(GutterKind.CHANGE, gutter_text, gutter_text, self._group)
        return block._replace(gutters=(*block.gutters, gutter))


def merged(old: Sequence[Run], new: Sequence[Run]) -> Iterator[Run]:
    """Yield the new runs with removed parts of the old ones in between; differences have a style."""
    mine, others = words("".join(run.text for run in old)), words("".join(run.text for run in new))
    starts, others_starts = _starts(mine), _starts(others)
    for is_same, left, right in aligned(mine, others):
        if not is_same:
            yield from _cut(old, starts[left.start], starts[left.stop], TextStyle.REMOVED)
            if left and right and not (mine[left.stop - 1].isspace() or others[right.start].isspace()):
                yield APART
        style = TextStyle.PLAIN if is_same else TextStyle.ADDED
        yield from _cut(new, others_starts[right.start], others_starts[right.stop], style)


def aligned(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[bool, range, range]]:
    """Yield corresponding parts of two sequences, in order, and whether they are equal.

    Items that occur once in either are matched first; short stretches between are compared, long ones replaced.
    """
    for is_same, parts in groupby(_steps(old, new), key=itemgetter(0)):
        each = list(parts)
        (_, first, there), (_, last, last_there) = each[0], each[-1]
        yield is_same, range(first.start, last.stop), range(there.start, last_there.stop)


def _steps(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[bool, range, range]]:
    known = _ascending(pairs(old, new))
    for (before, there), (until, to) in pairwise([(-1, -1), *known, (len(old), len(new))]):
        if there >= 0:
            yield True, range(before, before + 1), range(there, there + 1)
        left, right = range(before + 1, until), range(there + 1, to)
        if left and right and max(len(left), len(right)) <= GROUP_LIMIT:
            a, b = [old[index] for index in left], [new[index] for index in right]
            for tag, i, i_end, j, j_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
                yield tag == "equal", left[i:i_end], right[j:j_end]
        elif left or right:
            yield False, left, right


def words(text: str) -> list[str]:
    """Return the text in pieces: words, spaces, and single characters; Chinese and Japanese by character."""
    pieces: list[str] = []
    last = ""
    for cluster in graphemes(text):
        kind = (
            " "
            if cluster.isspace()
            else "word"
            if cluster[0].isalnum() and not is_east_asian(cluster[0])
            else ""
        )
        if kind and kind == last:
            pieces[-1] += cluster
        else:
            pieces.append(cluster)
        last = kind
    return pieces


def _cut(runs: Sequence[Run], start: int, end: int, style: TextStyle) -> Iterator[Run]:
    """Yield the runs of a part of a text, with a style added."""
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            yield run._replace(text=text, style=run.style | style)
        at += len(run.text)
        if at >= end:
            return


def _key(block: Block) -> Hashable:
    """Return the key by which blocks are equal to a reader: a ticked box counts, a list number does not."""
    return key_of(block), tuple(each.text for each in block.gutters if each.text in _BOXES)


def _starts(pieces: Sequence[str]) -> list[int]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def _ascending(found: dict[int, int]) -> list[tuple[int, int]]:
    """Return the longest list of pairs in the same order in both texts (a longest increasing subsequence)."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for index in sorted(found):
        at = bisect_left(tails, found[index])
        if at:
            before[index] = ends[at - 1]
        tails[at : at + 1], ends[at : at + 1] = [found[index]], [index]
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append((index, found[index]))
        index = before.get(index, -1)
    return chain[::-1]
