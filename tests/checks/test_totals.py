"""What is said of a total that does not add up: which one it is, and what its parts are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.test_rules import add, change, problems

LEVEL_2 = "level_2: {category_1: 14, category_3: 32}\nmanaged_in_year"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "level_2: {category_1: 14, category_3: 32, total: 47}",
            "level_2 total is 47, but its categories add up to 46 (14 + 32)",
        ),
        (
            "level_2: {category_1: 14, category_3: 32}\n  total: {category_1: 115}",
            "category_1 total is 115, but its levels add up to 114 (100 + 14)",
        ),
        # Nobody can be at Level 1 in Category 3: what the edition calls not applicable counts for nothing.
        (
            "level_2: {category_1: 14, category_3: 32}\n  total: {category_3: 33}",
            "category_3 total is 33, but its levels add up to 32 (not applicable + 32)",
        ),
        (
            "level_2: {category_1: 14, category_3: 32}\n  total: {total: 147}",
            "eligible total is 147, but its parts add up to 146 (100 + not applicable + 14 + 32)",
        ),
    ],
)
def test_a_total_is_called_by_what_it_adds_up(written: str, message: str, workspace: Path) -> None:
    change(workspace, LEVEL_2, f"{written}\nmanaged_in_year")
    (problem,) = problems(workspace, "total-mismatch")
    assert problem.message == message


def test_the_words_for_a_wrong_total_and_for_a_figure_where_none_can_be(workspace: Path) -> None:
    change(workspace, LEVEL_2, "level_2: {category_1: 14, category_3: 32, total: 47}\nmanaged_in_year")
    change(workspace, "category_1: 100}", "category_1: 100, category_3: 5}")
    (total,) = problems(workspace, "total-mismatch")
    assert total.hint == (
        "Correct the total, or the category that is wrong, or delete the total: it is computed for you."
    )
    (figure,) = problems(workspace, "not-applicable-figure")
    assert figure.message == "5 stands in a cell that can have no figure."
    assert figure.hint == "Write “not applicable”, or move the figure to the cell that it belongs to."


def test_a_total_of_which_a_part_is_missing_is_not_compared(workspace: Path) -> None:
    change(workspace, LEVEL_2, "level_2: {category_1: 14, total: 46}\nmanaged_in_year")
    assert problems(workspace, "total-mismatch") == []
    (problem,) = problems(workspace, "missing-figure")
    assert "category_3" in problem.message


@pytest.mark.parametrize(
    ("keys", "parts", "part"),
    [
        (("age_group_1", "age_group_2"), "its age groups add up to", "or the age group that is wrong"),
        (("age_group_1", "level_2"), "its parts add up to", "or the part that is wrong"),
        (("children", "adults"), "its parts add up to", "or the part that is wrong"),
    ],
)
def test_numbered_parts_are_called_by_their_word(
    keys: tuple[str, str], parts: str, part: str, workspace: Path
) -> None:
    add(
        workspace,
        "relations: {travel-restriction-above-orders: }\ntables:\n  restrictive_orders:\n    rows:\n"
        + "".join(f"      - {{key: {key}, label: A}}\n" for key in keys)
        + "      - {key: total, label: All, total: true}\n",
    )
    path = workspace / "areas/synthetic-north/2024-25/statistics.yaml"
    before, _, after = path.read_text().partition("restrictive_orders:\n")
    after = after[after.index("returned_to_custody") : after.index("notes:")]
    orders = f"restrictive_orders: {{{keys[0]}: 30, {keys[1]}: 2, total: 33}}\n"
    path.write_text(before + orders + after)
    (problem,) = problems(workspace, "total-mismatch")
    assert parts in problem.message and part in problem.hint
