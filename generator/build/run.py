"""One build, from the workspace to the website."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import Markup

from generator.build.cache import Cache
from generator.build.options import Options, Result
from generator.build.output import Staging
from generator.build.pdfs import FAILED, Made, Pool, Printing
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
from generator.workspace import survey

#: The stylesheets of the website; the PDF reads the first of them and its own.
SCREEN_STYLES = ("base.css", "screen.css")
PAGED_STYLES = ("base.css", "paged.css")


class Common(NamedTuple):
    """What several files of a report are made of, made once: its sections' HTML and its figures as CSV."""

    body: Markup
    figures: bytes


def name_of(report: Report) -> str:
    """How messages name a report."""
    name = f"{report.area.slug} {report.edition.edition}"
    return name if report.language == "en" else f"{name} {report.language}"


def build(options: Options, pool: Pool, progress: Callable[[int, int], None]) -> Result:
    """Builds the website; ``progress`` is told how many PDFs of how many are done.

    The caller holds the output folder.  Raises ForeignFolderError if that is not ours, OSError if it cannot
    be written or the machine lacks what the engine needs; the old site stands then.
    """
    found = review(survey(options.root), options.areas, options.editions)
    if options.strict and has_errors(found.problems):
        return _unpublished(found, found.problems)
    templates = Templates(*load_templates(options.root))
    try:
        with Staging(options.output) as staging:
            return _staged(found, templates, options, pool, staging, progress)
    except TemplateError as error:
        return _unpublished(found, [*found.problems, _template_problem(error)])


def _staged(
    found: Review,
    templates: Templates,
    options: Options,
    pool: Pool,
    staging: Staging,
    progress: Callable[[int, int], None],
) -> Result:
    """Builds into a staging folder and publishes it.  Raises jinja2.TemplateError if a template fails."""
    by_name = {name_of(report): report for report in found.reports}
    common = {name: _common(report, templates, options) for name, report in by_name.items()}
    pdfs: dict[str, str] = {}
    problems = list(found.problems)

    def keep(made: Made) -> None:
        """A PDF goes to the disk as soon as it is there."""
        if made.pdf is None:
            problems.append(_pdf_problem(made))
        else:
            report = by_name[made.name]
            staging.add(f"{address.report_folder(report)}/{report.pdf_name}", made.pdf)
        pdfs[made.name] = made.in_words
        progress(len(pdfs), len(by_name))

    with Printing(Cache(options.cache), options.jobs, pool) as printing:
        if "pdf" in options.kinds:
            for made in printing.start(_job(by_name[n], templates, options, common[n]) for n in by_name):
                keep(made)
        # While the pool prints, this process writes the pages and the data.
        files = {n: _files(report, templates, options, common[n]) for n, report in by_name.items()}
        for made in printing.results():
            keep(made)
    if options.strict and has_errors(problems):
        return _unpublished(found, problems)
    failed = tuple(name for name, what in pdfs.items() if what == FAILED)
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
    return Result(tuple(in_order(problems)), built, (*found.left_out, *failed), dict(sorted(pdfs.items())))


def _unpublished(found: Review, problems: Iterable[Problem]) -> Result:
    """A build that left the website as it was."""
    names = tuple(name_of(report) for report in found.reports)
    return Result(tuple(in_order(problems)), (), (*found.left_out, *names), published=False)


def _common(report: Report, templates: Templates, options: Options) -> Common:
    """What the kinds of file that are wanted have in common."""
    pages = {"html", "pdf"} & set(options.kinds)
    figures = {"data", "pdf"} & set(options.kinds)
    return Common(sections(report, templates) if pages else Markup(), as_csv(report) if figures else b"")


def _job(report: Report, templates: Templates, options: Options, common: Common) -> PrintJob:
    dated = options.dated or report.edition.release or report.edition.snapshot
    return PrintJob(
        name_of(report),
        print_page(report, templates, dated, common.body),
        "\n".join(templates.files[f"styles/{name}"] for name in PAGED_STYLES),
        {picture.name: picture.data for picture in report.pictures},
        report.data_name("csv"),
        common.figures,
        templates.page("parts/attachment.jinja", report.language).strip(),
        dated,
    )


def _files(report: Report, templates: Templates, options: Options, common: Common) -> dict[str, bytes]:
    """A report's files by path, the PDF apart.  Raises jinja2.TemplateError if a template fails."""
    files: dict[str, bytes] = {}
    folder = address.report_folder(report)
    endings: tuple[str, ...] = ("pdf",) if "pdf" in options.kinds else ()
    if "data" in options.kinds:
        endings += ("csv", "json")
        files[f"{folder}/{report.data_name('csv')}"] = common.figures
        files[f"{folder}/{report.data_name('json')}"] = as_json(report)
    if "html" in options.kinds:
        files[f"{folder}/index.html"] = report_page(report, templates, endings, common.body).encode()
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
