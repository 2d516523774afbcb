"""WeasyPrint: a job -> PDF bytes."""

from __future__ import annotations

import io
import logging
import threading
from datetime import UTC, datetime, time
from functools import partial
from typing import Any

import pydyf
from weasyprint import Attachment
from weasyprint.urls import FatalURLFetchingError

from generator.pdf.conformance import ends_unclearly, finish
from generator.pdf.job import PrintJob
from generator.pdf.lines import remember
from generator.pdf.sheets import OPTIONS, lay_out, to_keep

#: The streams in which the engine lists its objects are beyond a finisher's reach.  An unused object more
#: makes them end in another byte; that it takes more than one has a chance of 1 in 16,000.
MOST_PADDING = 8

#: The engine tells of what it leaves out through its log; the judge sees it in the PDF itself.
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
logging.getLogger("fontTools").setLevel(logging.CRITICAL)

#: What is remembered is written to by the PDF that is being made of it; a cluster may ask in several threads.
ONE_AT_A_TIME = threading.Lock()

remember()


class NotHandedError(Exception):
    """The page asks for something that its job does not hand over."""


def make(job: PrintJob) -> bytes:
    """The PDF of a job: the same bytes each time.

    Raises NotHandedError if the page asks for something that the job does not hand over.
    """
    try:
        with ONE_AT_A_TIME:
            return _make(job)
    except FatalURLFetchingError as error:  # which is no Exception, and must not end a whole process
        raise NotHandedError(str(error.__cause__ or error)) from error


def sheets_to_keep(job: PrintJob) -> dict[str, bytes]:
    """What can be kept of the sheets of a job that was made in this process, by their keys."""
    with ONE_AT_A_TIME:
        return to_keep(job)


def _make(job: PrintJob) -> bytes:
    document = lay_out(job)
    for padding in range(MOST_PADDING):
        finisher = partial(_finish, padding)
        pdf = document.write_pdf(finisher=finisher, attachments=[_attachment(job)], **OPTIONS)
        if not ends_unclearly(pdf):
            break
    assert isinstance(pdf, bytes)
    return pdf


def _finish(padding: int, document: Any, pdf: Any) -> None:
    finish(document, pdf)
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
