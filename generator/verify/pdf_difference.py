"""A PDF of the website beside the one that is made anew of the same report: what is not the same.

Another machine's libraries write other bytes: they compress otherwise, number the objects and name the
subsets of fonts otherwise, and may set a letter a little beside.  None of that is a difference.  All else is:
a word, a line that is drawn, the shape of a letter, an attachment, a link, what the file says of itself.
Where lines end elsewhere, the words of the whole document are compared, in reading order; where pages end
elsewhere, the numbers in the contents differ, and are named.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pikepdf

from generator.verify.pdf_reading import TEXT, Operation, PdfReading, letters_of, shown_codes

#: How far apart, in points, the same thing may stand.
NEAR = 6.0
#: So many thousandths of a letter's size, between the letters of a whole line, count as a point.
LETTER_POINT = 100
#: What says how a PDF is written and not what it says, and what leads back to where one came from.
WRITING = frozenset({"/Length", "/Length1", "/Filter", "/DecodeParms", "/Parent"})
#: What changes with the places at which pages end.
BY_PAGE = frozenset({"/Pages", "/StructTreeRoot", "/Dests", "/Outlines"})
#: What a page may have from what it hangs on (ISO 32000-1, table 30).
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
#: The numbers of these are no places on a page: one more or less is another thing.
COUNTED = frozenset({"/K", "/Nums", "/C", "/Kids"})
#: The same of operators: those that set colours, widths and ways of drawing, and that mark contents.
COUNTING = frozenset(
    (
        *("g", "G", "rg", "RG", "k", "K", "sc", "scn", "SC", "SCN"),
        *("w", "J", "j", "M", "d", "i", "Tr", "BDC", "DP"),
    )
)
SUBSET = re.compile(r"^/([A-Z]{6})\+")
DIGITS = re.compile(r"\d+")
PRODUCER = re.compile(r"WeasyPrint [0-9.]+\w*")
ABOUT_ITSELF = (
    "what it says of itself: its title, author or dates (if the website was built with SOURCE_DATE_EPOCH, "
    "set that here too)"
)
#: What the parts of a PDF are called in a message, where their names in the file would say nothing.
PARTS = {
    "/Info": ABOUT_ITSELF,
    "/Metadata": ABOUT_ITSELF,
    "/StructTreeRoot": "its structure, which screen readers go by",
    "/Outlines": "its bookmarks",
    "/Names": "its attachments or the places that links lead to",
    "/AF": "its attachments",
}


class Place(NamedTuple):
    """A number that says where something stands, in points."""

    points: float


def pdf_difference(found: bytes, anew: bytes) -> str:
    """In words, the first thing that is otherwise in a PDF than in the one made anew; empty if nothing is.

    Raises pikepdf.PdfError, or what else a damaged PDF makes the library raise, for one that cannot be read.
    """
    return next(_differences(PdfReading(found), PdfReading(anew)), "")


def _differences(here: PdfReading, there: PdfReading) -> Iterator[str]:
    yield from _attachment_differences(here.attachments, there.attachments)
    line = next(_line_differences(here.shown, there.shown), "")
    if line and not _says_the_same(here, there):
        yield line
        return
    # The same words in other lines: the libraries break lines otherwise, and places say nothing.
    parts, parts_anew = _parts(here, bool(line)), _parts(there, bool(line))
    for name in dict.fromkeys([*parts_anew, *parts]):
        if not _alike(parts.get(name), parts_anew.get(name)):
            part = PARTS.get(name) or (f"its entry {name}" if name.startswith("/") else name)
            yield f"It differs from the one that is made anew in {part}."


def _attachment_differences(here: dict[str, bytes], there: dict[str, bytes]) -> Iterator[str]:
    for name in dict.fromkeys([*there, *here]):
        if name not in here:
            yield f"The file {name} is not attached to it."
        elif name not in there:
            yield f"The file {name} is attached to it, which is no part of the report."
        elif here[name] != there[name]:
            yield f"The file {name}, which is attached to it, was changed."


def _line_differences(here: Sequence[Sequence[str]], there: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, (lines, lines_anew) in enumerate(zip(here, there, strict=False), start=1):
        for line, line_anew in zip_longest(lines, lines_anew):
            if line != line_anew:
                said = f"says “{line}”" if line is not None else "lacks a line"
                anew = f"“{line_anew}”" if line_anew is not None else "nothing"
                yield f"Page {number} {said} here, but {anew} when it is made anew."
    if len(here) != len(there):
        yield f"It has {len(here)} pages here, but {len(there)} when it is made anew."


def _says_the_same(here: PdfReading, there: PdfReading) -> bool:
    """Whether two PDFs say and show the same words in the same order, wherever their lines and pages end."""
    return all(
        of_one(here) == of_one(there)
        for of_one in (
            lambda pdf: pdf.text,
            lambda pdf: pdf.drawn_words,
            lambda pdf: pdf.has_pages_in_order,
            lambda pdf: set(pdf.links),
            lambda pdf: {DIGITS.sub("", line) for line in pdf.running_heads},
            lambda pdf: [lines for lines in pdf.shown if not lines],
            lambda pdf: [part for table in pdf.tables for part in table if part[0] == "TD"],
        )
    )


def _parts(reading: PdfReading, other_pages: bool) -> dict[str, Any]:
    """The parts of a PDF by name, as plain values; without those that change with where its pages end."""
    return dict(_Copy(reading, BY_PAGE if other_pages else frozenset()).parts())


class _Copy:
    """Makes plain values of a PDF's objects, which are numbered in the order in which they are come upon."""

    def __init__(self, reading: PdfReading, left_out: frozenset[str]) -> None:
        self.reading = reading
        self.left_out = WRITING | left_out
        pages = [page.obj.objgen for page in reading.document.pages]
        self.numbers = {page: 0 if left_out else -number for number, page in enumerate(pages, start=1)}
        self.number_of_others = 0
        self.waiting: list[tuple[Any, str]] = []
        #: The names of fonts by the letters that stand for them where only a subset is there.
        self.fonts: dict[str, str] = {}

    def parts(self) -> Iterator[tuple[str, Any]]:
        """The pages, then each entry of the catalogue and what the file says of itself."""
        root = self.reading.document.Root
        for number, page in enumerate(
            self.reading.document.pages if "/Pages" not in self.left_out else (), start=1
        ):
            yield f"what page {number} shows", self._page(page.obj, self.reading.pages[number - 1].operations)
        for key in sorted({*root.keys()} - self.left_out - {"/Pages"}):
            yield key, self._whole(root[key], key)
        yield "/Info", self._whole(self.reading.document.trailer.get("/Info"), "/Info")

    def _page(self, page: Any, drawn: list[Operation]) -> Any:
        entries = {key: page[key] for key in page if key != "/Contents"}
        entries |= {key: value for key in INHERITED if (value := _inherited(page, key)) is not None}
        for font in entries.get("/Resources", {}).get("/Font", {}).values():
            name = str(font.get("/BaseFont", ""))
            if match := SUBSET.match(name):
                self.fonts[f"/{match[1]}"] = SUBSET.sub("/", name)
        return self._whole(pikepdf.Dictionary(entries), "/Page"), tuple(map(self._operation, drawn))

    def _operation(self, operation: Operation) -> Any:
        name, operands, _ = operation
        if name in TEXT:
            return name, shown_codes(operands), Place(_distance(operands) / LETTER_POINT)
        return name, *(self._value(operand, "/K" if name in COUNTING else "") for operand in operands)

    def _whole(self, value: Any, key: str) -> Any:
        """The value of an object and of all that it leads to and that was not come upon before."""
        self.waiting = []
        values = [self._value(value, key)]
        while self.waiting:
            values.append(self._content(*self.waiting.pop()))
        return values

    def _value(self, value: Any, key: str) -> Any:
        if isinstance(value, (bool, type(None))):
            return value
        if isinstance(value, (int, float, Decimal)):
            return value if key in COUNTED else Place(float(value))
        if isinstance(value, pikepdf.Name):
            return SUBSET.sub("/", self.fonts.get(str(value), str(value)))
        if isinstance(value, pikepdf.String):
            return PRODUCER.sub("", str(value))
        if value.is_indirect:
            if value.objgen in self.numbers:
                return "object", self.numbers[value.objgen]
            self.number_of_others += 1
            self.numbers[value.objgen] = self.number_of_others
            self.waiting.append((value, key))
            return "object", self.number_of_others
        return self._content(value, key)

    def _content(self, value: Any, key: str) -> Any:
        if isinstance(value, pikepdf.Array):
            return [self._value(item, key) for item in value]
        if not isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
            return repr(value)
        entries = {
            self.fonts.get(name, name): self._value(value[name], name)
            for name in sorted(value.keys())
            if name not in self.left_out
        }
        return (entries, _stream(value, key)) if isinstance(value, pikepdf.Stream) else entries


def _stream(stream: Any, key: str) -> Any:
    """What a stream holds; the drawings are compared where pages draw them."""
    if stream.get("/Subtype") == "/Form":
        return None
    try:
        data = bytes(stream.read_bytes())
    except pikepdf.PdfError:  # a JPEG stays as it is
        return bytes(stream.read_raw_bytes())
    if key == "/ToUnicode":
        return letters_of(data)
    if key == "/FontFile2":
        return _outlines(data)
    if key == "/Metadata":
        metadata = ElementTree.tostring(ElementTree.fromstring(data), "unicode")
        return PRODUCER.sub("", ElementTree.canonicalize(metadata, strip_text=True))
    return data


def _outlines(font: bytes) -> Any:
    """The shape of each letter of a TrueType font by its number, however the font is put together."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.ttLib import TTFont

    letters = TTFont(io.BytesIO(font))
    shapes, outlines = letters.getGlyphSet(), {}
    for number, name in enumerate(letters.getGlyphOrder()):
        pen = DecomposingRecordingPen(shapes)
        shapes[name].draw(pen)
        if pen.value:
            outlines[number] = repr(pen.value)
    return outlines


def _inherited(page: Any, key: str) -> Any:
    while page is not None and key not in page:
        page = page.get("/Parent")
    return page[key] if page is not None else None


def _distance(operands: Any) -> float:
    """The distances between the letters of a line, in all."""
    items = [item for operand in operands for item in (operand if isinstance(operand, pikepdf.Array) else ())]
    return float(sum(item for item in items if isinstance(item, (int, float, Decimal))))


def _alike(here: Any, there: Any) -> bool:
    """Whether two values are the same, places apart by no more than ``NEAR``."""
    if isinstance(here, Place) and isinstance(there, Place):
        return abs(here.points - there.points) <= NEAR
    if type(here) is not type(there):
        return False
    if isinstance(here, dict):
        return here.keys() == there.keys() and all(_alike(here[key], there[key]) for key in here)
    if isinstance(here, (list, tuple)):
        return len(here) == len(there) and all(map(_alike, here, there))
    return bool(here == there)
