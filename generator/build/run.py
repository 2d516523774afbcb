"""One build, from the workspace to the website."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import Markup

from generator.build.cache import Cache
from generator.build.options import Options, Result
from generator.build.output import Staging
from generator.build.pdfs import FAILED, Made, Pool, Printing
from generator.build.search import add_search
from generator.compare import newest_first
from generator.export.files import joint_files, report_files
from generator.load.templates import load_templates
from generator.model import address
from generator.model.report import Report
from generator.model.site import Site
from generator.pdf.job import PrintJob
from generator.problems import Place, Problem, has_errors, in_order
from generator.render.frame import Frame
from generator.render.report import print_page, report_page, sections
from generator.review import Review, published, review
from generator.site.feeds import feeds
from generator.site.pages import National, site_pages
from generator.templates import Templates
from generator.workspace import survey

#: The website's stylesheets, scripts and sign.
SCREEN_FILES = (
    "styles/base.css",
    "styles/screen.css",
    "styles/favicon.svg",
    "scripts/sort.js",
    "scripts/search.js",
)
#: The stylesheets of a PDF.
PAGED_STYLES = ("base.css", "paged.css")


class Common(NamedTuple):
    """What several files of a report are made of, made once: its sections' HTML and its data by path."""

    body: Markup
    data: dict[str, bytes]


def build(options: Options, pool: Pool, progress: Callable[[int, int], None]) -> Result:
    """Builds the website; ``progress`` is told how many PDFs of how many are done.

    The caller holds the output folder.  Raises ForeignFolderError if that is not ours, OSError if it cannot
    be written or the machine lacks what the engine needs; the old site stands then.
    """
    found = review(survey(options.root), options.areas, options.editions)
    if not options.preview:
        found = published(found, options.today)
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
    by_name = {report.full_name: report for report in found.reports}
    common = {name: _common(report, templates, found.site) for name, report in by_name.items()}
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
        for made in printing.results():
            keep(made)
    if options.strict and has_errors(problems):
        return _unpublished(found, problems)
    failed = tuple(name for name, what in pdfs.items() if what == FAILED)
    reports = newest_first(report for report in found.reports if report.full_name not in failed)
    frame = Frame(found.site, options.preview, options.kinds)
    areas = tuple(area for area in found.areas if not options.areas or area.slug in options.areas)
    national = National(reports, areas, templates, frame)
    for path, data in _files(national, common):
        staging.add(path, data)
    if "html" in options.kinds:
        add_search(staging)
    staging.publish()
    built = tuple(report.full_name for report in reports)
    return Result(
        tuple(in_order(problems)),
        built,
        (*found.left_out, *failed),
        dict(sorted(pdfs.items())),
        withheld=found.withheld,
    )


def _unpublished(found: Review, problems: Iterable[Problem]) -> Result:
    """A build that left the website as it was."""
    names = tuple(report.full_name for report in found.reports)
    return Result(tuple(in_order(problems)), (), (*found.left_out, *names), published=False)


def _common(report: Report, templates: Templates, site: Site) -> Common:
    """What the kinds of file that are wanted have in common."""
    return Common(sections(report, templates), report_files(report, templates, site))


def _job(report: Report, templates: Templates, options: Options, common: Common) -> PrintJob:
    dated = options.dated or report.edition.release or report.edition.snapshot
    styles = (*PAGED_STYLES, "preview.css") if options.preview else PAGED_STYLES
    return PrintJob(
        report.full_name,
        print_page(report, templates, dated, options.preview, common.body),
        "\n".join(templates.files[f"styles/{name}"] for name in styles),
        {picture.name: picture.data for picture in report.pictures},
        report.data_name("csv"),
        common.data[f"{address.report_folder(report)}/{report.data_name('csv')}"],
        templates.page("parts/attachment.jinja", report.language).strip(),
        dated,
    )


def _files(national: National, common: Mapping[str, Common]) -> Iterator[tuple[str, bytes]]:
    """The files of the website, the PDFs apart.  Raises jinja2.TemplateError if a template fails."""
    templates, frame = national.templates, national.frame
    if "data" in frame.kinds:
        for report in national.reports:
            yield from common[report.full_name].data.items()
        if national.reports:
            yield from joint_files(national.reports, templates, frame.site)
    if "html" not in frame.kinds:
        return
    paths = []
    for report in national.reports:
        path = address.report_page(report)
        paths.append(path)
        page = report_page(
            report, templates, frame, national.neighbours(report), common[report.full_name].body
        )
        yield path, page.encode()
        folder = address.report_folder(report)
        yield from ((f"{folder}/images/{picture.name}", picture.data) for picture in report.pictures)
    pages = site_pages(national)
    for path, text in (pages | feeds(national, [*pages, *paths])).items():
        yield path, text.encode()
    for name in SCREEN_FILES:
        yield f"{address.STYLES}/{name.rpartition('/')[2]}", templates.files[name].encode()


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
