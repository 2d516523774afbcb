"""One build, from the workspace to the website."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from jinja2 import TemplateError, TemplateSyntaxError

from generator.build.cache import Cache
from generator.build.output import check_output, publish
from generator.build.pdfs import Made, make_all
from generator.export.figures import as_csv, as_json
from generator.load.templates import load_templates
from generator.model import address
from generator.model.report import Report
from generator.pdf.job import PrintJob
from generator.problems import Place, Problem, has_errors, in_order
from generator.render.report import print_page, report_page
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


@dataclass(frozen=True)
class Outcome:
    """What came of a build."""

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

    Raises ForeignFolderError if the output folder is not ours, OSError if it cannot be written.
    """
    check_output(options.output)
    found = review(workspace, options.areas, options.editions)
    if options.strict and has_errors(found.problems):
        return _unpublished(found, found.problems)
    templates = Templates(*load_templates(workspace.root))
    problems = list(found.problems)
    pdfs: dict[str, Made] = {}
    if "pdf" in options.kinds:
        try:
            jobs = [_job(report, templates, options) for report in found.reports]
        except TemplateError as error:
            return _unpublished(found, [*problems, _template_problem(error)])
        done: list[Made] = []

        def made(one: Made) -> None:
            done.append(one)
            progress(len(done), len(jobs))

        pdfs = make_all(jobs, Cache(options.cache), options.jobs, made)
        problems += [_pdf_problem(one) for one in pdfs.values() if one.pdf is None]
    failed = tuple(one.name for one in pdfs.values() if one.pdf is None)
    reports = [report for report in found.reports if name_of(report) not in failed]
    if options.strict and has_errors(problems):
        return _unpublished(found, problems)
    try:
        files = _files(found, reports, templates, options, pdfs)
    except TemplateError as error:
        return _unpublished(found, [*problems, _template_problem(error)])
    publish(files, options.output)
    return Outcome(
        tuple(in_order(problems)),
        tuple(name_of(report) for report in reports),
        (*found.left_out, *failed),
        tuple(pdfs.values()),
    )


def _unpublished(found: Review, problems: Iterable[Problem]) -> Outcome:
    """A build that left the website as it was."""
    names = tuple(name_of(report) for report in found.reports)
    return Outcome(tuple(in_order(problems)), (), (*found.left_out, *names), published=False)


def _job(report: Report, templates: Templates, options: Options) -> PrintJob:
    dated = options.dated or report.edition.release or report.edition.snapshot
    return PrintJob(
        name_of(report),
        print_page(report, templates, dated),
        "\n".join(templates.files[f"styles/{name}"] for name in PAGED_STYLES),
        {picture.name: picture.data for picture in report.pictures},
        report.data_name("csv"),
        as_csv(report),
        templates.page("parts/attachment.jinja", report.language).strip(),
        dated,
    )


def _files(
    found: Review, reports: list[Report], templates: Templates, options: Options, pdfs: dict[str, Made]
) -> dict[str, bytes]:
    """Every file of the website by path.  Raises jinja2.TemplateError if a template fails."""
    files: dict[str, bytes] = {}
    endings: tuple[str, ...] = ("pdf",) if "pdf" in options.kinds else ()
    endings += ("csv", "json") if "data" in options.kinds else ()
    for report in reports:
        folder = address.report_folder(report)
        if "pdf" in options.kinds:
            files[f"{folder}/{report.pdf_name}"] = pdfs[name_of(report)].pdf or b""
        if "data" in options.kinds:
            files[f"{folder}/{report.data_name('csv')}"] = as_csv(report)
            files[f"{folder}/{report.data_name('json')}"] = as_json(report)
        if "html" in options.kinds:
            files[f"{folder}/index.html"] = report_page(report, templates, endings).encode()
            files |= {f"{folder}/images/{picture.name}": picture.data for picture in report.pictures}
    if "html" in options.kinds:
        pages = site_pages(tuple(reports), found.areas, templates)
        files |= {path: text.encode() for path, text in pages.items()}
        for name in SCREEN_STYLES:
            files[f"{address.STYLES}/{name}"] = templates.files[f"styles/{name}"].encode()
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
