"""The map of the areas: a square for each, which lie roughly as the areas do, with a figure in classes.

Where no figure is mapped, or no area has one, it shows which areas have a report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from generator.languages import Language
from generator.model.area import Tile
from generator.model.figure import Figure
from generator.render.charts.areas import Spread, spread_of
from generator.render.charts.marks import Words
from generator.report.classes import FigureClass, classes

#: What a square says: the class of a figure, that there is a report without a number, that there is one of
#: another year alone, or none; on a map without figures, that there is a report.
SquareKind = Literal["class", "unknown", "earlier", "none", "report"]


class Place(NamedTuple):
    """An area that stands on the map: its name, what its square leads to, and whether it has any report."""

    slug: str
    name: str
    href: str
    tile: Tile
    reported: bool


class Square(NamedTuple):
    """An area on the map; ``column`` and ``row`` count from the map's own north-west."""

    name: str
    letters: str
    href: str
    column: int
    row: int
    kind: SquareKind
    #: The class, from 1 to 5, and the figure, or why there is none.
    step: int = 0
    words: str = ""


class LegendClass(NamedTuple):
    """A class, its bounds in words (the same where it has one figure), and how many areas it has."""

    step: int
    low: str
    high: str
    areas: int


class AreaMap(NamedTuple):
    """The map: what it shows (nothing, where it shows which areas have a report), and its legend."""

    title: str
    columns: int
    squares: tuple[Square, ...]
    classes: tuple[LegendClass, ...]
    spread: Spread | None

    @property
    def kinds(self) -> frozenset[SquareKind]:
        """Those of its squares."""
        return frozenset(square.kind for square in self.squares)


def plain_map(places: Sequence[Place]) -> AreaMap | None:
    """The map of which areas have a report; None where no area has a place on it."""
    squares = tuple(_square(places, place, "report" if place.reported else "none") for place in places)
    return AreaMap("", _columns(places), squares, (), None) if squares else None


def figure_map(
    title: str, places: Sequence[Place], figures: Mapping[str, Figure], words: Words, language: Language
) -> AreaMap | None:
    """The map of a figure, by the areas' slugs; ``words`` writes it.  None where no area has a place."""
    groups = classes(figure.value for figure in figures.values() if figure.value is not None)
    squares = tuple(_with_figure(places, place, figures.get(place.slug), groups, words) for place in places)
    legend = tuple(
        LegendClass(
            group.step, words(_like(figures, group.low)), words(_like(figures, group.high)), group.areas
        )
        for group in groups
    )
    names = {place.slug: place.name for place in places}
    rows = [(names[slug], figure) for slug, figure in figures.items() if slug in names]
    spread = spread_of(rows, words, language)
    return AreaMap(title, _columns(places), squares, legend, spread) if squares else None


def _with_figure(
    places: Sequence[Place],
    place: Place,
    figure: Figure | None,
    groups: tuple[FigureClass, ...],
    words: Words,
) -> Square:
    if figure is None:
        return _square(places, place, "earlier" if place.reported else "none")
    value = figure.value
    if value is None:
        return _square(places, place, "unknown")._replace(words=words(figure))
    step = next(group.step for group in groups if group.has(value))
    return _square(places, place, "class")._replace(step=step, words=words(figure))


def _square(places: Sequence[Place], place: Place, kind: SquareKind) -> Square:
    west, north = min(one.tile.column for one in places), min(one.tile.row for one in places)
    tile = place.tile
    return Square(place.name, tile.letters, place.href, tile.column - west + 1, tile.row - north + 1, kind)


def _columns(places: Sequence[Place]) -> int:
    columns = [place.tile.column for place in places]
    return max(columns) - min(columns) + 1 if columns else 0


def _like(figures: Mapping[str, Figure], value: object) -> Figure:
    """A figure with a value, so that it is written as the others are."""
    return next(figure for figure in figures.values() if figure.value == value)
