"""Commands that write articles into files: as a book, a page, Markdown or JSON; the brief of the day."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import NewsreaderError
from reader.i18n import tr, trn
from reader.library import Completion
from reader.text import clean_line
from reader.tui.acts.asking import choose, confirm, type_text
from reader.tui.acts.topic import Roles, Topic
from reader.tui.dialogs.requests import Choice, DialogTexts, QueryRequest

if TYPE_CHECKING:
    from reader.actions.exporting.making import Form, Made, Wish
    from reader.actions.exporting.target import Target
    from reader.actions.feeds.fetching import Fetcher
    from reader.tui.control.downloads import Downloads

EXPORT = "export"
"""The name of this work among the downloads."""


class _Meant(NamedTuple):
    """What a command is about."""

    articles: Sequence[int]
    """In their order."""
    title: str
    """Of what is made of them."""


class Exporting(Topic):
    """Exports what is selected, the group or the article under the cursor, or what a query finds."""

    def __init__(self, roles: Roles, downloads: "Downloads") -> None:
        super().__init__(roles)
        self._downloads = downloads
        self._folder = "~/"
        """Into which was written last, as it was typed."""
        self._is_stopped = Event()

    def do_export_articles(self) -> None:
        """Write the article, what is selected, or the group under the cursor into a file; stop that if it is under way."""
        if self._downloads.is_busy(EXPORT):
            self._stop()
        elif meant := self._meant():
            self._ask_form(meant)

    def do_make_brief(self) -> None:
        """Make a brief of what is selected, else of the day."""
        if self._downloads.is_busy(EXPORT):
            self._stop()
        elif several := self._several():
            self._ask_use(several)
        else:
            self.brief("")

    def export(self, path: str, query: str) -> None:
        """Write what a query finds, or what is meant without one, to a path; without a path ask for the form and the file."""
        if not query:
            if meant := self._meant():
                self._export_to(meant, path)
            return

        def found(articles: Sequence[int]) -> None:
            if articles:
                self._export_to(_Meant(articles, query), path)
            else:
                self._tell.say_missing(tr("No articles found"))

        now = datetime.now(self._workspace.zone)
        self._tell.in_worker(lambda: list(self._library.questions.query(query, now)), found, opens=True)

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

    def _meant(self) -> _Meant | None:
        """Return what is selected, else the group whose heading has the cursor, else the article; where none is, say so."""
        if several := self._several():
            return _Meant(several, tr("Articles"))
        model = self._list.model
        if not self._focus.in_page and model.sections and model.slot.article < 0:
            section = model.slot.section
            if members := model.members(section):
                return _Meant([*members], model.label(section))
        row = self._row(refuses=True)
        return _Meant([row.id], row.title) if row else None

    # The form and the file

    def _ask_form(self, meant: _Meant) -> None:
        offers = _offers(is_several=len(meant.articles) > 1)
        words = DialogTexts(
            trn("Export 1 article as", "Export {count:,} articles as", len(meant.articles)), "",
            tr("No form matches"), tr("1 to {count} or enter takes it · esc closes", count=len(offers)),
        )  # fmt: skip

        def take(number: int) -> None:
            form, wish, _ = offers[number]
            self._ask_file(meant, form, wish)

        choose(self._tell, words, (choice for _, _, choice in offers), take, numbered=True)

    def _ask_file(self, meant: _Meant, form: "Form", wish: "Wish") -> None:
        from reader.actions.exporting.making import default_name
        from reader.actions.exporting.target import target_of

        name = default_name(meant.title, form)
        name = f"{name.rpartition('.')[0]}/" if wish.is_folder else name

        def write(typed: str) -> None:
            target = target_of(typed)._replace(is_folder=wish.is_folder)
            self._remember(typed)
            self._begin(meant, wish, target)

        self._type_path(tr("Export to"), self._folder + name, write)

    def _type_path(self, title: str, path: str, take: Callable[[str], None]) -> None:
        from reader.actions.exporting.target import target_of
        from reader.actions.workspace.typed_path import path_completions

        def complete(typed: str) -> list[Completion]:
            return [
                Completion(each.path, each.label)
                for each in path_completions(typed, (".epub", ".html", ".md", ".json"))
            ]

        request = QueryRequest(
            title,
            tr("a file"),
            tr("tab completes · enter writes it · esc closes"),
            target_of,
            complete,
            is_replaced=False,
        )
        type_text(self._tell, request, take, path)

    def _remember(self, typed: str) -> None:
        head = typed.rstrip("/").rpartition("/")[0]
        self._folder = f"{head}/" if head else self._folder

    def _export_to(self, meant: _Meant, path: str) -> None:
        if not path:
            self._ask_form(meant)
            return
        from reader.actions.exporting.making import Wish, form_of
        from reader.actions.exporting.target import target_of

        try:
            target = target_of(path)
            form = form_of("markdown" if target.is_folder else "", path)
        except NewsreaderError as problem:
            self._tell.say_failed(problem)
            return
        self._begin(meant, Wish(form.name, is_folder=target.is_folder), target)

    # The work

    def _begin(self, meant: _Meant, wish: "Wish", target: "Target") -> None:
        """Make it and write it, after a question if a file is there already."""
        wish = wish._replace(title=meant.title)

        def begin(*, is_forced: bool) -> None:
            self._end_selecting()
            total = len(meant.articles)
            self._work(
                partial(self._made, meant, wish, target, is_forced=is_forced),
                partial(self._done, target),
                total,
            )

        if not target.is_folder and os.path.lexists(target.path):
            question = tr("{path} is there already. Write over it?", path=_short(target.path))
            confirm(self._tell, question, lambda: begin(is_forced=True))
        else:
            begin(is_forced=False)

    def _made(
        self, meant: _Meant, wish: "Wish", target: "Target", fetcher: "Fetcher", *, is_forced: bool
    ) -> "Made":
        from reader.actions.exporting.making import make
        from reader.actions.exporting.placing import place
        from reader.actions.exporting.target import ExistsError

        made = make(
            self._workspace,
            meant.articles,
            wish,
            fetcher,
            on_progress=self._progress,
            is_stopped=self._is_stopped.is_set,
        )
        try:
            place(made, target, is_forced=is_forced)
        except ExistsError as problem:
            self._tell.call_later(self._ask_over, problem, made, target)
            return made._replace(articles=0)
        return made

    def _ask_over(self, problem: NewsreaderError, made: "Made", target: "Target") -> None:
        """Ask whether files in a folder may be written over."""
        from reader.actions.exporting.placing import place

        question = tr("{problem}. Write over what is there?", problem=problem)

        def write() -> None:
            self._tell.in_worker(
                partial(place, made, target, is_forced=True), lambda _: self._done(target, made)
            )

        confirm(self._tell, question, write)

    def _done(self, target: "Target", made: "Made") -> None:
        if not made.articles:  # a question stands before that
            return
        sentence = trn(
            "1 article written to {path}",
            "{count:,} articles written to {path}",
            made.articles,
            path=_short(target.path),
        )
        if made.gone:
            sentence += " · " + trn("1 could not be read", "{count:,} could not be read", made.gone)
        if made.images_left_out:
            sentence += " · " + trn(
                "1 image is left out", "{count:,} images are left out", made.images_left_out
            )
        self._tell.say(sentence)

    def _work(self, act: "Callable[[Fetcher], Made]", done: "Callable[[Made], None]", total: int) -> None:
        if self._downloads.is_busy(EXPORT):
            self._tell.say(tr("Another export is under way"))
            return
        self._is_stopped = Event()
        self._downloads.fetch(EXPORT, act, done, self._said(0, total))

    def _progress(self, done: int, total: int) -> None:
        if done % 20 == 0:
            self._tell.call_later(self._downloads.show_progress, EXPORT, self._said(done, total))

    def _said(self, done: int, total: int) -> str:
        key = self._keymap.first("export_articles")
        stops = tr("{key} stops it", key=key) if key else ""
        return tr("exporting {done:,}/{total:,} … {stops}", done=done, total=total, stops=stops)

    def _stop(self) -> None:
        self._is_stopped.set()
        self._downloads.stop(EXPORT)
        self._tell.say(tr("The export was stopped"))

    # The brief

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
                self._remember(typed)

                def write(*, is_forced: bool) -> None:
                    said = tr("The brief is written to {path}", path=_short(target.path))
                    save = partial(write_file, target.path, text.encode(), is_forced=is_forced)
                    self._tell.in_worker(save, lambda _: self._tell.say(said))

                if os.path.lexists(target.path):
                    question = tr("{path} is there already. Write over it?", path=_short(target.path))
                    confirm(self._tell, question, lambda: write(is_forced=True))
                else:
                    write(is_forced=False)

            day = datetime.now(self._workspace.zone).date().isoformat()
            self._type_path(tr("Save the brief to"), f"{self._folder}brief-{day}{ending}", take)

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


def _offers(*, is_several: bool) -> "list[tuple[Form, Wish, Choice]]":
    """Return the forms that can be chosen."""
    from reader.actions.exporting.making import FORMS, Wish

    found = []
    for form in FORMS:
        title = tr(form.title)
        found.append((form, Wish(form.name), Choice(title, tr(form.about))))
        if form.name in {"epub", "html"}:
            fetched = tr("{form}, with images from the web", form=title)
            found.append((form, Wish(form.name, has_images=True), Choice(fetched)))
        if form.name == "markdown":
            if is_several:
                each = tr("{form}, a file for each article", form=title)
                found.append((form, Wish(form.name, is_folder=True), Choice(each)))
            beside = tr("{form}, with images beside it", form=title)
            found.append((form, Wish(form.name, is_folder=True, has_images=True), Choice(beside)))
    return found


def _short(path: Path) -> str:
    """Return a path as a sentence says it."""
    try:
        return clean_line(f"~/{path.relative_to(Path.home())}")
    except (ValueError, RuntimeError):
        return clean_line(str(path))
