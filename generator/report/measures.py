"""A report -> the rates and shares by which its area is compared, and the population behind them.

A published rate is rounded, so that it tells a population within limits: of ``n`` people counted and a rate
of ``r`` for each ``per``, rounded to a unit ``u``, it lies between ``n * per / (r + u/2)`` and
``n * per / (r - u/2)``.  What is worked out from it is given with its limits, and with the digits that these
bear: the last one is the first that they leave open, so that what is given lies between them.

All of it follows from published figures alone: where one is suppressed, so is what would follow from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

from generator.model.comparison import POPULATION, MeasureSpec
from generator.model.edition import Edition
from generator.model.figure import Figure, Marker, Number
from generator.model.rates import RateFigure, rate_figures
from generator.model.report import Report
from generator.report.compare import edition_words

#: How many digits a value has that is known exactly, counted from the first that is not nought.
EXACT_DIGITS = 3
#: Of several reasons why there is no number, the first of these is told.
REASONS: tuple[Marker, ...] = ("z", "gap", "c", "x")


class Limits(NamedTuple):
    """The least and the most that a value can be, the ends included."""

    low: Fraction
    high: Fraction

    @property
    def middle(self) -> Fraction:
        """Half-way between them."""
        return (self.low + self.high) / 2


class Measure(NamedTuple):
    """A value that is worked out from figures of an area.

    ``kind``: the ``population``, from what was counted (``of``) and its rate (``among``); a ``rate`` of what
    was counted; or a ``share`` of it ``among`` another figure.  Without a number, ``marker`` says why.
    """

    key: str
    label: str
    kind: Literal["population", "rate", "share"]
    marker: Marker | None
    #: What is half-way between its limits, with the digits that these bear.
    value: Number | None
    #: Its limits, those of a rate with one digit more and rounded outwards; of a share none, as it is exact.
    low: Number | None
    high: Number | None
    of: Figure
    of_key: str
    among: Figure | None
    among_key: str
    #: For how many people a rate is given; 100 for a share.
    per: int


def measures(report: Report) -> tuple[Measure, ...]:
    """The population of a report's area, and each of its edition's measures, in the edition's order."""
    population, people = _population(report)
    chosen = [population] if population else []
    return (*chosen, *_measures(report, population, people))


def compared_tables(edition: Edition) -> frozenset[str]:
    """The keys of the tables of which an edition compares its areas by some figure; none if by nothing."""
    keys = {headline.figure for headline in edition.shown_headlines}
    keys |= {key for spec in shown_measures(edition).values() for key in (spec.of, spec.among) if key}
    return frozenset(key.partition(".")[0] for key in keys)


def shown_measures(edition: Edition) -> dict[str, MeasureSpec]:
    """The measures of an edition that shows the figures which they follow from, by key."""
    keys = {cell.key for cell in edition.cells}
    with_people = _population_rate(edition) is not None
    return {
        key: spec
        for key, spec in edition.comparisons.measures.items()
        if spec.of in keys and (spec.among in keys if spec.among is not None else with_people)
    }


def _population_rate(edition: Edition) -> RateFigure | None:
    """The rate from which an edition's populations follow; None where it says of none that it shows."""
    spec = edition.comparisons.population
    rates = (rate for rate in rate_figures(edition) if rate.whole is None)
    return next((rate for rate in rates if spec and rate.key == spec.rate), None)


def _population(report: Report) -> tuple[Measure | None, Limits | None]:
    """The area's people and their exact limits; None and no limits where the edition does not say of them."""
    spec, rate = report.edition.comparisons.population, _population_rate(report.edition)
    if spec is None or rate is None:
        return None, None
    count, figure = report.figures[rate.figure], report.figures[rate.key]
    places = report.edition.table_of(rate.key).kind.places
    limits = population_limits(count, figure, rate.per, places)
    marker = _reason(count, figure)
    value = None
    if limits:
        value = _in_steps(limits.middle, max(0, borne_digit(limits)))
    return Measure(
        POPULATION,
        edition_words(report, spec.label),
        "population",
        None if limits else marker or "x",
        value,
        int(limits.low) if limits else None,
        int(limits.high) if limits else None,
        count,
        rate.figure,
        figure,
        rate.key,
        rate.per,
    ), limits


def population_limits(count: Figure, rate: Figure, per: int, places: int = 0) -> Limits | None:
    """Between what whole numbers a population lies of which a number was counted, by its published rate.

    ``rate`` is for each ``per`` people, rounded to ``places`` digits after its point.  None if either is no
    number, if the rate is nought, which any large population has, or if no population has both.
    """
    if count.value is None or rate.value is None or not count.value or not rate.value:
        return None
    half = Fraction(1, 2 * 10**places)
    counted = Fraction(count.value) * per
    low = ceil(counted / (Fraction(rate.value) + half))
    high = floor(counted / (Fraction(rate.value) - half))
    return Limits(Fraction(low), Fraction(high)) if low <= high else None


def _measures(report: Report, population: Measure | None, people: Limits | None) -> Iterator[Measure]:
    figures = report.figures
    for key, spec in shown_measures(report.edition).items():
        label = edition_words(report, spec.label)
        if spec.among is not None:
            yield _share(key, label, figures[spec.of], figures[spec.among], spec)
        elif population is not None:
            yield _rate(key, label, figures[spec.of], population, people, spec)


def _share(key: str, label: str, of: Figure, among: Figure, spec: MeasureSpec) -> Measure:
    """A figure as a share of another; of nought there is none."""
    marker = _reason(of, among)
    value = None
    if of.value is not None and among.value is not None:
        marker = None if among.value else "z"
        # Rounded half up, as readers do.
        value = _in_steps(Fraction(of.value) / Fraction(among.value) * 100, -1) if among.value else None
    return Measure(key, label, "share", marker, value, None, None, of, spec.of, among, spec.among or "", 100)


def _rate(
    key: str, label: str, of: Figure, population: Measure, people: Limits | None, spec: MeasureSpec
) -> Measure:
    """A figure for each so many of the area's people; the population itself is not among its parts again."""
    marker = _reason(of, Figure(population.value, population.marker))
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    if of.value is not None and people is not None:
        counted = Fraction(of.value) * spec.per
        limits = Limits(counted / people.high, counted / people.low)
        value, low, high = 0, 0, 0
        if counted:
            digit = borne_digit(limits)
            value = _in_steps(limits.middle, digit)
            low = _in_steps(limits.low, digit - 1, ROUND_FLOOR)
            high = _in_steps(limits.high, digit - 1, ROUND_CEILING)
    return Measure(key, label, "rate", marker, value, low, high, of, spec.of, None, "", spec.per)


def borne_digit(limits: Limits) -> int:
    """The power of ten of the first digit that limits above nought leave open.

    A number that ends with this digit lies between them.
    """
    digit = floor_log(limits.high)
    if limits.low == limits.high:
        return digit - (EXACT_DIGITS - 1)
    while floor(limits.low / Fraction(10) ** digit) == floor(limits.high / Fraction(10) ** digit):
        digit -= 1
    return digit


def floor_log(value: Fraction) -> int:
    """The power of ten of the first digit of a number above nought: 2 for 131.5."""
    power = len(str(value.numerator)) - len(str(value.denominator))
    return power if value >= Fraction(10) ** power else power - 1


def _in_steps(value: Fraction, digit: int, rounding: str = "ROUND_HALF_UP") -> Number:
    """A number rounded to a digit: a decimal that shows it, or a whole number."""
    steps = value / Fraction(10) ** digit
    whole = {ROUND_FLOOR: floor(steps), ROUND_CEILING: ceil(steps)}.get(
        rounding, floor(steps + Fraction(1, 2))
    )
    return whole * 10**digit if digit >= 0 else Decimal(whole).scaleb(digit)


def _reason(*figures: Figure) -> Marker | None:
    """Why there is no number that follows from some figures; None if each is one."""
    markers = {figure.marker for figure in figures}
    return next((marker for marker in REASONS if marker in markers), None)
