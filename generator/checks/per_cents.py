"""A rule over per cents."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Finding, RuleContext, reason_to_write
from generator.model.figure import as_typed

#: The whole, in per cent.
WHOLE = 100


def above_whole(context: RuleContext) -> Iterator[Finding]:
    """A per cent above 100: right where it is of a capacity or a plan, and a slip where it is a share."""
    for key, figure in context.statistics.figures.items():
        if figure.per_cent and figure.value is not None and figure.value > WHOLE:
            yield context.finding(
                key,
                "above-whole",
                f"{as_typed(figure)} is more than the whole, which is 100 %.",
                "Check the figure. If it is one that can be above 100 %, such as a share of the places that "
                f"there are, {reason_to_write(key)}",
            )
