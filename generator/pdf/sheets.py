"""Lays a page out sheet by sheet, and remembers the sheets: the national ones are the same in many reports.

A sheet is a part of the page that begins on a new page of the PDF.  It is laid out as a document of its own,
without running heads, so that nothing in it depends on the area or on the page's number; its pages are then
those of every report that has the same words.  The heads are laid out last, on empty pages, when it is known
how many pages there are, and put upon the others.

Made for WeasyPrint 70.
"""

from __future__ import annotations

import mimetypes
from collections import OrderedDict
from functools import lru_cache, partial
from html import escape
from typing import Any, NamedTuple

from weasyprint import CSS, HTML, layout
from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from generator.languages.fonts import fonts
from generator.pdf import kept
from generator.pdf.drawing import HeadedPage, write
from generator.pdf.job import BASE, FEWEST_LINES, SHEET, PrintJob, font_faces

#: What the engine is asked for: PDF/A-3a, with the structure that PDF/UA wants.
OPTIONS = {"pdf_variant": "pdf/a-3a", "pdf_tags": True}

#: What to try, one after the other, when a line or two would stand alone on a page: other distances of lines.
OTHER_LINES = ("", "1.4", "1.5", "1.36", "1.55")
#: Sheets that had to be joined follow one another.
JOINED = ".sheet { break-before: auto }"

#: The attribute of an element whose text becomes the number of the page on which an id stands.
PAGE_OF = "data-page-of"

#: What no remembered sheet may have: what these stand for is another matter in each report.
OWN = ("<img", PAGE_OF)
#: The most sheets that are remembered; a report has some six, two of which it has in common with others.
MOST = 60


class Sheet(NamedTuple):
    """A sheet's pages, whether each has lines enough, and its document, if it was laid out here."""

    pages: list[Page]
    fits: bool
    document: Document | None = None


_known: OrderedDict[str, Sheet] = OrderedDict()


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


def lay_out(job: PrintJob) -> Document:
    """A job's pages, laid out, numbered and with their running heads.

    Raises FatalURLFetchingError if the page asks for something that the job does not hand over.
    """
    opening, *waiting, closing = job.html.split(SHEET)
    printer = _Printer(job, opening, closing)
    laid: list[tuple[str, Sheet]] = []
    while waiting:
        html = waiting.pop(0)
        sheet = printer.sheet(html, is_first=not laid)
        if sheet.fits or not (laid or waiting):
            laid.append((html, sheet))
        elif waiting:
            waiting[0] = html + waiting[0]
        else:
            waiting.append(laid.pop()[0] + html)
    pages = [page for _, sheet in laid for page in sheet.pages]
    _number(pages, job.html.count(PAGE_OF))
    first = laid[0][1].document
    assert first is not None
    return first.copy(printer.with_heads(pages))


def to_keep(job: PrintJob) -> dict[str, bytes]:
    """What can be kept of the sheets of a job whose PDF was made here, by their keys."""
    made = {key: _known[key] for key in job.sheet_keys if key in _known and key not in job.sheets}
    written = {key: kept.write(sheet.pages, sheet.fits) for key, sheet in made.items()}
    return {key: data for key, data in written.items() if data is not None}


def forget() -> None:
    """Makes every sheet be laid out anew."""
    _known.clear()


class _Printer:
    """Lays out what belongs to one job."""

    def __init__(self, job: PrintJob, opening: str, closing: str) -> None:
        self.job = job
        self.opening = opening
        self.closing = closing
        self.fetcher = HandedFetcher({f"images/{name}": data for name, data in job.pictures.items()})
        self.configuration, self.style = _style(job.stylesheet)

    def sheet(self, sheet: str, is_first: bool) -> Sheet:
        """A sheet laid out, remembered or kept.  The first is always laid out here."""
        html = (self.opening if is_first else self.job.bare) + sheet
        key = self.job.sheet_key(html)
        found = _known.get(key)
        if found is None and not is_first and key in self.job.sheets:
            read = kept.read(self.job.sheets[key], self.configuration)
            found = Sheet(*read) if read else None
        if found is None:
            found = self._fitting(html)
        if not any(own in html for own in OWN):
            _known[key] = found
            _known.move_to_end(key)
            if len(_known) > MOST:
                _known.popitem(last=False)
        return found

    def _fitting(self, html: str) -> Sheet:
        tried: list[Sheet] = []
        for height in OTHER_LINES:
            rules = f"{JOINED} html {{ line-height: {height} }}" if height else JOINED
            document = self._plain(html, rules)
            fits = not any(map(_is_nearly_empty, document.pages))
            if fits:
                return Sheet(document.pages, fits, document)
            tried.append(Sheet(document.pages, fits, document))
        return tried[0]

    def _plain(self, html: str, rules: str) -> Document:
        """Laid out without running heads, which come last."""
        with_margins = layout.make_margin_boxes
        layout.make_margin_boxes = lambda *_: ()
        try:
            return self._render(html, CSS(string=rules))
        finally:
            layout.make_margin_boxes = with_margins

    def _render(self, html: str, *rules: CSS) -> Document:
        page = HTML(string=html + self.closing, base_url=BASE, url_fetcher=self.fetcher)
        return page.render(self.configuration, stylesheets=[self.style, *rules], **OPTIONS)

    def with_heads(self, pages: list[Page]) -> list[Page]:
        """The pages with their running heads: one is laid out for each kind of page and width of number."""
        page = HTML(string=self.opening + self.closing, base_url=BASE, url_fetcher=self.fetcher)
        body: Any = page.etree_element.find("body")
        numbered = partial(body.attrib["data-numbered"].format, pages=len(pages))
        kinds = [
            (page._page_box.page_type.name or "auto", numbered(page="0" * len(str(number))))
            for number, page in enumerate(pages, 1)
        ]
        leaves = {
            (name, sample): f'<div class="leaf" style="page: {name}" data-number="{escape(sample)}"></div>'
            for name, sample in kinds
        }
        heads = dict(zip(leaves, self._render(self.opening + "".join(leaves.values())).pages, strict=True))
        return [
            HeadedPage(page, heads[kind], kind[1], numbered(page=number))
            for number, (page, kind) in enumerate(zip(pages, kinds, strict=True), 1)
        ]


@lru_cache(maxsize=2)
def _style(stylesheet: str) -> tuple[FontConfiguration, CSS]:
    """A stylesheet with our fonts, read once."""
    fetcher = HandedFetcher({f"fonts/{name}": data for name, data in fonts().items()})
    configuration = FontConfiguration()
    style = CSS(
        string=f"{font_faces()}\n{stylesheet}",
        base_url=BASE,
        url_fetcher=fetcher,
        font_config=configuration,
    )
    return configuration, style


def _number(pages: list[Page], left: int) -> None:
    """Writes page numbers where the page has ``data-page-of`` and an id, which is ``left`` times.

    The engine's own way (``target-counter``) lays the contents out again once it knows the numbers; here they
    stand at the end of a line, where nothing moves.
    """
    numbers = {name: str(number) for number, page in enumerate(pages, 1) for name in page.anchors}
    for page in pages:
        if not left:
            break
        for box in page._page_box.descendants():
            if isinstance(box, boxes.TextBox) and box.element is not None and PAGE_OF in box.element.attrib:
                write(box, numbers[box.element.attrib[PAGE_OF]])
                left -= 1


def _is_nearly_empty(page: Page) -> bool:
    """Whether a page has neither lines enough nor a picture."""
    lines = 0
    for box in page._page_box.children[0].descendants():
        lines += isinstance(box, boxes.LineBox)
        if lines == FEWEST_LINES or isinstance(box, boxes.ReplacedBox):
            return False
    return True
