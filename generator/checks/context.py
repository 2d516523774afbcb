"""What a rule over the figures may look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from generator.model.edition import Edition
from generator.model.figure import Figure, Number
from generator.model.statistics import Statistics, completed
from generator.problems import Place, Problem, Severity


def reason_to_write(key: str) -> str:
    """The end of a hint of a warning, behind a condition: how to say why the figure of a key is right."""
    return f"say why below “explained:”, for readers to see:\nexplained:\n  {key}: …"


class Finding(NamedTuple):
    """What a rule says of a figure, by its key."""

    figure: str
    problem: Problem


@dataclass(frozen=True)
class RuleContext:
    """An area's figures for an edition, and the year before's with its edition's name, if both exist."""

    edition: Edition
    statistics: Statistics
    before: tuple[str, Statistics] | None = None
    #: The area's name in addresses.
    area: str = ""
    #: By the key of each figure that the year before counts as well, its key there.
    keys_before: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def completed(self) -> Mapping[str, Figure]:
        """The figures by key, with the totals that follow from them."""
        return completed(self.edition, self.statistics.figures)

    def value(self, key: str) -> Number | None:
        """The number in a cell; None if there is none, for whatever reason."""
        figure = self.statistics.figures.get(key)
        return figure.value if figure else None

    def place(self, key: str) -> Place:
        """Where a figure is written, or the nearest row or table above it."""
        places = self.statistics.places
        while key and key not in places:
            key = key.rpartition(".")[0]
        return places.get(key, Place(self.statistics.file))

    def finding(
        self, key: str, code: str, message: str, hint: str, severity: Severity | None = None
    ) -> Finding:
        """What a rule says of a figure."""
        return Finding(key, Problem.at(self.place(key), code, message, hint, severity))
