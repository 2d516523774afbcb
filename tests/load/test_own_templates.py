"""What is wrong with templates of a workspace's own is told by `check` as by `build`, at its place."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from generator.problems import Problem
from generator.report.review import review
from generator.serve.state import Live
from generator.workspace import survey
from tests.conftest import PROJECT, Run

REPORTING = "{% macro reporting(counted) %}WORDS{% endmacro %}\n"


def write(workspace: Path, name: str, text: str) -> None:
    path = workspace / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def problems(workspace: Path) -> list[Problem]:
    return list(review(survey(workspace)).problems)


def build(workspace: Path, mappa: Run) -> str:
    """What a build says that fails."""
    run = mappa("build", "--only", "html", "--root", workspace)
    assert run.returncode == 1 and not (workspace / "preview").exists(), run.stderr
    assert "Nothing was built" in run.stdout
    return run.stderr


def test_check_and_build_say_the_same_of_a_template_and_nothing_is_built(workspace: Path, mappa: Run) -> None:
    write(workspace, "404.html.jinja", "{# A page. #}\n{% if %}\n")
    write(workspace, "locale/en/mappa.po", 'msgid "Home"\nmsgstr "Start\n')
    check = mappa("check", "--root", workspace)
    assert check.returncode == 1 and "3 reports sound, 2 errors." in check.stdout
    told = build(workspace, mappa)
    for place in (
        "templates/404.html.jinja:2:1: error: template-failed",
        "templates/locale/en/mappa.po:2:8: error: catalogue-syntax",
    ):
        assert check.stdout.count(place) == told.count(place) == 1, place


def test_what_is_only_unused_keeps_nothing_from_being_built(workspace: Path, mappa: Run) -> None:
    write(workspace, "parts/reportin.jinja", "{% if %}\n")
    run = mappa("build", "--only", "html", "--root", workspace)
    assert run.returncode == 0 and "misplaced-file" in run.stderr


def test_of_a_name_that_is_worked_out_nobody_says_that_nothing_uses_it(workspace: Path) -> None:
    write(
        workspace,
        "parts/reporting.jinja",
        REPORTING.replace("WORDS", '{% include "parts/" ~ counted.kind %}'),
    )
    write(workspace, "parts/all.jinja", "All.")
    write(workspace, "notes.txt", "A note.")
    assert [problem.file for problem in problems(workspace)] == ["templates/notes.txt"]


def test_what_the_editor_of_a_catalogue_makes_beside_it_is_no_stray(workspace: Path) -> None:
    write(workspace, "locale/en/mappa.po", 'msgid "Home"\nmsgstr "Start"\n')
    write(workspace, "locale/en/mappa.mo", "")
    write(workspace, "locale/en/other.mo", "")
    assert [problem.file for problem in problems(workspace)] == ["templates/locale/en/other.mo"]


def test_a_catalogue_that_is_none_brings_twenty_problems_at_most(workspace: Path) -> None:
    write(workspace, "locale/en/mappa.po", "no line of a catalogue\n" * 1000)
    assert len(problems(workspace)) == 20


def test_a_preview_tells_of_a_catalogue_and_of_its_mending(workspace: Path) -> None:
    live = Live(workspace)
    live.look()
    assert live.state.problems == () and live.state.site is not None
    write(
        workspace, "locale/en/mappa.po", 'msgid "Home"\nmsgstr "Start\n\nmsgid "Breadcrumb"\nmsgstr "Way"\n'
    )
    assert live.look()
    assert [problem.code for problem in live.state.problems] == ["catalogue-syntax"]
    # What can be read is shown all the same.
    assert live.state.site is not None
    page = live.state.site["2024-25/synthetic-north/index.html"]().decode()
    assert 'aria-label="Way"' in page and ">Home<" in page
    write(workspace, "locale/en/mappa.po", 'msgid "Home"\nmsgstr "Start"\n')
    assert live.look() and live.state.problems == ()


def test_the_program_s_own_folder_has_its_catalogues_looked_at(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    for name in ("generator", "templates"):
        shutil.copytree(PROJECT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PROJECT / "tests/data/workspace", clone, dirs_exist_ok=True)
    write(clone, "locale/en/mappa.po", 'msgid "Home"\nmsgstr "Start\n')
    write(clone, "parts/new.jinja", "{% if %}")
    run = subprocess.run(
        [sys.executable, "-m", "generator", "check"], cwd=clone, capture_output=True, text=True, check=False
    )
    assert "templates/locale/en/mappa.po:2:8: error: catalogue-syntax" in run.stdout, run.stderr
    assert "1 error." in run.stdout


def test_a_workspace_without_templates_is_checked_without_jinja() -> None:
    code = (
        "import sys; from pathlib import Path; from generator.report.review import review; "
        "from generator.workspace import survey; "
        "print(len(review(survey(Path('tests/data/workspace'))).reports), 'jinja2' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["3", "False"]
