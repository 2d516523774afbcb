"""Sentences about random figures, with every marker, tie and gap, against a second, plain computation."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.render.test_sentences import SAY

AREAS = ("Kent", "Essex", "Surrey", "Dorset", "Devon")
MARKERS = ("suppressed", "not available", "not applicable", "missing")
#: Few numbers, so that many are equal, and some that are written with a comma.
NUMBERS = st.one_of(st.integers(0, 3), st.integers(990, 12_000)).map(lambda number: f"{number:,}")
FIGURES = st.one_of(NUMBERS, NUMBERS, st.sampled_from(MARKERS))
UNKNOWN = {"suppressed", "not available", "missing"}
COUNTLESS = settings(max_examples=300, deadline=None)


def value(text: str) -> int | None:
    return None if text in MARKERS or text == "none" else int(text.replace(",", ""))


def listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def per_cent(part: int, whole: int) -> str:
    tenths = (Decimal(part) / whole * 1000).quantize(Decimal(1), ROUND_HALF_EVEN)
    if tenths == 0 and part:
        return "less than 0.1%"
    if tenths == 1000 and part < whole:
        return "more than 99.9%"
    return f"{tenths / 10:.1f}%"


@COUNTLESS
@given(FIGURES, FIGURES, st.sampled_from(["number", "rate", "rate, mid-2022 to mid-2024"]))
def test_a_change(now: str, then: str, kind: str) -> None:
    said = SAY["change"]({"What is counted": kind, "Now": now, "Year before": then})
    a, b = value(now), value(then)
    if kind.endswith("mid-2024") and b is not None:
        assert said.startswith(f"{then} in ") and "mid-2022" in said and "mid-2024" in said
    elif a is None or b is None:
        assert said == f"{'[missing]' if then == 'missing' else then} in 2023‑24"
    elif a == b:
        assert said == "the same as in 2023‑24"
    elif kind == "number":
        assert said == f"{abs(a - b):,} {'more' if a > b else 'fewer'} than in 2023‑24 ({then})"
    else:
        assert said == f"{'up' if a > b else 'down'} from {then} in 2023‑24"


@COUNTLESS
@given(st.lists(FIGURES, min_size=1, max_size=5))
def test_the_areas(figures: list[str]) -> None:
    rows = list(zip(AREAS, figures, strict=False))
    said = SAY["areas"]({"Areas": ", ".join(f"{area} {text}" for area, text in rows)})
    known = {area: number for area, text in rows if (number := value(text)) is not None}
    without = len(rows) - len(known)
    tail = f"{without} area{'s have' if without > 1 else ' has'} no figure." if without else ""
    assert said.endswith(tail)
    said = said.removesuffix(tail).strip()

    def whose(number: int) -> str:
        having = [area for area in known if known[area] == number]
        return listed(having) if len(having) <= 2 else f"{len(having)} areas"

    if not known:
        assert said == ""
    elif len(known) == 1:
        ((area, number),) = known.items()
        assert said == f"{area} alone has a figure: {number:,}."
    elif len(set(known.values())) == 1:
        number = next(iter(known.values()))
        both = f"{listed([*known])} both have {number:,}."
        those = "The {} areas that have a figure all have" if without else "All {} areas have"
        assert said == (both if len(known) == 2 else f"{those.format(len(known))} {number:,}.")
    else:
        low, high = min(known.values()), max(known.values())
        ends = f"{low:,} in {whose(low)} to {high:,} in {whose(high)}"
        assert said == f"Among {len(known)} areas the figure runs from {ends}."


GRIDS = st.integers(2, 3).flatmap(
    lambda width: st.lists(st.lists(FIGURES, min_size=width, max_size=width), min_size=1, max_size=4)
)


def spelled(name: str, figures: list[str]) -> str:
    return f"{name} {' '.join(figures)}"


@COUNTLESS
@given(GRIDS)
def test_the_parts_of_all_areas(grid: list[list[str]]) -> None:
    rows = list(zip(AREAS, grid, strict=False))
    said = SAY["parts"]({"Areas": ", ".join(spelled(*row) for row in rows)})
    whole_rows = [(area, figures) for area, figures in rows if not UNKNOWN & {*figures}]
    without = len(rows) - len(whole_rows)
    assert ("not counted here" in said) == bool(without)
    if without:
        assert f"{without} area{'s are' if without > 1 else ' is'} not counted here" in said
    assert "In the 1 areas" not in said
    sums = [sum(value(figures[n]) or 0 for _, figures in whole_rows) for n in range(len(grid[0]))]
    whole, most = sum(sums), max(sums)
    largest = [f"Category {n + 1}" for n, one in enumerate(sums) if one == most]
    where = f"the {len(whole_rows)} areas together" if len(whole_rows) != 1 else whole_rows[0][0]
    if not whole_rows:
        assert said.startswith("No area publishes all of the parts.")
    elif whole and len(largest) > 1:
        expected = f"In {where}, {listed(largest)} are the largest parts: {most:,} each of {whole:,}"
        assert said.startswith(f"{expected} ({per_cent(most, whole)}).")
    elif whole and most == whole:
        assert said.startswith(f"In {where}, {largest[0]} makes up the whole: {whole:,}.")
    elif whole:
        expected = f"In {where}, {largest[0]} is the largest part: {most:,} of {whole:,}"
        assert said.startswith(f"{expected} ({per_cent(most, whole)}).")
    else:
        assert "largest" not in said


@COUNTLESS
@given(GRIDS)
def test_what_stands_out_in_a_report(grid: list[list[str]]) -> None:
    rows = [(f"Level {number}", figures) for number, figures in enumerate(grid, start=1)]
    said = SAY["report"]({"Levels": ", ".join(spelled(*row) for row in rows)})
    numbers = [[value(text) or 0 for text in figures] for figures in grid]
    levels, categories = [sum(row) for row in numbers], [sum(column) for column in zip(*numbers, strict=True)]
    whole = sum(levels)
    columns = list(zip(*grid, strict=True))
    is_known = not any(UNKNOWN & {*figures} for figures in grid)
    if not is_known or not whole or any({*column} == {"not applicable"} for column in columns):
        assert said == ""
        return
    top = [f"Level {n}" for n, one in enumerate(levels, start=1) if one == max(levels)]
    most = [f"Category {n}" for n, one in enumerate(categories, start=1) if one == max(categories)]
    if whole == 1:
        assert said == f"The only individual is at {top[0]}, in {most[0]}."
        return
    part, share = f"{max(levels):,}", per_cent(max(levels), whole)
    first = (
        f"{part} ({share}) are at {top[0]}."
        if len(top) == 1
        else f"{listed(top)} have {part} each ({share})."
    )
    share = per_cent(max(categories), whole)
    second = f"{most[0]} is the largest category ({share})."
    if len(most) > 1:
        second = f"{listed(most)} are the largest categories ({share} each)."
    assert said == f"Of {whole:,} individuals, {first} {second}"


@COUNTLESS
@given(
    st.lists(st.one_of(FIGURES, st.just("none")), min_size=1, max_size=5),
    st.sets(st.integers(1, 4)),
    st.sampled_from(["number", "rate"]),
)
def test_the_years(points: list[str], places: set[int], kind: str) -> None:
    years = [f"20{20 + place}-{21 + place}" for place in range(len(points))]
    breaks = sorted(place for place in places if place < len(points))
    told = ", ".join(f"definition {years[place]}" for place in breaks)
    said = SAY["years"]({"What is counted": kind, "Years": ", ".join(points), "Breaks": told})
    known = [(place, number) for place, text in enumerate(points) if (number := value(text)) is not None]
    if len(known) < 2:
        one = f"{known[0][1]:,} in {years[known[0][0]]}, the only year with a number." if known else ""
        assert said == (one or "no number in any year.")
        return
    sentences = []
    for start, end in zip([0, *breaks], [*breaks, len(points)], strict=True):
        here = [one for one in known if start <= one[0] < end]
        if not here:
            continue
        (first, a), (last, b) = here[0], here[-1]
        words = f"{a:,} in {years[first]}"
        if len(here) > 1 and a == b:
            words += f" and again in {years[last]}"
        elif len(here) > 1:
            by = f", {abs(a - b):,} {'more' if b > a else 'fewer'}" if kind == "number" else ""
            words = f"{'up' if b > a else 'down'} from {words} to {b:,} in {years[last]}{by}"
        prefix = f"Counted differently from {years[start]}: " if start else ""
        sentences.append(f"{prefix}{words}.")
    assert said == " ".join(sentences)


@COUNTLESS
@given(NUMBERS, st.lists(FIGURES, max_size=4))
def test_the_place_of_an_area(figure: str, others: list[str]) -> None:
    said = SAY["place"]({"This area": figure, "Other areas": ", ".join(others) or "none"})
    numbers = [number for text in others if (number := value(text)) is not None]
    here = value(figure)
    assert here is not None and said.startswith(f"In 2024-25, {figure} per head")
    place, of = 1 + sum(number > here for number in numbers), len(numbers) + 1
    if of > 1 and {*numbers} == {here}:
        assert said.endswith("have the same.") and (f"All {of} areas" in said or of == 2)
    elif of > 1:
        shared = " (shared)" if here in numbers else ""
        assert f": number {place}{shared} of the {of} areas that have published" in said
    else:
        assert said.endswith(". No other area has published this figure for the year.")
