"""What is said of a name that stands for nothing, and of a link that leads nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.report.review import review
from generator.workspace import survey


def hints(workspace: Path, words: str) -> list[str]:
    """The hints of the problems that an area's foreword has when it ends with ``words``."""
    path = workspace / "areas/synthetic-north/2024-25/foreword.md"
    path.write_text(f"{path.read_text()}\n{words}\n")
    return [problem.hint for problem in review(survey(workspace)).problems]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("eligible.level_2.totl", "Did you mean {{ eligible.level_2.total }}?"),
        # Half of the letters are enough: names are long, and people remember a part of one.
        ("eligible", "Did you mean {{ eligible.total.total }}?"),
        ("qqq", "Use a figure's key or a fact's name."),
    ],
)
def test_a_name_that_stands_for_nothing(name: str, hint: str, workspace: Path) -> None:
    assert hints(workspace, f"There are {{{{ {name} }}}}.") == [hint]


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("www.example.org", "Write https:// before it."),
        ("10-pages.md", "Did you mean 10-page.md?"),
        ("../synthetic-north/2024-25/local/10-pages.md", "Did you mean 10-page.md?"),
        ("page", "Did you mean 10-page.md?"),
        (
            "qqq",
            "Write a whole address (https://…), #the-id-of-a-heading, or the file name of another page.",
        ),
    ],
)
def test_a_link_that_leads_nowhere(target: str, hint: str, workspace: Path) -> None:
    assert hints(workspace, f"See [this]({target}).") == [hint]


def test_a_page_may_be_named_with_its_folder(workspace: Path) -> None:
    assert hints(workspace, "See [this](local/10-page.md) and [that](./local/10-page.md).") == []


def test_every_note_that_is_not_there_is_told(workspace: Path) -> None:
    assert hints(workspace, "One.[^1] Two.[^2] And [this](www.example.org).") == [
        "Write the note on a line of its own, below: “[^1]: its text”.",
        "Write the note on a line of its own, below: “[^2]: its text”.",
        "Write https:// before it.",
    ]


def test_a_letter_that_cannot_be_printed_is_named_where_it_first_stands(workspace: Path) -> None:
    path = workspace / "areas/synthetic-north/2024-25/foreword.md"
    line = path.read_text().count("\n") + 2
    path.write_text(f"{path.read_text()}\nTwo 猫 and 猫.\n")
    (problem,) = review(survey(workspace)).problems
    place = (problem.line, problem.column, problem.end_line, problem.end_column)
    assert place == (line, 5, line, 6)
    assert problem.message == "“猫” (cjk unified ideograph-732b) cannot be printed."
    assert problem.hint == "Write it in words, or use a letter of the Latin alphabet."
