"""What to suppress besides figures that can be worked out, so that they no longer can."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, islice

from generator.checks.context import RuleContext
from generator.checks.disclosure.equations import equations, suppressed
from generator.checks.disclosure.inference import Leak, findings
from generator.model.figure import Figure, as_typed

#: How many choices of further figures are tried, and how many figures a choice has at most: a figure between
#: totals of its row and of its column takes three.
MOST_TRIES, MOST_FIGURES = 300, 3

Keys = tuple[str, ...]
#: The figures that are still given away.
Still = Callable[[RuleContext], list[Leak]]


def leaks(context: RuleContext) -> tuple[Leak, ...]:
    """The suppressed figures that can be worked out from what the area publishes."""
    found = findings(equations(context), suppressed(context))
    return tuple(finding for finding in found if isinstance(finding, Leak))


def advice(context: RuleContext, linked: Collection[Leak], others: Collection[Leak]) -> str:
    """What the coordinator can do about figures that are given away by linked equations.

    ``others`` are the figures that are given away besides, by others.
    """
    known = {leak.key for leak in others}

    def still(changed: RuleContext) -> list[Leak]:
        return [leak for leak in leaks(changed) if leak.key not in known]

    more, totals = _complement(context, linked, still), _superfluous_totals(context, still)
    if not more and not totals:
        more = _enough(context, still)
    words = []
    if more:
        words.append(f"write suppressed for {_joined([_named(context, key) for key in more])} as well")
    if totals:
        why = "a total that you do not write is then suppressed too"
        words.append(f"delete {_joined(totals)}: {why}")
    sentence = ", or ".join(words)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _complement(context: RuleContext, linked: Collection[Leak], still: Still) -> Keys:
    """The smallest one, two or three figures whose suppression protects what is suppressed, and themselves.

    None if there are no such.  Zeros come last: whoever guesses that a zero was hidden has the other figure.
    """
    totals = context.edition.parts_of_totals.keys()
    names = dict.fromkeys(k for leak in linked for equation in leak.linked for k in equation.figures)
    candidates = [key for key in names if key not in totals]
    for chosen in islice(_choices(context, candidates), MOST_TRIES):
        if not still(_suppressing(context, chosen)):
            return chosen
    return ()


def _enough(context: RuleContext, still: Still) -> Keys:
    """Figures whose suppression protects what is suppressed, where neither a few nor totals alone suffice."""
    totals = context.edition.parts_of_totals.keys()
    chosen: Keys = ()
    while left := still(_suppressing(context, chosen)):
        figures = {key for equation in left[0].equations for key in equation.figures}
        plain = [key for key in figures if key not in totals]
        chosen = (*chosen, min(plain or figures, key=lambda key: (_size(context, [key]), key)))
    return chosen


def _choices(context: RuleContext, keys: list[str]) -> Iterator[Keys]:
    """One of the figures, two, three: the smallest first."""
    for number in range(1, MOST_FIGURES + 1):
        yield from sorted(combinations(keys, number), key=lambda chosen: _size(context, chosen))


def _size(context: RuleContext, keys: Collection[str]) -> tuple[int, Decimal]:
    """How many of the figures are zero, and their sum."""
    values = [Decimal(context.completed[key].value or 0) for key in keys]
    return values.count(Decimal(0)), sum(values, Decimal(0))


def _superfluous_totals(context: RuleContext, still: Still) -> Keys:
    """The written totals without which nothing is given away; none if that does not suffice."""
    deleted: Keys = ()
    while left := still(_suppressing(context, deleted)):
        figures = dict.fromkeys(k for leak in left for equation in leak.equations for k in equation.figures)
        totals = [key for key in figures if key in context.edition.parts_of_totals and key not in deleted]
        if not totals:
            return ()
        deleted = (*deleted, *totals)
    return deleted


def _suppressing(context: RuleContext, keys: Keys) -> RuleContext:
    """The same figures with some of them suppressed."""
    figures = {**context.statistics.figures, **dict.fromkeys(keys, Figure(marker="c"))}
    return replace(context, statistics=replace(context.statistics, figures=figures))


def _named(context: RuleContext, key: str) -> str:
    return f"{key} ({as_typed(context.completed[key])})"


def _joined(names: Collection[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
