"""The rules over figures, from the small synthetic workspace and what is added to its edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.problems import Problem
from generator.report.review import review
from generator.workspace import survey

NORTH = "areas/synthetic-north/2024-25/statistics.yaml"


def add(workspace: Path, words: str) -> None:
    """Adds lines to the newest edition."""
    path = workspace / "content/2024-25/edition.yaml"
    path.write_text(path.read_text() + words)


def change(workspace: Path, old: str, new: str) -> None:
    """Changes an area's figures."""
    path = workspace / NORTH
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def problems(workspace: Path, code: str) -> list[Problem]:
    return [problem for problem in review(survey(workspace)).problems if problem.code == code]


@pytest.mark.parametrize(
    ("old", "new", "code", "severity", "message", "hint"),
    [
        (
            "category_1: 20, category_3: 40",
            "category_1: 13, category_3: 40",
            "snapshot-above-year",
            "warning",
            "14 on the day of the snapshot, but 13 in the whole year (managed_in_year.level_2.category_1).",
            "Everyone in the snapshot counts in the year as well: check both figures. If they are right, "
            "say why below “explained:”, for readers to see:\nexplained:\n  eligible.level_2.category_1: …",
        ),
        (
            "category_1: 5,",
            "category_1: 21,",
            "returned-above-managed",
            "warning",
            "21 returned to custody, but 20 managed in the year (managed_in_year.level_2.category_1).",
            "Check both figures. If they are right, say why below “explained:”, for readers to see:\n"
            "explained:\n  returned_to_custody.level_2.category_1: …",
        ),
        (
            "foreign_travel_restriction: 2",
            "foreign_travel_restriction: 31",
            "travel-restriction-above-orders",
            "error",
            "31 orders with a foreign travel restriction, but 30 orders in all.",
            "Count those with a restriction among the orders as well.",
        ),
        (
            "rate: 120",
            "rate: 120\nCat-4: 1",
            "category-4-figure",
            "error",
            "“Cat-4” holds Category 4 (terrorism) figures. They are only published nationally.",
            "Delete the key and its figures, and do not keep them in this file.",
        ),
        (
            "category_1: 100}",
            "category_1: 136}",
            "large-change",
            "warning",
            "136 this year, 90 in 2023-24: a change of more than half.",
            "Check the figure. If it is right, say why below “explained:”, for readers to see:\n"
            "explained:\n  eligible.level_1.category_1: …",
        ),
    ],
)
def test_the_words_of_the_rules(
    old: str, new: str, code: str, severity: str, message: str, hint: str, workspace: Path
) -> None:
    change(workspace, old, new)
    (problem,) = problems(workspace, code)
    assert (problem.severity, problem.message, problem.hint) == (severity, message, hint)


def test_a_per_cent_above_the_whole_is_doubted_until_it_is_explained(workspace: Path) -> None:
    add(workspace, "tables: {rate: {numbers: per cent}}\n")
    change(workspace, "rate: 120", "rate: 100 %")
    south = workspace / NORTH.replace("north", "south")
    south.write_text(south.read_text().replace("rate: 120", "rate: 0 %"))
    assert problems(workspace, "above-whole") == []
    change(workspace, "rate: 100 %", "rate: 171 %")
    (problem,) = problems(workspace, "above-whole")
    assert (problem.severity, problem.line) == ("warning", 11)
    assert problem.message == "171 % is more than the whole, which is 100 %."
    assert "such as a share of the places that there are, say why below “explained:”" in problem.hint
    with (workspace / NORTH).open("a") as file:
        file.write("explained: {rate: The places are those of an ordinary day.}\n")
    assert problems(workspace, "above-whole") == problems(workspace, "unneeded-explanation") == []


def test_a_rate_or_a_count_may_be_above_100(workspace: Path) -> None:
    change(workspace, "rate: 120", "rate: 1200")
    assert problems(workspace, "above-whole") == []


def test_an_equal_figure_is_not_above(workspace: Path) -> None:
    change(workspace, "category_1: 20, category_3: 40", "category_1: 14, category_3: 32")
    change(workspace, "foreign_travel_restriction: 2", "foreign_travel_restriction: 30")
    assert problems(workspace, "snapshot-above-year") == []
    assert problems(workspace, "travel-restriction-above-orders") == []


def test_what_is_no_number_is_above_nothing(workspace: Path) -> None:
    change(workspace, "category_1: 20, category_3: 40", "category_1: suppressed, category_3: not available")
    assert problems(workspace, "snapshot-above-year") == []


def test_a_total_is_compared_where_a_relation_names_it(workspace: Path) -> None:
    relation = (
        "relations: {{too-many: {{figure: {}, never_above: {}, severity: error, message: A., hint: B.}}}}\n"
    )
    add(workspace, relation.format("eligible.total.total", "restrictive_orders.sexual_harm_prevention_order"))
    # 100 + 14 + 32 is more than 30 orders; in the South, the total is suppressed.
    (problem,) = problems(workspace, "too-many")
    assert problem.file == NORTH and problem.line == 1
    change(workspace, "prevention_order: 30", "prevention_order: 146")
    assert problems(workspace, "too-many") == []


def test_a_later_edition_changes_a_relation_key_by_key_and_takes_it_away(workspace: Path) -> None:
    change(workspace, "category_1: 20, category_3: 40", "category_1: 13, category_3: 40")
    add(workspace, "relations:\n  snapshot-above-year: {severity: error}\n")
    (problem,) = problems(workspace, "snapshot-above-year")
    assert problem.severity == "error"
    path = workspace / "content/2024-25/edition.yaml"
    path.write_text(path.read_text().replace("{severity: error}", ""))
    assert problems(workspace, "snapshot-above-year") == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("{per_cent: 50, at_least: 20}", "a change of more than half."),
        ("{per_cent: 10, at_least: 20}", "a change of more than 10 per cent."),
        ("{per_cent: 50, at_least: 136}", "a change of more than half."),
        ("{per_cent: 50, at_least: 137}", None),
        ("{per_cent: 52, at_least: 20}", None),
        ("", None),
    ],
)
def test_how_large_a_change_is_large_says_the_edition(rule: str, words: str | None, workspace: Path) -> None:
    change(workspace, "category_1: 100}", "category_1: 136}")
    add(workspace, f"large_change: {rule}\n")
    found = [problem for problem in problems(workspace, "large-change") if problem.line == 2]
    assert [problem.message.partition(": ")[2] for problem in found] == ([words] if words else [])


def test_an_edition_of_another_year_is_not_the_year_before(workspace: Path) -> None:
    change(workspace, "category_1: 100}", "category_1: 300}")
    add(workspace, "large_change: {per_cent: 50, at_least: 20}\n")
    assert problems(workspace, "large-change")
    for folder in ("content", "areas/synthetic-north"):
        (workspace / folder / "2023-24").rename(workspace / folder / "2022-23")
    for path in (*workspace.glob("content/*/edition.yaml"), *workspace.glob("areas/*/*/statistics.yaml")):
        earlier = path.read_text().replace("2023-24", "2022-23")
        for day in ("2023-04-01", "2024-03-31"):
            earlier = earlier.replace(day, f"{int(day[:4]) - 1}{day[4:]}")
        path.write_text(earlier)
    (reviewed,) = [
        one for one in review(survey(workspace)).submissions if one.submission.edition == "2022-23"
    ]
    assert reviewed.submission.statistics
    assert problems(workspace, "large-change") == []


def test_parts_are_called_by_their_keys_own_word(workspace: Path) -> None:
    change(workspace, "category_1: 14, category_3: 32", "category_1: 14, category_3: 32, total: 47")
    (problem,) = problems(workspace, "total-mismatch")
    assert "its categories add up to 46 (14 + 32)" in problem.message
    assert "or the category that is wrong" in problem.hint
    add(
        workspace,
        "tables:\n  restrictive_orders:\n    rows:\n"
        + "".join(f"      - {{key: {key}, label: A}}\n" for key in ("full", "interim"))
        + "      - {key: total, label: All, total: true}\n",
    )
    path = workspace / NORTH
    lines = path.read_text().replace("  sexual_harm_prevention_order: 30", "  full: 30")
    lines = lines.replace("  sexual_harm_prevention_order_with_foreign_travel_restriction: 2", "  interim: 2")
    path.write_text(lines.replace("  interim: 2", "  interim: 2\n  total: 33").partition("notes:")[0])
    messages = [problem.message for problem in problems(workspace, "total-mismatch")]
    assert "restrictive_orders total is 33, but its parts add up to 32 (30 + 2)" in messages
