"""A report -> its files: its page with pictures, its PDF, its data; each with what makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial

from generator.export.files import Maker, report_files
from generator.model.report import Report
from generator.pdf.job import PrintJob
from generator.render import address
from generator.render.govspeak_report import report_govspeak
from generator.render.links import FileSize
from generator.render.report import print_page, report_page
from generator.render.sections import SectionHtml, Shared, sections
from generator.render.templates import Templates
from generator.site.data import SiteData
from generator.site.search_entries import report_entry

#: The stylesheets of a PDF, and those that the PDF of a preview has beside.
PAGED_STYLES = ("styles/base.css", "styles/paged.css")
PREVIEW_STYLES = ("styles/paged-preview.css",)


@dataclass(frozen=True)
class Pdf:
    """What makes a report's PDF: here, when it is called, or anywhere, of its ``job``."""

    report: Report
    job: Callable[[], PrintJob]

    def __call__(self) -> bytes:
        """The PDF, not validated."""
        from generator.pdf.engine import make

        return make(self.job())


@dataclass(frozen=True)
class ReportFiles:
    """A report's files.  What several of them are made of is made once, when it is first wanted."""

    report: Report
    data: SiteData
    shared: Shared
    #: The date that its PDF bears, if not its edition's.
    dated: date | None

    @property
    def templates(self) -> Templates:
        """Those of the website."""
        return self.data.templates

    @cached_property
    def sections(self) -> tuple[SectionHtml, ...]:
        """The HTML of each of its sections."""
        before = self.data.neighbours(self.report).before
        return sections(self.report, self.templates, self.shared, before)

    def makers(self) -> dict[str, Maker]:
        """What makes each of the files that are wanted, by path."""
        kinds = self.data.frame.kinds
        files: dict[str, Maker] = {}
        if "html" in kinds:
            files[address.report_page(self.report)] = self.page
        if "govspeak" in kinds:
            files[address.report_file(self.report, address.govspeak_name(self.report))] = self.govspeak
        if {"html", "govspeak"} & {*kinds}:
            for picture in self.report.pictures:
                files[address.picture(self.report, picture.file)] = partial(bytes, picture.data)
        if "pdf" in kinds:
            files[address.report_pdf(self.report)] = Pdf(self.report, self.job)
        return files | (self.data_files if "data" in kinds else {})

    @cached_property
    def data_files(self) -> dict[str, Maker]:
        """What makes each of its data files, by path; each is made once, for its page tells its size."""
        return {path: cache(make) for path, make in report_files(self.report, self.templates).items()}

    def _size_of(self, path: str) -> FileSize:
        return self.data.size(path, self.data_files[path]())

    def page(self) -> bytes:
        """Its page."""
        neighbours = self.data.neighbours(self.report)
        return report_page(self.report, self.templates, neighbours, self.sections, self._size_of).encode()

    def govspeak(self) -> bytes:
        """Its text for GOV.UK."""
        return report_govspeak(self.report, self.templates, self.shared).encode()

    def search_entry(self) -> str:
        """What the search reads of its page."""
        area = self.data.in_language(self.report.language).present_name(self.report)
        return report_entry(self.report, self.templates, self.sections, area)

    def job(self) -> PrintJob:
        """All that its PDF is made of."""
        report, templates = self.report, self.templates
        dated = self.dated or report.edition.dated
        page = print_page(report, templates, self.data.neighbours(report), self.sections, dated)
        styles = (*PAGED_STYLES, *(PREVIEW_STYLES if templates.frame.preview else ()))
        return PrintJob(
            path=address.report_pdf(report),
            bare=page.bare,
            opening=page.opening,
            sheets=page.sheets,
            closing=page.closing,
            numbered=page.numbered,
            stylesheet="\n".join(templates.files[name] for name in styles),
            pictures={picture.file: picture.data for picture in report.pictures},
            attachment_name=address.data_name(report, "csv"),
            attachment=self.data_files[address.report_data(report, "csv")](),
            attachment_description=templates.words("parts/attachment.jinja", report.language, "description"),
            dated=dated,
        )
