"""The website that is being read: its files, and what was found in them so far."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.export.spreadsheet import HEADER_LINE, Worksheet
from generator.model.figure import Figure
from generator.model.report_id import ReportId
from generator.problems import Place, Problem
from generator.verify import readers
from generator.verify.folder import Listing
from generator.verify.html_reading import Name

HINT = "Build the website again with `mappa build`; only the program writes it."
#: The sheets of a spreadsheet that hold no table: cover, contents and notes.
OTHER_SHEETS = 3


@dataclass
class Verified:
    """What was found: how many figures of how many files were compared, and what differs."""

    figures: int = 0
    files: int = 0
    problems: list[Problem] = field(default_factory=list)
    #: The reports of the workspace that this website does not have.
    absent: list[ReportId] = field(default_factory=list)


@dataclass
class Website:
    """The website in ``folder``; problems name its files below ``shown``."""

    folder: Path
    shown: str
    listing: Listing
    verified: Verified = field(default_factory=Verified)

    def add(self, path: str, code: str, message: str) -> None:
        """Adds a problem of a file."""
        place = Place(f"{self.shown}/{_printable(path)}")
        self.verified.problems.append(Problem.at(place, code, message, HINT))

    def bytes_of(self, path: str) -> bytes | None:
        """A file's bytes; None if it is not there, and None with a problem if it cannot be opened."""
        if path not in self.listing.files:
            return None
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            self.add(path, "file-differs", f"The file cannot be opened: {error.strerror}.")
            return None

    def read(self, path: str, reader: Callable[[bytes], Any]) -> Any:
        """What a reader finds in a file; None, and a problem, if it cannot be read, or if it is not there."""
        data = self.bytes_of(path)
        if data is None:
            return None
        try:
            return reader(data)
        except Exception as error:  # whatever a damaged file makes a library do
            self.add(path, "file-differs", f"The file cannot be read: {type(error).__name__}.")
            return None

    def compare_read(
        self, path: str, reader: Callable[[bytes], Mapping[Name, Any]], expected: Mapping[Name, Any]
    ) -> None:
        """Names each figure that a reader finds in a file and that is not as expected."""
        figures = self.read(path, reader)
        if figures is not None:
            self.compare(path, figures, expected)

    def compare(self, path: str, figures: Mapping[Name, Any], expected: Mapping[Name, Any]) -> None:
        """Names each figure of a file that is another, is missing, or should not be there."""
        self.verified.figures += len(expected)
        for name in dict.fromkeys([*expected, *figures]):
            self.match(path, " ".join(part for part in name if part), figures.get(name), expected.get(name))

    def match(self, path: str, what: str, here: Any, there: Any) -> None:
        """Names what stands in a file if it is not what should."""
        if here != there:
            message = f"{what} is {_shown(here)} here, but {_shown(there)} in the YAML."
            self.add(path, "figure-differs", message)

    def compare_package(self, path: str, csv: str) -> None:
        """Names a descriptor that does not describe the CSV that is beside it."""
        described, data = self.read(path, readers.from_package), self.bytes_of(csv)
        if described is not None and data is not None:
            name = csv.rpartition("/")[2]
            if described != (name, hashlib.sha256(data).hexdigest(), len(data)):
                words = f"It describes another file than {name}, which is beside it."
                self.add(path, "figure-differs", words)

    def compare_sheets(self, path: str, expected: Sequence[Worksheet]) -> None:
        """The same for a spreadsheet, cell by cell; there may be no more sheets."""
        sheets = self.read(path, readers.from_ods)
        if sheets is None:
            return
        names = [sheet.name for sheet in expected]
        for name in [*sheets][OTHER_SHEETS:]:
            if name not in names:
                self.add(
                    path, "figure-differs", f"There is a sheet “{name}”, which no table of the YAML has."
                )
        for sheet in expected:
            rows = sheets.get(sheet.name, [])[HEADER_LINE - 1 :]
            wanted: list[Sequence[str | Figure]] = [sheet.header, *sheet.rows]
            self.verified.figures += sum(isinstance(cell, Figure) for row in wanted for cell in row)
            for where, here, there in _cell_differences(rows, wanted):
                self.match(path, f"{sheet.name}, {where}", here, there)


def _cell_differences(
    rows: Sequence[Sequence[str | Figure]], wanted: Sequence[Sequence[str | Figure]]
) -> Iterator[tuple[str, str | Figure | None, str | Figure | None]]:
    """(row and column in words, what is there, what should be) of each cell that differs."""
    for line in range(max(len(rows), len(wanted))):
        here: Iterable[str | Figure] = rows[line] if line < len(rows) else []
        there: Iterable[str | Figure] = wanted[line] if line < len(wanted) else []
        cells, wanted_cells = list(here), list(there)
        for column in range(max(len(cells), len(wanted_cells))):
            one = cells[column] if column < len(cells) else None
            other = wanted_cells[column] if column < len(wanted_cells) else None
            if one != other:
                yield f"line {HEADER_LINE + line}, column {column + 1}", one, other


def _shown(value: str | Figure | None) -> str:
    if value is None:
        return "not there"
    if isinstance(value, Figure):
        return str(value.value) if value.value is not None else f"[{value.marker}]"
    return f"“{value}”"


def _printable(path: str) -> str:
    """A path as a terminal can show it: a file's name may hold any bytes."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
