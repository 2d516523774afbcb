"""Of areas of which the figures alone are wanted, narratives are neither read nor checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.load import load
from generator.report.review import Review, review
from generator.workspace import survey

YEAR = "areas/synthetic-north/2024-25"
REPORTS = ["synthetic-north 2023-24", "synthetic-north 2024-25", "synthetic-south 2024-25"]


def told(reviewed: Review) -> list[str]:
    return [f"{problem.file}: {problem.code}" for problem in reviewed.problems]


def sound(reviewed: Review) -> list[str]:
    return [str(report.id) for report in reviewed.reports]


def test_the_figures_of_an_area_alone(workspace: Path) -> None:
    """Its narratives are not read, and what is wrong in them, or leads to them, is not told."""
    about = workspace / "content/2023-24/sections/about.md"
    about.write_text(about.read_text() + "\nSee the [foreword](#foreword) of {{ area.name }}.\n")
    assert told(review(survey(workspace))) == []
    (workspace / YEAR / "foreword.md").write_text("{{ no.name }} and a [link](nowhere)")
    (workspace / YEAR / "foreword.cy.md").write_text("Testun.")
    (workspace / YEAR / "local/20-page.md").write_bytes(b"\xff")
    assert told(review(survey(workspace))) != []
    reviewed = review(survey(workspace), figures_only={"synthetic-north"})
    assert told(reviewed) == []
    assert sound(reviewed) == REPORTS
    whole = review(survey(workspace), ("synthetic-south",)).reports[0]
    assert replace(reviewed.reports[2], sections=()) == replace(whole, sections=())
    report = reviewed.reports[1]
    assert {section.kind for section in report.sections} == {"national"}
    assert report.figures["eligible.total.total"].value
    (workspace / YEAR / "foreword.md").unlink()
    assert sound(review(survey(workspace), figures_only={"synthetic-north"})) == [REPORTS[0], REPORTS[2]]


def test_the_languages_of_a_report_are_those_of_its_forewords(workspace: Path) -> None:
    (workspace / YEAR / "foreword.cy.md").write_text("Testun.")
    for figures_only in ((), ("synthetic-north",)):
        submissions = load(survey(workspace), figures_only=figures_only).submissions
        assert [submission.languages for submission in submissions] == [("en",), ("en", "cy"), ("en",)]
        assert [bool(submission.forewords) for submission in submissions] == [not figures_only] * 2 + [True]
