"""One build, from the workspace to the website."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from generator.build.cache import Cache
from generator.build.files import Work, data_files, page_files
from generator.build.options import FAILED, Options, Result
from generator.build.output import Staging
from generator.build.pdfs import Made, Pool, Printing
from generator.build.search import Search
from generator.compare import newest_first
from generator.load.templates import load_templates
from generator.model import address
from generator.model.report import Report
from generator.problems import Place, Problem, has_errors, in_order
from generator.render.frame import Frame
from generator.review import Review, published, review
from generator.site.pages import National
from generator.site.searched import searched
from generator.templates import Templates
from generator.workspace import survey


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
    works = {r.full_name: Work(r, templates, found.site) for r in latest_first(found.reports, options.root)}
    pdfs: dict[str, str] = {}
    problems = list(found.problems)

    def keep(made: Made) -> None:
        """A PDF goes to the disk as soon as it is there."""
        if made.pdf is None:
            problems.append(_pdf_problem(made))
        else:
            report = works[made.name].report
            staging.add(f"{address.report_folder(report)}/{report.pdf_name}", made.pdf)
        pdfs[made.name] = made.in_words
        progress(len(pdfs), len(works))

    cache = Cache(options.cache)
    with Printing(cache, options.jobs, pool) as printing:
        if "pdf" in options.kinds:
            for made in printing.start(work.job(options) for work in works.values()):
                keep(made)
        # While the pool prints, this process writes the rest; one that fails, which is rare, costs all twice.
        national = _national(found, templates, options, pdfs)
        _stage(national, works, staging, cache)
        for made in printing.results():
            keep(made)
        if options.strict and has_errors(problems):
            return _unpublished(found, problems)
        failed = tuple(name for name, what in pdfs.items() if what == FAILED)
        if failed:
            staging.clear(keep=".pdf")
            national = _national(found, templates, options, pdfs)
            _stage(national, works, staging, cache)
    staging.publish()
    return Result(
        tuple(in_order(problems)),
        tuple(report.full_name for report in national.reports),
        (*found.left_out, *failed),
        dict(sorted(pdfs.items())),
        withheld=found.withheld,
    )


def latest_first(reports: Iterable[Report], root: Path) -> list[Report]:
    """The reports, the one whose files were changed last before all others: its PDF is likely to be new."""

    def changed(report: Report) -> int:
        folder = root / "areas" / report.area.slug / report.edition.edition
        return max((path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()), default=0)

    reports = list(reports)
    latest = max(reports, key=changed, default=None)
    return sorted(reports, key=lambda report: report is not latest)


def _national(found: Review, templates: Templates, options: Options, pdfs: Mapping[str, str]) -> National:
    """What the website is about: the reports whose PDF did not fail, and the areas that were asked for."""
    reports = newest_first(report for report in found.reports if pdfs.get(report.full_name) != FAILED)
    areas = tuple(area for area in found.areas if not options.areas or area.slug in options.areas)
    frame = Frame(found.site, options.preview, options.kinds)
    return National(reports, areas, len(found.areas), templates, frame)


def _stage(national: National, works: Mapping[str, Work], staging: Staging, cache: Cache) -> None:
    """Writes all files but the PDFs."""
    with ExitStack() as stack:
        search = None
        if "html" in national.frame.kinds:
            sections = {name: work.sections for name, work in works.items()}
            search = stack.enter_context(Search(searched(national, sections), cache))
            _add(page_files(national, works), staging)
        if "data" in national.frame.kinds:
            _add(data_files(national, works), staging)
        if search:
            _add(search.files().items(), staging)


def _add(files: Iterable[tuple[str, bytes]], staging: Staging) -> None:
    for path, data in files:
        staging.add(path, data)


def _unpublished(found: Review, problems: Iterable[Problem]) -> Result:
    """A build that left the website as it was."""
    names = tuple(report.full_name for report in found.reports)
    return Result(tuple(in_order(problems)), (), (*found.left_out, *names), published=False)


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
