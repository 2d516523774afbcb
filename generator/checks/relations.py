"""The relations that the edition states: figures that are never above others."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Finding, RuleContext, reason_to_write
from generator.model.figure import as_typed
from generator.source.markdown import fill


def relations(context: RuleContext) -> Iterator[Finding]:
    """A figure that is above the one it is never above; silent where either is no number."""
    for code, relation in context.edition.relations.items():
        for key, limit_key in context.edition.compared(relation):
            figure, limit = context.completed.get(key), context.completed.get(limit_key)
            if not (figure and limit) or figure.value is None or limit.value is None:
                continue
            if figure.value > limit.value:
                words = {
                    "figure": as_typed(figure),
                    "figure.key": key,
                    "limit": as_typed(limit),
                    "limit.key": limit_key,
                }
                message, hint = fill(relation.message, words), fill(relation.hint, words)
                if relation.severity == "warning":  # of an error, no reason is taken
                    hint = f"{hint} If they are right, {reason_to_write(key)}"
                yield context.finding(key, code, message, hint, relation.severity)
