"""What is published beside suppressed figures -> equations between them.

In: an area's figures for an edition, with what follows from them.  Out: what a reader knows of the figures
that are not published, from totals, from the edition's relations and from rates.  Figures are whole numbers
here: those of a table of decimals are counted in the unit of their last digit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import gcd
from typing import Literal, NamedTuple

from generator.checks.context import RuleContext
from generator.model.figure import Figure, as_typed
from generator.model.rates import RateFigure, rate_figures
from generator.model.table import CellSpec

#: A total's known parts are named one by one in a message up to this number.
MOST_PARTS = 4


class Equation(NamedTuple):
    """A sum of unpublished figures, each times its factor, is not below ``low`` and not above ``high``.

    ``figures`` are the keys of the published figures that say so, ``words`` say it to a person.
    """

    factors: Mapping[str, int]
    low: int | None
    high: int | None
    kind: Literal["total", "relation", "rate"]
    figures: tuple[str, ...]
    words: str


@dataclass
class _Sum:
    """A figure: what is known of it and the unpublished figures in it, in units of 10 to the -``places``."""

    places: int
    known: int = 0
    factors: dict[str, int] = field(default_factory=dict)
    #: The published figures in it.
    figures: list[str] = field(default_factory=list)

    def scaled(self, places: int) -> _Sum:
        """The same in smaller units."""
        times = 10 ** (places - self.places)
        factors = {key: factor * times for key, factor in self.factors.items()}
        return _Sum(places, self.known * times, factors, self.figures)


def equations(context: RuleContext) -> list[Equation]:
    """All that is published about figures that are not; without any such figure, nothing."""
    return [*open_totals(context), *_relations(context), *_rates(context)]


def suppressed(context: RuleContext) -> set[str]:
    """The figures that the file says are suppressed, among those that the edition shows."""
    figures = context.statistics.figures
    return {cell.key for cell in context.edition.cells if _marker(figures.get(cell.key)) == "c"}


def open_totals(context: RuleContext) -> Iterator[Equation]:
    """Written totals that are suppressed or have unpublished parts; others follow from published parts."""
    given = context.statistics.figures
    for cell in context.edition.cells:
        if not cell.total or cell.key not in given:
            continue
        parts, total = _sum(context, cell.key), context.completed.get(cell.key)
        if total is not None and total.value is not None and parts.factors:
            rest = _whole(total, parts.places) - parts.known
            words = _total_words(cell, total, parts, context)
            yield Equation(parts.factors, rest, rest, "total", (cell.key, *parts.figures), words)
        elif _marker(given.get(cell.key)) == "c":
            words = f"{cell.key} is the sum of {_listed(parts, context) or 'its parts'}"
            factors = {**parts.factors, cell.key: -1}
            yield Equation(factors, -parts.known, -parts.known, "total", tuple(parts.figures), words)


def _total_words(cell: CellSpec, total: Figure, parts: _Sum, context: RuleContext) -> str:
    words = f"{cell.key} is {as_typed(total)}"
    return f"{words}, and {_listed(parts, context)} of it is published" if parts.figures else words


def _listed(parts: _Sum, context: RuleContext) -> str:
    """The known parts as a sum: ``15 + 32``."""
    numbers = [as_typed(context.completed[key]) for key in parts.figures]
    return (
        " + ".join(numbers)
        if len(numbers) <= MOST_PARTS
        else f"all that its other {len(numbers)} parts add up to"
    )


def _relations(context: RuleContext) -> Iterator[Equation]:
    """What the edition's relations say; those that only warn as well, as a reader believes them too."""
    for relation in context.edition.relations.values():
        for key, limit_key in context.edition.compared(relation):
            pair = (context.completed.get(key), context.completed.get(limit_key))
            if "z" in map(_marker, pair):
                continue
            figure, limit = _sum(context, key), _sum(context, limit_key)
            places = max(figure.places, limit.places)
            figure, limit = figure.scaled(places), limit.scaled(places)
            factors = _difference(figure.factors, limit.factors)
            if factors:
                words = f"{_named(key, context)} is never above {_named(limit_key, context)}"
                figures = (*figure.figures, *limit.figures)
                yield _narrowed(factors, None, limit.known - figure.known, "relation", figures, words)


def _rates(context: RuleContext) -> Iterator[Equation]:
    """What a rate says of the figures that it is worked out from, or they of it, within its rounding.

    A rate r per n, rounded to a unit u, means: (r - u/2) * whole <= n * figure <= (r + u/2) * whole.
    """
    for rate in rate_figures(context.edition):
        keys = (rate.key, rate.figure, rate.whole)
        if any(_marker(context.completed.get(key)) == "z" for key in keys if key):
            continue
        per_unit, figure = _sum(context, rate.key), _sum(context, rate.figure)
        whole = _sum(context, rate.whole) if rate.whole else _population(context)
        if whole is None or (per_unit.factors and whole.factors):
            continue
        places = max(figure.places, whole.places)
        figure, whole = figure.scaled(places), whole.scaled(places)
        # Twice the inequality, so that half a unit is whole.
        times = 2 * rate.per * 10**per_unit.places
        figures = (*per_unit.figures, *figure.figures, *whole.figures)
        words = _rate_words(rate, context)
        for half in (-1, 1):
            edge = 2 * per_unit.known + half
            right = {key: factor * edge for key, factor in whole.factors.items()}
            right |= dict.fromkeys(per_unit.factors, 2 * whole.known)
            factors = _difference({key: factor * times for key, factor in figure.factors.items()}, right)
            rest = edge * whole.known - times * figure.known
            if factors:
                low, high = (rest, None) if half < 0 else (None, rest)
                yield _narrowed(factors, low, high, "rate", figures, words)


def _rate_words(rate: RateFigure, context: RuleContext) -> str:
    whole = _named(rate.whole, context) if rate.whole else "the population"
    return f"{_named(rate.key, context)} is worked out from {_named(rate.figure, context)} and {whole}"


def _population(context: RuleContext) -> _Sum | None:
    """The people of the area; None where the edition does not say how many they are."""
    population = context.edition.population
    people = population.areas.get(context.area) if population else None
    return None if people is None else _Sum(0, people)


def _sum(context: RuleContext, key: str) -> _Sum:
    """A figure, by its parts if it is a total: those that do not apply count for nothing."""
    total = _Sum(context.edition.table_of(key).kind.places)
    for part in context.edition.parts_of_totals.get(key, (key,)):
        figure = context.completed.get(part)
        if figure is not None and figure.value is not None:
            total.known += _whole(figure, total.places)
            total.figures.append(part)
        elif _marker(figure) != "z":
            total.factors[part] = 1
    return total


def _narrowed(
    factors: dict[str, int],
    low: int | None,
    high: int | None,
    kind: Literal["relation", "rate"],
    figures: tuple[str, ...],
    words: str,
) -> Equation:
    """An inequality between whole numbers without what all its factors have in common."""
    common = gcd(*factors.values())
    return Equation(
        {key: factor // common for key, factor in factors.items()},
        None if low is None else -(-low // common),
        None if high is None else high // common,
        kind,
        figures,
        words,
    )


def _difference(left: Mapping[str, int], right: Mapping[str, int]) -> dict[str, int]:
    """The factors of a sum less another one; what cancels out is not there."""
    factors = {key: left.get(key, 0) - right.get(key, 0) for key in (*left, *right)}
    return {key: factor for key, factor in factors.items() if factor}


def _named(key: str, context: RuleContext) -> str:
    """A figure's key, with its number where that is published: ``managed_in_year.level_3.category_1 (0)``."""
    figure = context.completed.get(key)
    return f"{key} ({as_typed(figure)})" if figure is not None and figure.value is not None else key


def _whole(figure: Figure, places: int) -> int:
    """A number in units of its table's last digit."""
    return int(Decimal(figure.value or 0).scaleb(places))


def _marker(figure: Figure | None) -> str | None:
    return figure.marker if figure else None
