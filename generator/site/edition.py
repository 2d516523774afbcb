"""The page of an edition: every table across its areas, and the charts that compare them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Literal, NamedTuple

from generator.model.chart import ChartSpec
from generator.model.edition import Edition
from generator.model.report import Report
from generator.render import address, headlines
from generator.render.charts.areas import AreaChart, area_chart
from generator.render.charts.dots import DotPlot, dot_plot
from generator.render.charts.map import AreaMap
from generator.render.frame import links_from
from generator.render.headlines import HeadlineInWords
from generator.render.links import AreaLink, FileLink, data_links
from generator.render.titles import Title, edition_title
from generator.report import compare
from generator.report.compare import Across
from generator.report.wording import figure_words
from generator.site.data import Reporting, SiteData
from generator.site.map import area_map
from generator.site.year_tables import ComparedTable, compared


class EditionPage(NamedTuple):
    """What the page shows; ``about`` leads to what all reports say, if there is any such text."""

    title: Title
    about: str
    reporting: Reporting
    headlines: tuple[HeadlineInWords, ...]
    #: Each leads to its report of this year, or to its own page where it has none.
    areas: tuple[AreaLink, ...]
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
    link_to_report = partial(data.link_to_report, page=path)
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
        tuple(
            dot_plot(spec, across, data.counted, link_to_report, words, data.language)
            for spec, across in _of_form("dots", edition, tables)
        ),
        tuple(
            area_chart(spec, across, words, data.language)
            for spec, across in _of_form("bars", edition, tables)
        ),
        tuple(compared(data, table, path, words) for table in tables),
        data_links(data.file_prefix, name, link_to, data.joint_size) if "data" in data.frame.kinds else (),
    )
    return data.page("edition.html.jinja", path, page)


def _areas(data: SiteData, reports: tuple[Report, ...], path: str) -> tuple[AreaLink, ...]:
    reported = {
        report.area.slug: AreaLink(data.name(report.area), data.link_to_report(report, path), True)
        for report in reports
    }
    return tuple(
        reported.get(area.slug, AreaLink(data.name(area), data.link_to_area(area, path), False))
        for area in data.areas
    )


def _map(data: SiteData, reports: tuple[Report, ...], path: str) -> AreaMap | None:
    """The map of the edition's figure; one of which areas have a report, the list shows as well."""
    links = {report.area.slug: data.link_to_report(report, path) for report in reports}
    tiles = area_map(data, reports, lambda area: links.get(area.slug) or data.link_to_area(area, path))
    return tiles if tiles and tiles.title else None


def _of_form(
    form: Literal["bars", "dots"], edition: Edition, tables: tuple[Across, ...]
) -> Iterator[tuple[ChartSpec, Across]]:
    """The charts of areas of a form that an edition specifies, each with its table."""
    by_key = {across.table.key: across for across in tables}
    for spec in edition.charts:
        if spec.areas and spec.form == form and spec.table in by_key:
            yield spec, by_key[spec.table]
