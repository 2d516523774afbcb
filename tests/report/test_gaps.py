"""A report with gaps: for a preview alone."""

from __future__ import annotations

from pathlib import Path

from generator.load import load_national
from generator.report.review import review
from generator.workspace import survey

REPORT = "areas/synthetic-north/2024-25"


def test_a_report_with_errors_is_given_only_where_gaps_are_wanted(workspace: Path) -> None:
    (workspace / REPORT / "statistics.yaml").unlink()
    (workspace / REPORT / "foreword.md").unlink()
    (workspace / REPORT / "local/10-page.md").write_bytes(b"---\ntitle: \xff\n---\n")
    plain, gaps = review(survey(workspace)), review(survey(workspace), with_gaps=True)
    assert "synthetic-north 2024-25" in map(str, plain.left_out)
    assert "synthetic-north 2024-25" not in [str(report.id) for report in plain.reports]
    assert not gaps.left_out
    report = next(report for report in gaps.reports if str(report.id) == "synthetic-north 2024-25")
    assert {figure.marker for figure in report.figures.values()} <= {"gap", "z"}
    assert {section.id for section in report.sections if section.gap} == {"foreword", "gap-1"}
    assert plain.problems == gaps.problems


def test_a_total_of_a_gap_is_a_gap(workspace: Path) -> None:
    figures = workspace / REPORT / "statistics.yaml"
    figures.write_text(figures.read_text().replace("category_1: 14, ", "", 1))
    assert [*map(str, review(survey(workspace)).left_out)] == ["synthetic-north 2024-25"]
    reviewed = review(survey(workspace), with_gaps=True)
    report = next(report for report in reviewed.reports if str(report.id) == "synthetic-north 2024-25")
    assert report.figures["eligible.level_2.category_1"].marker == "gap"
    assert report.figures["eligible.level_2.total"].marker == "gap"
    assert report.facts["eligible.level_2.total"] == "[missing]"


def test_a_national_section_without_its_file_is_a_gap(workspace: Path) -> None:
    (workspace / "content/2023-24/sections/about.md").unlink()
    assert not review(survey(workspace)).reports
    reviewed = review(survey(workspace), with_gaps=True)
    assert len(reviewed.reports) == 3
    assert {section.id for section in reviewed.reports[0].sections if section.gap} == {"about"}


def test_what_was_read_of_the_national_text_gives_the_same_review(workspace: Path) -> None:
    listed = survey(workspace)
    (workspace / "content/site.yaml").write_text("publication: [\n")
    assert review(listed, content=load_national(listed)).problems == review(listed).problems
