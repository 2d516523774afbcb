"""Rules over what is suppressed: it must not follow from what is published beside it.

What the program computes gives nothing away: a total with an unpublished part is not published, nor is a sum
over areas, a change or a share of one.  What is left is what people write: totals, and figures that the
edition relates to others.  A report is looked at alone, as all that other pages print follows from what it
publishes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.checks.context import Finding, RuleContext
from generator.checks.disclosure.advice import advice, leaks
from generator.checks.disclosure.equations import open_totals, suppressed
from generator.checks.disclosure.inference import Contradiction, Equations, findings

__all__ = ["contradicting_totals", "disclosed_figure"]


def disclosed_figure(context: RuleContext) -> Iterator[Finding]:
    """A suppressed figure that has one possible value, given all that is published."""
    if not suppressed(context):
        return
    found = leaks(context)
    for _, linked in groupby(found, key=lambda leak: id(leak.linked)):
        together = tuple(linked)
        hint = advice(context, together, [leak for leak in found if leak not in together])
        for leak in together:
            message = f"{leak.key} is suppressed, but anyone can work it out: {_reasons(leak.equations)}."
            yield context.finding(leak.key, "disclosed-figure", message, hint)


def contradicting_totals(context: RuleContext) -> Iterator[Finding]:
    """Totals that no figures can add up to, though some parts are not published."""
    for finding in findings(open_totals(context), ()):
        if isinstance(finding, Contradiction):
            *_, last = finding.equations
            yield context.finding(
                last.figures[0],
                "total-mismatch",
                f"No figures that are not below zero add up to this: {_reasons(finding.equations)}.",
                "Correct the total that is wrong, or delete it.",
            )


def _reasons(equations: Equations) -> str:
    return "; ".join(dict.fromkeys(equation.words for equation in equations))
