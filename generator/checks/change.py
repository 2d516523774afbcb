"""A rule over two years' figures."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.problems import Problem

#: Changes of more than this share of last year's figure are worth a second look ...
SHARE = 0.5
#: ... if the larger of the two figures is at least this; smaller ones jump about by nature.
SMALLEST = 20


def large_change(context: RuleContext) -> Iterator[Problem]:
    """A figure that changed by more than half since last year is right more seldom than it is a slip."""
    if context.before is None:
        return
    name, before = context.before
    for cell in context.edition.cells:
        now, then = context.value(cell.key), before.figures.get(cell.key)
        if cell.total or now is None or then is None or then.value is None:
            continue
        if max(now, then.value) >= SMALLEST and abs(now - then.value) > SHARE * then.value:
            yield context.problem(
                cell.key,
                "large-change",
                f"{now} this year, {then.value} in {name}: a change of more than half.",
                "Check the figure. If it is right, leave it: this warning does not stop the report.",
            )
