"""A workspace may have one template or stylesheet of its own; all others stay the program's."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import workspace as paths
from generator.load.templates import load_templates
from generator.workspace import template_folders
from tests.conftest import PROJECT, Run


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_one_file_of_the_workspace_s_own_replaces_that_one_alone(workspace: Path, mappa: Run) -> None:
    write(workspace / "templates/styles/screen.css", ".width { max-width: 20rem; }\n")
    write(workspace / "templates/parts/reporting.jinja", "So many have reported: {{ number }}.\n")
    assert mappa("build", "--only", "html", "--root", workspace).returncode == 0
    output = workspace / "output"
    assert (output / "assets/screen.css").read_text() == ".width { max-width: 20rem; }\n"
    assert (output / "assets/base.css").read_text() == (PROJECT / "templates/styles/base.css").read_text()
    assert "So many have reported: 2." in (output / "index.html").read_text()
    # What was built before does not stand when a template of the workspace's own changes, or goes.
    write(workspace / "templates/parts/reporting.jinja", "{{ number }} have.\n")
    assert mappa("build", "--only", "html", "--root", workspace).returncode == 0
    assert "2 have." in (output / "index.html").read_text()
    (workspace / "templates/parts/reporting.jinja").unlink()
    assert mappa("build", "--only", "html", "--root", workspace).returncode == 0
    assert "All areas of England and Wales have reported: 2 of 2." in (output / "index.html").read_text()


def test_a_catalogue_of_the_workspace_s_own_replaces_that_of_its_language(workspace: Path) -> None:
    write(workspace / "templates/locale/cy/mappa.po", 'msgid "Home"\nmsgstr "Adref"\n')
    files, catalogues = load_templates(workspace)
    assert "Adref" in catalogues["cy"] and "layout.html.jinja" in files


def test_the_program_s_templates_stand_in_the_package_or_beside_it(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert template_folders(workspace) == (PROJECT / "templates",)
    assert template_folders(PROJECT) == (PROJECT / "templates",)
    package = tmp_path / "site-packages/generator"
    write(package / "templates/layout.html.jinja", "")
    monkeypatch.setattr(paths, "__file__", str(package / "workspace.py"))
    assert template_folders(workspace) == (package / "templates",)
    write(workspace / "templates/404.html.jinja", "")
    assert template_folders(workspace) == (package / "templates", workspace / "templates")
