"""Models -> problems: one rule, one function, one code.

In: an area's figures for an edition, and last year's; a merged report's names and links; the words of files.
Out: problems.  No rule knows a table: the relations between figures are the edition's own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from generator.checks.change import large_change
from generator.checks.context import Finding, RuleContext
from generator.checks.disclosure import contradicting_totals, disclosed_figure
from generator.checks.explained import unneeded_explanations
from generator.checks.garbled import garbled
from generator.checks.html import html
from generator.checks.letters import letters
from generator.checks.per_cents import above_whole
from generator.checks.placeholders import placeholders
from generator.checks.relations import relations
from generator.checks.totals import not_applicable_figure, total_mismatch
from generator.checks.words import cut_texts, filters_outside, names_in, stray_braces, unknown_names
from generator.problems import Problem
from generator.source.texts import Text

__all__ = ["RULES", "Findings", "RuleContext", "check_figures", "check_texts"]

Rule = Callable[[RuleContext], Iterator[Finding]]

#: The rules over the figures.
RULES: tuple[Rule, ...] = (
    total_mismatch,
    contradicting_totals,
    disclosed_figure,
    not_applicable_figure,
    relations,
    large_change,
    above_whole,
)


class Findings(NamedTuple):
    """What the rules say of an area's figures, and the warnings that the area has explained."""

    problems: list[Problem]
    explained: list[Problem]


def check_figures(context: RuleContext) -> Findings:
    """What the rules say of an area's figures; a warning whose figure is explained is not told."""
    findings = [finding for rule in RULES for finding in rule(context)]
    reasons = context.statistics.explained
    explained = [
        finding for finding in findings if finding.figure in reasons and finding.problem.severity == "warning"
    ]
    problems = [finding.problem for finding in findings if finding not in explained]
    problems += unneeded_explanations(reasons, {finding.figure for finding in findings})
    return Findings(problems, [finding.problem for finding in explained])


def check_texts(texts: Iterable[Text], facts: Collection[str] | None) -> Iterator[Problem]:
    """What the rules over words say of texts.

    ``facts`` are the names that may stand between double braces there; None where ``load`` looked at them.
    """
    for text in texts:
        if "{" in text.words or "}" in text.words:
            if text.literal and facts is not None:
                yield from unknown_names(names_in(text), facts)
            yield from stray_braces(text, facts or ())
        if "|" in text.words:
            yield from filters_outside(text)
        yield from list(garbled(text)) or letters(text)
        yield from placeholders(text)
        yield from html(text)
        yield from cut_texts(text)
