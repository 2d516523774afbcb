"""A print job -> its PDF, by one process that stays and has the engine and the national sheets in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from functools import partial

from generator.build.pdfs import PdfResult, make_pdf
from generator.build.pool import Pool, WhenWanted
from generator.pdf.job import PrintJob


class PdfWorker:
    """The PDFs that were asked for, each the newest; the process begins when the first one is asked for."""

    def __init__(self, pool: Pool) -> None:
        self.submit = WhenWanted(pool)
        self.lock = threading.Lock()
        self.tasks: dict[str, tuple[PrintJob, Future[PdfResult]]] = {}

    @property
    def asked(self) -> tuple[str, ...]:
        """The paths of the PDFs that were asked for."""
        return tuple(self.tasks)

    def ask(self, path: str, job: PrintJob) -> Callable[[], bytes | str]:
        """Has the PDF at a path made, unless it was made of the same; what it gives waits for it.

        That gives the PDF, or in words why there is none.
        """
        with self.lock:
            before = self.tasks.get(path)
            if before is None or before[0] != job or _failed(before[1]):
                self.tasks[path] = (job, self._begin(job))
            return partial(_result, self.tasks[path][1])

    def _begin(self, job: PrintJob) -> Future[PdfResult]:
        """Has a job done; if the process has been ended while there was nothing to do, by another one."""
        task = self.submit(make_pdf, job)
        if _failed(task):
            self.submit.close()
            task = self.submit(make_pdf, job)
        return task

    def close(self) -> None:
        """Ends the process."""
        with self.lock:
            self.submit.close()


def _failed(task: Future[PdfResult]) -> bool:
    """Whether a task ended without a result: its process was ended by the machine, or hung."""
    return task.done() and (task.cancelled() or task.exception() is not None)


def _result(task: Future[PdfResult]) -> bytes | str:
    try:
        result = task.result()
    except (Exception, CancelledError) as error:
        return f"The PDF was not made: {error or type(error).__name__}."
    return result.pdf or f"The PDF cannot be made: {'; '.join(result.faults) or result.machine}."
