"""What is worked out from figures lies within its limits, and nothing follows from what is not published."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.figure import Figure
from generator.report.measures import (
    Limits,
    borne_digit,
    compared_tables,
    floor_log,
    measures,
    population_limits,
    shown_measures,
)
from generator.report.review import review
from generator.workspace import survey
from tests.conftest import PROJECT

#: Roughly how many people aged 10 and over live in the police force areas of the five reports, in thousands.
THOUSANDS = {
    "west-midlands": 2640,
    "london": 8050,
    "staffordshire": 1020,
    "west-mercia": 1160,
    "leicester-leicestershire-and-rutland": 1000,
}


def test_the_five_reports_give_populations_that_can_be() -> None:
    for report in review(survey(PROJECT)).reports:
        population = measures(report)[0]
        assert population.key == "population" and population.value is not None
        assert abs(population.value / 1000 / THOUSANDS[report.area.slug] - 1) < 0.05, str(report.id)


@given(
    st.integers(1, 20_000_000),
    st.integers(1, 100_000),
    st.sampled_from([100, 1000, 100_000]),
    st.integers(0, 2),
)
def test_a_population_lies_within_its_limits(people: int, count: int, per: int, places: int) -> None:
    count = min(count, people)
    rate = round(Decimal(count) * per / people, places)
    limits = population_limits(Figure(count), Figure(rate if places else int(rate)), per, places)
    if not rate:
        assert limits is None
    else:
        assert limits is not None and limits.low <= people <= limits.high
        for end, beyond in ((limits.low, -1), (limits.high, 1)):  # no narrower limits would do
            half = Fraction(1, 2 * 10**places)
            assert abs(Fraction(count * per) / end - Fraction(rate)) <= half
            if end + beyond > 0:
                assert abs(Fraction(count * per) / (end + beyond) - Fraction(rate)) > half


@given(
    st.fractions(min_value=Fraction(1, 10**6), max_value=10**9), st.fractions(min_value=0, max_value=10**9)
)
def test_a_value_lies_between_its_limits_and_has_the_fewest_digits_that_do(
    low: Fraction, more: Fraction
) -> None:
    limits = Limits(low, low + more)
    step = Fraction(10) ** borne_digit(limits)
    if not more:
        return
    value = step * ((limits.middle / step + Fraction(1, 2)).__floor__())
    assert limits.low <= value <= limits.high
    coarser = step * 10
    assert limits.low // coarser == limits.high // coarser or borne_digit(limits) == floor_log(limits.high)


@given(st.fractions(min_value=Fraction(1, 10**9), max_value=10**12))
def test_the_first_digit_of_a_number(value: Fraction) -> None:
    if value:
        assert Fraction(10) ** floor_log(value) <= value < Fraction(10) ** (floor_log(value) + 1)


#: A small workspace's edition with a population, a rate and a share.
MEASURES = """
tables: {rate: {measure: rate, rate: {of: eligible.total.category_1, per: 100000}}}
comparisons:
  population: {rate: rate, label: People}
  measures:
    managed: {label: Managed, of: managed_in_year.level_2.category_1, per: 1000}
    returned:
      label: Returned
      of: returned_to_custody.level_2.category_1
      among: managed_in_year.level_2.category_1
"""
#: What stands in the area's file -> what is told of population, rate and share then.
MARKERS = [
    ("rate: 120", "rate: 120", [None, None, None]),
    ("rate: 120", "rate: suppressed", ["c", "c", None]),
    ("rate: 120", "rate: not available", ["x", "x", None]),
    ("level_1: {category_1: 100}", "level_1: {category_1: suppressed}", ["c", "c", None]),
    ("level_2: {category_1: 20,", "level_2: {category_1: suppressed,", [None, "c", "c"]),
    ("level_2: {category_1: 5,", "level_2: {category_1: suppressed,", [None, None, "c"]),
    ("level_2: {category_1: 5,", "level_2: {category_1: not applicable,", [None, None, "z"]),
]


@pytest.mark.parametrize(("figure", "instead", "markers"), MARKERS)
def test_nothing_follows_from_what_is_not_published(
    figure: str, instead: str, markers: list[str | None], workspace: Path
) -> None:
    edition = workspace / "content/2024-25/edition.yaml"
    edition.write_text(edition.read_text() + MEASURES)
    path = workspace / "areas/synthetic-north/2024-25/statistics.yaml"
    text = path.read_text()
    assert figure in text
    path.write_text(text.replace(figure, instead))
    (report,) = (one for one in review(survey(workspace)).reports if str(one.id) == "synthetic-north 2024-25")
    told = measures(report)
    assert [one.marker for one in told] == markers
    for one in told:
        assert (one.value is None) == (one.marker is not None)
        if one.marker:
            assert one.low is None and one.high is None


def test_an_edition_compares_by_what_it_shows(workspace: Path) -> None:
    (before,) = (one for one in review(survey(workspace)).reports if one.edition.name == "2023-24")
    assert compared_tables(before.edition) == frozenset() and measures(before) == ()
    edition = workspace / "content/2023-24/edition.yaml"
    figures = "of: returned_to_custody.level_2.category_1, among: managed_in_year.level_2.category_1"
    share = f"{{label: Returned, {figures}}}"
    edition.write_text(f"{edition.read_text()}comparisons:\n  measures:\n    returned: {share}\n")
    (report,) = (one for one in review(survey(workspace)).reports if one.edition.name == "2023-24")
    assert list(shown_measures(report.edition)) == ["returned"]
    assert compared_tables(report.edition) == {"returned_to_custody", "managed_in_year"}
    assert [one.value for one in measures(report)] == [Decimal("25.0")]
