"""The figures of an edition that are worked out from others, by what its tables say of their rates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.model.edition import Edition


class RateFigure(NamedTuple):
    """A figure that is worked out: its key, and those of what it counts and of the whole (None: people)."""

    key: str
    figure: str
    whole: str | None
    per: int


def rate_figures(edition: Edition) -> Iterator[RateFigure]:
    """The figures that are worked out from others, as far as the edition shows these."""
    keys = {cell.key for cell in edition.cells}
    for cell in edition.cells:
        rate = edition.tables[cell.table].rate
        if rate is None:
            continue
        below = cell.key.removeprefix(cell.table)
        figure = rate.of if rate.of in keys else rate.of + below
        whole = rate.among if rate.among is None or rate.among in keys else rate.among + below
        if figure in keys and (whole is None or whole in keys):
            yield RateFigure(cell.key, figure, whole, rate.per)
