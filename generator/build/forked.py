"""A generator that runs in a process of its own, forked from this one, and gives its values here."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")


class ForkDiedError(Exception):
    """The machine did not let the process begin, or stopped it, perhaps for want of memory."""


def can_fork() -> bool:
    """Whether a process like this one can go on as two: macOS has libraries that do not bear it."""
    return sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()


@contextmanager
def forked(make: Callable[[], Iterator[T]]) -> Iterator[Iterator[T]]:
    """Runs what ``make`` gives while this process goes on; its values are taken here as they are asked for.

    Only for a process without threads, and for values that can be pickled.  Taking one raises what the
    generator raises, or ForkDiedError, as beginning does.  The process ends with the block, whatever it does.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(make, ours, theirs), daemon=True)
    try:
        process.start()
    except OSError as error:
        raise ForkDiedError from error
    theirs.close()
    try:
        yield _received(ours)
    finally:
        process.kill()
        process.join()
        ours.close()


@contextmanager
def unforked(make: Callable[[], Iterator[T]]) -> Iterator[Iterator[T]]:
    """The same by this process, when a value is asked for."""
    yield make()


def _received(pipe: Connection) -> Iterator[T]:
    while True:
        try:
            kind, value = pipe.recv()
        except EOFError:
            raise ForkDiedError from None
        if kind == "raised":
            raise value
        if kind == "ended":
            return
        yield value


def _send(make: Callable[[], Iterator[T]], ours: Connection, theirs: Connection) -> None:
    """What the process does, until its parent is gone; Ctrl-C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ours.close()
    try:
        for value in make():
            theirs.send(("value", value))
        theirs.send(("ended", None))
    except BrokenPipeError:
        return
    except Exception as error:
        theirs.send(("raised", error))
