"""PDFs for print jobs: reused from the cache, or made by a pool of processes and judged."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace

from generator.build.cache import Cache
from generator.pdf.job import PrintJob


@dataclass(frozen=True)
class Made:
    """What became of a job: the PDF or the faults, and whether it was reused."""

    name: str
    pdf: bytes | None
    faults: tuple[str, ...] = ()
    reused: bool = False
    changed: tuple[str, ...] = ()


def processes() -> int:
    """As many processes as the machine gives this one."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def make_all(
    jobs: Sequence[PrintJob], cache: Cache, number: int, made: Callable[[Made], None]
) -> dict[str, Made]:
    """What became of each job, by its name; ``made`` is called as each is done.

    Raises OSError if the engine's libraries are missing on this machine.
    """
    done: dict[str, Made] = {}
    waiting: list[PrintJob] = []
    for job in jobs:
        pdf = cache.get(job.key())
        if pdf is None:
            waiting.append(job)
        else:
            done[job.name] = Made(job.name, pdf, reused=True)
            made(done[job.name])
    by_name = {job.name: job for job in waiting}
    for result in _make(waiting, min(number, len(waiting))):
        job = by_name[result.name]
        done[job.name] = replace(result, changed=cache.changed(job.name, job.parts()))
        if result.pdf is not None:
            cache.put(job.key(), result.pdf)
            cache.remember(job.name, job.parts())
        made(done[job.name])
    if waiting:
        cache.trim()
    return done


def _make(jobs: list[PrintJob], number: int) -> Iterator[Made]:
    if not jobs:
        return
    import generator.pdf.engine
    import generator.pdf.judge  # noqa: F401  (forked processes find both ready)

    jobs = sorted(jobs, key=lambda job: len(job.html), reverse=True)
    if number <= 1:
        yield from map(make_one, jobs)
        return
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    with ProcessPoolExecutor(number, multiprocessing.get_context(method)) as pool:
        yield from _in_pool(pool, jobs)


def _in_pool(pool: Executor, jobs: list[PrintJob]) -> Iterator[Made]:
    futures = {pool.submit(make_one, job): job for job in jobs}
    for future in as_completed(futures):
        try:
            yield future.result()
        except BrokenProcessPool:
            job = futures[future]
            yield Made(job.name, None, ("the process that made it was stopped by the machine",))


def make_one(job: PrintJob) -> Made:
    """One PDF, made and judged; whatever goes wrong is a fault of this one."""
    from generator.pdf.engine import make
    from generator.pdf.judge import faults

    try:
        pdf = make(job)
        found = faults(pdf, job.html)
    except Exception as error:
        return Made(job.name, None, (f"{type(error).__name__}: {error}",))
    return Made(job.name, None if found else pdf, tuple(found))
