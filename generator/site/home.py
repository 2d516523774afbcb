"""The first page: find your area, the newest figures, the years."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.area import Tile
from generator.model.edition import Edition
from generator.render import address, headlines
from generator.render.frame import links_from
from generator.render.headlines import HeadlineInWords
from generator.report import compare
from generator.site.data import Reporting, SiteData


class HomeArea(NamedTuple):
    """An area with the link to its page."""

    name: str
    href: str
    reported: bool
    tile: Tile | None


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

    areas: tuple[HomeArea, ...]
    #: The areas that stand on the map.
    tiles: tuple[HomeArea, ...]
    newest: Newest | None
    years: tuple[HomeYear, ...]


def home_page(data: SiteData) -> str:
    """The page.  Raises jinja2.TemplateError if its template fails."""
    path = address.home(data.language)
    link_to = links_from(path)
    areas = tuple(
        HomeArea(
            data.name(area),
            link_to(address.area_page(area.slug, data.language)),
            area.slug in data.reported,
            area.tile,
        )
        for area in data.areas
    )
    years = tuple(
        HomeYear(reports[0].edition, link_to(address.edition_page(name, data.language)), len(reports))
        for name in data.editions
        if (reports := data.of_edition(name))
    )
    tiles = tuple(area for area in areas if area.tile)
    return data.page("home.html.jinja", path, HomePage(areas, tiles, _newest(data, path), years))


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
