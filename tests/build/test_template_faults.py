"""What goes wrong in a template while a page is made of it is told at its line, in words of no program."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.report.review import review
from generator.workspace import survey
from tests.conftest import PROJECT, Run


def write(workspace: Path, name: str, text: str) -> None:
    path = workspace / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def reporting(words: str) -> str:
    """A macro of ours in the place of the program's."""
    return f"{{% macro reporting(counted) %}}{words}{{% endmacro %}}\n"


def line_of(words: str) -> int:
    """The first line of the program's first page that has some words."""
    lines = (PROJECT / "templates/home.html.jinja").read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


@pytest.mark.parametrize(
    ("template", "text", "place", "words"),
    [
        (
            "parts/reporting.jinja",
            reporting("\n{{ counted.numbr }}"),
            "parts/reporting.jinja:2:1",
            "There is no “numbr” in what stands before it: did you mean “number”?",
        ),
        (
            "parts/reporting.jinja",
            reporting("\n\n{{ counted.number + 'a' }}"),
            "parts/reporting.jinja:3:1",
            "A value is used in a way that does not fit it",
        ),
        (
            "parts/reporting.jinja",
            "\n{% macro reportin(counted) %}{% endmacro %}\n",
            "parts/reporting.jinja:1:1",
            "Another one asks it for “reporting”, and it has no macro of this name.",
        ),
        (
            "parts/reporting.jinja",
            "{% macro reporting() %}{% endmacro %}\n",
            f"home.html.jinja:{line_of('reporting(')}:1",
            "look at those of your own that it uses: parts/reporting.jinja.",
        ),
        (
            "404.html.jinja",
            '{% extends "layout.html.jinja" %}\n{% block main %}\n{{ nothing.at_all }}{% endblock %}\n',
            "404.html.jinja:3:1",
            "“nothing” stands for nothing here.",
        ),
        (
            "404.html.jinja",
            '{% extends "layout.html.jinja" %}\n{% block main %}\n{% include name %}{% endblock %}',
            "404.html.jinja:3:1",
            "“name” stands for nothing here.",
        ),
        (
            "404.html.jinja",
            '{% set name = "absent.jinja" %}\n{% include name %}\n',
            "404.html.jinja:2:1",
            "The template “absent.jinja” is asked for, and it is not there.",
        ),
    ],
    ids=[
        "no-such-attribute",
        "no-sum",
        "no-macro",
        "program-s-template",
        "no-such-name",
        "no-name-of-a-template",
        "no-such-template",
    ],
)
def test_what_fails_while_a_page_is_made_is_told_at_its_line(
    workspace: Path, mappa: Run, template: str, text: str, place: str, words: str
) -> None:
    write(workspace, template, text)
    run = mappa("build", "--only", "html", "--root", workspace)
    assert run.returncode == 1 and "Nothing was built" in run.stdout
    told = run.stderr
    assert f"templates/{place}: error: template-failed" in told
    assert words in told
    assert "object" not in told and "generator." not in told


def test_a_sentence_that_fails_is_told_at_its_line(workspace: Path) -> None:
    statistics = workspace / "areas/synthetic-north/2024-25/statistics.yaml"
    text = statistics.read_text()
    assert "A synthetic note." in text
    statistics.write_text(
        text.replace("A synthetic note.", "It is {{ eligible.total.category_3 | change }}.")
    )
    write(workspace, "parts/figures.jinja", "{% macro same() %}\n\n{{ 1 // 0 }}{% endmacro %}")
    (problem,) = review(survey(workspace)).problems
    assert (problem.file, problem.line) == ("templates/parts/figures.jinja", 3)
    assert problem.message == "The template cannot be used: A number is divided by nought."
    # One that a sentence asks for may be new.
    write(workspace, "parts/figures.jinja", '{% macro same() %}{% include "parts/new.jinja" %}{% endmacro %}')
    write(workspace, "parts/new.jinja", "as ever")
    assert review(survey(workspace)).problems == ()
    notes = [str(table.notes) for report in review(survey(workspace)).reports for table in report.tables]
    assert any("It is as ever." in note for note in notes)
