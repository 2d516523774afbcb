"""Bytes of the website's data files -> the figures that stand in them, each under its key."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree import ElementTree

from generator.model.figure import Figure, Number
from generator.verify.html_reading import Name

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
MARKERS = {"[z]": "z", "[x]": "x", "[c]": "c", "[gap]": "gap"}


def from_csv(data: bytes) -> dict[Name, Figure]:
    """The figures of a tidy CSV.  Raises KeyError or ValueError for one that is none."""
    return _tidy(csv.DictReader(io.StringIO(data.decode(), newline="")))


def from_json(data: bytes) -> dict[Name, Figure]:
    """The figures of a JSON file.  Raises KeyError or ValueError for one that is none."""
    return _tidy(json.loads(data, parse_float=Decimal)["figures"])


def derived_from_csv(data: bytes) -> dict[Name, Figure]:
    """The derived values of a CSV, by edition, area and measure.  Raises KeyError or ValueError."""
    return _derived(csv.DictReader(io.StringIO(data.decode(), newline="")))


def derived_from_json(data: bytes) -> dict[Name, Figure]:
    """The derived values of a JSON file, likewise."""
    return _derived(json.loads(data, parse_float=Decimal)["derived"])


def _derived(lines: Iterable[dict[str, Any]]) -> dict[Name, Figure]:
    return {
        (line["edition"], line["area"], f"{line['measure']} {name}".removesuffix(" value")): _figure(
            line, name
        )
        for line in lines
        for name in ("value", "low", "high")
    }


def _figure(line: dict[str, Any], name: str) -> Figure:
    """A value of a line, or why it has none."""
    digits = line[name]
    return Figure(None if digits in (None, "") else _exact(str(digits)), line["marker"] or None)


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
    """A cell; one that is computed is its formula, and one that shows another number is both."""
    words, formula = "".join(cell.itertext()), cell.get(f"{TABLE}formula")
    if formula is not None:
        return formula
    if cell.get(f"{OFFICE}value-type") == "float":
        value = cell.get(f"{OFFICE}value", "")
        return Figure(_exact(value)) if words == value else f"{value}, shown as {words}"
    return Figure(marker=MARKERS[words]) if words in MARKERS else words  # type: ignore[arg-type]


def from_package(data: bytes) -> tuple[str, str, int]:
    """The file that a Data Package describes: its name, its SHA-256 and its size in bytes.

    Raises KeyError or ValueError for a descriptor that is none.
    """
    (resource,) = json.loads(data)["resources"]
    return resource["path"], resource["hash"].removeprefix("sha256:"), resource["bytes"]
