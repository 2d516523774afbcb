"""Names and marks that no one expects: messages stay short, on one line, and at the right place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.problems import LONGEST_QUOTE, Problem
from generator.report.review import review
from generator.workspace import survey

YEAR = "areas/synthetic-north/2024-25"
FOREWORD, AREA, REGISTER = f"{YEAR}/foreword.md", "areas/synthetic-north/area.yaml", "content/areas.yaml"
#: A message's own words, and what it quotes of a person's.
LONGEST = 160 + 2 * LONGEST_QUOTE


def problems_of(workspace: Path, code: str) -> list[Problem]:
    return [problem for problem in review(survey(workspace)).problems if problem.code == code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("~" * 5000, "unclosed-mark"),
        ("`" * 5000, "unclosed-mark"),
        ("| " * 5000, "lost-table"),
        ("a\t" * 5000 + "\n" + "a\t" * 5000, "lost-table"),
        ("a " + "*" * 5000 + "b", "stray-mark"),
        ("a" + "ж" * 5000, "mixed-alphabets"),
    ],
)
def test_what_is_repeated_of_a_text_is_short(text: str, code: str, workspace: Path) -> None:
    (workspace / FOREWORD).write_text(f"{text}\n")
    found = problems_of(workspace, code)
    assert found
    for problem in found:
        assert len(problem.message) < LONGEST and len(problem.hint) < LONGEST


@pytest.mark.parametrize("name", ["Synthetic " + "South" * 1000, "Synthetic\\nSouth"])
def test_an_area_s_name_is_told_short_and_on_one_line(name: str, workspace: Path) -> None:
    path = workspace / REGISTER
    path.write_text(path.read_text().replace("name: Synthetic South", f'name: "{name}"'))
    title = '"' + name + '"'
    page = workspace / YEAR / "local/10-page.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"---\ntitle: {title}\n---\nText.\n")
    (problem,) = problems_of(workspace, "other-name")
    assert problem.message.isprintable() and len(problem.message) < LONGEST


def test_a_file_s_name_of_two_lines_is_told_on_one(workspace: Path) -> None:
    shutil.copy(workspace / YEAR / "images/square.png", workspace / YEAR / "images/a\nb.png")
    (workspace / YEAR / "for\nword.md").write_text("Text.\n")
    (workspace / FOREWORD).write_text("![A square](images/a-b.png)\n")
    for code in ("missing-picture", "misplaced-file"):
        found = problems_of(workspace, code)
        assert found and all((p.message + p.hint).isprintable() for p in found)


def test_a_picture_with_a_backslash_in_its_name_must_be_renamed(workspace: Path) -> None:
    shutil.copy(workspace / YEAR / "images/square.png", workspace / YEAR / "images/a\\b.png")
    (workspace / FOREWORD).write_text("![A square](images/a\\b.png)\n")
    (problem,) = problems_of(workspace, "missing-picture")
    assert "Rename the file to a-b.png" in problem.hint and "There is no" not in problem.message


@pytest.mark.parametrize(
    ("path", "before", "text"),
    [
        (AREA, "contacts:", "names:\n  x0: x\ncontacts:"),
        ("content/2024-25/edition.yaml", "words: {is: are}", "words:\n  is: are\n  __class__: x"),
    ],
)
def test_a_key_that_is_wrong_in_itself_is_shown(path: str, before: str, text: str, workspace: Path) -> None:
    file = workspace / path
    assert before in file.read_text()
    file.write_text(file.read_text().replace(before, text))
    problem = next(problem for problem in problems_of(workspace, "wrong-value") if problem.file == path)
    assert problem.column == 3


def test_a_folder_in_the_place_of_an_area_s_file_is_told_once(workspace: Path) -> None:
    (workspace / AREA).unlink(missing_ok=True)
    (workspace / AREA).mkdir()
    found = [p for p in review(survey(workspace)).problems if p.file == AREA]
    assert len(found) == 1 and found[0].code != "unknown-edition"
