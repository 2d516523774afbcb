"""A rule over two years' figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.context import Finding, RuleContext, reason_to_write
from generator.model.figure import as_typed


def large_change(context: RuleContext) -> Iterator[Finding]:
    """A figure that changed by much since last year is right more seldom than it is a slip."""
    rule = context.edition.large_change
    if context.before is None or rule is None:
        return
    name, before = context.before
    share = "half" if rule.per_cent == 50 else f"{rule.per_cent} per cent"
    for cell in context.edition.cells:
        now = context.statistics.figures.get(cell.key)
        then = before.figures.get(context.keys_before.get(cell.key, ""))
        if cell.total or now is None or then is None or now.value is None or then.value is None:
            continue
        now_value, then_value = Decimal(now.value), Decimal(then.value)
        is_large = 100 * abs(now_value - then_value) > rule.per_cent * then_value
        if is_large and max(now_value, then_value) >= rule.at_least:
            yield context.finding(
                cell.key,
                "large-change",
                f"{as_typed(now)} this year, {as_typed(then)} in {name}: a change of more than {share}.",
                f"Check the figure. If it is right, {reason_to_write(cell.key)}",
            )
