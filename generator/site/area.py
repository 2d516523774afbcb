"""The page of an area across editions: its reports, its place among areas, its figures over the years."""

from __future__ import annotations

from functools import partial
from typing import Literal, NamedTuple

from generator.model.area import Area, Contact
from generator.model.edition import Edition
from generator.model.figure import Marker
from generator.model.report import Report, Table
from generator.render import address
from generator.render.charts.marks import Words
from generator.render.charts.years import YearChart, year_chart
from generator.render.links import AreaLink, YearLink
from generator.render.tables import PHONE_LETTERS, letters
from generator.render.titles import Title, area_title
from generator.report import compare
from generator.report.compare import Standing
from generator.report.trends import Break, Series, Trend, trends
from generator.report.wording import figure_words
from generator.site.data import Reporting, SiteData


class StandingInWords(NamedTuple):
    """An area's place among those that have published a figure; ``kind`` says which sentence tells it.

    They all have the ``same``, it stands ``alone``, or its place is ``shared`` or its own (``placed``).
    """

    kind: Literal["same", "alone", "shared", "placed"]
    edition: Edition
    figure: str
    label: str
    place: int
    of: int


class Point(NamedTuple):
    """A figure of a year; without one, the area has no report (``absent``) or counted no such thing."""

    kind: Literal["figure", "absent", "uncounted"]
    words: str = ""
    marker: Marker | None = None


class YearsRow(NamedTuple):
    """One figure over the years."""

    label: str
    total: bool
    points: tuple[Point, ...]


class YearsTable(NamedTuple):
    """A table over the years, with its small charts: of one year alone there are none."""

    table: Table
    title: str
    years: tuple[str, ...]
    breaks: tuple[Break, ...]
    charts: tuple[YearChart, ...]
    rows: tuple[YearsRow, ...]

    @property
    def may_scroll(self) -> bool:
        """Whether it may be wider than a phone, where a year is broken at its hyphen."""
        heads = [year.partition("-")[0] for year in self.years]
        return letters((row.label for row in self.rows), heads) > PHONE_LETTERS


class AreaReport(NamedTuple):
    """A report with the link to it, and the area's name of that year if it was another."""

    year: YearLink
    name: str


class Awaited(NamedTuple):
    """The newest year of all, for which the area has no report: how many areas have one, and its page.

    Where there is one area alone, nothing leads to that page.
    """

    edition: Edition
    href: str
    reporting: Reporting


class AreaPage(NamedTuple):
    """What the page shows.

    ``compare`` leads to the page that compares the areas in the newest year, ``beside`` to the one that sets
    this area beside another in that year, if there is one.  Of an area that is the only one nothing is said
    of its place.
    """

    area: Area
    title: Title
    bordering: tuple[AreaLink, ...]
    #: The names of its districts.
    districts: tuple[str, ...]
    awaited: Awaited | None
    #: The newest first.
    reports: tuple[AreaReport, ...]
    several: bool
    standings: tuple[StandingInWords, ...]
    compare: str
    beside: str
    tables: tuple[YearsTable, ...]
    contacts: tuple[Contact, ...]


def area_page(data: SiteData, area: Area) -> str:
    """The page, whether the area has reported or not.  Raises jinja2.TemplateError if its template fails."""
    path = address.area_page(area.slug, data.language)
    title = area_title(area, data.templates, data.language)
    reports = data.of_area(area.slug)
    known = _known(data, area, path)
    if not reports:
        page = AreaPage(area, title, *known, (), False, (), "", "", (), ())
        return data.page("area.html.jinja", path, page)
    newest = reports[0]
    words = partial(figure_words, edition=newest.edition, language=data.language)
    page = AreaPage(
        area,
        title,
        *known,
        tuple(_report(data, report, path) for report in reports),
        len(reports) > 1,
        tuple(
            _standing(standing, newest.edition, words)
            for standing in (() if data.is_of_one_area else compare.standings(newest, data.counted))
        ),
        address.relative(address.edition_page(newest.edition.name, data.language), path),
        _beside(data, area, newest.edition.name, path),
        _tables(data, reports, words),
        newest.details.contacts,
    )
    return data.page("area.html.jinja", path, page)


def _known(
    data: SiteData, area: Area, path: str
) -> tuple[tuple[AreaLink, ...], tuple[str, ...], Awaited | None]:
    """What is known of an area beside its reports: its neighbours, its districts, the year that it lacks."""
    neighbours = tuple(
        AreaLink(data.name(one), data.link_to_area(one, path), one.slug in data.reported)
        for one in data.bordering(area)
    )
    districts = tuple(district.in_language(data.language) for district in area.districts)
    awaited = None
    if (reporting := data.awaited(area)) is not None:
        newest = data.of_edition(data.editions[0])[0].edition
        page = address.relative(address.edition_page(newest.name, data.language), path)
        href = "" if data.is_of_one_area else page
        awaited = Awaited(newest, href, reporting)
    return neighbours, districts, awaited


def _beside(data: SiteData, area: Area, edition: str, path: str) -> str:
    """The link to the page of an edition that sets its areas side by side, this one chosen; empty if none."""
    if edition not in data.compared_editions:
        return ""
    page = address.compare_page(edition, data.language)
    return address.with_areas(address.relative(page, path), area.slug)


def _report(data: SiteData, report: Report, path: str) -> AreaReport:
    name, present_name = data.name(report.area), data.present_name(report)
    year = YearLink(report.edition, data.link_to_report(report, path))
    return AreaReport(year, name if name != present_name else "")


def _standing(standing: Standing, edition: Edition, words: Words) -> StandingInWords:
    kind: Literal["same", "alone", "shared", "placed"] = "shared" if standing.shared > 1 else "placed"
    if standing.shared == standing.of:
        kind = "alone" if standing.of == 1 else "same"
    headline = standing.headline
    return StandingInWords(kind, edition, words(headline.figure), headline.label, standing.place, standing.of)


def _tables(data: SiteData, reports: tuple[Report, ...], words: Words) -> tuple[YearsTable, ...]:
    return tuple(_table(data, trend, words) for trend in trends(reports, data.editions))


def _table(data: SiteData, trend: Trend, words: Words) -> YearsTable:
    drawn = trend.lines if len(trend.editions) > 1 else ()
    return YearsTable(
        trend.table,
        trend.title,
        trend.editions,
        trend.breaks,
        tuple(
            year_chart(trend, series, f"{trend.table.id}-{number}", words, data.language)
            for number, series in enumerate(drawn, start=1)
        ),
        tuple(_row(trend, series, words) for series in trend.series),
    )


def _row(trend: Trend, series: Series, words: Words) -> YearsRow:
    points = tuple(
        Point("figure", words(figure), figure.marker)
        if figure is not None
        else Point("absent" if year in trend.absent else "uncounted")
        for year, figure in zip(trend.editions, series.points, strict=True)
    )
    return YearsRow(series.label, series.total, points)
