"""Lays a job out sheet by sheet, and remembers the sheets: the national ones are the same in many reports.

A sheet is a part of the page that begins on a new page of the PDF.  It is laid out as a document of its own,
without running heads, so that nothing in it depends on the area or on the page's number; its pages are then
those of every report that has the same words.  The heads are laid out last, on empty pages, when it is known
how many pages there are, and put upon the others.  It takes a quarter off a report's time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from weasyprint import HTML
from weasyprint.document import Document, Page

from generator.pdf.boxes import (
    PAGE_OF,
    headed,
    kind_of,
    lines,
    put_markers_in_place,
    rooms,
    without_heads,
    write_numbers,
)
from generator.pdf.fitting import mark
from generator.pdf.job import PrintJob
from generator.pdf.printer import Printer

#: Sheets that had to be joined follow one another.
JOINED = ".sheet { break-before: auto }"
#: What no remembered sheet may have: what these stand for is another matter in each report.
UNSHARED = ("<img", PAGE_OF)
#: The distance of lines, and others that are tried when a last page would hold a few lines: those that free
#: it, or fill it with more.
LINE_HEIGHT, LINE_HEIGHTS = 1.45, (1.36, 1.55)
#: A sheet of more pages than this is not laid out again for the sake of its last one.
MOST_PAGES = 12
#: With fewer lines than this on it, and no picture, a page looks as if something were missing.
FEWEST_LINES = 12
#: The most sheets that are remembered; a report has some six, two of which it has in common with others.
MOST = 60


class Sheet(NamedTuple):
    """A sheet's pages, whether the last has lines enough, and its document."""

    pages: list[Page]
    fits: bool
    document: Document


#: The sheets that were laid out, by stylesheet and HTML; those not used for longest go first.
_remembered: OrderedDict[tuple[str, str], Sheet] = OrderedDict()


def forget() -> None:
    """Makes every sheet be laid out anew."""
    _remembered.clear()


def lay_out(job: PrintJob, printer: Printer) -> Document:
    """A job's pages, laid out, numbered and with their running heads.

    Raises FatalURLFetchingError if the page asks for something that the job does not hand over, TooWideError
    if a table cannot be set, AttributeError where WeasyPrint lacks a name that ``boxes`` uses.
    """
    waiting = list(job.sheets)
    done: list[tuple[str, Sheet]] = []
    while waiting:
        html = waiting.pop(0)
        sheet = _sheet(job, printer, html, is_first=not done)
        if waiting and not sheet.fits:  # its last page is too empty: the next one goes on there
            waiting[0] = html + waiting[0]
        elif done and not sheet.fits and html == job.sheets[-1]:
            waiting.append(done.pop()[0] + html)
        else:
            done.append((html, sheet))
    pages = [page for _, sheet in done for page in sheet.pages]
    # What goes on on later pages stands where it begins.
    numbers = {name: number for number, page in reversed([*enumerate(pages, 1)]) for name in page.anchors}
    write_numbers(pages, numbers, job.html.count(PAGE_OF))
    first = done[0][1].document
    return first.copy(_with_heads(pages, job, printer))


def _sheet(job: PrintJob, printer: Printer, sheet: str, is_first: bool) -> Sheet:
    """A sheet laid out, or remembered.  The first one has the document's title, and numbers of pages."""
    html = f"{job.opening if is_first else job.bare}{sheet}{job.closing}"
    key = (job.stylesheet, html)
    laid_out = _remembered.get(key) or _fitting(html, printer)
    if not any(name in html for name in UNSHARED):
        _remembered[key] = laid_out
        _remembered.move_to_end(key)
        if len(_remembered) > MOST:
            _remembered.popitem(last=False)
    return laid_out


def _fitting(html: str, printer: Printer) -> Sheet:
    """A sheet whose tables fit on its pages, with lines of the first distance that fills its last page too.

    Where none does, the lines have the usual distance.
    """
    page = printer.page(html)
    document = _without_heads(page, JOINED, printer)
    while mark(page.etree_element, rooms(document)):
        document = _without_heads(page, JOINED, printer)
    fits = not _is_nearly_empty(document.pages[-1])
    for height in () if fits else _promising(document.pages):
        other = _without_heads(page, f"{JOINED} html {{ line-height: {height} }}", printer)
        if not _is_nearly_empty(other.pages[-1]):
            document, fits = other, True
            break
    for paper in document.pages:
        put_markers_in_place(paper)
    return Sheet(document.pages, fits, document)


def _promising(pages: list[Page]) -> Iterator[float]:
    """The distances of lines with which the last page is likely to be free, or to hold lines enough."""
    before = sum(lines(page) or 0 for page in pages[:-1]) if len(pages) <= MOST_PAGES else 0
    for height in LINE_HEIGHTS:
        left = (lines(pages[-1]) or 0) - before * (LINE_HEIGHT / height - 1)
        if before and not 1 < left < FEWEST_LINES:
            yield height


def _without_heads(page: HTML, rules: str, printer: Printer) -> Document:
    with without_heads():
        return printer.document(page, rules)


def _is_nearly_empty(page: Page) -> bool:
    """Whether a page has neither lines enough nor a picture."""
    count = lines(page)
    return count is not None and count < FEWEST_LINES


def _with_heads(pages: list[Page], job: PrintJob, printer: Printer) -> list[Page]:
    """The pages with their running heads: one is laid out for each kind of page and width of number."""

    def numbered(page: object) -> str:
        return job.numbered.format(page=page, pages=len(pages))

    kinds = [(kind_of(page), numbered("0" * len(str(number)))) for number, page in enumerate(pages, 1)]
    leaves = {
        (name, sample): f'<div class="leaf" style="page: {name}" data-number="{escape(sample)}"></div>'
        for name, sample in kinds
    }
    document = printer.document(printer.page(f"{job.opening}{''.join(leaves.values())}{job.closing}"))
    heads = dict(zip(leaves, document.pages, strict=True))
    return [
        headed(page, heads[kind], kind[1], numbered(number))
        for number, (page, kind) in enumerate(zip(pages, kinds, strict=True), 1)
    ]
