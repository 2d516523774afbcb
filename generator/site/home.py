"""The first page: find your area, by its name, its districts or the map; the newest figures, the years."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from generator.model.edition import Edition
from generator.render import address, headlines
from generator.render.charts.map import AreaMap
from generator.render.frame import links_from
from generator.render.headlines import HeadlineInWords
from generator.render.links import AreaLink
from generator.report import compare
from generator.site.data import Reporting, SiteData
from generator.site.map import area_map


class District(NamedTuple):
    """A place by whose name a reader looks for an area, with that area's name and the link to its page."""

    name: str
    area: str
    href: str


class Letter(NamedTuple):
    """The districts whose names begin with a letter, from A to Z."""

    letter: str
    districts: tuple[District, ...]


class HomeYear(NamedTuple):
    """An edition with the link to its page, and how many areas have reported."""

    edition: Edition
    href: str
    number: int


class Newest(NamedTuple):
    """What the first page tells of the newest edition; ``about`` leads to what all its reports say."""

    edition: Edition
    about: str
    reporting: Reporting
    headlines: tuple[HeadlineInWords, ...]
    #: The names of the areas that have not reported yet.
    missing: tuple[str, ...]


class HomePage(NamedTuple):
    """What the first page shows."""

    areas: tuple[AreaLink, ...]
    letters: tuple[Letter, ...]
    map: AreaMap | None
    newest: Newest | None
    years: tuple[HomeYear, ...]
    #: Whether there is one area alone, which nobody has to look for.
    is_of_one_area: bool


def home_page(data: SiteData) -> str:
    """The page.  Raises jinja2.TemplateError if its template fails."""
    path = address.home(data.language)
    link_to = links_from(path)
    areas = tuple(
        AreaLink(
            data.name(area),
            data.link_to_area(area, path),
            area.slug in data.reported,
        )
        for area in data.areas
    )
    years = tuple(
        HomeYear(reports[0].edition, link_to(address.edition_page(name, data.language)), len(reports))
        for name in data.editions
        if (reports := data.of_edition(name))
    )
    newest = data.of_edition(data.editions[0]) if data.editions else ()
    tiles = area_map(data, newest, lambda area: data.link_to_area(area, path))
    page = HomePage(areas, _letters(data, path), tiles, _newest(data, path), years, data.is_of_one_area)
    return data.page("home.html.jinja", path, page)


def _letters(data: SiteData, path: str) -> tuple[Letter, ...]:
    districts = sorted(
        District(
            district.in_language(data.language),
            data.name(area),
            data.link_to_area(area, path),
        )
        for area in data.areas
        for district in area.districts
    )
    return tuple(
        Letter(letter, tuple(some)) for letter, some in groupby(districts, key=lambda one: one.name[0])
    )


def _newest(data: SiteData, path: str) -> Newest | None:
    if not data.editions:
        return None
    reports = data.of_edition(data.editions[0])
    edition = reports[0].edition
    reported = {report.area.slug for report in reports}
    sums = compare.edition_headlines(reports, data.counted, data.language)
    return Newest(
        edition,
        address.relative(address.text_page(edition.name, data.language), path)
        if edition.name in data.texts
        else "",
        data.reporting(reports),
        headlines.in_words(sums, edition, data.language),
        tuple(data.name(area) for area in data.areas if area.slug not in reported),
    )
