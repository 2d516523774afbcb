"""PDFs that are changed and saved."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.verify.tampering.ways import NORTH_PDF, OLD_PDF, PDF, Tampering, put


def pdf(words: str, change: Callable[[pikepdf.Pdf], None], path: str = PDF) -> Tampering:
    """A PDF that is changed and saved."""

    def tamper(site: Path) -> None:
        with pikepdf.open(site / path) as document:
            change(document)
            out = io.BytesIO()
            document.save(out)
        put(site / path, out.getvalue())

    return Tampering(f"{words} in {path}", path, tamper)


def codes_of(document: pikepdf.Pdf, letters: str) -> dict[str, bytes]:
    """How a PDF writes letters in the font in which it has them all."""
    from generator.verify.pdf_reading import letters_of

    for page in document.pages:
        for font in page.Resources.Font.values():
            table = {text: code for code, text in letters_of(font.ToUnicode.read_bytes()).items()}
            if all(letter in table for letter in letters):
                return {letter: table[letter].hex().encode() for letter in letters}
    raise AssertionError(f"no font has all of {letters}")


def redrawn(old: bytes, new: bytes, page_number: int = -1) -> Callable[[pikepdf.Pdf], None]:
    """Other operators at the first place where the old ones stand, on one page or on any."""

    def change(document: pikepdf.Pdf) -> None:
        for page in document.pages if page_number < 0 else [document.pages[page_number]]:
            content = page.Contents.read_bytes()
            if old in content:
                page.Contents = document.make_stream(content.replace(old, new, 1))
                return
        raise AssertionError(f"{old!r} is drawn nowhere")

    return change


def another_digit(document: pikepdf.Pdf) -> None:
    codes = codes_of(document, "12")
    redrawn(b"<" + codes["1"] + b">", b"<" + codes["2"] + b">")(document)


def another_meaning(document: pikepdf.Pdf) -> None:
    """The letters look as before, but are read as others."""
    for page in document.pages:
        for font in page.Resources.Font.values():
            table = font.ToUnicode.read_bytes()
            if b"<0031>" in table:
                font.ToUnicode = document.make_stream(table.replace(b"<0031>", b"<0039>"))
                return


def another_shape(document: pikepdf.Pdf) -> None:
    """The letters are read as before, but look like others."""
    from fontTools.ttLib import TTFont

    codes = codes_of(document, "12")
    for page in document.pages:
        for font in page.Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            letters = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
            one, two = (letters.getGlyphOrder()[int(codes[digit], 16)] for digit in "12")
            letters["glyf"][one], letters["glyf"][two] = letters["glyf"][two], letters["glyf"][one]
            out = io.BytesIO()
            letters.save(out)
            descriptor.FontFile2 = document.make_stream(out.getvalue())
            return


def appended(operators: bytes, page_number: int) -> Callable[[pikepdf.Pdf], None]:
    """More that is drawn on a page."""

    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[page_number]
        page.Contents = document.make_stream(page.Contents.read_bytes() + operators)

    return change


def moved_page(document: pikepdf.Pdf) -> None:
    page = document.pages[2]
    del document.pages[2]
    document.pages.append(page)


def attachment(change: Callable[[bytes], bytes]) -> Callable[[pikepdf.Pdf], None]:
    def tamper(document: pikepdf.Pdf) -> None:
        (name,) = document.attachments
        before = document.attachments[name].get_file().read_bytes()
        after = change(before)
        assert after != before
        document.attachments[name] = after

    return tamper


def hidden_attachment(document: pikepdf.Pdf) -> None:
    """A file that the page's annotation holds, and no list of attachments."""
    stream = document.make_stream(b"hidden", Type=Name.EmbeddedFile)
    file = Dictionary(Type=Name.Filespec, F=String("x.txt"), EF=Dictionary(F=stream))
    note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=file)
    document.pages[1].Annots = Array([*document.pages[1].get("/Annots", []), note])


def metadata(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        data = document.Root.Metadata.read_bytes()
        assert old in data
        document.Root.Metadata = document.make_stream(
            data.replace(old, new), Type=Name.Metadata, Subtype=Name.XML
        )

    return change


def said(key: str, value: str) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.docinfo[key] = String(value)

    return change


def structure(kind: str, change: Callable[[Dictionary], None]) -> Callable[[pikepdf.Pdf], None]:
    """A change of the first element of a kind in the structure."""

    def first(element: object) -> Dictionary | None:
        if isinstance(element, Array):
            return next((found for item in element if (found := first(item)) is not None), None)
        if isinstance(element, Dictionary) and "/S" in element:
            return element if kind == element.S else first(element.get("/K"))
        return None

    def tamper(document: pikepdf.Pdf) -> None:
        element = first(document.Root.StructTreeRoot.K)
        assert element is not None
        change(element)

    return tamper


def swapped_cells(document: pikepdf.Pdf) -> None:
    """Two figures of a table change places on the paper, and are read as before."""
    for page in document.pages:
        content = page.Contents.read_bytes()
        places = re.findall(rb"1 0 0 -1 [\d.]+ [\d.]+ Tm", content)
        if len(places) > 12:
            one, two = places[-2], places[-4]
            content = content.replace(one, b"@").replace(two, one).replace(b"@", two)
            page.Contents = document.make_stream(content)
            return


def link(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        for note in page.get("/Annots", []):
            if "/A" in note and "/URI" in note.A:
                note.A.URI = String("https://example.com/elsewhere")
                return
    raise AssertionError("no link leads elsewhere")


RECTANGLE = b"\nq 1 1 1 rg 100 500 300 100 re f Q"
WORDS_MORE = b"\nBT /F1 12 Tf 100 100 Td (Added) Tj ET"
PDFS = [
    pdf("another digit", another_digit),
    pdf("another digit", another_digit, NORTH_PDF),
    pdf("another digit", another_digit, OLD_PDF),
    pdf("a digit that is read as another", another_meaning),
    pdf("a digit that looks like another", another_shape),
    pdf("two figures changed about", swapped_cells),
    pdf("a white rectangle over figures", appended(RECTANGLE, 3)),
    pdf("words more", appended(WORDS_MORE, 2)),
    pdf("invisible letters", redrawn(b"BT\n", b"BT\n3 Tr\n", 2)),
    pdf("white letters", redrawn(b"BT\n", b"1 1 1 rg\nBT\n", 2)),
    pdf("a page more", lambda document: document.add_blank_page()),
    pdf("a page twice", lambda document: document.pages.append(document.pages[2])),
    pdf("a page less", lambda document: document.pages.__delitem__(-1)),
    pdf("a page elsewhere", moved_page),
    pdf("a page upside down", lambda document: document.pages[2].rotate(180, relative=True)),
    pdf("a figure of the attachment", attachment(lambda data: data.replace(b",120,", b",121,"))),
    pdf("an empty attachment", attachment(lambda data: b"")),
    pdf("no attachment", lambda document: document.attachments.clear()),
    pdf("one attachment more", lambda document: document.attachments.update({"x.csv": b"x"})),
    pdf("a hidden attachment", hidden_attachment),
    pdf("another title", said("/Title", "Synthetic North MAPPA annual report 2024 to 2025")),
    pdf("another author", said("/Author", "Somebody")),
    pdf("another date", said("/CreationDate", "D:20240101")),
    pdf("keywords", said("/Keywords", "draft")),
    pdf("another title in the metadata", metadata(b"Synthetic South", b"Synthetic North")),
    pdf("another language", lambda document: setattr(document.Root, "Lang", String("fr"))),
    pdf("a bookmark", lambda document: setattr(document.Root.Outlines.First, "Title", String("x"))),
    pdf("a cell that is a header", structure("/TD", lambda cell: setattr(cell, "S", Name.TH))),
    pdf("a header's scope", structure("/TH", lambda cell: setattr(cell.A, "Scope", Name.Both))),
    pdf(
        "what is read in the place of a figure",
        structure("/TD", lambda cell: setattr(cell, "ActualText", String("9"))),
    ),
    pdf(
        "another alternative text",
        structure("/Figure", lambda figure: setattr(figure, "Alt", String("x"))),
        NORTH_PDF,
    ),
    pdf("another link", link, NORTH_PDF),
    pdf(
        "a script",
        lambda document: setattr(
            document.Root, "OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        ),
    ),
    pdf("a form", lambda document: setattr(document.Root, "AcroForm", Dictionary(Fields=Array([])))),
]
