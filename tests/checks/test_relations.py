"""Figures that are above the ones they are never above: which are told, where, and in which words."""

from __future__ import annotations

from pathlib import Path

from tests.checks.test_rules import add, change, problems

RELATION = """
relations:
  too-many:
    figure: {figure}
    never_above: {limit}
    severity: error
    message: "{{{{ figure.key }}}}, {{{{ figure }}}}, is above {{{{ limit.key }}}}, {{{{ limit }}}}."
    hint: "Look at {{{{ figure.key }}}} and {{{{ limit.key }}}}: {{{{ figure }}}} and {{{{ limit }}}}."
"""


def test_the_edition_s_words_have_both_figures_and_their_keys(workspace: Path) -> None:
    add(workspace, RELATION.format(figure="eligible.level_2.category_1", limit="rate"))
    change(workspace, "rate: 120", "rate: 13")
    (problem,) = problems(workspace, "too-many")
    assert problem.message == "eligible.level_2.category_1, 14, is above rate, 13."
    assert problem.hint == "Look at eligible.level_2.category_1 and rate: 14 and 13."


def test_a_computed_total_has_the_place_of_its_row(workspace: Path) -> None:
    add(workspace, RELATION.format(figure="eligible.level_2.total", limit="rate"))
    change(workspace, "rate: 120", "rate: 45")
    (problem,) = problems(workspace, "too-many")
    assert (problem.line, problem.column) == (3, 3)


def test_what_is_no_number_hides_nothing_behind_it(workspace: Path) -> None:
    change(workspace, "category_1: 20, category_3: 40", "category_1: suppressed, category_3: 31")
    (problem,) = problems(workspace, "snapshot-above-year")
    assert "managed_in_year.level_2.category_3" in problem.message
