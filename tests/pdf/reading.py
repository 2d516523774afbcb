"""A PDF as a reader has it: its words, and where they stand."""

from __future__ import annotations

import io
from typing import Any

import lxml.html
import pdfplumber

#: Points in a millimetre, and what may be rounded away.
MM, TOLERANCE = 72 / 25.4, 0.5
#: The margins that ``paged.css`` gives to every page but the cover.
TOP, SIDE, BOTTOM = 26 * MM, 24 * MM, 24 * MM


def lost(html: str, pdf: bytes) -> list[str]:
    """What of a page its PDF has lost: words that are not there, and what stands in a margin."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return _missing(html, document.pages) + _outside(document.pages)


def _words(html: str) -> list[str]:
    """The words that a page shows, in order, without those of charts."""
    page = lxml.html.fromstring(html)
    for unseen in page.xpath("//head | //*[local-name()='svg']"):
        unseen.drop_tree()
    for number in page.xpath("//*[@data-page-of]"):  # which the PDF alone knows
        number.text = ""
    return " ".join(page.itertext()).split()


def _missing(html: str, pages: list[Any]) -> list[str]:
    """The words that are not in the PDF, or not in this order; one may be broken anywhere."""
    text = "".join(
        letter["text"]
        for page in pages
        for letter in page.chars
        if page.page_number == 1
        or (letter["bottom"] > TOP - TOLERANCE and letter["top"] < page.height - BOTTOM + TOLERANCE)
    )
    text = "".join(text.split())
    missing, end = [], 0
    for word in _words(html):
        start = text.find(word, end)
        if start < 0:
            missing.append(word)
        else:
            end = start + len(word)
    return missing


def _outside(pages: list[Any]) -> list[str]:
    """Letters and pictures that reach into a margin; letters of running heads may, up and down."""
    outside = []
    for page in pages[1:]:  # the cover has no margins
        left, right = SIDE - TOLERANCE, page.width - SIDE + TOLERANCE
        for box in (*page.chars, *page.images):
            is_beside = box["x0"] < left or box["x1"] > right
            is_over = box["top"] < TOP - TOLERANCE or box["bottom"] > page.height - BOTTOM + TOLERANCE
            is_letter = box["object_type"] == "char"
            if (is_beside and box.get("text") != " ") or (is_over and not is_letter):
                outside.append(f"page {page.page_number}: {box['text'] if is_letter else 'a picture'}")
    return outside
