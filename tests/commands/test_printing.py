"""What a person reads of problems: a line an area, their own command, nothing that steers a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.problems import Place, Problem, as_json, as_text, printable, quoted
from generator.workspace import survey
from generator.workspace.lines import line_reader
from tests.conftest import Run

NORTH = "areas/synthetic-north"
SOUTH = "areas/synthetic-south/2024-25"


def test_check_ends_with_a_line_for_each_area_that_has_a_problem(workspace: Path, mappa: Run) -> None:
    (workspace / SOUTH / "foreword.md").unlink()
    (workspace / SOUTH / "note.pages").write_text("A note.")
    (workspace / NORTH / "area.yaml").write_text("contact: []\n")
    (workspace / "areas/synthetic-east/2024-25").mkdir(parents=True)
    said = mappa("check", "--root", workspace).stdout.splitlines()
    assert said[-4:] == [
        "synthetic-east: 1 error",
        "synthetic-north: 1 error",
        "synthetic-south 2024-25: 1 error, 1 warning",
        "0 reports sound, 3 errors, 1 warning.",
    ]


def test_check_of_a_sound_workspace_has_one_line(workspace: Path, mappa: Run) -> None:
    assert mappa("check", "--root", workspace).stdout == "3 reports sound, no problems.\n"


@pytest.mark.parametrize(("called", "said"), [("./mappa", "./mappa"), ("", "python -m generator")])
def test_hints_name_the_command_as_it_was_called(called: str, said: str, workspace: Path, mappa: Run) -> None:
    (workspace / SOUTH / "statistics.yaml").unlink()
    hint = f"`{said} new synthetic-south 2024-25`"
    for form in ("text", "json", "github"):
        assert hint in mappa("check", "--format", form, "--root", workspace, MAPPA_CALLED=called).stdout
    assert hint in mappa("build", "--only", "data", "--root", workspace, MAPPA_CALLED=called).stderr
    run = mappa("verify", workspace / "areas", "--root", workspace, MAPPA_CALLED=called)
    assert f"`{said} build`" in run.stderr
    assert f"Usage: {said} check" in mappa("check", "--help", MAPPA_CALLED=called).stdout


def test_a_kept_result_is_told_as_the_command_is_called_now(workspace: Path, mappa: Run) -> None:
    (workspace / SOUTH / "statistics.yaml").unlink()
    for called in ("mappa", "./mappa"):
        run = mappa("build", "--only", "data", "--root", workspace, MAPPA_CALLED=called)
        assert f"`{called} new" in run.stderr


ESCAPES = "\x1b[31m", "\x9b31m", "\x07", "\u202e", "\u2066", "\0"


@pytest.mark.parametrize("escape", ESCAPES)
def test_nothing_that_steers_a_terminal_is_printed(escape: str) -> None:
    place = Place(f"areas/a{escape}b/x.md", 1, 3, 1, 4)
    problem = Problem.at(place, "unknown-key", f"The key {quoted(f'a{escape}b')}.", f"Rename {escape}.")
    for text in (as_text(problem, lambda *_: f"ab{escape}cd"), as_json([problem])):
        assert printable(text.replace("\n", "")) == text.replace("\n", "")
    assert json.loads(as_json([problem]))[0]["file"] == place.file
    assert "   1 | ab�" in as_text(problem, lambda *_: f"ab{escape}cd")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n\0", b"\x89PNG\r\n\x1a\n\0\0", bytes(range(256)) * 4])
def test_no_line_of_a_file_that_is_no_text_is_shown(data: bytes, workspace: Path) -> None:
    (workspace / SOUTH / "foreword.md").write_bytes(data)
    assert line_reader(survey(workspace))(f"{SOUTH}/foreword.md", 1) is None


def test_a_line_in_another_encoding_is_shown(workspace: Path) -> None:
    (workspace / SOUTH / "foreword.md").write_bytes("It cost £100 in all the year.".encode("cp1252"))
    assert line_reader(survey(workspace))(f"{SOUTH}/foreword.md", 1) == "It cost �100 in all the year."


def test_hints_of_several_lines_are_printed_below_each_other() -> None:
    problem = Problem.at(Place("f"), "unknown-key", "What is wrong.", "Write:\ncontacts:\n  - name: X")
    assert as_text(problem, lambda *_: None).endswith("\n  Write:\n  contacts:\n    - name: X")
