"""What came of a command -> words on a terminal.

In: problems and outcomes.  Out: text on standard output and standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click

from generator.build.options import FAILED, PART, PREVIEW, REUSED, WHOLE, Options, Result
from generator.commands.calls import called
from generator.model.report_id import ReportId
from generator.problems import Problem, as_called, as_text, counted, printable
from generator.workspace import Workspace

#: What to do when a library of the system that the PDF engine needs is not there.
ENGINE_HINT = (
    "The PDF engine needs Pango. On Debian and Ubuntu: sudo apt-get install libpangoft2-1.0-0 "
    "libharfbuzz-subset0. Without it, `{called} build --only html` and `--only data` work."
)


#: What an error of the machine leaves of a website.
AS_IT_WAS = "The website is as it was; mend this and build again."


def machine_words(error: OSError, outcome: str = AS_IT_WAS) -> str:
    """An error of the machine in words, and what it leaves."""
    if "cannot load library" in str(error):
        return ENGINE_HINT.format(called=called())
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{error.strerror or error}. {outcome}"


def print_problems(workspace: Workspace, problems: Iterable[Problem], *, err: bool) -> str:
    """Prints all problems, each with its line, and gives their count."""
    from generator.workspace.lines import line_reader

    problems = list(problems)
    line_of, command = line_reader(workspace), called()
    for problem in problems:
        click.echo(as_text(as_called(problem, command), line_of) + "\n", err=err)
    return counted(problems)


def lines_of_areas(workspace: Workspace, problems: Iterable[Problem]) -> list[str]:
    """A line for each area, and for each of its years, that has a problem: ``london 2024-25: 2 errors``."""
    years = {
        workspace.relative(report.path): f"{report.area} {report.edition}" for report in workspace.reports
    }
    by_report: dict[str, list[Problem]] = {}
    for problem in problems:
        place, area, *below = f"{problem.file}/".split("/")[:3]
        if place == "areas" and area:
            name = years.get("/".join((place, area, *below)), area)
            by_report.setdefault(name, []).append(problem)
    return [f"{printable(name)}: {counted(found)}" for name, found in sorted(by_report.items())]


#: What an area has still to do, by the code of the problem that says so.
TO_DO = {
    "missing-report": "no report yet",
    "unfinished-report": "a draft",
    "missing-sign-off": "not signed off",
}


def to_do(problems: Iterable[Problem]) -> list[str]:
    """A line for each area, and for the national editor, that keeps an edition from being released."""
    by_owner: dict[str, list[Problem]] = {}
    for problem in problems:
        place, owner, *_ = f"{problem.file}//".split("/")
        by_owner.setdefault(owner if place == "areas" and owner else "national editor", []).append(problem)
    lines = []
    for owner, own in sorted(by_owner.items()):
        others = sum(problem.code not in TO_DO for problem in own)
        words = [f"{others} to mend or explain"] if others else []
        words += [TO_DO[problem.code] for problem in own if problem.code in TO_DO]
        lines.append(f"{printable(owner)}: {', '.join(words)}")
    return lines


#: What a website is, in words.
KIND_WORDS = {WHOLE: "the whole website", PART: "a part of the website", PREVIEW: "a preview"}
#: What to do with one that is not the whole.
KIND_ADVICE = {
    WHOLE: "",
    PART: " Do not publish it: all else is missing. `{called} build` makes the whole.",
    PREVIEW: " Do not put it where the public can see it: it shows what is not released.",
}


def kind_line(kind: str, folder: object) -> str:
    """What the website in a folder is, and what that means."""
    words = KIND_WORDS.get(kind, "no website that this program knows")
    return f"In {folder} is {words}.{KIND_ADVICE.get(kind, '').format(called=called())}"


def listed(reports: Iterable[ReportId]) -> str:
    """Reports in a line, as messages name them."""
    return printable(", ".join(map(str, reports)))


def summary(result: Result, options: Options, seconds: float) -> str:
    """The closing lines of a build."""
    lines = [f"Left out: {listed(result.left_out)}."] if result.left_out else []
    if result.withheld:
        lines.append(
            f"Not published yet: {', '.join(result.withheld)}. `{called()} build --preview` shows them."
        )
    if result.with_errors:
        lines.append(f"With errors, and so in a preview alone: {listed(result.with_errors)}.")
    if not result.published:
        return "\n".join([*lines, "Nothing was built; the website is as it was."])
    reused = list(result.pdfs.values()).count(REUSED)
    made = sum(what not in (FAILED, REUSED) for what in result.pdfs.values())
    number = len(result.built)
    pdfs = f" ({made} PDF{'' if made == 1 else 's'} made, {reused} reused)" if result.pdfs else ""
    lines.append(f"Built {number} report{'' if number == 1 else 's'}{pdfs} in {seconds:.1f} seconds.")
    lines.append(kind_line(options.site_kind, options.output))
    return "\n".join(lines)


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing in a pipe; gives a function that is told (done, of how many)."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("PDFs", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
