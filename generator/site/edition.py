"""The page of an edition: every table across its areas, and the charts that compare them."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from generator.model.area import Area
from generator.model.edition import Edition
from generator.model.figure import Figure, Marker, Number
from generator.model.report import Cell, Report, Table
from generator.render import address, headlines
from generator.render.charts.areas import AreaChart, area_chart
from generator.render.charts.dots import DotPlot, dot_plots
from generator.render.charts.map import AreaMap
from generator.render.charts.marks import Words
from generator.render.frame import links_from
from generator.render.headlines import HeadlineInWords
from generator.render.links import FileLink, data_links
from generator.render.titles import Title, edition_title
from generator.report import compare
from generator.report.compare import Across, Bases
from generator.report.notes import joint_notes
from generator.report.wording import figure_words
from generator.site.data import Reporting, SiteData
from generator.site.map import area_map


class EditionArea(NamedTuple):
    """An area with the link to its report, or to its own page where it has none."""

    name: str
    href: str
    reported: bool


class ComparedCell(NamedTuple):
    """A figure of an area; ``bar`` is its length in per cent of the longest, where it is drawn as well."""

    key: str
    words: str
    marker: Marker | None
    total: bool
    bar: float | None


class ComparedNote(NamedTuple):
    """A note under a table: on all of it, or of an area on its own figures, by their row and column."""

    number: int
    area: str
    place: str
    text: str


class ComparedRow(NamedTuple):
    """An area's figures, with the link to its own table and the numbers of its notes."""

    area: str
    name: str
    href: str
    cells: tuple[ComparedCell, ...]
    notes: tuple[int, ...]


class TotalCell(NamedTuple):
    """A figure of all areas together."""

    words: str
    marker: Marker | None


class OtherBase(NamedTuple):
    """The year before, whose rates rest on another population estimate."""

    year: str
    bases: Bases


class ComparedTable(NamedTuple):
    """A table across the areas: a row for each, a column for each of its cells; rates have no totals."""

    table: Table
    rows: tuple[ComparedRow, ...]
    totals: tuple[TotalCell, ...]
    notes: tuple[ComparedNote, ...]
    other_base: OtherBase | None

    @property
    def title_notes(self) -> tuple[int, ...]:
        """The numbers of the notes on all of it."""
        return tuple(note.number for note in self.notes if not note.area)


class EditionPage(NamedTuple):
    """What the page shows; ``about`` leads to what all reports say, if there is any such text."""

    title: Title
    about: str
    reporting: Reporting
    headlines: tuple[HeadlineInWords, ...]
    areas: tuple[EditionArea, ...]
    map: AreaMap | None
    #: The page that sets any two of them side by side, if there is one.
    compare: str
    dot_plots: tuple[DotPlot, ...]
    charts: tuple[AreaChart, ...]
    tables: tuple[ComparedTable, ...]
    files: tuple[FileLink, ...]


def edition_page(data: SiteData, name: str) -> str:
    """The page of an edition that has a report.  Raises jinja2.TemplateError if its template fails."""
    path = address.edition_page(name, data.language)
    link_to = links_from(path)
    reports = data.of_edition(name)
    edition = reports[0].edition
    words = partial(figure_words, edition=edition, language=data.language)
    tables = compare.across(reports, data.language)
    sums = compare.edition_headlines(reports, data.counted, data.language)
    page = EditionPage(
        edition_title(edition, data.templates, data.language),
        link_to(address.text_page(name, data.language)) if name in data.texts else "",
        data.reporting(reports),
        headlines.in_words(sums, edition, data.language),
        _areas(data, reports, path),
        _map(data, reports, path),
        link_to(address.compare_page(name, data.language)) if name in data.compared_editions else "",
        dot_plots(
            edition, tables, data.counted, partial(data.link_to_report, page=path), words, data.language
        ),
        _charts(data, edition, tables, words),
        tuple(_compared(data, table, path, words) for table in tables),
        data_links(data.file_prefix, name, link_to, data.joint_size) if "data" in data.frame.kinds else (),
    )
    return data.page("edition.html.jinja", path, page)


def _areas(data: SiteData, reports: tuple[Report, ...], path: str) -> tuple[EditionArea, ...]:
    reported = {
        report.area.slug: EditionArea(data.name(report.area), data.link_to_report(report, path), True)
        for report in reports
    }
    return tuple(
        reported.get(area.slug, EditionArea(data.name(area), _link_to_area(data, area, path), False))
        for area in data.areas
    )


def _link_to_area(data: SiteData, area: Area, path: str) -> str:
    return address.relative(address.area_page(area.slug, data.language), path)


def _map(data: SiteData, reports: tuple[Report, ...], path: str) -> AreaMap | None:
    """The map of the edition's figure; one of which areas have a report, the list shows as well."""
    links = {report.area.slug: data.link_to_report(report, path) for report in reports}
    tiles = area_map(data, reports, lambda area: links.get(area.slug) or _link_to_area(data, area, path))
    return tiles if tiles and tiles.title else None


def _charts(
    data: SiteData, edition: Edition, tables: tuple[Across, ...], words: Words
) -> tuple[AreaChart, ...]:
    return tuple(
        area_chart(spec, across, words, data.language)
        for spec in edition.charts
        if spec.areas and spec.form == "bars"
        for across in tables
        if across.table.key == spec.table
    )


def _compared(data: SiteData, across: Across, path: str, words: Words) -> ComparedTable:
    """A table as the page shows it; rates, which have no total, are drawn beside their figures."""
    longest = across.largest if across.table.measure == "rate" else 0
    notes = _notes(data, across)
    rows = tuple(
        ComparedRow(
            report.area.slug,
            data.name(report.area),
            f"{data.link_to_report(report, path)}#{table.id}",
            tuple(_cell(cell, words, longest) for cell in table.cells),
            tuple(note.number for note in notes if note.area == data.name(report.area)),
        )
        for report, table in across.reports
    )
    totals = tuple(TotalCell(words(total), total.marker) for total in across.totals or ())
    return ComparedTable(across.table, rows, totals, notes, _other_base(data, across))


def _notes(data: SiteData, across: Across) -> tuple[ComparedNote, ...]:
    """The notes under a table: those of all areas first."""
    common, own = joint_notes(across.reports)
    texts = [("", "", note.text) for note in common]
    texts += [(data.name(note.report.area), note.place, note.text) for note in own]
    return tuple(ComparedNote(number, *text) for number, text in enumerate(texts, start=1))


def _other_base(data: SiteData, across: Across) -> OtherBase | None:
    report, table = across.reports[0]
    for earlier in compare.edition_before(report, data.counted)[:1]:
        differing = compare.bases(table.key, earlier, report)
        if differing and report.lineage.same(table.key, earlier.lineage):
            return OtherBase(earlier.edition.name, differing)
    return None


def _cell(cell: Cell, words: Words, longest: Number) -> ComparedCell:
    bar = _length(cell.figure, longest) if longest else None
    return ComparedCell(cell.key, words(cell.figure), cell.figure.marker, cell.total, bar)


def _length(figure: Figure, longest: Number) -> float:
    return round(100 * float(figure.value or 0) / float(longest), 1)
