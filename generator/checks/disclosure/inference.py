"""Equations -> the suppressed figures that follow from them, each with the fewest that give it away.

A figure follows where all solutions have the same whole number for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import combinations
from typing import NamedTuple

from generator.checks.disclosure.equations import Equation
from generator.checks.disclosure.whole_numbers import GivenUpError, solution

Equations = tuple[Equation, ...]


class Leak(NamedTuple):
    """A suppressed figure that can be worked out, and from what: without one of these it cannot.

    ``linked`` are all equations that have to do with it.
    """

    key: str
    equations: Equations
    linked: Equations


class Contradiction(NamedTuple):
    """Totals that no figures, zero or above, can have all together; without one of these some could."""

    equations: Equations


def findings(equations: Iterable[Equation], secrets: Iterable[str]) -> Iterator[Leak | Contradiction]:
    """What is wrong with what is published beside the secrets, which are the keys of suppressed figures."""
    secrets = set(secrets)
    for linked in _linked(equations):
        with suppress(GivenUpError):
            yield from _of_linked(linked, secrets)


def _of_linked(equations: Equations, secrets: set[str]) -> Iterator[Leak | Contradiction]:
    totals = tuple(equation for equation in equations if equation.kind == "total")
    if solution(totals, {}) is None:
        yield Contradiction(_fewest(totals, lambda some: solution(some, {}) is None))
        return
    believed = _believable(totals, equations)
    for key in _determined(believed, secrets):
        fewest = _fewest(believed, partial(_determines, key))
        yield Leak(key, fewest, believed)


def _linked(equations: Iterable[Equation]) -> list[Equations]:
    """The equations in groups that have no unknown in common."""
    groups: list[list[Equation]] = []
    for equation in equations:
        touching = [group for group in groups if any(equation.factors.keys() & e.factors for e in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([*(e for group in touching for e in group), equation])
    return [tuple(group) for group in groups]


def _believable(totals: Equations, equations: Equations) -> Equations:
    """The totals, and the relations and rates that do not contradict them and those before.

    Where a warning about two published figures is left standing, a relation does not hold there.
    """
    if solution(equations, {}) is not None:
        return equations
    believed = totals
    for equation in equations:
        if equation.kind != "total" and solution((*believed, equation), {}) is not None:
            believed = (*believed, equation)
    return believed


def _determined(equations: Equations, keys: Iterable[str]) -> list[str]:
    """Those of the keys that have one value in all solutions, in their order."""
    first = solution(equations, {}) or {}
    open_keys = [key for key in sorted(keys) if key in first]
    determined = []
    while open_keys:
        key = open_keys.pop(0)
        value = first[key]
        other = solution(equations, {key: (value + 1, None)})
        if other is None and value > 0:
            other = solution(equations, {key: (0, value - 1)})
        if other is None:
            determined.append(key)
        else:
            open_keys = [k for k in open_keys if other[k] == first[k]]
    return determined


def _determines(key: str, equations: Equations) -> bool:
    return bool(_determined(equations, (key,)))


def _fewest(equations: Equations, holds: Callable[[Equations], bool]) -> Equations:
    """One or two equations that bring something about; else some of which none is superfluous.

    Totals, and short ones, come before others: they are easier to see.
    """
    simplest_first = sorted(equations, key=lambda e: (e.kind != "total", len(e.factors)))
    for number in (1, 2):
        for some in combinations(simplest_first, number):
            if holds(some):
                return some
    fewest = tuple(simplest_first)
    for equation in reversed(simplest_first):
        fewer = tuple(other for other in fewest if other is not equation)
        if holds(fewer):
            fewest = fewer
    return fewest
