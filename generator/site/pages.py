"""The pages that are about several reports, or about the website itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.languages import Language
from generator.model.area import Area
from generator.model.edition import ChartSpec, Edition
from generator.model.figure import Figure
from generator.model.report import Report, Row
from generator.render import address
from generator.render import chart as charts
from generator.render.frame import SEARCH_SCRIPTS, Frame
from generator.render.report import Neighbours, Shared
from generator.render.templates import Templates
from generator.report import compare
from generator.report.wording import figure_words
from generator.source.markdown import fill


@dataclass(frozen=True)
class SiteData:
    """All that the pages are made of: the published reports, newest first, and the areas that have a page.

    ``register`` is how many areas there are: a website of some areas alone tells of no more than those.
    """

    reports: tuple[Report, ...]
    areas: tuple[Area, ...]
    register: int
    templates: Templates
    frame: Frame
    #: What the reports of an edition share, by its name.
    shared: Mapping[str, Shared] = field(default_factory=dict)
    #: What ``area_years`` gave before, by area.
    years: Mapping[str, str] = field(default_factory=dict)
    language: Language = "en"

    @cached_property
    def editions(self) -> tuple[str, ...]:
        """The names of the reports' editions, the newest first."""
        return compare.editions_of(self.reports)

    @property
    def texts(self) -> dict[str, Shared]:
        """What the reports that are there share, by edition, where there is any such text."""
        own = {edition: self.shared[edition] for edition in self.editions}
        return {edition: shared for edition, shared in own.items() if shared.text.sections}

    def of_edition(self, edition: str) -> tuple[Report, ...]:
        """The reports of an edition, in the order of the areas."""
        return compare.of_edition(self.reports, edition)

    def neighbours(self, report: Report) -> Neighbours:
        """The other reports of a report's area."""
        own = self.of_area(report.area.slug)
        newer = own[0] if own[0].edition.period.end > report.edition.period.end else None
        others = tuple(other for other in own if other is not report)
        return Neighbours(compare.year_before(report, own), newer, others)

    def of_area(self, area: str) -> tuple[Report, ...]:
        """The reports of an area, the newest first."""
        return self._by_area.get(area, ())

    @cached_property
    def _by_area(self) -> dict[str, tuple[Report, ...]]:
        found: dict[str, list[Report]] = {}
        for report in self.reports:
            found.setdefault(report.area.slug, []).append(report)
        return {area: tuple(own) for area, own in found.items()}

    def page(self, template: str, path: str, scripts: str = "", **values: Any) -> str:
        """A page.  Raises jinja2.TemplateError if its template fails."""
        frame = self.frame.values(path, self.language, scripts)
        return self.templates.page(template, self.language, **frame, **values)


class Drawn(NamedTuple):
    """A chart of an edition's page: what it draws, and what its description is written from."""

    id: str
    title: str
    table: str
    drawing: charts.Drawing
    rows: tuple[tuple[Report, Row], ...]
    figures: tuple[tuple[Report, Figure], ...]
    names: tuple[str, ...]


def site_pages(national: SiteData) -> dict[str, str]:
    """The pages by path, those of the areas and of the reports apart."""
    language = national.language
    pages = {address.home(language): _home(national)}
    for edition in national.editions:
        pages[address.edition_page(edition, language)] = _edition(national, edition)
    for edition, shared in national.texts.items():
        path = address.text_page(edition, language)
        pages[path] = national.page("text.html.jinja", path, text=shared.text, sections=shared.sections)
    path = address.search_page(language)
    pages[path] = national.page(
        "search.html.jinja", path, SEARCH_SCRIPTS, areas=national.areas, editions=national.editions
    )
    pages |= plain_pages(national)
    pages[address.not_found_page(language)] = _not_found(national)
    return pages


def area_pages(national: SiteData) -> dict[str, str]:
    """The page of each area by path, whether it has reported or not."""
    return {address.area_page(area.slug, national.language): _area(national, area) for area in national.areas}


def plain_pages(national: SiteData) -> dict[str, str]:
    """The pages of words alone, by path: about the data, and the accessibility statement."""
    path = address.accessibility_page(national.language)
    return {
        address.data_page(national.language): _data(national),
        path: national.page("accessibility.html.jinja", path),
    }


def _home(national: SiteData) -> str:
    path = address.home(national.language)
    own = national.of_edition(national.editions[0]) if national.editions else ()
    there = {report.area.slug for report in own}
    return national.page(
        "home.html.jinja",
        path,
        areas=national.areas,
        tiles=[area for area in national.areas if area.tile],
        reported={report.area.slug for report in national.reports},
        newest=own[0].edition if own else None,
        about=bool(own) and own[0].edition.name in national.texts,
        reporting=_reporting(national, own),
        headlines=compare.edition_headlines(own, national.reports) if own else (),
        not_yet=[area for area in national.areas if area.slug not in there],
        years=[
            (own[0].edition, len(own)) for name in national.editions if (own := national.of_edition(name))
        ],
        figure=_figures(own[0].edition if own else None, national.language),
    )


def _edition(national: SiteData, name: str) -> str:
    path = address.edition_page(name, national.language)
    own = national.of_edition(name)
    edition = own[0].edition
    tables = compare.across(own)
    return national.page(
        "edition.html.jinja",
        path,
        edition=edition,
        about=name in national.texts,
        areas=national.areas,
        reports={report.area.slug: address.relative(address.report_page(report), path) for report in own},
        reporting=_reporting(national, own),
        whole=len(own) == national.register,
        headlines=compare.edition_headlines(own, national.reports),
        tables=tables,
        drawn=[
            _drawn(chart, across, national.language)
            for chart in edition.charts
            if chart.areas
            for across in tables
            if across.table.key == chart.table
        ],
        files=_files(national, name, path),
        figure=_figures(edition, national.language),
    )


def _drawn(chart: ChartSpec, across: compare.Across, language: Language) -> Drawn:
    first = across.reports[0][0]
    words = _figures(first.edition, language)
    rows = charts.area_rows(across, chart.row)
    names = tuple(column.short for column in across.table.columns if not column.total)
    stacked = len(across.table.columns) > 1
    figures = tuple((report, row.cells[-1].figure) for report, row in rows)
    drawing = charts.stacked_bars(rows, names, words) if stacked else charts.area_bars(figures, words)
    return Drawn(
        f"chart-{across.table.id}",
        fill(chart.title.in_language(language), first.facts),
        across.table.id,
        drawing,
        rows,
        figures,
        names if stacked else (),
    )


def _area(national: SiteData, area: Area) -> str:
    path = address.area_page(area.slug, national.language)
    own = national.of_area(area.slug)
    years = national.years.get(area.slug) or (area_years(national, area.slug) if own else "")
    return national.page(
        "area.html.jinja",
        path,
        area=area,
        reports=own,
        standings=compare.standings(own[0], national.reports) if own else (),
        years=Markup(years),
        figure=_figures(own[0].edition if own else None, national.language),
    )


def area_years(national: SiteData, area: str) -> str:
    """The part of an area's page that its own reports and the editions' names alone decide."""
    own = national.of_area(area)
    return national.page(
        "parts/years.html.jinja",
        address.area_page(area, national.language),
        reports=own,
        trends=compare.trends(own, national.editions),
        figure=_figures(own[0].edition, national.language),
    ).strip()


def _data(national: SiteData) -> str:
    path = address.data_page(national.language)
    firsts = [national.of_edition(name)[0] for name in national.editions]
    with_data = "data" in national.frame.kinds and national.reports
    definitions = {
        (table.title, definition.since, definition.words.in_language(national.language))
        for report in firsts
        for table in report.tables
        if (definition := report.edition.tables[table.key].definition)
    }
    return national.page(
        "data.html.jinja",
        path,
        files=_files(national, "", path) if with_data else (),
        years=[(report.edition, _files(national, report.edition.name, path)) for report in firsts]
        if with_data
        else (),
        definitions=sorted(definitions),
    )


def _not_found(national: SiteData) -> str:
    """A server shows this page in the place of any other, so that its links must not be relative."""
    path = address.not_found_page(national.language)
    base = national.frame.site.base

    def link(target: str) -> str:
        return f"{base}{address.shown(target)}" if base else address.relative(target, path)

    frame = {**national.frame.values(path, national.language), "link": link, "canonical": ""}
    return national.templates.page("404.html.jinja", national.language, **frame)


def _files(national: SiteData, edition: str, page: str) -> list[tuple[str, str]]:
    """The data files of an edition or of everything: their endings, and links from a page."""
    prefix = national.frame.site.publication.file_prefix
    files = [(ending, address.data_file(prefix, ending, edition)) for ending in address.DATA_TYPES]
    files.append(("package", address.package(f"{edition}/data" if edition else "data")))
    return [(ending, address.relative(path, page)) for ending, path in files]


def _figures(edition: Edition | None, language: Language) -> Any:
    def figure(value: Figure) -> str:
        assert edition is not None
        return figure_words(value, edition, language)

    return figure


def _reporting(national: SiteData, own: Iterable[Report]) -> str:
    """How many areas have reported, in words of the templates."""
    own = tuple(own)
    return national.templates.page(
        "parts/reporting.jinja", national.language, number=len(own), areas=national.register
    ).strip()
