"""A website being staged: what was kept, what is rendered anew, the PDFs as they come; then published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain

from generator.build.areas import AreaPart, Rendered, kept_pdfs
from generator.build.cache import Cache
from generator.build.files import Work, national_files, own_files
from generator.build.options import FAILED, Options, Result
from generator.build.output import Staging
from generator.build.pdfs import Made, Printing
from generator.build.search import Search
from generator.compare import newest_first
from generator.model import address
from generator.problems import Place, Problem, has_errors, in_order
from generator.render.frame import Frame
from generator.review import Review
from generator.site.pages import National
from generator.site.searched import searched_pages, searched_report
from generator.templates import Templates


@dataclass(frozen=True)
class Website:
    """What it is made of: all reports, the work on the new ones, by name, and the parts kept, by area."""

    found: Review
    works: Mapping[str, Work]
    parts: Mapping[str, AreaPart]
    templates: Templates
    options: Options
    cache: Cache
    staging: Staging

    def build(
        self, printing: Printing, unchanged: Callable[[], bool], progress: Callable[[int, int], None]
    ) -> tuple[Result, dict[str, Rendered], bool]:
        """Stages and publishes everything.

        Gives also what was rendered, by area, and whether the files were ``unchanged`` once read.
        A report whose PDF fails, which is rare, costs all pages twice.  Raises jinja2.TemplateError if a
        template fails, StartAfreshError if a kept PDF is damaged.
        """
        pdfs: dict[str, str] = {}
        problems = list(self.found.problems)
        reports = {report.full_name: report for report in self.found.reports}
        national = self._national(pdfs)
        rendered = self._stage(national)
        # While the pool prints: a file that changed while it was read belongs to the next build.
        is_current = unchanged()
        self.staging.check()
        for made in chain(kept_pdfs(self.parts.values(), self.cache), printing.results()):
            if made.pdf is None:
                problems.append(_pdf_problem(made))
            else:
                report = reports[made.name]
                self.staging.add(f"{address.report_folder(report)}/{report.pdf_name}", made.pdf)
            pdfs[made.name] = made.in_words
            progress(len(pdfs), len(reports))
        if self.options.strict and has_errors(problems):
            return unpublished(self.found, problems), {}, is_current
        failed = tuple(name for name, what in pdfs.items() if what == FAILED)
        if failed:
            self.staging.clear(keep=".pdf")
            national = self._national(pdfs)
            rendered = self._stage(national)
        self.staging.publish()
        result = Result(
            tuple(in_order(problems)),
            tuple(report.full_name for report in national.reports),
            (*self.found.left_out, *failed),
            dict(sorted(pdfs.items())),
            withheld=self.found.withheld,
        )
        return result, rendered, is_current

    def _national(self, pdfs: Mapping[str, str]) -> National:
        """What the pages are about: the reports whose PDF did not fail, and the areas asked for."""
        asked, areas = self.options.areas, self.found.areas
        return National(
            newest_first(report for report in self.found.reports if pdfs.get(report.full_name) != FAILED),
            tuple(area for area in areas if not asked or area.slug in asked),
            len(areas),
            self.templates,
            Frame(self.found.site, self.options.preview, self.options.kinds),
        )

    def _stage(self, national: National) -> dict[str, Rendered]:
        """Writes all files but the PDFs; gives those of the areas that are new."""
        new = [self.works[report.full_name] for report in national.reports if report.full_name in self.works]
        rendered = {work.report.area.slug: Rendered({}, {}) for work in new}
        areas = [*(part.rendered for part in self.parts.values()), *rendered.values()]
        with ExitStack() as stack:
            search = None
            if "html" in national.frame.kinds:
                for work in new:
                    entry = searched_report(national, work.report, work.sections)
                    rendered[work.report.area.slug].searched[address.report_page(work.report)] = entry
                entries = searched_pages(national)
                for area in areas:
                    entries |= area.searched
                search = stack.enter_context(Search(entries, self.cache))
            for work in new:
                rendered[work.report.area.slug].files.update(own_files(work, national))
            for area in areas:
                self._add(area.files)
            self._add(dict(national_files(national)))
            if search:
                self._add(search.files())
        return rendered

    def _add(self, files: Mapping[str, bytes]) -> None:
        for path, data in files.items():
            self.staging.add(path, data)


def unpublished(found: Review, problems: Iterable[Problem]) -> Result:
    """What came of a build that left the website as it was."""
    names = tuple(report.full_name for report in found.reports)
    return Result(tuple(in_order(problems)), (), (*found.left_out, *names), published=False)


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
