"""WeasyPrint: a job -> PDF bytes, through what WeasyPrint documents alone.

A job is laid out sheet by sheet where WeasyPrint has the names that ``sheets`` needs, else as one document.
"""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import partial
from typing import Any

import pydyf
from weasyprint import Attachment
from weasyprint.document import Document
from weasyprint.urls import FatalURLFetchingError

from generator.pdf.conformance import TablePart, ends_unclearly, finish
from generator.pdf.job import PrintJob
from generator.pdf.printer import OPTIONS, Printer

try:
    from generator.pdf import boxes, sheets
except ImportError:  # another WeasyPrint
    sheets = None  # type: ignore[assignment]

#: Parts of a report follow one another, and pages are numbered by the engine's own counters.  No table is
#: measured, so each is made such as fits.
ONE_DOCUMENT = """
.sheet { break-before: auto }
@page { @bottom-right { content: counter(page) " / " counter(pages) } }
.contents .page { display: none }
.contents a::after { content: "  " target-counter(attr(href), page) }
.figures, .scroll, tr { break-inside: auto }
.scroll table { table-layout: fixed }
.scroll table:has(tr > :nth-child(7)) { font-size: 8pt }
.scroll table:has(tr > :nth-child(7)) :is(th, td) { padding: 0.3em 0.15em }
"""
#: The streams in which the engine lists its objects are beyond a finisher's reach.  An unused object more
#: makes them end in another byte; that it takes more than one has a chance of 1 in 16,000.
MOST_PADDING = 8

#: The engine tells of what it leaves out through its log; the validation sees it in the PDF itself.
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
logging.getLogger("fontTools").setLevel(logging.CRITICAL)

#: Remembered sheets are written to by the PDF that is being made; a cluster may ask in several threads.
ONE_AT_A_TIME = threading.Lock()


class NotHandedError(Exception):
    """The page asks for something that its job does not hand over."""


def make(job: PrintJob) -> bytes:
    """The PDF of a job: the same bytes each time.

    Raises NotHandedError if the page asks for something that the job does not hand over.
    """
    try:
        with ONE_AT_A_TIME:
            return _in_sheets(job) or _as_one_document(job)
    except FatalURLFetchingError as error:  # which is no Exception, and must not end a whole process
        raise NotHandedError(str(error.__cause__ or error)) from error


def _in_sheets(job: PrintJob) -> bytes | None:
    """The job's PDF, laid out sheet by sheet; None where this WeasyPrint lacks a private name for that."""
    if sheets is None:
        return None
    try:
        document = sheets.lay_out(job, Printer(job))
        return _written(document, job, boxes.table_parts(document))
    except AttributeError as error:
        if not boxes.is_missing_name(error):
            raise
        return None


def _as_one_document(job: PrintJob) -> bytes:
    """The job's PDF by WeasyPrint's documented interface alone."""
    printer = Printer(job)
    return _written(printer.document(printer.page(job.html), ONE_DOCUMENT), job)


def _written(document: Document, job: PrintJob, tables: Sequence[TablePart] = ()) -> bytes:
    for padding in range(MOST_PADDING):
        finisher = partial(_finish, padding, tables)
        pdf = document.write_pdf(finisher=finisher, attachments=[_attachment(job)], **OPTIONS)
        if not ends_unclearly(pdf):
            break
    assert isinstance(pdf, bytes)
    return pdf


def _finish(padding: int, tables: Sequence[TablePart], document: Any, pdf: Any) -> None:
    finish(document, pdf, tables)
    for _ in range(padding):
        pdf.add_object(pydyf.Dictionary({}))


def _attachment(job: PrintJob) -> Attachment:
    when = datetime.combine(job.dated, time(), UTC)
    return Attachment(
        file_obj=io.BytesIO(job.attachment),
        name=job.attachment_name,
        description=job.attachment_description,
        created=when,
        modified=when,
        relationship="Data",
    )
