"""WeasyPrint: a job -> PDF bytes."""

from __future__ import annotations

import io
import logging
import mimetypes
from datetime import UTC, datetime, time
from functools import partial
from typing import Any

import pydyf
from weasyprint import CSS, HTML, Attachment
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from generator.fonts import fonts
from generator.pdf.conformance import ends_unclearly, finish
from generator.pdf.job import BASE, FEWEST_LINES, PrintJob, font_faces
from generator.pdf.lines import remember

#: What to try, one after the other, when a line or two would stand alone on a page: sections that follow
#: one another without a new page, then tighter lines.
CLOSER = (
    "section { break-before: auto !important }",
    "section { break-before: auto !important } html { line-height: 1.42 }",
    "section { break-before: auto !important } html { line-height: 1.38 }",
)

#: The attribute of an element whose text becomes the number of the page on which an id stands.
PAGE_OF = "data-page-of"

#: The streams in which the engine lists its objects are beyond a finisher's reach.  An unused object more
#: makes them end in another byte; that it takes more than one has a chance of 1 in 16,000.
MOST_PADDING = 8

#: The engine tells of what it leaves out through its log; the judge sees it in the PDF itself.
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
logging.getLogger("fontTools").setLevel(logging.CRITICAL)

remember()


class HandedFetcher(URLFetcher):  # type: ignore[misc]
    """Opens only what it was handed: no network and no file."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.files = files

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The handed bytes of an address.  Raises FatalURLFetchingError for any other address."""
        name = url.removeprefix(BASE)
        if not url.startswith(BASE) or name not in self.files:
            raise FatalURLFetchingError(f"the page asks for {url}, which is no part of the report")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, self.files[name], {"Content-Type": kind})


class NotHandedError(Exception):
    """The page asks for something that its job does not hand over."""


def make(job: PrintJob) -> bytes:
    """The PDF of a job: the same bytes each time.

    Raises NotHandedError if the page asks for something that the job does not hand over.
    """
    try:
        return _make(job)
    except FatalURLFetchingError as error:  # which is no Exception, and must not end a whole process
        raise NotHandedError(str(error.__cause__ or error)) from error


def _make(job: PrintJob) -> bytes:
    files = {f"images/{name}": data for name, data in job.pictures.items()}
    files |= {f"fonts/{name}": data for name, data in fonts().items()}
    fetcher = HandedFetcher(files)
    configuration = FontConfiguration()
    stylesheet = CSS(
        string=f"{font_faces()}\n{job.stylesheet}",
        base_url=BASE,
        url_fetcher=fetcher,
        font_config=configuration,
    )
    page = HTML(string=job.html, base_url=BASE, url_fetcher=fetcher)
    options = {"pdf_variant": "pdf/a-3a", "pdf_tags": True}
    document = page.render(configuration, stylesheets=[stylesheet], **options)
    for rules in CLOSER:
        if all(_lines(sheet) >= FEWEST_LINES for sheet in document.pages):
            break
        document = page.render(configuration, stylesheets=[stylesheet, CSS(string=rules)], **options)
    _number(document, job.html.count(PAGE_OF))
    for padding in range(MOST_PADDING):
        finisher = partial(_finish, padding)
        pdf = document.write_pdf(finisher=finisher, attachments=[_attachment(job)], **options)
        if not ends_unclearly(pdf):
            break
    assert isinstance(pdf, bytes)
    return pdf


def _number(document: Any, left: int) -> None:
    """Writes page numbers where the page has ``data-page-of`` and an id, which is ``left`` times.

    The engine's own way (``target-counter``) lays the contents out again once it knows the numbers; here they
    stand at the end of a line, where nothing moves.
    """
    numbers = {name: str(page) for page, sheet in enumerate(document.pages, 1) for name in sheet.anchors}
    for sheet in document.pages:
        if not left:
            break
        for box in sheet._page_box.descendants():
            if isinstance(box, boxes.TextBox) and box.element is not None and PAGE_OF in box.element.attrib:
                box.text = box.pango_layout.text = numbers[box.element.attrib[PAGE_OF]]
                left -= 1


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


def _lines(page: Any) -> int:
    """The lines of text on a page, running heads apart; a picture counts as a page full."""
    body = page._page_box.children[0]
    if any(isinstance(box, boxes.ReplacedBox) for box in body.descendants()):
        return FEWEST_LINES
    return sum(isinstance(box, boxes.LineBox) for box in body.descendants())
