"""One build, from the workspace to the website."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import Markup

from generator.build.cache import Cache
from generator.build.children import LIMIT, Children
from generator.build.output import Staging
from generator.build.pdfs import Made, Printing
from generator.export.figures import as_csv, as_json
from generator.load.templates import load_templates
from generator.model import address
from generator.model.report import Report
from generator.pdf.job import PrintJob
from generator.problems import Place, Problem, has_errors, in_order
from generator.render.report import print_page, report_page, sections
from generator.render.templates import Templates
from generator.review import Review, review
from generator.site.pages import site_pages
from generator.workspace import Workspace

Kind = Literal["html", "pdf", "data"]
KINDS: tuple[Kind, ...] = ("html", "pdf", "data")
#: The stylesheets of the website; the PDF reads the first of them and its own.
SCREEN_STYLES = ("base.css", "screen.css")
PAGED_STYLES = ("base.css", "paged.css")


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    output: Path
    cache: Path
    areas: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = KINDS
    jobs: int = 1
    strict: bool = False
    #: The date that PDFs bear, if not their edition's.
    dated: date | None = None
    #: Seconds after which a report's PDF counts as hung.
    limit: float = LIMIT
    #: Gives the executor that makes PDFs, for a number of processes; children of this machine if None.
    pool: Callable[[int], AbstractContextManager[Executor]] | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a build; its PDFs are without their bytes."""

    problems: tuple[Problem, ...]
    built: tuple[str, ...]
    left_out: tuple[str, ...]
    pdfs: tuple[Made, ...] = field(default=())
    published: bool = True


def name_of(report: Report) -> str:
    """How messages name a report."""
    name = f"{report.area.slug} {report.edition.edition}"
    return name if report.language == "en" else f"{name} {report.language}"


def build(workspace: Workspace, options: Options, progress: Callable[[int, int], None]) -> Outcome:
    """Builds the website; ``progress`` is told how many PDFs of how many are done.

    The caller holds the output folder.  Raises ForeignFolderError if that is not ours, OSError if it cannot
    be written or the machine lacks what the engine needs; the old site stands then.
    """
    found = review(workspace, options.areas, options.editions)
    if options.strict and has_errors(found.problems):
        return _unpublished(found, found.problems)
    templates = Templates(*load_templates(workspace.root))
    try:
        with Staging(options.output) as staging:
            return _staged(found, templates, options, staging, progress)
    except TemplateError as error:
        return _unpublished(found, [*found.problems, _template_problem(error)])


def _staged(
    found: Review,
    templates: Templates,
    options: Options,
    staging: Staging,
    progress: Callable[[int, int], None],
) -> Outcome:
    """Builds into a staging folder and publishes it.  Raises jinja2.TemplateError if a template fails."""
    pool = options.pool or (lambda number: Children(number, options.limit))
    by_name = {name_of(report): report for report in found.reports}
    words = {"html", "pdf"} & set(options.kinds)
    bodies = {name: sections(report, templates) if words else Markup() for name, report in by_name.items()}
    done: list[Made] = []

    def keep(made: Made) -> None:
        """A PDF goes to the disk as soon as it is there."""
        if made.pdf is not None:
            report = by_name[made.name]
            staging.add(f"{address.report_folder(report)}/{report.pdf_name}", made.pdf)
        done.append(made.without_bytes())
        progress(len(done), len(by_name))

    with Printing(Cache(options.cache), options.jobs, pool) as printing:
        if "pdf" in options.kinds:
            for made in printing.start(_job(by_name[n], templates, options, bodies[n]) for n in by_name):
                keep(made)
        # While the pool prints, this process writes the pages and the data.
        files = {n: _files(report, templates, options, bodies[n]) for n, report in by_name.items()}
        for made in printing.results():
            keep(made)
    problems = [*found.problems, *(_pdf_problem(made) for made in done if made.pdf is None)]
    if options.strict and has_errors(problems):
        return _unpublished(found, problems)
    failed = tuple(made.name for made in done if made.pdf is None)
    reports = tuple(report for report in found.reports if name_of(report) not in failed)
    for report in reports:
        for path, data in files[name_of(report)].items():
            staging.add(path, data)
    if "html" in options.kinds:
        for path, text in site_pages(reports, found.areas, templates).items():
            staging.add(path, text.encode())
        for name in SCREEN_STYLES:
            staging.add(f"{address.STYLES}/{name}", templates.files[f"styles/{name}"].encode())
    staging.publish()
    built = tuple(name_of(report) for report in reports)
    return Outcome(tuple(in_order(problems)), built, (*found.left_out, *failed), tuple(done))


def _unpublished(found: Review, problems: Iterable[Problem]) -> Outcome:
    """A build that left the website as it was."""
    names = tuple(name_of(report) for report in found.reports)
    return Outcome(tuple(in_order(problems)), (), (*found.left_out, *names), published=False)


def _job(report: Report, templates: Templates, options: Options, body: Markup) -> PrintJob:
    dated = options.dated or report.edition.release or report.edition.snapshot
    return PrintJob(
        name_of(report),
        print_page(report, templates, dated, body),
        "\n".join(templates.files[f"styles/{name}"] for name in PAGED_STYLES),
        {picture.name: picture.data for picture in report.pictures},
        report.data_name("csv"),
        as_csv(report),
        templates.page("parts/attachment.jinja", report.language).strip(),
        dated,
    )


def _files(report: Report, templates: Templates, options: Options, body: Markup) -> dict[str, bytes]:
    """A report's files by path, the PDF apart.  Raises jinja2.TemplateError if a template fails."""
    files: dict[str, bytes] = {}
    folder = address.report_folder(report)
    endings: tuple[str, ...] = ("pdf",) if "pdf" in options.kinds else ()
    if "data" in options.kinds:
        endings += ("csv", "json")
        files[f"{folder}/{report.data_name('csv')}"] = as_csv(report)
        files[f"{folder}/{report.data_name('json')}"] = as_json(report)
    if "html" in options.kinds:
        files[f"{folder}/index.html"] = report_page(report, templates, endings, body).encode()
        files |= {f"{folder}/images/{picture.name}": picture.data for picture in report.pictures}
    return files


def _template_problem(error: TemplateError) -> Problem:
    syntax = isinstance(error, TemplateSyntaxError)
    name = (error.name if syntax else None) or ""  # type: ignore[attr-defined]
    line = error.lineno if syntax else 1  # type: ignore[attr-defined]
    return Problem.at(
        Place(f"templates/{name}".rstrip("/"), line, 1, line, 1),
        "template-failed",
        f"The template cannot be used: {error.message or error}.",
        "Undo the last change to the templates, or correct it there.",
    )


def _pdf_problem(made: Made) -> Problem:
    area, edition = made.name.split()[:2]
    faults = "; ".join(made.faults[:5])
    return Problem.at(
        Place(f"areas/{area}/{edition}"),
        "pdf-failed",
        f"The PDF of {made.name} cannot be published: {faults}.",
        "The report is left out. Look for something unusual in its Markdown, such as a very long table, "
        "a very large picture or letters of another alphabet.",
    )
