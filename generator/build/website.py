"""A website: areas that did not change are reused, all else is made; then it is published as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial

from jinja2 import TemplateError

from generator.build import pool
from generator.build.areas import CachedArea, cached_area, keep
from generator.build.cache import Cache, hash_of
from generator.build.compiled import CompiledTemplates
from generator.build.fingerprint import Fingerprint, fingerprint
from generator.build.options import REUSED, Options, ReadBack, Result
from generator.build.output import Staging
from generator.build.pdfs import PdfResult, Pdfs
from generator.build.search import Search
from generator.load.templates import load_templates, template_problem
from generator.problems import Place, Problem, has_errors, in_order
from generator.render.frame import Frame
from generator.render.templates import Templates
from generator.report.publication import published, without_errors_of_drafts
from generator.report.review import Review, review
from generator.site.report_files import Maker, Pdf
from generator.site.site import AreaBytes, Site, make_site
from generator.workspace import Workspace, survey

#: Is told how many PDFs of how many are done.
Progress = Callable[[int, int], None]


def make_website(
    options: Options,
    workspace: Workspace,
    cache: Cache,
    before: Fingerprint,
    progress: Progress,
    read_back: ReadBack | None,
) -> tuple[Result, bool]:
    """Makes and publishes the website; gives also whether the workspace, once read, was still as ``before``.

    ``before`` is the fingerprint of ``workspace``: what is read is what was hashed.  Raises
    ForeignFolderError or OSError with the old site in its place.
    """
    wanted = [area for area in options.areas or workspace.areas if area in before.areas]
    entries = {area: cached_area(cache, before.of_area(area), options.now) for area in wanted}
    cached = {area: entry for area, entry in entries.items() if entry is not None}
    reviewed = review(
        workspace, options.areas, options.editions, figures_only=cached, with_gaps=options.preview
    )
    told = (problem for entry in cached.values() for problem in entry.problems)
    reviewed = replace(reviewed, problems=tuple(in_order([*reviewed.problems, *told])))
    if not options.preview:
        reviewed = without_errors_of_drafts(reviewed)
    if (
        reviewed.site is None
        or not reviewed.templates_sound
        or (options.strict and has_errors(reviewed.problems))
    ):
        return _unpublished(reviewed, reviewed.problems), False
    shown = reviewed if options.preview else published(reviewed, options.now)
    try:
        frame = Frame(reviewed.site, options.preview, options.kinds)
        compiled = CompiledTemplates(cache, before.shared)
        templates = Templates(*load_templates(options.root), frame, compiled)
        return _Build(options, cache, before, progress, shown, cached, templates, read_back).run()
    except TemplateError as error:
        return _unpublished(reviewed, [*reviewed.problems, template_problem(error, options.root)]), False


@dataclass(frozen=True)
class _Build:
    """What there is to make a website of.  Its methods raise jinja2.TemplateError if a template fails."""

    options: Options
    cache: Cache
    before: Fingerprint
    progress: Progress
    #: What is shown, and the areas that are as they were when they were kept.
    review: Review
    cached: Mapping[str, CachedArea]
    templates: Templates
    read_back: ReadBack | None

    def run(self) -> tuple[Result, bool]:
        pages: dict[str, bytes] = {}
        site = self._site(self.review, pages)
        with (
            Staging(self.options.output, self.options.site_kind, self.options.named) as staging,
            Pdfs(self.cache, self._pool()) as pdfs,
        ):
            keys = {path: pdfs.want(maker.job()) for path, maker in site.items() if isinstance(maker, Pdf)}
            made = self._stage(site, staging)  # while the pool prints
            # A file that changed while it was read belongs to the next build.
            unchanged = fingerprint(survey(self.options.root), self.options.shaping) == self.before
            staging.check()
            results = self._take(pdfs, site, staging)
            problems = [*self.review.problems, *(_pdf_problem(r) for r in results.values() if r.pdf is None)]
            if self.options.strict and unchanged and self.read_back and not has_errors(problems):
                problems += self.read_back(self.options, staging.folder)
            if self.options.strict and has_errors(problems):
                return _unpublished(self.review, problems), False
            failed = {name for name, result in results.items() if result.pdf is None}
            if failed:  # which is rare: all but the PDFs is made once more, without the reports that failed
                staging.clear(keep=".pdf")
                sound = tuple(report for report in self.review.reports if report.full_name not in failed)
                self._stage(self._site(replace(self.review, reports=sound), {}), staging)
            staging.publish()
        names = [report.full_name for report in self.review.reports]
        became = {
            report.full_name: REUSED for report in self.review.reports if report.area.slug in self.cached
        }
        became |= {name: result.became for name, result in results.items()}
        result = Result(
            tuple(in_order(problems)),
            tuple(name for name in names if name not in failed),
            (*self.review.left_out, *sorted(failed)),
            dict(sorted(became.items())) if "pdf" in self.options.kinds else {},
            withheld=self.review.withheld,
            with_errors=self._with_errors(),
            since=self.review.since,
            until=self.review.until,
        )
        if unchanged:
            self._keep(site, made, keys, result)
            for key, page in pages.items():
                self.cache.put(key, page)
            self.cache.trim()
        return result, unchanged and not failed

    def _site(self, shown: Review, pages: dict[str, bytes]) -> Site:
        """The website; what is new of several reports is added to ``pages``, by its key, when it is made."""
        ready = {area: entry.bytes for area, entry in self.cached.items()}
        reuse = partial(self._reuse, pages)
        return make_site(shown, self.templates, self.options.areas, self.options.dated, ready, reuse)

    def _with_errors(self) -> tuple[str, ...]:
        """The reports with errors that are shown all the same, with their gaps."""
        shown = {report.full_name for report in self.review.reports}
        names = (one.submission.name for one in self.review.submissions if has_errors(one.problems))
        return tuple(name for name in names if name in shown)

    def _pool(self) -> pool.Pool:
        options = self.options
        if options.scheduler is not None:
            return partial(pool.cluster, options.scheduler)
        return partial(pool.processes, options.jobs, options.limit)

    def _stage(self, site: Site, staging: Staging) -> dict[str, AreaBytes]:
        """Writes all files but the PDFs that are made; gives those of each area that are new, PDFs apart."""
        texts = {path: text() for path, text in site.search.items()}
        areas = {path: area for area, paths in site.areas.items() for path in paths}
        made: dict[str, AreaBytes] = {area: AreaBytes({}, {}) for area in site.areas}
        with Search(texts, self.cache, staging.folder) if texts else nullcontext() as search:
            for path, maker in site.items():
                if isinstance(maker, Pdf):
                    continue
                data = maker()
                staging.add(path, data)
                if path in areas:
                    made[areas[path]].files[path] = data
                    if path in texts:
                        made[areas[path]].search[path] = texts[path]
            for path, data in search.files().items() if search else ():
                staging.add(path, data)
        return made

    def _reuse(self, made: dict[str, bytes], path: str, made_of: str, make: Maker) -> bytes:
        """A page or file about several reports, taken from the cache or made.

        One that is made is added to ``made``, under its key.
        """
        key = hash_of(b"page", self.before.shared.encode(), path.encode(), made_of.encode())
        page = self.cache.get(key)
        if page is None:
            page = made[key] = make()
        return page

    def _take(self, pdfs: Pdfs, site: Site, staging: Staging) -> dict[str, PdfResult]:
        """Writes the PDFs as they are done; gives what came of each, by its report's name."""
        paths = {maker.report.full_name: path for path, maker in site.items() if isinstance(maker, Pdf)}
        results: dict[str, PdfResult] = {}
        for result in pdfs.results():
            results[result.name] = result
            if result.pdf is not None:
                staging.add(paths[result.name], result.pdf)
            self.progress(len(results), len(paths))
        return results

    def _keep(
        self, site: Site, made: Mapping[str, AreaBytes], keys: Mapping[str, str], result: Result
    ) -> None:
        """Keeps the areas that were made, all of whose reports are built.

        Nothing if there is a problem of no area: it may have come from any of them.
        """
        if all(problem.file.startswith("areas/") for problem in result.problems):
            unsound = {name.split()[0] for name in result.left_out}
            for area in made.keys() - unsound:
                pdfs = {path: key for path, key in keys.items() if path in site.areas[area]}
                told = tuple(p for p in result.problems if p.file.startswith(f"areas/{area}/"))
                span = (result.since, result.until)
                keep(self.cache, self.before.of_area(area), made[area], pdfs, told, span)


def _unpublished(found: Review, problems: Iterable[Problem]) -> Result:
    """What came of a build that left the website as it was."""
    names = tuple(report.full_name for report in found.reports)
    return Result(tuple(in_order(problems)), (), (*found.left_out, *names), published=False)


def _pdf_problem(result: PdfResult) -> Problem:
    area, edition = result.name.split()[:2]
    return Problem.at(
        Place(f"areas/{area}/{edition}"),
        "pdf-failed",
        f"The PDF of {result.name} cannot be published: {'; '.join(result.faults[:5])}.",
        "The report is left out. Look for something unusual in its Markdown, such as a table of very many "
        "columns, or letters of another alphabet.",
    )
