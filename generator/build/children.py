"""Tasks in processes of their own: one that crashes, hangs or eats the memory costs itself alone.

The children are forked from a nursery: a process that has imported the PDF engine and does nothing else.
They begin warm, do not look for garbage, and end when they have become large: all their memory is free then.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import resource
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

from generator.build.options import LIMIT

P = ParamSpec("P")
T = TypeVar("T")

#: The memory, in kibibytes, at which a child ends.  Its first task takes a third longer than the others, and
#: each leaves some 16 megabytes behind, which nothing collects.
LARGEST = 320 * 1024


class ChildDiedError(Exception):
    """The child of a task ended without a result, or was ended because it took too long."""


class Children(ThreadPoolExecutor):
    """An executor that runs its tasks in child processes; each of its threads has a child at a time."""

    def __init__(self, number: int, limit: float = LIMIT) -> None:
        super().__init__(number)
        self.limit = limit
        self.own = threading.local()
        self.all: list[_Child] = []

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The future of a task.  It raises ChildDiedError if the child gave no result in time."""
        return super().submit(self._in_child, fn, args, kwargs)

    def __exit__(self, raised: Any, *more: Any) -> None:
        """Waits for the tasks; if the block raised (someone pressed Ctrl-C, say), ends them at once."""
        if raised is not None:
            self.shutdown(wait=False, cancel_futures=True)
            self._end_all()
        super().__exit__(raised, *more)
        self._end_all()

    def _end_all(self) -> None:
        for child in list(self.all):
            child.end()

    def _in_child(self, fn: Callable[..., T], args: Any, kwargs: Any) -> T:
        child: _Child | None = getattr(self.own, "child", None)
        if child is None:
            child = self.own.child = _Child()
            self.all.append(child)
        try:
            failed, result, memory = child.ask((fn, args, kwargs), self.limit)
        except ChildDiedError:
            self._forget(child)
            raise
        if memory > LARGEST:
            self._forget(child)
        if failed:
            raise result
        return result  # type: ignore[no-any-return]

    def _forget(self, child: _Child) -> None:
        child.end()
        if child in self.all:
            self.all.remove(child)
        self.own.child = None


class _Child:
    """A process that waits for tasks at the other end of a pipe."""

    def __init__(self) -> None:
        context = nursery()
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_work, args=(other,), daemon=True)
        self.process.start()
        other.close()

    def ask(self, task: Any, limit: float) -> Any:
        """What came of a task: whether it failed, its result or exception, and the child's memory in KiB.

        Raises ChildDiedError.
        """
        try:
            self.pipe.send(task)
            if not self.pipe.poll(limit):
                raise ChildDiedError(f"it took longer than {limit:.0f} seconds")
            return self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            raise ChildDiedError(_cause(self.process.exitcode)) from None

    def end(self) -> None:
        """Ends the process, whatever it is doing."""
        self.process.kill()
        self.process.join()
        with contextlib.suppress(OSError):
            self.pipe.close()


def _cause(status: int | None) -> str:
    if status is not None and status < 0:
        hint = ", perhaps for want of memory" if status == -9 else ""
        return f"its process was stopped by the machine (signal {-status}){hint}"
    return f"its process ended with status {status}"


def _work(pipe: Connection) -> None:
    """What a child does: task after task, until its parent is gone; Ctrl-C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            fn, args, kwargs = pipe.recv()
        except EOFError:
            return
        try:
            message = (False, fn(*args, **kwargs))
        except Exception as error:
            message = (True, error)
        pipe.send((*message, _memory()))


def _memory() -> int:
    """The most memory that this process has had, in kibibytes; macOS tells it in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most


def nursery() -> Any:
    """The context whose processes come from the nursery.  Without fork, each child starts from nothing."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["generator.build.warm"])
    return context


def start_nursery() -> None:
    """Starts the nursery now, so that it is warm by the time the first task comes."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        nursery()
        from multiprocessing import forkserver

        forkserver.ensure_running()
