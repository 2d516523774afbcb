"""``mappa status`` and ``mappa check --release``: the editor's autumn."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run

NORTH = "areas/synthetic-north/2024-25/statistics.yaml"
SOUTH = "areas/synthetic-south/2024-25/statistics.yaml"
SIGNED = "sign_off: {role: Chair, date: 2025-06-30}\n"


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text() + text)


def test_the_board(workspace: Path, mappa: Run) -> None:
    add(workspace / NORTH, "status: draft\n")
    (workspace / SOUTH).write_text("rate: 1\n")
    run = mappa("status", "--root", workspace)
    assert run.returncode == 0 and run.stderr == ""
    assert run.stdout == (
        "                 2023-24      2024-25\n"
        "synthetic-north  released     draft\n"
        "synthetic-south  not started  4 errors, 9 figures missing\n"
    )


def test_the_board_as_json(workspace: Path, mappa: Run) -> None:
    add(workspace / NORTH, SIGNED)
    run = mappa("status", "--edition", "2024-25", "--format", "json", "--root", workspace)
    assert json.loads(run.stdout)[0] == {
        "area": "synthetic-north",
        "edition": "2024-25",
        "state": "released",
        "errors": 0,
        "warnings": 0,
        "missing": 0,
        "signed_off": "2025-06-30",
    }


def test_an_edition_that_can_be_released(workspace: Path, mappa: Run) -> None:
    add(workspace / NORTH, SIGNED)
    add(workspace / SOUTH, SIGNED)
    run = mappa("check", "--release", "2024-25", "--root", workspace)
    assert (run.returncode, run.stdout) == (
        0,
        "2 reports sound, no problems.\n2024-25 can be released.\n",
    )


def test_an_edition_that_cannot(workspace: Path, mappa: Run) -> None:
    add(workspace / NORTH, "status: draft\n")
    add(workspace / SOUTH, SIGNED)
    foreword = workspace / "areas/synthetic-south/2024-25/foreword.md"
    add(foreword, "\nTBC\n")
    add(workspace / "content/2023-24/sections/about.md", "\nTBC\n")
    run = mappa("check", "--release", "2024-25", "--root", workspace)
    assert run.returncode == 1
    assert run.stdout.split("\n\n")[-1] == (
        "national editor: 1 to mend or explain\n"
        "synthetic-north: not signed off, a draft\n"
        "synthetic-south: 1 to mend or explain\n"
        "2 reports sound, 4 errors.\n"
        "2024-25 cannot be released.\n"
    )
    problems = mappa("check", "--release", "2024-25", "--format", "json", "--root", workspace).stdout
    assert {problem["severity"] for problem in json.loads(problems)} == {"error"}
    assert mappa("check", "--root", workspace).returncode == 0


def test_wrong_calls(workspace: Path, mappa: Run) -> None:
    for words, said in (
        (("check", "synthetic-north", "--release", "2024-25"), "all areas of one edition"),
        (("check", "--edition", "2024-25", "--release", "2024-25"), "all areas of one edition"),
        (("check", "--release", "2025-26"), "The national editor begins the year"),
        (("status", "--edition", "2023"), "There is no edition “2023”"),
    ):
        run = mappa(*words, "--root", workspace)
        assert run.returncode == 2 and said in run.stderr
