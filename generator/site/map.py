"""The map of the areas, as the first page and an edition's page have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from generator.model.area import Area
from generator.model.report import Report
from generator.render.charts.map import AreaMap, Place, figure_map, plain_map
from generator.report.compare import edition_words, first_in
from generator.report.wording import figure_words
from generator.site.data import SiteData


def area_map(data: SiteData, reports: Sequence[Report], link_to: Callable[[Area], str]) -> AreaMap | None:
    """The map of the figure that the reports' edition names; without one, of which areas have a report.

    ``reports`` are of one edition, or none; ``link_to`` says where an area's square leads.  None where no
    area has a place on the map.
    """
    places = [
        Place(area.slug, data.name(area), link_to(area), area.tile, area.slug in data.reported)
        for area in data.areas
        if area.tile
    ]
    edition = reports[0].edition if reports else None
    if edition is None or edition.map is None:
        return plain_map(places)
    key = edition.map.figure
    figures = {report.area.slug: report.figures[key] for report in reports if key in report.figures}
    if not figures:
        return plain_map(places)
    title = edition_words(first_in(reports, data.language), edition.map.title)
    words = partial(figure_words, edition=edition, language=data.language)
    return figure_map(title, places, figures, words, data.language)
