"""A PDF -> what stands in it: the lines of its pages, its tables, the files that are attached to it.

Reads the drawing operators and the structure (ISO 32000-1, 9.4 and 14.7), whatever program made the PDF.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

import pikepdf

#: A pair or a range of letters in a font's table of Unicode letters (Adobe Technical Note 5411).
SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
CODE = re.compile(rb"<([0-9A-Fa-f\s]*)>")
#: A line may be broken behind these without a space.
BREAK = re.compile(r"(?<=[-/‐‑–—]) ")
NOTE_MARK = re.compile(r"\[\d+\]")
#: Drawings within drawings end here, so that one that draws itself does.
DEEPEST = 8


class Operation(NamedTuple):
    """An operator of a page's drawing with what it is given, and the resources that names in it mean."""

    name: str
    operands: tuple[Any, ...]
    resources: Any


#: A part of a table: Caption, TH or TD, and its words.
TablePart = tuple[str, str]


class PdfPage:
    """A page of a PDF, of which no more is read than is asked for."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.object = page.obj

    @cached_property
    def operations(self) -> list[Operation]:
        """What it draws, with the drawings within it at their place."""
        return list(_operations(self.object, _resources(self.object)))

    @cached_property
    def texts(self) -> list[tuple[int | None, str]]:
        """Its texts in the order in which they are drawn, each with the number of its marked content, if any.

        A line of a paragraph is one.
        """
        return list(self._texts())

    @cached_property
    def by_mark(self) -> dict[int, str]:
        """What is drawn under each mark."""
        by_mark: dict[int, str] = {}
        for mark, text in self.texts:
            if mark is not None:
                by_mark[mark] = f"{by_mark[mark]} {text}" if mark in by_mark else text
        return by_mark

    def _texts(self) -> Iterator[tuple[int | None, str]]:
        letters: dict[bytes, str] = {}
        by_font: dict[str, dict[bytes, str]] = {}
        marks: list[int | None] = []
        for name, operands, resources in self.operations:
            if name == "Tf":
                font = str(operands[0])
                if font not in by_font:
                    by_font[font] = _letters_in(resources.get("/Font", {}).get(font))
                letters = by_font[font]
            elif name in ("BDC", "BMC"):
                marks.append(_mark(operands))
            elif name == "EMC" and marks:
                marks.pop()
            elif name in TEXT:
                mark = next((mark for mark in reversed(marks) if mark is not None), None)
                yield mark, _text(letters, shown_codes(operands))


class PdfReading:
    """A PDF that is read.  Raises pikepdf.PdfError for what is none."""

    def __init__(self, data: bytes) -> None:
        self.document = pikepdf.open(io.BytesIO(data))
        self.pages = [PdfPage(page) for page in self.document.pages]

    @property
    def shown(self) -> list[list[str]]:
        """The lines of each page in the order in which they are drawn."""
        return [[text for _, text in page.texts] for page in self.pages]

    @property
    def text(self) -> str:
        """The text of the whole document in reading order, without running heads."""
        return self.words(self._structure)

    @property
    def drawn_words(self) -> list[str]:
        """Its words as they are drawn, sorted: on a page, the marks of lists are drawn last."""
        texts = [text for page in self.pages for mark, text in page.texts if mark is not None]
        return sorted(joined(texts).split())

    @property
    def running_heads(self) -> list[str]:
        """The texts that are no part of the document's: running heads and page numbers."""
        return [text for page in self.pages for mark, text in page.texts if mark is None]

    @property
    def links(self) -> list[str]:
        """Where links lead to outside the document, in the order of the pages."""
        notes = (note for page in self.pages for note in page.object.get("/Annots", ()))
        actions = (note.get("/A") for note in notes)
        return [str(action.URI) for action in actions if action is not None and "/URI" in action]

    @property
    def has_pages_in_order(self) -> bool:
        """Whether who reads on never has to leaf back."""
        numbers = {page.object.objgen: number for number, page in enumerate(self.pages)}
        pages = [numbers.get(page, -1) for page, _ in _marks(self._structure, None)]
        return pages == sorted(pages)

    @cached_property
    def tables(self) -> list[list[TablePart]]:
        """The parts of each table in reading order.  One that goes on on the next page is there again."""
        return [
            [
                (str(part.S)[1:], without_note_marks(self.words(part)))
                for part in _elements(table.get("/K"), ("/Caption", "/TH", "/TD"))
            ]
            for table in _elements(self._structure, ("/Table",))
        ]

    @cached_property
    def attachments(self) -> dict[str, bytes]:
        """The bytes of each file that is attached, by its name."""
        return {name: file.get_file().read_bytes() for name, file in self.document.attachments.items()}

    def words(self, element: Any) -> str:
        """The words of an element of the structure; a line's end counts as a space."""
        places = [(self._by_number.get(page), mark) for page, mark in _marks(element, None)]
        return joined(page.by_mark.get(mark, "") for page, mark in places if page is not None)

    @cached_property
    def _by_number(self) -> dict[Any, PdfPage]:
        """The pages by the numbers of their objects."""
        return {page.object.objgen: page for page in self.pages}

    @property
    def _structure(self) -> Any:
        root = self.document.Root.get("/StructTreeRoot")
        return root.get("/K") if root is not None else None


#: The operators that draw text.
TEXT = ("TJ", "Tj", "'", '"')


def without_note_marks(words: str) -> str:
    """Words without the numbers in square brackets that lead to notes."""
    return NOTE_MARK.sub("", words).strip()


def joined(texts: Iterable[str]) -> str:
    """Pieces of text as one, with a space between them, unless a line was broken where there is none."""
    return BREAK.sub("", " ".join(" ".join(texts).split()))


def shown_codes(operands: Iterable[Any]) -> bytes:
    """The codes of the letters that an operator draws, without the distances between them."""
    codes = b""
    for operand in operands:
        if isinstance(operand, pikepdf.Array):
            codes += shown_codes(operand)
        elif isinstance(operand, pikepdf.String):
            codes += bytes(operand)
    return codes


def _operations(content: Any, resources: Any, depth: int = 0) -> Iterator[Operation]:
    for instruction in pikepdf.parse_content_stream(content):
        name, operands = str(instruction.operator), tuple(instruction.operands)
        yield Operation(name, operands, resources)
        if name == "Do" and depth < DEEPEST:
            drawing = resources.get("/XObject", {}).get(str(operands[0]))
            if drawing is not None and drawing.get("/Subtype") == "/Form":
                yield from _operations(drawing, drawing.get("/Resources", resources), depth + 1)


def _resources(page: Any) -> Any:
    """The resources of a page, which it may have from what it hangs on."""
    while page is not None and "/Resources" not in page:
        page = page.get("/Parent")
    return page.Resources if page is not None else {}


def _mark(operands: tuple[Any, ...]) -> int | None:
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
        return int(properties.MCID)
    return None


def _elements(below: Any, kinds: tuple[str, ...]) -> Iterator[Any]:
    """The nearest elements of some kinds in a piece of the structure, in order."""
    if isinstance(below, pikepdf.Array):
        for item in below:
            yield from _elements(item, kinds)
    elif isinstance(below, pikepdf.Dictionary) and "/S" in below:
        if str(below.S) in kinds:
            yield below
        else:
            yield from _elements(below.get("/K"), kinds)


def _marks(element: Any, page: Any) -> Iterator[tuple[Any, int]]:
    """The marked contents below an element: (page, number)."""
    if isinstance(element, int):
        yield page, element
    elif isinstance(element, pikepdf.Array):
        for item in element:
            yield from _marks(item, page)
    elif isinstance(element, pikepdf.Dictionary):
        page = element.Pg.objgen if "/Pg" in element else page
        if "/MCID" in element:
            yield page, int(element.MCID)
        elif "/K" in element:
            yield from _marks(element.K, page)


def _letters_in(font: Any) -> dict[bytes, str]:
    """The letters of a font by their codes; of a font without such a table, nothing."""
    table = font.get("/ToUnicode") if font is not None else None
    return letters_of(table.read_bytes()) if isinstance(table, pikepdf.Stream) else {}


def _text(letters: dict[bytes, str], codes: bytes) -> str:
    """What codes of two bytes stand for; of a font without a table of letters, each byte is one."""
    if not letters:
        return codes.decode("latin-1")
    return "".join(letters.get(codes[i : i + 2], "\ufffd") for i in range(0, len(codes), 2))


def letters_of(table: bytes) -> dict[bytes, str]:
    """The letters by their codes, as a font's table of them says."""
    letters: dict[bytes, str] = {}
    for kind, body in SECTION.findall(table):
        codes = [bytes.fromhex(code.decode()) for code in CODE.findall(body)]
        if kind == b"bfchar":
            letters |= {code: _unicode(text) for code, text in zip(codes[::2], codes[1::2], strict=False)}
            continue
        for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
            start = int.from_bytes(first, "big")
            for code in range(start, int.from_bytes(last, "big") + 1):
                letters[code.to_bytes(len(first), "big")] = chr(ord(_unicode(text)) + code - start)
    return letters


def _unicode(code: bytes) -> str:
    return code.decode("utf-16-be", "replace")
