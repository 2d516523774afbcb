"""A workspace may have one template or stylesheet of its own; all others stay the program's."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load.templates import load_templates
from generator.report.review import review
from generator.workspace import survey, template_folders, templates
from tests.conftest import PROJECT, Run


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def reporting(words: str) -> str:
    """A macro of ours in the place of the program's."""
    return f"{{% macro reporting(counted) %}}{words}{{% endmacro %}}\n"


def test_one_file_of_the_workspace_s_own_replaces_that_one_alone(workspace: Path, mappa: Run) -> None:
    write(workspace / "templates/styles/screen.css", ".width { max-width: 20rem; }\n")
    write(
        workspace / "templates/parts/reporting.jinja",
        reporting("So many have reported: {{ counted.number }}."),
    )
    assert mappa("build", "--only", "html", "--root", workspace).returncode == 0
    output = workspace / "preview"
    assert (output / "assets/screen.css").read_text() == ".width { max-width: 20rem; }\n"
    assert (output / "assets/base.css").read_text() == (PROJECT / "templates/styles/base.css").read_text()
    assert "So many have reported: 2." in (output / "index.html").read_text()
    # What was built before does not stand when a template of the workspace's own changes, or goes.
    write(
        workspace / "templates/parts/reporting.jinja",
        reporting("{{ counted.number }} have."),
    )
    assert mappa("build", "--only", "html", "--root", workspace).returncode == 0
    assert "2 have." in (output / "index.html").read_text()
    (workspace / "templates/parts/reporting.jinja").unlink()
    assert mappa("build", "--only", "html", "--root", workspace).returncode == 0
    assert "All areas of England and Wales have reported: 2 of 2." in (output / "index.html").read_text()


def test_a_catalogue_of_the_workspace_s_own_replaces_that_of_its_language(workspace: Path) -> None:
    write(workspace / "templates/locale/cy/mappa.po", 'msgid "Home"\nmsgstr "Adref"\n')
    files, catalogues = load_templates(workspace)
    assert "Adref" in catalogues["cy"] and "layout.html.jinja" in files


def test_what_leads_out_of_the_workspace_s_own_templates_is_not_read(workspace: Path, tmp_path: Path) -> None:
    write(tmp_path / "outside.css", "secret")
    write(workspace / "templates/styles/own.css", "p {}")
    for name in ("screen.css", "new.css"):
        (workspace / "templates/styles" / name).symlink_to(tmp_path / "outside.css")
    files, _ = load_templates(workspace)
    assert files["styles/own.css"] == "p {}" and "styles/new.css" not in files
    assert files["styles/screen.css"] == (PROJECT / "templates/styles/screen.css").read_text()
    problems = review(survey(workspace)).problems
    assert [(problem.file.rpartition("/")[2], problem.code) for problem in problems] == [
        ("new.css", "link-outside"),
        ("own.css", "misplaced-file"),
        ("screen.css", "link-outside"),
    ]


def test_the_program_s_templates_stand_in_the_package_or_beside_it(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert template_folders(workspace) == (PROJECT / "templates",)
    assert template_folders(PROJECT) == (PROJECT / "templates",)
    package = tmp_path / "site-packages/generator"
    write(package / "templates/layout.html.jinja", "")
    monkeypatch.setattr(templates, "__file__", str(package / "workspace/templates.py"))
    assert template_folders(workspace) == (package / "templates",)
    write(workspace / "templates/404.html.jinja", "")
    assert template_folders(workspace) == (package / "templates", workspace / "templates")
