"""A file of the website beside the bytes that a build makes: whether it is the same file, and if not, where.

Another version of zlib compresses the same content into other bytes: what is compressed is compared unpacked.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from itertools import zip_longest

#: The longest stretch of a line that is shown, in characters.
STRETCH = 60
#: The lengths of a ZIP archive's own pieces without their names (APPNOTE, 4.3.7, 4.3.12 and 4.3.16).
LOCAL, CENTRAL, END = 30, 46, 22


def difference(path: str, found: bytes, anew: bytes) -> str:
    """In words, what a file has otherwise than the one a build makes; empty if it is the same.

    Raises whatever a damaged file makes a library raise.  PDFs have rules of their own (``pdf_difference``).
    """
    if found == anew:
        return ""
    if path.endswith(".ods"):
        return "" if _archived(found) == _archived(anew) else "The spreadsheet is another than a build makes."
    if path.endswith((".pf_meta", ".pf_filter")):
        return "" if gzip.decompress(found) == gzip.decompress(anew) else _other()
    try:
        return _line_difference(found.decode(), anew.decode())
    except UnicodeDecodeError:
        return _other()


def _other() -> str:
    return "The file is another than a build makes of this workspace."


def _archived(data: bytes) -> list[tuple[object, ...]]:
    """All that an archive holds: its entries in order, and how many bytes belong to none of them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        of_entries = sum(
            LOCAL + CENTRAL + 2 * len(entry.filename.encode()) + len(entry.extra) + entry.compress_size
            for entry in entries
        )
        return [
            *(
                (entry.filename, entry.date_time, entry.compress_type, entry.extra, entry.comment,
                 entry.external_attr, archive.read(entry))
                for entry in entries
            ),
            (archive.comment, len(data) - of_entries - END),
        ]  # fmt: skip


def _line_difference(found: str, anew: str) -> str:
    """The first line that differs, as far as is needed to see how."""
    for number, (here, there) in enumerate(zip_longest(found.split("\n"), anew.split("\n")), start=1):
        if here == there:
            continue
        if here is None or there is None:
            return f"Line {number} {'is missing' if here is None else 'should not be there'}."
        start = next(
            (i for i, (a, b) in enumerate(zip(here, there, strict=False)) if a != b),
            min(len(here), len(there)),
        )
        start = max(0, start - STRETCH // 3)
        return (
            f"Line {number} has “{_stretch(here, start)}” here, but a build makes “{_stretch(there, start)}”."
        )
    return ""


def _stretch(line: str, start: int) -> str:
    stretch = line[start : start + STRETCH].strip()
    return f"{'…' if start else ''}{stretch}{'…' if start + STRETCH < len(line) else ''}"
