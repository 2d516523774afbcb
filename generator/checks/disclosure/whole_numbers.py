"""Whole numbers that solve equations, found or proved not to be there, without rounding.

In: equations and bounds.  Out: a solution, or None.  The simplex method for bounds (Dutertre and de Moura, “A
fast linear-arithmetic solver for DPLL(T)”, 2006) over fractions, and where it gives a fraction, branch and
bound.  The equations of tables are a dozen short ones with ones as factors, whose solutions are nearly always
whole at once.  Solvers for large ones calculate in floating point and are heavy to load, and the one that was
tried (highspy 1.16) writes a line of its own to standard output.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil, floor

from generator.checks.disclosure.equations import Equation

#: A number without rounding; a fraction only where it is not whole, as whole numbers are faster.
Exact = int | Fraction
#: The least and the greatest value of an unknown; None where there is no such end.
Bounds = tuple[int | None, int | None]
#: After so many branches the search is given up.  Tables take one or two; only a rate of two figures that are
#: both unknown could take as many as these.
MOST_BRANCHES = 2000


class GivenUpError(Exception):
    """There are too many cases to look at, and nobody reckons that far on paper."""


def solution(equations: Iterable[Equation], limits: Mapping[str, Bounds]) -> dict[str, int] | None:
    """A whole number, zero or above, for each unknown of the equations; None if there are none that fit.

    ``limits`` are the least and the greatest values that some unknowns may have besides.

    Raises GivenUpError.
    """
    bounds = {key: limits.get(key, (0, None)) for equation in equations for key in equation.factors}
    sums = []
    for equation in equations:
        if len(equation.factors) == 1:
            ((key, factor),) = equation.factors.items()
            bounds[key] = _narrowed(bounds[key], equation, factor)
        else:
            sums.append(equation)
    branches = [bounds]
    for _ in range(MOST_BRANCHES):
        if not branches:
            return None
        bounds = branches.pop()
        values = _Simplex(sums, bounds).solve()
        if values is None:
            continue
        fractional = next((key for key, value in values.items() if value.denominator != 1), None)
        if fractional is None:
            return {key: int(value) for key, value in values.items()}
        (low, high), value = bounds[fractional], values[fractional]
        branches.append({**bounds, fractional: (ceil(value), high)})
        branches.append({**bounds, fractional: (low, floor(value))})
    raise GivenUpError


def _narrowed(bounds: Bounds, equation: Equation, factor: int) -> Bounds:
    """The bounds of an unknown that an equation is about alone."""
    ends = (equation.low, equation.high) if factor > 0 else (equation.high, equation.low)
    least = [bounds[0], None if ends[0] is None else -(-ends[0] // factor)]
    greatest = [bounds[1], None if ends[1] is None else ends[1] // factor]
    return (
        max((end for end in least if end is not None), default=None),
        min((end for end in greatest if end is not None), default=None),
    )


def _divided(number: Exact, by: Exact) -> Exact:
    quotient = Fraction(number) / by if by not in (1, -1) else number * by
    return quotient.numerator if quotient.denominator == 1 else quotient


class _Simplex:
    """The unknowns and, for each equation, the value of its left side, which is an unknown as well.

    Some depend on the others: ``rows`` has each of them as a sum of the others, by their factors.  The others
    stand at one of their bounds or between; solving exchanges one that depends and is out of its bounds for
    one that may still move, always the first of each, so that it ends (Bland's rule).
    """

    def __init__(self, equations: list[Equation], bounds: Mapping[str, Bounds]) -> None:
        self.names = list(bounds)
        number = {key: place for place, key in enumerate(self.names)}
        self.bounds = [bounds[key] for key in self.names]
        self.values: list[Exact] = [low or 0 for low, _ in self.bounds]
        self.rows: dict[int, dict[int, Exact]] = {}
        for equation in equations:
            row: dict[int, Exact] = {number[key]: factor for key, factor in equation.factors.items()}
            self.rows[len(self.bounds)] = row
            self.values.append(sum(factor * self.values[n] for n, factor in row.items()))
            self.bounds.append((equation.low, equation.high))

    def solve(self) -> dict[str, Exact] | None:
        """Values within all bounds; None if there are none."""
        if any(low is not None and high is not None and low > high for low, high in self.bounds):
            return None
        while True:
            beyond = next(((n, way) for n in sorted(self.rows) if (way := self._beyond(n))), None)
            if beyond is None:
                return dict(zip(self.names, self.values, strict=False))
            leaving, way = beyond
            row = self.rows[leaving]
            entering = next((n for n in sorted(row) if self._may_move(n, -way if row[n] > 0 else way)), None)
            if entering is None:
                return None
            self._exchange(leaving, entering, way)

    def _beyond(self, n: int) -> int:
        """Whether a value is above its greatest (1), below its least (-1) or neither (0)."""
        low, high = self.bounds[n]
        if low is not None and self.values[n] < low:
            return -1
        return 1 if high is not None and self.values[n] > high else 0

    def _may_move(self, n: int, way: int) -> bool:
        """Whether a value may still grow (``way`` is 1) or shrink (-1)."""
        low, high = self.bounds[n]
        bound = high if way > 0 else low
        return bound is None or (bound - self.values[n]) * way > 0

    def _exchange(self, leaving: int, entering: int, way: int) -> None:
        """Puts one that depends at the bound it is beyond; one that it depends on takes its place."""
        row = self.rows.pop(leaving)
        factor = row.pop(entering)
        bound = self.bounds[leaving][1 if way > 0 else 0]
        assert bound is not None
        step = _divided(bound - self.values[leaving], factor)
        self.values[leaving] = bound
        self.values[entering] += step
        new_row = {leaving: _divided(1, factor), **{n: _divided(-other, factor) for n, other in row.items()}}
        for n, old_row in self.rows.items():
            share = old_row.pop(entering, 0)
            if not share:
                continue
            self.values[n] += share * step
            for m, value in new_row.items():
                old_row[m] = old_row.get(m, 0) + share * value
                if not old_row[m]:
                    del old_row[m]
        self.rows[entering] = new_row
