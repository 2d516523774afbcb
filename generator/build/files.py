"""A report -> the print job of its PDF, and its other files by path; all reports -> the national files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from generator.build.options import Options
from generator.export.files import joint_files, report_files
from generator.model.report import Report
from generator.model.site import SiteSettings
from generator.pdf.job import PrintJob
from generator.render import address
from generator.render.report import Shared, print_page, report_page, sections
from generator.render.templates import Templates
from generator.site.feeds import feeds
from generator.site.pages import SiteData, area_pages, site_pages

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
    site: SiteSettings
    #: What the reports of its edition share.
    shared: Shared

    @cached_property
    def sections(self) -> tuple[Markup, ...]:
        """The HTML of each of its sections."""
        return sections(self.report, self.templates, self.shared)

    @cached_property
    def data(self) -> dict[str, bytes]:
        """Its data files by path."""
        return report_files(self.report, self.templates, self.site)

    def job(self, options: Options) -> PrintJob:
        """All that its PDF is made of."""
        report = self.report
        styles = (*PAGED_STYLES, "preview.css") if options.preview else PAGED_STYLES
        dated = options.dated or report.edition.release or report.edition.reference_date
        return PrintJob(
            report.full_name,
            print_page(report, self.templates, dated, self.sections, options.preview),
            "\n".join(self.templates.files[f"styles/{name}"] for name in styles),
            {picture.name: picture.data for picture in report.pictures},
            report.data_name("csv"),
            self.data[f"{address.report_folder(report)}/{report.data_name('csv')}"],
            self.templates.page("parts/attachment.jinja", report.language).strip(),
            dated,
        )


def own_files(work: Work, national: SiteData) -> Iterator[tuple[str, bytes]]:
    """The files of a report but its PDF: its page with pictures, and its data.

    Raises jinja2.TemplateError if a template fails.
    """
    report = work.report
    if "html" in national.frame.kinds:
        neighbours = national.neighbours(report)
        page = report_page(report, national.templates, national.frame, neighbours, work.sections)
        yield address.report_page(report), page.encode()
        folder = address.report_folder(report)
        yield from ((f"{folder}/images/{picture.name}", picture.data) for picture in report.pictures)
    if "data" in national.frame.kinds:
        yield from work.data.items()


def area_files(national: SiteData) -> dict[str, bytes]:
    """The page of each area by path.  Raises jinja2.TemplateError if its template fails."""
    pages = area_pages(national) if "html" in national.frame.kinds else {}
    return {path: text.encode() for path, text in pages.items()}


def national_files(national: SiteData) -> Iterator[tuple[str, bytes]]:
    """The other pages, stylesheets and scripts, what other programs read of the pages, and the joint data.

    Raises jinja2.TemplateError if a template fails.
    """
    if "html" in national.frame.kinds:
        pages = site_pages(national)
        areas = (address.area_page(area.slug, national.language) for area in national.areas)
        paths = [*pages, *areas, *map(address.report_page, national.reports)]
        for path, text in (pages | feeds(national, paths)).items():
            yield path, text.encode()
        for name in SCREEN_FILES:
            yield f"{address.STYLES}/{name.rpartition('/')[2]}", national.templates.files[name].encode()
    if "data" in national.frame.kinds and national.reports:
        yield from joint_files(national.reports, national.templates, national.frame.site)
