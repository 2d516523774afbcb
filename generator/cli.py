"""The list of commands, and what they all end with."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

import click

from generator import __version__
from generator.commands import build, check, new, schema, serve, status, verify
from generator.commands.calls import MACHINE, STOPPED, WRONG_CALL, called, stop
from generator.problems import quoted

#: The packages in which an end by a signal is lost, or becomes some other error: the importer, pydantic, and
#: the question whether something is of an abstract class, which libraries in other languages ask.
LOSING = frozenset(
    {"importlib", "_frozen_importlib", "_frozen_importlib_external", "abc", "_collections_abc", "pydantic"}
)
#: Seconds after which it is tried again, and for how long the program may then tidy up.
SOON, TIDY = 0.01, 3.0


class Stopping:
    """What Ctrl-C and the signals that end a program do: they end it once, where that is not lost."""

    def __init__(self) -> None:
        self.number = 0
        self.since = -TIDY

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Raises KeyboardInterrupt for Ctrl-C, else SystemExit.

        Where that would be lost it is done soon; another signal, while the program tidies up, does nothing.
        """
        if number != signal.SIGALRM:
            if time.monotonic() - self.since < TIDY:
                return
            self.number, self.since = number, time.monotonic()
        while frame is not None:
            if frame.f_globals.get("__name__", "").partition(".")[0] in LOSING:
                signal.setitimer(signal.ITIMER_REAL, SOON)
                return
            frame = frame.f_back
        if self.number == signal.SIGINT:
            raise KeyboardInterrupt
        sys.exit(128 + self.number)


class Program(click.Group):
    """All commands: one that is stopped leaves nothing behind, and ends with a shell's status."""

    def invoke(self, context: click.Context) -> Any:
        """Runs a command; Ctrl-C ends it with status 130 (128 and the signal's number), without a word."""
        if sys.getfilesystemencoding() != "utf-8":
            stop(
                MACHINE,
                f"This terminal reads the names of files as {sys.getfilesystemencoding()}, not as UTF-8.\n"
                "Write LC_ALL=C.UTF-8 before the command.",
            )
        stopping = Stopping()
        signal.signal(signal.SIGALRM, stopping)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as it is under nohup
                signal.signal(number, stopping)
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            sys.exit(STOPPED)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mappa")
def program() -> None:
    """Write, check and publish annual reports."""


for command in (
    build.build,
    check.check,
    new.new,
    schema.schema,
    serve.serve,
    status.status,
    verify.verify,
):
    program.add_command(command)


def main() -> None:
    """The command ``mappa``; a fault of its own is told in one line, never as a traceback.

    It ends soon and keeps most of what it makes: to look for garbage, at its end too, costs a quarter of a
    build's time.
    """
    gc.disable()
    if sys.stdout is None or sys.stderr is None:  # where one is closed, what is said goes nowhere
        nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    try:
        program(prog_name=called())
    except ImportError as error:
        stop(MACHINE, f"A part of mappa is missing ({error}). In a clone, ./mappa installs it again.")
    except Exception as error:
        if os.environ.get("MAPPA_DEBUG"):
            raise
        if isinstance(error, OSError) and error.errno == errno.ENOSPC and error.filename is None:
            stop(MACHINE, "What there is to say could not be written: there is no space left for it.")
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
            stop(WRONG_CALL, f"{quoted(str(error.filename))} is too long for the name of a file or a folder.")
        stop(
            MACHINE,
            f"Something went wrong inside mappa: {type(error).__name__}: {error}\n"
            "Please report it, with what you did. MAPPA_DEBUG=1 shows where it happened.",
        )
    finally:
        gc.freeze()
