"""Commands that write articles into files: as a book, a page, Markdown or JSON."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import NewsreaderError
from reader.i18n import tr, trn
from reader.tui.acts.asking import choose, confirm
from reader.tui.acts.topic import Roles, Topic
from reader.tui.acts.typed_paths import short_path
from reader.tui.dialogs.requests import Choice, DialogTexts

if TYPE_CHECKING:
    from reader.actions.exporting.making import Form, Made, Wish
    from reader.actions.exporting.target import Target
    from reader.actions.feeds.fetching import Fetcher
    from reader.tui.acts.typed_paths import TypedPaths
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

    def __init__(self, roles: Roles, downloads: "Downloads", paths: "TypedPaths") -> None:
        super().__init__(roles)
        self._downloads = downloads
        self._paths = paths

    def do_export_articles(self) -> None:
        """Write the article, what is selected, or the group under the cursor into a file; stop that if it is under way."""
        if self._downloads.is_busy(EXPORT):
            self._stop()
        elif meant := self._meant():
            self._ask_form(meant)

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
            self._begin(meant, wish, target)

        self._paths.ask(tr("Export to"), name, write)

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
            self._paths.confirm_over(target.path, partial(begin, is_forced=True))
        else:
            begin(is_forced=False)

    def _made(
        self, meant: _Meant, wish: "Wish", target: "Target", fetcher: "Fetcher", *, is_forced: bool
    ) -> "Made":
        from reader.actions.exporting.making import StoppedError, make
        from reader.actions.exporting.placing import place
        from reader.actions.exporting.target import ExistsError

        def is_stopped() -> bool:
            return fetcher.is_stopped  # by a key, or because the program ends

        try:
            made = make(
                self._workspace, meant.articles, wish, fetcher, on_progress=self._progress, is_stopped=is_stopped
            )  # fmt: skip
        except Exception as fault:
            if is_stopped():  # the library is closed by then
                raise StoppedError(tr("The export was stopped")) from fault
            raise
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
            path=short_path(target.path),
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
        self._downloads.fetch(EXPORT, act, done, self._progress_sentence(0, total))

    def _progress(self, done: int, total: int) -> None:
        if done % 20 == 0:
            self._tell.call_later(self._downloads.show_progress, EXPORT, self._progress_sentence(done, total))

    def _progress_sentence(self, done: int, total: int) -> str:
        key = self._keymap.first("export_articles")
        stops = tr("{key} stops it", key=key) if key else ""
        return tr("exporting {done:,}/{total:,} … {stops}", done=done, total=total, stops=stops)

    def _stop(self) -> None:
        self._downloads.stop(EXPORT)
        self._tell.say(tr("The export was stopped"))


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
