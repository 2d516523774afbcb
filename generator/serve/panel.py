"""What a page of the preview has beside what the website has: its script, and the list of its problems."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import DictLoader, Environment, StrictUndefined

from generator.model.area import Area
from generator.problems import Problem, counted, excerpt
from generator.report.progress import Progress, State, in_words
from generator.serve.places import Spot
from generator.workspace import template_folders

#: Where the files of the preview itself are found on the server; no page of the website can stand there.
FOLDER = "_preview"
#: The most problems that one page lists: whoever has more mends the first ones first.
MOST = 100


class Entry(NamedTuple):
    """A problem as the list shows it: where it leads, and its line in three pieces, the middle one wrong."""

    problem: Problem
    href: str
    spot: Spot | None
    line: tuple[str, str, str]


class Cell(NamedTuple):
    """A report on the board: where it is, its state, and that in a few words."""

    href: str
    state: State
    words: str


class Panel(NamedTuple):
    """All that the preview says on a page."""

    #: Tells the page's script whether the page is as it is now.
    version: str
    #: Tells it whether stylesheets and scripts are.
    assets: str
    entries: tuple[Entry, ...]
    counted: str
    has_errors: bool
    more: int
    #: How the program was called.
    called: str
    #: Why the page is not as the files are, in words of the program; empty if it is.
    trouble: str
    #: Whether the page is the last that could be made.
    is_stale: bool


def entries(
    problems: Iterable[Problem],
    line_of: Callable[[str, int], str | None],
    link_of: Callable[[Problem], tuple[str, Spot | None]],
) -> list[Entry]:
    """The entries of problems, errors first; ``link_of`` gives where each leads."""
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    return [Entry(problem, *link_of(problem), _line(problem, line_of)) for problem in ordered[:MOST]]


def _line(problem: Problem, line_of: Callable[[str, int], str | None]) -> tuple[str, str, str]:
    text = line_of(problem.file, problem.line)
    if not text or text.isspace():
        return ("", "", "")
    shown, start, width = excerpt(text, problem)
    return (shown[:start], shown[start : start + width], shown[start + width :])


def make_panel(
    problems: Sequence[Problem],
    shown: list[Entry],
    version: str,
    assets: str,
    called: str,
    trouble: str = "",
    is_stale: bool = False,
) -> Panel:
    """The panel of a page: ``shown`` are the first of its ``problems``."""
    has_errors = any(problem.severity == "error" for problem in problems)
    return Panel(
        version,
        assets,
        tuple(shown),
        counted(problems),
        has_errors,
        len(problems) - len(shown),
        called,
        trouble,
        is_stale,
    )


def with_panel(page: str, panel: Panel) -> str:
    """A page of the website with the preview's script and panel; its own text has no ``</head>`` in it."""
    page = page.replace("</head>", f"{_macro('head')()}</head>", 1)
    return page.replace("</body>", f"{_macro('panel')(panel)}</body>", 1)


def page_alone(panel: Panel, missing: bool, begin: str) -> str:
    """A page that stands in the place of one that cannot be made, or that there is not.

    ``begin`` are the words of the command that begins the report, where nobody has.
    """
    return with_panel(str(_macro("alone")(missing, begin, panel.called)), panel)


def board(progress: Iterable[Progress], editions: Sequence[str], areas: Iterable[Area]) -> str:
    """The page that says how far every area is: a row for each, a column for each edition."""
    cells = {
        (one.area, one.edition): Cell(f"/{one.edition}/{one.area}/", one.state, in_words(one))
        for one in progress
    }
    rows = [(area.name.en, [cells[area.slug, edition] for edition in editions]) for area in areas]
    return str(_macro("board")(editions, rows))


def own_file(name: str) -> tuple[bytes, str] | None:
    """A script or stylesheet of the preview itself with its kind, by its name; None if there is none."""
    data = _files().get(name)
    kind = mimetypes.guess_type(name)[0]
    return (data.encode(), f"{kind}; charset=utf-8") if data is not None and kind else None


def _macro(name: str) -> Callable[..., str]:
    macro: Callable[..., str] = getattr(_environment().get_template("panel.html.jinja").module, name)
    return macro


@cache
def _environment() -> Environment:
    """The program's own templates alone: they work when the workspace's own do not."""
    return Environment(
        loader=DictLoader(_files()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _files() -> dict[str, str]:
    folder = template_folders(Path(__file__))[0] / "serve"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}
