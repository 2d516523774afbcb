"""Spreadsheets whose parts are changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.verify.tampering.ways import SOUTH_FILE, Tampering, put


def spreadsheet(path: str, words: str, change: Callable[[dict[str, bytes]], None]) -> Tampering:
    """A spreadsheet whose parts are changed."""

    def tamper(site: Path) -> None:
        with zipfile.ZipFile(site / path) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()}
            parts = {name: archive.read(name) for name in entries}
        before = dict(parts)
        change(parts)
        assert parts != before
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, data in parts.items():
                archive.writestr(entries.get(name, zipfile.ZipInfo(name)), data)
        put(site / path, out.getvalue())

    return Tampering(f"{words} in {path}", path, tamper)


def in_part(old: str, new: str, part: str = "content.xml") -> Callable[[dict[str, bytes]], None]:
    """Other words at the first place of a part where the old ones stand."""

    def change(parts: dict[str, bytes]) -> None:
        parts[part] = parts[part].replace(old.encode(), new.encode(), 1)

    return change


EMPTY_SHEET = (
    '<table:table table:name="More"><table:table-row><table:table-cell/></table:table-row></table:table>'
)
SHEETS = [
    spreadsheet(f"{SOUTH_FILE}.ods", "a number", in_part('value="120"', 'value="121"')),
    spreadsheet(f"{SOUTH_FILE}.ods", "a number that is shown", in_part("<text:p>120<", "<text:p>121<")),
    spreadsheet(f"{SOUTH_FILE}.ods", "a hidden figure", in_part("<text:p>[c]<", "<text:p>14<")),
    spreadsheet(f"{SOUTH_FILE}.ods", "a label", in_part("Level 1", "Level 9")),
    spreadsheet(f"{SOUTH_FILE}.ods", "a title", in_part("Individuals on", "Offenders on")),
    spreadsheet(
        f"{SOUTH_FILE}.ods",
        "a formula",
        in_part('office:value="120"', 'table:formula="of:=100+20" office:value="120"'),
    ),
    spreadsheet(
        f"{SOUTH_FILE}.ods",
        "a sheet more",
        in_part("<table:database-ranges>", f"{EMPTY_SHEET}<table:database-ranges>"),
    ),
    spreadsheet(
        f"{SOUTH_FILE}.ods",
        "a hidden sheet",
        in_part('table:name="Table_1"', 'table:name="Table_1" table:display="false"'),
    ),
    spreadsheet(
        f"{SOUTH_FILE}.ods",
        "a repeated cell",
        in_part('office:value="120"', 'table:number-columns-repeated="2" office:value="120"'),
    ),
    spreadsheet(
        f"{SOUTH_FILE}.ods",
        "an author",
        in_part("</office:meta>", "<dc:creator>x</dc:creator></office:meta>", "meta.xml"),
    ),
    spreadsheet(
        f"{SOUTH_FILE}.ods",
        "how numbers are shown",
        in_part('grouping="true"', 'grouping="false"', "styles.xml"),
    ),
    spreadsheet(f"{SOUTH_FILE}.ods", "a file more", lambda parts: parts.update({"macro.bas": b"Beep"})),
    spreadsheet(
        "2024-25/data/mappa-statistics-2024-25.ods", "a number", in_part('value="120"', 'value="121"')
    ),
    spreadsheet("data/mappa-statistics.ods", "a number", in_part('value="90"', 'value="9"')),
    spreadsheet("data/mappa-statistics.ods", "an area's name", in_part("Synthetic North", "Synthetic South")),
]
