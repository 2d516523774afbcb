"""A page of a sheet with a running head put upon it, drawn once however many reports it stands in.

What the engine draws on a page depends on the page alone; what it adds to the report's fonts is kept with it.

Made for WeasyPrint 70.
"""

from __future__ import annotations

import copy
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import pydyf
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes

#: The kinds of object that a drawing may want from its PDF.
RESOURCES = ("ExtGState", "XObject", "Pattern", "Shading")
#: Those that belong to one PDF alone: a page with pictures or shades is drawn anew each time.
OWN = RESOURCES[1:]


class Drawing(NamedTuple):
    """What was drawn: operators, marks by box, fonts with the glyphs that they lend, and graphics states."""

    operators: list[bytes]
    marks: dict[Any, Any]
    fonts: dict[Any, Any]
    states: dict[str, Any]


_drawn: WeakKeyDictionary[Page, Drawing | None] = WeakKeyDictionary()


def drawing_of(page: Page) -> Drawing | None:
    """What was drawn of a sheet's page; None if it was not, or cannot be used in another PDF."""
    return _drawn.get(page)


def remember_drawing(page: Page, drawing: Drawing) -> None:
    """Makes a page that was drawn elsewhere be as if it had been drawn here."""
    _drawn[page] = drawing


class HeadedPage(Page):  # type: ignore[misc]
    """A page of a sheet with the margin boxes of another, in which ``number`` stands for ``sample``."""

    def __init__(self, sheet: Page, head: Page, sample: str, number: str) -> None:
        # A head has neither links nor anchors: what the sheet's page has, this one has.
        self.__dict__.update(sheet.__dict__)
        self.sheet = sheet
        page, margins = sheet._page_box, head._page_box
        heads = [box.deepcopy() for box in margins.children if isinstance(box, boxes.MarginBox)]
        for box in heads:
            for text in box.descendants():
                if isinstance(text, boxes.TextBox) and text.text == sample:
                    write(text, number)
        self.head = margins.copy_with_children(heads)
        # It comes upon what is drawn already.
        self.head.background = self.head.canvas_background = None
        self._page_box = page.copy_with_children([*page.children, *heads])

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paints the sheet's page, from memory if it was painted before, and then the head."""
        if self.sheet not in _drawn:
            _drawn[self.sheet] = _draw(self.sheet, stream, scale)
        drawing = _drawn[self.sheet]
        if drawing is None:
            self.sheet.paint(stream, scale)
        else:
            _redraw(drawing, stream)
        Page.paint(_Head(self.head), stream, scale)


class _Head(Page):  # type: ignore[misc]
    def __init__(self, box: Any) -> None:
        self._page_box = box


def write(box: Any, text: str) -> None:
    """Puts another text into a laid out one, where nothing moves for it."""
    box.text = text
    box.pango_layout = copy.copy(box.pango_layout)
    box.pango_layout.text = text


def _draw(page: Page, stream: Any, scale: float) -> Drawing | None:
    """Draws a page by itself; nothing if the drawing cannot be used in another PDF."""
    resources = pydyf.Dictionary({**stream._resources, **{kind: pydyf.Dictionary() for kind in RESOURCES}})
    own = stream.clone(fonts={}, resources=resources, images={}, tags={})
    page.paint(own, scale)
    states = resources["ExtGState"]
    numbered = any(not name.lower().startswith("a") for name in states)  # numbered as the PDF has them
    if numbered or any(resources[kind] for kind in OWN) or any(font.missing for font in own._fonts.values()):
        return None
    # Nothing in it is looked at again: what has to become an artifact stands in the head.
    operators = [b"\n".join(pydyf._to_bytes(operator) for operator in own.stream)]
    return Drawing(operators, own._tags, own._fonts, states)


def _redraw(drawing: Drawing, stream: Any) -> None:
    stream.stream += drawing.operators
    stream._tags.update(drawing.marks)
    stream._resources["ExtGState"].update(drawing.states)
    for key, lent in drawing.fonts.items():
        font = stream._fonts.get(key)
        if font is None:
            font = stream._fonts[key] = copy.copy(lent)
            font.widths, font.to_unicode, font.missing = {}, {}, {}
        font.widths |= {glyph: width for glyph, width in lent.widths.items() if glyph not in font.widths}
        font.to_unicode |= {g: text for g, text in lent.to_unicode.items() if g not in font.to_unicode}
