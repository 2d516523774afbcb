"""A rule over what an area explains."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from generator.model.statistics import Explanation
from generator.problems import Problem, quoted


def unneeded_explanations(reasons: Mapping[str, Explanation], unlikely: Collection[str]) -> Iterator[Problem]:
    """Reasons why figures are right of which no rule says anything; readers would wonder at the note."""
    for key, explanation in reasons.items():
        if key not in unlikely:
            yield Problem.at(
                explanation.place,
                "unneeded-explanation",
                f"Nothing is unlikely about {quoted(key)}: there is no warning to explain.",
                "Delete the line. What readers are to know of the figure belongs below “notes:”.",
            )
