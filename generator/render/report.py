"""A report's page, for the screen and for the PDF engine."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.languages import wording
from generator.model.narrative import unused
from generator.model.report import Report
from generator.render import address, headlines
from generator.render.dataset import dataset
from generator.render.frame import Frame, links_from
from generator.render.headlines import HeadlineInWords
from generator.render.links import FileLink, FileSize, SizeOf, YearLink
from generator.render.sections import Entry, SectionHtml, contents
from generator.render.tables import definitions
from generator.render.templates import Templates
from generator.render.titles import Title, report_title
from generator.report import compare
from generator.report.measures import compared_tables


class Neighbours(NamedTuple):
    """The other reports of an area: that of the year before, a newer one, and all others, newest first.

    ``is_only_area`` says that there is no other area, whose figures could stand beside these.
    """

    before: Report | None = None
    newer: Report | None = None
    others: tuple[Report, ...] = ()
    is_only_area: bool = False


class TableLinks(NamedTuple):
    """Where the figures of a table are found beside its report; without data files, ``file`` is empty.

    So are the links to other areas where there is none.
    """

    file: str
    size: FileSize | None
    other_areas: str
    other_years: str
    #: The page that sets areas side by side, this one chosen, if it has a figure of the table.
    beside: str


class ReportPage(NamedTuple):
    """What the page of a report shows."""

    report: Report
    title: Title
    #: The id of its section on itself.
    about_id: str
    headlines: tuple[HeadlineInWords, ...]
    files: tuple[FileLink, ...]
    contents: tuple[Entry, ...]
    sections: tuple[SectionHtml, ...]
    #: By the key of the table.
    table_links: dict[str, TableLinks]
    #: The pages of its edition and of its area.
    edition: str
    area: str
    newer: YearLink | None
    others: tuple[YearLink, ...]
    released: str
    #: Its data files for search engines; nothing where there are none.
    dataset: Markup


class PrintPage(NamedTuple):
    """The page that the PDF engine reads, in pieces: all together, in order, are an HTML page.

    Each sheet begins on a new page of the PDF; the first is the cover with the contents.  ``bare`` opens a
    page as ``opening`` does, but says nothing of the area: all sheets but the first can be opened with it.
    """

    opening: str
    sheets: tuple[str, ...]
    closing: str
    bare: str
    #: What a running head says of a page's number: “Page {page} of {pages}”.
    numbered: str


def report_page(
    report: Report,
    templates: Templates,
    neighbours: Neighbours,
    sections: tuple[SectionHtml, ...],
    size_of: SizeOf,
) -> str:
    """The page of the website.  ``sections`` is what ``render.sections`` gives, ``size_of`` knows its files.

    Raises jinja2.TemplateError if a template fails.
    """
    path = address.report_page(report)
    link_to = links_from(path)
    frame = templates.frame
    title = report_title(report, templates)
    data = dataset(report, frame, title) if "data" in frame.kinds else Markup()
    page = ReportPage(
        report,
        title,
        unused("about", dict.fromkeys((name for section in report.sections for name in section.ids), 1)),
        _headlines(report, neighbours.before, definitions(report)),
        _files(report, frame, size_of),
        contents(report.sections),
        sections,
        _table_links(report, frame, size_of, neighbours.is_only_area),
        link_to(address.edition_page(report.edition.name, report.language)),
        link_to(address.area_page(report.area.slug, report.language)),
        _year_link(neighbours.newer, path) if neighbours.newer else None,
        tuple(_year_link(other, path) for other in neighbours.others),
        wording.day(report.edition.release.day, report.language) if report.edition.release.day else "",
        data,
    )
    return templates.page(
        "report.html.jinja",
        report.language,
        frame=frame.of_page(path, report.language, _hash_source(data) if data else ""),
        page=page,
    )


def _headlines(
    report: Report, before: Report | None, places: Mapping[str, str] | None = None
) -> tuple[HeadlineInWords, ...]:
    figures = compare.headlines(report, before)
    return headlines.in_words(figures, report.edition, report.language, places)


def _hash_source(script: str) -> str:
    """What lets a policy allow a script that stands in its page (Content Security Policy Level 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _year_link(report: Report, page: str) -> YearLink:
    return YearLink(report.edition, address.relative(address.report_page(report), page))


def _files(report: Report, frame: Frame, size_of: SizeOf) -> tuple[FileLink, ...]:
    """The files beside the page."""
    files = [FileLink("pdf", address.pdf_name(report))] if "pdf" in frame.kinds else []
    if "data" in frame.kinds:
        names = {ending: address.data_name(report, ending) for ending in address.DATA_TYPES}
        names["package"] = address.PACKAGE
        files += [
            FileLink(kind, name, size_of(address.report_file(report, name))) for kind, name in names.items()
        ]
    return tuple(files)


def _table_links(report: Report, frame: Frame, size_of: SizeOf, is_only_area: bool) -> dict[str, TableLinks]:
    link_to = links_from(address.report_page(report))
    areas = link_to(address.edition_page(report.edition.name, report.language))
    years = link_to(address.area_page(report.area.slug, report.language))
    page = link_to(address.compare_page(report.edition.name, report.language))
    beside = address.with_areas(page, report.area.slug)
    compared = frozenset() if is_only_area else compared_tables(report.edition)
    with_data = "data" in frame.kinds
    return {
        table.key: TableLinks(
            address.table_name(report, table.key) if with_data else "",
            size_of(address.report_table(report, table.key)) if with_data else None,
            "" if is_only_area else f"{areas}#{table.id}",
            f"{years}#{table.id}",
            beside if table.key in compared else "",
        )
        for table in report.tables
    }


def print_page(
    report: Report,
    templates: Templates,
    neighbours: Neighbours,
    sections: tuple[SectionHtml, ...],
    dated: date,
) -> PrintPage:
    """The page that the PDF engine reads: the same text, with a cover, numbered contents and a date.

    Raises jinja2.TemplateError if a template fails.
    """

    def piece(name: str, *values: Any) -> str:
        return str(templates.macro("print.html.jinja", report.language, name)(*values))

    title = report_title(report, templates)
    cover = piece("cover", report, title, contents(report.sections), _headlines(report, neighbours.before))
    sheets = (piece("sheet", htmls) for htmls in _sheets(report, sections))
    return PrintPage(
        piece("opening", report, title, dated.isoformat()),
        (cover, *sheets),
        piece("closing"),
        piece("bare"),
        templates.words("print.html.jinja", report.language, "numbered"),
    )


def _sheets(report: Report, sections: tuple[SectionHtml, ...]) -> list[list[Markup]]:
    """The sections that follow one another on paper; each national one has pages of its own."""
    sheets: list[list[Markup]] = []
    for is_national, group in groupby(
        zip(report.sections, sections, strict=True), key=lambda pair: pair[0].kind == "national"
    ):
        htmls = [html.whole for _, html in group]
        sheets += [[html] for html in htmls] if is_national else [htmls]
    return sheets
