"""The list of commands, and what they all end with."""

from __future__ import annotations

import gc
import os
import signal
import sys
from types import FrameType
from typing import Any

import click

from generator import __version__
from generator.commands import build, check, new, schema, serve, status, verify
from generator.commands.calls import MACHINE, STOPPED, called, stop

#: The packages in which a KeyboardInterrupt is lost, or becomes some other error: the importer, pydantic, and
#: the question whether something is of an abstract class, which libraries in other languages ask.
LOSING = frozenset(
    {"importlib", "_frozen_importlib", "_frozen_importlib_external", "abc", "_collections_abc", "pydantic"}
)
#: Seconds after which Ctrl-C is tried again.
SOON = 0.01


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
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, _interrupt)
            signal.signal(signal.SIGALRM, _interrupt)
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as it is under nohup
                signal.signal(number, lambda number, _: sys.exit(128 + number))
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            sys.exit(STOPPED)


def _interrupt(_: int, frame: FrameType | None) -> None:
    """Ctrl-C: raises KeyboardInterrupt, where it would be lost as soon as that is over."""
    while frame is not None:
        if frame.f_globals.get("__name__", "").partition(".")[0] in LOSING:
            signal.setitimer(signal.ITIMER_REAL, SOON)
            return
        frame = frame.f_back
    raise KeyboardInterrupt


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
    try:
        program(prog_name=called())
    except ImportError as error:
        stop(MACHINE, f"A part of mappa is missing ({error}). In a clone, ./mappa installs it again.")
    except Exception as error:
        if os.environ.get("MAPPA_DEBUG"):
            raise
        stop(
            MACHINE,
            f"Something went wrong inside mappa, and nothing was changed: {type(error).__name__}: {error}\n"
            "Please report it, with what you did. MAPPA_DEBUG=1 shows where it happened.",
        )
    finally:
        gc.freeze()
