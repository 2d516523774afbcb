"""A build's reports -> the print jobs of their PDFs, and all other files of the website by path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from generator.build.options import Options
from generator.export.files import joint_files, report_files
from generator.model import address
from generator.model.report import Report
from generator.model.site import Site
from generator.pdf.job import PrintJob
from generator.render.report import print_page, report_page, sections
from generator.site.feeds import feeds
from generator.site.pages import National, site_pages
from generator.templates import Templates

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
    site: Site

    @cached_property
    def sections(self) -> tuple[Markup, ...]:
        """The HTML of each of its sections."""
        return sections(self.report, self.templates)

    @cached_property
    def data(self) -> dict[str, bytes]:
        """Its data files by path."""
        return report_files(self.report, self.templates, self.site)

    def job(self, options: Options) -> PrintJob:
        """All that its PDF is made of."""
        report = self.report
        styles = (*PAGED_STYLES, "preview.css") if options.preview else PAGED_STYLES
        dated = options.dated or report.edition.release or report.edition.snapshot
        return PrintJob(
            report.full_name,
            print_page(report, self.templates, dated, options.preview, self.sections),
            "\n".join(self.templates.files[f"styles/{name}"] for name in styles),
            {picture.name: picture.data for picture in report.pictures},
            report.data_name("csv"),
            self.data[f"{address.report_folder(report)}/{report.data_name('csv')}"],
            self.templates.page("parts/attachment.jinja", report.language).strip(),
            dated,
        )


def page_files(national: National, works: Mapping[str, Work]) -> Iterator[tuple[str, bytes]]:
    """The pages, their pictures, stylesheets and scripts, and what other programs read of them.

    Raises jinja2.TemplateError if a template fails.
    """
    paths = []
    for report in national.reports:
        path = address.report_page(report)
        paths.append(path)
        made = works[report.full_name].sections
        page = report_page(report, national.templates, national.frame, national.neighbours(report), made)
        yield path, page.encode()
        folder = address.report_folder(report)
        yield from ((f"{folder}/images/{picture.name}", picture.data) for picture in report.pictures)
    pages = site_pages(national)
    for path, text in (pages | feeds(national, [*pages, *paths])).items():
        yield path, text.encode()
    for name in SCREEN_FILES:
        yield f"{address.STYLES}/{name.rpartition('/')[2]}", national.templates.files[name].encode()


def data_files(national: National, works: Mapping[str, Work]) -> Iterator[tuple[str, bytes]]:
    """The open data of each report, each edition and everything."""
    for report in national.reports:
        yield from works[report.full_name].data.items()
    if national.reports:
        yield from joint_files(national.reports, national.templates, national.frame.site)
