"""The commands as their users call them: words, exit statuses, formats."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from generator.commands.calls import MACHINE, WRONG_CALL
from tests.conftest import PROJECT, Run, run_mappa

STATISTICS = "areas/synthetic-north/2024-25/statistics.yaml"


def break_total(workspace: Path) -> None:
    path = workspace / STATISTICS
    path.write_text(path.read_text().replace("category_3: 32}", "category_3: 32, total: 47}", 1))


def test_check_as_text(workspace: Path, mappa: Run) -> None:
    break_total(workspace)
    run = mappa("check", "--root", workspace)
    assert run.returncode == 1 and run.stderr == ""
    assert run.stdout == (
        f"{STATISTICS}:3:52: error: total-mismatch\n"
        "  level_2 total is 47, but its categories add up to 46 (14 + 32)\n"
        "   3 |   level_2: {category_1: 14, category_3: 32, total: 47}\n"
        "     |                                                    ^^\n"
        "  Correct the total, or the category that is wrong, or delete the total: it is computed for you.\n"
        "\n"
        "synthetic-north 2024-25: 1 error\n"
        "2 reports sound, 1 error.\n"
    )


def test_a_column_total_is_told_in_its_own_words(workspace: Path, mappa: Run) -> None:
    path = workspace / STATISTICS
    total = "  total: {category_1: 115, total: 150}\nmanaged_in_year:"
    path.write_text(path.read_text().replace("managed_in_year:", total))
    said = mappa("check", "--root", workspace).stdout
    assert "category_1 total is 115, but its levels add up to 114 (100 + 14)" in said
    assert "eligible total is 150, but its parts add up to 146 (100 + not applicable + 14 + 32)" in said


def test_check_as_json(workspace: Path, mappa: Run) -> None:
    assert json.loads(mappa("check", "--format", "json", "--root", workspace).stdout) == []
    break_total(workspace)
    run = mappa("check", "--format", "json", "--root", workspace)
    (problem,) = json.loads(run.stdout)
    assert run.returncode == 1
    assert list(problem) == [
        "severity", "code", "message", "hint", "file", "line", "column", "end_line", "end_column",
    ]  # fmt: skip
    assert (problem["line"], problem["column"], problem["end_line"], problem["end_column"]) == (3, 52, 3, 54)


def test_check_for_github(workspace: Path, mappa: Run) -> None:
    break_total(workspace)
    run = mappa("check", "--format", "github", "--root", workspace)
    assert run.stdout.startswith(
        f"::error file={STATISTICS},line=3,col=52,endLine=3,endColumn=54,title=total-mismatch::"
    )
    assert run.stdout.count("\n") == 1


def test_check_of_one_area_sees_its_year_before(workspace: Path, mappa: Run) -> None:
    path = workspace / STATISTICS
    path.write_text(path.read_text().replace("category_1: 100", "category_1: 300"))
    run = mappa("check", "synthetic-north", "--edition", "2024-25", "--root", workspace)
    assert run.returncode == 0 and "large-change" in run.stdout
    assert "large-change" not in mappa("check", "synthetic-south", "--root", workspace).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("build", "synthetic-nroth"), "Did you mean synthetic-north?"),
        (("check", "SYNTHETIC-NORTH"), "Did you mean synthetic-north?"),
        (("check", "a\nb"), "There is no area “a b” in this workspace."),
        (("build", "--limit", "nan"), "Write a number of seconds"),
        (("build", "--limit", "inf"), "Write a number of seconds"),
        (("verify", "x" * 300), "is too long for the name of a file or a folder."),
        (("check", "--root", "x" * 300), "is too long for the name of a file or a folder."),
        (("check", "--edition", "2042-43"), "2023-24, 2024-25"),
        (("new", "synthetic-north", "2042-43"), "There is no edition"),
        (("new", "atlantis", "2024-25"), "not in content/areas.yaml"),
        (("build", "--only", "paper"), "html"),
        (("frobnicate",), "No such command"),
    ],
)
def test_a_wrong_call_ends_with_2(words: tuple[str, ...], said: str, workspace: Path, mappa: Run) -> None:
    run = mappa(*words, cwd=workspace)
    assert run.returncode == 2 and said in run.stderr


def test_schemas_that_cannot_be_written(workspace: Path, mappa: Run) -> None:
    run = mappa("schema", "--output", "/dev/null", "--root", workspace)
    assert run.returncode == MACHINE and "/dev/null" in run.stderr and "website" not in run.stderr


def test_outside_a_workspace(tmp_path: Path, mappa: Run) -> None:
    run = mappa("check", cwd=tmp_path)
    assert run.returncode == 2 and "--root" in run.stderr
    assert mappa("check", "--root", tmp_path).returncode == 2


def test_the_workspace_is_found_from_a_folder_inside(workspace: Path, mappa: Run) -> None:
    assert mappa("check", cwd=workspace / "areas" / "synthetic-north").returncode == 0


def test_new_writes_what_is_missing_and_keeps_what_is_there(workspace: Path, mappa: Run) -> None:
    kept = (workspace / STATISTICS).read_bytes()
    run = mappa("new", "synthetic-south", "2023-24", "--root", workspace)
    assert run.returncode == 0 and "wrote areas/synthetic-south/2023-24/statistics.yaml" in run.stdout
    assert "left areas/synthetic-north" not in run.stdout
    problems = json.loads(mappa("check", "synthetic-south", "--format", "json", "--root", workspace).stdout)
    assert {p["code"] for p in problems} == {"empty-value", "missing-foreword"}
    board = json.loads(mappa("status", "--format", "json", "--root", workspace).stdout)
    assert [one["state"] for one in board if one["area"] == "synthetic-south"] == ["draft", "released"]
    again = mappa("new", "synthetic-north", "2024-25", "--root", workspace)
    assert "left areas/synthetic-north/2024-25/statistics.yaml as it is" in again.stdout
    assert (workspace / STATISTICS).read_bytes() == kept


def test_new_carries_over_what_lasts(workspace: Path, mappa: Run) -> None:
    (workspace / "content/2025-26").mkdir()
    (workspace / "content/2025-26/edition.yaml").write_text(
        "edition: 2025-26\nextends: 2024-25\nsnapshot: 2026-03-31\n"
        "period: {start: 2025-04-01, end: 2026-03-31}\nrelease: not yet\n"
        "population: {name: synthetic, published: 2026-07-30}\n"
    )
    assert mappa("new", "synthetic-north", "2025-26", "--root", workspace).returncode == 0
    year = workspace / "areas/synthetic-north/2025-26"
    statistics = (year / "statistics.yaml").read_text()
    assert "\n# Individuals on …\neligible:\n" in statistics
    assert "schema=../../../schemas/statistics-2025-26.json" in statistics
    assert "category_3:  # 32" in statistics and "A synthetic note." in statistics
    assert 'role: "Chair"' in (year / "foreword.md").read_text()
    assert (year / "local/10-page.md").read_text() == '---\ntitle: "A local page"\n---\n\n'
    assert (workspace / "schemas/statistics-2025-26.json").is_file()


def plain(path: Path) -> object:
    """The file as an editor's YAML language server sees it: dates stay text."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        key: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
        for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(path.read_text(), Loader=Loader)


def test_the_schemas_accept_the_project_s_own_files_and_refuse_slips(tmp_path: Path, mappa: Run) -> None:
    assert mappa("schema", "--output", tmp_path).returncode == 0
    schemas = {path.name: json.loads(path.read_text()) for path in tmp_path.iterdir()}
    assert set(schemas) == {
        "area.json", "areas.json", "edition.json", "site.json",
        "statistics-2022-23.json", "statistics-2023-24.json", "statistics-2024-25.json",
    }  # fmt: skip
    for name, text in schemas.items():
        assert (PROJECT / "schemas" / name).read_text() == (tmp_path / name).read_text(), "run mappa schema"
        jsonschema.Draft202012Validator.check_schema(text)
    jsonschema.validate(plain(PROJECT / "content/areas.yaml"), schemas["areas.json"])
    jsonschema.validate(plain(PROJECT / "content/site.yaml"), schemas["site.json"])
    for path in PROJECT.glob("content/*/edition.yaml"):
        jsonschema.validate(plain(path), schemas["edition.json"])
    for path in PROJECT.glob("areas/*/area.yaml"):
        jsonschema.validate(plain(path), schemas["area.json"])
    for path in PROJECT.glob("areas/*/*/statistics.yaml"):
        schema = schemas[f"statistics-{path.parent.name}.json"]
        figures = plain(path)
        jsonschema.validate(figures, schema)
        assert isinstance(figures, dict)
        for slip in (
            {"rates": 1},
            {"lifetime_notification_revoked": "3,483"},
            {"lifetime_notification_revoked": -1},
            {"status": "ready"},
        ):
            with pytest.raises(jsonschema.ValidationError):
                jsonschema.validate({**figures, **slip}, schema)


def test_help_names_every_command(mappa: Run) -> None:
    run = mappa("--help")
    assert run.returncode == 0
    for command in ("build", "check", "new", "schema", "serve", "status", "verify"):
        assert command in run.stdout
        assert mappa(command, "--help").returncode == 0


def test_no_bar_in_a_pipe(workspace: Path, mappa: Run) -> None:
    run = mappa("build", "--root", workspace)
    assert run.stderr == "" and "\x1b" not in run.stdout
    assert "Built 3 reports (3 PDFs made, 0 reused)" in run.stdout and str(workspace / "output") in run.stdout


def test_a_missing_library_of_the_system_is_named(workspace: Path, mappa: Run, tmp_path: Path) -> None:
    package = tmp_path / "fake" / "weasyprint"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    run = mappa("build", "--root", workspace, PYTHONPATH=f"{package.parent}:{PROJECT}")
    assert run.returncode == 3 and "libpangoft2-1.0-0" in run.stderr and "Traceback" not in run.stderr
    html = mappa("build", "--only", "html", "--root", workspace, PYTHONPATH=f"{package.parent}:{PROJECT}")
    assert html.returncode == 0


def test_an_output_that_cannot_be_written(workspace: Path, mappa: Run) -> None:
    (workspace / "file").write_text("")
    run = mappa("build", "--only", "data", "--root", workspace, "--output", workspace / "file" / "site")
    assert run.returncode == 3 and "Traceback" not in run.stderr


@pytest.mark.parametrize("closed", ["2>&-", ">&-", ">&- 2>&- <&-"])
def test_a_build_without_a_terminal_builds(closed: str, workspace: Path) -> None:
    command = f"{sys.executable} -m generator build --only html --root {workspace} {closed}"
    run = subprocess.run(["sh", "-c", command], cwd=PROJECT, timeout=100, check=False)
    assert run.returncode == 0 and (workspace / "preview/index.html").is_file()


def test_a_new_report_is_begun_whole_if_nobody_listens(workspace: Path) -> None:
    shutil.rmtree(workspace / "areas/synthetic-south")
    command = f"{sys.executable} -m generator new synthetic-south 2024-25 --root {workspace} | true"
    subprocess.run(["sh", "-c", command], cwd=PROJECT, timeout=100, check=False, stderr=subprocess.DEVNULL)
    begun = {path.name for path in (workspace / "areas/synthetic-south").rglob("*.*") if path.is_file()}
    assert {"area.yaml", "statistics.yaml", "foreword.md"} <= begun


def test_a_terminal_that_reads_names_otherwise_is_told_of(workspace: Path) -> None:
    run = run_mappa("check", "--root", workspace, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", LC_ALL="C")
    assert run.returncode == MACHINE and "not as UTF-8" in run.stderr + run.stdout


@pytest.mark.parametrize("option", ["--cache", "--output"])
@pytest.mark.parametrize("place", ["areas", "content/new", "templates/x"])
def test_nothing_is_written_among_what_people_write(option: str, place: str, workspace: Path) -> None:
    run = run_mappa("build", "--only", "data", "--root", workspace, option, workspace / place)
    assert run.returncode == WRONG_CALL
    assert "where every file is one that people write" in run.stdout + run.stderr
