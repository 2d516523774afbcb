"""What a page that was laid out showed not to fit is marked, so that the stylesheet can set it otherwise.

In: the elements of the page as it was read, and how much room each took.  Out: the same elements, some of
them with attributes that ``paged.css`` has rules for.  Only a table can be wider than its page: words of a
paragraph are broken where they must be, and pictures are drawn smaller.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from generator.pdf.validation import HEADINGS

#: The attribute of a table that is wider than the page.  Each value is a way to set it: with very long words
#: broken, in small letters, on a page that is turned, with all columns of one width and any word broken.
FIT = "data-fit"
LONG_WORDS_BROKEN, TURNED_PAGE, EQUAL_COLUMNS = 1, 3, 4
#: With more columns than this, a line of the last way would not hold one letter.  ``source/slips/tables.py``
#: names such a table at its line and has the same number (tested): to import it from there takes 40 ms.
MOST_COLUMNS = 80
#: The attribute of cells with a word that is longer than this, where such words are broken.
LONG = "data-long"
LONGEST_WORD = 20
#: The attribute of what takes more than this part of a page's height.  A table or a row may then be broken;
#: a head is not repeated.
TALL = "data-tall"
TALLEST = {"table": 0.6, "tr": 0.85, "thead": 0.4}
#: The attribute of headings above a table on a turned page, and what may stand between the two and part them.
TURNED = "data-turned"
TEXTS = ("p", "li", "pre", "hr", "img", "svg")
#: What the engine may round away, in CSS pixels.
TOLERANCE = 0.5


class TooWideError(Exception):
    """A table has more columns than the widest page can hold."""


class Room(NamedTuple):
    """How far a table, its head or a row reaches beyond its page, and which part of the height it takes."""

    element: Any
    #: In CSS pixels.
    beyond: float
    height: float


def mark(page: Element, rooms: Iterable[Room]) -> bool:
    """Marks what did not fit; gives whether the page is to be laid out anew.

    Raises TooWideError if a table has more columns than can be set.
    """
    wide, tall = set(), set()
    heads = set(page.iter("thead"))
    for element, beyond, height in rooms:
        if element.tag == "table" and beyond > TOLERANCE:
            wide.add(element)
        if height > TALLEST[element.tag]:
            tall.add(element)
        heads.discard(element)
    # A head that is taller than a page is not laid out at all.
    tall = {element for element in tall | heads if TALL not in element.attrib}
    for element in tall:
        element.set(TALL, "")
    for table in wide:
        _narrow(table)
    if wide:
        _turn_headings(page)
    return bool(tall or wide)


def _narrow(table: Element) -> None:
    """Marks a table to be set in the next narrower way."""
    columns = max(len(row) for row in table.iter("tr"))
    fit = int(table.get(FIT, 0)) + 1
    if fit == LONG_WORDS_BROKEN:
        cells = [cell for cell in (*table.iter("th"), *table.iter("td")) if _has_long_word(cell)]
        for cell in cells:
            cell.set(LONG, "")
        fit += not cells
    if columns > MOST_COLUMNS or fit > EQUAL_COLUMNS:
        raise TooWideError(f"a table of {columns} columns is wider than a page")
    table.set(FIT, str(fit))


def _has_long_word(cell: Element) -> bool:
    return any(len(word) > LONGEST_WORD for word in "".join(cell.itertext()).split())


def _turn_headings(page: Element) -> None:
    """Marks the headings right above a table on a turned page, so that they stand there too."""
    turned = False
    for element in reversed(list(page.iter())):
        if element.tag == "table":
            turned = int(element.get(FIT, 0)) >= TURNED_PAGE
        elif element.tag in TEXTS:
            turned = False
        elif turned and element.tag in HEADINGS:
            element.set(TURNED, "")
