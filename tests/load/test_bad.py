"""Every case of data/bad: files laid over the workspace, and exactly the problems that they bring."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.problems import CODES, in_order
from generator.report.review import review
from generator.workspace import survey
from tests.cases import cases, expectations, overlay

BAD = cases("bad")


def problems_of(root: Path) -> list[str]:
    return [
        f"{p.file}:{p.line}:{p.column}: {p.severity}: {p.code}"
        for p in in_order(review(survey(root)).problems)
    ]


def test_the_workspace_is_sound_before_it_is_changed(workspace: Path) -> None:
    assert problems_of(workspace) == []


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_exactly_these_problems_are_named(case: Path, workspace: Path) -> None:
    overlay(case, workspace)
    expected = expectations(case, "problems.txt")
    assert expected, "a case without problems belongs into data/good"
    assert problems_of(workspace) == expected


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_the_words_are_for_a_person(case: Path, workspace: Path) -> None:
    overlay(case, workspace)
    for problem in review(survey(workspace)).problems:
        for words in (problem.message, problem.hint):
            assert words.strip() == words and len(words) > 8
            assert words.isprintable() or words.replace("\n", " ").isprintable()
            assert not any(
                term in words
                for term in ("Traceback", "NoneType", "pydantic", "dict", "tuple", "Input should")
            )


#: The codes of the rules that the workspace's edition states.
CODES_OF_THE_EDITION = {
    "snapshot-above-year",
    "returned-above-managed",
    "travel-restriction-above-orders",
    "category-4-figure",
}


def test_every_code_has_a_case_or_a_test_of_its_own() -> None:
    elsewhere = {"unreadable-file", "template-failed", "pdf-failed", "figure-differs", "file-differs"}
    elsewhere |= {"missing-report", "unfinished-report", "missing-sign-off"}
    elsewhere |= {"unreadable-folder", "link-outside", "link-in-circle", "link-nowhere", "special-file"}
    shown = {line.rpartition(" ")[2] for case in BAD for line in expectations(case, "problems.txt")}
    assert shown | elsewhere == set(CODES) | CODES_OF_THE_EDITION
