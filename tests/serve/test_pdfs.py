"""The process that makes the PDFs of a preview."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from generator.build import pool
from generator.build.pdfs import PdfResult
from generator.build.pool import WorkerDiedError
from generator.serve.pdfs import PdfWorker
from tests.pdf.jobs import small_job


def test_a_process_that_was_ended_meanwhile_is_begun_anew() -> None:
    opened: list[int] = []

    @contextmanager
    def breaking() -> Iterator[pool.Submit]:
        opened.append(1)
        is_first, given = len(opened) == 1, []

        def submit(_: Callable[[Any], Any], job: Any) -> Future[Any]:
            future: Future[Any] = Future()
            given.append(job)
            if is_first and len(given) > 1:
                future.set_exception(WorkerDiedError("its process could not begin"))
            else:
                future.set_result(PdfResult(job.path, job.closing.encode()))
            return future

        yield submit

    worker = PdfWorker(breaking)
    assert opened == []
    for closing in ("one", "two", "three"):
        assert worker.ask("a.pdf", small_job(closing=closing))() == closing.encode()
    assert len(opened) == 2
