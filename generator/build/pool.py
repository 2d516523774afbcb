"""Who makes PDFs: processes of this machine, or a Dask cluster.  Both take a job and promise its result.

Processes are forked from a server that has imported the engine and does nothing else (``preload``): they
begin ready.  One that crashes, hangs or eats the memory costs its own report alone.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, InvalidStateError
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")

#: Python's option that hides the warnings of the tracker of what processes share.
SILENT = "ignore:resource_tracker"

#: Takes a function and its argument, and promises what the function gives.
Submit = Callable[[Callable[[Any], Any], Any], "Future[Any]"]
#: Opens a pool; all that it runs is ended when its block ends.
Pool = Callable[[], AbstractContextManager[Submit]]

#: A process ends after so many reports, and all its memory is free then: each leaves some 16 megabytes, since
#: nothing looks for garbage (that takes 14 % of a report's time), and its first takes a third longer.
MOST_TASKS = 12
#: Seconds beyond the limit of a task in which one at least is done, or the processes are ended: one that is
#: stopped while it hands its result over holds the others up, and Pebble then keeps no limit.
GRACE = 10.0
#: Seconds between two looks at the processes.  Each begins and ends up to so much later than it could: with
#: Pebble's own tenth of a second, a build after one changed figure takes a tenth longer.
PAUSE = 0.02


class WorkerDiedError(Exception):
    """A process was ended by the machine before it gave a result."""


@contextmanager
def processes(number: int, limit: float) -> Iterator[Submit]:
    """A pool of so many processes, each of which may take ``limit`` seconds for a task.

    A task's future raises WorkerDiedError if its process ended, TimeoutError if it took too long.
    """
    from pebble import CONSTS, ProcessPool

    CONSTS.sleep_unit = PAUSE
    CONSTS.channel_lock_timeout = GRACE
    pool = ProcessPool(number, max_tasks=MOST_TASKS, context=_context())
    promises: list[Future[Any]] = []
    ended = threading.Event()

    def watch() -> None:
        """A pool that breaks forgets the tasks that no process has taken yet: theirs is its fate.

        So is it if none has been done for longer than each may take.
        """
        since = time.monotonic()
        while not ended.wait(1):
            if _drop_done(promises) or not promises:
                since = time.monotonic()
            if time.monotonic() - since > limit + GRACE:
                for process in multiprocessing.active_children():
                    process.kill()
                give_up("its process was held up")
            elif promises and not pool.active:
                give_up("its process could not begin")

    def give_up(why: str) -> None:
        for promise in promises:
            with contextlib.suppress(InvalidStateError):
                promise.set_exception(WorkerDiedError(why))

    def submit(function: Callable[[Any], T], argument: Any) -> Future[T]:
        promise: Future[T] = Future()
        try:
            task = pool.schedule(function, args=(argument,), timeout=limit)
        except RuntimeError as error:  # no process could be begun: the pool takes no more tasks
            promise.set_exception(WorkerDiedError(str(error)))
        else:
            task.add_done_callback(partial(_settle, promise, limit))
            promises.append(promise)
        return promise

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield submit
    finally:
        ended.set()
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _drop_done(promises: list[Future[Any]]) -> bool:
    """Takes out what is done, whose results are others' to keep; gives whether there was any."""
    done = [promise for promise in promises if promise.done()]
    for promise in done:  # one by one, for others come in meanwhile
        promises.remove(promise)
    return bool(done)


def _settle(promise: Future[Any], limit: float, task: Future[Any]) -> None:
    """Hands on what came of a task, in our own terms."""
    if task.cancelled():
        promise.cancel()
        return
    error = task.exception()
    with contextlib.suppress(InvalidStateError):  # the pool broke, and that was told already
        _tell(promise, limit, task, error)


def _tell(promise: Future[Any], limit: float, task: Future[Any], error: BaseException | None) -> None:
    from pebble import ProcessExpired

    if isinstance(error, ProcessExpired | BrokenProcessPool):
        promise.set_exception(WorkerDiedError(_cause(getattr(error, "exitcode", None))))
    elif isinstance(error, TimeoutError):
        promise.set_exception(TimeoutError(f"it took longer than {limit:.0f} seconds"))
    elif error is not None:
        promise.set_exception(error)
    else:
        promise.set_result(task.result())


def _cause(status: int | None) -> str:
    if status is not None and status < 0:
        hint = ", perhaps for want of memory" if status == -9 else ""
        return f"its process was stopped by the machine (signal {-status}){hint}"
    return f"its process ended with status {status}" if status is not None else "its process could not begin"


@contextmanager
def cluster(scheduler: str) -> Iterator[Submit]:
    """The pool of a Dask cluster.  Raises OSError if it cannot be reached, ImportError without Dask."""
    from distributed import Client

    try:
        connection = Client(scheduler, timeout=10)  # type: ignore[no-untyped-call]
    except ValueError as error:
        raise OSError(f"{scheduler} is no scheduler's address: {error}") from error
    with connection as client:
        executor = client.get_executor(pure=False)
        yield executor.submit


class WhenWanted:
    """A pool that is opened when it gets its first task, so that none is where nothing is to be made."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.stack = ExitStack()
        self.submit: Submit | None = None

    def __call__(self, function: Callable[[Any], T], argument: Any) -> Future[T]:
        """Promises what the function gives."""
        if self.submit is None:
            self.submit = self.stack.enter_context(self.pool())
        return self.submit(function, argument)

    def close(self) -> None:
        """Ends all that it runs; what comes after has a pool of its own."""
        self.submit = None
        self.stack.close()


def start_early() -> None:
    """Starts the server now, so that it has imported the engine by the time the first task comes."""
    _context()


def _context() -> Any:
    """Where processes come from: a running server that is forked from; without one, each begins anew."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["generator.build.preload"])
    # A terminal sends Ctrl-C to all processes of a command.  These end with ours, and do not hear of it.
    # Of what a program that is killed leaves, its tracker would warn; it has the options of this Python.
    sys.warnoptions.append(SILENT)
    resource_tracker.ensure_running()  # as it begins, it lets the signal through again
    sys.warnoptions.remove(SILENT)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    return context
