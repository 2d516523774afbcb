"""A path -> what a browser gets: a page as the files are now, with its problems, or the last good one."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from jinja2 import TemplateError

from generator.export.files import Maker
from generator.languages import LANGUAGES
from generator.load.files import FileReader
from generator.load.templates import template_problem
from generator.model.base import LONDON
from generator.problems import Problem, as_called
from generator.render import address
from generator.report.progress import progress
from generator.serve import panel
from generator.serve.content import of_report
from generator.serve.panel import FOLDER
from generator.serve.pdfs import PdfWorker
from generator.serve.places import Spot, spot_of
from generator.serve.state import Live, State, in_words
from generator.site.report_files import Pdf
from generator.workspace import ReportFolder, Workspace, in_area
from generator.workspace.lines import line_reader

#: Where the board of all areas stands.
STATUS = "status"


class Answer(NamedTuple):
    """What a browser gets: a status of HTTP, the bytes and their kind; or where to go instead."""

    status: int
    data: bytes = b""
    kind: str = "text/html; charset=utf-8"
    location: str = ""


class Preview:
    """Answers from what a workspace says now.  Every method may be called by several threads."""

    def __init__(self, live: Live, pdfs: PdfWorker, called: str) -> None:
        self.live = live
        #: How the program was called, for words that say what to call.
        self.called = called
        self.pdfs = pdfs
        #: The last good page at each path, and whether it is a report's: that one goes with its folder.
        self.good: dict[tuple[str, bool], str] = {}

    def answer(self, path: str) -> Answer:
        """What stands at a path of the website.  Whatever goes wrong is told on the page."""
        if path.startswith(f"{FOLDER}/"):
            own = panel.own_file(path.removeprefix(f"{FOLDER}/"))
            return Answer(200, *own) if own else Answer(404, b"", "text/plain")
        if not path or path.endswith("/"):
            path += "index.html"
        try:
            with self.live.lock:
                answer = self._answer(path)
            return answer() if callable(answer) else answer
        except Exception as error:
            return self._page(path, trouble=in_words(error))

    def _answer(self, path: str) -> Answer | Callable[[], Answer]:
        """What stands at a path; of what another process makes, what waits for it."""
        if path.removesuffix("/index.html") == STATUS:
            return partial(self._status, path)
        folder = report_folder(self.live.state, path)
        if folder is not None:
            self.live.read_area(folder.area)
        makers: Mapping[str, Maker] = self.live.state.site or {}
        maker = makers.get(path)
        if isinstance(maker, Pdf):
            return partial(self._pdf, path, self.pdfs.ask(path, maker.job()))
        below = f"{path}/index.html"
        is_page = path.endswith(".html")
        if maker is None and not is_page and (below in makers or report_folder(self.live.state, below)):
            return Answer(301, location=f"/{path}/")
        if maker is not None and not is_page:
            return Answer(200, maker(), mimetypes.guess_type(path)[0] or "application/octet-stream")
        if maker is not None:
            try:
                self.good[path, folder is not None] = maker().decode()
            except TemplateError as error:
                return self._page(path, template_problem(error, self.live.root))
        return self._page(path)

    def _status(self, path: str) -> Answer:
        """How far every area is, which takes that all of their texts are read."""
        while self.live.read_on():
            pass
        with self.live.lock:
            content = self.live.state.content
        if content is None:
            return self._page(path)
        editions = tuple(content.workspace.editions)
        rows = progress(content.review, editions, datetime.now(ZoneInfo(LONDON)))
        return self._page(path, page=panel.board(rows, editions, content.review.areas))

    def _pdf(self, path: str, result: Callable[[], bytes | str]) -> Answer:
        pdf = result()
        return (
            Answer(200, pdf, "application/pdf") if isinstance(pdf, bytes) else self._page(path, trouble=pdf)
        )

    def _page(
        self, path: str, problem: Problem | None = None, trouble: str = "", page: str | None = None
    ) -> Answer:
        """A page with what is wrong now: the one that is given, the last good one at its path, or neither."""
        with self.live.lock:
            state = self.live.state
        folder = report_folder(state, path)
        is_made = page is not None or (state.site is not None and path in state.site)
        is_now = is_made and not problem and not trouble
        # A page that nothing makes any more is gone, unless something is wrong with what made it.
        is_whole = state.content is not None and state.site is not None and not state.content.review.left_out
        is_gone = not is_made and folder is None and is_whole
        if page is None and not is_gone:
            page = self.good.get((path, folder is not None))
        problems = [as_called(p, self.called) for p in (*([problem] if problem else []), *state.problems)]
        if folder is not None:
            problems = [one for one in problems if of_report(one, folder.area, folder.edition)]
        made = panel.make_panel(
            problems,
            _entries(state, path, problems),
            state.version,
            state.assets,
            self.called,
            trouble or state.trouble,
            is_stale=page is not None and not is_now,
        )
        if page is not None:
            return Answer(200, panel.with_panel(page, made).encode())
        is_missing = not is_made and folder is None and state.site is not None
        begin = _to_begin(state, path) if is_missing else ""
        return Answer(404 if is_missing else 503, panel.page_alone(made, is_missing, begin).encode())

    def renew_pdfs(self) -> None:
        """Makes each PDF that was asked for anew, if what it is made of has changed.  Raises nothing."""
        for path in self.pdfs.asked:
            try:
                with self.live.lock:
                    maker = self.live.state.site.get(path) if self.live.state.site else None
                    job = maker.job() if isinstance(maker, Pdf) else None
                if job is not None:
                    self.pdfs.ask(path, job)()
            except Exception:  # whoever asks for it is told
                continue


def report_folder(state: State, path: str) -> ReportFolder | None:
    """The folder of the report to which a path of the website belongs."""
    parts = path.split("/")
    if parts[0] in LANGUAGES:
        del parts[0]
    reports = state.content.workspace.reports if state.content else ()
    return next((one for one in reports if len(parts) > 2 and parts[:2] == [one.edition, one.area]), None)


def _to_begin(state: State, path: str) -> str:
    """The words of the command that begins the report at a path, if its area and edition can have one."""
    edition, area, *_ = f"{path}//".split("/")
    review = state.content.review if state.content else None
    is_area = review is not None and any(one.slug == area for one in review.areas)
    is_edition = state.content is not None and edition in state.content.workspace.editions
    return f"new {area} {edition}" if is_area and is_edition else ""


def _entries(state: State, path: str, problems: list[Problem]) -> list[panel.Entry]:
    """The problems as a page lists them, each with where it leads from there."""
    if state.content is None:
        return panel.entries(problems, lambda *_: None, lambda _: ("", None))
    workspace = state.content.workspace
    report = next((one for one in state.content.review.reports if address.report_page(one) == path), None)
    reader = FileReader(workspace)
    tree_of = cache(lambda name: reader.tree(workspace.root / name))

    def link_of(problem: Problem) -> tuple[str, Spot | None]:
        if report is None:
            return _report_link(problem, workspace), None
        spot = spot_of(problem, report, tree_of)
        return (f"#{spot.anchor}", spot) if spot else ("", None)

    return panel.entries(problems, line_reader(workspace), link_of)


def _report_link(problem: Problem, workspace: Workspace) -> str:
    """The address of the report whose file a problem is in, or nothing."""
    for folder in workspace.reports:
        if in_area(problem.file) == (folder.area, folder.edition):
            return f"/{folder.edition}/{folder.area}/"
    return ""
