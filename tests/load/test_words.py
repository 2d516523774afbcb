"""What the messages of a case of data/bad must say, where its folder has a file ``words.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.report.review import review
from generator.workspace import survey
from tests.cases import cases, expectations, overlay

WITH_WORDS = [case for case in cases("bad") if (case / "words.txt").exists()]


@pytest.mark.parametrize("case", WITH_WORDS, ids=lambda case: case.name)
def test_the_slip_can_be_mended_from_its_message_alone(case: Path, workspace: Path) -> None:
    overlay(case, workspace)
    said = "\n".join(f"{p.message}\n{p.hint}" for p in review(survey(workspace)).problems)
    for words in expectations(case, "words.txt"):
        assert words in said
