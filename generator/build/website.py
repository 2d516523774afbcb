"""A website: areas that did not change are reused, all else is made; then it is published as a whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
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
from generator.export.files import Maker
from generator.languages import PUBLISHED
from generator.load.templates import load_templates, template_problem
from generator.model.report_id import ReportId
from generator.problems import Place, Problem, has_errors, in_order
from generator.render.frame import Frame
from generator.render.templates import Templates
from generator.report.publication import published, without_errors_of_drafts
from generator.report.review import Review, review
from generator.site.report_files import Pdf
from generator.site.site import AreaBytes, Site, make_site
from generator.workspace import Workspace, in_area, survey

#: Is told how many PDFs of how many are done.
Progress = Callable[[int, int], None]


class ChangedError(Exception):
    """A file of the workspace was changed while it was read: what was read is of no one moment."""


def make_website(
    options: Options,
    workspace: Workspace,
    cache: Cache,
    before: Fingerprint,
    progress: Progress,
    read_back: ReadBack | None,
) -> Result:
    """Makes and publishes the website.

    ``before`` is the fingerprint of ``workspace``: what is read is what was hashed.  Raises ChangedError
    where it is not, ForeignFolderError or OSError, with the old site in its place.
    """
    wanted = [area for area in options.areas or workspace.areas if area in before.areas]
    entries = {area: cached_area(cache, before.of_area(area), options.now) for area in wanted}
    cached = {area: entry for area, entry in entries.items() if entry is not None}
    reviewed = _reviewed(options, workspace, cached)
    spoilt = cached.keys() & {report.area for report in reviewed.left_out}
    if spoilt:  # which is rare: what another area has written leaves a whole edition out
        cached = {area: entry for area, entry in cached.items() if area not in spoilt}
        reviewed = _reviewed(options, workspace, cached)
    told = (problem for entry in cached.values() for problem in entry.problems)
    reviewed = replace(reviewed, problems=tuple(in_order([*reviewed.problems, *told])))
    if not options.preview:
        reviewed = without_errors_of_drafts(reviewed)
    if (
        reviewed.site is None
        or not reviewed.templates_sound
        or (options.strict and has_errors(reviewed.problems))
    ):
        return _unpublished(reviewed, reviewed.problems)
    shown = reviewed if options.preview else published(reviewed, options.now)
    try:
        frame = Frame(reviewed.site, options.preview, options.kinds)
        compiled = CompiledTemplates(cache, before.shared)
        templates = Templates(*load_templates(options.root), frame, compiled)
        return _Build(options, cache, before, progress, shown, cached, templates, read_back).run()
    except TemplateError as error:
        return _unpublished(reviewed, [*reviewed.problems, template_problem(error, options.root)])


def _reviewed(options: Options, workspace: Workspace, cached: Collection[str]) -> Review:
    """The wanted reports; of the areas that are cached, their figures alone."""
    return review(workspace, options.areas, options.editions, figures_only=cached, with_gaps=options.preview)


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

    def run(self) -> Result:
        pages: dict[str, bytes] = {}
        site = self._site(self.review, pages)
        with (
            Staging(self.options.output, self.options.site_kind, self.options.named) as staging,
            Pdfs(self.cache, self._pool()) as pdfs,
        ):
            keys = {path: pdfs.want(maker.job()) for path, maker in site.pdfs.items()}
            made = self._stage(site, staging)  # while the pool prints
            self._check_workspace()
            staging.check()
            results = self._take(pdfs, site, staging)
            failed = {site.pdfs[path].report.id: r for path, r in results.items() if r.pdf is None}
            problems = [*self.review.problems, *(_pdf_problem(one, r) for one, r in failed.items())]
            if self.options.strict and self.read_back and not has_errors(problems):
                self._check_workspace()  # which is read once more
                problems += self.read_back(self.options, staging.folder)
            if self.options.strict and has_errors(problems):
                return _unpublished(self.review, problems)
            if failed:  # which is rare: all but the PDFs is made once more, without the reports that failed
                staging.clear(keep=".pdf")
                sound = tuple(report for report in self.review.reports if report.id not in failed)
                self._stage(self._site(replace(self.review, reports=sound), {}), staging)
            staging.publish()
        reports = [report.id for report in self.review.reports]
        became = {one: REUSED for one in reports if one.area in self.cached}
        became |= {site.pdfs[path].report.id: result.became for path, result in results.items()}
        result = Result(
            tuple(in_order(problems)),
            tuple(one for one in reports if one not in failed),
            (*self.review.left_out, *sorted(failed)),
            dict(sorted(became.items())) if "pdf" in self.options.kinds else {},
            withheld=self.review.withheld,
            with_errors=self._with_errors(),
            since=self.review.since,
            until=self.review.until,
        )
        self._keep(site, made, keys, result)
        for key, page in pages.items():
            self.cache.put(key, page)
        self.cache.trim()
        return result

    def _check_workspace(self) -> None:
        """Raises ChangedError if the workspace is not as it was when it was hashed."""
        if fingerprint(survey(self.options.root), self.options.shaping) != self.before:
            raise ChangedError

    def _site(self, shown: Review, pages: dict[str, bytes]) -> Site:
        """The website; what is new of several reports is added to ``pages``, by its key, when it is made."""
        ready = {area: entry.bytes for area, entry in self.cached.items()}
        reuse = partial(self._reuse, pages)
        return make_site(shown, self.templates, self.options.areas, self.options.dated, ready, reuse)

    def _with_errors(self) -> tuple[ReportId, ...]:
        """The reports with errors that are shown all the same, with their gaps."""
        with_errors = {one.submission.id for one in self.review.submissions if has_errors(one.problems)}
        shown = (report.id for report in self.review.reports)
        return tuple(one for one in shown if one._replace(language=PUBLISHED[0]) in with_errors)

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
        """Writes the PDFs as they are done; gives what came of each, by its path."""
        results: dict[str, PdfResult] = {}
        for result in pdfs.results():
            results[result.path] = result
            if result.pdf is not None:
                staging.add(result.path, result.pdf)
            self.progress(len(results), len(site.pdfs))
        return results

    def _keep(
        self, site: Site, made: Mapping[str, AreaBytes], keys: Mapping[str, str], result: Result
    ) -> None:
        """Keeps the areas that were made, all of whose reports are built and have no error.

        Nothing if there is a problem outside of areas that may have come from any of them.
        """
        if all(in_area(one.file)[0] or one in self.review.of_content for one in result.problems):
            unsound = {report.area for report in result.left_out}
            unsound |= {in_area(one.file)[0] for one in result.problems if one.severity == "error"}
            for area in made.keys() - unsound:
                pdfs = {path: key for path, key in keys.items() if path in site.areas[area]}
                told = tuple(p for p in result.problems if in_area(p.file)[0] == area)
                span = (result.since, result.until)
                keep(self.cache, self.before.of_area(area), made[area], pdfs, told, span)


def _unpublished(found: Review, problems: Iterable[Problem]) -> Result:
    """What came of a build that left the website as it was."""
    reports = (report.id for report in found.reports)
    return Result(tuple(in_order(problems)), (), (*found.left_out, *reports), published=False)


def _pdf_problem(report: ReportId, result: PdfResult) -> Problem:
    return Problem.at(
        Place(f"areas/{report.area}/{report.edition}"),
        "pdf-failed",
        f"The PDF of {report} cannot be published: {'; '.join(result.faults[:5])}.",
        "The report is left out. Look for something unusual in its Markdown, such as a table of very many "
        "columns, or letters of another alphabet.",
    )
