"""Each kind of block set in lines: text wrapped, listings kept line by line, rules drawn, tables in columns.

Pure. ``KINDS`` says which kind is set how; ``lay`` is the door for one block, ``reader.page.layout`` that for
a page.
"""

from reader.page.formula import FormulaSetting
from reader.page.line import Block, BlockKind, Line, Role, Span
from reader.page.listing import CodeSetting
from reader.page.setting import Setting
from reader.page.table import TableSetting
from reader.page.wrap import Cut, wrap


def lay(block: Block, index: int, measure: int) -> tuple[Line, ...]:
    """Return the block's lines at ``measure`` cells, without the blank ones above it."""
    setting = set_block(block, index, measure)
    return tuple(setting.line(at) for at in range(setting.height))


def set_block(block: Block, index: int, measure: int) -> Setting:
    """Return the block cut into lines; ``index`` is its number on the page."""
    return KINDS.get(block.kind, TextSetting)(block, index, measure)


class TextSetting(Setting):
    """Running text, as much on each line as fits; without text there is no line but for a bullet."""

    __slots__ = ()

    def _cut(self) -> list[Cut]:
        if self.text:
            return wrap(self.text, self.width)
        return [(0, 0)] if any(each.text != each.rest for each in self.block.gutters) else []


class HeadingSetting(TextSetting):
    """A title: its lines are about as long as one another."""

    __slots__ = ()

    def _cut(self) -> list[Cut]:
        return wrap(self.text, self.width, balanced=True) if self.text else super()._cut()


class RuleSetting(Setting):
    """A thematic break."""

    __slots__ = ()

    def _cut(self) -> list[Cut]:
        return [(0, 0)]

    def _dressed(self, at: int) -> list[Span]:  # noqa: ARG002 - there is one line
        return [Span("─" * self.width, Role.RULE)]


KINDS: dict[BlockKind, type[Setting]] = {
    BlockKind.TITLE: HeadingSetting,
    BlockKind.HEADING: HeadingSetting,
    BlockKind.CODE: CodeSetting,
    BlockKind.MATHS: FormulaSetting,
    BlockKind.RULE: RuleSetting,
    BlockKind.TABLE: TableSetting,
}
"""What is not named here is running text."""
