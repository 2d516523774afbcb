"""PDFs for print jobs: reused from the cache, or made by an executor's processes and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, as_completed
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from typing import Any

from generator.build.cache import Cache
from generator.build.options import FAILED, REUSED
from generator.pdf.job import PrintJob

#: Gives the executor that makes PDFs, for a number of processes.
Pool = Callable[[int], AbstractContextManager[Executor]]


@dataclass(frozen=True)
class Made:
    """What became of a job: the PDF or the faults, and whether it was reused.

    ``machine`` says that the machine lacks what the engine needs, which no report can help.
    """

    name: str
    pdf: bytes | None
    faults: tuple[str, ...] = ()
    reused: bool = False
    changed: tuple[str, ...] = ()
    machine: str = ""
    #: What is to be kept of its sheets, by their keys.
    sheets: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def in_words(self) -> str:
        """What became of it, for `--explain`."""
        if self.pdf is None:
            return FAILED
        if self.reused:
            return REUSED
        return (
            f"made, because of its {', '.join(self.changed)}" if self.changed else "made for the first time"
        )


class Printing:
    """The PDFs of a build: reused ones at once, the others made by a pool while the build goes on."""

    def __init__(self, cache: Cache, number: int, pool: Pool) -> None:
        self.cache = cache
        self.number = number
        self.pool = pool
        self.there: list[PrintJob] = []
        self.futures: dict[Future[Made], PrintJob] = {}
        self.stack = ExitStack()
        self.executor: Executor | None = None

    def __enter__(self) -> Printing:
        """Nothing is started yet: a build that reuses every PDF needs no process."""
        return self

    def __exit__(self, *raised: Any) -> None:
        for future in self.futures:
            future.cancel()
        self.stack.__exit__(*raised)

    def start(self, jobs: Iterable[PrintJob]) -> dict[str, str]:
        """Hands the jobs that the cache lacks to the pool; gives all keys by name.

        One for each process is handed over as soon as it comes, the others after all have come, the longest
        first.  The first ones take sheets that were kept, and keep theirs: a build of few reports is soon
        followed by another one.
        """
        keys: dict[str, str] = {}
        waiting: list[PrintJob] = []
        for job in jobs:
            keys[job.name] = job.key
            if self.cache.has(job.key):
                self.there.append(job)
            elif len(self.futures) < self.number:
                self._submit([self._with_sheets(job)])
            else:
                waiting.append(job)
        self._submit(waiting)
        return keys

    def _with_sheets(self, job: PrintJob) -> PrintJob:
        kept = {key: sheet for key in job.sheet_keys if (sheet := self.cache.get(key)) is not None}
        return replace(job, sheets=kept, keeps=True)

    def _submit(self, jobs: list[PrintJob]) -> None:
        if jobs and self.executor is None:
            self.executor = self.stack.enter_context(self.pool(self.number))
        for job in sorted(jobs, key=lambda job: len(job.html), reverse=True):
            assert self.executor is not None
            self.futures[self.executor.submit(make_one, job)] = job

    def results(self) -> Iterator[Made]:
        """Gives the PDFs: those that are reused, and the others as they are done.

        Raises OSError if the engine's libraries are missing.
        """
        damaged = []
        for job in self.there:
            pdf = self.cache.get(job.key)
            if pdf is None:
                damaged.append(job)
            else:
                yield Made(job.name, pdf, reused=True)
        self._submit(damaged)
        for future in as_completed(list(self.futures)):
            yield _finished(future, self.futures.pop(future), self.cache)


def _finished(future: Future[Made], job: PrintJob, cache: Cache) -> Made:
    """What became of a job whose task is done, kept for the next build."""
    try:
        made = future.result()
    except Exception as error:
        made = Made(job.name, None, (str(error),))
    if made.machine:
        raise OSError(made.machine)
    made = replace(made, changed=cache.changed(job.name, job.parts))
    if made.pdf is not None:
        cache.put(job.key, made.pdf)
        for key, sheet in made.sheets.items():
            cache.put(key, sheet)
        cache.remember(job.name, job.parts)
    return made


def make_one(job: PrintJob) -> Made:
    """One PDF, made and judged; whatever goes wrong is a fault of this one.  Bytes in, bytes out."""
    try:
        from generator.pdf.engine import make, sheets_to_keep
        from generator.pdf.judge import faults
    except OSError as error:
        return Made(job.name, None, machine=str(error))
    try:
        pdf = make(job)
        found = faults(pdf, job.html)
    except Exception as error:
        return Made(job.name, None, (f"{type(error).__name__}: {error}",))
    if found:
        return Made(job.name, None, tuple(found))
    return Made(job.name, pdf, sheets=sheets_to_keep(job) if job.keeps else {})
