"""Commands about the brief: made of the day, of what is selected or of what a query finds; read, copied, saved."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from reader.i18n import tr, trn
from reader.tui.acts.asking import choose
from reader.tui.acts.topic import Roles, Topic
from reader.tui.acts.typed_paths import short_path
from reader.tui.dialogs.requests import Choice, DialogTexts

if TYPE_CHECKING:
    from reader.tui.acts.typed_paths import TypedPaths


class Briefing(Topic):
    """Makes briefs."""

    def __init__(self, roles: Roles, paths: "TypedPaths") -> None:
        super().__init__(roles)
        self._paths = paths

    def do_make_brief(self) -> None:
        """Make a brief of what is selected, else of the day."""
        if several := self._several():
            self._ask_use(several)
        else:
            self.brief("")

    def brief(self, query: str) -> None:
        """Make a brief of what a query finds, else of the day."""

        def find() -> list[int]:
            from reader.actions.exporting.brief import brief_articles

            return list(brief_articles(self._workspace, query.split()))

        def found(articles: Sequence[int]) -> None:
            if articles:
                self._ask_use(articles)
            elif query:
                self._tell.say_missing(tr("No articles found"))
            else:
                self._tell.refuse(
                    tr("Nothing came within a day; :brief and a query make a brief of other articles")
                )

        self._tell.in_worker(find, found, opens=True)

    def _ask_use(self, articles: Sequence[int]) -> None:
        """Ask what to do with a brief."""
        uses = (
            (tr("Show it"), "", self._show),
            (tr("Copy it"), "Markdown", self._copy),
            (tr("Save it"), "Markdown", partial(self._save, "", ".md")),
            (tr("Save it as a web page"), "HTML", partial(self._save, "html", ".html")),
            (tr("Save it for Obsidian"), tr("template"), partial(self._save, "obsidian", ".md")),
            (tr("Save it for Logseq"), tr("template"), partial(self._save, "logseq", ".md")),
        )
        words = DialogTexts(
            trn("Brief of 1 article", "Brief of {count:,} articles", len(articles)), "",
            tr("Nothing matches"), tr("1 to {count} or enter takes it · esc closes", count=len(uses)),
        )  # fmt: skip

        def take(number: int) -> None:
            self._end_selecting()
            uses[number][2](articles)

        choose(self._tell, words, (Choice(title, aside) for title, aside, _ in uses), take, numbered=True)

    def _show(self, articles: Sequence[int]) -> None:
        def show(text: str) -> None:
            from reader.tui.dialogs.standard import LinesDialog  # with its widgets 5 ms: only when needed

            self._tell.ask(LinesDialog(tr("Brief"), text.splitlines()))

        self._brief(articles, "", show)

    def _copy(self, articles: Sequence[int]) -> None:
        def copy(text: str) -> None:
            self._tell.copy(text)
            self._tell.say(
                trn("Copied a brief of 1 article", "Copied a brief of {count:,} articles", len(articles))
            )

        self._brief(articles, "", copy)

    def _save(self, form: str, ending: str, articles: Sequence[int]) -> None:
        from reader.actions.exporting.target import target_of, write_file

        def ask(text: str) -> None:
            def take(typed: str) -> None:
                target = target_of(typed)

                def write(*, is_forced: bool) -> None:
                    said = tr("The brief is written to {path}", path=short_path(target.path))
                    save = partial(write_file, target.path, text.encode(), is_forced=is_forced)
                    self._tell.in_worker(save, lambda _: self._tell.say(said))

                if os.path.lexists(target.path):
                    self._paths.confirm_over(target.path, partial(write, is_forced=True))
                else:
                    write(is_forced=False)

            day = datetime.now(self._workspace.zone).date().isoformat()
            self._paths.ask(tr("Save the brief to"), f"brief-{day}{ending}", take)

        self._brief(articles, form, ask)

    def _brief(self, articles: Sequence[int], form: str, done: Callable[[str], None]) -> None:
        def make() -> str:
            from reader.actions.exporting import brief as briefs
            from reader.actions.exporting.template import Filled, template_source

            workspace, now = self._workspace, datetime.now(self._workspace.zone)
            made = briefs.brief_of(workspace, articles, briefs.default_key(workspace), now)
            if form == "html":
                return briefs.as_page(made)
            return (
                briefs.by_template(made, Filled(template_source("brief", form)))
                if form
                else briefs.as_markdown(made)
            )

        self._tell.in_worker(make, done, opens=True)
