"""Ctrl-C at the worst moments: it ends the program with status 130, and nobody says a word."""

from __future__ import annotations

import os
import signal
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
        signal.raise_signal({number})
    except BaseException:  # as libraries do that are interrupted where they cannot say so
        print("lost")

def press_alone():
    signal.raise_signal({number})

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
    "nothing of that kind": ("", "press_alone()"),
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


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("when", MOMENTS)
def test_a_signal_is_not_lost_while(when: str, number: signal.Signals, tmp_path: Path) -> None:
    (tmp_path / "interrupted.py").write_text("import __main__\n__main__.press()\n")
    definitions, moment = MOMENTS[when]
    text = COMMAND.format(definitions=definitions, moment=moment, number=int(number))
    run = run_script(text, tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (128 + number, "", "")


def test_a_second_ctrl_c_does_not_disturb_what_tidies_up(tmp_path: Path) -> None:
    moment = """
    try:
        press_alone()
    finally:
        press_alone()
        print("tidy", flush=True)
"""
    run = run_script(COMMAND.format(definitions="", moment=moment, number=2), tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (130, "tidy\n", "")


def test_ctrl_c_ends_a_program_that_lies_in_a_folder_called_pydantic(tmp_path: Path) -> None:
    folder = tmp_path / "pydantic" / "mappa"
    folder.mkdir(parents=True)
    run = run_script(COMMAND.format(definitions="", moment="press_alone()", number=2), folder)
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "")


def test_a_program_whose_threads_still_run_does_not_take_itself_down(tmp_path: Path) -> None:
    run = run_script(LEAVING, tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "")
