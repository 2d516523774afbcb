"""The pipelines for code hosts: each step is run as the host would run it, in a clone of a small project."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import PROJECT

PIPELINES = PROJECT / "pipelines"
AREA = "synthetic-north"
STATISTICS = f"areas/{AREA}/2024-25/statistics.yaml"
#: What GitHub puts in the place of the expressions that the steps' variables are made of.
EXPRESSIONS = {
    "${{ steps.preview.outputs.artifact-url }}": "https://example.org/artifacts/1",
    "${{ github.token }}": "a-token",
    "${{ github.repository }}": "example/reports",
    "${{ github.event.pull_request.number }}": "7",
}
#: Stands for GitHub's own command: writes down how it was called, and what it was to write.
GH = """#!/bin/sh
echo "$GH_REPO: gh $*" >>"$CALLS"
case "$*" in
    "run download"*) [ -e problems.md ] ;;
    *) cat problems.md >"$CALLS.comment" ;;
esac
"""


def load(name: str) -> dict[str, Any]:
    """A pipeline; what YAML takes for true and false stays text, as `on` is a key."""
    pipeline: dict[str, Any] = yaml.load((PIPELINES / name).read_text(), yaml.BaseLoader)
    return pipeline


def git(clone: Path, *words: str) -> str:
    run = subprocess.run(["git", *words], cwd=clone, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def commit(clone: Path) -> str:
    git(clone, "add", "--all")
    git(clone, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "x")
    return git(clone, "rev-parse", "HEAD")


@pytest.fixture
def clone(workspace: Path) -> Path:
    """A clone of a project with the small workspace, and an environment that is set up."""
    for name in ("scripts", "pipelines", "requirements"):
        shutil.copytree(PROJECT / name, workspace / name)
    for name in ("mappa", "pyproject.toml", ".gitignore"):
        shutil.copy(PROJECT / name, workspace / name)
    environment = workspace / ".venv"
    environment.mkdir()
    (environment / "bin").symlink_to(Path(sys.executable).parent)
    shutil.copy(PROJECT / "pyproject.toml", environment)
    shutil.copy(PROJECT / "requirements/dev.txt", environment / "locked-dev")
    git(workspace, "init", "--quiet")
    commit(workspace)
    return workspace


def change(clone: Path, file: str, old: str, new: str) -> str:
    """Commits a change of a file; gives the commit before."""
    before = git(clone, "rev-parse", "HEAD")
    text = (clone / file).read_text()
    assert old in text
    (clone / file).write_text(text.replace(old, new, 1))
    commit(clone)
    return before


def slip(clone: Path) -> str:
    return change(clone, STATISTICS, "category_3: 32}", "category_3: 32, total: 47}")


def bash(clone: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), **variables}
    command = ["bash", "--noprofile", "--norc", "-e", "-c", script]
    return subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, timeout=300)


class GitHub:
    """A runner of GitHub Actions, as far as the pipeline uses it: its steps of a pull request, one by one."""

    def __init__(self, clone: Path, rim: Path) -> None:
        """``rim`` is a folder outside of the clone, for what the host keeps."""
        self.clone, self.rim = clone, rim
        self.said: dict[str, str] = {}
        self.failed: list[str] = []
        self.uploaded: dict[str, set[str]] = {}
        self.variables = {"GITHUB_RUN_ID": "1", "CALLS": str(rim / "calls")}
        for name in ("GITHUB_ENV", "GITHUB_STEP_SUMMARY"):
            (rim / name).touch()
            self.variables[name] = str(rim / name)
        (rim / "gh").write_text(GH)
        (rim / "gh").chmod(0o755)
        self.variables["PATH"] = f"{rim}:{os.environ['PATH']}"

    def run(self, job: dict[str, Any]) -> None:
        for step in job["steps"]:
            if self.failed and "cancelled()" not in step.get("if", ""):
                continue
            if "uses" in step:
                self.use(step)
                continue
            values = {**job.get("env", {}), **step.get("env", {})}
            variables = {name: EXPRESSIONS[value] for name, value in values.items()}
            done = bash(self.clone, step["run"], **self.variables, **variables)
            self.said[step["name"]] = done.stdout + done.stderr
            if done.returncode:
                self.failed.append(step["name"])
            for line in Path(self.variables["GITHUB_ENV"]).read_text().splitlines():
                name, value = line.split("=", 1)
                self.variables[name] = value

    def use(self, step: dict[str, Any]) -> None:
        if "upload-artifact" in step["uses"]:
            path = self.clone / step["with"]["path"]
            assert path.exists(), step["with"]["path"]
            files = [path] if path.is_file() else path.rglob("*")
            self.uploaded[step["with"]["name"]] = {file.relative_to(self.clone).as_posix() for file in files}


def test_github_tells_of_a_slip_and_shows_the_preview(clone: Path, tmp_path: Path) -> None:
    slip(clone)
    host = GitHub(clone, tmp_path)
    jobs = load("github.yml")["jobs"]
    host.run(jobs["check"])
    assert host.failed == ["Check, and mark the problems at their lines"], host.said
    assert host.said["Check, and mark the problems at their lines"].startswith(
        f"::error file={STATISTICS},line=3,"
    )
    assert host.variables["AREAS"] == AREA
    report = f"preview/2024-25/{AREA}/index.html"
    assert report in host.uploaded["preview"]
    assert not any("synthetic-south/index.html" in name for name in host.uploaded["preview"])
    assert host.uploaded["problems"] == {"problems.md"}
    assert not (clone / "output").exists()
    summary = Path(host.variables["GITHUB_STEP_SUMMARY"]).read_text()
    assert summary.startswith(
        "**1 report sound, 1 error.**\n\n[Download the preview](https://example.org/artifacts/1)"
    )
    assert "Correct the total, or the category that is wrong" in summary
    assert summary.count("~~~~~~") == 2

    host.failed.clear()
    host.run(jobs["comment"])
    assert host.failed == []
    assert (tmp_path / "calls").read_text().splitlines() == [
        "example/reports: gh run download 1 --name problems",
        "example/reports: gh pr comment 7 --body-file problems.md --edit-last --create-if-none",
    ]
    assert (tmp_path / "calls.comment").read_text() == summary


def test_github_is_content_with_a_sound_report(clone: Path, tmp_path: Path) -> None:
    change(clone, STATISTICS, "rate: 120", "rate: 121")
    host = GitHub(clone, tmp_path)
    host.run(load("github.yml")["jobs"]["check"])
    assert host.failed == [], host.said
    assert (
        Path(host.variables["GITHUB_STEP_SUMMARY"])
        .read_text()
        .startswith("**2 reports sound, no problems.**")
    )


def test_github_gives_a_stranger_nothing() -> None:
    """No secret, no right to write where what a stranger brings is run, nothing of it in a shell's words."""
    text = (PIPELINES / "github.yml").read_text()
    pipeline = load("github.yml")
    assert "secrets." not in text
    assert set(pipeline["on"]) == {"pull_request", "push"}
    assert pipeline["permissions"] == {"contents": "read"}
    assert "permissions" not in pipeline["jobs"]["check"]
    assert "head.repo.full_name == github.repository" in pipeline["jobs"]["comment"]["if"]
    assert all(
        "uses" not in step and "mappa" not in step["run"] for step in pipeline["jobs"]["comment"]["steps"]
    )
    for job in pipeline["jobs"].values():
        assert job["timeout-minutes"]
        assert all("${{" not in step.get("run", "") for step in job["steps"])
    actions = re.findall(r"uses: (.*)", text)
    assert actions and all(
        re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in actions
    )


def gitlab(clone: Path, before: str) -> subprocess.CompletedProcess[str]:
    """Runs the job as GitLab's runner does: line by line in one shell, which ends at the first that fails."""
    script = "\n".join(["set -o pipefail", *load("gitlab.yml")["reports"]["script"]])
    return bash(clone, script, CI_MERGE_REQUEST_DIFF_BASE_SHA=before)


def test_gitlab_tells_of_a_slip_and_shows_the_preview(clone: Path) -> None:
    run = gitlab(clone, slip(clone))
    assert run.returncode == 1
    assert "1 report sound, 1 error." in run.stdout
    artifacts = load("gitlab.yml")["reports"]["artifacts"]
    (issue,) = json.loads((clone / artifacts["reports"]["codequality"]).read_text())
    assert re.fullmatch("[0-9a-f]{64}", issue.pop("fingerprint"))
    assert issue == {
        "description": "level_2 total is 47, but its categories add up to 46 (14 + 32) "
        "Correct the total, or the category that is wrong, or delete the total: it is computed for you.",
        "check_name": "total-mismatch",
        "severity": "major",
        "location": {"path": STATISTICS, "lines": {"begin": 3}},
    }
    (folder,) = artifacts["paths"]
    assert folder.endswith("/")  # else GitLab does not link to it
    assert (clone / folder / f"2024-25/{AREA}/index.html").exists()
    assert not (clone / folder / "2024-25/synthetic-south").exists()
    assert not (clone / "output").exists()


def test_gitlab_looks_at_all_of_the_main_branch(clone: Path) -> None:
    run = gitlab(clone, "")
    assert run.returncode == 0, run.stderr
    assert "3 reports sound, no problems." in run.stdout
    assert json.loads((clone / "code-quality.json").read_text()) == []
    assert (clone / "preview/2024-25/synthetic-south/index.html").exists()


def test_gitlab_gives_a_stranger_nothing() -> None:
    pipeline = load("gitlab.yml")
    assert set(pipeline) == {"workflow", "reports"}
    assert pipeline["reports"]["artifacts"]["access"] == "developer"
    assert "pages" not in pipeline["reports"] and "TOKEN" not in (PIPELINES / "gitlab.yml").read_text()


def test_a_problem_that_moved_is_the_same() -> None:
    def fingerprints(*lines: int) -> list[str]:
        problem = {"severity": "warning", "code": "x", "message": "m", "hint": "h", "file": "f"}
        given = json.dumps([{**problem, "line": line} for line in lines])
        command = [sys.executable, PIPELINES / "code_quality.py"]
        run = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
        return [issue["fingerprint"] for issue in json.loads(run.stdout)]

    assert fingerprints(3, 9) == fingerprints(4, 10)
    assert len(set(fingerprints(3, 9))) == 2


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ([STATISTICS], AREA),
        ([STATISTICS, "areas/synthetic-south/2024-25/foreword.md"], f"{AREA} synthetic-south"),
        ([STATISTICS, "content/site.yaml"], ""),
        ([STATISTICS, "areas/Synthetic West/foreword.md"], ""),
        ([f"areas/{AREA}/2024-25/images/tŷ.png"], AREA),
        (["areas/district-7/2024-25/statistics.yaml"], "district-7"),
        (["README.md"], ""),
        ([], ""),
    ],
)
def test_the_areas_that_are_changed(clone: Path, changed: list[str], named: str) -> None:
    before = git(clone, "rev-parse", "HEAD")
    for name in changed:
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        with (clone / name).open("a") as file:
            file.write("\n# more\n")
    if changed:
        commit(clone)
    assert bash(clone, f"scripts/changed-areas {before}").stdout.strip() == named


def test_an_area_that_was_removed_is_a_matter_for_all(clone: Path) -> None:
    before = git(clone, "rev-parse", "HEAD")
    shutil.rmtree(clone / "areas/synthetic-south")
    commit(clone)
    assert bash(clone, f"scripts/changed-areas {before}").stdout == ""
