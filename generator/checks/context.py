"""What a rule over the figures may look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.edition import Edition
from generator.model.statistics import Statistics
from generator.problems import Place, Problem


@dataclass(frozen=True)
class RuleContext:
    """An area's figures for an edition, and the year before's with its edition's name, if both exist."""

    edition: Edition
    statistics: Statistics
    before: tuple[str, Statistics] | None = None

    def value(self, key: str) -> int | None:
        """The number in a cell; None if there is none, for whatever reason."""
        figure = self.statistics.figures.get(key)
        return figure.value if figure else None

    def place(self, key: str) -> Place:
        """Where a figure is written, or the nearest row or table above it."""
        places = self.statistics.places
        while key and key not in places:
            key = key.rpartition(".")[0]
        return places.get(key, Place(self.statistics.file))

    def problem(self, key: str, code: str, message: str, hint: str) -> Problem:
        """A problem with a figure."""
        return Problem.at(self.place(key), code, message, hint)


def pairs(context: RuleContext, lower: str, upper: str) -> Iterator[tuple[str, str, int, int]]:
    """The cells that two tables both have: (key in lower, key in upper, its number, its number)."""
    for cell in context.edition.cells:
        if cell.table == lower and not cell.total:
            key = upper + cell.key.removeprefix(lower)
            small, large = context.value(cell.key), context.value(key)
            if small is not None and large is not None:
                yield cell.key, key, small, large
