"""Ctrl-C at the worst moments: it ends the program with status 130, and nobody says a word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT

#: A command that presses Ctrl-C itself, in a way that loses what it raises, and then waits for ever.
COMMAND = """
import signal, sys, time
from generator import cli

def press():
    try:
        signal.raise_signal(signal.SIGINT)
    except BaseException:  # as libraries do that are interrupted where they cannot say so
        print("lost")

{definitions}

@cli.program.command()
def wait():
    {moment}
    while True:
        time.sleep(0.1)

cli.program(["wait"])
"""
MOMENTS = {
    "a module is imported": ("", "import interrupted"),
    "a model is validated": (
        """
from pydantic import BaseModel, field_validator

class Model(BaseModel):
    field: int

    @field_validator("field")
    def pressed(cls, value):
        press()
        return value
""",
        "Model(field=1)",
    ),
    "a library asks whether something is of an abstract class": (
        """
from abc import ABC

class Abstract(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        press()
        return NotImplemented
""",
        "isinstance(1, Abstract)",
    ),
    "nothing of that kind": ("", "signal.raise_signal(signal.SIGINT)"),
}
LEAVING = """
import atexit
from generator.commands.calls import leave

atexit.register(print, "Python takes itself down")
leave(130)
"""


def run_script(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    script = folder / "script.py"
    script.write_text(text)
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        [sys.executable, script], env=environment, capture_output=True, text=True, timeout=30
    )


@pytest.mark.parametrize("when", MOMENTS)
def test_ctrl_c_is_not_lost_while(when: str, tmp_path: Path) -> None:
    (tmp_path / "interrupted.py").write_text("import __main__\n__main__.press()\n")
    definitions, moment = MOMENTS[when]
    run = run_script(COMMAND.format(definitions=definitions, moment=moment), tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "")


def test_ctrl_c_ends_a_program_that_lies_in_a_folder_called_pydantic(tmp_path: Path) -> None:
    folder = tmp_path / "pydantic" / "mappa"
    folder.mkdir(parents=True)
    run = run_script(COMMAND.format(definitions="", moment="signal.raise_signal(signal.SIGINT)"), folder)
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "")


def test_a_program_whose_threads_still_run_does_not_take_itself_down(tmp_path: Path) -> None:
    run = run_script(LEAVING, tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "")
