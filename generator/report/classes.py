"""Figures of areas -> the classes in which a map shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from generator.model.figure import Number

#: The most classes: more shades than five are hard to tell apart (C. Brewer, Designing Better Maps).
CLASSES = 5


class FigureClass(NamedTuple):
    """Some figures that go together: the lowest, the highest, and how many areas have one of them.

    ``step`` is from 1, the lowest, to 5: fewer classes are as far from each other as they can be.
    """

    low: Number
    high: Number
    areas: int
    step: int

    def has(self, value: Number) -> bool:
        """Whether a figure belongs here."""
        return self.low <= value <= self.high


def classes(values: Iterable[Number]) -> tuple[FigureClass, ...]:
    """The classes of figures, the lowest first: each with as many areas, as near as equal figures allow.

    Their bounds are figures that there are, equal figures are in one class, and there are no more classes
    than different figures; of no figures there are none.
    """
    counts = sorted(Counter(values).items())
    number = min(CLASSES, len(counts))
    groups: list[list[tuple[Number, int]]] = []
    for left in range(number, 0, -1):
        share = sum(count for _, count in counts) / left
        size, areas = 1, counts[0][1]
        # One more figure goes into the class while that brings it nearer to its share.
        while size <= len(counts) - left and areas + counts[size][1] / 2 <= share:
            areas += counts[size][1]
            size += 1
        groups.append(counts[:size])
        counts = counts[size:]
    return tuple(
        FigureClass(group[0][0], group[-1][0], sum(count for _, count in group), _step(place, number))
        for place, group in enumerate(groups)
    )


def _step(place: int, number: int) -> int:
    """The step of a class by its place among so many: one alone is the middle one."""
    return 1 + round(place * (CLASSES - 1) / (number - 1)) if number > 1 else (CLASSES + 1) // 2
