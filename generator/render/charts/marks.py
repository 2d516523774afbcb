"""Marks: boxes, lines, dots and texts, with places and lengths in the units of the drawing.

What is no number has its own mark: zero a thin upright line, suppressed a hatched box, not available a dashed
box, not applicable nothing but its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from generator.languages import Language, wording
from generator.model.figure import Figure, Number
from generator.model.report import Cell, Heading, Row

#: A chart is as wide as a phone's screen, so that its letters stay readable at 320 pixels.
WIDTH = 340
ROW_HEIGHT, BAR_HEIGHT = 22, 14
#: The mark of a figure that is suppressed or not available is a box of this length.
BOX = 24

#: How a figure is written.
Words = Callable[[Figure], str]


class Share(NamedTuple):
    """A part of a whole in per cent; one that rounding would make nothing or all is ``less`` or ``more``."""

    kind: Literal["exact", "less", "more"]
    words: str


class Text(NamedTuple):
    """Words at a place; ``anchor`` is start, middle or end."""

    x: float
    y: float
    words: str
    anchor: str = "start"
    bold: bool = False
    muted: bool = False
    #: Of a figure: which part of its whole it is.
    share: Share | None = None
    #: Of a group of bars: what it is in all, or whether its shares are not told as its whole is not known.
    whole: str = ""
    unshared: bool = False


class Box(NamedTuple):
    """A rectangle; ``kind`` is the number of its fill (0, 1, 2 ...), or ``z``, ``x``, ``c`` or ``zero``."""

    x: float
    y: float
    width: float
    height: float
    kind: int | str


class Polyline(NamedTuple):
    """A line through points; ``kind`` is data, axis or break."""

    points: tuple[tuple[float, float], ...]
    kind: str


class Dot(NamedTuple):
    """A point of a line."""

    x: float
    y: float


class Drawing(NamedTuple):
    """Everything that the template draws."""

    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    lines: tuple[Polyline, ...] = ()
    dots: tuple[Dot, ...] = ()
    texts: tuple[Text, ...] = ()


@dataclass(slots=True)
class Canvas:
    """Marks that are being collected."""

    words: Words
    boxes: list[Box] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    def bar(
        self, figure: Figure, start: float, y: float, scale: float, kind: int = 0, share: Share | None = None
    ) -> None:
        """A bar with its figure behind it, or the mark of what is no number; with no scale, no bar."""
        end = start
        if figure.value and scale:
            length = max(1.0, round(float(figure.value) * scale, 1))
            self.boxes.append(Box(start, y + 4, length, BAR_HEIGHT, kind))
            end = start + length
        elif figure.value == 0:
            self.boxes.append(Box(start, y + 2, 1.5, BAR_HEIGHT + 4, "zero"))
            end = start + 2
        elif figure.marker in ("x", "c"):
            self.boxes.append(Box(start, y + 4, BOX, BAR_HEIGHT, figure.marker))
            end = start + BOX
        gap = 0 if figure.marker == "z" else 6
        text = Text(round(end + gap, 1), y + 15, self.words(figure), muted=figure.value is None, share=share)
        self.texts.append(text)


def share_of(part: Number, whole: Number, language: Language) -> Share:
    """A part's share of a whole that is not nought."""
    share = wording.share
    words = share(part, whole, language)
    if part and words == share(0, 1, language):
        return Share("less", share(1, 1000, language))
    if part < whole and words == share(1, 1, language):
        return Share("more", share(999, 1000, language))
    return Share("exact", words)


def largest(figures: Iterable[Figure]) -> float:
    """The largest number, or 1 where there is none, by which bars are scaled."""
    return float(max((figure.value or 0 for figure in figures), default=0)) or 1.0


def plain_cells(row: Row, columns: Iterable[Heading]) -> tuple[Cell, ...]:
    """The cells of a row of a table with these columns, without those of the columns of totals."""
    return tuple(cell for cell, column in zip(row.cells, columns, strict=True) if not column.total)
