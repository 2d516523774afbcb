"""Models -> problems: one rule, one function, one code.

In: an area's figures for an edition, and last year's; or a merged report's names and links.
Out: problems.  No rule knows a table: the relations between figures are the edition's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.checks.change import large_change
from generator.checks.context import RuleContext
from generator.checks.disclosure import contradicting_totals, disclosed_figure
from generator.checks.relations import relations
from generator.checks.totals import not_applicable_figure, total_mismatch
from generator.problems import Problem

__all__ = ["RULES", "RuleContext", "check_figures"]

Rule = Callable[[RuleContext], Iterator[Problem]]

#: The rules over the figures.
RULES: tuple[Rule, ...] = (
    total_mismatch,
    contradicting_totals,
    disclosed_figure,
    not_applicable_figure,
    relations,
    large_change,
)


def check_figures(context: RuleContext) -> list[Problem]:
    """What the rules say of an area's figures."""
    return [problem for rule in RULES for problem in rule(context)]
