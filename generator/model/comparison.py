"""What an edition compares its areas by beside their figures: rates and shares that follow from these."""

from __future__ import annotations

from pydantic import Field

from generator.model.base import Key, Model, Words
from generator.model.rules import FigureKey

#: The name of the population among the measures in the data; no measure may be called so.
POPULATION = "population"


class PopulationSpec(Model):
    """The people of an area, whose number follows from a rate of them and what that is the rate of."""

    rate: FigureKey = Field(examples=["calls_per_1_000"])
    """The rate; the ``rate`` of its table says of which figure it is, and for how many people."""
    label: Words
    """Who they are, in a few words."""


class MeasureSpec(Model):
    """A rate of an area's people, or a share of another figure."""

    label: Words
    """What it says, in a few words; for how many people, or that it is a share, included."""
    of: FigureKey = Field(examples=["visits.total"])
    """The figure that is counted."""
    among: FigureKey | None = Field(None, examples=["calls.total"])
    """The figure that it is a share of, in per cent; the area's people if it is left out."""
    per: int = Field(100_000, ge=1)
    """For how many people a rate of them is given; a share is in per cent."""


class Comparisons(Model):
    """By what the areas are compared beside their figures."""

    population: PopulationSpec | None = None
    """The people of an area; without it there are no rates of them."""
    measures: dict[Key, MeasureSpec] = {}
    """The rates and shares, in the order in which pages have them."""
