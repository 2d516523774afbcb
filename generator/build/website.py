"""A website being staged: shares of the areas, national pages, PDFs as they come; then published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from functools import partial

from generator.build.cache import Cache
from generator.build.files import national_files
from generator.build.options import FAILED, Options, Result
from generator.build.output import Staging
from generator.build.pdfs import Made
from generator.build.search import Search
from generator.build.shares import Share
from generator.problems import Place, Problem, has_errors, in_order
from generator.render import address
from generator.report.review import Review
from generator.site.data import SiteData
from generator.site.search_entries import page_entries

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Website:
    """What it is made of: all reports, what its pages are about, and the shares of the areas."""

    found: Review
    national: SiteData
    shares: Sequence[Share]
    options: Options
    cache: Cache
    staging: Staging
    #: How what depends on no share is made while this process does the rest.
    beside: Callable[[Callable[[], Iterator[Files]]], AbstractContextManager[Iterator[Files]]]

    def build(
        self, pdfs: Iterable[Made], unchanged: Callable[[], bool], progress: Callable[[int, int], None]
    ) -> tuple[Result, bool]:
        """Stages and publishes everything; gives also whether the files were ``unchanged`` once read.

        A report whose PDF fails, which is rare, costs all pages twice.  Raises jinja2.TemplateError if a
        template fails, StartAfreshError if a kept PDF is damaged, ForkDiedError as the shares do.
        """
        became: dict[str, str] = {}
        problems = list(self.found.problems)
        reports = {report.full_name: report for report in self.found.reports}
        national = self.national
        self._stage(national)
        # While the pool prints: a file that changed while it was read belongs to the next build.
        is_current = unchanged()
        self.staging.check()
        for made in pdfs:
            if made.pdf is None:
                problems.append(_pdf_problem(made))
            else:
                report = reports[made.name]
                self.staging.add(address.report_pdf(report), made.pdf)
            became[made.name] = made.in_words
            progress(len(became), len(reports))
        if self.options.strict and has_errors(problems):
            return unpublished(self.found, problems), is_current
        failed = tuple(name for name, what in became.items() if what == FAILED)
        if failed:
            self.staging.clear(keep=".pdf")
            sound = tuple(report for report in national.reports if report.full_name not in failed)
            national = replace(national, reports=sound)
            self._stage(national)
        self.staging.publish()
        result = Result(
            tuple(in_order(problems)),
            tuple(report.full_name for report in national.reports),
            (*self.found.left_out, *failed),
            dict(sorted(became.items())),
            withheld=self.found.withheld,
        )
        return result, is_current

    def _stage(self, national: SiteData) -> None:
        """Writes all files but the PDFs."""
        with ExitStack() as stack:
            others = stack.enter_context(self.beside(partial(_national_files, national)))
            search = None
            if "html" in self.options.kinds:
                entries = {path: make() for path, make in page_entries(national).items()}
                for share in self.shares:
                    entries |= share.entries(national)
                search = stack.enter_context(Search(entries, self.cache, self.staging.folder))
            for share in self.shares:
                for own in share.rendered(national).values():
                    self._add(own.files)
            for files in others:
                self._add(files)
            if search:
                self._add(search.files())

    def _add(self, files: Files) -> None:
        for path, data in files.items():
            self.staging.add(path, data)


def _national_files(national: SiteData) -> Iterator[Files]:
    """All at once: a process that gave them one by one would wait for each to be taken."""
    yield dict(national_files(national))


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
