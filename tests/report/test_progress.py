"""How far reports are, and what keeps an edition from being released."""

from __future__ import annotations

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.report.progress import Progress, in_words, progress, release_problems
from generator.report.review import review
from generator.workspace import survey

NOW = datetime.datetime(2025, 10, 1, 12, tzinfo=ZoneInfo("Europe/London"))
STATISTICS = "areas/synthetic-north/2024-25/statistics.yaml"
SIGNED = "sign_off: {role: Chair, date: 2025-09-30}\n"


def change(root: Path, file: str, *replacements: tuple[str, str]) -> None:
    path = root / file
    text = path.read_text()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text)


def not_released(root: Path) -> None:
    change(root, "content/2024-25/edition.yaml", ("release: published", "release: not yet"))


def add(root: Path, text: str, file: str = STATISTICS) -> None:
    path = root / file
    path.write_text(path.read_text() + text)


def state(root: Path, area: str = "synthetic-north", edition: str = "2024-25") -> Progress:
    board = progress(review(survey(root)), (edition,), NOW)
    (one,) = [one for one in board if one.area == area]
    return one


def codes(root: Path) -> list[tuple[str, str, int]]:
    workspace = survey(root)
    problems = release_problems(review(workspace, (), ("2024-25",)), "2024-25", NOW)
    assert {problem.severity for problem in problems} <= {"error"}
    return [(problem.file, problem.code, problem.line) for problem in problems]


def test_every_area_of_the_register_is_there_for_every_edition(workspace: Path) -> None:
    board = progress(review(survey(workspace)), ("2023-24", "2024-25"), NOW)
    assert [(one.edition, one.area, one.state) for one in board] == [
        ("2023-24", "synthetic-north", "released"),
        ("2023-24", "synthetic-south", "not started"),
        ("2024-25", "synthetic-north", "released"),
        ("2024-25", "synthetic-south", "released"),
    ]


def test_a_sound_report_is_signed_off_and_then_released(workspace: Path) -> None:
    not_released(workspace)
    assert state(workspace).state == "sound"
    add(workspace, SIGNED)
    assert state(workspace) == Progress("synthetic-north", "2024-25", "signed off", signed_off="2025-09-30")
    change(workspace, "content/2024-25/edition.yaml", ("not yet", "2025-10-01 12:00"))
    assert state(workspace).state == "released"
    change(workspace, "content/2024-25/edition.yaml", ("12:00", "12:01"))
    assert state(workspace).state == "signed off"


def test_a_warning_comes_before_a_sign_off_until_it_is_explained(workspace: Path) -> None:
    not_released(workspace)
    add(workspace, SIGNED)
    change(workspace, STATISTICS, ("category_1: 100", "category_1: 136"))
    one = state(workspace)
    assert (one.state, one.warnings, in_words(one)) == ("warnings", 1, "1 warning")
    add(workspace, "explained: {eligible.level_1.category_1: One office more.}\n")
    one = state(workspace)
    assert (one.state, one.warnings) == ("signed off", 0)


def test_what_is_missing_is_counted(workspace: Path) -> None:
    not_released(workspace)
    change(workspace, STATISTICS, ("{category_1: 14, category_3: 32}", "{category_1: , category_3: }"))
    change(workspace, STATISTICS, ("rate: 120", "rate: many"))
    one = state(workspace)
    assert (one.state, one.errors, one.missing) == ("errors", 2, 3)
    assert in_words(one) == "2 errors, 3 figures missing"
    (workspace / STATISTICS).unlink()
    one = state(workspace)
    # Every cell of the small edition but its totals, and the one that is never applicable.
    assert (one.state, one.missing) == ("errors", 10)


@pytest.mark.parametrize("file", [STATISTICS, "areas/synthetic-north/area.yaml"])
def test_a_draft_is_a_draft_whatever_else_it_is(file: str, workspace: Path) -> None:
    add(workspace, "status: draft\n", file)
    add(workspace, SIGNED)
    change(workspace, STATISTICS, ("rate: 120", "rate: many"))
    one = state(workspace)
    assert (one.state, one.errors) == ("draft", 1)
    assert in_words(one) == "draft (1 error, 1 figure missing)"


def test_a_word_that_is_no_status_is_an_error_and_no_draft(workspace: Path) -> None:
    add(workspace, "status: finished\n")
    assert state(workspace).state == "errors"


def test_a_released_report_with_errors_has_errors(workspace: Path) -> None:
    change(workspace, STATISTICS, ("rate: 120", "rate: many"))
    assert state(workspace).state == "errors"
    assert state(workspace, "synthetic-south").state == "released"


def test_an_edition_that_is_whole_and_signed_off_can_be_released(workspace: Path) -> None:
    add(workspace, SIGNED)
    add(workspace, SIGNED, "areas/synthetic-south/2024-25/statistics.yaml")
    assert codes(workspace) == []


def test_all_that_is_missing_is_named_with_whose_it_is(workspace: Path) -> None:
    add(workspace, SIGNED)
    add(workspace, "status: draft\n")
    change(workspace, STATISTICS, ("category_1: 100", "category_1: 136"))
    foreword = workspace / "areas/synthetic-north/2024-25/foreword.md"
    foreword.write_text(foreword.read_text() + "\nXXXX are meant.\n")
    for path in sorted((workspace / "areas/synthetic-south").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert codes(workspace) == [
        ("areas/synthetic-north/2024-25/foreword.md", "placeholder", 13),
        (STATISTICS, "large-change", 2),
        (STATISTICS, "unfinished-report", 15),
        ("areas/synthetic-south/2024-25", "missing-report", 1),
    ]


def test_what_to_write_when_a_report_is_approved(workspace: Path) -> None:
    workspace_review = review(survey(workspace), (), ("2024-25",))
    hints = {problem.hint for problem in release_problems(workspace_review, "2024-25", NOW)}
    (hint,) = hints
    assert hint.endswith("add the office and the day to the file:\nsign_off: {role: …, date: 2025-10-01}")


@pytest.mark.parametrize(("day", "line"), [("2025-10-01", 0), ("2025-10-02", 14)])
def test_a_sign_off_on_a_day_to_come_is_none(day: str, line: int, workspace: Path) -> None:
    add(workspace, SIGNED, "areas/synthetic-south/2024-25/statistics.yaml")
    add(workspace, SIGNED.replace("2025-09-30", day))
    assert codes(workspace) == ([(STATISTICS, "missing-sign-off", line)] if line else [])


def test_what_the_editor_has_to_do_is_named_too(workspace: Path) -> None:
    add(workspace, SIGNED)
    add(workspace, SIGNED, "areas/synthetic-south/2024-25/statistics.yaml")
    about = workspace / "content/2023-24/sections/about.md"
    about.write_text(about.read_text() + "\nTBC\n")
    assert [code for _, code, _ in codes(workspace)] == ["placeholder"]


def test_a_file_that_waits_for_its_language_keeps_nothing_back(workspace: Path) -> None:
    add(workspace, SIGNED)
    add(workspace, SIGNED, "areas/synthetic-south/2024-25/statistics.yaml")
    foreword = workspace / "areas/synthetic-north/2024-25/foreword.md"
    foreword.with_name("foreword.cy.md").write_text("---\ntitle: Rhagair\n---\nTestun.\n")
    problems = release_problems(review(survey(workspace), (), ("2024-25",)), "2024-25", NOW)
    assert [(problem.code, problem.severity) for problem in problems] == [("unpublished-language", "warning")]
