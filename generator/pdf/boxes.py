"""WeasyPrint's boxes, looked at and changed after they are laid out and before they are drawn.

The only module that uses names which WeasyPrint does not document.  Made for WeasyPrint 70; where a name is
missing, a job is laid out as one document.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from traceback import walk_tb
from typing import Any

from weasyprint import layout
from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from generator.pdf.conformance import TablePart
from generator.pdf.fitting import Room

#: The attribute of an element whose text becomes the number of the page on which an id stands.
PAGE_OF = "data-page-of"
#: As wide as a digit: what a shorter number has before it where a longer one was laid out.
DIGIT_SPACE = "\N{FIGURE SPACE}"


def is_missing_name(error: AttributeError) -> bool:
    """Whether it was this module that asked for what is not there."""
    return any(frame.f_code.co_filename == __file__ for frame, _ in walk_tb(error.__traceback__))


@contextmanager
def without_heads() -> Iterator[None]:
    """Pages that are laid out meanwhile have no running heads."""
    with_heads = layout.make_margin_boxes
    layout.make_margin_boxes = lambda *_: ()
    try:
        yield
    finally:
        layout.make_margin_boxes = with_heads


def rooms(document: Document) -> Iterator[Room]:
    """How much room each table of a document takes, and each head and row of one, on each of its pages."""
    for paper in (page._page_box for page in document.pages):
        edge = paper.children[0].position_x + paper.width
        for box in paper.children[0].descendants():
            is_head = isinstance(box, boxes.TableRowGroupBox) and box.is_header
            if is_head or isinstance(box, boxes.TableBox | boxes.TableRowBox):
                yield Room(box.element, box.position_x + box.width - edge, box.height / paper.height)


def lines(page: Page) -> int | None:
    """How many lines of text stand on a page; None if it has a picture."""
    count = 0
    for box in page._page_box.children[0].descendants():
        if isinstance(box, boxes.ReplacedBox):
            return None
        count += isinstance(box, boxes.LineBox)
    return count


def put_markers_in_place(page: Page) -> None:
    """Has the marks of a page's lists drawn before their items, as they are read.

    They are laid out outside of the flow, and what is outside of it the engine draws when all else is drawn.
    """
    for parent in page._page_box.descendants():
        for place, child in enumerate(parent.children):
            if isinstance(child, AbsolutePlaceholder):
                # An attribute that it lacks it asks of what it stands for, for ever if that is missing.
                marker = object.__getattribute__(child, "_box")
                if marker.is_outside_marker:
                    marker.style = marker.style.copy()
                    marker.style["position"] = "static"
                    parent.children[place] = marker


def table_parts(document: Document) -> list[TablePart]:
    """The tables of a document in order, those that go on on another page once for each page.

    On a page a title may stand alone, its table on the next.
    """
    return [
        TablePart(box.element, any(group.is_header for table in _tables(box) for group in table.children))
        for page in document.pages
        for box in page._page_box.descendants()
        if box.is_table_wrapper
    ]


def _tables(wrapper: Any) -> Iterator[Any]:
    return (child for child in wrapper.children if isinstance(child, boxes.TableBox))


def kind_of(page: Page) -> str:
    """The name of a page's kind, by which its running heads are chosen."""
    return page._page_box.page_type.name or "auto"


def write_numbers(pages: Iterable[Page], numbers: Mapping[str, int], left: int) -> None:
    """Writes the number of each id's page where the page has ``data-page-of``, which is ``left`` times.

    The engine's own counters end with a document; here the numbers stand at the end of a line, where nothing
    moves for them.
    """
    for page in pages:
        if not left:
            return
        for box in page._page_box.descendants():
            if isinstance(box, boxes.TextBox) and box.element is not None and PAGE_OF in box.element.attrib:
                number = str(numbers[box.element.attrib[PAGE_OF]])
                _write(box, number.rjust(len(box.text), DIGIT_SPACE))
                left -= 1


def headed(page: Page, head: Page, sample: str, number: str) -> Page:
    """A page with the margin boxes of another one, in which ``number`` stands for ``sample``."""
    margins = [box.deepcopy() for box in head._page_box.children if isinstance(box, boxes.MarginBox)]
    for margin in margins:
        for box in margin.descendants():
            if isinstance(box, boxes.TextBox) and box.text == sample:
                _write(box, number)
    return Page(page._page_box.copy_with_children([*page._page_box.children, *margins]))


def _write(box: Any, text: str) -> None:
    """Puts another text into a laid out one."""
    box.text = text
    box.pango_layout = copy.copy(box.pango_layout)
    box.pango_layout.text = text
