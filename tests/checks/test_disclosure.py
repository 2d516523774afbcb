"""A suppressed figure is refused exactly where it has one possible value: against counting all cases."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.checks import RuleContext, check_figures
from generator.checks.disclosure.advice import leaks
from generator.checks.disclosure.equations import Equation
from generator.checks.disclosure.inference import Leak, findings
from generator.load import load
from generator.model.edition import Edition
from generator.model.figure import Figure
from generator.model.statistics import Statistics, completed
from generator.workspace import survey
from tests.conftest import DATA

#: Two linked tables: everyone in the small one is in the large one as well.
TABLES = """
tables:
  small:
    title: Small
    unit: People
    row_heading: Row
    rows: [{key: a, label: A}, {key: b, label: B}, {key: total, label: Total, total: true}]
    columns: [{key: c, label: C}, {key: d, label: D}, {key: total, label: Total, total: true}]
  large:
    title: Large
    unit: People
    row_heading: Row
    rows: [{key: a, label: A}, {key: b, label: B}, {key: total, label: Total, total: true}]
    columns: [{key: c, label: C}, {key: d, label: D}, {key: total, label: Total, total: true}]
  share:
    title: Share
    unit: Per cent
    numbers: per cent
    label: Those of the large one who are in the small one
    rate: {of: small.total.total, among: large.total.total, per: 100}
  density:
    title: Density
    unit: Per 100
    numbers: decimal
    measure: rate
    label: Those of the large one
    rate: {of: large.total.total, per: 100}
sections: {statistics: {title: Figures, tables: [small, large, share, density]}}
relations:
  small-above-large: {figure: small, never_above: large, severity: warning, message: Too many., hint: Look.}
charts:
"""
PEOPLE = 40
SMALL_AND_LARGE = [
    f"{t}.{r}.{c}" for t in ("small", "large") for r in ("a", "b", "total") for c in ("c", "d", "total")
]
PAIRED = [k for k in SMALL_AND_LARGE if k.startswith("small") and "total" not in k]
#: No true figure is above the one; no figure that is looked for above the other.
LARGEST, LARGEST_GUESS = 2, 9


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    root = tmp_path_factory.mktemp("disclosure") / "workspace"
    shutil.copytree(DATA / "workspace", root)
    path = root / "content/2024-25/edition.yaml"
    words = path.read_text().replace(
        "published: 2025-07-30}", f"published: 2025-07-30, areas: {{x: {PEOPLE}}}}}"
    )
    path.write_text(words + TABLES)
    loaded = load(survey(root)).editions["2024-25"]
    assert loaded.edition is not None, loaded.problems
    return loaded.edition


def context_of(edition: Edition, figures: Mapping[str, Figure]) -> RuleContext:
    return RuleContext(edition, Statistics("statistics.yaml", figures, {}), None, "x")


def possible(edition: Edition, given_figures: Mapping[str, Figure]) -> list[dict[str, int]]:
    """Every way to fill in what is not published so that it agrees with all that is: by counting.

    Written from the tables' meaning, apart from the program's equations.
    """
    shown = completed(edition, given_figures)
    cells = {cell.key: cell for cell in edition.cells}
    hidden = [
        k for k, cell in cells.items() if not cell.total and k in SMALL_AND_LARGE and shown[k].value is None
    ]
    ways = []
    for guess in product(range(LARGEST_GUESS + 1), repeat=len(hidden)):
        figures = {k: int(shown[k].value or 0) for k in SMALL_AND_LARGE if not cells[k].total}
        figures |= dict(zip(hidden, guess, strict=True))
        figures |= {k: sum(figures[p] for p in parts) for k, parts in edition.parts_of_totals.items()}
        agrees = all(shown[k].value in (None, figures[k]) for k in figures)
        agrees &= all(figures[k] <= figures["large" + k.removeprefix("small")] for k in PAIRED)
        if agrees and fits_rates(shown, figures):
            ways.append(figures)
    return ways


def fits_rates(shown: Mapping[str, Figure], figures: Mapping[str, int]) -> bool:
    share, density = shown["share"].value, shown["density"].value
    small, large = figures["small.total.total"], figures["large.total.total"]
    fits = share is None or abs(100 * small - int(share) * large) * 2 <= large
    return fits and (density is None or abs(1000 * large - int(density * 10) * PEOPLE) * 2 <= PEOPLE)


numbers = st.integers(0, LARGEST)


@st.composite
def published(draw: st.DrawFn) -> dict[str, Figure]:
    """True figures of which up to three are suppressed or not available, with some of the totals written."""
    plain = [k for k in SMALL_AND_LARGE if "total" not in k]
    true = {k: draw(numbers) for k in plain if k.startswith("small")}
    true |= {"large" + k.removeprefix("small"): v + draw(st.sampled_from([0, 0, 1])) for k, v in true.items()}
    markers = draw(st.dictionaries(st.sampled_from(plain), st.sampled_from(["c", "c", "x"]), max_size=3))
    figures = {k: Figure(marker=markers[k]) if k in markers else Figure(true[k]) for k in plain}
    for key in draw(st.sets(st.sampled_from([k for k in SMALL_AND_LARGE if "total" in k]))):
        table, row, column = key.split(".")
        parts = [
            v
            for k, v in true.items()
            if k.split(".")[0] == table
            and row in (k.split(".")[1], "total")
            and column in (k.split(".")[2], "total")
        ]
        hidden = draw(st.integers(0, 9)) == 0
        figures[key] = Figure(marker="c") if hidden else Figure(sum(parts))
    small, large = (sum(v for k, v in true.items() if k.startswith(t)) for t in ("small", "large"))
    # Where both are open, the share leaves room beyond the figures that are tried: 99.5 % of 200 are 100 %.
    both_open = len({key.split(".")[0] for key in markers}) == 2
    rated = large and not both_open and draw(st.booleans())
    figures["share"] = Figure(round(100 * small / large), per_cent=True) if rated else Figure(marker="x")
    figures["density"] = Figure(marker="x")
    return figures


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(published())
def test_refused_exactly_where_one_value_is_possible(edition: Edition, figures: dict[str, Figure]) -> None:
    ways = possible(edition, figures)
    assert ways, "the true figures are one way"
    secrets = {k for k, figure in figures.items() if figure.marker == "c"}
    single = {k for k in secrets if len({way[k] for way in ways}) == 1}
    context = context_of(edition, figures)
    assert {leak.key for leak in leaks(context)} == single
    codes = {problem.code for problem in check_figures(context).problems}
    assert ("disclosed-figure" in codes) == bool(single)
    assert "total-mismatch" not in codes


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(published())
def test_each_way_that_is_advised_helps(edition: Edition, figures: dict[str, Figure]) -> None:
    problems = [
        p for p in check_figures(context_of(edition, figures)).problems if p.code == "disclosed-figure"
    ]
    suppressing, deleting = dict(figures), dict(figures)
    ways = set()
    for hint in {problem.hint for problem in problems}:
        for way in hint.rstrip(".").split(", or "):
            keys = re.findall(r"[a-z]+\.[a-z]+\.[a-z]+|share", way.partition(":")[0])
            assert keys
            ways.add(way.split()[0].lower())
            if way.lower().startswith("write suppressed"):
                suppressing |= dict.fromkeys(keys, Figure(marker="c"))
            else:
                deleting = {key: figure for key, figure in deleting.items() if key not in keys}
    # Where each problem has both ways, either of them suffices for all.
    for changed in [suppressing] * ("write" in ways) + [deleting] * ("delete" in ways):
        if all(("write suppressed" in p.hint.lower()) and ("delete" in p.hint.lower()) for p in problems):
            assert not leaks(context_of(edition, changed))


def row(edition: Edition, **cells: Figure) -> RuleContext:
    """The figures of a report with ones everywhere but in the first row of the small table."""
    figures = {k: Figure(1 if k.startswith("small") else 9) for k in SMALL_AND_LARGE if "total" not in k}
    figures |= {"share": Figure(marker="x"), "density": Figure(marker="x")}
    return context_of(edition, figures | {f"small.a.{key}": figure for key, figure in cells.items()})


HIDDEN = Figure(marker="c")


def test_a_rate_gives_away_what_it_is_worked_out_from(edition: Edition) -> None:
    """36 of 40 people are 90.0 in a hundred; 35 were 87.5, so that the figure that is hidden is the ninth."""
    figures = {**row(edition).statistics.figures, "large.b.d": HIDDEN, "density": Figure(Decimal("90.0"))}
    (problem,) = [
        p for p in check_figures(context_of(edition, figures)).problems if p.code == "disclosed-figure"
    ]
    assert "density (90.0) is worked out from large.total.total and the population" in problem.message
    assert problem.hint == "Write suppressed for large.a.c (9) as well."
    population = edition.population
    assert population is not None
    # Of a hundred thousand people, a tenth in a hundred are a hundred of them.
    many = population.model_copy(update={"areas": {"x": 100_000}})
    figures["density"] = Figure(Decimal("0.0"))
    assert not leaks(context_of(edition.model_copy(update={"population": many}), figures))


def test_a_rate_of_people_whom_nobody_has_counted_gives_nothing_away(edition: Edition) -> None:
    figures = {**row(edition).statistics.figures, "large.b.d": HIDDEN, "density": Figure(Decimal("90.0"))}
    assert not leaks(replace(context_of(edition, figures), area="y"))


def test_a_hidden_rate_follows_from_its_count_and_the_population(edition: Edition) -> None:
    context = context_of(edition, {**row(edition).statistics.figures, "density": HIDDEN})
    assert [leak.key for leak in leaks(context)] == ["density"]


def test_what_no_total_gives_away_is_not_looked_into(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("equations are solved without need")

    monkeypatch.setattr("generator.checks.disclosure.inference.solution", refuse)
    assert not check_figures(row(edition, c=Figure(2))).problems
    assert not check_figures(row(edition, c=Figure(marker="x"), d=Figure(marker="z"))).problems


def test_a_table_between_its_totals_takes_three_more(edition: Edition) -> None:
    totals = {
        "small.a.total": 2,
        "small.b.total": 2,
        "small.total.c": 2,
        "small.total.d": 2,
        "small.total.total": 4,
    }
    context = row(edition, c=HIDDEN)
    figures = {**context.statistics.figures, **{k: Figure(v) for k, v in totals.items()}}
    (problem,) = [
        p for p in check_figures(context_of(edition, figures)).problems if p.code == "disclosed-figure"
    ]
    assert problem.hint.startswith(
        "Write suppressed for small.a.d (1), small.b.c (1) and small.b.d (1) as well, or delete "
    )


def test_a_relation_that_a_warning_says_is_broken_hides_no_leak(edition: Edition) -> None:
    context = row(edition, c=HIDDEN, total=Figure(15))
    assert [leak.key for leak in leaks(context)] == ["small.a.c"], "14, though the large table has 9"


def test_a_large_table_with_half_of_it_hidden_takes_no_time() -> None:
    """Sixteen totals over 64 figures, all of them unknown, of which one follows."""
    rows = [{f"{r}.{c}": 1 for c in range(8)} for r in range(8)]
    columns = [{f"{r}.{c}": 1 for r in range(8)} for c in range(8)]
    sums = [(factors, 60) for factors in rows + columns] + [({f"0.{c}": 1 for c in range(7)}, 53)]
    equations = [Equation(factors, total, total, "total", ("key",), "words") for factors, total in sums]
    start = time.perf_counter()
    (leak,) = [f for f in findings(equations, {"0.7", "1.1", "5.6"}) if isinstance(f, Leak)]
    assert leak.key == "0.7" and len(leak.equations) == 2
    assert time.perf_counter() - start < 5, "it takes about one tenth of that"


def test_totals_that_nothing_adds_up_to_contradict(edition: Edition) -> None:
    figures = {**row(edition, c=HIDDEN).statistics.figures, "small.a.total": Figure(0)}
    (problem,) = check_figures(context_of(edition, figures)).problems
    assert problem.code == "total-mismatch"
    assert "small.a.total is 0, and 1 of it is published" in problem.message


def test_a_total_that_is_suppressed_stays_so(edition: Edition) -> None:
    """It is an error besides, as its parts give it away; but nothing that reads figures has the number."""
    figures = row(edition, total=HIDDEN).statistics.figures
    assert completed(edition, figures)["small.a.total"] == HIDDEN
    assert completed(edition, figures)["small.b.total"] == Figure(2)


def test_what_nobody_could_reckon_is_given_up() -> None:
    """Twice a figure less twice another one is never odd, but no bound of theirs ever says so."""
    odd = Equation({"a": 2, "b": -2}, 1, 1, "relation", ("key",), "words")
    assert not list(findings([odd], {"a", "b"}))


def test_numbers_of_any_size_are_exact() -> None:
    largest = 2**53
    total = Equation({"a": 1, "b": 1}, largest, largest, "total", ("key",), "words")
    limits = [
        Equation({key: 1}, None, half, "relation", ("key",), "words")
        for key, half in (("a", 1), ("b", largest - 1))
    ]
    assert {leak.key for leak in findings([total, *limits], {"a", "b"}) if isinstance(leak, Leak)} == {
        "a",
        "b",
    }
    limits[0] = limits[0]._replace(high=2)
    assert not list(findings([total, *limits], {"a", "b"}))
