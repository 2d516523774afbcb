"""Where on a report's page a problem stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load.files import FileReader
from generator.report.review import review
from generator.serve.content import of_report
from generator.serve.places import Spot, spot_of
from generator.workspace import survey

REPORT = "areas/synthetic-north/2024-25"


@pytest.mark.parametrize(
    ("file", "old", "new", "spot"),
    [
        ("statistics.yaml", "rate: ", "rates: ", Spot("table-rate", "data-key", "rate")),
        (
            "statistics.yaml",
            "{category_1: 20, category_3: 40}",
            "{category_1: 20}",
            Spot("table-managed-in-year", "data-key", "managed_in_year.level_2.category_3"),
        ),
        (
            "statistics.yaml",
            "category_1: 14",
            "category_1: fourteen",
            Spot("table-eligible", "data-key", "eligible.level_2.category_1"),
        ),
        ("statistics.yaml", "eligible:", "eligible: [", Spot("table-eligible", hides_figures=True)),
        (
            "foreword.md",
            "(10-page.md)",
            "(11-page.md)",
            Spot("foreword-text", "data-line", "foreword-text 9"),
        ),
        ("foreword.md", "title: Foreword", "title: Foreword\nodd: one", Spot("foreword-text")),
    ],
)
def test_a_problem_leads_to_its_place(file: str, old: str, new: str, spot: Spot, workspace: Path) -> None:
    path = workspace / REPORT / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    listed = survey(workspace)
    reviewed = review(listed, with_gaps=True)
    report = next(one for one in reviewed.reports if str(one.id) == "synthetic-north 2024-25")
    reader = FileReader(listed)
    errors = [one for one in reviewed.problems if of_report(one, "synthetic-north", "2024-25")]
    assert spot in [
        spot_of(problem, report, lambda name: reader.tree(listed.root / name)) for problem in errors
    ]
