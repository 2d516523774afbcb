"""Print jobs -> PDFs: reused from the cache, or made by a pool and validated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, as_completed
from typing import NamedTuple

from generator.build.cache import Cache, hash_of
from generator.build.fingerprint import engine
from generator.build.options import FAILED, REUSED
from generator.build.pool import Pool, WhenWanted, WorkerDiedError
from generator.languages.fonts import fonts
from generator.pdf.job import PrintJob


class PdfResult(NamedTuple):
    """What came of the job of a path: the PDF, or its faults.

    ``machine`` says that the machine lacks what the engine needs, which no report can help.
    """

    path: str
    pdf: bytes | None
    faults: tuple[str, ...] = ()
    machine: str = ""
    #: What became of it in words, for ``--explain``.
    became: str = FAILED
    #: The hash of what made it, which on a cluster may be another version of the engine.
    engine: str = ""


class Pdfs:
    """The PDFs of a build: those that were made before, and the others as a pool makes them meanwhile.

    Used as a context manager.  No process is begun for a build that reuses every PDF.
    """

    def __init__(self, cache: Cache, pool: Pool) -> None:
        self.cache = cache
        self.submit = WhenWanted(pool)
        self.reused: list[PdfResult] = []
        self.tasks: dict[Future[PdfResult], PrintJob] = {}

    def __enter__(self) -> Pdfs:
        """Begins nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        self.submit.close()

    def want(self, job: PrintJob) -> str:
        """Has ``results`` give the PDF of a job; gives the key under which the cache keeps it."""
        key = key_of(job)
        pdf = self.cache.get(key)
        if pdf is not None:
            self.reused.append(PdfResult(job.path, pdf, became=REUSED))
        else:
            self._begin(job)
        return key

    def results(self) -> Iterator[PdfResult]:
        """Each PDF as it is done.  A job whose process the machine ended is tried once more, at the end.

        Raises OSError if the engine's libraries are missing.
        """
        yield from self.reused
        again: list[PrintJob] = []
        for task in as_completed(self.tasks):
            if not task.cancelled() and isinstance(task.exception(), WorkerDiedError):
                again.append(self.tasks[task])
            else:
                yield self._finished(self.tasks[task], task)
        if again:
            self.submit.close()
            self.tasks = {}
            for job in again:
                self._begin(job)
            for task in as_completed(self.tasks):
                yield self._finished(self.tasks[task], task)

    def _begin(self, job: PrintJob) -> None:
        self.tasks[self.submit(make_pdf, job)] = job

    def _finished(self, job: PrintJob, task: Future[PdfResult]) -> PdfResult:
        """What came of a task, kept for the next build."""
        try:
            result = task.result()
        except ImportError as error:  # a cluster's worker without the program
            raise OSError(str(error)) from error
        except (Exception, CancelledError) as error:
            return PdfResult(job.path, None, (str(error) or "it was not made",))
        if result.machine:
            raise OSError(result.machine)
        if result.pdf is None:
            return result
        if result.engine != engine():
            raise OSError(
                "the cluster's workers have another version of mappa, or of its libraries, than this machine"
            )
        changed = self._changed(job)
        self.cache.put(key_of(job), result.pdf)
        reason = f"made, because of its {', '.join(changed)}" if changed else "made for the first time"
        return result._replace(became=reason)

    def _changed(self, job: PrintJob) -> list[str]:
        """What differs from what the report's newest PDF was made of; nothing if there was none."""
        now = digests(job)
        key = hash_of(b"made of", job.path.encode())
        before = self.cache.get(key)
        self.cache.put(key, json.dumps(now).encode())
        then = json.loads(before) if before else now
        return [part for part, digest in now.items() if then.get(part) != digest]


def digests(job: PrintJob) -> dict[str, str]:
    """The SHA-256 of each part of exactly what the engine reads, the engine itself included."""
    return {"engine": engine(), **{part: hash_of(*pieces) for part, pieces in job.pieces.items()}}


def key_of(job: PrintJob) -> str:
    """The hash of all parts together: under it the cache keeps the PDF."""
    return hash_of(b"pdf", *(digest.encode() for digest in digests(job).values()))


def make_pdf(job: PrintJob) -> PdfResult:
    """One PDF, made and validated; whatever goes wrong is a fault of this one.  Runs in a pool's process."""
    try:
        from generator.pdf.engine import make
        from generator.pdf.validation import faults

        fonts()
    except (ImportError, OSError) as error:
        return PdfResult(job.path, None, machine=str(error))
    try:
        pdf = make(job)
        wrong = faults(pdf, job.html)
    except (OSError, MemoryError) as error:
        return PdfResult(job.path, None, machine=f"{type(error).__name__}: {error}")
    except Exception as error:
        return PdfResult(job.path, None, (f"{type(error).__name__}: {error}",))
    return PdfResult(job.path, None if wrong else pdf, tuple(wrong), engine=engine())
