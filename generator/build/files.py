"""A report -> the print job of its PDF, and its other files by path; all reports -> the national files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.build.options import Options
from generator.export.files import joint_files, report_files
from generator.languages import PUBLISHED
from generator.model.report import Report
from generator.pdf.job import SHEET, PrintJob
from generator.render import address
from generator.render.report import print_page, report_page
from generator.render.sections import SectionHtml, Shared, sections
from generator.render.templates import Templates
from generator.site.data import SiteData
from generator.site.pages import pages

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


@dataclass(frozen=True)
class Work:
    """A report with what several of its files are made of, each made once, when it is first wanted."""

    report: Report
    templates: Templates
    #: What the reports of its edition share in its language.
    shared: Shared

    @cached_property
    def sections(self) -> tuple[SectionHtml, ...]:
        """The HTML of each of its sections."""
        return sections(self.report, self.templates, self.shared)

    @cached_property
    def data(self) -> dict[str, Callable[[], bytes]]:
        """Its data files by path, each with what makes it."""
        return report_files(self.report, self.templates)

    def job(self, options: Options) -> PrintJob:
        """All that its PDF is made of."""
        report = self.report
        styles = (*PAGED_STYLES, "preview.css") if options.preview else PAGED_STYLES
        dated = options.dated or report.edition.release or report.edition.snapshot
        page = print_page(report, self.templates, dated, self.sections)
        return PrintJob(
            report.full_name,
            SHEET.join([page.opening, *page.sheets, page.closing]),
            "\n".join(self.templates.files[f"styles/{name}"] for name in styles),
            {picture.name: picture.data for picture in report.pictures},
            address.data_name(report, "csv"),
            self.data[address.report_data(report, "csv")](),
            self.templates.words("parts/attachment.jinja", report.language, "description"),
            dated,
        )


def own_files(work: Work, national: SiteData) -> Iterator[tuple[str, bytes]]:
    """The files of a report but its PDF: its page with pictures, and its data.

    Raises jinja2.TemplateError if a template fails.
    """
    report = work.report
    if "html" in national.frame.kinds:
        page = report_page(report, national.templates, national.neighbours(report), work.sections)
        yield address.report_page(report), page.encode()
        yield from ((address.picture(report, picture.name), picture.data) for picture in report.pictures)
    if "data" in national.frame.kinds:
        yield from ((path, make()) for path, make in work.data.items())


def national_files(national: SiteData) -> Iterator[tuple[str, bytes]]:
    """The other pages, stylesheets and scripts, what other programs read of the pages, and the joint data.

    Raises jinja2.TemplateError if a template fails.
    """
    if "html" in national.frame.kinds:
        yield from ((path, make().encode()) for path, make in pages(national).items())
        for name in SCREEN_FILES:
            yield address.style(name.rpartition("/")[2]), national.templates.files[name].encode()
    if "data" in national.frame.kinds and national.reports:
        counted = national.in_language(PUBLISHED[0]).counted
        yield from ((path, make()) for path, make in joint_files(counted, national.templates).items())
