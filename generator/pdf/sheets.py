"""Lays a job out sheet by sheet, and remembers the sheets: the national ones are the same in many reports.

A sheet is a part of the page that begins on a new page of the PDF.  It is laid out as a document of its own,
without running heads, so that nothing in it depends on the area or on the page's number; its pages are then
those of every report that has the same words.  The heads are laid out last, on empty pages, when it is known
how many pages there are, and put upon the others.  It takes a quarter off a report's time.

The only module that uses names which WeasyPrint does not document.  Made for WeasyPrint 70.
"""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

from weasyprint import HTML, layout
from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes

from generator.pdf.fitting import Room, mark
from generator.pdf.job import PrintJob
from generator.pdf.printer import Printer

#: What is used here of WeasyPrint's insides; where one is missing, a job is laid out as one document.
PRIVATE_NAMES = frozenset(
    {
        *("make_margin_boxes", "MarginBox", "TextBox", "LineBox", "ReplacedBox"),
        *("_page_box", "page_type", "pango_layout", "descendants", "copy_with_children", "deepcopy"),
        *(
            "children",
            "element",
            "position_x",
            "width",
            "height",
            "TableBox",
            "TableRowBox",
            "TableRowGroupBox",
            "is_header",
        ),
    }
)
#: Sheets that had to be joined follow one another.
JOINED = ".sheet { break-before: auto }"
#: The attribute of an element whose text becomes the number of the page on which an id stands.
PAGE_OF = "data-page-of"
#: What no remembered sheet may have: what these stand for is another matter in each report.
UNSHARED = ("<img", PAGE_OF)
#: The distances of lines that are tried, one after the other, when a last page would hold a line or two.
LINE_HEIGHTS = ("1.4", "1.5", "1.36", "1.55")
#: A sheet of more pages than this is not laid out again and again for the sake of its last one.
MOST_PAGES = 12
#: With fewer lines than this on it, and no picture, a reader asks whether something is missing.
FEWEST_LINES = 3
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
    if a table cannot be set, AttributeError with one of ``PRIVATE_NAMES`` where WeasyPrint lacks it.
    """
    waiting = list(job.sheets)
    done: list[tuple[str, Sheet]] = []
    while waiting:
        html = waiting.pop(0)
        sheet = _sheet(job, printer, html, is_first=not done)
        if sheet.fits or not (done or waiting):
            done.append((html, sheet))
        elif waiting:  # too short for pages of its own: it stands with the next one, or else with the last
            waiting[0] = html + waiting[0]
        else:
            waiting.append(done.pop()[0] + html)
    pages = [page for _, sheet in done for page in sheet.pages]
    _number(pages, job.html.count(PAGE_OF))
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
    while mark(page.etree_element, _rooms(document)):
        document = _without_heads(page, JOINED, printer)
    if not _is_nearly_empty(document.pages[-1]):
        return Sheet(document.pages, True, document)
    for height in LINE_HEIGHTS if 1 < len(document.pages) <= MOST_PAGES else ():
        other = _without_heads(page, f"{JOINED} html {{ line-height: {height} }}", printer)
        if not _is_nearly_empty(other.pages[-1]):
            return Sheet(other.pages, True, other)
    return Sheet(document.pages, False, document)


def _without_heads(page: HTML, rules: str, printer: Printer) -> Document:
    with_heads = layout.make_margin_boxes
    layout.make_margin_boxes = lambda *_: ()
    try:
        return printer.document(page, rules)
    finally:
        layout.make_margin_boxes = with_heads


def _rooms(document: Document) -> Iterator[Room]:
    """How much room each table of a document takes, and each head and row of one, on each of its pages."""
    for paper in (page._page_box for page in document.pages):
        edge = paper.children[0].position_x + paper.width
        for box in paper.children[0].descendants():
            is_head = isinstance(box, boxes.TableRowGroupBox) and box.is_header
            if is_head or isinstance(box, boxes.TableBox | boxes.TableRowBox):
                yield Room(box.element, box.position_x + box.width - edge, box.height / paper.height)


def _is_nearly_empty(page: Page) -> bool:
    """Whether a page has neither lines enough nor a picture."""
    lines = 0
    for box in page._page_box.children[0].descendants():
        lines += isinstance(box, boxes.LineBox)
        if lines == FEWEST_LINES or isinstance(box, boxes.ReplacedBox):
            return False
    return True


def _number(pages: list[Page], left: int) -> None:
    """Writes page numbers where the page has ``data-page-of`` and an id, which is ``left`` times.

    The engine's own counters end with a document; here the numbers stand at the end of a line, where nothing
    moves for them.
    """
    numbers = {name: str(number) for number, page in enumerate(pages, 1) for name in page.anchors}
    for page in pages:
        if not left:
            break
        for box in page._page_box.descendants():
            if isinstance(box, boxes.TextBox) and box.element is not None and PAGE_OF in box.element.attrib:
                _write(box, numbers[box.element.attrib[PAGE_OF]])
                left -= 1


def _write(box: Any, text: str) -> None:
    """Puts another text into a laid out one."""
    box.text = text
    box.pango_layout = copy.copy(box.pango_layout)
    box.pango_layout.text = text


def _with_heads(pages: list[Page], job: PrintJob, printer: Printer) -> list[Page]:
    """The pages with their running heads: one is laid out for each kind of page and width of number."""

    def numbered(page: object) -> str:
        return job.numbered.format(page=page, pages=len(pages))

    kinds = [
        (page._page_box.page_type.name or "auto", numbered("0" * len(str(number))))
        for number, page in enumerate(pages, 1)
    ]
    leaves = {
        (name, sample): f'<div class="leaf" style="page: {name}" data-number="{escape(sample)}"></div>'
        for name, sample in kinds
    }
    document = printer.document(printer.page(f"{job.opening}{''.join(leaves.values())}{job.closing}"))
    heads = dict(zip(leaves, document.pages, strict=True))
    return [
        _headed(page, heads[kind], kind[1], numbered(number))
        for number, (page, kind) in enumerate(zip(pages, kinds, strict=True), 1)
    ]


def _headed(page: Page, head: Page, sample: str, number: str) -> Page:
    """A page with the margin boxes of another one, in which ``number`` stands for ``sample``."""
    margins = [box.deepcopy() for box in head._page_box.children if isinstance(box, boxes.MarginBox)]
    for margin in margins:
        for box in margin.descendants():
            if isinstance(box, boxes.TextBox) and box.text == sample:
                _write(box, number)
    return Page(page._page_box.copy_with_children([*page._page_box.children, *margins]))
