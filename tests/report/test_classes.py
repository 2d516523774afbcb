"""The classes of a map's figures: held against a plain look at every figure."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.report.classes import CLASSES, classes

#: Figures, and the bounds, areas and step of each of their classes.
CASES = {
    "none": ([], []),
    "one": ([5], [(5, 5, 1, 3)]),
    "two areas": ([132, 92], [(92, 92, 1, 1), (132, 132, 1, 5)]),
    "all the same": ([7, 7, 7], [(7, 7, 3, 3)]),
    "three figures": ([1, 2, 2, 9], [(1, 1, 1, 1), (2, 2, 2, 3), (9, 9, 1, 5)]),
    "four figures": ([1, 2, 3, 4], [(1, 1, 1, 1), (2, 2, 1, 2), (3, 3, 1, 4), (4, 4, 1, 5)]),
    "ten": (range(10), [(0, 1, 2, 1), (2, 3, 2, 2), (4, 5, 2, 3), (6, 7, 2, 4), (8, 9, 2, 5)]),
    "nought": ([0, 0, 0, 3], [(0, 0, 3, 1), (3, 3, 1, 5)]),
    "decimals": ([Decimal("1.5"), 2], [(Decimal("1.5"), Decimal("1.5"), 1, 1), (2, 2, 1, 5)]),
    "a tie that is most of all": (
        [1, 5, 5, 5, 5, 5, 5, 6, 7, 8],
        [(1, 1, 1, 1), (5, 5, 6, 2), (6, 6, 1, 3), (7, 7, 1, 4), (8, 8, 1, 5)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_classes(name: str) -> None:
    figures, expected = CASES[name]
    assert [tuple(one) for one in classes(figures)] == expected


@given(st.lists(st.integers(0, 60), max_size=60))
def test_every_figure_is_in_one_class_and_equal_ones_in_the_same(figures: list[int]) -> None:
    groups = classes(figures)
    assert len(groups) == min(CLASSES, len(set(figures)))
    for group in groups:
        members = [figure for figure in figures if group.has(figure)]
        assert len(members) == group.areas > 0 and (min(members), max(members)) == (group.low, group.high)
    assert sum(group.areas for group in groups) == len(figures)
    assert all(one.high < other.low and one.step < other.step for one, other in pairwise(groups))


@given(st.sets(st.integers(0, 10_000), min_size=5, max_size=60))
def test_of_different_figures_the_classes_are_as_large_as_each_other(figures: set[int]) -> None:
    sizes = [group.areas for group in classes(figures)]
    assert max(sizes) - min(sizes) <= 1
