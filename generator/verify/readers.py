"""Bytes of the website's files -> the figures that stand in them, each under its key."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from generator.model.figure import Figure, Number

#: A figure's name in the whole website: edition, area and key; what a file does not say is empty.
Name = tuple[str, str, str]
NOTE_MARK = re.compile(r"\[\d+\]")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
MARKERS = {"[z]": "z", "[x]": "x", "[c]": "c"}


def from_html(data: bytes) -> dict[Name, str]:
    """The words of each figure's cell, by area where the rows name one."""
    reader = _Cells()
    reader.feed(data.decode())
    return {("", area, key): _plain(words) for area, key, words in reader.found}


class _Cells(HTMLParser):
    """Collects the text of the cells that carry a figure's key, without the marks of notes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.area = ""
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "tr":
            self.area = values.get("data-area") or ""
        elif tag == "td" and values.get("data-key"):
            self.inside = True
            self.found.append((self.area, values["data-key"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "td"

    def handle_data(self, data: str) -> None:
        if self.inside:
            area, key, words = self.found[-1]
            self.found[-1] = (area, key, words + data)


def _plain(words: str) -> str:
    return " ".join(NOTE_MARK.sub("", words).split())


def from_csv(data: bytes) -> dict[Name, Figure]:
    """The figures of a tidy CSV.  Raises KeyError or ValueError for one that is none."""
    return _tidy(csv.DictReader(io.StringIO(data.decode(), newline="")))


def from_json(data: bytes) -> dict[Name, Figure]:
    """The figures of a JSON file.  Raises KeyError or ValueError for one that is none."""
    return _tidy(json.loads(data, parse_float=Decimal)["figures"])


def _tidy(lines: Iterable[dict[str, Any]]) -> dict[Name, Figure]:
    figures = {}
    for line in lines:
        key = ".".join(part for part in (line["table"], line["row"], line["column"]) if part)
        value = None if line["value"] in (None, "") else _exact(str(line["value"]))
        figures[line["edition"], line["area"], key] = Figure(value, line["marker"] or None)
    return figures


def _exact(digits: str) -> Number:
    """The number that stands there, with all its digits.  Raises ValueError if it is none."""
    try:
        return Decimal(digits) if "." in digits else int(digits)
    except InvalidOperation as error:
        raise ValueError(digits) from error


def from_ods(data: bytes) -> dict[str, list[list[str | Figure]]]:
    """The rows of each sheet, by its name: numbers and markers as figures, all else as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    return {
        sheet.get(f"{TABLE}name", ""): [
            [_cell(cell) for cell in row] for row in sheet.iter(f"{TABLE}table-row")
        ]
        for sheet in root.iter(f"{TABLE}table")
    }


def _cell(cell: ElementTree.Element) -> str | Figure:
    if cell.get(f"{OFFICE}value-type") == "float":
        return Figure(_exact(cell.get(f"{OFFICE}value", "")))
    words = "".join(cell.itertext())
    return Figure(marker=MARKERS[words]) if words in MARKERS else words  # type: ignore[arg-type]


def from_pdf(data: bytes) -> dict[str, list[list[str]]]:
    """The words of the data cells of each table, by its caption; several tables may have the same one."""
    import pdfplumber

    found: dict[str, list[list[str]]] = {}
    with pdfplumber.open(io.BytesIO(data)) as document:
        tables = list(_tables(document.structure_tree))
        texts: dict[tuple[int, int], str] = {}
        for number in {page for table in tables for _, marks in table for page, _ in marks}:
            for letter in document.pages[number - 1].chars:
                place = (number, letter["mcid"])
                texts[place] = texts.get(place, "") + letter["text"]
        for table in tables:
            words = [(kind, _plain("".join(texts.get(mark, "") for mark in marks))) for kind, marks in table]
            caption = next((text for kind, text in words if kind == "Caption"), "")
            found.setdefault(caption, []).append([text for kind, text in words if kind == "TD"])
    return found


#: A part of a PDF's table: Caption, TH or TD, and the pages and numbers of its marked content.
TablePart = tuple[str, list[tuple[int, int]]]


def _tables(elements: Iterable[dict[str, Any]]) -> Iterator[list[TablePart]]:
    for element in elements:
        if element.get("type") == "Table":
            yield list(_parts(element))
        else:
            yield from _tables(element.get("children", ()))


def _parts(element: dict[str, Any]) -> Iterator[TablePart]:
    if element.get("type") in ("Caption", "TH", "TD"):
        yield element["type"], list(_marks(element))
        return
    for below in element.get("children", ()):
        yield from _parts(below)


def _marks(element: dict[str, Any]) -> Iterator[tuple[int, int]]:
    yield from ((element["page_number"], mark) for mark in element.get("mcids", ()))
    for below in element.get("children", ()):
        yield from _marks(below)
