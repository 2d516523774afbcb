"""PDFs kept by the hash of what they are made of.

An entry is the SHA-256 of the PDF in hexadecimal, a line end, and the PDF: a damaged entry is noticed
and made anew.  The folder may be deleted at any time, and two builds may share it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

#: The most that the cache may hold, in bytes; the entries that were not used for longest go first.
LARGEST = 2 * 1024**3


class Cache:
    """A folder of PDFs by key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """The PDF of a key, or None if it is not there or damaged."""
        path = self.folder / key[:2] / key
        try:
            digest, _, pdf = path.read_bytes().partition(b"\n")
            if hashlib.sha256(pdf).hexdigest().encode() != digest:
                return None
            os.utime(path)
        except OSError:
            return None
        return pdf

    def put(self, key: str, pdf: bytes) -> None:
        """Keeps a PDF; a cache that cannot be written is no reason to stop."""
        path = self.folder / key[:2] / key
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                file.write(hashlib.sha256(pdf).hexdigest().encode() + b"\n" + pdf)
            Path(file.name).replace(path)

    def remember(self, name: str, parts: Mapping[str, str]) -> None:
        """Keeps what a report's newest PDF was made of, so that the next build can say what changed."""
        with contextlib.suppress(OSError):
            path = self.folder / "made-of" / f"{name}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(parts))

    def changed(self, name: str, parts: Mapping[str, str]) -> tuple[str, ...]:
        """The parts that differ from the report's newest PDF; none if there is no such PDF."""
        try:
            before = json.loads((self.folder / "made-of" / f"{name}.json").read_text())
        except (OSError, ValueError):
            return ()
        return tuple(part for part, digest in parts.items() if before.get(part) != digest)

    def trim(self) -> None:
        """Deletes the entries that were not used for longest until the cache is within its bounds."""
        with contextlib.suppress(OSError):
            entries = [(e.stat().st_mtime, e.stat().st_size, e) for e in self.folder.glob("??/*")]
            size = sum(entry[1] for entry in entries)
            for _, own, path in sorted(entries):
                if size <= LARGEST:
                    break
                path.unlink(missing_ok=True)
                size -= own
